"""What speaks against a claim: values that cannot also hold, denials, refusals to comment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.model.synopsis import Against, Citation, Explanation, How
from rashomon.reconcile.denials import Denial, find_denials
from rashomon.reconcile.differences_values import explain
from rashomon.reconcile.drafts import ClaimDraft, Material
from rashomon.reconcile.readings import Reading, find_readings, weigh_terms
from rashomon.reconcile.slots import excludes, find_slots, find_values
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
    values = find_values(find_readings(material, drafts), weights, settings=settings.slots)
    for slot in find_slots(values, least=settings.slots.conflict):
        explanation = explain(material, slot)
        for side in slot if explanation != "different granularity" else ():
            opposed = [reading for other in slot if excludes(other[0], side[0]) for reading in other]
            _add_values(side, opposed, explanation, by_unit, found)
    names = {actor.id: actor.name for actor in material.actors.actors}
    for denial in find_denials(material, weights, settings=settings.against):
        own = {claim for _, claim in by_unit[denial.unit]}
        for claim in _answered(denial, by_unit):
            if claim not in own:
                against = Against(at=denial.at, how=denial.how, by=names.get(denial.by or ""))
                found[claim].setdefault(denial.at, against)
    return {claim: tuple(found[claim][at] for at in sorted(found[claim])) for claim in sorted(found)}


def _answered(denial: Denial, by_unit: Mapping[int, Sequence[tuple[Citation, str]]]) -> list[str]:
    """The claims of the sentence that a denial answers best, and those that it shares with the next ones."""
    first, *others = denial.answers
    best = {claim for _, claim in by_unit.get(first, ())}
    shared = {claim for unit in others for _, claim in by_unit.get(unit, ())}
    return sorted(best & shared or best)


def _add_values(
    side: Sequence[Reading],
    opposed: Sequence[Reading],
    explanation: Explanation,
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
            against = Against(at=reading.at, how=_HOW[reading.kind], value=reading.label, explanation=explanation)
            found[claim].setdefault(reading.at, against)
