"""What speaks against a claim: values that cannot also hold, denials, refusals to comment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from rashomon.model.spans import Span
from rashomon.model.synopsis import Against, Citation, Difference, How
from rashomon.reconcile.denials.antecedent import Answered
from rashomon.reconcile.denials.denials import Denial
from rashomon.reconcile.differences.readings import Reading
from rashomon.reconcile.differences.slots import Values, excludes, find_slots, same_event
from rashomon.reconcile.differences.values import explain
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.material.terms import commonness
from rashomon.reconcile.origins.origins import says_it
from rashomon.settings import AgainstSettings, ContrastSettings

_HOW: Mapping[str, How] = {"figure": "different figure", "date": "different date"}


def find_against(
    material: Material,
    drafts: Sequence[ClaimDraft],
    values: Values,
    denials: Sequence[Denial] = (),
    *,
    places: Sequence[Difference] = (),
    rivals: Mapping[str, Sequence[DraftSupport]] = MappingProxyType({}),
    settings: ContrastSettings,
) -> Mapping[str, tuple[Against, ...]]:
    """Return, by the id of the claim, the spans that speak against it; claims without any are left out.

    A claim some of whose spans give one value and others its rival has neither against it. `places` are the differences
    of place of the story, `denials` those that answer something, `rivals` the accounts that cannot hold beside
    a claim, by its id.
    """
    by_unit: dict[int, list[tuple[Citation, str]]] = defaultdict(list)
    sure: set[tuple[Citation, str]] = set()
    for draft in drafts:
        for support in draft.support:
            by_unit[support.unit].append((support.at, draft.id))
            if support.confidence >= settings.against.sure:
                sure.add((support.at, draft.id))
    gists = {draft.id: next(support for support in draft.support if support.at == draft.gist) for draft in drafts}
    sizes = {draft.id: len(draft.support) for draft in drafts}
    found: dict[str, dict[Citation, Against]] = defaultdict(dict)
    slots = (
        *find_slots(values, kind="figure", least=settings.slots.conflict),
        *find_slots(values, kind="date", least=settings.slots.date_conflict),
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
                if not any(_states(gists[claim], reading) for reading in side):
                    continue
                for reading in (r for other in slot if excludes(side, other) for r in other):
                    if reading.kind == "date" and not same_event(side[0], reading):
                        continue
                    against = Against(
                        at=reading.at, how=_HOW[reading.kind], value=reading.label, explanation=explanation
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
        inside = denial.answers.unit == denial.unit  # "which he denies": the sentence says both
        own = {
            claim
            for at, claim in by_unit[denial.unit]
            if not inside or (at.start < denial.at.end and denial.at.start < at.end)
        }
        by = names.get(denial.by or "")
        for claim in _answered(material, denial.answers, by_unit, sure, settings.against):
            if claim not in own and not says_it(by, gists[claim].chain[-1:]):
                against = Against(at=denial.at, how=denial.how, by=by)
                found[claim].setdefault(denial.at, against)
    return {claim: tuple(found[claim][at] for at in sorted(found[claim])) for claim in sorted(found)}


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


def _answered(
    material: Material,
    answers: Answered,
    by_unit: Mapping[int, Sequence[tuple[Citation, str]]],
    sure: Collection[tuple[Citation, str]],
    settings: AgainstSettings,
) -> list[str]:
    """The claims of the stretch that a denial answers; where it says what it denies, those that state most of it.

    Claims that the stretch surely states come before those that it may state, and where it is only pointed at those of
    most of it before those of a clause inside it.
    """
    near = {
        claim: Span(at.start, at.end)
        for at, claim in by_unit.get(answers.unit, ())
        if 2 * (min(at.end, answers.span.end) - max(at.start, answers.span.start))
        >= min(at.end - at.start, answers.span.end - answers.span.start)
    }
    spans = (
        near
        if answers.terms
        else {claim: span for claim, span in near.items() if answers.is_told_by(span, settings.fullest)} or near
    )
    surely = {claim: span for claim, span in spans.items() if (_cited(material, answers.unit, span), claim) in sure}
    spans = surely or spans
    if not answers.terms:
        return sorted(spans)
    unit = material.units[answers.unit]
    start, terms = material.reports[unit.report].annotation.tokens.start, material.terms[unit.report]
    stated = {}
    for claim, span in spans.items():
        inside = {terms[i] for i in range(unit.first, unit.last) if span.start <= start[i] < span.end}
        stated[claim] = sum(1.0 - commonness(term) for term in sorted(answers.terms & inside))
    enough = settings.fullest * max(stated.values(), default=0.0)
    return sorted(claim for claim, share in stated.items() if share >= enough)


def _cited(material: Material, unit: int, span: Span) -> Citation:
    return material.citation(material.units[unit].report, span)


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
