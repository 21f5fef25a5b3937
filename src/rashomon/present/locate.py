"""Where a span stands, as a reader is told it: report number and paragraph."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import Block
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation
from rashomon.present.wording import is_ended, keyword_in_context, stands_alone, tells

_OPENING = 8
"""How many words of a report stand for its headline where it has none."""
_LONGEST = 120
"""How far into the report they are looked for, in code points."""


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A place to point at: [3¶2] is report 3, paragraph 2. `sentence` is the index of its first sentence."""

    number: int
    place: str
    sentence: int

    @property
    def label(self) -> str:
        """The place in brackets, as it is printed."""
        return f"[{self.number}{self.place}]"

    @property
    def anchor(self) -> str:
        """The id of the sentence on the page."""
        return f"r{self.number}s{self.sentence}"


@dataclass(frozen=True, slots=True)
class _Known:
    """A report with its number, where its sentences and blocks begin, and what its blocks are called."""

    number: int
    text: str
    sentences: Sequence[Span]
    starts: Sequence[int]
    blocks: Sequence[Block]
    begins: Sequence[int]
    places: Sequence[str]


class Locator:
    """Knows the texts of a story's reports and gives each a number, in the order of `reports`, from 1."""

    def __init__(self, reports: Sequence[AnnotatedReport]) -> None:
        self.reports = tuple(reports)
        self._known = {
            item.report.id: _Known(
                number,
                item.report.text,
                item.annotation.sentences,
                [span.start for span in item.annotation.sentences],
                item.report.blocks,
                [block.span.start for block in item.report.blocks],
                _places(item),
            )
            for number, item in enumerate(self.reports, 1)
        }

    def number(self, report: str) -> int:
        """The number of the report with this id."""
        return self._known[report].number

    def title(self, report: str) -> str:
        """The headline of a report as it stands in its text; "" where it has none."""
        at = self.headline(report)
        return self.text(at) if at else ""

    def opening(self, report: str) -> str:
        """The first words of a report, between quotation marks, for one without a headline."""
        body = next((block.span for block in self._known[report].blocks if block.role == "body"), None)
        if body is None:
            return ""
        end = min(body.end, body.start + _LONGEST)
        words = self.text(Citation(report, body.start, end)).split(" ", _OPENING)
        return f"“{' '.join(words[:_OPENING])}{' …' if len(words) > _OPENING else ''}”"

    def headline(self, report: str) -> Citation | None:
        """Where the headline of a report stands."""
        span = next((block.span for block in self._known[report].blocks if block.role == "headline"), None)
        return Citation(report, span.start, span.end) if span else None

    def text(self, at: Citation) -> str:
        """The cited words; line breaks inside them are shown as spaces."""
        return " ".join(self._known[at.report].text[at.start : at.end].split())

    def sentence(self, at: Citation) -> str:
        """The sentence in which the cited words begin; a headline is one."""
        return self.text(self._around(at))

    def statement(self, at: Citation) -> str:
        """The cited words, if they begin and end as a statement does, else their sentence."""
        around, text, start, end = self._inside(at)
        return self.text(at if stands_alone(text, start, end) else around)

    def gist(self, at: Citation) -> str:
        """The cited words of a claim, which state something by themselves, unless they break off or are but a part of
        a headline."""
        around, text, _, end = self._inside(at)
        whole = self._headline(at) is not None or not is_ended(text, end)
        return self.text(around if whole else at)

    def said(self, at: Citation) -> str:
        """The cited words of somebody, if they can be read without the verb that says so, else their sentence."""
        around, text, start, end = self._inside(at)
        return self.text(at if tells(text, start, end) else around)

    def context(self, at: Citation) -> str:
        """The words of its sentence round the cited ones; "" where there are no others."""
        _, text, start, end = self._inside(at)
        shown = " ".join(keyword_in_context(text, start, end).split())
        return "" if shown == self.text(at) else shown

    def _inside(self, at: Citation) -> tuple[Citation, str, int, int]:
        """The sentence of the cited words, its text, and where in it they begin and end."""
        around = self._around(at)
        text = self._known[at.report].text[around.start : around.end]
        return around, text, at.start - around.start, at.end - around.start

    def _around(self, at: Citation) -> Citation:
        """The span of the sentence, or headline, in which the cited words begin."""
        known = self._known[at.report]
        headline = self._headline(at)
        if headline is not None:
            span = headline
        else:
            index = bisect.bisect_right(known.starts, at.start) - 1
            if index < 0:
                return at
            span = known.sentences[index]
        return Citation(at.report, min(span.start, at.start), max(span.end, at.end))

    def _headline(self, at: Citation) -> Span | None:
        """The headline in which the cited words begin."""
        known = self._known[at.report]
        index = bisect.bisect_right(known.begins, at.start) - 1
        return known.blocks[index].span if index >= 0 and known.blocks[index].role == "headline" else None

    def refs(self, spans: Iterable[Citation]) -> tuple[Ref, ...]:
        """The places of `spans`, in order, each paragraph once."""
        seen: dict[tuple[int, str], Ref] = {}
        for number, start, report in sorted([(self._known[at.report].number, at.start, at.report) for at in spans]):
            known = self._known[report]
            index = bisect.bisect_right(known.begins, start) - 1
            place = known.places[index] if index >= 0 else ""
            if (number, place) not in seen:
                sentence = bisect.bisect_right(known.starts, start) - 1
                seen[number, place] = Ref(number, place, max(sentence, 0))
        return tuple(seen.values())


def _places(item: AnnotatedReport) -> list[str]:
    """The name of each block: body blocks are paragraphs and counted, the others go by their role."""
    names = []
    paragraph = 0
    for block in item.report.blocks:
        paragraph += block.role == "body"
        names.append(f"¶{paragraph}" if block.role == "body" else f" {block.role}")
    return names
