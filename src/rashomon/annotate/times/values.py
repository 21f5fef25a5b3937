"""The TIMEX3 value of one term in the discourse it stands in.

The choice of the year or week of an underspecified date by tense follows HeidelTime (Strötgen and Gertz, 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from rashomon.annotate.times import calendar
from rashomon.annotate.times.discourse import BC, EARLIEST_BC, Discourse, Found
from rashomon.model.annotation import Tense
from rashomon.model.times import TO_THE_DAY, TimeTerm
from rashomon.settings import TimeSettings


def set_value(term: TimeTerm) -> str:
    """The value of a SET: what recurs ("every Monday" is XXXX-WXX-1), or a period."""
    if term.weekday:
        return f"XXXX-WXX-{term.weekday}" + (f"T{term.part}" if term.part else "")
    if term.month:
        return f"XXXX-{term.month:02}"
    if term.season:
        return f"XXXX-{term.season}"
    if term.part:
        return f"XXXX-XX-XXT{term.part}"
    if term.unit == "WE":
        return "XXXX-WXX-WE"
    return term.value or "P1D"


def value_of(item: Found, state: Discourse) -> tuple[str, bool]:
    """The value, and whether all of it could be known."""
    term = item.term
    if term.kind == "fixed":
        return term.value or "PRESENT_REF", True
    if term.kind == "decade":
        return _decade(BC - (term.year or 0) if term.era == "BC" else term.year or 0), True
    if term.kind == "century":
        return _century(term, state)
    if term.kind == "shift":
        return _shift(item, state)
    value, known = _holiday(item, state) if term.kind == "holiday" else _calendar(item, state)
    return (_displaced(value, term), known) if term.amount is not None else (value, known)


def _displaced(value: str, term: TimeTerm) -> str:
    """The day beside a day ("the day after Christmas"), or the same part of another year ("a year earlier")."""
    count = round(term.amount or 0)
    days = calendar.covered(value)
    if days is None:
        return value
    if term.unit == "Y":
        return f"{days[0].year + count:04}{value[4:]}"
    day = calendar.shift_days(days[0], count) if days[0] == days[1] else None
    return day.isoformat() if day else value


def _decade(year: int) -> str:
    """The TIMEX3 value of a year's decade: the 480s before Christ are BC048."""
    return f"{year // 10:03}" if year < EARLIEST_BC else f"BC{(BC - year) // 10:03}"


def _hundred(year: int) -> str:
    """The TIMEX3 value of a year's century: its first two digits."""
    return f"{year // 100:02}" if year < EARLIEST_BC else f"BC{(BC - year) // 100:02}"


def _century(term: TimeTerm, state: Discourse) -> tuple[str, bool]:
    if term.year is not None:
        prefix = "BC" if term.era == "BC" else ""
        return f"{prefix}{term.year // 100:02}", True
    if state.reference is None:
        return "XX", False
    return f"{state.reference.year // 100 + (term.sign or 0):02}", True


def _clock(term: TimeTerm) -> str:
    if term.hour is not None:
        minute = f":{term.minute:02}" if term.minute is not None else ":00"
        second = f":{term.second:02}" if term.second is not None else ""
        return f"T{term.hour:02}{minute}{second}" + ("Z" if term.zone == "Z" else "")
    return f"T{term.part}" if term.part else ""


