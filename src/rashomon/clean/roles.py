"""Give each paragraph its role: headline, standfirst, body, caption, byline or boilerplate.

Precision comes first: a paragraph is body unless something speaks against it, for a byline taken as body costs a
reader a line, while body taken as noise loses what a report says.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass

from rashomon.clean.lines import Place, role_of
from rashomon.clean.masthead import read_masthead
from rashomon.model.report import Block, BlockRole
from rashomon.model.spans import Span
from rashomon.settings import CleanSettings
from rashomon.tables import read_table

_RESCUE: tuple[BlockRole, ...] = ("standfirst", "caption", "headline", "byline", "boilerplate")
_CLOSERS = "\"'”’»)]"
_STOPS = (".", "…", ":", ",")
_SPEAKER = re.compile(r"[A-Z][A-Za-z .'’-]{1,40}(?: \([^()]{1,40}\))?: \S")
_LIST_ITEM = re.compile(r"(?:[-–—•·*►▪●]|\d{1,2}[.)])\s")
_SENTENCE_EDGE = re.compile(r"[a-z0-9)”\"’'][.!?][”\"’')]? +[“\"‘'(]?[A-Z]")
_SITE = re.compile(r" [|–—-] ")
_NOT_KEY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    span: Span
    plain: str
    """White space collapsed; "" for a paragraph too long to be anything but body."""
    words: int
    key: str
    """Letters and digits alone, case folded: equal keys are one line printed twice."""


def assign_roles(text: str, spans: list[Span], *, title: Span | None, settings: CleanSettings) -> tuple[Block, ...]:
    """Return one block a paragraph, in order. `title` is the span of a title that was given, itself not in `spans`."""
    found = [_paragraph(text, span, settings) for span in spans]
    roles = _by_wording(found, settings)
    at: int | None
    if title is not None:
        at = _prints_of(_paragraph(text, title, settings), found, roles, settings)
    else:
        at = _find_headline(found, roles, settings)
    if at is not None:
        _find_standfirst(at, found, roles, settings)
    blocks = [Block(span=p.span, role=role or "body") for p, role in zip(found, roles, strict=True)]
    if title is not None:
        blocks.insert(0, Block(span=title, role="headline"))
    return _keep_some_body(blocks)


def _paragraph(text: str, span: Span, settings: CleanSettings) -> _Paragraph:
    if span.end - span.start > settings.line_characters:
        return _Paragraph(span, "", settings.line_characters, "")
    plain = " ".join(text[span.start : span.end].split())
    return _Paragraph(span, plain, plain.count(" ") + 1, _NOT_KEY.sub("", plain).casefold())


def _by_wording(found: list[_Paragraph], settings: CleanSettings) -> list[BlockRole | None]:
    prose = [number for number, p in enumerate(found) if _is_prose(p, settings)]
    first, last = (prose[0], prose[-1]) if prose else (len(found), -1)
    spoken = [bool(_SPEAKER.match(p.plain)) for p in found]
    transcript = sum(spoken) >= max(settings.transcript_lines, settings.transcript_share * len(found))
    roles: list[BlockRole | None] = []
    listing = 0
    for number, p in enumerate(found):
        place: Place = "top" if number < first else "end" if number > last - 1 else "middle"
        role, opens_list = (
            role_of(p.plain, place=place) if p.plain and not (transcript and spoken[number]) else (None, False)
        )
        if transcript and spoken[number]:
            role = "body"
        elif place == "top" and (masthead := read_masthead(p.plain)) and masthead.told:
            role, opens_list = "byline", False
        if role is None and listing and not _has_stop(p.plain) and p.plain and p.words <= settings.title_words:
            role = "boilerplate"
            listing -= 1
        else:
            listing = settings.list_lines if opens_list else 0
        roles.append(role)
    return roles


def _prints_of(
    given: _Paragraph, found: list[_Paragraph], roles: list[BlockRole | None], settings: CleanSettings
) -> int:
    """Mark each paragraph that prints the given title again; return the last one near the top, -1 if there is none.

    A title that is the report's own first sentence is left alone in the body.
    """
    keys = {given.key, _NOT_KEY.sub("", _SITE.split(given.plain, maxsplit=1)[0]).casefold()} - {""}
    at = -1
    for number, p in enumerate(found):
        if p.key in keys and _is_title(p, settings):
            roles[number] = "headline"
            if number <= at + 2:
                at = number
    return at


def _find_headline(found: list[_Paragraph], roles: list[BlockRole | None], settings: CleanSettings) -> int | None:
    """Mark the headline of a text that came without a title, and what stands above it; return its last print."""
    head = [number for number in range(min(len(found), settings.head_paragraphs)) if roles[number] is None]
    counts = Counter(found[number].key for number in head)
    for number in head:
        p = found[number]
        if counts[p.key] > 1 and p.words >= settings.repeat_words and _is_title(p, settings):
            prints = [other for other, q in enumerate(found) if q.key == p.key]
            return _mark_headline(prints, number, found, roles, settings)
    for number in head[:2]:
        p, rest = found[number], _rest(number, found, roles)
        if not any(_is_sentence(q, settings) for q in rest):
            return None
        if number == head[0] and _is_title(p, settings):
            if p.words <= settings.kicker_words and len(head) > 1:
                below = found[head[1]]
                if below.words > p.words and below.words >= settings.repeat_words and _is_title(below, settings):
                    roles[number] = "boilerplate"  # a section's name
                    return _mark_headline([head[1]], head[1], found, roles, settings)
            return _mark_headline([number], number, found, roles, settings)
        if number != head[0] and _stands_below_standfirst(found[head[0]], p, rest, settings):
            return _mark_headline([number], number, found, roles, settings)
    return None


def _stands_below_standfirst(above: _Paragraph, p: _Paragraph, rest: list[_Paragraph], settings: CleanSettings) -> bool:
    """Whether `p` is a headline below the sentence `above`, rather than the first cross-head of the body."""
    return (
        p.words > settings.kicker_words * 2
        and p.words < above.words <= settings.standfirst_words
        and not _has_stop(p.plain)
        and title_case(p.plain) >= settings.title_case
        and not any(_is_title(q, settings) for q in rest)
    )


def _mark_headline(
    prints: list[int], first: int, found: list[_Paragraph], roles: list[BlockRole | None], settings: CleanSettings
) -> int:
    for number in range(first):
        if roles[number] is None and _is_single(found[number], settings):
            roles[number] = "standfirst"
    for number in prints:
        roles[number] = "headline"
    return max(number for number in prints if number < first + settings.head_paragraphs)


def _find_standfirst(at: int, found: list[_Paragraph], roles: list[BlockRole | None], settings: CleanSettings) -> None:
    """Mark the lines between the headline, whose last print is number `at`, and the body."""
    marked = 0
    below = range(at + 1, min(len(found), at + 1 + settings.head_paragraphs))
    for number in below:
        p = found[number]
        if roles[number] == "body":
            return
        if roles[number] is not None:
            continue
        rest = _rest(number, found, roles)
        if marked == settings.standfirst_lines or not any(_is_sentence(q, settings) for q in rest):
            return
        if _is_subtitle(p, settings):
            roles[number] = "standfirst"
            marked += 1
            continue
        byline_follows = number + 1 < len(found) and roles[number + 1] == "byline"
        if (byline_follows or roles[number - 1] == "byline") and _is_name(p, settings):
            roles[number] = "byline"  # an author or outlet on a line of its own
            continue
        if not marked and number <= at + 2 and byline_follows and _is_single(p, settings):
            roles[number] = "standfirst"  # what stands between headline and byline is no body
        return


def _rest(number: int, found: list[_Paragraph], roles: list[BlockRole | None]) -> list[_Paragraph]:
    """The paragraphs after `number` that are, or may become, body."""
    below = zip(found[number + 1 :], roles[number + 1 :], strict=True)
    return [p for p, role in below if role in (None, "body")]


def _keep_some_body(blocks: list[Block]) -> tuple[Block, ...]:
    """A report that would have no body keeps, as body, what is likeliest to be its text."""
    present = {block.role for block in blocks}
    if "body" in present:
        return tuple(blocks)
    lost = next((role for role in _RESCUE if role in present), None)
    return tuple(Block(span=b.span, role="body") if b.role == lost else b for b in blocks)


def _has_stop(plain: str) -> bool:
    return plain.rstrip(_CLOSERS).endswith(_STOPS)


def _is_prose(p: _Paragraph, settings: CleanSettings) -> bool:
    return p.words > settings.title_words or (p.words >= settings.prose_words and _is_sentence(p, settings))


def _is_sentence(p: _Paragraph, settings: CleanSettings) -> bool:
    if p.words > settings.title_words:
        return True
    closed = _has_stop(p.plain) or p.plain.endswith(("”", '"'))
    return p.words >= settings.sentence_words and closed and not _is_title(p, settings)


def _is_single(p: _Paragraph, settings: CleanSettings) -> bool:
    """Whether `p` is one sentence of a standfirst's length."""
    return bool(p.plain) and p.words <= settings.standfirst_words and not _SENTENCE_EDGE.search(p.plain)


