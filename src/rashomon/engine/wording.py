"""A quotation held against a text: where it stands there, verbatim or nearly so, and which words differ.

Both are compared word by word, without regard to case, accents, quotation marks, dashes and other punctuation. What
editors do to a quotation is no difference: an ellipsis stands for any words, words in square brackets for whatever they
replace, and words of the reporter between two quoted stretches ("We will," he said, "prevail") are passed over. The
alignment is that of least insertions and deletions (Indel distance, by rapidfuzz).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.spans import Span
from rashomon.names import fold
from rashomon.settings.desk import WordingSettings

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s*\.*\s*\]")
_BRACKETS = re.compile(r"\[[^\[\]\n]{0,200}\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordDifference:
    """Words that differ: spans of the quotation and of the text. None on the one side: the other has more words."""

    wanted: Span | None
    found: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A place in a text that words a quotation. `likeness` is the share of words in common, 1 where it is verbatim."""

    at: Span
    likeness: float
    differences: tuple[WordDifference, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words for comparison: each folded, where it stands, and what an editor has done to it.

    `free[i]` holds for a word in square brackets; `elided[i]` where an ellipsis stands before word i.
    """

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    free: frozenset[int]
    elided: frozenset[int]


def read_words(text: str) -> Words:
    """Return the words of `text`.

    >>> read_words("“It’s […] OVER,” [Roe] said").words
    ('its', 'over', 'roe', 'said')
    """
    matches = [match for match in _WORD.finditer(text)]
    spans = tuple(match.span() for match in matches)
    starts = [start for start, _ in spans]
    free = set()
    for match in _BRACKETS.finditer(text):
        free.update(range(bisect.bisect_left(starts, match.start()), bisect.bisect_left(starts, match.end())))
    elided = {bisect.bisect_left(starts, match.end()) for match in _ELLIPSIS.finditer(text)}
    words = tuple(_evened(match[0]) for match in matches)
    return Words(words, spans, frozenset(free), frozenset(elided - {0}))


def _evened(word: str) -> str:
    """A word for comparison: the possessive ending, which `fold` cuts off, counts here."""
    return fold(word.replace("’", "'").replace("'", "")) or word.casefold()


def find_wordings(
    wanted: Words, text: Words, *, quoted: Sequence[Span] = (), settings: WordingSettings
) -> tuple[Wording, ...]:
    """Return the places of `text` that word `wanted`, verbatim or nearly so, in order; they do not overlap.

    `quoted` are the stretches of the text between quotation marks, in order. Time grows with the length of the text
    times that of the quotation.
    """
    size = len(wanted.words)
    if not size:
        return ()
    found = []
    for start, end in _windows(wanted, text, settings=settings):
        wording = _align(wanted, text, start, end, quoted=quoted)
        if wording is not None and wording.likeness >= _least(size, settings):
            found.append(wording)
    kept: list[Wording] = []
    for wording in sorted(found, key=lambda item: (-item.likeness, item.at)):
        if not any(wording.at.overlaps(other.at) for other in kept):
            kept.append(wording)
    return tuple(sorted(kept, key=lambda item: item.at))


def _least(size: int, settings: WordingSettings) -> float:
    return settings.near if size >= settings.fewest_words else settings.near_short


def _windows(wanted: Words, text: Words, *, settings: WordingSettings) -> list[tuple[int, int]]:
    """Ranges of words in which enough words of the quotation stand close together.

    Every word of the text that is one of the quotation's counts once for the place at which the quotation would then
    begin; places are counted in steps of half the quotation's length, so that insertions do not scatter them.
    """
    size = len(wanted.words)
    slack = max(settings.slack_words, size // 2)
    places: dict[str, list[int]] = {}
    for index, word in enumerate(wanted.words):
        places.setdefault(word, []).append(index)
    hits = [(at, places[word]) for at, word in enumerate(text.words) if word in places]
    votes: dict[int, set[int]] = {}
    for at, indexes in hits:
        for index in indexes:
            bucket = (at - index) // slack
            for near in (bucket - 1, bucket, bucket + 1):
                votes.setdefault(near, set()).add(index)
    needed = _least(size, settings) * size / 2
    windows: list[tuple[int, int]] = []
    for bucket in sorted(votes):
        if len(votes[bucket]) < needed:
            continue
        start, end = max(0, (bucket - 1) * slack), min(len(text.words), (bucket + 2) * slack + size)
        if windows and start < windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows
