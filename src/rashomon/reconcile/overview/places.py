"""The places of the story, those of most reports first."""

from __future__ import annotations

from collections import defaultdict

from rashomon.model.annotation import Place
from rashomon.model.synopsis import Citation, StoryPlace
from rashomon.reconcile.material.drafts import TOLD_IN, Material

_Where = tuple[str, str, float, float, bool]
"""Name, country, latitude, longitude and whether these are known: what makes two mentions one place."""


def find_places(material: Material) -> tuple[StoryPlace, ...]:
    """Return the places that the reports name as places; places of one name are one, that of most reports.

    A name that stands for a government ("Moscow said") is no place, nor is one in a caption or a byline.
    """
    meant: dict[_Where, set[int]] = defaultdict(set)
    found: dict[_Where, list[tuple[int, Place]]] = defaultdict(list)
    for number, item in enumerate(material.reports):
        told = [block.span for block in item.report.blocks if block.role in TOLD_IN]
        for place in item.annotation.places:
            where = (place.name, place.country or "", place.lat, place.lon, place.located)
            meant[where].add(number)
            if not place.metonym and any(span.contains(place.span) for span in told):
                found[where].append((number, place))
    joined: dict[_Where, list[tuple[int, Place]]] = defaultdict(list)
    for where, chosen in _one_of_a_name(meant).items():
        if where in found:
            joined[chosen] += found[where]
    ordered = sorted(joined.items(), key=lambda pair: (-len({number for number, _ in pair[1]}), -len(pair[1]), pair[0]))
    return tuple(
        StoryPlace(
            name=name,
            country=country or None,
            lat=lat,
            lon=lon,
            spans=tuple(sorted(Citation(material.reports[n].report.id, p.span.start, p.span.end) for n, p in mentions)),
            located=located,
        )
        for (name, country, lat, lon, located), mentions in ordered
    )


def _one_of_a_name(meant: dict[_Where, set[int]]) -> dict[_Where, _Where]:
    """Each place with the one it is taken for: the place of its name that most reports mean, datelines included.

    A report that says nothing more of a name gets the largest town so called; the others of its story often know
    better. Where one report tells two places of a name apart, they stay apart.
    """
    names: dict[str, list[_Where]] = defaultdict(list)
    for where in meant:
        names[where[0]].append(where)
    chosen: dict[_Where, _Where] = {}
    for rivals in names.values():
        apart = len(set().union(*(meant[where] for where in rivals))) < sum(len(meant[where]) for where in rivals)
        best = min(rivals, key=lambda where: (not where[4], -len(meant[where]), where))
        chosen.update((where, where if apart else best) for where in rivals)
    return chosen
