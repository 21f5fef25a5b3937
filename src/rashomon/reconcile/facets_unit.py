"""What one sentence holds, as sets: names, predicates and their arguments, numbers, dates, places, runs of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from rashomon.model.annotation import AnnotatedReport
from rashomon.reconcile.drafts import MergedActors, Unit
from rashomon.reconcile.terms import is_number

_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
_AHEAD = frozenset({"will", "would", "shall", "plan", "expect"})
"""Lemmas that tell of what is yet to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSets:
    """The sets of one unit; names of the fields as in Facets."""

    words: frozenset[str]
    names: frozenset[str]
    predicates: frozenset[str]
    numbers: frozenset[str]
    counted: frozenset[tuple[str, str]]
    links: frozenset[tuple[str, str]]
    sequences: frozenset[tuple[str, str, str]]
    dates: frozenset[str]
    places: frozenset[str]
    subjects: frozenset[tuple[str, str]]
    objects: frozenset[tuple[str, str]]
    arguments: frozenset[tuple[str, str]]
    ahead: bool
    negated: bool


def unit_sets(item: AnnotatedReport, terms: tuple[str, ...], actor_at: Mapping[int, str], unit: Unit) -> UnitSets:
    """Return the sets of a unit of `item`. `terms` and `actor_at` are by the report's tokens."""
    tokens, text, annotation = item.annotation.tokens, item.report.text, item.annotation
    names, predicates, numbers, counted, links, dates = set(), set(), set(), set(), set(), set()
    inside = range(unit.first, unit.last)
    words = [text[tokens.start[i] : tokens.end[i]].lower() for i in inside if tokens.pos[i] != "PUNCT"]
    for i in inside:
        term = terms[i]
        if not term:
            continue
        if tokens.entity[i] in _NAMES and not is_number(term):
            names.add(term)
        if tokens.entity[i] in ("DATE", "TIME") and tokens.pos[i] in ("PROPN", "NUM"):
            dates.add(term)
        elif is_number(term):
            numbers.add(term)
            counted.add((term, terms[tokens.head[i]]))
        if tokens.pos[i] == "VERB" or (tokens.pos[i] == "NOUN" and term != tokens.lemma[i]):
            predicates.add(term)
        head = tokens.head[i]
        for _ in range(2):  # through a preposition or another function word
            if head == i or terms[head]:
                break
            head = tokens.head[head]
        if head != i and terms[head] and unit.first <= head < unit.last:
            links.add((min(term, terms[head]), max(term, terms[head])))
    for index in unit.times:
        value = annotation.times[index].value
        if len(value) >= 10:
            dates.add(value[:10])
    subjects, objects, arguments = _clauses(item, terms, actor_at, unit)
    return UnitSets(
        words=frozenset(words),
        names=frozenset(names),
        predicates=frozenset(predicates),
        numbers=frozenset(numbers),
        counted=frozenset(counted),
        links=frozenset(links),
        sequences=frozenset((x, y, z) for (x, y), (_, z) in pairwise(pairwise(words))),
        dates=frozenset(dates),
        places=frozenset(annotation.places[index].name for index in unit.places if annotation.places[index].located),
        subjects=subjects,
        objects=objects,
        arguments=arguments,
        ahead=any(tokens.lemma[i].lower() in _AHEAD for i in inside),
        negated=any(tokens.dep[i] == "neg" for i in inside),
    )


_Pairs = frozenset[tuple[str, str]]


def _clauses(
    item: AnnotatedReport, terms: tuple[str, ...], actor_at: Mapping[int, str], unit: Unit
) -> tuple[_Pairs, _Pairs, _Pairs]:
    """(subject, predicate), (object, predicate) and (predicate, what hangs on it, directly or through one word)."""
    heads = item.annotation.tokens.head

    def called(token: int) -> str:
        return actor_at.get(token) or terms[token]

    subjects, objects = set(), set()
    predicate = {}
    for clause in unit.clauses:
        predicate[clause.head] = clause.predicate
        if clause.subject is not None and called(clause.subject):
            subjects.add((called(clause.subject), clause.predicate))
        if clause.object is not None and called(clause.object):
            objects.add((called(clause.object), clause.predicate))
    arguments = set()
    for i in range(unit.first, unit.last):
        for head in (heads[i], heads[heads[i]]):
            if head in predicate and head != i and called(i):
                arguments.add((predicate[head], called(i)))
    return frozenset(subjects), frozenset(objects), frozenset(arguments)


def actors_at(item: AnnotatedReport, actors: MergedActors) -> dict[int, str]:
    """Return the merged actor of each token that stands in a mention."""
    starts = item.annotation.tokens.start
    out: dict[int, str] = {}
    for actor in item.annotation.actors:
        merged = actors.of.get((item.report.id, actor.id))
        for mention in actor.mentions if merged is not None else ():
            low, high = bisect_left(starts, mention.span.start), bisect_left(starts, mention.span.end)
            out.update(dict.fromkeys(range(low, high), merged or ""))
    return out
