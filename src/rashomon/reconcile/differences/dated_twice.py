"""Days at odds in one report: it tells twice of a deed that is done once, and gives it two days."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.reconcile.differences.readings import Reading
from rashomon.reconcile.differences.same_thing import can_be_one
from rashomon.reconcile.material.drafts import Clause, Material
from rashomon.tables import read_table

_TOLD = frozenset({"VBD", "VBN", "VBP", "VBZ"})
"""Tags of verbs that tell what is done; with a modal ("will close") it is ahead, and may be put off."""
_ANEW = frozenset({"again", "also", "another", "first", "instead", "new", "other", "second", "then", "third"})
"""Words of a sentence that tells of a further deed, or of another thing."""
_MOST = 8
"""Most days of one deed in one report that are held against one another; keeps the time linear."""


def find_days_at_odds(material: Material, readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Yield the places in `readings` of every two days that one report gives, in two sentences, for a deed that is done
    to one thing once (`once.tsv`).

    Both are days of a month, or both weekdays: which week a weekday is of is often inferred. The clauses name one thing
    that it happened to, in the singular, and nothing that the other has differently, and tell the deed as done.
    """
    deeds: dict[tuple[int, str, str, bool], list[int]] = defaultdict(list)
    for place, reading in enumerate(readings):
        if reading.kind == "date" and _is_day(reading) and (undergone := _undergone(material, reading)):
            deeds[reading.report, *undergone, any(map(str.isdigit, reading.label))].append(place)
    for places in deeds.values():
        for number, later in enumerate(places[:_MOST]):
            for earlier in places[:number]:
                one, other = readings[earlier], readings[later]
                if one.unit != other.unit and not can_be_one(one, other) and _agree(material, one, other):
                    yield earlier, later


def _is_day(reading: Reading) -> bool:
    known = reading.moment is not None and not reading.moment.frame and reading.high - reading.low < 1
    return known and not reading.scope and not reading.superseded and reading.measure == "day"


def _undergone(material: Material, reading: Reading) -> tuple[str, str] | None:
    """The verb of a deed that is done once, and the canonical term of the thing that it happened to; None where the day
    is of nothing of the kind."""
    unit, index = material.units[reading.unit], material.indices[reading.report]
    clause, tokens = unit.clause_over(reading.span), index.tokens
    if clause is None or clause.negated or clause.predicate != reading.of:
        return None
    way = _once().get(tokens.lemma[clause.head])
    below = index.children(clause.head)
    if way is None or tokens.tag[clause.head] not in _TOLD or any(tokens.tag[one] in {"MD", "TO"} for one in below):
        return None
    if any(tokens.lemma[token].lower() in _ANEW for token in index.inside(clause.span)):
        return None
    thing = _thing(way, clause)
    term = material.terms[reading.report][thing] if thing is not None else ""
    told = thing is not None and term and tokens.tag[thing] in {"NN", "NNP"}
    return (tokens.lemma[clause.head], term) if told else None


def _agree(material: Material, one: Reading, other: Reading) -> bool:
    """Whether what stands beside the thing in one clause is no other than in the other: "the old bridge", "the bridge",
    but not "the north gate", "the south gate"."""
    first, second = _beside(material, one), _beside(material, other)
    return first <= second or second <= first


def _beside(material: Material, reading: Reading) -> frozenset[str]:
    unit, index = material.units[reading.unit], material.indices[reading.report]
    clause, terms = unit.clause_over(reading.span), material.terms[reading.report]
    thing = _thing(_once()[index.tokens.lemma[clause.head]], clause) if clause is not None else None
    inside = index.subtree(thing) if thing is not None else ()
    return frozenset(terms[token] for token in inside if terms[token])


def _thing(way: str, clause: Clause) -> int | None:
    """The noun of whom a deed happens to; of "the shop closed" and "they closed the shop" the shop."""
    return clause.subject if way == "subject" or (way == "both" and clause.object is None) else clause.object


@functools.cache
def _once() -> Mapping[str, str]:
    return {row[0]: row[1] for row in read_table("rashomon.reconcile.data", "once.tsv", columns=2)}
