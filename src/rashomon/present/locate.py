"""Where a span stands, as a reader is told it: report number and paragraph."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.synopsis import Citation


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


class Locator:
    """Knows the texts of a story's reports and gives each a number, in the order of `reports`, from 1."""

    def __init__(self, reports: Sequence[AnnotatedReport]) -> None:
        self.reports = tuple(reports)
        self._number = {item.report.id: number for number, item in enumerate(self.reports, 1)}
        self._starts = [[span.start for span in item.annotation.sentences] for item in self.reports]
        self._blocks = [[block.span.start for block in item.report.blocks] for item in self.reports]
        self._places = [_places(item) for item in self.reports]

    def number(self, report: str) -> int:
        """The number of the report with this id."""
        return self._number[report]

    def text(self, at: Citation) -> str:
        """The cited words; line breaks inside them are shown as spaces."""
        whole = self.reports[self._number[at.report] - 1].report.text
        return " ".join(whole[at.start : at.end].split())

    def sentence(self, at: Citation) -> str:
        """The sentence in which the cited words begin."""
        item = self.reports[self._number[at.report] - 1]
        index = self._sentence(at)
        if index < 0:
            return self.text(at)
        span = item.annotation.sentences[index]
        return self.text(Citation(at.report, span.start, max(span.end, at.end)))

    def _sentence(self, at: Citation) -> int:
        return bisect.bisect_right(self._starts[self._number[at.report] - 1], at.start) - 1

    def refs(self, spans: Iterable[Citation]) -> tuple[Ref, ...]:
        """The places of `spans`, in order, each paragraph once."""
        seen: dict[tuple[int, str], Ref] = {}
        for at in sorted(spans, key=lambda at: (self._number[at.report], at.start, at.end)):
            number = self._number[at.report]
            place = self._place(number, at.start)
            seen.setdefault((number, place), Ref(number, place, max(self._sentence(at), 0)))
        return tuple(seen.values())

    def _place(self, number: int, start: int) -> str:
        index = bisect.bisect_right(self._blocks[number - 1], start) - 1
        return self._places[number - 1][index] if index >= 0 else ""


def _places(item: AnnotatedReport) -> list[str]:
    """The name of each block: body blocks are paragraphs and counted, the others go by their role."""
    names = []
    paragraph = 0
    for block in item.report.blocks:
        paragraph += block.role == "body"
        names.append(f"¶{paragraph}" if block.role == "body" else f" {block.role}")
    return names
