"""What each sentence of a story holds, as rows: names, predicates and their arguments, numbers, dates, runs of words.

The words of all reports stand in one line, as numbers, and every set is made for all sentences at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from rashomon.model.annotation import AnnotatedReport, Tokens
from rashomon.reconcile.align.marks import Found, Marks, find_marks
from rashomon.reconcile.align.sparse import Ints, Rows, places_of, rows_of
from rashomon.reconcile.align.token_line import PARTS, TokenLine
from rashomon.reconcile.material.drafts import Material, Unit

_AHEAD = frozenset({"will", "would", "shall", "plan", "expect"})
"""Lemmas that tell of what is yet to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSets:
    """The sets of all units, one row a unit but for the clauses; names of the fields as in Facets.

    Columns that are weighed (words, names, predicates) are numbered in the order in which the story has them: sums over
    them must come out the same to the last digit in every process. `name_terms` and `predicate_terms` are the terms of
    those columns, as columns of the story's terms.
    """

    words: Rows
    names: Rows
    name_terms: Ints
    predicates: Rows
    predicate_terms: Ints
    marks: Marks
    clause_terms: Rows
    clause_start: Ints
    ahead: NDArray[np.bool_]
    negated: NDArray[np.bool_]


def find_sets(material: Material, index: Mapping[str, int]) -> UnitSets:
    """Return the sets of all units of a story. `index` gives the column of each term of the units."""
    line, units = TokenLine(material, index), material.units
    size, width = len(units), max(1, len(index))
    unit, term, part, entity = line.unit, line.term, line.part, line.entity
    content = (unit >= 0) & (term >= 0)
    digit = np.zeros(len(line.number), dtype=bool)
    digit[: len(index)] = [name[0].isdigit() for name in index]
    digit = content & digit[term]
    dated = content & (entity == 2) & ((part == PARTS["PROPN"]) | (part == PARTS["NUM"]))
    names = np.flatnonzero(content & (entity == 1) & ~digit)
    numbers = np.flatnonzero(digit & ~dated)
    deeds = content & (part == PARTS["VERB"])
    nouns = np.flatnonzero(content & (part == PARTS["NOUN"])).tolist()
    deeds[[place for place in nouns if line.terms[place] != line.lemma[place]]] = True
    predicates = np.flatnonzero(deeds)
    words, sequences = _words(material, line)
    subjects, objects, arguments = _clauses(material, line)
    marks = {
        "numbers": (unit[numbers], term[numbers]),
        "counted": _pairs(unit[numbers], term[numbers], term[line.head[numbers]]),
        "links": _links(line, content),
        "sequences": sequences,
        "dates": _dates(material, line, np.flatnonzero(dated)),
        "places": _numbered([_places(material.reports[u.report], u.places) for u in units]),
        "actors": _numbered([u.actors for u in units]),
        "subjects": subjects,
        "objects": objects,
        "arguments": arguments,
    }
    name_rows, name_terms = _in_order(unit[names], term[names], size)
    predicate_rows, predicate_terms = _in_order(unit[predicates], term[predicates], size)
    clause_terms, clause_start = _clause_terms(material, line, width)
    return UnitSets(
        words=words,
        names=name_rows,
        name_terms=name_terms,
        predicates=predicate_rows,
        predicate_terms=predicate_terms,
        marks=find_marks(marks, size),
        clause_terms=clause_terms,
        clause_start=clause_start,
        ahead=np.array(
            [not _AHEAD.isdisjoint(map(str.lower, _of(material, u).lemma[u.first : u.last])) for u in units]
        ),
        negated=np.array(["neg" in _of(material, u).dep[u.first : u.last] for u in units]),
    )


def _of(material: Material, unit: Unit) -> Tokens:
    return material.reports[unit.report].annotation.tokens


def _places(item: AnnotatedReport, numbers: tuple[int, ...]) -> tuple[str, ...]:
    places = (item.annotation.places[number] for number in numbers)
    return tuple(place.name for place in places if place.located)


def _pairs(unit: Ints, one: Ints, other: Ints) -> Found:
    """The pairs of values of each unit; none is less than -1, of the first ones none less than 0."""
    return unit, one * (int(np.max(other, initial=0)) + 2) + other + 1


