"""Points on which the reports part, of every type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.model.synopsis import Against, Difference
from rashomon.reconcile.differences.ages import find_age_differences
from rashomon.reconcile.differences.clocks import find_clock_differences
from rashomon.reconcile.differences.denials import find_denial_differences
from rashomon.reconcile.differences.offices import find_office_differences
from rashomon.reconcile.differences.quotes import find_wordings
from rashomon.reconcile.differences.slots import Values
from rashomon.reconcile.differences.sources import find_source_differences
from rashomon.reconcile.differences.values import find_value_differences
from rashomon.reconcile.differences.voices import find_voice_differences
from rashomon.reconcile.material.drafts import ClaimDraft, Material
from rashomon.settings import ContrastSettings


def find_differences(
    material: Material,
    drafts: Sequence[ClaimDraft],
    against: Mapping[str, tuple[Against, ...]],
    values: Values,
    places: Sequence[Difference],
    *,
    settings: ContrastSettings,
) -> tuple[Difference, ...]:
    """Points on which the reports part; those of place are found before, as they speak against claims, too."""
    figures = (
        *find_value_differences(material, values, kind="figure", least=settings.slots.figure_difference),
        *find_age_differences(material, drafts),
    )
    dates = find_value_differences(
        material, values, kind="date", least=settings.slots.date_difference, sure=settings.slots.date_sure
    )
    return (
        *figures,
        *dates,
        *find_clock_differences(material, values, dates),
        *find_denial_differences(material, drafts, against),
        *find_source_differences(material, settings=settings.sources),
        *find_voice_differences(material, drafts, (*figures, *dates), settings=settings.voices),
        *find_office_differences(material),
        *places,
        *find_wordings(material, settings=settings.quotes),
    )
