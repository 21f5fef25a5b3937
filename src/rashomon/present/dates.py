"""Days as a reader writes them, the same in every locale."""

from __future__ import annotations

from datetime import date

from rashomon.model.spans import ReferenceDate

_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June", "July", "August")
_MONTHS += ("September", "October", "November", "December")


def show_day(day: date) -> str:
    """A day without its year.

    >>> show_day(date(1905, 8, 9))
    '9 Aug'
    """
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def day_range(first: date, last: date, grain: str = "day") -> str:
    """The days from `first` to `last`, both included, as short as they can be said; `grain` is that of the text.

    >>> day_range(date(1905, 8, 9), date(1905, 8, 30))
    '9 to 30 August 1905'
    >>> day_range(date(1905, 8, 1), date(1905, 8, 31), "month")
    'August 1905'
    >>> day_range(date(1904, 12, 30), date(1905, 1, 2))
    '30 December 1904 to 2 January 1905'
    >>> day_range(date(1960, 1, 1), date(1969, 12, 31), "decade")
    '1960s'
    >>> day_range(date(2000, 1, 1), date(2099, 12, 31), "century")
    '21st century'
    """
    if grain == "decade" and first.year // 10 == last.year // 10:
        return f"{first.year // 10}0s"
    if grain == "century" and first.year // 100 == last.year // 100:
        return f"{_ordinal(first.year // 100 + 1)} century"
    if grain == "month" and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if grain == "year" and first.year == last.year:
        return str(first.year)
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {end}"
    return f"{first.day} {_MONTHS[first.month - 1]} {first.year} to {end}"


def _ordinal(number: int) -> str:
    """A number as an ordinal: 1st, 2nd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def show_reference(reference: ReferenceDate) -> str:
    """A report's date and, unless it was given, how it is known.

    >>> show_reference(ReferenceDate(earliest=date(2025, 8, 8), latest=date(2025, 8, 9), source="text"))
    '8 to 9 August 2025 (inferred from the text)'
    """
    if reference.earliest is None or reference.latest is None:
        return "date unknown"
    how = {"page": " (from the page)", "text": " (inferred from the text)"}.get(reference.source, "")
    return day_range(reference.earliest, reference.latest) + how
