"""What kind of fact a claim states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rashomon.model.annotation import Force
from rashomon.model.spans import Span
from rashomon.model.synopsis import ClaimKind
from rashomon.reconcile.material.drafts import Material, Unit

_STANCES: frozenset[Force] = frozenset({"rejects", "demands", "proposes", "promises", "threatens"})
_STATIVE = frozenset({"be", "have", "own", "know", "live"})


def find_kind(material: Material, group: Sequence[int], spans: Sequence[Span]) -> ClaimKind:
    """Return the kind that most of the group's spans have; of equally frequent ones the first in the list below.

    A span whose content is attributed is a position when the attribution's force is a stance, else a statement; a span
    in the reporter's own voice is a figure if it counts something, background if its predicate is a state, a date if
    it is short and dated, else an event.
    """
    if len(group) == 1:
        return _kind(material, material.units[group[0]], spans[0])
    order: tuple[ClaimKind, ...] = ("event", "figure", "statement", "position", "date", "background")
    counts = Counter(_kind(material, material.units[n], span) for n, span in zip(group, spans, strict=True))
    return min(order, key=lambda kind: (-counts[kind], order.index(kind)))


def _kind(material: Material, unit: Unit, span: Span) -> ClaimKind:
    annotation = material.reports[unit.report].annotation
    for index in reversed(unit.attributions):
        attribution = annotation.attributions[index]
        if any(content.overlaps(span) for content in attribution.content):
            return "position" if attribution.force in _STANCES else "statement"
    if any(span.contains(annotation.figures[index].span) for index in unit.figures):
        return "figure"
    clause = next((c for c in unit.clauses if c.span == span), unit.clauses[0] if unit.clauses else None)
    if clause is not None and clause.predicate in _STATIVE:
        return "background"
    if any(span.contains(annotation.times[index].span) for index in unit.times) and len(unit.terms) <= 6:
        return "date"
    return "event"
