"""Reports become stories: copies are found, the texts are clustered, each report's place is explained."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from rashomon.group.boilerplate import Boilerplate, outline
from rashomon.group.digest import digest, publication_order
from rashomon.group.explain import explain_all
from rashomon.group.shared_spans import shared_spans
from rashomon.group.story_index import StoryIndex
from rashomon.group.tell import tell
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.story import Membership, Story
from rashomon.settings import GroupSettings


def group(reports: Sequence[AnnotatedReport], *, settings: GroupSettings) -> tuple[Story, ...]:
    """Return the stories of `reports`, in order of their first reports. The order of `reports` does not matter.

    `Story.copies` has every verified pair with the spans that both share; of several pairs of one report the last names
    the earliest text. `Story.members` tells why each report is where it is.
    """
    ordered = sorted(reports, key=lambda item: publication_order(item.annotation.reference, item.report.id))
    by_id = {item.report.id: item for item in ordered}
    boilerplate = Boilerplate(settings=settings)
    outlines = {id: outline(item.report) for id, item in by_id.items()}
    boilerplate.add(outlines.values())
    spans = {id: boilerplate.spans(item.report, outlines[id]) for id, item in by_id.items()}
    digests = {
        id: digest(
            item.report,
            outline=outlines[id],
            spans=spans[id],
            published=item.annotation.reference,
            settings=settings,
        )
        for id, item in by_id.items()
    }
    index = StoryIndex(settings=settings)
    waiting = iter(digests.values())
    while batch := list(itertools.islice(waiting, settings.batch)):
        index.add(batch)
    stories = []
    for key in sorted(index.live):
        live = index.live[key]
        members = explain_all(index, live, settings=settings)
        story = tell(index.reports, live)
        copies = tuple(
            replace(
                copy,
                shared=shared_spans(
                    by_id[copy.report].report,
                    spans[copy.report],
                    digests[copy.original].text.shingles,
                    settings=settings,
                ),
            )
            for copy in story.copies
        )
        named = _add_names([by_id[name] for name in story.reports], members, settings=settings)
        stories.append(replace(story, copies=copies, members=named))
    return tuple(stories)


def _add_names(
    reports: Sequence[AnnotatedReport], members: dict[str, Membership], *, settings: GroupSettings
) -> tuple[Membership, ...]:
    """Return the memberships in the order of `reports`, with the actors and places that each shares with others."""
    actors = _shared(reports, lambda item: [actor.name for actor in item.annotation.actors if actor.kind != "unnamed"])
    places = _shared(reports, lambda item: [place.name for place in item.annotation.places if not place.metonym])
    return tuple(
        replace(
            members[item.report.id],
            shared_actors=tuple(actors[place][: settings.shown_terms]),
            shared_places=tuple(places[place][: settings.shown_terms]),
        )
        for place, item in enumerate(reports)
    )


def _shared(reports: Sequence[AnnotatedReport], names_of: Callable[[AnnotatedReport], list[str]]) -> list[list[str]]:
    """Return for each report its names that another report has too, those of most reports first."""
    names = [sorted(set(names_of(item))) for item in reports]
    counts = Counter(name for own in names for name in own)
    return [sorted((name for name in own if counts[name] > 1), key=lambda name: (-counts[name], name)) for own in names]
