"""The clause of each sentence that carries the fact of its group: what is shown."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from rashomon.model.spans import Span
from rashomon.reconcile.align.facets import Facets
from rashomon.reconcile.align.sparse import Rows
from rashomon.reconcile.material.drafts import Material, Unit
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
    own = [_columns(facets.terms, number) for number in group]
    held = Counter(chain.from_iterable(own))
    return tuple(
        _choose(material.units[number], columns, held, facets, settings)
        for number, columns in zip(group, own, strict=True)
    )


def _choose(unit: Unit, own: list[int], held: Mapping[int, int], facets: Facets, settings: AlignSettings) -> Span:
    if unit.role == "headline" or len(unit.clauses) < 2:
        return unit.span
    rarity = (facets.rarity[own] ** 2).tolist()
    worth = {column: (held[column] - 1) * rare for column, rare in zip(own, rarity, strict=True) if held[column] > 1}
    enough = settings.clause_share * math.fsum(worth.values())
    if enough == 0:
        return unit.span
    first = int(facets.compared.clause_start[unit.number])
    found = []
    for place, clause in enumerate(unit.clauses):
        told = [worth[column] for column in _columns(facets.compared.clause_terms, first + place) if column in worth]
        if math.fsum(told) >= enough:
            found.append((clause.span.end - clause.span.start, clause.span))
    return min(found)[1] if found else unit.span


def _columns(rows: Rows, number: int) -> list[int]:
    columns: list[int] = rows.columns[rows.start[number] : rows.start[number + 1]].tolist()
    return columns
