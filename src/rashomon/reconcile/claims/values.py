"""Claims that give one value: what the reports that say "seven dead" support, apart from those that say "five"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rashomon.model.ids import derive_id
from rashomon.model.spans import Span
from rashomon.reconcile.align.align import Alignment
from rashomon.reconcile.claims.readable import readable
from rashomon.reconcile.differences.readings import Reading
from rashomon.reconcile.differences.slots import Slot, excludes
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.origins.origins import Origins
from rashomon.settings import ReconcileSettings


def claim_values(
    material: Material,
    drafts: Sequence[ClaimDraft],
    slots: Sequence[Slot],
    alignment: Alignment,
    *,
    settings: ReconcileSettings,
) -> tuple[ClaimDraft, ...]:
    """Return a claim for each figure or date that has a rival, where no claim has just the spans that give it.

    Sentences are aligned by what they tell as a whole, so that those with rival values often stand in one claim;
    what is said for one value and against the other shows only when each has a claim of its own. How probably a
    sentence states more of the gist than its value is how it is aligned with the gist: of those that have a day in
    common few agree on what was done.
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
                found.append(_claim(material, value, origins, alignment, weight, lesser))
    return tuple(found)


def show_common(
    material: Material, drafts: Sequence[ClaimDraft], slots: Sequence[Slot], alignment: Alignment
) -> tuple[ClaimDraft, ...]:
    """The claims, none shown by a sentence with a value that fewer reports give than its rival, if it has another.

    Shown is then the sentence of a body that most probably states the same.
    """
    lesser = _lesser(slots)
    return tuple(_with_common_gist(material, draft, alignment, lesser) for draft in drafts)


def _with_common_gist(
    material: Material, draft: ClaimDraft, alignment: Alignment, lesser: frozenset[int]
) -> ClaimDraft:
    gist = next(support for support in draft.support if support.at == draft.gist)
    others = [s for s in draft.support if s.unit not in lesser and material.units[s.unit].role == "body"]
    if gist.unit not in lesser or not others:
        return draft
    best = max(others, key=lambda s: (alignment.probability(gist.unit, s.unit), -s.unit))
    support = (replace(s, confidence=alignment.probability(best.unit, s.unit)) for s in draft.support)
    return replace(draft, gist=best.at, support=tuple(support))


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
    material: Material,
    value: Sequence[Reading],
    origins: Origins,
    alignment: Alignment,
    weight: float,
    lesser: frozenset[int],
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
    )
    support = [replace(s, confidence=alignment.probability(gist.unit, s.unit)) for s in dict.fromkeys(support)]
    return ClaimDraft(
        id=derive_id(material.story.id, "value", *(f"{s.at.report}:{s.at.start}:{s.at.end}" for s in support)),
        kind=value[0].kind,
        gist=gist.at,
        support=tuple(support),
        weight=weight,
        why=(f"value: {len(value)} readings of {value[0].label!r}, with a rival value",),
    )
