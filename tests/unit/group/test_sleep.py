"""A story that sleeps wakes as it was, in whichever form it was written down.

`tests/golden/group/sleeping-3.bin` was written by version 3 of the layout, from `tests.streams`.
"""

from __future__ import annotations

import json

import numpy as np
from tests.conftest import ROOT
from tests.streams import SETTINGS

from rashomon.group.sleep import pack_story, read_story, wake_story
from rashomon.group.story_index import StoryIndex
from rashomon.group.vectors import Vector

OLD = ROOT / "tests" / "golden" / "group" / "sleeping-3.bin"


def told(index: StoryIndex, key: int) -> object:
    """A story with the words of its reports, whatever their numbers are."""
    story, terms = index.live[key], index.vocabulary.terms

    def weighed(vector: Vector) -> list[list[object]]:
        pairs = zip(vector.ids.tolist(), vector.weights.tolist(), strict=True)
        return sorted([terms[id], weight] for id, weight in pairs)

    members = [index.reports[number] for number in story.numbers + story.copies]
    return {
        "story": story.id,
        "size": story.cluster.size,
        "total": weighed(story.cluster.total),
        "reports": {
            member.id: {
                "vector": weighed(member.vector),
                "title": sorted(terms[id] for id in member.title.tolist()),
            }
            for member in members
        },
    }


def test_a_story_written_before_wakes_as_it_was_and_sleeps_in_less_room() -> None:
    expected = json.loads(OLD.with_suffix(".json").read_text(encoding="utf-8"))
    index = StoryIndex(settings=SETTINGS)
    key = wake_story(index, OLD.read_bytes())
    assert told(index, key) == expected
    again = pack_story(index, index.live[key])
    assert len(again) < len(OLD.read_bytes()) * 3 / 4
    assert read_story(again) == read_story(OLD.read_bytes())
    other = StoryIndex(settings=SETTINGS)
    other.vocabulary.find(["zebra", "aisle"])  # terms have other numbers here
    assert told(other, wake_story(other, again)) == expected


def test_a_total_that_is_not_the_sum_of_its_reports_is_kept() -> None:
    index = StoryIndex(settings=SETTINGS)
    key = wake_story(index, OLD.read_bytes())
    story = index.live[key]
    total = story.cluster.total
    story.cluster = story.cluster.__class__(
        size=story.cluster.size,
        total=Vector(total.ids[1:], total.weights[1:] * np.float32(0.5)),
        square=story.cluster.square,
        days=story.cluster.days,
    )
    other = StoryIndex(settings=SETTINGS)
    assert told(other, wake_story(other, pack_story(index, story))) == told(index, key)
