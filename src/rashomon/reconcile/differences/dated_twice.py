"""Days at odds in one report: it tells twice of a deed that is done once, and gives it two days."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.reconcile.differences.readings import Reading
from rashomon.reconcile.differences.same_thing import can_be_one
from rashomon.reconcile.material.drafts import Clause, Material
from rashomon.reconcile.material.report_index import ReportIndex
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
    that it happened to, in the singular, and nothing that the other has differently, and tell the deed as done. "A
    soldier" that is told of later is another one; and where both say who did it, it is the same.
    """
    deeds: dict[tuple[int, str, str, bool], list[int]] = defaultdict(list)
    for place, reading in enumerate(readings):
        if reading.kind == "date" and _is_day(reading) and (undergone := _undergone(material, reading)):
            deeds[reading.report, *undergone, any(map(str.isdigit, reading.label))].append(place)
    for places in deeds.values():
        for number, later in enumerate(places[:_MOST]):
            for earlier in places[:number]:
                one, other = readings[earlier], readings[later]
                if one.unit != other.unit and not can_be_one(one, other) and _is_one_deed(material, one, other):
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
    if way == "both" and clause.object is None and any(tokens.lemma[child] == "at" for child in below):
        return None  # "the index closed at 4,200" tells a level, another each day
    thing = _thing(way, clause)
    term = material.terms[reading.report][thing] if thing is not None else ""
    told = thing is not None and term and tokens.tag[thing] in {"NN", "NNP"}
    return (tokens.lemma[clause.head], term) if told else None


def _is_one_deed(material: Material, one: Reading, other: Reading) -> bool:
    """Whether two deeds of one verb, done to things of one term, can be one by who did them and what they name."""
    earlier, later = sorted((one, other), key=lambda reading: reading.span.start)
    index, terms = material.indices[one.report], material.terms[one.report]
    (way, first, doer), (_, second, other_doer) = _parts(material, earlier), _parts(material, later)
    if first is None or second is None or any(index.tokens.lemma[child] == "a" for child in index.children(second)):
        return False
    if not _agree(index, terms, first, second):
        return False
    if doer is None or other_doer is None:
        return way != "each" or doer == other_doer
    return _agree(index, terms, doer, other_doer)


def _agree(index: ReportIndex, terms: Sequence[str], one: int, other: int) -> bool:
    """Whether two nouns are of one term, and what stands beside the one is no other than beside the other: "the old
    bridge", "the bridge", but not "the north gate", "the south gate"; never of a pronoun, which has no term."""
    first, second = (frozenset(terms[token] for token in index.subtree(noun) if terms[token]) for noun in (one, other))
    same = terms[one] == terms[other] or "" in {terms[one], terms[other]}  # of "United States" one word has the term
    return same and bool(first and second) and (first <= second or second <= first)


def _parts(material: Material, reading: Reading) -> tuple[str, int | None, int | None]:
    """How a reading's deed stands in `once.tsv`, to which noun it happens, and by whom it is done."""
    index, clause = material.indices[reading.report], material.units[reading.unit].clause_over(reading.span)
    way = _once().get(index.tokens.lemma[clause.head]) if clause is not None else None
    if clause is None or way is None:
        return "", None, None
    thing = _thing(way, clause)
    return way, thing, None if thing == clause.subject else _doer(index, clause)


def _doer(index: ReportIndex, clause: Clause) -> int | None:
    """The noun of who does a deed to something: the verb's subject, or that of the verb before it ("met and approved
    the bill"), and in the passive whom "by" names."""
    tokens, verb = index.tokens, clause.head
    if clause.subject is not None:
        return clause.subject
    if clause.object is not None and tokens.dep[clause.object] == "nsubjpass":
        by = (under for child in index.children(verb) if tokens.lemma[child] == "by" for under in index.children(child))
        return next((under for under in by if tokens.entity[under] not in {"DATE", "TIME"}), None)
    for above in index.path_up(verb):
        if tokens.dep[verb] != "conj":
            return None
        verb = above
        for child in index.children(verb):
            if tokens.dep[child] in {"nsubj", "nsubjpass"}:
                return child
    return None


def _thing(way: str, clause: Clause) -> int | None:
    """The noun of whom a deed happens to; of "the shop closed" and "they closed the shop" the shop."""
    return clause.subject if way == "subject" or (way == "both" and clause.object is None) else clause.object


@functools.cache
def _once() -> Mapping[str, str]:
    return {row[0]: row[1] for row in read_table("rashomon.reconcile.data", "once.tsv", columns=2)}
