"""Points on which the reports part, of every type, those first that a reader must know of."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

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
from rashomon.settings import ContrastSettings, OrderSettings


def find_differences(
    material: Material,
    drafts: Sequence[ClaimDraft],
    against: Mapping[str, tuple[Against, ...]],
    values: Values,
    places: Sequence[Difference],
    *,
    settings: ContrastSettings,
) -> tuple[Difference, ...]:
    """Points on which the reports part, the most consequential and most certain first.

    Those of place are found before, as they speak against claims, too. A report alone is at odds with itself in values
    only.
    """
    figures = find_value_differences(material, values, kind="figure", least=settings.slots.figure_difference)
    dates = find_value_differences(
        material, values, kind="date", least=settings.slots.date_difference, sure=settings.slots.date_sure
    )
    if len(material.reports) < 2:
        return in_order((*figures, *dates), settings=settings.order)
    ages, offices = find_age_differences(material, drafts), find_office_differences(material)
    figures = (*figures, *ages)
    found = (
        *figures,
        *dates,
        *find_clock_differences(material, values, dates),
        *find_denial_differences(material, drafts, against),
        *find_source_differences(material, settings=settings.sources),
        *find_voice_differences(material, drafts, (*figures, *dates), settings=settings.voices),
        *offices,
        *places,
        *find_wordings(material, settings=settings.quotes),
    )
    return in_order(found, persons=frozenset((*ages, *offices)), settings=settings.order)


def in_order(
    found: Iterable[Difference], *, persons: Container[Difference] = frozenset(), settings: OrderSettings
) -> tuple[Difference, ...]:
    """The differences, those first that a reader must know of; of equal ones that which came first.

    `persons` are those on the age or the office of somebody, which say little of the event.
    """

    def weight(item: Difference) -> float:
        return _weight(item, settings) * (settings.person if item in persons else 1.0)

    return tuple(sorted(found, key=lambda item: -weight(item)))


def _weight(item: Difference, order: OrderSettings) -> float:
    """How much a reader loses who does not see the difference: by what it says, how surely, and of how many reports.

    A difference of values whose confidence is 1 has one value, hedged in two ways: nothing could be of two things.
    """
    if item.type == "attribution":
        kind = order.attribution
    elif item.explanation == "real conflict":
        kind = order.conflict
    elif item.explanation == "update over time":
        kind = order.update
    elif item.type in ("figure", "date") and item.confidence == 1.0:
        kind = order.hedged
    else:
        kind = order.granularity if item.explanation == "different granularity" else order.origin
    reports = len({at.report for side in item.sides for at in side.spans})
    return kind * item.confidence * reports / (reports + 1)
