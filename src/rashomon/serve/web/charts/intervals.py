"""Figures of one quantity as intervals on one axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.synopsis import Citation, StoryFigure

WIDTH = 100.0
"""Units of the axis; a template stretches it to its column."""
_STEEP = 50.0
"""From this ratio of the highest to the lowest value on, the axis counts orders of magnitude: on an even one the low
values would share a fiftieth of it."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One value, from `begin` to `end` of the axis; `open_end` where it has no upper bound ("more than 200")."""

    begin: float
    end: float
    open_end: bool
    spans: tuple[Citation, ...]
    as_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """All values of one quantity; `ticks` are evenly spaced labels from its beginning to its end."""

    of: str
    event: str
    unit: str
    ticks: tuple[str, ...]
    logarithmic: bool
    intervals: tuple[Interval, ...]


def axes(figures: Sequence[StoryFigure]) -> tuple[Axis, ...]:
    """One axis a quantity, those with most values first; figures of one interval share a row."""
    groups: dict[tuple[str, str, str], dict[tuple[float, float, str | None], list[Citation]]] = {}
    for figure in figures:
        rows = groups.setdefault((figure.of, figure.event, figure.unit), {})
        rows.setdefault((figure.low, figure.high, figure.as_of), []).extend(figure.spans)
    order = sorted(groups, key=lambda key: (-len(groups[key]), -sum(map(len, groups[key].values())), key))
    return tuple(_axis(key, groups[key]) for key in order)


def _axis(key: tuple[str, str, str], rows: dict[tuple[float, float, str | None], list[Citation]]) -> Axis:
    of, event, unit = key
    bounds = [value for low, high, _ in rows for value in (low, high) if math.isfinite(value)] or [0.0]
    least, most = min(bounds), max(bounds)
    logarithmic = least > 0 and most / least >= _STEEP
    if logarithmic:
        first, last = float(math.floor(math.log10(least))), float(math.ceil(math.log10(most)))
        last = max(last, first + 1)
        count = round(last - first)
        stride = math.ceil(count / 4)
        last = first + stride * math.ceil(count / stride)
        ticks = tuple(_short(10.0**power) for power in range(round(first), round(last) + 1, stride))
    else:
        first, step, count = _even(least, most)
        last = first + step * count
        ticks = tuple(_short(first + step * place) for place in range(count + 1))

    def place(value: float) -> float:
        if not math.isfinite(value):
            return WIDTH if value > 0 else 0.0
        at = math.log10(value) if logarithmic else value
        return round(WIDTH * min(1.0, max(0.0, (at - first) / (last - first))), 2)

    return Axis(
        of=of,
        event=event,
        unit=unit,
        ticks=ticks,
        logarithmic=logarithmic,
        intervals=tuple(
            Interval(
                begin=place(low), end=place(high), open_end=math.isinf(high), spans=tuple(sorted(spans)), as_of=as_of
            )
            for (low, high, as_of), spans in sorted(
                rows.items(), key=lambda row: (row[0][0], row[0][1], row[0][2] or "")
            )
        ),
    )


def _even(least: float, most: float) -> tuple[float, float, int]:
    """The beginning, the step and the number of steps (two to five) of an axis of round numbers.

    It begins at nought where the values are not far above it, as the eye compares lengths.

    >>> _even(8.0, 12.0), _even(1900.0, 1905.0), _even(3.0, 3.0)
    ((0.0, 5.0, 3), (1900.0, 2.0, 3), (0.0, 1.0, 3))
    """
    low = 0.0 if 0 <= least <= most and (most - least) * 4 >= least else least
    high = most
    if low == high:
        low, high = (0.0, high) if high > 0 else (low - 1, high + 1)
    rough = (high - low) / 4
    scale = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * scale for factor in _STEPS if factor * scale >= rough * 0.999)
    first = math.floor(low / step) * step
    count = max(2, math.ceil((high - first) / step - 1e-9))
    return first, step, count


def _short(value: float) -> str:
    """A tick's label.

    >>> _short(1.2e9), _short(250000.0), _short(0.5), _short(1905.0)
    ('1.2 bn', '250,000', '0.5', '1,905')
    """
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:,.10g} {name}"
    return f"{value:,.10g}"
