"""Drafts become claims: the status follows from origins and from what speaks against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rashomon.model.synopsis import Against, Citation, Claim, Status, Support
from rashomon.reconcile.denials.denials import Denial
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.origins.count import count_origins
from rashomon.reconcile.origins.origins import says_it
from rashomon.settings import StatusSettings

_CONFLICT = frozenset({"different figure", "different date", "different place", "different actor", "contradicts"})


def decide_status(
    material: Material,
    drafts: Sequence[ClaimDraft],
    against: Mapping[str, tuple[Against, ...]],
    denials: Sequence[Denial] = (),
    *,
    settings: StatusSettings,
) -> tuple[Claim, ...]:
    """Return the claims with their status, the weightiest first. `denials` are those that answer something."""
    answers = {denial.at: denial for denial in denials}
    claims = [_decide(material, draft, against.get(draft.id, ()), answers, settings) for draft in drafts]
    place = {item.report.id: number for number, item in enumerate(material.reports)}
    return tuple(
        sorted(
            claims,
            key=lambda c: (-c.weight, place[c.gist.report], c.gist.start, c.gist.end, c.id),
        )
    )


def _answered(
    material: Material, draft: ClaimDraft, against: tuple[Against, ...], answers: Mapping[Citation, Denial]
) -> DraftSupport:
    """The gist of a claim; of one that is denied the span that the denials answer, if it is one of the claim.

    Else it is the span that has most terms in common with the denials, of another report than they are, where there is
    one. It is of nobody who denies it, and, where there is a choice, of no sentence that holds a denial itself.
    """
    denials = [entry for entry in against if entry.how in ("denies", "dismisses")]
    if not denials:
        return next(s for s in draft.support if s.at == draft.gist)
    known = [answers[entry.at] for entry in denials if entry.at in answers]
    meant = Counter(denial.answers.unit for denial in known)
    denying = {denial.unit for denial in answers.values()}
    terms = {term for denial in known for term in material.units[denial.unit].terms}
    others = {entry.at.report for entry in denials}
    asserted = [s for s in draft.support if not any(says_it(entry.by, s.chain[-1:]) for entry in denials)]
    spans = asserted or list(draft.support)
    spans = [support for support in spans if support.unit not in denying] or spans
    if not meant.keys() & {support.unit for support in spans}:
        spans = [support for support in spans if support.at.report not in others] or spans
    return max(spans, key=lambda s: (meant[s.unit], len(terms & set(material.units[s.unit].terms)), -s.unit))


def _confidence(material: Material, draft: ClaimDraft, support: DraftSupport, gist: DraftSupport) -> float:
    """How probably a span states what the gist states. Where a denial chose another gist, the terms they share tell."""
    if gist.at == draft.gist or support == gist:
        return 1.0 if support == gist else support.confidence
    own, wanted = set(material.units[support.unit].terms), set(material.units[gist.unit].terms)
    return len(own & wanted) / max(1, min(len(own), len(wanted)))


def _opposed(against: Sequence[Against]) -> list[str]:
    """A line for each way in which something speaks against a claim, and each voice or value."""
    told = {
        f"opposed: {entry.how}"
        + (f" {entry.value}, {entry.explanation}" if entry.value else f", {entry.by}" if entry.by else "")
        for entry in against
    }
    return sorted(told)


def _decide(
    material: Material,
    draft: ClaimDraft,
    against: tuple[Against, ...],
    answers: Mapping[Citation, Denial],
    settings: StatusSettings,
) -> Claim:
    reports = {
        material.units[support.unit].report
        if (copy := material.copy_of[material.units[support.unit].report]) is None
        else copy
        for support in draft.support
    }
    keys, origins = count_origins(material, draft.support, settings=settings)
    hows = {entry.how for entry in against if entry.explanation != "update over time"}
    status: Status
    if hows & {"denies", "dismisses"}:
        status, rule = "denied", "someone denies it"
    elif hows & _CONFLICT:
        status, rule = "disputed", "another value or account cannot also hold"
    elif len({support.at.report for support in draft.support}) == 1:
        status, rule = "single", "one report has it"
    elif len(reports) == 1:
        status, rule = "one origin", "a report and its copies have it"
    elif len(origins) <= 1:
        status, rule = "one origin", "every report has it from one voice"
    else:
        status, rule = "corroborated", f"{len(origins)} origins"
    gist = _answered(material, draft, against, answers)
    return Claim(
        id=draft.id,
        kind=draft.kind,
        gist=gist.at,
        status=status,
        support=tuple(
            Support(at=s.at, origin=key, chain=s.chain, confidence=round(_confidence(material, draft, s, gist), 4))
            for s, key in zip(draft.support, keys, strict=True)
        ),
        against=against,
        reports=len(reports),
        origins=len(origins),
        confidence=round(draft.confidence, 4),
        weight=draft.weight,
        why=(*draft.why, *_opposed(against), f"status {status}: {rule}"),
    )
