"""How probably two readings are of one quantity or one date, whatever their values.

A logistic regression over scale-free features; `training/slots.py` makes its weights.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Mapping

from rashomon.reconcile.differences.moments import days_between, may_be_one
from rashomon.reconcile.differences.readings import Reading, ReadingKind, TermWeights
from rashomon.reconcile.differences.slots_vetoes import is_equal, is_excluded, is_of_another_kind
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
    "one superseded",
    "one in the background",
    "same event, other sentence",
    "same claim",
    "same claim and counted noun or event",
    "close",
    "far",
    "far, money or measure",
    "alone in both sentences",
    "alone in both, same claim",
    "shared claims",
    "one in a headline or a caption",
)

SlotModels = Mapping[ReadingKind, tuple[float, tuple[float, ...]]]
"""By kind of reading: the bias of its logistic regression and the weights of FEATURES."""

_NO_UNITS = frozenset({"", "%", "clock", "day"})
"""Measures that say little of what is measured."""
SMALL = 13
"""Counts under this many are often equal by chance."""
_CLOSE = 0.1
"""Logarithm of the ratio of two figures up to which one may be the other, rounded or brought up to date."""
FAR = 1.6
"""The same from which they are five times each other, and mostly of two things."""


def pair_features(one: Reading, other: Reading, weights: TermWeights) -> tuple[float, ...]:
    """Return the features of a pair of readings, in the order of FEATURES."""
    around = weights.cosine(one.around, other.around)
    names, claims = not one.names.isdisjoint(other.names), len(one.claims & other.claims)
    overlap = can_be_one(one, other)
    ratio = log_ratio(one, other, overlap=overlap)
    equal = is_equal(one, other)
    same_of, same_event = one.of == other.of != "", one.event == other.event != ""
    other_event = one.event != other.event and one.event != "" != other.event
    counted, unit = one.measure == "", one.measure not in _NO_UNITS
    alone = one.alone and other.alone
    return (  # a truth value counts as 1.0 or 0.0: making floats of them took a tenth of the time
        same_of,
        not one.of or not other.of,
        same_event,
        other_event,
        one.scope != other.scope,
        weights.cosine(one.near, other.near),
        around,
        names,
        bool(one.names and other.names) and not names,
        not counted,
        unit,
        overlap,
        equal,
        ratio,
        counted and other_event,
        counted and same_event and same_of,
        equal and one.high < SMALL,
        not one.names <= other.names and not other.names <= one.names,
        one.superseded != other.superseded,
        one.background != other.background,
        1.0 - around if same_event else 0.0,
        claims > 0,
        claims > 0 and (same_of or same_event),
        0.0 < ratio <= _CLOSE,
        ratio >= FAR,
        ratio >= FAR and unit,
        alone,
        alone and claims > 0,
        claims / min(len(one.claims), len(other.claims)) if claims else 0.0,
        (one.place == "body") != (other.place == "body"),
    )


def same_thing(one: Reading, other: Reading, weights: TermWeights, *, models: SlotModels | None = None) -> float:
    """Return the probability, 0 to 1, that two readings of two reports are of one thing.

    `models` replaces the trained weights that ship with the program.
    """
    if is_excluded(one, other) or is_of_another_kind(one, other, weights):
        return 0.0
    bias, model = (models or load_models())[one.kind]
    total = bias + sum(map(operator.mul, model, pair_features(one, other, weights)))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@functools.cache
def load_models() -> SlotModels:
    """Read the trained weights: by kind of reading, the bias and the weights in the order of FEATURES."""
    rows = {(row[0], row[1]): float(row[2]) for row in read_table("rashomon.reconcile.data", "slots.tsv", columns=3)}
    kinds: tuple[ReadingKind, ...] = ("figure", "date")
    return {kind: (rows[kind, "bias"], tuple(rows[kind, name] for name in FEATURES)) for kind in kinds}


def can_be_one(one: Reading, other: Reading) -> bool:
    """Whether two readings can be of one value: their bounds overlap, or both can be said of one time."""
    if one.moment is not None and other.moment is not None:
        return may_be_one(one.moment, other.moment)
    return max(one.low, other.low) <= min(one.high, other.high)


def log_ratio(one: Reading, other: Reading, *, overlap: bool = False) -> float:
    """How many times one value is the other, as a logarithm between 0 and 3; for dates, how many days lie between:
    none, where they are known to `overlap`."""
    if one.kind == "date":
        if one.moment is None or other.moment is None:
            apart = abs(one.low - other.low)
        else:
            apart = 0.0 if overlap else days_between(one.moment, other.moment)
        return min(3.0, math.log1p(apart) / 2)
    if one.bare * other.bare <= 0:
        return 0.0 if one.bare == other.bare else 3.0
    return min(3.0, abs(math.log(one.bare / other.bare)))
