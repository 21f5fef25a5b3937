"""The clause of each sentence that carries the fact of its group: what is shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.model.spans import Span
from rashomon.reconcile.align.facets import Facets
from rashomon.reconcile.material.drafts import Material
from rashomon.settings import AlignSettings


def choose_clauses(
    material: Material, group: Sequence[int], facets: Facets, *, settings: AlignSettings
) -> tuple[Span, ...]:
    """Return the span to show for each unit of the group.

    It is the shortest clause that holds `settings.clause_share` of what the sentence has in common with the other
    sentences of the group, by the squared rarity of the terms; without such a clause, the sentence. A sentence that
    stands alone, and a headline, are shown whole.
    """
    if len(group) < 2:
        return tuple(material.units[number].span for number in group)
    held = np.zeros(facets.terms.width)
    for number in group:
        held[_columns(facets, number)] += 1
    return tuple(_choose(material, number, held, facets, settings) for number in group)


def _choose(material: Material, number: int, held: np.ndarray, facets: Facets, settings: AlignSettings) -> Span:
    unit = material.units[number]
    own = _columns(facets, number)
    worth = np.zeros(facets.terms.width)
    worth[own] = (held[own] - 1) * facets.rarity[own] ** 2
    enough = settings.clause_share * float(worth.sum())
    if unit.role == "headline" or len(unit.clauses) < 2 or enough == 0:
        return unit.span
    found = []
    first = int(facets.clause_start[number])
    for place, clause in enumerate(unit.clauses):
        rows = facets.clause_terms
        columns = rows.columns[rows.start[first + place] : rows.start[first + place + 1]]
        if float(worth[columns].sum()) >= enough:
            found.append((clause.span.end - clause.span.start, clause.span))
    return min(found)[1] if found else unit.span


def _columns(facets: Facets, number: int) -> np.ndarray:
    return facets.terms.columns[facets.terms.start[number] : facets.terms.start[number + 1]]
