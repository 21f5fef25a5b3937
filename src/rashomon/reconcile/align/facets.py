"""What the pair scorer looks at, as sparse rows: terms, names, predicates, numbers, links, word runs, actors, dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.reconcile.align.sparse import Floats, Ints, Rows, distinct, make_rows
from rashomon.reconcile.align.unit_sets import actors_at, unit_sets
from rashomon.reconcile.material.drafts import Material, Unit
from rashomon.reconcile.material.terms import commonness

_FLOOR = 0.002


@dataclass(frozen=True, slots=True)
class Amounts:
    """Figures of all units, closed intervals: unit i has those from `start[i]` to `start[i + 1]`."""

    start: Ints
    low: Floats
    high: Floats
    measure: Ints
    of: Ints
    """What is counted; -1 where the text does not say."""


@dataclass(frozen=True, slots=True)
class Facets:
    """One row a unit unless said otherwise. `rarity`, `share` and `titled` are by term, 0 to 1."""

    report: Ints
    """The unit's report, a copy counted as its original."""
    position: Floats
    """Place of the unit in its report, 0 (first) to 1."""
    headline: Floats
    ahead: Floats
    """Whether the unit tells of what is to come."""
    negated: Floats
    words: Rows
    """Every word as it stands, function words too."""
    terms: Rows
    names: Rows
    predicates: Rows
    numbers: Rows
    counted: Rows
    """Numbers with the head noun that they count."""
    figures: Amounts
    links: Rows
    """Term and term of its syntactic head."""
    sequences: Rows
    """Runs of three words as they stand."""
    actors: Rows
    dates: Rows
    places: Rows
    context: Rows
    """Terms of the unit and of the units before and after it in its report."""
    subjects: Rows
    """Subject and predicate of each clause, the subject by its actor where it is one."""
    objects: Rows
    """The same with the object, which in the passive is the subject."""
    arguments: Rows
    """Each predicate with whatever hangs on it, directly or through one word."""
    clause_terms: Rows
    """One row a clause."""
    clause_start: Ints
    """Clauses of unit i are `clause_start[i]` to `clause_start[i + 1]`."""
    rarity: Floats
    told: Floats
    """How rare the term is among the units of the story itself: log of units over units with it, unscaled."""
    word_told: Floats
    """The same by word."""
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
    actors = [actors_at(item, material.actors) for item in reports]
    by_report = material.terms
    last = {unit.report: unit.number for unit in units}
    first: dict[int, int] = {}
    for unit in units:
        first.setdefault(unit.report, unit.number)
    sets = [unit_sets(reports[u.report], by_report[u.report], actors[u.report], u) for u in units]
    told_words = make_rows([s.words for s in sets])[0]
    terms, term_index = make_rows([unit.terms for unit in units])
    names, name_index = make_rows([s.names for s in sets])
    predicates, predicate_index = make_rows([s.predicates for s in sets])
    clause_rows: list[set[int]] = []
    clause_start = [0]
    for unit in units:
        words, index = by_report[unit.report], material.indices[unit.report]
        for clause in unit.clauses:
            inside = index.inside(clause.span)
            clause_rows.append({term_index[word] for word in words[inside.start : inside.stop] if word})
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
        ahead=np.array([s.ahead for s in sets], dtype=np.float64),
        negated=np.array([s.negated for s in sets], dtype=np.float64),
        words=told_words,
        terms=terms,
        names=names,
        predicates=predicates,
        numbers=make_rows([s.numbers for s in sets])[0],
        counted=make_rows([s.counted for s in sets])[0],
        figures=_amounts(material),
        links=make_rows([s.links for s in sets])[0],
        sequences=make_rows([s.sequences for s in sets])[0],
        actors=make_rows([unit.actors for unit in units])[0],
        dates=make_rows([s.dates for s in sets])[0],
        places=make_rows([s.places for s in sets])[0],
        context=_rows_of([_context(units, term_index, number) for number in range(len(units))], terms.width),
        subjects=make_rows([s.subjects for s in sets])[0],
        objects=make_rows([s.objects for s in sets])[0],
        arguments=make_rows([s.arguments for s in sets])[0],
        clause_terms=_rows_of(clause_rows, terms.width),
        clause_start=np.array(clause_start, dtype=np.int64),
        rarity=rarity,
        told=_told(terms),
        word_told=_told(told_words),
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


def _rows_of(sets: Sequence[set[int]], width: int) -> Rows:
    start = np.cumsum([0, *(len(s) for s in sets)])
    columns = [column for s in sets for column in sorted(s)]
    return Rows(start.astype(np.int64), np.array(columns, dtype=np.int64), width)


def _rarity(terms: Sequence[str]) -> Floats:
    """-log of the share of news articles with the term, scaled so that a term in none of 500 has 1."""
    rates = np.array([commonness(term) for term in terms] or [1.0], dtype=np.float64)
    return np.asarray(np.log(rates + _FLOOR) / np.log(_FLOOR)).clip(0.0, 1.0)


def _amounts(material: Material) -> Amounts:
    held = [[material.reports[u.report].annotation.figures[i] for i in u.figures] for u in material.units]
    figures = [figure for row in held for figure in row]
    measures: dict[str, int] = {}
    counted: dict[str, int] = {"": -1}
    return Amounts(
        start=np.cumsum([0, *(len(row) for row in held)]).astype(np.int64),
        low=np.array([f.low for f in figures], dtype=np.float64),
        high=np.array([f.high for f in figures], dtype=np.float64),
        measure=np.array([measures.setdefault(f.unit, len(measures)) for f in figures], dtype=np.int64),
        of=np.array([counted.setdefault(f.of, len(counted)) for f in figures], dtype=np.int64),
    )


def _told(rows: Rows) -> Floats:
    held = np.bincount(rows.columns, minlength=rows.width)
    return np.asarray(np.log((1 + len(rows)) / (1 + held)))


def _share(rows: Rows, report: Ints, chosen: Floats) -> Floats:
    """The share of the reports with a chosen unit in which a chosen unit has the column."""
    unit = np.repeat(np.arange(len(rows)), rows.sizes)
    keep = chosen[unit] > 0
    pairs = distinct(report[unit[keep]] * rows.width + rows.columns[keep])
    total = max(1, len(distinct(report[chosen > 0])))
    return np.bincount(pairs % rows.width, minlength=rows.width) / total
