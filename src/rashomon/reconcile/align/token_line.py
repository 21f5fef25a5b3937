"""The words of a story's reports in one line, as numbers: what is asked of every word is asked of all at once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, count, repeat

import numpy as np

from rashomon.model.annotation import AnnotatedReport
from rashomon.reconcile.align.sparse import Ints
from rashomon.reconcile.material.drafts import Material, MergedActors

ENTITIES = dict.fromkeys(
    ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"), 1
) | dict.fromkeys(("DATE", "TIME"), 2)
"""Entities that are names, and those that are dates."""
PARTS = {"PUNCT": 1, "PROPN": 2, "NUM": 3, "VERB": 4, "NOUN": 5}
"""Parts of speech that are asked for."""


class TokenLine:
    """The tokens of all reports, one behind the other, as columns.

    `first` is the place of each report's first token, `unit` the unit of each token (-1 for none), `head` the place of
    its head, `term` the number of its term (-1 for none); `called` is the number of the actor that it names, else of
    its term. `part` and `entity` are codes of PARTS and ENTITIES, 0 for others. `number` numbers terms, those of the
    units as the story's columns, and further words as they come.
    """

    __slots__ = ("called", "entity", "first", "head", "lemma", "number", "part", "term", "terms", "unit")

    def __init__(self, material: Material, index: Mapping[str, int]) -> None:
        """`index` gives the column of each term of the units."""
        tokens = [item.annotation.tokens for item in material.reports]
        sizes = [len(columns) for columns in tokens]
        self.first = [0, *np.cumsum(sizes, dtype=np.int64).tolist()]
        total = self.first[-1]
        self.number: defaultdict[str, int] = defaultdict(count(len(index)).__next__, index)
        self.number[""] = -1
        self.terms = [*chain.from_iterable(material.terms)]
        self.lemma = [*chain.from_iterable(columns.lemma for columns in tokens)]
        self.term = np.fromiter(map(self.number.__getitem__, self.terms), dtype=np.int64, count=total)
        heads = np.fromiter(chain.from_iterable(columns.head for columns in tokens), dtype=np.int64, count=total)
        self.head = heads + np.repeat(np.array(self.first[:-1], dtype=np.int64), sizes)
        self.part = _codes(chain.from_iterable(columns.pos for columns in tokens), PARTS, total)
        self.entity = _codes(chain.from_iterable(columns.entity for columns in tokens), ENTITIES, total)
        self.unit = np.full(total, -1, dtype=np.int64)
        for unit in material.units:
            self.unit[self.first[unit.report] + unit.first : self.first[unit.report] + unit.last] = unit.number
        self.called = self.term.tolist()
        for first, item in zip(self.first, material.reports, strict=False):
            for token, actor in actors_at(item, material.actors).items():
                if actor:
                    self.called[first + token] = self.number[actor]


def _codes(labels: Iterable[str], codes: Mapping[str, int], total: int) -> Ints:
    return np.fromiter(map(codes.get, labels, repeat(0)), dtype=np.int64, count=total)


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
