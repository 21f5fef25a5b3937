"""The places of the story, those of most reports first."""

from __future__ import annotations

from rashomon.model.annotation import Place
from rashomon.model.synopsis import Citation, StoryPlace
from rashomon.reconcile.drafts import Material
from rashomon.reconcile.figures import TOLD_IN


def find_places(material: Material) -> tuple[StoryPlace, ...]:
    """Return the places that the reports name as places.

    A name that stands for a government ("Moscow said") is no place, nor is one in a caption or a byline.
    """
    found: dict[tuple[str, str, float, float], list[tuple[int, Place]]] = {}
    for number, item in enumerate(material.reports):
        told = [block.span for block in item.report.blocks if block.role in TOLD_IN]
        for place in item.annotation.places:
            if not place.metonym and any(span.contains(place.span) for span in told):
                found.setdefault((place.name, place.country or "", place.lat, place.lon), []).append((number, place))
    ordered = sorted(found.items(), key=lambda pair: (-len({number for number, _ in pair[1]}), -len(pair[1]), pair[0]))
    return tuple(
        StoryPlace(
            name=name,
            country=country or None,
            lat=lat,
            lon=lon,
            spans=tuple(Citation(material.reports[n].report.id, p.span.start, p.span.end) for n, p in mentions),
        )
        for (name, country, lat, lon), mentions in ordered
    )
