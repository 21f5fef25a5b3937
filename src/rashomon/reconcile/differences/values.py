"""Figures and dates on which reports part: the sides of a slot, and why they differ."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from rashomon.model.synopsis import Citation, Difference, Explanation, Side
from rashomon.reconcile.differences.readings import Reading, ReadingKind
from rashomon.reconcile.differences.slots import (
    Slot,
    Values,
    by_bounds,
    excludes,
    find_slots,
    same_day_or_event,
    same_event,
)
from rashomon.reconcile.differences.votes import VOTE
from rashomon.reconcile.material.drafts import Material
from rashomon.reconcile.material.terms import commonness
from rashomon.tables import read_table

_WEEK = 6
"""Days between two reports up to which their "Tuesday" may be compared."""
_RUNNING = re.compile(r"\b(?:has|have|had) (?:\w+ )?been\b|\b(?:so far|still|already|by now)\b", re.IGNORECASE)
"""Words of a length of time that has not ended; the hours that a thing took are told when it is over."""
_MOVED = 3
"""Days between two reports from which another date of what was ahead is a new date: within a day or two they are at
odds."""
_YEAR = 300.0
"""Days from which a span of time is as good as a year."""
_MONTH = 32.0
"""Days up to which a known time may be the one that a weekday or an hour is of."""
_CALENDAR = re.compile(r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|month|quarter", re.IGNORECASE)
"""What a date has that is not counted from the day of its report alone."""
_VAGUE = re.compile(r"[a-z ]*?\b(?:dozens|scores|tens|hundreds|thousands|millions|several|few|couple)\b", re.IGNORECASE)
"""Numbers so vague that a later exact one says the same, more closely."""
_GROWN = 0.1
"""Relative difference of two counts from which the greater is no closer word for the less."""
_DAYS = {"hour": 1 / 24, "day": 1.0, "year": 365.0}
"""Days of a unit of time."""


def find_value_differences(
    material: Material, values: Values, *, kind: ReadingKind, least: float, sure: float = 1.0
) -> tuple[Difference, ...]:
    """Return a difference for each slot, the value of most reports first; those of one value, hedged in different ways,
    come last.

    Values of which each pair could hold at once differ in granularity; else values that follow one another in time of
    publication are an update, and the rest is a real conflict. Dates are left out unless they are of one predicate or
    in aligned sentences, and those that exclude each other unless both, or unless `sure` is reached.
    """
    found = []
    slots = find_slots(values, kind=kind, least=least)
    for slot in sorted(slots, key=lambda slot: len(slot.values) == 1):
        explanation = explain(material, slot.values, opposed=slot.opposed)
        if kind == "date" and not slot.opposed:
            one_may_be = explanation == "different granularity"
            if not (_is_tied(slot.values) if one_may_be else _of_one_event(material, slot, sure=sure)):
                continue
        if explanation == "different granularity" and _is_told_by_all(slot.values):
            continue
        sides = sorted(
            (side for value in slot.values for side in by_bounds(value)),
            key=lambda side: (-len({r.report for r in side}), side[0].report, side[0].span),
        )
        found.append(
            Difference(
                type=sides[0][0].kind,
                explanation=explanation,
                sides=tuple(_side(side) for side in sides),
                about=_about(material, sides),
                confidence=round(slot.confidence, 4),
            )
        )
    return tuple(found)


def _of_one_event(material: Material, slot: Slot, *, sure: float) -> bool:
    """Whether two dates that exclude each other are surely of one event.

    Two days of a month, each the only date of its sentence, are where the slot is sure: whatever the verbs.
    """
    told = same_event if slot.confidence < sure else same_day_or_event
    return any(
        told(one, other) and not _of_two_weeks(material, one, other)
        for place, value in enumerate(slot.values)
        for rival in slot.values[:place]
        if excludes(value, rival)
        for one in value
        for other in rival
    )


def _of_two_weeks(material: Material, one: Reading, other: Reading) -> bool:
    """Whether one of two dates is told from the day of its report alone ("on Tuesday"), and the reports are of two
    weeks: an older report is often dated by the day when somebody kept it."""
    if _CALENDAR.search(one.label) and _CALENDAR.search(other.label):
        return False
    days = [material.reports[reading.report].annotation.reference.earliest for reading in (one, other)]
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) > _WEEK


def _is_tied(slot: Sequence[Sequence[Reading]]) -> bool:
    """Whether two dates of the slot are of one predicate, or in aligned sentences; not for one of the days now and the
    year that holds it.

    A weekday or an hour that may lie in some year must be of one predicate with it.
    """
    return any(
        same_event(one, other)
        or (
            not _is_of_this_year(one, other)
            and (one.of == other.of != "" or (bool(one.claims & other.claims) and _is_near(one, other)))
        )
        for place, value in enumerate(slot)
        for rival in slot[:place]
        for one in value
        for other in rival
    )


def _is_near(one: Reading, other: Reading) -> bool:
    """Whether it says something that two dates may be one: any year has such a weekday, or such an hour."""
    if one.moment is None or other.moment is None:
        return True
    wide = max(reading.high - reading.low for reading in (one, other))
    return one.moment.frame == other.moment.frame or wide <= _MONTH


def _is_of_this_year(one: Reading, other: Reading) -> bool:
    """Whether one of two dates is the year of the other, and one of them is only told from the day of its report: that
    a year holds "Tuesday", or "this year" a day, says nothing."""
    day, year = sorted((one, other), key=lambda reading: reading.high - reading.low)
    if day.high - day.low > _YEAR or year.high - year.low <= _YEAR:
        return False
    return "this" in year.label.lower().split() or not _CALENDAR.search(day.label)


def explain(material: Material, sides: Sequence[Sequence[Reading]], *, opposed: bool = False) -> Explanation:
    """Say why the sides of one slot differ; `opposed` is that of the slot."""
    if opposed:
        return "real conflict"
    if not any(excludes(one, other) for place, one in enumerate(sides) for other in sides[:place]):
        return "update over time" if _has_grown(material, sides) else "different granularity"
    if sides[0][0].kind != "figure":
        return "update over time" if _is_moved(material, sides) else "real conflict"
    if len(sides) == 2 and _is_at_odds_with_itself(sides[0], sides[1]):
        return "real conflict"
    if _is_kept(material, sides):
        return "real conflict"
    runs, opposed = _runs_on(sides), _is_opposed(sides)
    follows = _follows_publication(material, sides, same_day=runs) and (runs or not opposed)
    return "update over time" if follows or (runs and not opposed) else "real conflict"


def _is_at_odds_with_itself(one: Sequence[Reading], other: Sequence[Reading]) -> bool:
    """Whether who gives one value gives the other, too, of the same people or things to whom the same happened: a
    headline that no report bears out, its own least of all."""
    first, second = ({reading.report for reading in side} for side in (one, other))
    return (first <= second or second <= first) and any(
        left.report == right.report and left.of == right.of != "" and left.event == right.event
        for left in one
        for right in other
    )


def _is_told_by_all(sides: Sequence[Sequence[Reading]]) -> bool:
    """Whether the reports that give the vaguer of two values that may both hold give the closer one, too."""
    if len(sides) != 2:
        return False
    close, vague = sorted(sides, key=lambda side: min(reading.high - reading.low for reading in side))
    return {reading.report for reading in vague} <= {reading.report for reading in close}


def _is_moved(material: Material, sides: Sequence[Sequence[Reading]]) -> bool:
    """Whether a date was ahead for all reports that give it, and later reports alone give the other: it was put off."""
    ordered = sorted(sides, key=lambda side: min((_day(material, r) or 0 for r in side), default=0))
    for side, later in pairwise(ordered):
        days, after = ([_day(material, reading) for reading in each] for each in (side, later))
        known, next_known = ([day for day in each if day is not None] for each in (days, after))
        if len(known) < len(days) or len(next_known) < len(after) or min(next_known) - max(known) < _MOVED:
            return False
        if any(_is_vague(reading) or reading.low <= day for reading, day in zip(side, known, strict=True)):
            return False
    return True


def _is_vague(reading: Reading) -> bool:
    """Whether the year of a date, or its week, is not known: nobody knows whether it was ahead."""
    return reading.moment is not None and bool(reading.moment.frame)


def _day(material: Material, reading: Reading) -> int | None:
    """The last day on which the report of a reading can have come out, since year 1."""
    latest = material.reports[reading.report].annotation.reference.latest
    return None if latest is None else latest.toordinal()


def _has_grown(material: Material, sides: Sequence[Sequence[Reading]]) -> bool:
    """Whether counts that could hold at once ("at least six", "eleven") are of something that runs on, and follow one
    another from day to day, or differ too much to be one count."""
    told = [side for side in sides if not _is_vaguely_told(side)]
    if any(outgrows(one, other) for place, one in enumerate(told) for other in told[:place]):
        return True
    if sides[0][0].kind != "figure" or sides[0][0].measure or len({side[0].bare for side in sides}) < len(sides):
        return False
    return len(told) == len(sides) and _runs_on(sides) and _follows_publication(material, sides, same_day=False)


def outgrows(one: Sequence[Reading], other: Sequence[Reading]) -> bool:
    """Whether two values that could both hold are an earlier and a later count of what runs on ("over 400", "527")."""
    if one[0].kind != "figure" or one[0].measure or _is_vaguely_told(one) or _is_vaguely_told(other):
        return False
    less, more = sorted((one[0].bare, other[0].bare))
    return more - less > _GROWN * more and _runs_on((one, other))


def _is_vaguely_told(side: Sequence[Reading]) -> bool:
    return any(_VAGUE.match(reading.label) for reading in side)


def _is_kept(material: Material, sides: Sequence[Sequence[Reading]]) -> bool:
    """Whether the values are of something that stays as it is between the reports: how deep a well is, how a vote
    went, how long a war lasted. A span of time that is still running grows by no more than what lies between the
    reports, and a day."""
    readings = [reading for side in sides for reading in side]
    if readings[0].measure == VOTE or 2 * sum(reading.fixed for reading in readings) > len(readings):
        return True
    if readings[0].measure not in _DAYS:
        return False
    if readings[0].measure == "hour" and not any(
        reading.event in _running() or _RUNNING.search(_words(material, reading)) for reading in readings
    ):
        return True
    days = [material.reports[reading.report].annotation.reference for reading in readings]
    known = [(day.earliest, day.latest) for day in days if day.earliest is not None and day.latest is not None]
    if len(known) < len(days):
        return False
    between = (max(last for _, last in known) - min(first for first, _ in known)).days + 1
    values = [reading.bare for reading in readings]
    return (max(values) - min(values)) * _DAYS[readings[0].measure] > between


def _words(material: Material, reading: Reading) -> str:
    return material.reports[reading.report].report.text[reading.at.start : reading.at.end]


def _runs_on(sides: Sequence[Sequence[Reading]]) -> bool:
    """Whether the values are of something that changes while it is reported: each may be the latest its report had."""
    readings = [reading for side in sides for reading in side]
    running = sum(_running().get(reading.event) == ("level" if reading.measure else "count") for reading in readings)
    return 2 * running > len(readings)


def _is_opposed(sides: Sequence[Sequence[Reading]]) -> bool:
    """Whether two values are set against one another: all that give the one name other voices than all of the other."""
    voices = [{reading.voice for reading in side} for side in sides]
    return any(
        None not in one | other and not one & other for place, one in enumerate(voices) for other in voices[:place]
    )


@functools.cache
def _running() -> Mapping[str, str]:
    return {row[0]: row[1] for row in read_table("rashomon.reconcile.data", "running.tsv", columns=2)}


def _follows_publication(material: Material, sides: Sequence[Sequence[Reading]], *, same_day: bool) -> bool:
    """Whether the values rise, or fall, with the day of publication, all reports of one before those of the next.

    With `same_day` the last of one may be of the day of the first of the next: what runs on changes within a day.
    """
    spans: list[tuple[float, date, date]] = []
    for side in sides:
        days = [material.reports[reading.report].annotation.reference for reading in side]
        known = [(day.earliest, day.latest) for day in days if day.earliest is not None and day.latest is not None]
        if not known:
            return False
        spans.append((side[0].bare, min(first for first, _ in known), max(last for _, last in known)))
    spans.sort(key=lambda row: (row[1], row[2], row[0]))
    ordered = all(
        left[2] < right[1] or (same_day and left[2] == right[1] and left[1] < right[2])
        for left, right in pairwise(spans)
    )
    values = [row[0] for row in spans]
    return ordered and values in (sorted(values), sorted(values, reverse=True))


def _side(side: Sequence[Reading]) -> Side:
    spans: list[Citation] = [reading.at for reading in side]
    return Side(value=side[0].label, spans=tuple(dict.fromkeys(spans)))


def _about(material: Material, sides: Sequence[Sequence[Reading]]) -> str:
    """What the values are of: what half of the readings count, else the rarest word, no name, that the clauses of all
    sides share, else what befell it. A term that no clause has as a word ("decrease" for "fell") would not be known."""
    readings = [reading for side in sides for reading in side]
    counted = [reading.of for reading in readings if reading.of and reading.kind == "figure"]
    of = max(sorted(set(counted)), key=counted.count, default="")
    if 2 * counted.count(of) >= len(readings):
        return of
    near = [frozenset[str]().union(*(reading.near - reading.names for reading in side)) for side in sides]
    shared = [term for term in frozenset.intersection(*near) if any(_is_told(material, r, term) for r in readings)]
    if shared:
        return min(shared, key=lambda term: (commonness(term), term))
    events = [word for reading in readings if (word := reading.of or reading.event)]
    return max(sorted(set(events)), key=events.count, default="")


def _is_told(material: Material, reading: Reading, term: str) -> bool:
    text = material.reports[reading.report].report.text
    return term[:1].isalpha() and term in text[reading.at.start : reading.at.end].lower()
