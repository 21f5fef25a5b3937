"""Claims that give one value: what the reports that say "seven dead" support, apart from those that say "five"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.model.ids import derive_id
from rashomon.model.spans import Span
from rashomon.reconcile.claims.readable import readable
from rashomon.reconcile.differences.readings import Reading
from rashomon.reconcile.differences.slots import Slot, Values, excludes, find_slots
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.origins.origins import Origins
from rashomon.settings import ReconcileSettings


def claim_values(
    material: Material, drafts: Sequence[ClaimDraft], values: Values, *, settings: ReconcileSettings
) -> tuple[ClaimDraft, ...]:
    """Return a claim for each figure or date that has a rival, where no claim has just the spans that give it.

    Sentences are aligned by what they tell as a whole, so that those with rival values often stand in one claim;
    what is said for one value and against the other shows only when each has a claim of its own.
    """
    origins = Origins(material, settings=settings.status)
    units = {draft.id: frozenset(support.unit for support in draft.support) for draft in drafts}
    weights = {draft.id: draft.weight for draft in drafts}
    by_unit: dict[int, list[str]] = defaultdict(list)
    for draft in drafts:
        for unit in sorted(units[draft.id]):
            by_unit[unit].append(draft.id)
    told = settings.parts.told
    found = []
    slots = (
        *find_slots(values, kind="figure", least=settings.contrast.slots.conflict),
        *find_slots(values, kind="date", least=settings.contrast.slots.date_conflict),
    )
    lesser = _lesser(slots)
    for slot in slots:
        for value in slot.values:
            others = [other for other in slot.values if other is not value]
            several = len({reading.report for reading in value}) > 1
            if not others or not (several or any(excludes(value, other) for other in others)):
                continue
            own = frozenset(reading.unit for reading in value)
            sharing = sorted({claim for unit in sorted(own) for claim in by_unit[unit]})
            if all(len(units[claim] & own) < told * len(units[claim] | own) for claim in sharing):
                weight = max((weights[claim] for claim in sharing), default=0.0)
                found.append(_claim(material, value, origins, weight, lesser))
    return tuple(found)


def _lesser(slots: Sequence[Slot]) -> frozenset[int]:
    """The units that give a value for which fewer reports stand than for its rival."""
    lesser: set[int] = set()
    for slot in slots:
        reports = [len({reading.report for reading in value}) for value in slot.values]
        for value, number in zip(slot.values, reports, strict=True):
            if number < max(reports):
                lesser.update(reading.unit for reading in value)
    return frozenset(lesser)


def _claim(
    material: Material, value: Sequence[Reading], origins: Origins, weight: float, lesser: frozenset[int]
) -> ClaimDraft:
    """The claim of one value, shown by the shortest sentence of a body that has no odd value of something else."""
    support = []
    for reading in value:
        unit = material.units[reading.unit]
        chain, origin = origins.find(unit, reading.span)
        told = Span(reading.at.start, reading.at.end)
        shown = readable(material.indices[unit.report], unit, told, alone=len(value) == 1)
        at = material.citation(unit.report, shown)
        support.append(DraftSupport(at=at, unit=reading.unit, origin=origin, chain=chain))
    gist = min(
        support,
        key=lambda s: (material.units[s.unit].role != "body", s.unit in lesser, s.at.end - s.at.start, s.unit),
    ).at
    return ClaimDraft(
        id=derive_id(material.story.id, "value", *(f"{s.at.report}:{s.at.start}:{s.at.end}" for s in support)),
        kind=value[0].kind,
        gist=gist,
        support=tuple(dict.fromkeys(support)),
        weight=weight,
        why=(f"value: {len(value)} readings of {value[0].label!r}, with a rival value",),
    )
