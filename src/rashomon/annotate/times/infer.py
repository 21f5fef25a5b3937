"""Infer when a report was published from what it says itself: right or silent.

Every clue is a test that a candidate day must pass. A clue that joins two expressions ("August 15" and "next week" of
one meeting) is tested by resolving both as if the candidate were the reference date: the days that they cover must
overlap. So the calendar decides, and no rule about dates stands here twice. The candidates lie between the dates that
the text tells as past and those that it tells as future; where too many of them pass, the answer is "unknown".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rashomon.annotate.times import calendar
from rashomon.annotate.times.discourse import Found
from rashomon.annotate.times.resolve import resolve
from rashomon.model.spans import UNKNOWN_DATE, ReferenceDate, Span
from rashomon.settings import TimeSettings

_DAYS_A_YEAR = 365.2425
_DAYS = {"D": 1.0, "W": 7.0, "M": _DAYS_A_YEAR / 12, "Q": _DAYS_A_YEAR / 4, "Y": _DAYS_A_YEAR}


@dataclass(frozen=True, slots=True)
class Clue:
    """A test of a candidate day, with the expressions that it rests on.

    `window` holds the first and last day that can pass, where the clue alone gives them.
    """

    test: Callable[[date], bool]
    spans: tuple[Span, ...]
    window: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: number of its sentence, role of its block, lemmas of its sentence's content words.

    `stamp` marks "Published 8 August 2025" and a date in a byline or alone on its line, `dateline` "KYIV, Aug 8
    (Agency) -".
    """

    sentence: int
    role: str
    stamp: bool
    dateline: bool
    words: frozenset[str]


def infer(found: Sequence[Found], places: Sequence[Place], *, settings: TimeSettings) -> ReferenceDate:
    """The reference date that the expressions allow, with its evidence; unknown unless few days fit all clues.

    `places` runs parallel to `found`. Linear in the number of expressions, except that each relative one is compared
    with the `settings.links` calendar dates on either side of it.
    """
    stamps = _stamps(found, places, settings)
    clues = [*_bounds(found, places, settings), *stamps, *_links(found, places, settings)]
    clues += _durations(found, places, settings)
    windows = [clue.window for clue in clues if clue.window]
    closed = [window for window in windows if window[0] > date.min and window[1] < date.max]
    first = max((window[0] for window in windows), default=date.min)
    last = min((window[1] for window in windows), default=date.max)
    if not closed and (first == date.min or last == date.max):
        return UNKNOWN_DATE
    if not 0 <= (last - first).days <= settings.window:
        return UNKNOWN_DATE
    stamped = any(clue.window and clue.window[0] == clue.window[1] for clue in stamps)
    clues += [] if stamped else _peg(found, places, settings)  # a paper of Saturday may have no news of Friday
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    used: list[Span] = [span for clue in clues if clue.window and clue.window[1] < date.max for span in clue.spans]
    for clue in clues:
        kept = [day for day in days if clue.test(day)]
        if len(kept) < len(days):
            used += clue.spans
        days = kept
    if not days or (days[-1] - days[0]).days + 1 > settings.widest:
        return UNKNOWN_DATE
    return ReferenceDate(earliest=days[0], latest=days[-1], source="text", evidence=tuple(sorted(set(used))))


def is_past_weekday(item: Found) -> bool:
    """Whether this is "on Friday" of something that has happened."""
    term = item.term
    bare = term.kind == "calendar" and term.weekday is not None and term.month is None
    return bare and term.sign is None and item.tense == "past"


def _explicit(item: Found, settings: TimeSettings) -> tuple[date, date] | None:
    """The days of an expression that names its year itself."""
    if item.term.kind not in ("calendar", "decade") or item.term.year is None or item.term.era == "BC":
        return None
    value = resolve((item,), UNKNOWN_DATE, narrative=True, settings=settings)[0]
    if value.earliest is None or value.latest is None:
        return None
    return value.earliest, value.latest


def _bounds(found: Sequence[Found], places: Sequence[Place], settings: TimeSettings) -> list[Clue]:
    """The latest date that is told as past, and the earliest that is told as future."""
    out = []
    past: tuple[date, Span] | None = None
    future: tuple[date, Span] | None = None
    for item, place in zip(found, places, strict=True):
        days = _explicit(item, settings)
        if days is None:
            continue
        known = days[0]
        if place.role == "caption":  # taken where it was already tomorrow
            known = calendar.shift_days(known, -1) or known
        if (item.tense == "past" or place.role == "caption") and (past is None or known > past[0]):
            past = known, item.span
        if item.tense == "future" and item.term.month and (future is None or days[1] < future[0]):
            future = days[1], item.span
    if past:
        out.append(_between(past[0], date.max, past[1]))
    if future:
        out.append(_between(date.min, future[0], future[1]))
    return out


def _stamps(found: Sequence[Found], places: Sequence[Place], settings: TimeSettings) -> list[Clue]:
    """Lines such as "Published August 8, 2025", datelines, and the news day where it is given with its week-day."""
    out = []
    explicit = [_explicit(item, settings) for item in found]
    latest = max(
        (days[0] for days, item in zip(explicit, found, strict=True) if days and item.tense == "past"), default=None
    )
    for item, place, days in zip(found, places, explicit, strict=True):
        if item.term.day is None or item.term.month is None:
            continue
        if place.dateline:
            out.append(_near(item, settings.lag, settings))
        elif days and (place.stamp or place.role == "byline"):
            out.append(_near(item, 0, settings))
        elif item.term.weekday and days and item.tense == "past" and place.role == "body" and days[0] == latest:
            out.append(_near(item, settings.lag, settings))  # "said on Friday, 8 August 2025"
    return out


