"""A made-up stream of news: words by their frequency in English, invented names, bursts, copies, look-alikes.

Nothing of it is anyone's text. Every report has a gold story. What is in the stream, for each hundred stories:

- most are small (sizes follow a Zipf law), a few run to hundreds of reports; reports come in a burst and a long tail;
- a third look like an earlier one: a third of the subject words, other names and numbers (two launches);
- a fifth of the reports are copies of an earlier one: whole, cut to six tenths, or lengthened by a quarter;
- every outlet has its own boilerplate tail of forty words; each day closes with a market report from a template.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rashomon.model.report import Block, Report
from rashomon.model.spans import ReferenceDate, Span
from rashomon.tables import read_table

_FIRST_DAY = date(2021, 1, 1)
_ONSETS = ("b", "br", "d", "dr", "f", "g", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z")
_RHYMES = ("a", "al", "an", "ar", "e", "el", "en", "i", "in", "o", "ol", "on", "or", "u", "un")


@dataclass(frozen=True, slots=True)
class Made:
    """A report with its gold: the story, and the id of the report that it was copied from."""

    report: Report
    story: int
    copy_of: str | None


class _Words:
    """Draws running text: common English words by frequency."""

    def __init__(self, random: np.random.Generator) -> None:
        rows = [row for row in read_table("rashomon.group.data", "word_frequencies.tsv", columns=2) if row[0].isalpha()]
        share = 10.0 ** (-np.array([int(level) for _, level in rows]) / 100)
        self._words = np.array([word for word, _ in rows], dtype=object)
        self._cumulative = np.cumsum(share / share.sum())
        self._subjects = self._words[(share < 3e-5) & (share > 1e-6)]
        self._random = random

    def running(self, count: int) -> list[str]:
        """Return `count` words as they come in English."""
        at = np.searchsorted(self._cumulative, self._random.random(count))
        drawn: list[str] = self._words[np.minimum(at, len(self._words) - 1)].tolist()
        return drawn

    def subject(self, count: int) -> list[str]:
        """Return `count` less common words: what a story is about."""
        drawn: list[str] = self._random.choice(self._subjects, count).tolist()
        return drawn

    def names(self, count: int) -> list[str]:
        """Return `count` invented names."""
        parts = self._random.integers(2, 4, count)
        return ["".join(self._syllable() for _ in range(size)).capitalize() for size in parts]

    def _syllable(self) -> str:
        onset, rhyme = self._random.integers(0, len(_ONSETS)), self._random.integers(0, len(_RHYMES))
        return _ONSETS[onset] + _RHYMES[rhyme]


@dataclass(slots=True)
class _Plot:
    """What a story draws its words from, and when it is told."""

    subject: list[str]
    names: list[str]
    days: list[int]


def make_stream(reports: int, *, days: int = 30, seed: int = 1, exponent: float = 1.7) -> Iterator[Made]:
    """Yield `reports` reports over `days` days, in order of publication; the same seed gives the same stream.

    `exponent` is that of the Zipf law of story sizes: 1.7 gives a dozen reports a story, 2.5 fewer than two.
    """
    random = np.random.default_rng(seed)
    words = _Words(random)
    tails = [" ".join(words.running(40)) for _ in range(200)]
    template = words.running(60)
    plots = _plots(reports, days, exponent, words, random)
    agenda = sorted((day, number) for number, plot in enumerate(plots) for day in plot.days)
    latest: dict[int, list[tuple[str, list[list[str]], str]]] = {}
    closed = -1
    for count, (day, number) in enumerate(agenda[:reports]):
        outlet = int(random.integers(0, len(tails)))
        name = f"r{seed}-{count:07d}"
        if day != closed:
            closed = day
            numbers = [str(value) for value in random.integers(100, 40_000, 12)]
            text = [template[:30] + numbers[:6], template[30:] + numbers[6:]]
            story = len(plots) + day
            yield _report(name, "Shares at the close", text, tails[outlet], f"outlet {outlet}", day, story, None)
            continue
        told = latest.setdefault(number, [])
        copied = None
        if told and random.random() < 0.2:
            copied, paragraphs, title = told[int(random.integers(0, len(told)))]
            kind = random.integers(0, 3)
            if kind == 1:
                paragraphs = paragraphs[: max(2, round(len(paragraphs) * 0.6))]
            elif kind == 2:
                paragraphs = paragraphs + _paragraphs(plots[number], words, random, max(1, len(paragraphs) // 4))
        else:
            paragraphs = _paragraphs(plots[number], words, random, int(random.integers(3, 12)))
            named, subject = _draw(plots[number].names, 2, random), _draw(plots[number].subject, 4, random)
            title = " ".join([*words.subject(1), *named, *subject])
            if len(told) < 20:
                told.append((name, paragraphs, title))
        yield _report(name, title, paragraphs, tails[outlet], f"outlet {outlet}", day, number, copied)


def _plots(reports: int, days: int, exponent: float, words: _Words, random: np.random.Generator) -> list[_Plot]:
    plots: list[_Plot] = []
    planned = 0
    while planned < reports:
        size = min(int(random.zipf(exponent)), 400)
        alike = plots[int(random.integers(0, len(plots)))] if plots and random.random() < 0.33 else None
        subject = alike.subject[::3] + words.subject(26) if alike else words.subject(40)
        start = int(random.integers(0, days))
        lengths = np.minimum(random.exponential(0.5 + size / 40, size).astype(int), days - 1 - start)
        names = words.names(12) + [str(value) for value in random.integers(10, 10_000, 4)]
        plots.append(_Plot(subject, names, (start + lengths).tolist()))
        planned += size
    return plots


def _paragraphs(plot: _Plot, words: _Words, random: np.random.Generator, count: int) -> list[list[str]]:
    """Return paragraphs of about forty words: half of them common, a third the story's subject, the rest its names."""
    return [
        random.permutation(
            np.array(words.running(24) + _draw(plot.subject, 10, random) + _draw(plot.names, 5, random), dtype=object)
        ).tolist()
        for _ in range(count)
    ]


def _draw(pool: list[str], count: int, random: np.random.Generator) -> list[str]:
    """Return `count` words of a pool, its first ones far more often than its last ones."""
    at = (random.random(count) ** 1.5 * len(pool)).astype(int)
    return [pool[place] for place in at.tolist()]


def _report(
    name: str, title: str, paragraphs: list[list[str]], tail: str, outlet: str, day: int, story: int, copied: str | None
) -> Made:
    texts = [title, *(" ".join(paragraph) + "." for paragraph in paragraphs), tail]
    blocks = []
    start = 0
    for place, text in enumerate(texts):
        blocks.append(Block(span=Span(start, start + len(text)), role="body" if place else "headline"))
        start += len(text) + 2
    published = _FIRST_DAY + timedelta(days=day)
    report = Report(
        id=name,
        text="\n\n".join(texts),
        blocks=tuple(blocks),
        title=title,
        outlet=outlet,
        published=ReferenceDate(earliest=published, latest=published, source="given"),
    )
    return Made(report, story, copied)
