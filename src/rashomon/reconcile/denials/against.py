"""What speaks against a claim: values that cannot also hold, denials, refusals to comment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from rashomon.model.synopsis import Against, Citation, Difference, How
from rashomon.reconcile.denials.denials import Denial
from rashomon.reconcile.differences.readings import Reading
from rashomon.reconcile.differences.slots import Slot, excludes, same_event
from rashomon.reconcile.differences.values import explain, outgrows
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.settings import AgainstSettings, ContrastSettings

_HOW: Mapping[str, How] = {"figure": "different figure", "date": "different date"}


def find_against(
    material: Material,
    drafts: Sequence[ClaimDraft],
    slots: Sequence[Slot],
    denials: Sequence[Denial] = (),
    *,
    of: Mapping[Citation, str] = MappingProxyType({}),
    places: Sequence[Difference] = (),
    rivals: Mapping[str, Sequence[DraftSupport]] = MappingProxyType({}),
    settings: ContrastSettings,
) -> Mapping[str, tuple[Against, ...]]:
    """Return, by the id of the claim, the spans that speak against it; claims without any are left out.

    A claim some of whose spans give one value and others its rival has neither against it. `places` are the differences
    of place of the story, `denials` those that answer something, `of` the claim of each by its place, `rivals` the
    accounts that cannot hold beside a claim, by its id. A rival value speaks against one claim, the one that has
    most of those that give the other.
    """
    by_unit: dict[int, list[tuple[Citation, str]]] = defaultdict(list)
    for draft in drafts:
        for support in draft.support:
            by_unit[support.unit].append((support.at, draft.id))
    gists = {draft.id: next(support for support in draft.support if support.at == draft.gist) for draft in drafts}
    in_units = {draft.id: {support.unit for support in draft.support} for draft in drafts}
    sizes = {draft.id: len(draft.support) for draft in drafts}
    found: dict[str, dict[Citation, Against]] = defaultdict(dict)
    for told in slots:
        slot, explanation = told.values, explain(material, told.values, opposed=told.opposed)
        if explanation == "different granularity":
            continue
        claims = _claims_about(slot, by_unit, sizes, settings.against)
        holding = [claims & _claims_with(side, by_unit) for side in slot]
        torn = {claim for place, held in enumerate(holding) for other in holding[:place] for claim in held & other}
        for side, held in zip(slot, holding, strict=True):
            giving = [claim for claim in sorted(held - torn) if any(_states(gists[claim], reading) for reading in side)]
            units = {reading.unit for reading in side}
            for claim in sorted(giving, key=lambda claim: (-_overlap(in_units[claim], units), claim))[:1]:
                for other in (other for other in slot if other is not side):
                    at_odds = excludes(side, other)
                    if not at_odds and not outgrows(side, other):
                        continue
                    why = explanation if at_odds else "update over time"
                    for reading in other:
                        if reading.kind == "figure" or told.opposed or same_event(side[0], reading):
                            against = Against(
                                at=reading.at, how=_HOW[reading.kind], value=reading.label, explanation=why
                            )
                            found[claim].setdefault(reading.at, against)
    for claim, against in _apart(places, drafts):
        found[claim].setdefault(against.at, against)
    for claim, accounts in rivals.items():
        for rival in accounts:
            by = rival.chain[-1] if rival.chain else None
            found[claim].setdefault(rival.at, Against(at=rival.at, how="contradicts", by=by))
    names = {actor.id: actor.name for actor in material.actors.actors}
    for denial in denials:
        if denial.at in of:
            against = Against(at=denial.at, how=denial.how, by=names.get(denial.by or ""))
            found[of[denial.at]].setdefault(denial.at, against)
    return {claim: tuple(found[claim][at] for at in sorted(found[claim])) for claim in sorted(found)}


def _overlap(one: set[int], other: set[int]) -> float:
    """The share of sentences that two sets have in common, of all of either."""
    return len(one & other) / len(one | other)


def _apart(differences: Iterable[Difference], drafts: Sequence[ClaimDraft]) -> Iterator[tuple[str, Against]]:
    """The claims whose gist puts something in one place, each with the spans that put it in another."""
    by_report: dict[str, list[ClaimDraft]] = defaultdict(list)
    for draft in drafts:
        by_report[draft.gist.report].append(draft)
    for difference in differences:
        for side in difference.sides if difference.explanation == "real conflict" else ():
            told = {(draft.id, at) for at in side.spans for draft in by_report[at.report] if _shares(draft.gist, at)}
            for other in difference.sides:
                for claim in sorted({claim for claim, _ in told}) if other != side else ():
                    for at in other.spans:
                        yield claim, Against(at=at, how="different place", value=other.value)


def _shares(one: Citation, other: Citation) -> bool:
    """Whether two spans of one report overlap by half of the shorter."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common >= min(one.end - one.start, other.end - other.start)


def _states(support: DraftSupport, reading: Reading) -> bool:
    """Whether the span of the support gives the reading."""
    return support.unit == reading.unit and support.at.start <= reading.span.start < support.at.end


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
