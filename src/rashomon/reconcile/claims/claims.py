"""Units become claim drafts: aligned sentences, and those that only one report has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rashomon.model.spans import Span
from rashomon.reconcile.align.align import Alignment
from rashomon.reconcile.align.scorer import has_few_reports
from rashomon.reconcile.claims.clause import choose_clauses
from rashomon.reconcile.claims.draft import Between, Drafter
from rashomon.reconcile.claims.parts import Parts, find_parts, leave_out_told
from rashomon.reconcile.claims.readable import readable
from rashomon.reconcile.material.drafts import ClaimDraft, Material
from rashomon.settings import ReconcileSettings

_ALONE = frozenset({"headline", "body", "standfirst"})
"""Roles of blocks whose sentences are claims even when no other report has them."""


def draft_claims(material: Material, alignment: Alignment, *, settings: ReconcileSettings) -> tuple[ClaimDraft, ...]:
    """Return the claims of the story without their status, in order of their first unit.

    They are groups of aligned sentences, each shown by the clause that carries the fact; the further clauses that
    sentences of several reports share; sentences with the one other that is likeliest to state the same; and those that
    only one report has.
    """
    drafter = Drafter(material, alignment.facets, settings=settings.status)

    def draft(group: tuple[int, ...], why: str) -> ClaimDraft:
        spans: Sequence[Span] = choose_clauses(material, group, alignment.facets, settings=settings.align)
        return drafter.draft(group, spans, _between(alignment, group), why=why)

    drafts = [draft(group, "joined") for group in alignment.groups]
    parts = _readable(material, find_parts(material, alignment, align=settings.align, settings=settings.parts))
    for group in leave_out_told(parts, drafts, settings=settings.parts):
        chosen = [parts.parts[place] for place in group]
        units, spans = [part.unit for part in chosen], [part.span for part in chosen]
        drafts.append(drafter.draft(units, spans, _between(parts, group), why="joined by a clause"))
    alone = _alone(material, alignment)
    few = has_few_reports(alignment.facets, settings.align)
    least = settings.status.few_partner if few else settings.status.partner
    pairs = _pair_up(material, alignment, alone, drafts, least=least)
    paired = {number for pair in pairs for number in pair}
    drafts += [draft(pair, "joined in passing") for pair in pairs]
    drafts += [draft((number,), "alone") for number in alone if number not in paired]
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


def _between(linked: Alignment | Parts, group: Sequence[int]) -> Between:
    """The probability of two members of a group, by their places in it: as that of the two units or clauses."""
    return Between([linked.node[member] for member in group], linked.pairs)


def _alone(material: Material, alignment: Alignment) -> list[int]:
    aligned = {number for group in alignment.groups for number in group}
    return [
        unit.number
        for unit in material.units
        if unit.number not in aligned and unit.role in _ALONE and _states_a_fact(material, unit.number)
    ]


def _pair_up(
    material: Material, alignment: Alignment, alone: Sequence[int], drafts: Sequence[ClaimDraft], *, least: float
) -> list[tuple[int, int]]:
    """Each sentence that is in no group with that of another report which most probably states the same.

    A sentence that does not fit a group as a whole may yet tell what one of its sentences does, in passing. Their
    probability is at least `least`; two that choose one another are told once, two that share a clause by that alone.
    A headline has something in common with every other sentence, and is left out.
    """
    best: dict[int, tuple[float, int]] = {}
    for (one, other), probability in alignment.pairs.items():
        if probability < least or "headline" in (material.units[one].role, material.units[other].role):
            continue
        for node, partner in ((one, other), (other, one)):
            if (probability, -partner) > best.get(node, (0.0, 0)):
                best[node] = (probability, -partner)
    told: dict[int, set[str]] = defaultdict(set)
    for draft in drafts:
        for support in draft.support:
            told[support.unit].add(draft.id)
    found = set()
    for number in alone:
        if (chosen := best.get(alignment.node[number])) is not None:
            report = material.units[number].report
            same = [unit for unit in alignment.same[-chosen[1]] if material.units[unit].report != report]
            if same and not told[number] & told[same[0]]:
                found.add((min(number, same[0]), max(number, same[0])))
    return sorted(found)


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
