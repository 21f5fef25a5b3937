"""Units become claim drafts: aligned sentences, and those that only one report has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rashomon.model.ids import derive_id
from rashomon.model.synopsis import Citation
from rashomon.reconcile.align import Alignment
from rashomon.reconcile.claims_clause import choose_clauses
from rashomon.reconcile.claims_kind import find_kind
from rashomon.reconcile.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.origins import Origins
from rashomon.reconcile.scorer_features import centrality
from rashomon.settings import ReconcileSettings

_ALONE = frozenset({"headline", "body", "standfirst"})
"""Roles of blocks whose sentences are claims even when no other report has them."""


def draft_claims(material: Material, alignment: Alignment, *, settings: ReconcileSettings) -> tuple[ClaimDraft, ...]:
    """Return the claims of the story without their status, in order of their first unit."""
    origins = Origins(material, settings=settings.status)
    central = centrality(alignment.facets)
    reports = len(material.reports)
    drafts = []
    for group in (*alignment.groups, *_alone(material, alignment)):
        spans = choose_clauses(material, group, alignment.facets, settings=settings.align)
        support = []
        for number, span in zip(group, spans, strict=True):
            unit = material.units[number]
            chain, origin = origins.find(unit, span)
            at = material.citation(unit.report, span)
            support.append(DraftSupport(at=at, unit=number, origin=origin, chain=chain))
        fits = _fits(material, group, alignment)
        gist = _gist(material, support, fits)
        support = [
            replace(s, confidence=_same(material, number, group[gist], alignment, fit))
            for s, number, fit in zip(support, group, fits, strict=True)
        ]
        held = len({material.units[number].report for number in group})
        weight = 0.5 * held / reports + 0.5 * float(np.mean(central[list(group)]))
        drafts.append(
            ClaimDraft(
                id=derive_id(material.story.id, *(_key(s.at) for s in support)),
                kind=find_kind(material, group, spans),
                gist=support[gist].at,
                support=tuple(support),
                confidence=sum(fits) / len(fits),
                weight=round(min(1.0, weight), 6),
                why=_why(group, alignment),
            )
        )
    return tuple(sorted(drafts, key=lambda draft: (draft.support[0].unit, draft.id)))


def _key(at: Citation) -> str:
    return f"{at.report}:{at.start}:{at.end}"


def _alone(material: Material, alignment: Alignment) -> list[tuple[int, ...]]:
    aligned = {number for group in alignment.groups for number in group}
    return [
        (unit.number,)
        for unit in material.units
        if unit.number not in aligned and unit.role in _ALONE and _states_a_fact(material, unit.number)
    ]


def _states_a_fact(material: Material, number: int) -> bool:
    """Whether the unit has a finite verb with a subject, or is a headline, and is no question."""
    unit = material.units[number]
    item = material.reports[unit.report]
    if item.report.text[unit.span.start : unit.span.end].rstrip("\"'”’)").endswith("?"):
        return False
    if unit.role == "headline":
        return len(unit.terms) >= 2 and not _printed_before(material, number)
    return len(unit.terms) >= 3 and any(
        clause.subject is not None or clause.object is not None for clause in unit.clauses
    )


def _printed_before(material: Material, number: int) -> bool:
    """Whether the headline stands earlier in its report in the same words: a second printing is nobody's claim."""
    unit = material.units[number]
    text = material.reports[unit.report].report.text
    words = text[unit.span.start : unit.span.end].casefold().split()
    for earlier in reversed(material.units[:number]):
        if earlier.report != unit.report:
            return False
        if earlier.role == "headline" and text[earlier.span.start : earlier.span.end].casefold().split() == words:
            return True
    return False


def _fits(material: Material, group: Sequence[int], alignment: Alignment) -> list[float]:
    """The mean probability of each unit with those of other reports in its group; 1 where it stands alone."""
    out = []
    for one in group:
        others = [other for other in group if material.units[other].report != material.units[one].report]
        out.append(_mean(alignment, one, others) if others else 1.0)
    return out


def _mean(alignment: Alignment, one: int, others: Sequence[int]) -> float:
    return sum(alignment.pairs.get((min(one, other), max(one, other)), 0.0) for other in others) / len(others)


def _same(material: Material, unit: int, gist: int, alignment: Alignment, fit: float) -> float:
    """How probably a unit states what the gist states; one of the gist's own report by how it fits the group."""
    if unit == gist:
        return 1.0
    same_report = material.units[unit].report == material.units[gist].report
    return fit if same_report else _mean(alignment, unit, [gist])


def _gist(material: Material, support: Sequence[DraftSupport], fits: Sequence[float]) -> int:
    """The place of the clearest span: of the body rather than a title, the one that fits the others best."""

    def rank(place: int) -> tuple[bool, float, int]:
        return (material.units[support[place].unit].role != "body", -round(fits[place], 6), place)

    return min(range(len(support)), key=rank)


def _why(group: Sequence[int], alignment: Alignment) -> tuple[str, ...]:
    found = [alignment.pairs[i, j] for n, i in enumerate(group) for j in group[n + 1 :] if (i, j) in alignment.pairs]
    if not found:
        return ("alone: no sentence of another report reaches the linkage threshold",)
    mean = sum(found) / len(found)
    return (f"joined: {len(found)} pairs, probability {min(found):.2f} to {max(found):.2f}, mean {mean:.2f}",)
