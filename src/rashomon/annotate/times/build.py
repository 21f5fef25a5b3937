"""Turn a matched rule into a TimeTerm: fields that are words in the rule become numbers and units."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast, get_args

from rashomon.annotate.times.grammar import Match
from rashomon.model.times import TO_THE_DAY, TermKind, TimeTerm

_WHOLE = ("year", "month", "day", "weekday", "sign", "steps", "second", "minute", "hour", "quarter", "half")
_LAST_WEEK = 27  # a day of the last week of any month: the fourth from the end of most
_COUNTED = 1999  # years before Christ with which the calendar counts
_OLDEST = 99999  # older ones are not told in years of an era
_MONTH_END = 31  # of any month: the last Tuesday is looked for from its end
_BESIDE = (("weeks_back", -7), ("weeks_on", 7), ("days_back", -1), ("days_on", 1))
_TEXT = ("season", "zone", "part", "unit", "anchor", "holiday", "era", "value", "mod")


def build(match: Match) -> TimeTerm | None:
    """The term of a match; None when its numbers cannot be a time ("13/13/2001", 25 o'clock)."""
    fields = dict(match.fields)
    out: dict[str, Any] = {}
    for name in _WHOLE:
        if name in fields:
            out[name] = int(fields[name])
    for name in _TEXT:
        if fields.get(name):
            out[name] = fields[name]
    if "amount" in fields:
        out["amount"] = _amount(fields["amount"])
    if match.rule.kind == "shift" and "sign" not in out and match.rule.name.startswith(("unit-that", "unit-the-same")):
        out["sign"] = 0
    if not (_clock(fields, out) and _numbers(fields, out) and _offsets(fields, out)):
        return None
    if match.rule.kind not in get_args(TermKind):
        raise ValueError(f"time-rules.tsv: {match.rule.name} has no kind {match.rule.kind!r}")
    if "day" in out and not 1 <= out["day"] <= 31:
        return None
    if out.get("era") == "BC" and out.get("year", 0) > _COUNTED and match.rule.kind == "calendar":
        return TimeTerm(kind="fixed", value=f"BC{out['year']:04}", mod=out.get("mod"))
    return _valued(fields, TimeTerm(kind=cast(TermKind, match.rule.kind), **out))


def _amount(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _clock(fields: dict[str, str], out: dict[str, Any]) -> bool:
    if "clock" in fields:
        numbers = [int(piece) for piece in fields["clock"].split(":")]
        out["hour"], out["minute"] = numbers[:2]
        if len(numbers) > 2:
            out["second"] = numbers[2]
            if numbers[2] > 59:
                return False
    if "hour_after" in fields:  # "quarter to eight"
        out["hour"] = (int(fields["hour_after"]) - 1) % 12
    hour = out.get("hour")
    if hour is not None and "meridiem" in fields:
        if not 1 <= hour <= 12:
            return hour <= 23 and fields["meridiem"] == "PM"
        out["hour"] = hour % 12 + (12 if fields["meridiem"] == "PM" else 0)
    elif hour is not None and hour < 12 and out.get("part") in ("AF", "EV", "NI") and hour:
        out["hour"] = hour + 12
    if hour is not None:
        out.pop("part", None)
    return True


def _numbers(fields: dict[str, str], out: dict[str, Any]) -> bool:
    """Read ISO and numeric dates and shortened years into `out`."""
    if "iso" in fields:
        text = fields["iso"]
        out["year"], out["month"], out["day"] = int(text[:4]), int(text[5:7]), int(text[8:10])
        if not (1 <= out["month"] <= 12 and 1 <= out["day"] <= 31):
            return False
        if len(text) > 10:
            out["hour"], out["minute"] = int(text[11:13]), int(text[14:16])
            if out["hour"] > 24 or out["minute"] > 59:
                return False
            if len(text) > 18 and text[16] == ":":
                out["second"] = int(text[17:19])
            zone = "Z" if text.endswith("Z") else text[-6:] if text[-6] in "+-" and len(text) > 16 else ""
            if zone:
                out["zone"] = zone
    if "slashed" in fields:
        out["year"], out["month"], out["day"] = (int(piece) for piece in fields["slashed"].split("/"))
        if not (1 <= out["month"] <= 12 and 1 <= out["day"] <= 31):
            return False
    if "code" in fields:
        out["quarter" if fields["code"][0] in "Qq" else "half"] = int(fields["code"][1])
    if "numeric" in fields:
        text = fields["numeric"].replace("-", "/").replace(".", "/")
        first, second, year = (int(piece) for piece in text.split("/"))
        out["year"] = _century(year)
        readings = [(m, d) for m, d in ((first, second), (second, first)) if 1 <= m <= 12 and 1 <= d <= 31]
        if not readings:
            return False
        if "." in fields["numeric"]:  # the point is the mark of the day-first countries
            readings.reverse()
        out["month"], out["day"] = readings[0]
        if len(readings) > 1 and readings[0] != readings[1]:
            out["doubt"] = readings[1]
    if "nth" in fields:
        nth = int(fields["nth"])
        if nth > 5:
            return False
        if "weekday" in out:
            out["day"] = 7 * nth - 6 if nth else _MONTH_END
        else:
            out["day"] = 7 * nth - 3 if nth else _LAST_WEEK
    if out.get("unit") == "Q" and "month" in out:  # "the quarter ended Sept. 30"
        out["quarter"] = (out.pop("month") + 2) // 3
        out.pop("unit")
    if "beside" in fields:
        out["amount"], out["unit"] = float(fields["beside"]), "D"
    for name, days in _BESIDE:
        if name in fields:
            out["amount"], out["unit"] = days * float(fields[name]), "D"
    if "short" in fields:
        out["year"] = _century(int(fields["short"]))
    if "two" in fields:
        base, two = int(fields["base"]), int(fields["two"])
        out["year"] = base // 100 * 100 + two + (100 if two <= base % 100 else 0)
        if out["year"] - base > 60:
            return False
    if "decade" in fields:
        text = fields["decade"]
        out["year"] = int(text) + (1900 if len(text) == 2 else 0)
        if len(text) == 3 and "era" not in fields:
            return False
    if "decade_word" in fields:
        out["year"] = 100 * int(fields.get("century", 19)) + 10 * int(fields["decade_word"])
    elif "century" in fields:
        out["year"] = (int(fields["century"]) - 1) * 100
        if not 0 <= out["year"] <= 2900:
            return False
    return 0 <= int(out.get("year", 0)) <= (_OLDEST if out.get("era") == "BC" else 2999)


def _century(year: int) -> int:
    """A year of two digits in full: POSIX strptime's window, 69 to 99 are of the twentieth century."""
    if year >= 100:
        return year
    return year + (1900 if year >= 69 else 2000)


def _offsets(fields: dict[str, str], out: dict[str, Any]) -> bool:
    offset = None
    if "back" in fields:  # "two summers ago" is a year before last summer, "two Fridays ago" a week before last Friday
        if out.get("amount") is None:
            return False
        out["amount"] = int(fields["back"]) * (1 - out["amount"])
    if "offset" in fields:
        offset = int(fields["offset"])
    elif "offset_before" in fields:
        offset = int(fields["offset_before"]) - 1
    elif "offset_after" in fields:
        offset = int(fields["offset_after"]) + 1
    if "same" in fields and out.get("unit") == "Y" and out.get("amount") is not None:  # "ten years ago this month"
        out["amount"], out["unit"] = 12 * out["amount"], "M"
    if "exact" in fields and out.get("amount") is not None:  # "a week ago today"
        if out.get("unit") == "W":
            out["amount"], out["unit"] = 7 * out["amount"], "D"
        elif out.get("unit") in ("Y", "M"):
            out["value"] = TO_THE_DAY
    if offset is not None and any(name in fields for name, _ in _BESIDE):  # "a week from tomorrow"
        offset += round(out["amount"])
    if offset is not None:
        out["amount"], out["sign"] = float(abs(offset)), (offset > 0) - (offset < 0)
    return True


def _valued(fields: dict[str, str], term: TimeTerm) -> TimeTerm:
    """The term; a duration or set with its value."""
    if term.kind in ("duration", "set"):
        value = term.value or duration_value(fields, term)
        return replace(term, value=value)
    return term


_DESIGNATOR = {"S": "S", "TM": "M", "H": "H"}


_HALVES = {"Y": ("P", "6M"), "H": ("PT", "30M"), "D": ("P", "T12H")}
"""The half of a unit in the next smaller one: a TIMEX3 duration counts in whole numbers (TimeML 1.2.1 schema)."""


def _and_half(whole: int, unit: str) -> str:
    prefix, half = _HALVES[unit]
    return f"{prefix}{whole}{unit}{half}" if whole else f"{prefix}{half}"


def duration_value(fields: dict[str, str], term: TimeTerm) -> str:
    """The TIMEX3 value of so much time: P3D, PT5H30M, PXW, P10Y."""
    amount = (
        f"{term.amount:.12g}"
        if term.amount is not None
        else "1"
        if term.kind == "set" and "amount" not in fields
        else "X"
    )
    unit = term.unit or "D"
    fraction = 0 if term.amount is None else term.amount % 1
    if unit[0].isdigit():  # a decade is P10Y: ISO 8601 has no designator of its own for it
        factor, designator = int(unit[:-1]), unit[-1]
        return f"P{term.amount * factor:.12g}{designator}" if term.amount is not None else f"PX{designator}"
    if unit == "Q":
        return f"P{amount}Q"
    value = ""
    if fraction == 0.5 and unit in _HALVES and term.amount is not None:
        value = _and_half(int(term.amount), unit)
    elif unit in ("S", "TM", "H"):
        value = f"PT{amount}{_DESIGNATOR[unit]}"
    elif unit == "WE":
        value = f"P{amount}WE"
    else:
        value = f"P{amount}{_DESIGNATOR.get(unit, unit)}"
    if "unit2" in fields:
        unit2 = fields["unit2"]
        clock = unit2 in ("S", "TM", "H")
        amount2 = _amount(fields.get("amount2", ""))
        piece = ("X" if amount2 is None else f"{amount2:.12g}") + _DESIGNATOR.get(unit2, unit2)
        value += ("T" if clock and "T" not in value else "") + piece
    return value
