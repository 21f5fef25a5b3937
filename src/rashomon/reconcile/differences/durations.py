"""How long something lasted, where no figure says it: weeks, months, minutes, "a day"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.model.spans import Span
from rashomon.reconcile.material.drafts import Unit
from rashomon.reconcile.material.report_index import ReportIndex

_LASTS = re.compile(r"P(?P<time>T?)(?P<count>\d{1,4}(?:\.\d+)?)(?P<unit>[DWMYH])")
_OFFSET = re.compile(r"\s*(?:later|earlier|after|before|ago|from|older|younger)\b", re.IGNORECASE)
"""Words behind a length that make it a way from one time to another."""
_UNITS = {"D": ("day", 1.0), "W": ("day", 7.0), "M": ("day", 30.4), "Y": ("year", 1.0)}
_UNITS_OF_A_DAY = {"H": ("hour", 1.0), "M": ("hour", 1 / 60)}
_OVER = {"MORE_THAN": (1.0, 2.0), "EQUAL_OR_MORE": (1.0, 2.0), "LESS_THAN": (0.5, 1.0), "EQUAL_OR_LESS": (0.5, 1.0)}
"""Shares of a length that "more than" and "less than" it may be: beyond twice and half as long people say another."""
_ABOUT = (0.9, 1.1)


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time: its words, the bounds in `measure` (hour, day, year), and the number as it is written."""

    span: Span
    low: float
    high: float
    bare: float
    measure: str


def find_durations(unit: Unit, index: ReportIndex) -> Iterator[Lasting]:
    """Yield the lengths of time in a sentence that are no figures, in the order of the text.

    "Some weeks" is none, nor is "a one-year contract": it is the thing that has the length, not what is told of it.
    """
    annotation = index.report.annotation
    figures = {token for number in unit.figures for token in index.inside(annotation.figures[number].span)}
    for time in (annotation.times[number] for number in unit.times):
        match = _LASTS.fullmatch(time.value) if time.type == "DURATION" else None
        if match is None or "-" in index.text(time.span) or _OFFSET.match(index.report.report.text, time.span.end):
            continue
        if not figures.isdisjoint(index.inside(time.span)):
            continue
        measure, one = (_UNITS_OF_A_DAY if match["time"] else _UNITS).get(match["unit"], ("", 0.0))
        bare = float(match["count"]) * one
        low, high = _OVER.get(time.mod or "", _ABOUT if time.mod == "APPROX" else (1.0, 1.0))
        if measure:
            yield Lasting(time.span, bare * low, bare * high, bare, measure)
