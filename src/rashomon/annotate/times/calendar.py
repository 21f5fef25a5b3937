"""The calendar behind TIMEX3 values: weeks, quarters, seasons, feasts, and the days that a value covers."""

from __future__ import annotations

import functools
import re
from datetime import date, timedelta

from rashomon.annotate.times.lexicon import DATA
from rashomon.tables import read_table

_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological seasons of the northern hemisphere
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?|W(?P<week>\d\d)(?:-(?P<weekday>[1-7]|WE)(?:T.*)?)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?"
)


def make(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none.

    >>> make(2025, 2, 30) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, days: int) -> date | None:
    """`day` plus so many days; None beyond the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def weekday_in(year: int, month: int, weekday: int, day: int) -> date | None:
    """The first such weekday (ISO 8601, Monday is 1) of a month from its `day` on; from day 31 on its last one.

    >>> weekday_in(2026, 5, 2, 15), weekday_in(2026, 2, 5, 31)
    (datetime.date(2026, 5, 19), datetime.date(2026, 2, 27))
    """
    if day >= 31:
        first = make(year, month, 1)
        end = shift_days(shift_months(first, 1) or first, -1) if first else None
        return shift_days(end, -((end.isoweekday() - weekday) % 7)) if end else None
    start = make(year, month, day)
    found = shift_days(start, (weekday - start.isoweekday()) % 7) if start else None
    return found if found and found.month == month else None


def shift_months(day: date, months: int) -> date | None:
    """The same day of another month, or that month's last day.

    >>> shift_months(date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return make(year, month + 1, day.day) or _last(year, month + 1, day.day)


def _last(year: int, month: int, at_most: int) -> date | None:
    for number in range(at_most, 27, -1):
        if found := make(year, month, number):
            return found
    return None


def week_value(day: date) -> str:
    """ISO 8601 week.

    >>> week_value(date(2025, 8, 15))
    '2025-W33'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def covered(value: str) -> tuple[date, date] | None:
    """First and last day that a DATE or TIME value covers; None where it names no days of its own.

    >>> covered("2025-02")
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    >>> covered("199"), covered("PRESENT_REF")
    ((datetime.date(1990, 1, 1), datetime.date(1999, 12, 31)), None)
    """
    if re.fullmatch(r"\d{2,3}", value):
        width = 10 ** (4 - len(value))
        first = int(value) * width
        return (date(first, 1, 1), date(first + width - 1, 12, 31)) if first else None
    match = _VALUE.fullmatch(value)
    if not match or not int(match["year"]):
        return None
    year = int(match["year"])
    if match["day"]:
        day = make(year, int(match["month"]), int(match["day"]))
        return (day, day) if day else None
    if match["week"]:
        return _week(year, int(match["week"]), match["weekday"])
    first_month, months = 1, 12
    if match["month"]:
        first_month, months = int(match["month"]), 1
    elif match["quarter"]:
        first_month, months = 3 * int(match["quarter"]) - 2, 3
    elif match["half"]:
        first_month, months = 6 * int(match["half"]) - 5, 6
    elif match["season"]:
        first_month, months = _SEASON_START[match["season"]], 3
    start = make(year, first_month, 1)
    after = shift_months(start, months) if start else None
    return (start, after - timedelta(days=1)) if start and after else None


def _week(year: int, week: int, weekday: str | None) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    if weekday == "WE":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if weekday:
        day = monday + timedelta(days=int(weekday) - 1)
        return day, day
    return monday, monday + timedelta(days=6)


@functools.cache
def holidays() -> dict[str, str]:
    """Name of each holiday in time-holidays.tsv, with its rule."""
    return {row[0]: row[1] for row in read_table(DATA, "time-holidays.tsv", columns=2)}


@functools.lru_cache(maxsize=4096)
def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year.

    >>> holiday("easter", 2000), holiday("thanksgiving", 1999)
    (datetime.date(2000, 4, 23), datetime.date(1999, 11, 25))
    """
    rule = holidays()[name]
    offset = 0
    if match := re.fullmatch(r"(.*?)([+-]\d+)", rule) if rule.startswith("easter") or "+" in rule else None:
        rule, offset = match[1], int(match[2])
    if rule == "easter":
        day = _easter(year)
    else:
        month, _, rest = rule.partition("-")
        if rest.isdigit():
            day = make(year, int(month), int(rest))
        else:
            weekday, _, count = rest.partition("-")
            day = _nth(year, int(month), _WEEKDAYS.index(weekday), int(count))
    return shift_days(day, offset) if day else None


def _nth(year: int, month: int, weekday: int, count: int) -> date | None:
    if count > 0:
        first = make(year, month, 1)
        return shift_days(first, (weekday - first.weekday()) % 7 + 7 * (count - 1)) if first else None
    last = _last(year, month, 31)
    return shift_days(last, -((last.weekday() - weekday) % 7)) if last else None


def _easter(year: int) -> date | None:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    if year < 1583:
        return None
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return make(year, month, day + 1)
