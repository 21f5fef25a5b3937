"""What one sentence holds, as sets: names, predicates and their arguments, numbers, dates, places, runs of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport
from rashomon.reconcile.material.drafts import MergedActors, Unit

_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
_AHEAD = frozenset({"will", "would", "shall", "plan", "expect"})
"""Lemmas that tell of what is yet to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSets:
    """The sets of one unit; names of the fields as in Facets.

    Each is a tuple in the order of the text, some with members twice: sums over them must come out the same to the last
    digit in every process, which sums in the order of a set of strings do not.
    """

    words: tuple[str, ...]
    names: tuple[str, ...]
    predicates: tuple[str, ...]
    numbers: tuple[str, ...]
    counted: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    sequences: tuple[tuple[str, str, str], ...]
    dates: tuple[str, ...]
    places: tuple[str, ...]
    subjects: tuple[tuple[str, str], ...]
    objects: tuple[tuple[str, str], ...]
    arguments: tuple[tuple[str, str], ...]
    ahead: bool
    negated: bool


def unit_sets(item: AnnotatedReport, terms: tuple[str, ...], actor_at: Mapping[int, str], unit: Unit) -> UnitSets:
    """Return the sets of a unit of `item`. `terms` and `actor_at` are by the report's tokens."""
    tokens, text, annotation = item.annotation.tokens, item.report.text, item.annotation
    names: list[str] = []
    predicates: list[str] = []
    numbers: list[str] = []
    dates: list[str] = []
    counted: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    low, high = unit.first, unit.last
    heads, tags, lemmas = tokens.head, tokens.pos[low:high], tokens.lemma[low:high]
    edges = zip(tokens.start[low:high], tokens.end[low:high], tags, strict=True)
    words = [text[start:end].lower() for start, end, pos in edges if pos != "PUNCT"]
    columns = zip(range(low, high), terms[low:high], tokens.entity[low:high], tags, lemmas, strict=True)
    for i, term, entity, pos, lemma in columns:
        if not term:
            continue
        number = term[0].isdigit()
        if entity in _NAMES and not number:
            names.append(term)
        if entity in ("DATE", "TIME") and pos in ("PROPN", "NUM"):
            dates.append(term)
        elif number:
            numbers.append(term)
            counted.append((term, terms[heads[i]]))
        if pos == "VERB" or (pos == "NOUN" and term != lemma):
            predicates.append(term)
        head = heads[i]
        for _ in range(2):  # through a preposition or another function word
            if head == i or terms[head]:
                break
            head = heads[head]
        other = terms[head]
        if head != i and other and low <= head < high:
            links.append((term, other) if term <= other else (other, term))
    for index in unit.times:
        value = annotation.times[index].value
        if len(value) >= 10 and value[:4].isdigit():  # a day or a week-end, not FUTURE_REF
            dates.append(value[:10])
    subjects, objects, arguments = _clauses(item, terms, actor_at, unit)
    return UnitSets(
        words=tuple(words),
        names=tuple(names),
        predicates=tuple(predicates),
        numbers=tuple(numbers),
        counted=tuple(counted),
        links=tuple(links),
        sequences=tuple(zip(words, words[1:], words[2:], strict=False)),
        dates=tuple(dates),
        places=tuple(annotation.places[index].name for index in unit.places if annotation.places[index].located),
        subjects=subjects,
        objects=objects,
        arguments=arguments,
        ahead=not _AHEAD.isdisjoint(map(str.lower, lemmas)),
        negated="neg" in tokens.dep[low:high],
    )


_Pairs = tuple[tuple[str, str], ...]


def _clauses(
    item: AnnotatedReport, terms: tuple[str, ...], actor_at: Mapping[int, str], unit: Unit
) -> tuple[_Pairs, _Pairs, _Pairs]:
    """(subject, predicate), (object, predicate) and (predicate, what hangs on it, directly or through one word)."""
    heads = item.annotation.tokens.head

    def called(token: int) -> str:
        return actor_at.get(token) or terms[token]

    subjects: list[tuple[str, str]] = []
    objects: list[tuple[str, str]] = []
    predicate = {}
    for clause in unit.clauses:
        predicate[clause.head] = clause.predicate
        if clause.subject is not None and called(clause.subject):
            subjects.append((called(clause.subject), clause.predicate))
        if clause.object is not None and called(clause.object):
            objects.append((called(clause.object), clause.predicate))
    arguments: list[tuple[str, str]] = []
    for i, above in enumerate(heads[unit.first : unit.last], unit.first):
        further = heads[above]
        if above in predicate or further in predicate:
            name = called(i)
            both = (above, further) if name else ()
            arguments += [(predicate[head], name) for head in both if head in predicate and head != i]
    return tuple(subjects), tuple(objects), tuple(arguments)


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