def _numbered(held: Sequence[Iterable[str]]) -> Found:
    """What each unit holds, by numbers as it comes."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    found = [(unit, numbers[name]) for unit, names in enumerate(held) for name in names]
    unit, value = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return unit, value


def _in_order(unit: Ints, value: Ints, size: int) -> tuple[Rows, Ints]:
    """The values of each unit in columns of the order in which they come, and the value of each column."""
    order = np.argsort(value, kind="stable")
    ranked = value[order]
    new = np.ones(len(ranked), dtype=bool)
    new[1:] = ranked[1:] != ranked[:-1]
    coming = np.argsort(order[new], kind="stable")
    number = np.empty(len(coming), dtype=np.int64)
    number[coming] = np.arange(len(coming))
    column = np.empty(len(value), dtype=np.int64)
    column[order] = number[np.cumsum(new) - 1]
    width = max(1, len(coming))
    return rows_of(unit * width + column, size, width), ranked[new][coming]


def _words(material: Material, line: TokenLine) -> tuple[Rows, Found]:
    """The words as they stand, marks left out, and the runs of three of them."""
    size = len(material.units)
    places = np.flatnonzero((line.unit >= 0) & (line.part != PARTS["PUNCT"]))
    unit = line.unit[places]
    numbers: dict[str, int] = {}
    word = np.empty(len(places), dtype=np.int64)
    bounds = np.searchsorted(places, line.first).tolist()
    for item, first, low, high in zip(material.reports, line.first, bounds, bounds[1:], strict=False):
        text, start, end = item.report.text, item.annotation.tokens.start, item.annotation.tokens.end
        forms = [text[start[place] : end[place]].lower() for place in (places[low:high] - first).tolist()]
        word[low:high] = [numbers.setdefault(form, len(numbers)) for form in forms]
    width = max(1, len(numbers))
    inside = np.flatnonzero(unit[2:] == unit[:-2])
    two = places_of(word[inside] * width + word[inside + 1])[1]
    return rows_of(unit * width + word, size, width), _pairs(unit[inside], two, word[inside + 2])


def _links(line: TokenLine, content: NDArray[np.bool_]) -> Found:
    """Each term with that of its head in the sentence, or of what is above one or two words without a term."""
    here = np.arange(len(line.term))
    lifted = np.where(line.term >= 0, here, line.head)
    above = lifted[lifted[line.head]]
    linked = np.flatnonzero(content & (above != here) & (line.term[above] >= 0) & (line.unit[above] == line.unit))
    one, other = line.term[linked], line.term[above[linked]]
    return _pairs(line.unit[linked], np.minimum(one, other), np.maximum(one, other))


def _dates(material: Material, line: TokenLine, places: Ints) -> Found:
    """The words of dates, and the days that they are."""
    units: list[int] = []
    days: list[int] = []
    for unit in material.units:
        times = material.reports[unit.report].annotation.times
        for value in (times[index].value for index in unit.times):
            if len(value) >= 10 and value[:4].isdigit():  # a day or a week-end, not FUTURE_REF
                units.append(unit.number)
                days.append(line.number[value[:10]])
    said = np.concatenate([line.unit[places], np.array(units, dtype=np.int64)])
    return said, np.concatenate([line.term[places], np.array(days, dtype=np.int64)])


def _clauses(material: Material, line: TokenLine) -> tuple[Found, Found, Found]:
    """(subject, predicate), (object, predicate) and (predicate, what hangs on it, directly or through one word)."""
    predicate = np.full(len(line.term), -2, dtype=np.int64)
    found: tuple[list[tuple[int, int, int]], ...] = ([], [])
    for unit in material.units:
        first = line.first[unit.report]
        for clause in unit.clauses:
            deed = line.number[clause.predicate]
            predicate[first + clause.head] = deed
            for told, token in zip(found, (clause.subject, clause.object), strict=True):
                if token is not None and line.called[first + token] >= 0:
                    told.append((unit.number, line.called[first + token], deed))
    subjects, objects = (np.array(told, dtype=np.int64).reshape(-1, 3) for told in found)
    called, here = np.array(line.called, dtype=np.int64), np.arange(len(line.term))
    places, deeds = [], []
    for above in (line.head, line.head[line.head]):
        hangs = (called >= 0) & (line.unit >= 0) & (above != here) & (line.unit[above] == line.unit)
        places.append(np.flatnonzero(hangs & (predicate[above] > -2)))
        deeds.append(predicate[above[places[-1]]])
    place = np.concatenate(places)
    return (
        _pairs(subjects[:, 0], subjects[:, 1], subjects[:, 2]),
        _pairs(objects[:, 0], objects[:, 1], objects[:, 2]),
        _pairs(line.unit[place], called[place], np.concatenate(deeds)),
    )


def _clause_terms(material: Material, line: TokenLine, width: int) -> tuple[Rows, Ints]:
    """The terms of each clause, and where the clauses of each unit begin."""
    first, last, start = [], [], [0]
    for unit in material.units:
        begin, offsets = line.first[unit.report], _of(material, unit).start
        for clause in unit.clauses:
            first.append(begin + bisect_left(offsets, clause.span.start))
            last.append(begin + bisect_left(offsets, clause.span.end))
        start.append(len(first))
    low, high = np.array(first, dtype=np.int64), np.array(last, dtype=np.int64)
    sizes = np.maximum(high - low, 0)
    which = np.repeat(np.arange(len(low)), sizes)
    term = line.term[np.arange(len(which)) + np.repeat(low - (np.cumsum(sizes) - sizes), sizes)]
    found = term >= 0
    return rows_of(which[found] * width + term[found], len(low), width), np.array(start, dtype=np.int64)
