"""Units of measure, percent and money: what stands around a number and what its values are converted to."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from rashomon.tables import read_table

_BEHIND = re.compile(
    r"(?:[ \t\u00a0\u202f]|-|\n)?((?:[°º][ ]?)?[^\W\d_]+[23²³]?\.?|[%％°¢])"
    r"((?:[ -][^\W\d_]+\.?|/[^\W\d_]+)?)((?:[ -][^\W\d_]+)?)"
)
_MAGNITUDE = re.compile(r"\bmagnitude(?:\sof)?[\s-]$", re.IGNORECASE)
_WEIGHT = re.compile(r"\b(?:weigh\w*|thrust|heavy|heavier|lost|gained)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A unit at [start, end) of the text: values times `factor` plus `offset` are in the normal unit `unit`."""

    start: int
    end: int
    unit: str
    factor: float
    offset: float = 0.0
    money: bool = False


@functools.cache
def _measures() -> dict[str, tuple[str, float, float, bool]]:
    out: dict[str, tuple[str, float, float, bool]] = {}
    for forms, unit, factor, offset in read_table("rashomon.annotate.data", "unit-measures.tsv", columns=4):
        for form in forms.split("|"):
            out[form] = (unit, float(factor), float(offset), False)
    for code, names, signs, factor in read_table("rashomon.annotate.data", "unit-currencies.tsv", columns=4):
        for form in (*names.split("|"), *(s.lower() for s in signs.split("|") if s)):
            out.setdefault(form, (code, float(factor), 0.0, True))
    return out


@functools.cache
def _money_before() -> tuple[re.Pattern[str], dict[str, tuple[str, float]]]:
    signs: dict[str, tuple[str, float]] = {}
    for code, _, cells, factor in read_table("rashomon.annotate.data", "unit-currencies.tsv", columns=4):
        for sign in cells.split("|"):
            if sign:
                signs.setdefault(sign, (code, float(factor)))
    longest_first = sorted(signs, key=lambda sign: (-len(sign), sign))
    pattern = "|".join(re.escape(sign) for sign in longest_first)
    return re.compile(rf"(?<![^\W\d_])(?:{pattern})[ \u00a0]?$"), signs


def money_before(text: str, position: int) -> Measure | None:
    """Return the currency whose sign or code ends just before `position` ("US$", "EUR ").

    >>> money_before("worth US$5m", 9).unit
    'USD'
    """
    pattern, signs = _money_before()
    window = max(0, position - 6)
    match = pattern.search(text[window:position])
    if not match:
        return None
    sign = match[0].rstrip()
    code, factor = signs[sign]
    return Measure(start=window + match.start(), end=position, unit=code, factor=factor, money=True)


def magnitude_before(text: str, position: int) -> Measure | None:
    """Return the unit of a number that "magnitude" stands before ("a magnitude 6.4 earthquake").

    >>> magnitude_before("of magnitude 6.4", 13).unit
    'magnitude'
    """
    match = _MAGNITUDE.search(text, max(0, position - 16), position)
    return Measure(start=match.start(), end=position, unit="magnitude", factor=1.0) if match else None


def measure_behind(text: str, position: int) -> Measure | None:
    """Return the unit whose name begins at `position`, the longest name of up to three words that is known.

    >>> m = measure_behind("5 square miles of forest", 1)
    >>> (m.unit, round(m.factor, 2), m.end)
    ('km2', 2.59, 14)
    """
    match = _BEHIND.match(text, position)
    if not match:
        return None
    known = _measures()
    first = match[1].lower().rstrip(".") if match[1] not in ("％",) else "%"
    ends = [(first, match.start(1) + len(match[1].rstrip(".")))]
    if match[2]:
        second = (match[1] + match[2]).lower().replace("-", " ")
        ends.insert(0, (second.rstrip("."), match.end(2) - match[2].endswith(".")))
        if match[3]:
            ends.insert(0, (second + match[3].lower().replace("-", " "), match.end(3)))
    for form, end in ends:
        entry = known.get(form)
        if entry is not None and not (len(form) == 1 and form in "cf" and match[1].islower()):
            unit, factor, offset, money = entry
            return Measure(start=match.start(1), end=end, unit=unit, factor=factor, offset=offset, money=money)
    return None


def pounds(text: str, value: float, measure: Measure) -> Measure:
    """Return the measure that "pounds" is: of weight where the text says of what, or for a small number of them.

    >>> m = measure_behind("200 pounds of explosives", 3)
    >>> pounds("200 pounds of explosives", 200, m).unit
    'kg'
    """
    form = text[measure.start : measure.end].lower()
    if form not in ("pound", "pounds"):
        return measure
    hyphen = text[measure.start - 1] == "-"
    if (value < 20_000 and (hyphen or text.startswith(" of ", measure.end))) or _WEIGHT.search(
        text, max(0, measure.start - 40), measure.end + 20
    ):
        return Measure(start=measure.start, end=measure.end, unit="kg", factor=0.45359237)
    return measure
