"""When something happened, as far as a report says: a stretch of days, or a weekday or a day of a year nobody names."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rashomon.model.annotation import TimeExpression
from rashomon.model.spans import Span
from rashomon.tables import read_table

_CLOCK = re.compile(r"T(\d{2})(?::(\d{2}))?")
_NEAR = (25, 25)
"""Minutes earlier and later than "around 5 a.m." that a time may be: people round to the half hour."""
_PART_OF_DAY = {"TMO": (0, 12), "TMI": (12, 13), "TAF": (12, 18), "TEV": (17, 23), "TNI": (18, 30), "TDT": (6, 18)}
"""Hours of the parts of a day, as wide as people use the words: a morning begins at midnight, a night ends at six."""
_PART_OF_A_DAY = {"START": (0, 12), "MID": (10, 15), "END": (15, 30)}
"""Hours of "early Tuesday" and "late Tuesday"."""
_PART_OF_SPAN = {"START": (0.0, 0.45), "MID": (0.25, 0.75), "END": (0.55, 1.0)}
"""Shares of a month or a longer time that are early, in the middle or late in it; they overlap, as people use them."""
_AGO = re.compile(r"\b(?P<unit>week|month|year|decade)s?\s+(?:ago|earlier|before)$", re.IGNORECASE)
_ROUNDED = {"week": 4.0, "month": 31.0, "year": 366.0, "decade": 3653.0}
"""Days by which what was "two years ago" may lie earlier or later than that says: people round, or count by the
calendar."""
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7]|WE)")
_DAY = re.compile(r"XXXX-(\d{2})(?:-(\d{2}))?")
_YEAR = 366.0
_WEEK = 7
_MINUTES = 1440
_HOUR = 60
_FRAMES = {"week": 4e6, "year": 5e6, "clock": 6e6}
"""Where days without a year are put, far behind all days that have one, so that values of a frame can be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time in days since 1 January of year 1, [`low`, `high`], both included.

    Where the report does not let the year be known, `frame` is "week" for a weekday, "year" for a month or a day of one
    and "clock" for a time of day alone; `low` and `high` then only order the values of a frame. `month`, `day` and
    `weekdays` (0 for Monday) are what is said, `clock` the minutes of the day, the last one perhaps past midnight.
    """

    low: float
    high: float
    frame: str = ""
    month: int | None = None
    day: int | None = None
    weekdays: tuple[int, ...] = ()
    clock: tuple[int, int] | None = None


def moment_of(time: TimeExpression, text: str) -> Moment | None:
    """Return what the expression says; None for durations, sets, and what says no more than "today" or "recently".

    A time of day is as wide as the word before it says: "shortly after", "around".
    """
    if time.type not in {"DATE", "TIME"}:
        return None
    if time.value.endswith("TXX"):
        return None  # "three hours later": a way from another time
    clock = _clock(time, text)
    if time.earliest is None or time.latest is None:
        return _without_year(time, clock)
    low, high = float(time.earliest.toordinal()), float(time.latest.toordinal())
    if clock is not None and low == high:
        return Moment(low=low + clock[0] / _MINUTES, high=low + clock[1] / _MINUTES, clock=clock)
    words = text[time.span.start : time.span.end]
    if time.mod in _PART_OF_SPAN and high - low > _WEEK and words[:6].lower() not in {"earlie", "later "}:
        first, last = _PART_OF_SPAN[time.mod]
        low, high = low + round(first * (high - low)), low + round(last * (high - low))
    ago = _AGO.search(words)
    rounded = _ROUNDED[ago["unit"].lower()] if ago else 0.0
    return Moment(low=low - rounded, high=high + rounded + 1 - 1 / _MINUTES)


def _without_year(time: TimeExpression, clock: tuple[int, int] | None) -> Moment | None:
    first, last = clock or (0, _MINUTES - 1)
    weekday = _WEEKDAY.match(time.value)
    if weekday is not None:
        days = (5, 6) if weekday[1] == "WE" else (int(weekday[1]) - 1,)
        low, high = _FRAMES["week"] + days[0] + first / _MINUTES, _FRAMES["week"] + days[-1] + last / _MINUTES
        return Moment(low=low, high=high, frame="week", weekdays=days, clock=clock)
    calendar = _DAY.match(time.value)
    if calendar is not None:
        month, day = int(calendar[1]), int(calendar[2]) if calendar[2] else None
        start = _FRAMES["year"] + 32 * month + (day or 0)
        if day is None:
            return Moment(low=start, high=start + 32 - 1 / _MINUTES, frame="year", month=month)
        low, high = start + first / _MINUTES, start + last / _MINUTES
        return Moment(low=low, high=high, frame="year", month=month, day=day, clock=clock)
    if clock is not None:
        low, high = _FRAMES["clock"] + first / _MINUTES, _FRAMES["clock"] + last / _MINUTES
        return Moment(low=low, high=high, frame="clock", clock=clock)
    return None


def _clock(time: TimeExpression, text: str) -> tuple[int, int] | None:
    """The minutes of the day that the expression covers; None when it is of whole days."""
    clock = _CLOCK.search(time.value)
    hours = next((hours for part, hours in _PART_OF_DAY.items() if time.value.endswith(part)), None)
    if clock is None and hours is None:
        of_day = time.type == "DATE" and (time.earliest == time.latest is not None or _WEEKDAY.match(time.value))
        part = _PART_OF_A_DAY.get(time.mod or "") if of_day else None
        return (60 * part[0], 60 * part[1]) if part else None
    hedge = _NEAR if time.mod == "APPROX" else _hedge(text, time.span)
    if clock is not None:
        first = 60 * int(clock[1]) + int(clock[2] or 0)
        last = first if clock[2] or hedge else first + 59
    else:
        assert hours is not None
        first, last = 60 * hours[0], 60 * hours[1]
        if hedge and time.value.endswith("TMI"):
            last = first
    before, after = hedge or (0, 0)
    return first - before, last + after


def may_be_one(one: Moment, other: Moment) -> bool:
    """Whether the two can be said of one and the same time."""
    if not one.frame and not other.frame:
        return max(one.low, other.low) <= min(_end(one, other), _end(other, one))
    if not _clocks_meet(one, other):
        return False
    if one.frame and other.frame:
        if one.weekdays and other.weekdays and not set(one.weekdays) & set(other.weekdays):
            return False
        said = ((one.month, other.month), (one.day, other.day))
        return all(left is None or right is None or left == right for left, right in said)
    known, vague = (one, other) if not one.frame else (other, one)
    return _holds(known, vague)


def _end(one: Moment, other: Moment) -> float:
    """Where a known time ends; a night goes on after midnight only for an hour of it: "Sunday night" is no "Monday"."""
    if one.clock is None or one.clock[1] < _MINUTES or _is_hour(other):
        return one.high
    return one.low + (_MINUTES - 1 - one.clock[0]) / _MINUTES


def _is_hour(moment: Moment) -> bool:
    return moment.clock is not None and moment.clock[1] - moment.clock[0] <= _HOUR


def _clocks_meet(one: Moment, other: Moment) -> bool:
    """Whether two times of day share a minute; a night may go on into the day of one that names no day."""
    if one.clock is None or other.clock is None:
        return True
    days = (-_MINUTES, 0, _MINUTES) if "clock" in {one.frame, other.frame} else (0,)
    (first, last), (start, end) = one.clock, other.clock
    return any(max(first, start + day) <= min(last, end + day) for day in days)


def _holds(known: Moment, vague: Moment) -> bool:
    """Whether some day of a stretch of known days is of that weekday, or that day of the year."""
    if known.high - known.low >= _YEAR or (vague.month is None and known.high - known.low >= _WEEK):
        return True
    for number in range(int(known.low), int(known.high) + 1):
        day = date.fromordinal(number)
        if (
            vague.month in {None, day.month}
            and vague.day in {None, day.day}
            and (not vague.weekdays or day.weekday() in vague.weekdays)
        ):
            return True
    return False


def days_between(one: Moment, other: Moment) -> float:
    """Days that lie between two times at least, 0 when they can be one; weekdays lie at most three days apart."""
    if may_be_one(one, other):
        return 0.0
    if one.frame == other.frame and one.frame != "week":
        return max(one.low, other.low) - min(one.high, other.high)
    first, second = (m.weekdays if m.frame else (date.fromordinal(int(m.low)).weekday(),) for m in (one, other))
    apart = [abs(left - right) for left in first for right in second]
    return float(min((min(days, _WEEK - days) for days in apart), default=1))


def _hedge(text: str, span: Span) -> tuple[int, int] | None:
    """By how many minutes a time may be earlier and later, by the words before it."""
    before = " ".join(text[max(0, span.start - 24) : span.start].lower().split()).removesuffix(" at")
    words = re.split(r"[^a-z]+", before)
    return next((hedges for phrase, hedges in _time_hedges().items() if words[-len(phrase) :] == list(phrase)), None)


@functools.cache
def _time_hedges() -> Mapping[tuple[str, ...], tuple[int, int]]:
    rows = read_table("rashomon.reconcile.data", "time_hedges.tsv", columns=3)
    return {tuple(row[0].split()): (int(row[1]), int(row[2])) for row in rows}
