"""Sources that a headline sets off with a colon or a dash: "Two killed in raid: police", "UN: millions face hunger".

The corpus that the model learns from has few of them without a name in front; "Flood: two dead" and "Title - The Site"
look the same and are none.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.spans import Span
from rashomon.tables import read_table

_AFTER = re.compile(r"(?P<content>.{12,}?)(?P<cue>\s*:| [-–—])\s+(?P<source>[^:–—]{2,40}?)[.\s]*")
_BEFORE = re.compile(r"(?P<source>[^:–—]{2,40}?)(?P<cue>\s*:)\s+(?P<content>.{12,})")
_OWN_WORDS = re.compile(r"^['\"‘“]|\b(?:I|me|my|we|us|our)\b")
"""What is somebody's own words: a quotation, or the first person."""
_WORDS = 5
"""Words of a source in a headline."""
_NOBODY: frozenset[str] = frozenset()
_PEOPLE = frozenset({"PERSON"})
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_SPEAKING = frozenset({"office", "post", "voice", "force", "government", "unique", "document"})
"""Kinds and classes of title-roles.tsv of those who speak by office or trade."""

_INSTITUTIONS = frozenset({"government", "force", "court"})
"""Classes of actor-organisation-words.tsv of those who speak rather than are spoken of."""


def find_in_headlines(
    parsed: ParsedReport, found: list[FoundAttribution], *, confidence: float
) -> list[FoundAttribution]:
    """Return an attribution for each headline that names its source before or after it, unless `found` has that source.

    After a colon a source is a name or somebody who speaks by office or trade ("minister", "police", "report"), after a
    dash no name of a body, which may be the site's. Before one it is a body known by name or a trade ("Police: …"), a
    person only before words of their own: any other name may be the subject ("Port Alder tram: seven dead").
    """
    taken = [span for one in found for span in one.source]
    out = []
    for block in parsed.report.blocks:
        if block.role != "headline":
            continue
        attribution = _read(parsed, block.span, confidence)
        if attribution is not None and not any(attribution.source[0].overlaps(span) for span in taken):
            out.append(attribution)
    return out


def is_label(parsed: ParsedReport, one: FoundAttribution) -> bool:
    """Whether what stands before a headline's colon says what it is about, and not who says so: "Lisbon: two dead".

    A person may speak, an institution or its seat ("Pentagon"), and whoever speaks by office or trade; of others only
    words of their own tell.
    """
    text = parsed.report.text
    if len(one.cue) != 1 or len(one.source) != 1 or text[one.cue[0].start : one.cue[0].end].strip() != ":":
        return False
    source = parsed.doc.char_span(one.source[0].start, one.source[0].end, alignment_mode="expand")
    block = parsed.block(source[0].i) if source is not None else None
    if block is None or block.role != "headline" or one.source[0].start > one.content[0].start:
        return False
    own = any(_OWN_WORDS.search(text[span.start : span.end]) for span in one.content)
    return not (own or source[-1].ent_type_ == "PERSON" or _speaks(source, _NOBODY) or _is_institution(source.text))


def _read(parsed: ParsedReport, headline: Span, confidence: float) -> FoundAttribution | None:
    text = parsed.report.text
    for pattern in (_AFTER, _BEFORE):
        match = pattern.fullmatch(text, headline.start, headline.end)
        if match is None:
            continue
        source, content = (
            parsed.doc.char_span(*match.span(part), alignment_mode="contract") for part in ("source", "content")
        )
        if source is None or content is None or not _tells(content):
            continue
        if pattern is _BEFORE:
            names = _PEOPLE if _OWN_WORDS.search(content.text) else _NOBODY
        else:
            names = _NAMES if ":" in match["cue"] else _PEOPLE
        if not _speaks(source, names) or match["source"] in parsed.report.authors:
            continue
        end = match.end("cue")
        return FoundAttribution(
            source=(Span(source.start_char, source.end_char),),
            cue=(Span(end - 1, end),),
            content=(Span(content.start_char, content.end_char),),
            confidence=confidence,
        )
    return None


def _tells(content: Any) -> bool:
    """Whether the words tell something: a verb, or so many of something."""
    return any(token.pos_ in ("VERB", "AUX") or token.like_num for token in content)


def _speaks(source: Any, names: frozenset[str]) -> bool:
    """Whether this is one who speaks: it ends in a noun of office or trade, or is a name of the kinds given."""
    words = [token for token in source if not token.is_space]
    if not words or len(words) > _WORDS or any(token.pos_ in ("VERB", "AUX", "ADP") for token in words[:-1]):
        return False
    last = words[-1]
    if source.text in _bodies():
        return True
    if {last.lower_, last.lemma_.lower()} & _speakers():
        return True
    if len(words) == 1 and names is _NAMES and last.is_upper and last.is_alpha:
        return True
    return last.ent_type_ in names and words[0].ent_type_ == last.ent_type_


@functools.cache
def _speakers() -> frozenset[str]:
    rows = read_table("rashomon.annotate.data", "title-roles.tsv", columns=4)
    return frozenset(noun for noun, kind, use, _ in rows if use in _SPEAKING or kind in _SPEAKING)


def _is_institution(name: str) -> bool:
    """Whether this is a seat of government, or by a word of its name a government's body, a force, a court or a
    society."""
    words = name.removeprefix("The ").removeprefix("the ")
    last = words.lower().rpartition(" ")[2]
    return words in _seats() | _bodies() or (" " in words and last in _institution_words())


@functools.cache
def _seats() -> frozenset[str]:
    rows = read_table("rashomon.annotate.data", "office-seats.tsv", columns=3)
    return frozenset(name for seat, _, others in rows for name in (seat, *others.split("|")) if name)


@functools.cache
def _institution_words() -> frozenset[str]:
    rows = read_table("rashomon.annotate.data", "actor-organisation-words.tsv", columns=3)
    return frozenset(
        word for word, place, group in rows if group in _INSTITUTIONS or (group == "body" and place == "any")
    )


@functools.cache
def _bodies() -> frozenset[str]:
    rows = read_table("rashomon.annotate.data", "actor-organisations.tsv", columns=4)
    return frozenset(name for full, others, *_ in rows for name in (full, *others.split("|")) if name)
