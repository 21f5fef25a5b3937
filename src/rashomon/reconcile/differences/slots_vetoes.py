"""What two readings never are, whatever their words have in common: of one thing; and when they are one value."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from rashomon.reconcile.differences.dates import WHILE
from rashomon.reconcile.differences.moments import Moment, may_be_one
from rashomon.reconcile.differences.readings import Reading, TermWeights
from rashomon.reconcile.material.terms import same_kind
from rashomon.tables import read_table

_LASTED = 0.15
"""Cosine of two clauses from which they may tell how long one thing lasted."""
_VAGUE = re.compile(r"(?:only |just |at least )?(?:several|(?:a )?few|a couple|a handful)\b", re.IGNORECASE)
"""Words for a few, which go with any small number."""
_WORDS = re.compile(r"[^\W_]+")
_HOUR = 60
_DIGIT = re.compile(r"\d")
_POINTERS = frozenset({"earlier", "later", "last", "next", "this", "past", "on", "the", "of", "at", "local", "time"})
"""Words of a date that only say from where it is counted."""
_AHEAD, _BEHIND = frozenset({"next", "later"}), frozenset({"last", "past", "earlier"})
_LENGTH = "km"
_NEARLY = 1e-8
"""How far apart two numbers may be that are one when they are rounded to nine places."""
_DURATIONS = frozenset({"hour", "day", "year"})


def is_excluded(one: Reading, other: Reading) -> bool:
    """Whether the two are counts of people to whom different things happened, or dates that only seem to differ.

    Counts of two kinds of things that do two things, in clauses without a word in common, are left out, too. The same
    words ("on Sunday") or the same minute of two days are one date that was resolved in two ways.
    """
    if one.kind == "date":
        if one.scope != other.scope and "since" in {one.scope, other.scope}:
            return True  # since when something lasts is not when it happened
        if one.scope == other.scope == WHILE and _exclude(one.moment, other.moment):
            return True  # what went on on one day may have gone on on the other
        return not is_equal(one, other) and (_same_minute(one, other) or _same_words(one, other))
    if one.measure or not one.event or not other.event or one.event == other.event:
        return False
    if one.of and other.of and one.of != other.of and not one.near & other.near and "person" not in {one.of, other.of}:
        return True
    return one.event in _exclusive_events() or other.event in _exclusive_events()


def _exclude(one: Moment | None, other: Moment | None) -> bool:
    return one is not None and other is not None and not may_be_one(one, other)


def _same_minute(one: Reading, other: Reading) -> bool:
    """Whether two dates are the same minute of two days, or of a day that only one report lets be known."""
    if one.moment is None or other.moment is None or one.moment.clock is None or one.moment.clock != other.moment.clock:
        return False
    first, last = one.moment.clock
    return last - first <= _HOUR and (one.low != other.low or one.moment.frame != other.moment.frame)


@functools.lru_cache(maxsize=1 << 12)
def _words(label: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(label.casefold()))


def _same_words(one: Reading, other: Reading) -> bool:
    """Whether two dates are said in the same words, or only one report lets the year or the week of a day be known."""
    first, second = _words(one.label), _words(other.label)
    if first - _POINTERS == second - _POINTERS:
        return not any(ahead & _AHEAD and behind & _BEHIND for ahead, behind in ((first, second), (second, first)))
    if one.moment is None or other.moment is None or one.moment.frame == other.moment.frame:
        return False
    if not may_be_one(one.moment, other.moment) or one.measure != other.measure:
        return False
    if max(one.high - one.low, other.high - other.low) >= 1:
        return False
    return "week" not in {one.moment.frame, other.moment.frame} or not (
        _DIGIT.search(one.label) or _DIGIT.search(other.label)
    )


def is_of_another_kind(one: Reading, other: Reading, weights: TermWeights) -> bool:
    """Whether unequal figures are of two kinds of thing, whatever else speaks for them.

    Counts of things of two kinds are, and "several" and a number unless aligned sentences count the same; a depth and a
    width, or how deep a thing is and how deep somebody got; lengths of which nobody says which, and how long two deeds
    lasted, unless their sentences are aligned or their clauses much alike; what two people have or did, or what befell
    those of two countries; and some of many ("nine of the thirty") and all of them.
    """
    if one.kind == "date" or is_equal(one, other):
        return False
    if one.person and other.person and one.person != other.person:
        return True
    if one.limit != other.limit:
        return True
    if one.whose and other.whose and one.whose.isdisjoint(other.whose):
        return True
    less, more = (one, other) if one.bare <= other.bare else (other, one)
    if (less.scope == "part") > (more.scope == "part"):
        return True
    known = bool(one.dimension and other.dimension)
    if one.measure in _DURATIONS or (one.measure == _LENGTH and not known):
        same = one.event == other.event != "" or one.of == other.of != "" or bool(one.claims & other.claims)
        return not same and weights.cosine(one.near, other.near) < _LASTED
    if one.measure:
        return known and (one.dimension, one.fixed) != (other.dimension, other.fixed)
    if _VAGUE.match(one.label) or _VAGUE.match(other.label):
        return not (one.of and other.of and same_kind(one.of, other.of) and one.claims & other.claims)
    if not one.of or not other.of or same_kind(one.of, other.of):
        return False
    people = _people().get(one.of, ""), _people().get(other.of, "")
    return "" in people or "loose" not in people


@functools.cache
def _people() -> Mapping[str, str]:
    return {row[0]: row[1] for row in read_table("rashomon.reconcile.data", "people.tsv", columns=2)}


@functools.cache
def _exclusive_events() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "exclusive_events.tsv", columns=1))


def is_equal(one: Reading, other: Reading) -> bool:
    """Whether two readings are of one value."""
    if one.kind == other.kind == "figure":
        near = abs(one.bare - other.bare) < _NEARLY  # rounding takes a while
        return near and (one.bare == other.bare or round(one.bare, 9) == round(other.bare, 9))
    if one.kind == other.kind:
        return one.low == other.low and one.high == other.high
    return False


def value_of(reading: Reading) -> tuple[float, ...]:
    """What readings of one value have in common: the bare number, hedges left aside; the days of a date."""
    return (round(reading.bare, 9),) if reading.kind == "figure" else (reading.low, reading.high)
