"""The table of terms: what it keeps, what it forgets, and that it does not grow with the stream."""

from __future__ import annotations

import dataclasses
import random

import numpy as np
from tests.streams import SETTINGS, make_batches
from tests.unit.group.test_story_index import make

from rashomon.group import StoryStream
from rashomon.group.name_words import Leanings
from rashomon.group.story_index import StoryIndex
from rashomon.group.vocabulary import Vocabulary
from rashomon.settings import GroupSettings


def unknown(count: int) -> Leanings:
    return np.zeros(count, dtype=np.int8)


def test_terms_out_of_use_are_forgotten_and_their_numbers_given_away() -> None:
    vocabulary = Vocabulary(settings=GroupSettings(term_reports=1, spare_terms=3))
    ((one, two),) = vocabulary.add([["vaqaax", "vaqabx"]], [unknown(2)])
    assert not vocabulary.overgrown
    vocabulary.add([["zubaax", "zubabx"], ["zubaax"], ["kelaax"]], [unknown(2), unknown(1), unknown(1)])
    assert vocabulary.overgrown
    vocabulary.forget([np.array([two], dtype=np.int32)])
    assert vocabulary.terms == ["", "vaqabx", "zubaax", "zubabx", "kelaax"]
    assert vocabulary.find(["moraax", "tiwaax", "vaqabx"]).tolist() == [one, 5, two]
    vocabulary.forget([])
    rare, often = vocabulary.idf(vocabulary.find(["moraax", "zubaax"])).tolist()
    assert rare > often, "a forgotten term's count must not pass to the one that has its number now"


def test_the_table_does_not_grow_with_the_stream() -> None:
    settings = GroupSettings(idle_days=2, batch=20, term_reports=60, spare_terms=500)
    source = random.Random(2)
    index = StoryIndex(settings=settings)
    most = 0
    for day in range(120):
        batch = [
            make(f"r{day}-{place}", [f"w{source.randrange(10**9)}x" for _ in range(20)], day=day) for place in range(20)
        ]
        for story in index.retire(batch):
            index.forget(story)
        index.add(batch)
        most = max(most, len(index.vocabulary.terms))
    assert 10 * most < 120 * 20 * 20, "48,000 terms have come"


def test_live_stories_are_untouched_when_terms_are_forgotten() -> None:
    stream = StoryStream(settings=SETTINGS)
    forgotten = 0
    for batch in make_batches(5, [8, 7, 9, 6, 8, 9, 8, 7, 9]):
        stream.add(stream.read(batch))
        before = [stream.explained(key) for key in sorted(stream.index.live)]
        known = {term for term in stream.index.vocabulary.terms if term}
        members = stream.index.reports.values()
        stream.index.vocabulary.forget(ids for member in members for ids in (member.vector.ids, member.title))
        forgotten += len(known - set(stream.index.vocabulary.terms))
        assert [stream.explained(key) for key in sorted(stream.index.live)] == before
    assert forgotten > 40


def test_a_stream_that_forgets_terms_has_the_stories_of_one_that_does_not() -> None:
    found = []
    for term_reports in (4, 1_000):
        stream = StoryStream(settings=dataclasses.replace(SETTINGS, term_reports=term_reports))
        for batch in make_batches(8, [8, 7, 9, 6, 8, 9, 8, 7, 9]):
            stream.add(stream.read(batch))
        found.append([(story.id, story.reports, story.copies) for story in stream.stories()])
    assert found[0] == found[1]
