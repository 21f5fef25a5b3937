"""Figures as they are written: rounded, in another unit, or hedged; and whether two of them can both hold."""

from __future__ import annotations

import functools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.synopsis import Citation
from rashomon.reconcile.differences.counted import EACH
from rashomon.reconcile.differences.readings import Reading
from rashomon.tables import read_table

_ONE_UNIT = 0.06
"""Relative difference up to which two written units are one, as "11 hours" and "11-and-a-half hours" are; a yard and a
metre differ by .09."""
_WRITTEN = re.compile(r"\D*(?P<digits>\d[\d,]{0,15})(?P<rest>\.\d{1,9})?(?:[\s-]?[^\W\d_]|\s?%)\D*")
_EXACT = 3
"""Digits from which a hedged number is no round one: "some 146 dollars" is within a dollar of it."""
_MOST = re.compile(r"(?:up to|as (?:many|much) as|at most|no more than|a maximum of)\b", re.IGNORECASE)
"""Words before the most that there can be: two of them are two limits."""
_HALF, _SLACK = 0.5, 1e-9
"""Halves are rounded up by some and down by others."""
_SEVERAL = 10
"""Most of those of whom each has so many."""
_TIME = re.compile(r"hour|day|week|fortnight|month|year|decade|century", re.IGNORECASE)
_SPAN = frozenset({"hour", "day", "year"})
_MONTH = 0.03
"""Relative difference of spans of time in two units up to which they are one: "a month", "30 days"."""
_PLURAL = re.compile(r"(?:(?:tens|hundreds) of )?(?:thousands|millions)\b", re.IGNORECASE)
"""Vague numbers of which the greater ones are the lesser ones, too: hundreds of thousands come in thousands."""


def can_both_hold(one: Reading, other: Reading) -> bool:
    """Whether two figures have a number in common, as exactly as they are written, or one is the other, rounded."""
    first, second = _read(one.label), _read(other.label)
    if is_rounded(one, other) or first.plural == second.plural != "" or _is_one_more(one, other):
        return True
    if one.bare != other.bare and first.is_most and second.is_most:
        return False
    if one.measure in _SPAN and first.units != second.units and math.isclose(one.bare, other.bare, rel_tol=_MONTH):
        return True
    low, high = _bounds(one)
    least, most = _bounds(other)
    return max(low, least) <= min(high, most)


def _is_one_more(one: Reading, other: Reading) -> bool:
    """Whether one counts all and the other those beside one who is named: "23, including the mayor", "22 others"."""
    if one.measure or (one.scope == "other") == (other.scope == "other"):
        return False
    beside, whole = (one, other) if one.scope == "other" else (other, one)
    return whole.bare == beside.bare + 1


@dataclass(frozen=True, slots=True)
class _Label:
    """The words of a figure: `digits`, without commas, and what follows their point (`rest`, with it), "" where it is
    not written in digits, the words before them, the `units` of time, and the noun of a plural of the `plural` kind."""

    digits: str
    rest: str
    before: str
    units: tuple[str, ...]
    is_most: bool
    plural: str


@functools.lru_cache(maxsize=1 << 12)
def _read(label: str) -> _Label:
    """Read the words of a figure, once: each is compared with many others."""
    written, plural = _WRITTEN.fullmatch(label), _PLURAL.match(label)
    return _Label(
        digits=written["digits"].replace(",", "") if written else "",
        rest=(written["rest"] or "") if written else "",
        before=label[: written.start("digits")].lower().strip(" $€£¥") if written else "",
        units=tuple(_TIME.findall(label)),
        is_most=_MOST.match(label) is not None,
        plural=plural[0].split()[-1].lower() if plural else "",
    )


def _bounds(reading: Reading) -> tuple[float, float]:
    """The bounds of a value: of a number that is about right, with `_EXACT` digits or more, those of its last one."""
    label = _read(reading.label)
    if not label.digits or label.before not in _about():
        return reading.low, reading.high
    number = float(label.digits + label.rest)
    shown = (label.digits + label.rest[1:]).lstrip("0")
    if len(shown) < _EXACT or shown.endswith("0"):
        return reading.low, reading.high
    middle = (reading.low + reading.high) / 2
    step = abs(middle / number) * 10.0 ** -max(0, len(label.rest) - 1)
    return max(reading.low, middle - step), min(reading.high, middle + step)


