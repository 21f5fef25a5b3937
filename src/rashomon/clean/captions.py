"""The captions of the pictures that belong to the article on a page; what extracts its text leaves them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.clean.lines import role_of
from rashomon.settings import CleanSettings

_CLASS = "wp-caption-text"
"""What the commonest publishing system called a caption before HTML had a word for it."""
_ELSEWHERE = frozenset({"a", "aside", "nav", "footer", "form", "menu", "noscript", "template", "button", "dialog"})
"""Elements in which a picture is not one of the article's: a link to another, a menu, what stands beside."""
_READ = "descendant::text()[not(ancestor::script or ancestor::style or ancestor::button or ancestor::noscript)]"
"""The text of an element that a reader sees as a caption."""
_CREDIT = re.compile(r"(?:Image|Photo|Picture|Media) (?:source|credit|copyright)[,:]", re.IGNORECASE)
_MOST = 200
"""Most captions of a page that are looked at."""
_ENDS = (".", "!", "?", "”", '"')


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a caption of a page, in its order, white space collapsed."""

    text: str
    caption: bool


def read_passages(tree: Any) -> list[Passage]:
    """Return the paragraphs and picture captions of a page in their order. Time is linear in the page."""
    found: list[Passage] = []
    captions = 0
    for element in tree.iter("p", "figcaption", "div", "dd"):
        caption = element.tag == "figcaption" or _CLASS in (element.get("class") or "").split()
        if not caption and element.tag == "p":
            found.append(Passage(_plain(element.itertext()), caption=False))
        elif caption and captions < _MOST and not _is_elsewhere(element):
            captions += 1
            found.append(Passage(_plain(element.xpath(_READ)), caption=True))
    return found


def _plain(pieces: Iterable[str]) -> str:
    """The text with its white space collapsed; what follows a sentence in an element of its own is apart from it."""
    out: list[str] = []
    for piece in pieces:
        if out and out[-1].endswith(_ENDS) and piece[:1].isupper():
            out.append(" ")
        out.append(piece)
    return " ".join("".join(out).split())


def _is_elsewhere(element: Any) -> bool:
    """Whether a caption is that of a link to another article, or stands outside the article."""
    if any(parent.tag in _ELSEWHERE for parent in element.iterancestors()):
        return True
    linked = sum(len(_plain(link.itertext())) for link in element.iter("a"))
    return 2 * linked > len(_plain(element.itertext()))


def choose_captions(passages: Sequence[Passage], article: str, *, settings: CleanSettings) -> tuple[str, ...]:
    """Return the captions among `passages` that stand between paragraphs of `article`, or close before the first.

    Left out are those that the article has anyway, repeats, and lines that only name who took the picture.
    """
    lines = {" ".join(line.split()) for line in article.splitlines()}
    own = [number for number, passage in enumerate(passages) if not passage.caption and passage.text in lines]
    if not own:
        return ()
    chosen: dict[str, None] = {}
    for passage in passages[max(0, own[0] - settings.caption_passages) : own[-1] + 2]:
        if passage.caption and passage.text not in lines and _tells(passage.text, settings):
            chosen[passage.text] = None
    return tuple(chosen)[: settings.captions]


def _tells(text: str, settings: CleanSettings) -> bool:
    words = text.count(" ") + 1
    if words < settings.caption_words or len(text) > settings.line_characters:
        return False
    return not _CREDIT.match(text) and role_of(text, place="middle")[0] in {None, "caption"}
