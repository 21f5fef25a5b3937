"""What the pair scorer looks at, as sparse rows: terms, names, predicates, numbers, links, word runs, actors, dates."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rashomon.reconcile.align.marks import Marks
from rashomon.reconcile.align.sparse import Floats, Ints, Rows, distinct, expand, make_rows, rows_of
from rashomon.reconcile.align.unit_sets import find_sets
from rashomon.reconcile.material.drafts import Material, Unit
from rashomon.reconcile.material.terms import common_terms

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
class Compared:
    """What pairs of units are compared by: one row a unit unless said otherwise. `titled` is by term, 0 to 1."""

    position: Floats
    """Place of the unit in its report, 0 (first) to 1."""
    ahead: Floats
    """Whether the unit tells of what is to come."""
    negated: Floats
    words: Rows
    """Every word as it stands, function words too."""
    names: Rows
    predicates: Rows
    figures: Amounts
    marks: Marks
    """What is only counted: "numbers" and those "counted", with the head noun that they count; "links" of a term and
    that of its head; "sequences" of three words as they stand; "dates"; "places"; "actors"; "subjects", each with the
    predicate of its clause, by the actor where it is one; "objects" in the same way, with what is the subject in the
    passive; "arguments", each predicate with whatever hangs on it, directly or through one word."""
    context: Rows
    """Terms of the unit and of the units before and after it in its report."""
    clause_terms: Rows
    """One row a clause."""
    clause_start: Ints
    """Clauses of unit i are `clause_start[i]` to `clause_start[i + 1]`."""
    told: Floats
    """How rare the term is among the units of the story itself: log of units over units with it, unscaled."""
    word_told: Floats
    """The same by word."""
    titled: Floats
    name_rarity: Floats
    predicate_share: Floats
    predicate_titled: Floats
    predicate_rarity: Floats


@dataclass(frozen=True)
class Facets:
    """What the units of a story hold: one row a unit; `rarity` and `share` are by term, 0 to 1.

    `index` gives the column of each term.
    """

    material: Material = field(repr=False)
    report: Ints
    """The unit's report, a copy counted as its original."""
    headline: Floats
    terms: Rows
    index: Mapping[str, int] = field(repr=False)
    rarity: Floats
    share: Floats

    @functools.cached_property
    def compared(self) -> Compared:
        """What pairs are compared by; found when first asked for, as a report alone has no pairs."""
        return _compare(self)


def find_facets(material: Material) -> Facets:
    """Return the facets of all units of a story."""
    units = material.units
    original = [number if copy is None else copy for number, copy in enumerate(material.copy_of)]
    terms, index = make_rows([unit.terms for unit in units])
    report = np.array([original[unit.report] for unit in units], dtype=np.int64)
    return Facets(
        material=material,
        report=report,
        headline=np.array([unit.role == "headline" for unit in units], dtype=np.float64),
        terms=terms,
        index=index,
        rarity=_rarity(list(index)),
        share=_share(terms, report, np.ones(len(units))),
    )


def _compare(facets: Facets) -> Compared:
    material, terms, rarity = facets.material, facets.terms, facets.rarity
    units = material.units
    last = {unit.report: unit.number for unit in units}
    first: dict[int, int] = {}
    for unit in units:
        first.setdefault(unit.report, unit.number)
    sets = find_sets(material, facets.index)
    return Compared(
        position=np.array(
            [(u.number - first[u.report]) / max(1, last[u.report] - first[u.report]) for u in units], dtype=np.float64
        ),
        ahead=sets.ahead.astype(np.float64),
        negated=sets.negated.astype(np.float64),
        words=sets.words,
        names=sets.names,
        predicates=sets.predicates,
        figures=_amounts(material),
        marks=sets.marks,
        context=_context(units, terms),
        clause_terms=sets.clause_terms,
        clause_start=sets.clause_start,
        told=_told(terms),
        word_told=_told(sets.words),
        titled=_share(terms, facets.report, facets.headline),
        name_rarity=_of_columns(rarity, sets.name_terms),
        predicate_titled=_share(sets.predicates, facets.report, facets.headline),
        predicate_share=_share(sets.predicates, facets.report, np.ones(len(units))),
        predicate_rarity=_of_columns(rarity, sets.predicate_terms),
    )


def _context(units: Sequence[Unit], terms: Rows) -> Rows:
    """The terms of each unit and of its neighbours in the report."""
    report = np.array([unit.report for unit in units], dtype=np.int64)
    with_next = np.flatnonzero(report[1:] == report[:-1])
    unit = np.concatenate([np.arange(len(units)), with_next, with_next + 1])
    near = np.concatenate([np.arange(len(units)), with_next + 1, with_next])
    which, entry = expand(terms.start, near)
    return rows_of(unit[which] * terms.width + terms.columns[entry], len(units), terms.width)


def _of_columns(rarity: Floats, terms: Ints) -> Floats:
    """The rarity of columns that are terms; of the one column that rows without any have it is that of no word."""
    return rarity[terms] if len(terms) else _rarity(())


def _rarity(terms: Sequence[str]) -> Floats:
    """-log of the share of news articles with the term, scaled so that a term in none of 500 has 1."""
    common = common_terms()
    rates = np.array([common.get(term, 0.0) for term in terms] or [1.0], dtype=np.float64)
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
