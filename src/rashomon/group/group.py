"""Reports become stories: copies are found, the texts are clustered, each report's place is explained."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.group.candidates import CandidateIndex
from rashomon.group.cluster import single
from rashomon.group.copies import find_copies
from rashomon.group.digest import digest, weigh
from rashomon.group.frequencies import DocumentFrequencies
from rashomon.group.linkage import link, threshold_for
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.ids import derive_id
from rashomon.model.story import Copy, Story
from rashomon.settings import GroupSettings


def group(reports: Sequence[AnnotatedReport], *, settings: GroupSettings) -> tuple[Story, ...]:
    """Return the stories of `reports`, in order of their first reports. The order of `reports` does not matter.

    `Story.copies` has every verified pair, the later report as the copy; of several pairs of one report the last
    names the earliest text.
    """
    digests = [digest(item.report, published=item.annotation.reference, settings=settings) for item in reports]
    digests.sort(key=lambda item: item.order)
    frequencies = DocumentFrequencies(settings=settings)
    for item in digests:
        frequencies.add(item.counts)
    clusters = []
    index = CandidateIndex(settings=settings)
    pairs: set[tuple[int, int]] = set()
    for slot, item in enumerate(digests):
        vector = weigh(item.counts, frequencies, settings=settings)
        pairs.update((other, slot) for other in index.find(vector))
        index.add(slot, vector)
        clusters.append(single(item, vector))
    groups = link(clusters, sorted(pairs), threshold=threshold_for(len(clusters), settings=settings), settings=settings)
    copies = find_copies(digests, settings=settings)
    place = {slot: number for number, members in enumerate(groups) for slot in members}
    by_story: list[list[Copy]] = [[] for _ in groups]
    for late, early, containment in sorted(copies, key=lambda pair: (pair[0], -pair[1])):
        if place[late] == place[early]:
            by_story[place[late]].append(
                Copy(report=digests[late].id, original=digests[early].id, containment=containment)
            )
    return tuple(
        Story(
            id=derive_id("story", digests[members[0]].id),
            reports=tuple(digests[slot].id for slot in members),
            copies=tuple(by_story[number]),
        )
        for number, members in enumerate(groups)
    )
