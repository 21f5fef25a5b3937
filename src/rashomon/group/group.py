"""Reports become stories: copies are found, the texts are clustered, each report's place is explained."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.group.digest import digest
from rashomon.group.story_index import LiveStory, StoryIndex
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.story import Copy, Story
from rashomon.settings import GroupSettings


def group(reports: Sequence[AnnotatedReport], *, settings: GroupSettings) -> tuple[Story, ...]:
    """Return the stories of `reports`, in order of their first reports. The order of `reports` does not matter.

    `Story.copies` has every verified pair, the later report as the copy; of several pairs of one report the last
    names the earliest text.
    """
    index = StoryIndex(settings=settings)
    index.add(digest(item.report, published=item.annotation.reference, settings=settings) for item in reports)
    return tuple(tell(index, index.live[key]) for key in sorted(index.live))


def tell(index: StoryIndex, story: LiveStory) -> Story:
    """Return a story of the index as what later stages read."""
    members = sorted(story.numbers + story.copies, key=lambda number: index.reports[number].order)
    inside = set(members)
    copies = []
    for number in members:
        report = index.reports[number]
        for match in reversed(report.matches):
            if match.other in inside:
                original = index.reports[match.other].id
                copies.append(Copy(report=report.id, original=original, containment=match.containment))
    return Story(id=story.id, reports=tuple(index.reports[number].id for number in members), copies=tuple(copies))
