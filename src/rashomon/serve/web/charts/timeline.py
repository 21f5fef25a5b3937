"""The timeline as a picture: days along the bottom, what is past and what was planned in bands of their own.

Plain geometry, drawn by the template as SVG within the page: every mark is a link to its line, the colours are the
page's own, and nothing has to be rendered. A drawing library (Altair with vl-convert was tried) held up all readers
for a second at first and a tenth of one per picture, and its picture could hold no links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rashomon.model.synopsis import Synopsis, TimelineEntry
from rashomon.present.dates import day_range, show_day

WIDTH = 1080
_BEFORE, _AFTER = timedelta(days=45), timedelta(days=90)
"""How long before the first report and after the last one the picture reaches: the days of the history that reports
recount would leave the days of the story no room, and stand in the list."""
_MOST = 80
"""Entries in the picture; of more, those that most reports tell."""
_LEFT, _RIGHT = 70.0, 50.0
_LANE = 16.0
"""Units between two marks that would lie on one another."""
_FOOT = 34.0
_TICKS = 9
_DAYS, _MONTHS, _YEARS = (1, 2, 7, 14), (1, 2, 3, 6), (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An entry: its `number` in the list from 1, and a dot of radius `r` at `x`, `y`, or a bar from `x` to `end`."""

    number: int
    x: float
    end: float
    y: float
    r: float
    planned: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A picture of WIDTH by `height` units: ticks as (x, label), the bands' names as (y, name), and the marks."""

    height: int
    foot: float
    ticks: tuple[tuple[float, str], ...]
    bands: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...]


def timeline(synopsis: Synopsis) -> Timeline | None:
    """Place the entries near the story's own days: past ones below, planned ones above, larger where more report them.

    None where there are fewer than three, which need no picture.
    """
    entries = _near(synopsis)
    if len(entries) < 3:
        return None
    first = min(entry.begin for _, entry in entries) - timedelta(days=1)
    last = max(entry.end for _, entry in entries) + timedelta(days=1)
    scale = (WIDTH - _LEFT - _RIGHT) / (last - first).days
    marks: list[Mark] = []
    bands = []
    bottom = 0.0
    for planned, name in ((True, "planned"), (False, "past")):
        lanes: list[float] = []
        band = []
        for number, entry in entries:
            if entry.planned is planned:
                mark = _mark(number, entry, _LEFT + (entry.begin - first).days * scale, scale)
                lane = next((place for place, end in enumerate(lanes) if end < mark.x - mark.r), len(lanes))
                lanes[lane : lane + 1] = [mark.end + mark.r + 1]
                band.append((lane, mark))
        if band:
            bottom += _LANE * (len(lanes) + 0.5)
            bands.append((round(bottom - _LANE * 0.5 + 4, 1), name))
            marks += [replace(mark, y=round(bottom - _LANE * (lane + 0.5), 1)) for lane, mark in band]
    return Timeline(
        height=round(bottom + _FOOT),
        foot=round(bottom + 4, 1),
        ticks=tuple((round(_LEFT + (day - first).days * scale, 1), label) for day, label in _ticks(first, last)),
        bands=tuple(bands),
        marks=tuple(sorted(marks, key=lambda mark: mark.number)),
    )


def _near(synopsis: Synopsis) -> list[tuple[int, TimelineEntry]]:
    """The entries that the picture shows, with their numbers in the list, in the order of time."""
    if synopsis.first is None or synopsis.last is None:
        return []
    first, last = synopsis.first - _BEFORE, synopsis.last + _AFTER
    near = [
        (number, entry)
        for number, entry in enumerate(synopsis.timeline, 1)
        if entry.begin >= first and entry.end <= last
    ]
    near = sorted(near, key=lambda pair: (-_reports(pair[1]), pair[0]))[:_MOST]
    return sorted(near, key=lambda pair: (pair[1].begin, pair[1].end, pair[0]))


def _reports(entry: TimelineEntry) -> int:
    return len({at.report for at in entry.spans})


def _mark(number: int, entry: TimelineEntry, x: float, scale: float) -> Mark:
    days = (entry.end - entry.begin).days + 1
    return Mark(
        number=number,
        x=round(x, 1),
        end=round(x + (days * scale if days > 1 else 0), 1),
        y=0.0,
        r=3.5 + 0.5 * min(_reports(entry), 8) if days == 1 else 3.0,
        planned=entry.planned,
        label=day_range(entry.begin, entry.end, entry.grain) + (", planned" if entry.planned else ""),
    )


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """At most ten days, months or years between two days, with their labels.

    >>> [label for _, label in _ticks(date(1905, 8, 6), date(1905, 9, 3))][:3]
    ['7 Aug 1905', '14 Aug', '21 Aug']
    >>> [label for _, label in _ticks(date(1904, 11, 20), date(1905, 5, 1))][:3]
    ['Dec 1904', 'Jan 1905', 'Feb']
    """
    days = (last - first).days
    for step in _DAYS:
        if days / step <= _TICKS:
            start = first + timedelta(days=-first.weekday() % 7 if step >= 7 else 0)
            return _labelled(
                [start + timedelta(days=step * k) for k in range((last - start).days // step + 1)], days=True
            )
    for step in _MONTHS:
        if days / (30.4 * step) <= _TICKS:
            months = range(first.year * 12 + first.month, last.year * 12 + last.month)
            starts = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
            return _labelled(starts, days=False)
    step = next((step for step in _YEARS if days / (365.2 * step) <= _TICKS), _YEARS[-1])
    years = range(-(-first.year // step) * step, last.year + 1, step)
    return [(date(year, 1, 1), str(year)) for year in years if first <= date(year, 1, 1) <= last]


def _labelled(found: Sequence[date], *, days: bool) -> list[tuple[date, str]]:
    """Each with its year where that is another than the one before."""
    labels = []
    year = None
    for day in found:
        name = show_day(day) if days else show_day(day).partition(" ")[2]
        labels.append((day, name if day.year == year else f"{name} {day.year}"))
        year = day.year
    return labels
