"""Claims that somebody denies: each is a claim of its own, whatever its sentence was joined with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rashomon.model.ids import derive_id
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation
from rashomon.reconcile.claims.kind import find_kind
from rashomon.reconcile.claims.readable import readable
from rashomon.reconcile.denials.denials import Denial
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.origins.origins import Origins, says_it
from rashomon.settings import ReconcileSettings


def claim_denied(
    material: Material, drafts: Sequence[ClaimDraft], denials: Sequence[Denial], *, settings: ReconcileSettings
) -> tuple[ClaimDraft, ...]:
    """Return a claim for each sentence that a denial answers and that no draft surely states, or only the denier's.

    "The army fired" and "the rebels fired" have nearly all words in common and may stand in one group; who denies the
    one does not deny the other.
    """
    names = {actor.id: actor.name for actor in material.actors.actors}
    stated: dict[int, list[tuple[Citation, ClaimDraft]]] = defaultdict(list)
    weight: dict[int, float] = defaultdict(float)
    for draft in drafts:
        for support in draft.support:
            weight[support.unit] = max(weight[support.unit], draft.weight)
            if support.confidence >= settings.contrast.against.sure:
                stated[support.unit].append((support.at, draft))
    origins = Origins(material, settings=settings.status)
    found = {}
    for denial in denials:
        answers, by = denial.answers, names.get(denial.by or "")
        number = answers.unit
        told = [
            draft
            for at, draft in stated[number]
            if (answers.terms or answers.is_told_by(Span(at.start, at.end), settings.contrast.against.fullest))
            and not (number == denial.unit and denial.at.start < at.end and at.start < denial.at.end)
        ]
        if all(says_it(by, _voice(draft)) for draft in told):
            unit = material.units[number]
            told_by = answers.span if number == denial.unit else unit.span
            chain, origin = origins.find(unit, told_by)
            shown = told_by if number == denial.unit else readable(material.indices[unit.report], unit, told_by)
            at = material.citation(unit.report, shown)
            found[number] = ClaimDraft(
                id=derive_id(material.story.id, "denied", f"{at.report}:{at.start}:{at.end}"),
                kind=find_kind(material, (number,), (unit.span,)),
                gist=at,
                support=(DraftSupport(at=at, unit=number, origin=origin, chain=chain),),
                weight=weight[number],
                why=("denied: the sentence that a denial answers, apart from what it was joined with",),
            )
    return tuple(found[number] for number in sorted(found))


def part_accounts(
    material: Material, drafts: Sequence[ClaimDraft], denials: Sequence[Denial]
) -> tuple[tuple[ClaimDraft, ...], dict[str, tuple[DraftSupport, ...]]]:
    """Return the drafts without the accusations that their own speaker denies, and these by the id of the draft.

    Where the ministry says that rebels fired, and denies that the army did, who accuses the army does not support what
    the ministry says: it is a rival account.
    """
    names = {actor.id: actor.name for actor in material.actors.actors}
    denied: dict[int, list[str]] = defaultdict(list)
    for denial in denials:
        if denial.by is not None and denial.how != "no comment":
            denied[denial.answers.unit].append(names.get(denial.by, ""))
    out, rivals = [], {}
    for draft in drafts:
        voice = _voice(draft)
        apart = tuple(s for s in draft.support if any(says_it(by, voice) for by in denied.get(s.unit, ()) if voice))
        left = tuple(s for s in draft.support if s not in apart)
        if apart and any(s.at == draft.gist for s in left):
            rivals[draft.id] = apart
            draft = replace(draft, support=left)
        out.append(draft)
    return tuple(out), rivals


def _voice(draft: ClaimDraft) -> tuple[str, ...]:
    """The last voice of the claim's gist."""
    return next(support.chain[-1:] for support in draft.support if support.at == draft.gist)
