"""What speaks against a claim: values that cannot also hold, denials, refusals to comment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.model.synopsis import Against, Citation, How
from rashomon.reconcile.denials import find_denials
from rashomon.reconcile.differences_values import excludes, rivals, sides_of
from rashomon.reconcile.drafts import ClaimDraft, Material
from rashomon.reconcile.readings import Reading, find_readings, weigh_terms
from rashomon.reconcile.slots import find_slots
from rashomon.settings import ContrastSettings

_HOW: Mapping[str, How] = {"figure": "different figure", "date": "different date"}


def find_against(
    material: Material, drafts: Sequence[ClaimDraft], *, settings: ContrastSettings
) -> Mapping[str, tuple[Against, ...]]:
    """Return, by the id of the claim, the spans that speak against it; claims without any are left out."""
    weights = weigh_terms(material)
    by_unit: dict[int, list[tuple[Citation, str]]] = defaultdict(list)
    for draft in drafts:
        for support in draft.support:
            by_unit[support.unit].append((support.at, draft.id))
    found: dict[str, dict[Citation, Against]] = defaultdict(dict)
    for slot in find_slots(find_readings(material), weights, settings=settings.slots):
        for side in (sides := rivals(sides_of(slot))):
            opposed = [r for other in sides if other is not side for r in other if excludes(r, side[0])]
            if opposed:
                _add_values(side, opposed, by_unit, found)
    names = {actor.id: actor.name for actor in material.actors.actors}
    for denial in find_denials(material, weights, settings=settings.against):
        own = {claim for _, claim in by_unit[denial.unit]}
        for unit in denial.answers:
            for _, claim in by_unit[unit]:
                if claim not in own:
                    against = Against(at=denial.at, how=denial.how, by=names.get(denial.by or ""))
                    found[claim].setdefault(denial.at, against)
    return {claim: tuple(found[claim][at] for at in sorted(found[claim])) for claim in sorted(found)}


def _add_values(
    side: Sequence[Reading],
    opposed: Sequence[Reading],
    by_unit: Mapping[int, Sequence[tuple[Citation, str]]],
    found: dict[str, dict[Citation, Against]],
) -> None:
    """Set the opposed readings against each claim one of whose spans gives a value of this side."""
    claims = {
        claim
        for reading in side
        for at, claim in by_unit.get(reading.unit, ())
        if at.start <= reading.span.start and reading.span.end <= at.end
    }
    for claim in sorted(claims):
        for reading in opposed:
            against = Against(at=reading.at, how=_HOW[reading.kind], value=reading.label)
            found[claim].setdefault(reading.at, against)
