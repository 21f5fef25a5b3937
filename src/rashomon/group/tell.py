"""A story of the index in the form that later stages read."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.group.digest import Order
from rashomon.group.story_index import LiveStory, Member
from rashomon.model.story import Copy, Story


def tell(reports: Mapping[int, Member], story: LiveStory) -> Story:
    """Return `story` with its `reports` in order of publication and its copies, without explanations.

    Of two reports that share a text the later is the copy; an agency's own text goes before those that credit it, also
    where they bear an earlier date. Copies are in the order of the copying report; several of one report go back in
    time, so the last names the earliest text.
    """
    numbers = sorted(story.numbers + story.copies, key=lambda number: reports[number].order)
    inside = set(numbers)
    pairs = [
        (number, match.other, match.containment)
        for number in numbers
        for match in reports[number].matches
        if match.other in inside and not match.template
    ]
    came: dict[int, tuple[Order, bool]] = {number: (reports[number].order, True) for number in numbers}
    for pair in pairs:
        for one, other in ((pair[0], pair[1]), (pair[1], pair[0])):
            if _credits(reports[one], reports[other]):
                came[other] = min(came[other], (reports[one].order, False))
    ranks = {number: rank for rank, number in enumerate(sorted(numbers, key=lambda number: came[number]))}
    copies = [
        (late, early, containment)
        for one, other, containment in pairs
        for early, late in [sorted((one, other), key=lambda number: ranks[number])]
    ]
    place = {number: at for at, number in enumerate(numbers)}
    copies.sort(key=lambda copy: (place[copy[0]], -ranks[copy[1]]))
    return Story(
        id=story.id,
        reports=tuple(reports[number].id for number in numbers),
        copies=tuple(
            Copy(report=reports[late].id, original=reports[early].id, containment=containment)
            for late, early, containment in copies
        ),
    )


def _credits(one: Member, other: Member) -> bool:
    """Whether `one` credits its text to the agency that `other` comes from, and is not that agency's own."""
    return other.agency is not None and one.credit == other.agency and one.agency != other.agency
