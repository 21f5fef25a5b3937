"""Where a span stands, as a reader is told it: report number and paragraph."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.synopsis import Citation
from rashomon.present.wording import is_ended, keyword_in_context, stands_alone, tells


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

    def title(self, report: str) -> str:
        """The headline of a report as it stands in its text; "" where it has none."""
        item = self.reports[self._number[report] - 1].report
        span = next((block.span for block in item.blocks if block.role == "headline"), None)
        return self.text(Citation(report, span.start, span.end)) if span else ""

    def text(self, at: Citation) -> str:
        """The cited words; line breaks inside them are shown as spaces."""
        whole = self.reports[self._number[at.report] - 1].report.text
        return " ".join(whole[at.start : at.end].split())

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
        whole = self._role(at) == "headline" or not is_ended(text, end)
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
        text = self.reports[self._number[at.report] - 1].report.text[around.start : around.end]
        return around, text, at.start - around.start, at.end - around.start

    def _around(self, at: Citation) -> Citation:
        """The span of the sentence, or headline, in which the cited words begin."""
        item = self.reports[self._number[at.report] - 1]
        index = self._sentence(at)
        if self._role(at) == "headline":
            span = item.report.blocks[self._block(at)].span
        elif index < 0:
            return at
        else:
            span = item.annotation.sentences[index]
        return Citation(at.report, min(span.start, at.start), max(span.end, at.end))

    def _role(self, at: Citation) -> str:
        index = self._block(at)
        return self.reports[self._number[at.report] - 1].report.blocks[index].role if index >= 0 else ""

    def _block(self, at: Citation) -> int:
        return bisect.bisect_right(self._blocks[self._number[at.report] - 1], at.start) - 1

    def _sentence(self, at: Citation) -> int:
        return bisect.bisect_right(self._starts[self._number[at.report] - 1], at.start) - 1

    def refs(self, spans: Iterable[Citation]) -> tuple[Ref, ...]:
        """The places of `spans`, in order, each paragraph once."""
        seen: dict[tuple[int, str], Ref] = {}
        for at in sorted(spans, key=lambda at: (self._number[at.report], at.start, at.end)):
            number = self._number[at.report]
            index = self._block(at)
            place = self._places[number - 1][index] if index >= 0 else ""
            seen.setdefault((number, place), Ref(number, place, max(self._sentence(at), 0)))
        return tuple(seen.values())


def _places(item: AnnotatedReport) -> list[str]:
    """The name of each block: body blocks are paragraphs and counted, the others go by their role."""
    names = []
    paragraph = 0
    for block in item.report.blocks:
        paragraph += block.role == "body"
        names.append(f"¶{paragraph}" if block.role == "body" else f" {block.role}")
    return names
