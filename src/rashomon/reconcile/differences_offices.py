"""An office that one report gives a person now, and another says the person has left."""

from __future__ import annotations

from collections import defaultdict

from rashomon.model.annotation import Actor
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Difference, Explanation, Side
from rashomon.names import fold
from rashomon.reconcile.drafts import Material

_FORMER = frozenset({"former", "ex", "onetime", "retired", "late", "outgoing", "then"})
_NEAR = 120
"""How far from the name, in code points, the words of the office are looked for."""


def find_office_differences(material: Material) -> tuple[Difference, ...]:
    """Return the people whose office some reports give as held and others as left.

    It is an update over time when all reports of the one are earlier than those of the other, by their days of
    publication, else a real conflict. Other wordings of an office ("chief executive", "CEO") are no difference.
    """
    held: dict[str, list[tuple[int, Citation]]] = defaultdict(list)
    left: dict[str, list[tuple[int, Citation]]] = defaultdict(list)
    for number, item in enumerate(material.reports):
        for actor in item.annotation.actors:
            at = _shown(item.report.text, actor) if actor.kind == "person" and actor.office else None
            if at is None or actor.office is None:
                continue
            side = left if _FORMER & set(fold(actor.office).split()) else held
            merged = material.actors.of[item.report.id, actor.id]
            side[merged].append((number, material.citation(number, at)))
    names = {actor.id: actor.name for actor in material.actors.actors}
    return tuple(
        Difference(
            type="actor",
            explanation=_explain(material, held[actor], left[actor]),
            sides=(
                Side(value="in office", spans=tuple(at for _, at in held[actor])),
                Side(value="former", spans=tuple(at for _, at in left[actor])),
            ),
            about=names.get(actor, ""),
        )
        for actor in sorted(held.keys() & left.keys())
    )


def _shown(text: str, actor: Actor) -> Span | None:
    """From the office to the name, or the other way round, where they stand side by side."""
    for mention in actor.mentions:
        first = max(0, mention.span.start - _NEAR)
        place = text.find(actor.office or "", first, mention.span.end + _NEAR)
        if place >= 0:
            end = place + len(actor.office or "")
            return Span(min(place, mention.span.start), max(end, mention.span.end))
    return None


def _explain(material: Material, held: list[tuple[int, Citation]], left: list[tuple[int, Citation]]) -> Explanation:
    before = [material.reports[number].annotation.reference.latest for number, _ in held]
    after = [material.reports[number].annotation.reference.earliest for number, _ in left]
    known = [day for day in before if day is not None], [day for day in after if day is not None]
    if all(known) and max(known[0]) < min(known[1]):
        return "update over time"
    return "real conflict"
