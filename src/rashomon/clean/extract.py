"""The report on a web page: its text without menus and advertisements, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any

from rashomon.clean.captions import choose_captions, read_passages
from rashomon.clean.masthead import site_of
from rashomon.errors import ReportError
from rashomon.settings import CleanSettings

_MOMENTS = (
    "//meta[@property='article:published_time' or @property='og:published_time']/@content",
    "//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime",
)
_LD_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{8,40})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was found on a page: `captions` are those of its pictures, `published` is verbatim, the most exact form
    that the page gives."""

    text: str
    captions: tuple[str, ...]
    title: str | None
    outlet: str | None
    url: str | None
    authors: tuple[str, ...]
    published: str | None


def extract(html: str, *, settings: CleanSettings) -> Page:
    """Return the article on the page `html`, already decoded, by trafilatura (Barbaresi 2021) with htmldate.

    What trafilatura leaves out of the text, the captions of the article's pictures, is found apart from it. Raises
    ReportError "no text on the page" where there is none, "too long" for a page beyond `settings.page_characters`.
    """
    if len(html) > settings.page_characters:
        detail = f"a page of {len(html):,} characters, at most {settings.page_characters:,}"
        raise ReportError("clean", "too long", detail)
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # lxml ships no types
    from trafilatura import bare_extraction
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it would log becomes our Refusal
    try:
        tree = load_html(html)
        moments = _moments(tree, html) if tree is not None else []
        passages = read_passages(tree) if tree is not None else []
        heading = tree.findtext(".//title") if tree is not None else None
        found = tree is not None and bare_extraction(
            tree,
            fast=True,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise ReportError("clean", "no text on the page", f"it cannot be parsed: {error}") from None
    if not isinstance(found, Document) or not found.text:
        raise ReportError("clean", "no text on the page", "trafilatura finds no article in it")
    letters = sum(map(str.isalpha, found.text))
    if letters < settings.page_letters:
        raise ReportError("clean", "no text on the page", f"trafilatura finds {letters} letters in it")
    title = _tidy(found.title)
    return Page(
        text=found.text,
        captions=choose_captions(passages, found.text, settings=settings),
        title=title,
        outlet=_tidy(found.sitename) or site_of(heading or "", title or "") or _tidy(found.hostname),
        url=_tidy(found.url),
        authors=tuple(name for name in map(_tidy, (found.author or "").split(";")) if name),
        published=_most_exact(moments, _tidy(found.date)),
    )


def _moments(tree: Any, html: str) -> list[str]:
    return [str(value) for path in _MOMENTS for value in tree.xpath(path)] + _LD_DATE.findall(html)


def _most_exact(moments: list[str], day: str | None) -> str | None:
    """The moment that the page's own mark-up gives for the day that htmldate found, else that day."""
    if day is None:
        return moments[0] if moments else None
    return next((moment for moment in moments if moment.startswith(day)), day)


def _tidy(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
