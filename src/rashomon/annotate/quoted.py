"""Which code points of a report stand in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from rashomon.annotate.attributions.quotes import find_quotations
from rashomon.model.report import Report

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quoted stretches of a report in order: where each starts and ends, marks included."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def holds(self, at: int) -> bool:
        """Whether the code point at `at` is quoted."""
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.ends[index]


def quoted(report: Report) -> Quoted:
    """Return the quoted stretches of a report, line by line."""
    text = report.text
    found = [q for line in _LINE.finditer(text) for q in find_quotations(text, line.start(), line.end())]
    return Quoted(tuple(q.start for q in found), tuple(q.end for q in found))
