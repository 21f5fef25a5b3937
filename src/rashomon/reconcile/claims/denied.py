"""Claims that somebody denies: each is a claim of its own, whatever its sentence was joined with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.model.ids import derive_id
from rashomon.model.synopsis import Citation
from rashomon.reconcile.claims.kind import find_kind
from rashomon.reconcile.claims.meant import Meant
from rashomon.reconcile.denials.denials import Denial
from rashomon.reconcile.differences.readings import TermWeights
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.origins.origins import says_it
from rashomon.settings import ReconcileSettings


def claim_denied(
    material: Material,
    drafts: Sequence[ClaimDraft],
    denials: Sequence[Denial],
    weights: TermWeights,
    *,
    settings: ReconcileSettings,
) -> tuple[tuple[ClaimDraft, ...], Mapping[Citation, str]]:
    """Return the claims that are made for denials, and the id of the claim that each denial, by its place, is of.

    A sentence tells several facts, and who denies one does not deny the others. So a denial is of the claims that have
    just the sentences that tell what is denied; where there is none, these become a claim of their own. "The army
    fired" and "the rebels fired" have nearly all words in common and may stand in one group; who denies the one does
    not deny the other.
    """
    meant = Meant(material, drafts, denials, weights, settings=settings)
    weight: dict[int, float] = defaultdict(float)
    for draft in drafts:
        for support in draft.support:
            weight[support.unit] = max(weight[support.unit], draft.weight)
    out: dict[str, ClaimDraft] = {}
    of: dict[Citation, str] = {}
    for group, members in _grouped(denials, meant, least=settings.contrast.against.one_matter):
        known = meant.same(group, frozenset(members))
        if known is None:
            first = group[0].answers.unit
            gist = members[first].at
            known = derive_id(material.story.id, "denied", f"{gist.report}:{gist.start}:{gist.end}")
            out[known] = ClaimDraft(
                id=known,
                kind=find_kind(material, (first,), (material.units[first].span,)),
                gist=gist,
                support=tuple(members[number] for number in sorted(members)),
                weight=max(weight[number] for number in members),
                why=("denied: the sentences that tell what a denial answers, apart from what they were joined with",),
            )
        of.update((denial.at, known) for denial in group)
    return tuple(out.values()), of


def _grouped(
    denials: Sequence[Denial], meant: Meant, *, least: float
) -> list[tuple[list[Denial], dict[int, DraftSupport]]]:
    """Denials that are of one thing, with the spans that tell it by their units.

    They answer one sentence; or one side denies what has the sentence of the other denial, or more than one sentence,
    and `least` of the fewer, in common. Who denies a deed of Ruritania's does not deny the same one of Borduria's.
    """
    groups: list[tuple[list[Denial], dict[int, DraftSupport]]] = []
    places: dict[int, list[int]] = defaultdict(list)
    for denial in denials:
        told = {support.unit: support for support in (*meant.spans(denial), meant.answered(denial))}
        shared = Counter(place for unit in sorted(told) for place in places[unit])
        alike = []
        for place, count in shared.items():
            others, spans = groups[place]
            within = denial.answers.unit in spans
            same = any(other.answers.unit == denial.answers.unit for other in others)
            allied = any(meant.side(other.by) == meant.side(denial.by) for other in others)
            if same or (allied and (within or (count > 1 and count >= least * min(len(told), len(spans))))):
                alike.append((not same, not within, -count, place))
        place = min(alike)[3] if alike else len(groups)
        if place == len(groups):
            groups.append(([], {}))
        groups[place][0].append(denial)
        for unit, support in sorted(told.items()):
            if unit not in groups[place][1]:
                groups[place][1][unit] = support
                places[unit].append(place)
    return groups


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
