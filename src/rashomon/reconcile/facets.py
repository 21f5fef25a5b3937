"""What the pair scorer looks at, as sparse rows: terms, names, predicates, numbers, links, word runs, actors, dates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rashomon.model.annotation import AnnotatedReport
from rashomon.reconcile.drafts import Material, MergedActors, Unit
from rashomon.reconcile.sparse import Floats, Ints, Rows, make_rows
from rashomon.reconcile.terms import commonness, find_terms, is_number

_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
_FLOOR = 0.002


@dataclass(frozen=True, slots=True)
class Facets:
    """One row a unit unless said otherwise. `rarity`, `share` and `titled` are by term, 0 to 1."""

    report: Ints
    """The unit's report, a copy counted as its original."""
    position: Floats
    """Place of the unit in its report, 0 (first) to 1."""
    headline: Floats
    terms: Rows
    names: Rows
    predicates: Rows
    numbers: Rows
    counted: Rows
    """Numbers with the head noun that they count."""
    links: Rows
    """Term and term of its syntactic head."""
    sequences: Rows
    """Runs of three words as they stand."""
    actors: Rows
    dates: Rows
    context: Rows
    """Terms of the unit and of the units before and after it in its report."""
    subjects: Rows
    """Subject and predicate of each clause, the subject by its actor where it is one."""
    clause_terms: Rows
    """One row a clause."""
    clause_start: Ints
    """Clauses of unit i are `clause_start[i]` to `clause_start[i + 1]`."""
    rarity: Floats
    share: Floats
    titled: Floats
    name_rarity: Floats
    predicate_share: Floats
    predicate_titled: Floats
    predicate_rarity: Floats


def find_facets(material: Material) -> Facets:
    """Return the facets of all units of a story."""
    reports, units = material.reports, material.units
    original = [number if copy is None else copy for number, copy in enumerate(material.copy_of)]
    actors = [_actor_at(item, material.actors) for item in reports]
    by_report = [find_terms(item) for item in reports]
    last = {unit.report: unit.number for unit in units}
    first: dict[int, int] = {}
    for unit in units:
        first.setdefault(unit.report, unit.number)
    columns = [_unit_sets(reports[unit.report], by_report[unit.report], unit) for unit in units]
    terms, term_index = make_rows([unit.terms for unit in units])
    names, name_index = make_rows([c[0] for c in columns])
    predicates, predicate_index = make_rows([c[1] for c in columns])
    clause_rows: list[set[int]] = []
    clause_start = [0]
    for unit in units:
        for clause in unit.clauses:
            words = by_report[unit.report]
            low = unit.first
            inside = {
                term_index[words[i]]
                for i in range(low, unit.last)
                if words[i] and clause.span.start <= reports[unit.report].annotation.tokens.start[i] < clause.span.end
            }
            clause_rows.append(inside)
        clause_start.append(len(clause_rows))
    report = np.array([original[unit.report] for unit in units], dtype=np.int64)
    headline = np.array([unit.role == "headline" for unit in units], dtype=np.float64)
    rarity = _rarity(list(term_index))
    return Facets(
        report=report,
        position=np.array(
            [(u.number - first[u.report]) / max(1, last[u.report] - first[u.report]) for u in units], dtype=np.float64
        ),
        headline=headline,
        terms=terms,
        names=names,
        predicates=predicates,
        numbers=make_rows([c[2] for c in columns])[0],
        counted=make_rows([c[3] for c in columns])[0],
        links=make_rows([c[4] for c in columns])[0],
        sequences=make_rows([c[5] for c in columns])[0],
        actors=make_rows([unit.actors for unit in units])[0],
        dates=make_rows([c[6] for c in columns])[0],
        context=_rows_of([_context(units, term_index, number) for number in range(len(units))], terms.width),
        subjects=make_rows([_subjects(unit, by_report[unit.report], actors[unit.report]) for unit in units])[0],
        clause_terms=_rows_of(clause_rows, terms.width),
        clause_start=np.array(clause_start, dtype=np.int64),
        rarity=rarity,
        share=_share(terms, report, np.ones(len(units))),
        titled=_share(terms, report, headline),
        name_rarity=_rarity(list(name_index)),
        predicate_titled=_share(predicates, report, headline),
        predicate_share=_share(predicates, report, np.ones(len(units))),
        predicate_rarity=_rarity(list(predicate_index)),
    )


def _context(units: Sequence[Unit], index: dict[str, int], number: int) -> set[int]:
    near = units[max(0, number - 1) : number + 2]
    return {index[term] for unit in near if unit.report == units[number].report for term in unit.terms}


def _actor_at(item: AnnotatedReport, actors: MergedActors) -> dict[int, str]:
    """The merged actor of each token that stands in a mention."""
    starts = item.annotation.tokens.start
    out: dict[int, str] = {}
    for actor in item.annotation.actors:
        merged = actors.of.get((item.report.id, actor.id))
        for mention in actor.mentions if merged is not None else ():
            low, high = bisect_left(starts, mention.span.start), bisect_left(starts, mention.span.end)
            out.update(dict.fromkeys(range(low, high), merged or ""))
    return out


def _subjects(unit: Unit, terms: tuple[str, ...], actor_at: Mapping[int, str]) -> set[tuple[str, str]]:
    out = set()
    for clause in unit.clauses:
        if clause.subject is not None:
            who = actor_at.get(clause.subject) or terms[clause.subject]
            if who:
                out.add((who, clause.predicate))
    return out


def _rows_of(sets: Sequence[set[int]], width: int) -> Rows:
    start = np.cumsum([0, *(len(s) for s in sets)])
    columns = [column for s in sets for column in sorted(s)]
    return Rows(start.astype(np.int64), np.array(columns, dtype=np.int64), width)


def _rarity(terms: Sequence[str]) -> Floats:
    """-log of the share of news articles with the term, scaled so that a term in none of 500 has 1."""
    rates = np.array([commonness(term) for term in terms] or [1.0], dtype=np.float64)
    return np.asarray(np.log(rates + _FLOOR) / np.log(_FLOOR)).clip(0.0, 1.0)


def _share(rows: Rows, report: Ints, chosen: Floats) -> Floats:
    """The share of the reports with a chosen unit in which a chosen unit has the column."""
    unit = np.repeat(np.arange(len(rows)), rows.sizes)
    keep = chosen[unit] > 0
    pairs = np.unique(report[unit[keep]] * rows.width + rows.columns[keep])
    total = max(1, len(np.unique(report[chosen > 0])))
    return np.bincount(pairs % rows.width, minlength=rows.width) / total


def _unit_sets(
    item: AnnotatedReport, terms: tuple[str, ...], unit: Unit
) -> tuple[
    set[str], set[str], set[str], set[tuple[str, str]], set[tuple[str, str]], set[tuple[str, str, str]], set[str]
]:
    tokens, text = item.annotation.tokens, item.report.text
    names, predicates, numbers, counted, links, dates = set(), set(), set(), set(), set(), set()
    words = []
    for i in range(unit.first, unit.last):
        if tokens.pos[i] != "PUNCT":
            words.append(text[tokens.start[i] : tokens.end[i]].lower())
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
        value = item.annotation.times[index].value
        if len(value) >= 10:
            dates.add(value[:10])
    sequences = {(x, y, z) for (x, y), (_, z) in pairwise(pairwise(words))}
    return names, predicates, numbers, counted, links, sequences, dates
