"""Figures and dates on which reports part: the sides of a slot, and why they differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from rashomon.model.synopsis import Citation, Difference, Explanation, Side
from rashomon.reconcile.drafts import Material
from rashomon.reconcile.readings import Reading
from rashomon.settings import SlotSettings


def find_value_differences(
    material: Material, slots: Sequence[Sequence[Reading]], *, settings: SlotSettings
) -> tuple[Difference, ...]:
    """Return a difference for each slot for which two reports give values that are not the same.

    The sides of a figure are its bare numbers: "200" and "more than 200" are on one side. Values of which each pair
    could hold at once differ in granularity; else values that follow one another in time of publication are an
    update, and the rest is a real conflict.
    """
    found = []
    for slot in slots:
        sides = rivals(sides_of(slot))
        if len(sides) > 1:
            found.append(
                Difference(
                    type=slot[0].kind,
                    explanation=explain(material, sides),
                    sides=tuple(_side(side) for side in sides),
                    about=_about(slot),
                )
            )
    return tuple(found)


def sides_of(slot: Sequence[Reading]) -> list[list[Reading]]:
    """Group the readings of a slot by value, the value of most reports first."""
    sides: dict[float | tuple[float, float], list[Reading]] = {}
    for reading in slot:
        key = round(reading.bare, 9) if reading.kind == "figure" else (reading.low, reading.high)
        sides.setdefault(key, []).append(reading)
    return sorted(sides.values(), key=lambda side: (-len({r.report for r in side}), side[0].report, side[0].span))


def rivals(sides: Sequence[list[Reading]]) -> list[list[Reading]]:
    """Keep the sides that have a rival: another side, such that no report gives both values.

    A report that gives two values tells of two things, whatever their words have in common.
    """
    reports = [{reading.report for reading in side} for side in sides]
    return [
        side
        for place, side in enumerate(sides)
        if any(other != place and not reports[place] & reports[other] for other in range(len(sides)))
    ]


def excludes(one: Reading, other: Reading) -> bool:
    """Whether two values cannot both hold."""
    return max(one.low, other.low) > min(one.high, other.high)


def explain(material: Material, sides: Sequence[Sequence[Reading]]) -> Explanation:
    """Say why the sides of one slot differ."""
    firsts = [side[0] for side in sides]
    if not any(excludes(one, other) for place, one in enumerate(firsts) for other in firsts[:place]):
        return "different granularity"
    if sides[0][0].kind == "figure" and _follows_publication(material, sides):
        return "update over time"
    return "real conflict"


def _follows_publication(material: Material, sides: Sequence[Sequence[Reading]]) -> bool:
    """Whether the values rise, or fall, with the day of publication: all reports of one value before those of the next."""
    spans: list[tuple[float, date, date]] = []
    for side in sides:
        days = [material.reports[reading.report].annotation.reference for reading in side]
        known = [(day.earliest, day.latest) for day in days if day.earliest is not None and day.latest is not None]
        if not known:
            return False
        spans.append((side[0].bare, min(first for first, _ in known), max(last for _, last in known)))
    spans.sort(key=lambda row: (row[1], row[2], row[0]))
    ordered = all(left[2] <= right[1] and left[1] < right[2] for left, right in pairwise(spans))
    values = [row[0] for row in spans]
    return ordered and values in (sorted(values), sorted(values, reverse=True))


def _side(side: Sequence[Reading]) -> Side:
    spans: list[Citation] = [reading.at for reading in side]
    return Side(value=side[0].label, spans=tuple(dict.fromkeys(spans)))


def _about(slot: Sequence[Reading]) -> str:
    words = [reading.event or reading.of for reading in slot if reading.event or reading.of]
    return max(sorted(set(words)), key=words.count, default="")