@functools.cache
def _about() -> frozenset[str]:
    """Words that widen a number to both sides, as stage 3 reads them."""
    rows = read_table("rashomon.annotate.data", "figure-hedges.tsv", columns=3)
    return frozenset(row[0] for row in rows if row[2] == "about")


@dataclass(frozen=True, slots=True)
class Totals:
    """What is told of parts: counts of each one of several, and the sums of a count, by its sentence and place, with
    those beside it ("96 passengers and eight crew").
    """

    each: frozenset[tuple[str, str, float]]
    sums: Mapping[tuple[int, int], frozenset[float]]


def find_totals(readings: Iterable[Reading]) -> Totals:
    """Return what is told of each of several, what is counted and how many, and the sums of counts of one clause."""
    each: set[tuple[str, str, float]] = set()
    clauses: dict[tuple[Citation, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.measure.endswith(EACH):
            each.add((reading.measure.removesuffix(EACH), reading.of, reading.bare))
        elif reading.kind == "figure" and not reading.measure and reading.bare > 0:
            clauses[reading.at, reading.event].append(reading)
    sums: dict[tuple[int, int], frozenset[float]] = {}
    for beside in clauses.values():
        for one in beside if 1 < len(beside) <= _SEVERAL else ():
            others = [other.bare for other in beside if other != one]
            sums[one.unit, one.span.start] = frozenset(one.bare + more for more in (*others, sum(others)))
    return Totals(frozenset(each), sums)


def is_total(totals: Totals, one: Sequence[Reading], other: Sequence[Reading]) -> bool:
    """Whether one count is that of all: so many times the other, which is told of each somewhere, or the other and what
    is counted beside it."""
    less, more = sorted((one, other), key=lambda value: value[0].bare)
    if less[0].kind != "figure":
        return False
    total = more[0].bare
    if any(total in totals.sums.get((reading.unit, reading.span.start), ()) for reading in less):
        return True
    if (less[0].measure.removesuffix(EACH), less[0].of, less[0].bare) not in totals.each:
        return False
    times = total / less[0].bare if less[0].bare else 0.0
    return times == round(times) and 2 <= times <= _SEVERAL


def is_rounded(one: Reading, other: Reading) -> bool:
    """Whether one of two figures of a scale is the other with decimals left away: "4 percent" and "4.2 percent"."""
    if one.measure != other.measure:
        return False
    first, second = _read(one.label), _read(other.label)
    if not first.digits or not second.digits or len(first.rest) == len(second.rest):
        return False
    (rough, shown), (fine, full) = sorted(((one, first), (other, second)), key=lambda pair: len(pair[1].rest))
    number = float(shown.digits + shown.rest)
    exact = float(full.digits + full.rest)
    places = max(0, len(shown.rest) - 1)
    same_scale = bool(number and exact) and math.isclose(rough.bare / number, fine.bare / exact, rel_tol=1e-6)
    return same_scale and abs(exact - number) <= _HALF * 10.0**-places + _SLACK


def is_converted(one: Reading, other: Reading) -> bool:
    """Whether two figures in different units ("100 metres", "330 feet") are one, as far as they are rounded."""
    if not one.measure or one.measure != other.measure:
        return False
    if one.measure[:3].isupper():  # money: sums in another currency are never of one unit here
        return False
    first, second = _written(one), _written(other)
    if first is None or second is None:
        return False
    if math.isclose(first[0], second[0], rel_tol=_ONE_UNIT):
        return False
    return abs(one.bare - other.bare) <= max(first[1], second[1])


def _written(reading: Reading) -> tuple[float, float] | None:
    """What one of the written unit is, and half of the last digit that is not 0, both in the unit of the value."""
    digits, rest = _read(reading.label).digits, _read(reading.label).rest
    number = float(digits + rest) if digits else 0.0
    if not number:
        return None
    step = 10.0 ** -(len(rest) - 1) if rest else 10.0 ** (len(digits) - len(digits.rstrip("0")))
    factor = abs(reading.bare / number)
    return factor, factor * step / 2
