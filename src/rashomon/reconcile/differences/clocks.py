"""At what time of day the event of a story happened, where reports that are not aligned give it apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from rashomon.model.synopsis import Difference, Side
from rashomon.reconcile.differences.readings import Reading
from rashomon.reconcile.differences.slots import Values
from rashomon.reconcile.material.drafts import Material
from rashomon.reconcile.material.terms import is_number

_EXACT = 1 / 12
"""Days that a time may be wide: "around 5 a.m." is one, "on Wednesday night" is none."""
_APART = 0.25
"""Days from which two times are hardly given for one moment."""


def find_clock_differences(material: Material, values: Values, dates: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return the times of day that reports give what the story is headed by, if they part and `dates` do not tell it.

    A time is that of the event when its clause has a term for its subject or predicate that at least half of the
    headlines have ("the attack began at 5 a.m."). A report that gives the event two times says nothing here.
    """
    headed = _headed(material)
    by_report: dict[int, list[Reading]] = defaultdict(list)
    for value in values.readings:
        for reading in value:
            exact = reading.measure == "clock" and reading.high - reading.low <= _EXACT
            if exact and _is_of(material, reading, headed):
                by_report[reading.report].append(reading)
    sides: dict[tuple[float, float], list[Reading]] = defaultdict(list)
    for _, readings in sorted(by_report.items()):
        if len({(reading.low, reading.high) for reading in readings}) == 1:
            sides[readings[0].low, readings[0].high] += readings
    ordered = sorted(sides.values(), key=lambda side: (-len({r.report for r in side}), side[0].report, side[0].span))
    told = {at for item in dates for side in item.sides for at in side.spans}
    if len(ordered) < 2 or not all(_rival(one[0], other[0]) for one, other in combinations(ordered, 2)):
        return ()
    if all(reading.at in told for side in ordered for reading in side):
        return ()
    return (
        Difference(
            type="date",
            explanation="real conflict",
            sides=tuple(
                Side(value=side[0].label, spans=tuple(dict.fromkeys(reading.at for reading in side)))
                for side in ordered
            ),
        ),
    )


def _rival(one: Reading, other: Reading) -> bool:
    """Whether two times exclude each other and can be two accounts of one moment."""
    if one.moment is None or other.moment is None or one.moment.frame != other.moment.frame:
        return False
    apart = max(one.low, other.low) - min(one.high, other.high)
    return 0 < apart < _APART


def _headed(material: Material) -> frozenset[str]:
    """The terms that at least half of the reports with a headline have in it, and two of them at least."""
    titles: dict[int, set[str]] = defaultdict(set)
    for unit in material.units:
        if unit.role == "headline" and material.copy_of[unit.report] is None:
            titles[unit.report].update(term for term in unit.terms if not is_number(term))
    counts: dict[str, int] = defaultdict(int)
    for terms in titles.values():
        for term in terms:
            counts[term] += 1
    return frozenset(term for term, count in counts.items() if count >= 2 and 2 * count >= len(titles))


def _is_of(material: Material, reading: Reading, headed: frozenset[str]) -> bool:
    """Whether subject or predicate of the narrowest clause over the reading is one of the terms."""
    unit = material.units[reading.unit]
    clause = unit.clause_over(reading.span)
    if clause is None:
        return False
    terms = material.terms[unit.report]
    return clause.predicate in headed or (clause.subject is not None and terms[clause.subject] in headed)
