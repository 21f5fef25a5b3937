"""One matter that reports have from different outlets: each tells the terms that its own source gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Difference, Side
from rashomon.reconcile.material.drafts import TOLD_IN, Material, Unit
from rashomon.settings import SourceSettings

_PRESS = frozenset({"outlets", "media", "newspapers", "reports", "press"})
"""Words for outlets that nobody names; what they say is told with what a named one says."""


@dataclass(frozen=True, slots=True)
class _Hearsay:
    """What one paragraph of a report has from other outlets. `parties` are the actors it is about, or their states."""

    report: int
    outlets: tuple[str, ...]
    parties: frozenset[str]
    spans: tuple[Citation, ...]


def find_source_differences(material: Material, *, settings: SourceSettings) -> tuple[Difference, ...]:
    """Return a difference in attribution for what two reports have from different outlets about the same parties."""
    names = {actor.id: actor.name for actor in material.actors.actors}
    found: list[_Hearsay] = []
    units: dict[int, list[Unit]] = defaultdict(list)
    for unit in material.units:
        if unit.role in TOLD_IN and unit.attributions:
            units[unit.report].append(unit)
    for report in sorted(units):
        found.extend(_of_report(material, report, units[report], names))
    differences = []
    taken: set[int] = set()
    for place, first in enumerate(found):
        if place in taken:
            continue
        rivals = [
            other
            for other in range(place + 1, min(len(found), place + 1 + settings.most_candidates))
            if other not in taken and _rivals(first, found[other], settings)
        ]
        if rivals:
            taken.update(rivals)
            sides = [first, *(found[other] for other in rivals)]
            shared = first.parties.intersection(*(found[other].parties for other in rivals)) or first.parties
            differences.append(
                Difference(
                    type="attribution",
                    explanation="different origin",
                    sides=tuple(Side(value=", ".join(side.outlets), spans=side.spans) for side in sides),
                    about=_about(material, shared),
                )
            )
    return tuple(differences)


def _about(material: Material, parties: frozenset[str]) -> str:
    """The names of the parties, a state by its own, those of most reports first."""
    found = [
        actor.name
        for actor in material.actors.actors
        if actor.id in parties or (actor.kind == "state" and f"@{actor.country}" in parties)
    ]
    return ", ".join(dict.fromkeys(found))


def _rivals(one: _Hearsay, other: _Hearsay, settings: SourceSettings) -> bool:
    if one.report == other.report or set(one.outlets) & set(other.outlets):
        return False
    return len(one.parties & other.parties) >= settings.shared_parties


def _of_report(material: Material, report: int, units: Sequence[Unit], names: dict[str, str]) -> list[_Hearsay]:
    item = material.reports[report]
    index = material.indices[report]
    actors = item.annotation.actors
    outlets = {actor.id for actor in actors if actor.kind == "outlet"}
    press = {actor.id for actor in actors if actor.kind == "unnamed" and set(actor.name.lower().split()) & _PRESS}
    by_block: dict[Span, dict[int, str]] = defaultdict(dict)
    for unit in units:
        for number in unit.attributions:
            speaker = item.annotation.attributions[number].speaker
            block = index.block(unit.span.start)
            if speaker in outlets | press and block is not None:
                merged = material.actors.of.get((item.report.id, speaker), speaker)
                by_block[block].setdefault(number, names.get(merged, merged))
    out = []
    for block in sorted(by_block):
        if not any(item.annotation.attributions[number].speaker in outlets for number in by_block[block]):
            continue
        spans, parties = [], set()
        for number in sorted(by_block[block]):
            attribution = item.annotation.attributions[number]
            parts = (*attribution.source, *attribution.cue, *attribution.content)
            spans.append(index.cite(Span(min(p.start for p in parts), max(p.end for p in parts))))
            for actor in actors:
                if any(c.contains(mention.span) for c in attribution.content for mention in actor.mentions):
                    parties.add(f"@{actor.country}" if actor.country else actor.id)
        named = {
            name for number, name in by_block[block].items() if item.annotation.attributions[number].speaker in outlets
        }
        out.append(_Hearsay(report, tuple(sorted(named)), frozenset(parties), tuple(spans)))
    return out
