"""Units become claim drafts: aligned sentences, and those that only one report has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rashomon.model.spans import Span
from rashomon.reconcile.align.align import Alignment
from rashomon.reconcile.claims.clause import choose_clauses
from rashomon.reconcile.claims.draft import Drafter
from rashomon.reconcile.claims.parts import Parts, find_parts, leave_out_told
from rashomon.reconcile.claims.readable import readable
from rashomon.reconcile.material.drafts import ClaimDraft, Material
from rashomon.settings import ReconcileSettings

_ALONE = frozenset({"headline", "body", "standfirst"})
"""Roles of blocks whose sentences are claims even when no other report has them."""


def draft_claims(material: Material, alignment: Alignment, *, settings: ReconcileSettings) -> tuple[ClaimDraft, ...]:
    """Return the claims of the story without their status, in order of their first unit.

    They are groups of aligned sentences, each shown by the clause that carries the fact; the further clauses that
    sentences of several reports share; and sentences that only one report has.
    """
    drafter = Drafter(material, alignment.facets, settings=settings.status)
    drafts = []
    for group in (*alignment.groups, *_alone(material, alignment)):
        spans: Sequence[Span] = choose_clauses(material, group, alignment.facets, settings=settings.align)
        drafts.append(drafter.draft(group, spans, _between(alignment, group), why="joined"))
    parts = _readable(material, find_parts(material, alignment, align=settings.align, settings=settings.parts))
    for group in leave_out_told(parts, drafts, settings=settings.parts):
        chosen = [parts.parts[place] for place in group]
        units, spans = [part.unit for part in chosen], [part.span for part in chosen]
        drafts.append(drafter.draft(units, spans, _between(parts, group), why="joined by a clause"))
    return tuple(sorted(drafts, key=lambda draft: (draft.support[0].unit, draft.id)))


def _readable(material: Material, parts: Parts) -> Parts:
    """The clauses as they are shown: one that states nothing by itself is shown, and compared, as its sentence."""
    shown = list(parts.parts)
    for place in sorted({place for group in parts.groups for place in group}):
        unit = material.units[shown[place].unit]
        span = readable(material.indices[unit.report], unit, shown[place].span)
        if span != shown[place].span:
            shown[place] = replace(shown[place], span=span)
    return replace(parts, parts=tuple(shown))


def _between(linked: Alignment | Parts, group: Sequence[int]) -> Callable[[int, int], float]:
    """The probability of two members of a group, by their places in it: as that of the two units or clauses."""
    nodes, known = [linked.node[member] for member in group], linked.pairs.get

    def same(one: int, other: int) -> float:
        i, j = nodes[one], nodes[other]
        return 1.0 if i == j else known((i, j) if i < j else (j, i), 0.0)

    return same


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
