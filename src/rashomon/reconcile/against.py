"""What speaks against a claim: values that cannot also hold, denials, refusals to comment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rashomon.model.synopsis import Against, Citation, How
from rashomon.reconcile.denials import Denial, find_denials
from rashomon.reconcile.differences_values import explain
from rashomon.reconcile.drafts import ClaimDraft, Material
from rashomon.reconcile.readings import Reading, weigh_terms
from rashomon.reconcile.slots import Values, excludes, find_slots, same_event
from rashomon.settings import AgainstSettings, ContrastSettings

_HOW: Mapping[str, How] = {"figure": "different figure", "date": "different date"}


def find_against(
    material: Material, drafts: Sequence[ClaimDraft], values: Values, *, settings: ContrastSettings
) -> Mapping[str, tuple[Against, ...]]:
    """Return, by the id of the claim, the spans that speak against it; claims without any are left out.

    A claim some of whose spans give one value and others its rival has neither against it.
    """
    weights = weigh_terms(material)
    by_unit: dict[int, list[tuple[Citation, str]]] = defaultdict(list)
    for draft in drafts:
        for support in draft.support:
            by_unit[support.unit].append((support.at, draft.id))
    sizes = {draft.id: len(draft.support) for draft in drafts}
    found: dict[str, dict[Citation, Against]] = defaultdict(dict)
    slots = (
        *find_slots(values, kind="figure", least=settings.slots.conflict),
        *find_slots(values, kind="date", least=settings.slots.conflict),
    )
    for slot in (found.values for found in slots):
        explanation = explain(material, slot)
        if explanation == "different granularity":
            continue
        claims = _claims_about(slot, by_unit, sizes, settings.against)
        holding = [claims & _claims_with(side, by_unit) for side in slot]
        torn = {claim for place, held in enumerate(holding) for other in holding[:place] for claim in held & other}
        for side, held in zip(slot, holding, strict=True):
            for claim in sorted(held - torn):
                for reading in (r for other in slot if excludes(side, other) for r in other):
                    if reading.kind == "date" and not same_event(side[0], reading):
                        continue
                    against = Against(
                        at=reading.at, how=_HOW[reading.kind], value=reading.label, explanation=explanation
                    )
                    found[claim].setdefault(reading.at, against)
    names = {actor.id: actor.name for actor in material.actors.actors}
    for denial in find_denials(material, weights, settings=settings.against):
        own = {claim for _, claim in by_unit[denial.unit]}
        for claim in _answered(denial, by_unit, sizes, settings.against):
            if claim not in own:
                against = Against(at=denial.at, how=denial.how, by=names.get(denial.by or ""))
                found[claim].setdefault(denial.at, against)
    return {claim: tuple(found[claim][at] for at in sorted(found[claim])) for claim in sorted(found)}


def _answered(
    denial: Denial,
    by_unit: Mapping[int, Sequence[tuple[Citation, str]]],
    sizes: Mapping[str, int],
    settings: AgainstSettings,
) -> list[str]:
    """The claims of the sentence that a denial answers best, and those that it shares with the next ones."""
    first, *others = denial.answers
    best = {claim for _, claim in by_unit.get(first, ())}
    shared = {claim for unit in others for _, claim in by_unit.get(unit, ())}
    chosen = best & shared or best
    widest = settings.widest * min((sizes[claim] for claim in chosen), default=0)
    return sorted(claim for claim in chosen if sizes[claim] <= widest)


def _claims_with(readings: Iterable[Reading], by_unit: Mapping[int, Sequence[tuple[Citation, str]]]) -> frozenset[str]:
    """The claims one of whose spans gives one of the readings."""
    return frozenset(
        claim
        for reading in readings
        for at, claim in by_unit.get(reading.unit, ())
        if at.start <= reading.span.start and reading.span.end <= at.end
    )


def _claims_about(
    slot: Sequence[Sequence[Reading]],
    by_unit: Mapping[int, Sequence[tuple[Citation, str]]],
    sizes: Mapping[str, int],
    settings: AgainstSettings,
) -> frozenset[str]:
    """The claims that are about the slot: enough of their spans give a value for it, whichever."""
    spans = Counter(
        claim
        for unit in sorted({reading.unit for side in slot for reading in side})
        for claim in sorted(_claims_with((r for side in slot for r in side if r.unit == unit), by_unit))
    )
    return frozenset(claim for claim, count in spans.items() if count >= settings.about * sizes[claim])