def _shift(item: Found, state: Discourse) -> tuple[str, bool]:
    term = item.term
    unit, factor = term.unit or "D", 1
    if unit[0].isdigit():
        factor, unit = int(unit.rstrip("WMY")), unit.lstrip("0123456789")
    sign = term.sign
    if term.amount is None and unit != "WE":
        if sign is None:
            sign = 0
        return ("PAST_REF" if sign < 0 else "FUTURE_REF" if sign > 0 else "PRESENT_REF"), False
    base = state.base(term, unit)
    if unit == "WE":
        return _weekend(base, sign, item.tense)
    clock = term.hour is not None and term.anchor == "mention" and not state.narrative
    if clock and base and state.reference:
        ahead = item.tense == "past" and base > state.reference  # what has happened did so by now
        old = (state.reference - base).days > state.settings.news_days
        if ahead or (old and item.span.start - state.told > state.settings.clock_reach):
            base = state.reference
    steps = (term.amount or 0) * (sign or 0)
    if base is None:
        return _unknown(term, unit, sign or 0)
    if steps % 1:
        unit, steps = {"Y": ("M", steps * 12), "M": ("D", steps * 30), "W": ("D", steps * 7)}.get(unit, (unit, steps))
    count = round(steps) * factor
    if unit in ("S", "TM", "H"):
        return _hours(state, unit, count, term)
    if unit in ("D", "W"):
        day = calendar.shift_days(base, count * (7 if unit == "W" else 1))
        if day is None:
            return "XXXX-XX-XX", False
        if unit == "W":
            return calendar.week_value(day), True
        return day.isoformat() + _clock(term), True
    if term.value == TO_THE_DAY:
        day = calendar.shift_months(base, count * (12 if unit == "Y" else 1))
        return (day.isoformat(), True) if day else ("XXXX-XX-XX", False)
    if unit == "Y":
        year = base.year + count
        if not 1 <= year <= 9999:
            return "XXXX", False
        if factor >= 10 and sign is not None:
            return (_decade(year) if factor == 10 else _hundred(year)), True
        return f"{year:04}", True
    day = calendar.shift_months(base.replace(day=1), count * (3 if unit == "Q" else 1))
    if day is None:
        return "XXXX-XX", False
    return (f"{day.year:04}-Q{(day.month + 2) // 3}" if unit == "Q" else f"{day.year:04}-{day.month:02}"), True


