"""What of a report goes into the index: its words and its statements. Made where the report is annotated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport
from rashomon.store.folded import find_words, function_words
from rashomon.store.spoken import Spoken, said_words, spoken

_MOST_BYTES = 900_000
"""Of the different words of one report; a tsvector holds a megabyte. Only reports of millions of characters have more,
and only their last words are then not found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """The folded words of a report in order, those of its headline apart, and its statements with their words, but for
    the function words."""

    title: tuple[str, ...]
    body: tuple[str, ...]
    statements: tuple[tuple[Spoken, tuple[str, ...]], ...]


def indexed(item: AnnotatedReport) -> Indexed:
    """Return what is found of a report; its annotation must have its tokens."""
    rows = spoken(item, {})
    text, title = item.report.text, item.report.title or ""
    return Indexed(
        title=tuple(find_words(title)),
        body=tuple(_bounded(find_words(text if title in text else f"{text}\n{title}"))),
        statements=tuple((row, _telling(said_words(item, (row.sentence, *row.content)))) for row in rows),
    )


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words) - function_words()))


def _bounded(words: list[str]) -> list[str]:
    different: set[str] = set()
    size = 0
    for place, word in enumerate(words):
        if word not in different:
            different.add(word)
            size += len(word.encode()) + 1
            if size > _MOST_BYTES:
                return words[:place]
    return words
