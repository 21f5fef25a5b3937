"""The clause of each sentence that carries the fact of its group: what is shown."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model.spans import Span
from rashomon.reconcile.drafts import Material
from rashomon.reconcile.facets import Facets


def choose_clauses(material: Material, group: Sequence[int], facets: Facets) -> tuple[Span, ...]:
    """Return the span to show for each unit of the group."""
    return tuple(material.units[number].span for number in group)