def _hours(state: Discourse, unit: str, count: int, term: TimeTerm) -> tuple[str, bool]:
    if abs(count) >= 24 and unit == "H":
        base = state.base(term, "D")
        day = calendar.shift_days(base, count // 24) if base else None
        return (day.isoformat(), True) if day else ("XXXX-XX-XX", False)
    if state.moment is None or term.anchor == "mention":
        base = state.base(term, "D")
        return (f"{base.isoformat()}TXX" if base and abs(count) < 24 else "XXXX-XX-XXTXX"), False
    seconds = {"S": 1, "TM": 60, "H": 3600}[unit] * count
    try:
        moment = state.moment + timedelta(seconds=seconds)
    except OverflowError:
        return "XXXX-XX-XXTXX", False
    return moment.strftime("%Y-%m-%dT%H:%M"), True


def _weekend(base: date | None, sign: int | None, tense: Tense | None) -> tuple[str, bool]:
    if base is None:
        return "XXXX-WXX-WE", False
    weeks = sign if sign is not None else 0
    begun = base.weekday() >= 5
    over = tense == "past" or (sign is None and tense != "future")  # "this weekend", told on a Monday
    if (sign in (None, 0) and over and not begun) or (sign == -1 and begun):
        weeks = -1
    day = calendar.shift_days(base, 7 * weeks)
    return (f"{calendar.week_value(day)}-WE", True) if day else ("XXXX-WXX-WE", False)


def _unknown(term: TimeTerm, unit: str, sign: int) -> tuple[str, bool]:
    shapes = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
    if unit in shapes:
        return shapes[unit] + (_clock(term) if unit == "D" else ""), False
    return "XXXX-XX-XXTXX", False


def _holiday(item: Found, state: Discourse) -> tuple[str, bool]:
    term = item.term
    name = term.holiday or ""
    year = _given_year(term, state)
    if year is not None:
        day = calendar.holiday(name, year)
        return (day.isoformat() + _clock(term), True) if day else (f"{year:04}", False)
    base = state.base(term, "Y")
    if base is None:
        rule = calendar.holidays()[name]
        return (f"XXXX-{rule}" if rule[3:].isdigit() else "XXXX"), False
    days = [day for day in (calendar.holiday(name, base.year + step) for step in (-1, 0, 1)) if day]
    if term.unit == "W":
        chosen = _nearest(days, base, None, term.sign, state.settings)
        return (calendar.week_value(chosen), True) if chosen else ("XXXX-WXX", False)
    chosen = _nearest(days, base, item.tense, term.sign, state.settings)
    return (chosen.isoformat() + _clock(term), True) if chosen else ("XXXX", False)


def _given_year(term: TimeTerm, state: Discourse) -> int | None:
    """The year that the words give, outright or counted ("of last year", "of that year")."""
    if term.year is not None:
        return BC - term.year if term.era == "BC" else term.year
    if term.steps is not None:
        return state.reference.year + term.steps if state.reference else None
    if term.anchor == "mention":
        found = state.mentions.get("Y") or state.reference
        return found.year if found else None
    return None


def _nearest(
    days: Sequence[date], base: date, tense: Tense | None, sign: int | None, settings: TimeSettings
) -> date | None:
    """The day meant: by "last" and "next", else by tense, else the one closest to the reference."""
    before = [day for day in days if day <= base]
    after = [day for day in days if day >= base]
    if sign == -1:
        before = [day for day in before if day < base]
        return before[-1] if before else None
    if sign == 1:
        after = [day for day in after if day > base]
        return after[0] if after else None
    if sign == 0:
        same = [day for day in days if day.year == base.year]
        if tense in ("future", "present") and after and same and (base - same[0]).days > settings.over:
            return after[0]  # "this summer", told in December of what is to come
        return same[0] if same else None
    if before and after:
        behind, ahead = (base - before[-1]).days, (after[0] - base).days
        if tense == "past" and (behind <= settings.far or ahead > settings.near):
            return before[-1]
        if tense == "future" and (ahead <= settings.far or behind > settings.near):
            return after[0]
    # news looks back more often than ahead: a day to come counts as half as far again
    return min(
        days, key=lambda day: ((day - base).days * 3 if day > base else (base - day).days * 2, day), default=None
    )


def _calendar(item: Found, state: Discourse) -> tuple[str, bool]:
    term = item.term
    year = _given_year(term, state)
    if term.month is not None:
        return _month(item, state, year)
    if term.weekday is not None:
        return _weekday(item, state)
    if term.season:
        return _part_of_year(item, state, year, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[term.season], term.season)
    if term.quarter:
        if not 1 <= term.quarter <= 4:
            return "XXXX-QX", False
        return _part_of_year(_reported(item), state, year, 3 * term.quarter - 2, f"Q{term.quarter}")
    if term.half:
        return _part_of_year(_reported(item), state, year, 6 * term.half - 5, f"H{term.half}")
    if term.day is not None:
        return _day_of_month(item, state, term.day)
    return (f"{year:04}", True) if year is not None else ("XXXX", False)


def _reported(item: Found) -> Found:
    """Figures are reported of quarters and halves that are over, unless the tense says otherwise."""
    return item if item.tense else replace(item, tense="past")


def _day_of_month(item: Found, state: Discourse, day: int) -> tuple[str, bool]:
    """ "On the 18th": of the month that was mentioned last, else of the one nearest to the reference by tense."""
    last = state.mentions.get("M")
    if last is not None:
        found = calendar.make(last.year, last.month, day)
        return (found.isoformat(), True) if found else (f"{last.year:04}-{last.month:02}", False)
    if state.reference is None or state.narrative:
        return f"XXXX-XX-{day:02}", False
    first = state.reference.replace(day=1)
    months = [calendar.shift_months(first, step) for step in (-1, 0, 1)]
    days = [found for m in months if m and (found := calendar.make(m.year, m.month, day))]
    chosen = _nearest(days, state.reference, item.tense, None, state.settings)
    return (chosen.isoformat(), True) if chosen else (f"XXXX-XX-{day:02}", False)


def _month(item: Found, state: Discourse, year: int | None) -> tuple[str, bool]:
    term = item.term
    month, day = term.month or 1, term.day
    known = True
    if year is None:
        year = _year_of_month(item, state, month, None if term.unit == "DOW" else day)
    if year is None:
        out, known = "XXXX", False
    else:
        out = f"{year:04}"
    if term.unit == "Y" and term.amount is None:  # "the new year"
        return out, known
    out += f"-{month:02}"
    if term.unit == "DOW":
        nth = calendar.weekday_in(year, month, term.weekday or 1, day or 1) if year is not None else None
        return (nth.isoformat() + _clock(term), True) if nth else (out, False)
    if day is not None:
        possible = calendar.make(year or 2000, month, day)
        if possible is None:
            return out, False
        if term.unit == "W":  # "the week of March 4"
            return (calendar.week_value(possible), True) if year is not None else (out, False)
        out += f"-{day:02}" + _clock(term)
    return out, known


def _year_of_month(item: Found, state: Discourse, month: int, day: int | None) -> int | None:
    term = item.term
    if state.narrative:
        last = state.mentions.get("Y")
        if last is None:
            return None
        at_month = "M" in state.mentions and state.mentions["M"].year == last.year
        return last.year + 1 if at_month and month - state.mentions["M"].month <= -11 else last.year
    base = state.base(term, "Y")
    if base is None:
        return None
    if term.weekday and day:
        fitting = [
            found
            for step in (0, -1, 1)
            if (found := calendar.make(base.year + step, month, day)) and found.isoweekday() == term.weekday
        ]
        if fitting:
            return fitting[0].year
    if day is None:
        base = base.replace(day=1)
        if term.sign == -1 and base.month == month:
            return base.year - 1
    days = [found for step in (-1, 0, 1) if (found := calendar.make(base.year + step, month, day or 1))]
    begun = state.mentions.get("D" if day else "M") if term.anchor == "range" else None
    if begun:
        days = [found for found in days if found >= (begun if day else begun.replace(day=1))][:1]
    chosen = _nearest(days, base, item.tense, term.sign, state.settings)
    return chosen.year if chosen else None  # 30 February


def _weekday(item: Found, state: Discourse) -> tuple[str, bool]:
    term = item.term
    weekday = term.weekday or 1
    base = state.mentions.get("D") if state.narrative else state.reference
    if base is None:
        return f"XXXX-WXX-{weekday}" + _clock(term), False
    begun = state.mentions.get("D") if term.anchor == "range" else None
    if begun:
        base, offset = begun, (weekday - begun.isoweekday()) % 7
    elif term.unit == "W":
        offset = 7 * (term.sign or 0) + weekday - base.isoweekday()
    elif term.sign == -1:
        offset = -((base.isoweekday() - weekday - 1) % 7 + 1)
    elif term.sign == 1 or (term.sign == 0 and item.tense != "past"):
        offset = (weekday - base.isoweekday() - 1) % 7 + 1
    elif item.tense in ("future", "present"):  # "the talks open on Monday"
        offset = (weekday - base.isoweekday()) % 7
    elif term.zone == "local" and (weekday - base.isoweekday()) % 7 == 1:  # east of the writer the next day has begun
        offset = 1
    else:
        offset = -((base.isoweekday() - weekday) % 7)
    day = calendar.shift_days(base, offset)
    return (day.isoformat() + _clock(term), True) if day else (f"XXXX-WXX-{weekday}", False)


def _part_of_year(item: Found, state: Discourse, year: int | None, month: int, code: str) -> tuple[str, bool]:
    """A season, quarter or half: what is still to come may have begun already."""
    base = state.reference
    if year is None and base and item.tense == "future" and item.term.sign is None and not state.narrative:
        running = calendar.covered(f"{base.year:04}-{code}")
        year = base.year if running and running[1] >= base else base.year + 1
    if year is None:
        year = _year_of_month(item, state, month, None)
        running = calendar.covered(f"{year:04}-{code}") if year and base and item.term.sign == -1 else None
        if year and running and base and running[0] <= base <= running[1] and not state.narrative:
            year -= 1  # "last fall", told in November, is not the one that runs
    return (f"{year:04}-{code}", True) if year is not None else (f"XXXX-{code}", False)
