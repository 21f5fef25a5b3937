"""Points on which the reports part, of every type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.model.synopsis import Against, Difference
from rashomon.reconcile.differences_quotes import find_wordings
from rashomon.reconcile.differences_values import find_value_differences
from rashomon.reconcile.drafts import ClaimDraft, Material
from rashomon.reconcile.readings import find_readings, weigh_terms
from rashomon.reconcile.slots import find_slots, find_values
from rashomon.settings import ContrastSettings


def find_differences(
    material: Material,
    drafts: Sequence[ClaimDraft],
    against: Mapping[str, tuple[Against, ...]],
    *,
    settings: ContrastSettings,
) -> tuple[Difference, ...]:
    """Points on which the reports part."""
    values = find_values(find_readings(material, drafts), weigh_terms(material), settings=settings.slots)
    return (
        *find_value_differences(material, find_slots(values, least=settings.slots.difference)),
        *find_wordings(material, settings=settings.quotes),
    )