def _near(item: Found, lag: int, settings: TimeSettings) -> Clue:
    days = _explicit(item, settings)

    def test(day: date) -> bool:
        for step in range(lag + 1):
            then = calendar.shift_days(day, -step)
            if then and (then.month, then.day) == (item.term.month, item.term.day):
                return days is None or days[0] == then
        return False

    window = None
    if days:
        window = days[0], calendar.shift_days(days[0], lag) or days[0]
    return Clue(test, (item.span,), window)


def _links(found: Sequence[Found], places: Sequence[Place], settings: TimeSettings) -> list[Clue]:
    """Pairs of a relative expression and a calendar date that are about one event."""
    dated = [n for n, item in enumerate(found) if item.term.kind == "calendar" and item.term.day and item.term.month]
    out = [_weekday_of(found[n], settings) for n in dated if found[n].term.weekday]
    for n, item in enumerate(found):
        if not _deictic(item):
            continue
        at = bisect_left(dated, n)
        for m in dated[max(at - settings.links, 0) : at + settings.links]:
            if _linked(item, found[m], places[n], places[m], settings):
                out.append(_joined(item, found[m], settings))
    return out[: settings.clues]


def _deictic(item: Found) -> bool:
    """Whether the expression is counted from the day of publication: "next week", "tomorrow"."""
    term = item.term
    return (
        term.kind == "shift" and term.anchor == "reference" and term.unit in ("D", "W", "M") and term.amount is not None
    )


def _linked(one: Found, other: Found, here: Place, there: Place, settings: TimeSettings) -> bool:
    if one.tense is None or one.tense != other.tense:
        return False
    if here.sentence == there.sentence:
        gap = max(one.span.start, other.span.start) - min(one.span.end, other.span.end)
        return 0 <= gap <= settings.apposition
    if one.tense != "future":  # a report tells of many past events, but plans few
        return False
    shared = len(here.words & there.words)
    smaller = min(len(here.words), len(there.words))
    return shared >= settings.shared_words and shared >= settings.shared_part * smaller


def _joined(one: Found, other: Found, settings: TimeSettings) -> Clue:
    def test(day: date) -> bool:
        first, second = resolve((one, other), _as_of(day), narrative=False, settings=settings)
        if first.earliest is None or first.latest is None or second.earliest is None or second.latest is None:
            return False
        return first.earliest <= second.latest and second.earliest <= first.latest

    window = None
    if days := _explicit(other, settings):
        year = timedelta(days=366)  # "last month" is the farthest that a deictic clue reaches
        window = max(days[0], date.min + year) - year, min(days[1], date.max - year) + year
    return Clue(test, (one.span, other.span), window)


def _weekday_of(item: Found, settings: TimeSettings) -> Clue:
    """ "Friday, August 15": only some years have that."""

    def test(day: date) -> bool:
        value = resolve((item,), _as_of(day), narrative=False, settings=settings)[0]
        return value.earliest is not None and value.earliest.isoweekday() == item.term.weekday

    return Clue(test, (item.span,))


def _as_of(day: date) -> ReferenceDate:
    return ReferenceDate(earliest=day, latest=day, source="given")


def _durations(found: Sequence[Found], places: Sequence[Place], settings: TimeSettings) -> list[Clue]:
    """ "For three and a half years" of what began "in February 2022": the end is now."""
    out = []
    for n, item in enumerate(found):
        term = item.term
        if term.kind != "duration" or term.amount is None or term.unit not in ("Y", "M") or not item.lasting:
            continue
        for m in range(n - 1, max(n - 1 - settings.links, -1), -1):
            days = _explicit(found[m], settings) if places[n].sentence - places[m].sentence <= 1 else None
            if days and found[m].tense == "past" and found[m].term.month is not None:
                out.append(_since(found[m], item, days, settings))
                break
    return out


def _since(event: Found, lasted: Found, days: tuple[date, date], settings: TimeSettings) -> Clue:
    unit = _DAYS[lasted.term.unit or "Y"]
    amount = lasted.term.amount or 0
    after = settings.rounding if amount % 1 else 1 - settings.rounding
    low = calendar.shift_days(days[0], round((amount - settings.rounding) * unit)) or date.min
    high = calendar.shift_days(days[1], round((amount + after) * unit)) or date.max
    return _between(low, high, event.span, lasted.span)


def _between(low: date, high: date, *spans: Span) -> Clue:
    return Clue(lambda day: low <= day <= high, spans, (low, high))


def _peg(found: Sequence[Found], places: Sequence[Place], settings: TimeSettings) -> list[Clue]:
    """The latest weekday that is told as past is the day of publication or the day before it."""
    past = [
        item for item, place in zip(found, places, strict=True) if is_past_weekday(item) and place.role != "caption"
    ]
    if not past:
        return []
    weekdays = {item.term.weekday or 0 for item in past}

    def test(day: date) -> bool:
        return any((day.isoweekday() - weekday) % 7 <= settings.lag for weekday in weekdays)

    return [Clue(test, (past[0].span,))]
