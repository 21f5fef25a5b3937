"""Reports over time as a row of bars no higher than a line of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

HEIGHT = 16
"""Units of the tallest bar; a template gives the picture its size."""
MOST_BARS = 60
"""With more days than this several share a bar, so that a year fits a column of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """`height` of at most HEIGHT units at place `x`, counted in bars."""

    x: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparkline:
    """Bars over `width` places; `label` says the same in words."""

    width: int
    bars: tuple[Bar, ...]
    label: str


def sparkline(days: Sequence[tuple[date, int]]) -> Sparkline | None:
    """Draw the number of reports a day; None where no day is known.

    >>> sparkline([(date(1905, 8, 8), 1), (date(1905, 8, 10), 2)])
    Sparkline(width=3, bars=(Bar(x=0, height=8), Bar(x=2, height=16)), label='8 Aug 1, 10 Aug 2')
    """
    from rashomon.present.dates import show_day

    if not days:
        return None
    ordered = sorted(days)
    first, last = ordered[0][0], ordered[-1][0]
    step = (last - first).days // MOST_BARS + 1
    counts: dict[int, int] = {}
    for day, reports in ordered:
        place = (day - first).days // step
        counts[place] = counts.get(place, 0) + reports
    most = max(counts.values())
    if len(ordered) > 8:
        busiest = max(ordered, key=lambda pair: (pair[1], -pair[0].toordinal()))
        label = f"{len(ordered)} days, most on {show_day(busiest[0])}: {busiest[1]}"
    else:
        label = ", ".join(f"{show_day(day)} {reports}" for day, reports in ordered)
    return Sparkline(
        width=(last - first).days // step + 1,
        bars=tuple(Bar(x=place, height=max(2, round(HEIGHT * n / most))) for place, n in sorted(counts.items())),
        label=label,
    )
