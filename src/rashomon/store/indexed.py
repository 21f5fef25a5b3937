"""What of a report goes into the index: its words and its statements. Made where the report is annotated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport, AttributionKind, Force
from rashomon.store.finding import IN_TITLE
from rashomon.store.folded import find_words, function_words
from rashomon.store.packed import pack
from rashomon.store.spoken import Voice, said_words, spoken

_MOST_BYTES = 900_000
"""Of the different words of one report; a tsvector holds a megabyte. Only reports of millions of characters have more,
and only their last words are then not found."""
_UTF_8 = 4
"""Most bytes of a code point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement as it is written: who speaks, by the place in `Indexed.voices`; confidence in parts of 10,000; the
    spans of sentence, source and content as bytes; its folded words but for the function words."""

    voice: int
    force: Force
    kind: AttributionKind
    confidence: int
    spans: bytes
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What of a report is written into the index: its folded words, those of its headline marked, each once and in
    order; how many words it has; who speaks; its statements."""

    words: tuple[str, ...]
    length: int
    voices: tuple[Voice, ...]
    statements: tuple[Statement, ...]


def indexed(item: AnnotatedReport) -> Indexed:
    """Return what is found of a report; its annotation must have its tokens."""
    text, title = item.report.text, item.report.title or ""
    body = _bounded(find_words(text if title in text else f"{text}\n{title}"))
    voices: dict[Voice, int] = {}
    return Indexed(
        words=tuple(sorted({*body, *(IN_TITLE + word for word in find_words(title))})),
        length=len(body),
        statements=tuple(
            Statement(
                voice=voices.setdefault(row.voice, len(voices)),
                force=row.force,
                kind=row.kind,
                confidence=round(row.confidence * 10_000),
                spans=pack((row.sentence,), row.source, row.content),
                words=_telling(said_words(item, (row.sentence, *row.content))),
            )
            for row in spoken(item, {})
        ),
        voices=tuple(voices),
    )


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words) - function_words()))


def _bounded(words: list[str]) -> list[str]:
    if sum(map(len, words)) * _UTF_8 + len(words) <= _MOST_BYTES:
        return words
    different: set[str] = set()
    size = 0
    for place, word in enumerate(words):
        if word not in different:
            different.add(word)
            size += len(word.encode()) + 1
            if size > _MOST_BYTES:
                return words[:place]
    return words
