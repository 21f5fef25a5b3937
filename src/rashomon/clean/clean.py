"""Stage 2: a RawReport becomes a Report with blocks and metadata, or a Refusal. The text itself is not touched."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from rashomon.clean.credited import credited_outlet
from rashomon.clean.datelines import cut_datelines
from rashomon.clean.extract import Page, extract
from rashomon.clean.galleries import cut_galleries
from rashomon.clean.labels import cut_labels
from rashomon.clean.language import not_english
from rashomon.clean.paragraphs import paragraphs
from rashomon.clean.published import parse_published
from rashomon.clean.roles import assign_roles
from rashomon.errors import ReportError
from rashomon.model.ids import derive_id
from rashomon.model.report import Block, RawReport, Refusal, Report
from rashomon.model.spans import UNKNOWN_DATE, ReferenceDate, Span
from rashomon.settings import CleanSettings


def clean(raw: RawReport, *, settings: CleanSettings) -> Report | Refusal:
    """Return the report in `raw`, or why there is none: "empty", "no text on the page", "too long" or "not English".

    The text of a record or page with a title is `title + "\\n\\n" + text`, with the captions of a page behind; of
    anything else, `raw.content` as it is. A given id is kept; otherwise it is derived from title, text and where the
    report came from (its URL, else its given outlet and file name), so that two copies of one text stay two reports,
    wherever the folder lies.

    >>> report = clean(RawReport(path="a.txt", form="text", content="Port Reopens\\n\\nShips left at dawn.\\n"),
    ...                settings=CleanSettings())
    >>> [(report.text[b.span.start : b.span.end], b.role) for b in report.blocks]
    [('Port Reopens', 'headline'), ('Ships left at dawn.', 'body')]
    """
    try:
        return _clean(raw, settings)
    except ReportError as error:
        return Refusal(
            path=raw.path, record=raw.record, id=raw.id, stage="clean", reason=error.reason, detail=error.detail
        )


def _clean(raw: RawReport, settings: CleanSettings) -> Report:
    page = extract(raw.content, settings=settings) if raw.form == "html" else None
    body = page.text if page else raw.content
    if not body.strip():
        raise ReportError("clean", "empty", "holds nothing but white space")
    title = raw.title or (page.title if page else None)
    if title is not None and not title.strip():
        title = None
    text = f"{title}\n\n{body}" if title is not None else body
    offset = len(text) - len(body)
    spans = [Span(s.start + offset, s.end + offset) for s in paragraphs(body, settings=settings)]
    blocks = cut_datelines(text, assign_roles(text, spans, title=_bare(title), settings=settings))
    text, blocks = _with_captions(text, blocks, page.captions if page else ())
    blocks = tuple(cut_labels(text, blocks, settings=settings))
    blocks = tuple(cut_galleries(text, blocks, title=title, settings=settings))
    _refuse_other_languages(body, raw, settings)
    published, unread = _published(raw, page)
    url = raw.url or (page.url if page else None)
    outlet = _outlet(raw.outlet or (page.outlet if page else None), url) or credited_outlet(text, blocks)
    return Report(
        id=raw.id or _id(raw, url, text),
        text=text,
        blocks=blocks,
        title=title.strip() if title is not None else _headline(text, blocks),
        outlet=outlet,
        url=url,
        authors=raw.authors or (page.authors if page else ()),
        published=published,
        path=raw.path,
        record=raw.record,
        extra={**raw.extra, **unread},
    )


def _with_captions(text: str, blocks: tuple[Block, ...], captions: Sequence[str]) -> tuple[str, tuple[Block, ...]]:
    """Put the captions of a page's pictures, which its text lacks, behind it."""
    if captions:
        text, out = text.rstrip(), list(blocks)
        for caption in captions:
            out.append(Block(span=Span(len(text) + 2, len(text) + 2 + len(caption)), role="caption"))
            text += f"\n\n{caption}"
        blocks = tuple(out)
    return text, blocks


def _bare(title: str | None) -> Span | None:
    if title is None:
        return None
    start = len(title) - len(title.lstrip())
    return Span(start, start + len(title.strip()))


def _headline(text: str, blocks: tuple[Block, ...]) -> str | None:
    return next((" ".join(text[b.span.start : b.span.end].split()) for b in blocks if b.role == "headline"), None)


def _refuse_other_languages(body: str, raw: RawReport, settings: CleanSettings) -> None:
    other = not_english(body, given=raw.language, settings=settings)
    if other is not None:
        code, probability = other
        raise ReportError("clean", "not English", f"looks like {code!r} (ISO 639-1), {probability:.0%} sure")


def _published(raw: RawReport, page: Page | None) -> tuple[ReferenceDate, Mapping[str, str]]:
    value, source = raw.published, "given"
    if value is None and page is not None:
        value, source = page.published, "page"
    if value is None:
        return UNKNOWN_DATE, {}
    found = parse_published(value, source="given" if source == "given" else "page")
    return (found, {}) if found is not None else (UNKNOWN_DATE, {"published": json.dumps(value)})


def _outlet(named: str | None, url: str | None) -> str | None:
    if named is None and url is not None:
        try:
            named = urlsplit(url).hostname
        except ValueError:  # "http://[" is no address
            return None
    return named.strip().removeprefix("www.") or None if named else None


def _id(raw: RawReport, url: str | None, text: str) -> str:
    if url is not None:
        return derive_id("url", url, text)
    return derive_id("file", raw.outlet or "", os.path.basename(raw.path), str(raw.record or ""), text)