def _is_title(p: _Paragraph, settings: CleanSettings) -> bool:
    """Whether `p` reads like a headline: short, and without a final full stop unless it is in title case."""
    if not p.plain or p.words > settings.title_words or _LIST_ITEM.match(p.plain) or not p.key:
        return False
    if not _has_stop(p.plain):
        return not _SENTENCE_EDGE.search(p.plain)
    return p.plain.rstrip(_CLOSERS).endswith(".") and title_case(p.plain) >= settings.title_case


def _is_name(p: _Paragraph, settings: CleanSettings) -> bool:
    words = p.plain.split()
    return 0 < len(words) <= settings.name_words and not _has_stop(p.plain) and all(word[0].isupper() for word in words)


def _is_subtitle(p: _Paragraph, settings: CleanSettings) -> bool:
    if not settings.repeat_words < p.words <= settings.standfirst_words or _LIST_ITEM.match(p.plain):
        return False
    return not _has_stop(p.plain) and not p.plain.endswith(("”", '"', "?", "!")) and not _SENTENCE_EDGE.search(p.plain)


def title_case(plain: str) -> float:
    """The share of words with a capital or digit in front, short function words left out; 0.0 below four such words.

    >>> title_case("Ports of the North Reopen After Strike")
    1.0
    """
    words = [word.strip("\"'“”‘’()[],.:;!?-–—") for word in plain.split()]
    telling = [word for word in words if word and word.lower() not in _title_words()]
    if len(telling) < 4:
        return 0.0
    return sum(not word[0].islower() for word in telling) / len(telling)


@functools.cache
def _title_words() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.clean.data", "title_words.tsv", columns=1))
