"""Slots: the readings of one and the same quantity or date, over all reports of a story.

Values in conflict usually stand in sentences that no alignment brings together; they are looked for by what they
count, in which unit, what happened to it and in which words. Whether two readings are of one thing is a logistic
regression over scale-free features (`training/slots.py` makes its weights).
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.reconcile.readings import Reading
from rashomon.settings import SlotSettings
from rashomon.tables import read_table

FEATURES = (
    "same counted noun",
    "counted noun unknown",
    "same event",
    "other event",
    "other scope",
    "clause cosine",
    "sentence cosine",
    "shared name",
    "other names",
    "has unit",
    "money or measure",
    "overlap",
    "equal",
    "log ratio",
    "count, other event",
    "count, same event and noun",
    "equal and small",
    "name left over on both sides",
)

_SMALL = 13
"""Counts under this many are often equal by chance."""


def pair_features(one: Reading, other: Reading, weights: Mapping[str, float]) -> tuple[float, ...]:
    """Return the features of a pair of readings, in the order of FEATURES."""
    both_names = bool(one.names) and bool(other.names)
    return (
        float(one.of == other.of != ""),
        float(not one.of or not other.of),
        float(one.event == other.event != ""),
        float(bool(one.event) and bool(other.event) and one.event != other.event),
        float(one.scope != other.scope),
        _cosine(one.near, other.near, weights),
        _cosine(one.around, other.around, weights),
        float(bool(one.names & other.names)),
        float(both_names and not one.names & other.names),
        float(one.measure != ""),
        float(one.measure not in {"", "%", "clock", "day"}),
        float(_overlap(one, other)),
        float((one.low, one.high) == (other.low, other.high)),
        _log_ratio(one, other),
        float(one.measure == "" and bool(one.event) and bool(other.event) and one.event != other.event),
        float(one.measure == "" and one.event == other.event != "" and one.of == other.of != ""),
        float((one.low, one.high) == (other.low, other.high) and one.high < _SMALL),
        float(bool(one.names - other.names) and bool(other.names - one.names)),
    )


def same_thing(one: Reading, other: Reading, weights: Mapping[str, float]) -> float:
    """Return the probability, 0 to 1, that two readings of two reports are of one thing."""
    bias, model = _model(one.kind)
    total = bias + sum(weight * value for weight, value in zip(model, pair_features(one, other, weights), strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@functools.cache
def _model(kind: str) -> tuple[float, tuple[float, ...]]:
    rows = {(row[0], row[1]): float(row[2]) for row in read_table("rashomon.reconcile.data", "slots.tsv", columns=3)}
    return rows[kind, "bias"], tuple(rows[kind, name] for name in FEATURES)


def find_slots(
    readings: Sequence[Reading], weights: Mapping[str, float], *, settings: SlotSettings
) -> list[list[Reading]]:
    """Group readings of one thing, in the order of the first of each group.

    Each reading joins the group that it is most probably of the same thing as, by the mean over some of its members, or
    founds one. Groups are candidates when they share the counted noun, the event or a rare term of the clause; their
    number is bounded, so that the time grows with the number of readings. Values of one report that exclude each other
    are hardly of one thing.
    """
    slots: list[list[Reading]] = []
    blocks: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for reading in readings:
        keys = _keys(reading, weights, settings)
        votes: dict[int, int] = defaultdict(int)
        for key in keys:
            for slot in blocks[key][-settings.most_candidates :]:
                votes[slot] += 1
        ranked = sorted(votes, key=lambda slot: (-votes[slot], slot))[: settings.most_candidates]
        scored = [(_mean(reading, slots[slot], weights, settings), -slot) for slot in ranked]
        best, place = max(scored, default=(0.0, 0))
        if best >= settings.same:
            slots[-place].append(reading)
            joined = -place
        else:
            joined = len(slots)
            slots.append([reading])
        for key in keys:
            if not blocks[key] or blocks[key][-1] != joined:
                blocks[key].append(joined)
    return slots


def _keys(reading: Reading, weights: Mapping[str, float], settings: SlotSettings) -> list[tuple[str, str, str, str]]:
    rare = sorted(reading.near, key=lambda term: (-weights.get(term, 0.0), term))[: settings.block_terms]
    keys: list[tuple[str, str, str, str]] = [(reading.kind, reading.measure, "term", term) for term in rare]
    if reading.of:
        keys.append((reading.kind, reading.measure, "of", reading.of))
    if reading.event:
        keys.append((reading.kind, reading.measure, "event", reading.event))
    return keys


def _mean(reading: Reading, slot: Sequence[Reading], weights: Mapping[str, float], settings: SlotSettings) -> float:
    members = slot[: settings.most_members]
    total = 0.0
    for member in members:
        if member.report != reading.report or _overlap(member, reading):
            total += same_thing(member, reading, weights)
    return total / len(members)


def _overlap(one: Reading, other: Reading) -> bool:
    return max(one.low, other.low) <= min(one.high, other.high)


def _log_ratio(one: Reading, other: Reading) -> float:
    """How many times one value is the other, as a logarithm between 0 and 3; for dates, how many days lie between."""
    if one.kind == "date":
        return min(3.0, math.log1p(abs(one.low - other.low)) / 2)
    if one.bare * other.bare <= 0:
        return 0.0 if one.bare == other.bare else 3.0
    return min(3.0, abs(math.log(one.bare / other.bare)))


def _cosine(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    shared = sum(weights.get(term, 0.0) ** 2 for term in sorted(one & other))
    if not shared:
        return 0.0
    norms = [math.sqrt(sum(weights.get(term, 0.0) ** 2 for term in sorted(terms))) for terms in (one, other)]
    return shared / (norms[0] * norms[1])
