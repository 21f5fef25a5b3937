"""Mark the figures that are no part of the news: how many unnamed voices speak, and what a correction takes back."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.model.annotation import Actor, Attribution, Figure, Force
from rashomon.model.spans import Span
from rashomon.settings import FigureSettings
from rashomon.tables import read_table

_WITHDRAWN = re.compile(
    r"\b(?:earlier|previous|original|first)\sversions?\s(?:of\s(?:this|our)\s(?:article|story|report|piece|post)\b"
    r"|(?=misstated|incorrectly|wrongly|mistakenly))"
    r"|\bthis\s(?:article|story|report|piece|post)\s(?:incorrectly|wrongly|mistakenly|originally)\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"^[^\S\n]*[\[(*]?(?:(?:corrections?|clarifications?|editor['’]s note)[\])*]?[ \t]*(?::|$)|corrects\b)"
    r"|\bthis\s(?:article|story|report|piece|post)\s(?:was|has\sbeen)\s(?:amended|corrected|updated)\b",
    re.IGNORECASE | re.MULTILINE,
)
_TURN = re.compile(r";|\s[–—]\s|,?\sbut\s|,?\swhen\sin\sfact\b|,?\sin\sfact\b|,?\sactually\b|\sinstead\sof\b")
_NOT = re.compile(r"(?:\bnot|\brather\sthan|\binstead\sof)\s(?:the\s)?$", re.IGNORECASE)
_VOICED: tuple[Force, ...] = ("asserts", "suggests", "believes", "warns", "declines to comment")
_OWN = re.compile(r"\W{0,3}(?:that\s)?(?:they|he|she|we|i|being|having)\b", re.IGNORECASE)
_LOOK = 24  # code points: "instead of the" before a number


def set_aside(
    text: str,
    figures: Sequence[Figure],
    sentences: Sequence[Span],
    attributions: Sequence[Attribution],
    actors: Sequence[Actor],
    *,
    settings: FigureSettings,
) -> tuple[Figure, ...]:
    """The same figures, with the scope "voices" or "withdrawn" on those that tell nothing of what happened.

    "Two witnesses said" counts voices where those who speak have no name, and the figure begins who they are; in "an
    earlier version of this article said that 900 people work there" and "it is 560, not 900" of a correction, 900 is
    taken back. How many demand, deny or admit something is news, and so is of how many something is told ("twelve
    residents said they were poisoned"). Sentences in the order of the text; linear in it.
    """
    voices = _voices(text, figures, attributions, actors)
    marks = dict.fromkeys((n for n in voices if figures[n].low <= settings.voices), "voices")
    marks |= dict.fromkeys(_taken_back(text, figures, sentences), "withdrawn")
    return tuple(replace(item, scope=marks[n]) if n in marks else item for n, item in enumerate(figures))


def _voices(
    text: str, figures: Sequence[Figure], attributions: Sequence[Attribution], actors: Sequence[Actor]
) -> Iterator[int]:
    unnamed = {actor.id for actor in actors if actor.kind == "unnamed"}
    told = [said for said in attributions if said.speaker in unnamed]
    news = {span for said in told if not _voiced(said, text) for span in said.source}
    sources = sorted({span for said in told for span in said.source} - news)
    spans = {span.start: span for span in sources}  # of those with one start, the longest
    for number, figure in enumerate(figures):
        source = spans.get(figure.span.start)
        if source is not None and source.contains(figure.span) and not figure.unit and figure.of in _people():
            yield number


def _voiced(said: Attribution, text: str) -> bool:
    """Whether a saying makes its speakers voices: it tells of something other than what they did or underwent."""
    return said.force in _VOICED and not (said.content and _OWN.match(text, said.content[0].start))


@functools.cache
def _people() -> frozenset[str]:
    """Nouns of title-roles.tsv for people who speak; how many states or parties condemn something is news."""
    rows = read_table("rashomon.annotate.data", "title-roles.tsv", columns=4)
    return frozenset(noun for noun, kind, manner, _ in rows if kind == "person" or (kind, manner) == ("group", "voice"))


def _taken_back(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> Iterator[int]:
    starts = [figure.span.start for figure in figures]
    correcting = -1  # where the paragraph of a correction ends
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        withdrawn = _WITHDRAWN.search(words)
        if sentence.start >= correcting and (withdrawn or _CORRECTED.search(words)):
            end = text.find("\n", sentence.start)
            correcting = end if end >= 0 else len(text)
        if sentence.start >= correcting:
            continue
        turn = _TURN.search(words, withdrawn.end()) if withdrawn else None
        limit = sentence.start + turn.start() if turn else sentence.end
        for number in range(bisect_left(starts, sentence.start), bisect_right(starts, sentence.end - 1)):
            start = figures[number].span.start
            negated = _NOT.search(text[max(start - _LOOK, sentence.start) : start])
            if negated or (withdrawn and sentence.start + withdrawn.end() <= start < limit):
                yield number
