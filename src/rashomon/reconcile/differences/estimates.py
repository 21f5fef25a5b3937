"""Two numbers that two voices give for one thing side by side: "the union put the crowd at 2,500, police counted 900".

A number is given by a verb of `estimating.tsv`, or is said of "the figure";
what it counts is told beside it, or before.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.reconcile.differences.readings import Reading
from rashomon.reconcile.differences.same_thing import log_ratio
from rashomon.reconcile.differences.written import can_both_hold
from rashomon.reconcile.material.drafts import Material
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.reconcile.material.terms import same_kind
from rashomon.tables import read_table

_MORE = frozenset({"additional", "another", "extra", "further", "more", "other"})
"""Words before a number that tell of others than those counted before."""
_APART = frozenset({"part", "including", "other"})
"""Scopes of a figure that counts some of those counted elsewhere, or others."""
_FAR = 2.31
"""Logarithm of the ratio of two numbers up to which they may be of one thing: ten times each other."""
_IN_SENTENCE = 2
"""Figures of one measure in a sentence up to which each may be a rival."""
_FOLLOWING = 2 * _IN_SENTENCE
"""Figures of one measure in a sentence and the next one."""
_BEFORE = 2
"""Tokens before a number in which such a word stands."""


@dataclass(frozen=True, slots=True)
class _Estimate:
    """How somebody gives a number.

    `source` is the lemma of the noun of who does; `counted` the noun that it counts, "" where it stands alone ("the
    management speaks of 60 percent"); `thing` the noun whose size it is ("put the crowd at"), "" where there is none;
    `verb` the token of the verb. `is_of_figure` says that it is said of "the figure", which was told before.
    """

    source: str
    counted: str
    thing: str
    verb: int
    is_of_figure: bool = False


def find_rival_estimates(material: Material, readings: Sequence[Reading]) -> list[tuple[int, int]]:
    """Return the places in `readings` of every two that stand side by side in one report, in which two voices, or
    somebody and the report itself, give one thing two numbers that cannot both hold.

    One is an estimate: the number is what a verb of `estimating.tsv` says, with nothing told of it, or is said of "the
    figure". It counts nothing, or what the other one does; both are the only ones of their measure in their sentences,
    which are the same one or next to each other in one paragraph. Readings are in the order of the text.
    """
    counts = Counter(reading.unit for reading in readings if reading.kind == "figure")
    found: list[tuple[int, int]] = []
    for places in _alone(readings):
        for number, place in enumerate(places):
            one, index = readings[place], material.indices[readings[place].report]
            block = index.block(one.span.start)
            for later in places[number + 1 : number + _FOLLOWING]:
                other = readings[later]
                if other.report != one.report or other.unit > one.unit + 1 or index.block(other.span.start) != block:
                    break
                if _are_rivals(material, one, other, counts):
                    found.append((place, later))
    return sorted(found)


def _alone(readings: Sequence[Reading]) -> list[list[int]]:
    """The figures of each measure that are the only ones of it in their sentences, or one of two, in their order."""
    by_sentence: dict[tuple[str, int], list[int]] = {}
    for place, one in enumerate(readings):
        if one.kind == "figure" and one.place == "body":
            by_sentence.setdefault((one.measure, one.unit), []).append(place)
    by_measure: dict[str, list[int]] = {}
    for (measure, _), places in by_sentence.items():
        if len(places) <= _IN_SENTENCE:
            by_measure.setdefault(measure, []).extend(places)
    return list(by_measure.values())


def _are_rivals(material: Material, one: Reading, other: Reading, counts: Mapping[int, int]) -> bool:
    if one.unit != other.unit and not one.measure and counts[one.unit] > 1:
        return False  # nobody knows which of several numbers a bare one answers
    if one.unit != other.unit and not (one.alone and other.alone):
        return False
    if one.measure != other.measure or one.bare <= 0 or can_both_hold(one, other) or log_ratio(one, other) > _FAR:
        return False
    if any(reading.superseded or reading.background or reading.scope in _APART for reading in (one, other)):
        return False
    days = _days(material, one), _days(material, other)
    if days[0] and days[1] and days[0].isdisjoint(days[1]):
        return False
    index = material.indices[one.report]
    if _counts_more(index, one) or _counts_more(index, other):
        return False
    first, second = _estimate(material, one), _estimate(material, other)
    if second is not None and _answers(material, second, other, one, first):
        return True
    if first is None or first.is_of_figure or not (first.thing or first.counted):
        return False  # what stands alone is of what was told before it
    told = second is not None or _source(material, other, beside=first) is not None
    return told and _answers(material, first, one, other, second)


def _days(material: Material, reading: Reading) -> frozenset[str]:
    """The values of the days that the sentence of a number names."""
    unit, times = material.units[reading.unit], material.reports[reading.report].annotation.times
    return frozenset(times[number].value for number in unit.times if times[number].type in {"DATE", "TIME"})


def _counts_more(index: ReportIndex, reading: Reading) -> bool:
    """Whether a word before the number says that it counts others: "another 40"; not "more than 40"."""
    first = index.inside(reading.span).start
    before = range(max(0, first - _BEFORE), first)
    return any(index.tokens.lemma[token].lower() in _MORE for token in before)


def _answers(material: Material, told: _Estimate, own: Reading, other: Reading, rival: _Estimate | None) -> bool:
    """Whether an estimate is of what the other reading counts, and of somebody else."""
    source = rival.source if rival is not None else _source(material, other, beside=told)
    events = {reading.event for reading in (own, other) if reading.event}
    if source == told.source or (told.counted and len(events - _estimating().keys()) > 1):
        return False
    totals = _totals()
    if told.thing and told.thing not in totals | {other.of} and told.thing not in other.near:
        return False
    if rival is not None and rival.thing and rival.thing not in totals and told.thing != rival.thing:
        return False
    if own.names - other.around and other.names - own.around:
        return False  # "900 in Brno", "2,000 in Prague"
    if not told.counted or told.counted in totals:
        return True
    if rival is not None and (not rival.counted or rival.thing):
        return True
    if "person" not in {told.counted, own.of, other.of} and not same_kind(told.counted, other.of):
        return False
    return source is not None or bool((own.near - {told.source}) & (other.near - {other.of}))


def _estimate(material: Material, reading: Reading) -> _Estimate | None:
    """How a number is given, if somebody gives it without telling anything of what is counted."""
    unit, index = material.units[reading.unit], material.indices[reading.report]
    clause, tokens = unit.clause_over(reading.span), index.tokens
    inside = index.inside(reading.span)
    ends = (token for token in inside if tokens.tag[token] == "CD" and tokens.head[token] not in inside)
    number = next(ends, index.head_of(reading.span))
    if clause is None or clause.negated or number is None:
        return None
    counted = ""
    if tokens.dep[number] == "nummod" and tokens.pos[tokens.head[number]] in {"NOUN", "PROPN"}:
        number = tokens.head[number]
        counted = tokens.lemma[number].lower()
    elif tokens.pos[number] == "NOUN" and not reading.measure:
        counted = tokens.lemma[number].lower()
    if tokens.lemma[clause.head] == "be" and any(tokens.dep[one] == "expl" for one in index.children(clause.head)):
        source = _source(material, reading)
        alone = tokens.head[number] == clause.head and not counted
        return _Estimate(source, "", "", clause.head) if source is not None and alone else None
    if clause.subject is None:
        return None
    if tokens.lemma[clause.head] == "be":
        subject, source = tokens.lemma[clause.subject].lower(), _source(material, reading)
        below = {tokens.dep[child] for child in index.children(clause.subject)}
        if source is None or tokens.head[number] != clause.head or subject not in _totals() or below - {"det"}:
            return None
        return _Estimate(source, reading.of if counted else "", subject, clause.head, True)
    ways = _estimating().get(tokens.lemma[clause.head], frozenset())
    above = tokens.head[number]
    thing = ""
    if number < clause.head:
        return None
    if tokens.pos[above] == "ADP" and tokens.lemma[tokens.head[above]].lower() in _totals():
        above, thing = tokens.head[above], tokens.lemma[tokens.head[above]].lower()
        if not ways or tokens.head[above] != clause.head or tokens.dep[above] != "dobj":
            return None
    elif above == clause.head and tokens.dep[number] in {"dobj", "attr", "oprd", "npadvmod"}:
        if "object" not in ways:
            return None
    elif tokens.pos[above] == "ADP" and tokens.lemma[above].lower() in ways:
        if clause.head not in {tokens.head[above], *index.path_up(tokens.head[above])}:
            return None
        objects = (child for child in index.children(clause.head) if tokens.dep[child] == "dobj" and child < above)
        thing = next((tokens.lemma[child].lower() for child in objects if tokens.pos[child] == "NOUN"), "")
    else:
        return None
    return _Estimate(tokens.lemma[clause.subject].lower(), reading.of if counted else "", thing, clause.head)


def _source(material: Material, reading: Reading, *, beside: _Estimate | None = None) -> str | None:
    """The lemma of the noun of who says what holds the number; None for the report itself.

    Whose verb is that of the estimate `beside` it says nothing more: "5,000 came; police say 2,000".
    """
    index = material.indices[reading.report]
    verb = index.tokens.start[beside.verb] if beside is not None else -1
    for _, said in index.attributions_over(reading.span.start):
        if said.source and not any(cue.start <= verb < cue.end for cue in said.cue):
            head = index.head_of(min(said.source))
            return None if head is None else index.tokens.lemma[head].lower()
    return None


@functools.cache
def _estimating() -> Mapping[str, frozenset[str]]:
    rows = read_table("rashomon.reconcile.data", "estimating.tsv", columns=2)
    return {lemma: frozenset(ways.split()) for lemma, ways in rows}


@functools.cache
def _totals() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "totals.tsv", columns=1))
