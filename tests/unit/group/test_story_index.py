"""Stories that grow batch by batch: merges, splits, ids, bounded memory."""

from __future__ import annotations

import random

import numpy as np

from rashomon.group.boilerplate import Outline
from rashomon.group.digest import Digest
from rashomon.group.shingles import Text, hash_shingles
from rashomon.group.story_index import StoryIndex
from rashomon.group.word_table import read_words
from rashomon.model.story import StoryEvent
from rashomon.settings import GroupSettings


def words(stem: str, count: int) -> list[str]:
    """Return invented words that no other stem shares: "vaq" gives vaqaa, vaqab and so on."""
    letters = "abcdefghijkmno"
    return [f"{stem}{letters[place // 14]}{letters[place % 14]}x" for place in range(count)]


def make(id: str, terms: list[str], *, day: int | None = None) -> Digest:
    return Digest(
        id=id,
        mark=0,
        order=(day is None, f"{day or 0:06}", "", id),
        days=None if day is None else (day, day),
        counts=dict.fromkeys(terms, 2.0),
        leanings=np.zeros(len(terms), dtype=np.int8),
        text=Text(hash_shingles(read_words([*terms, id]), size=5), np.zeros(0, dtype=np.uint64)),
        outline=Outline(frozenset(), ()),
        agency=None,
        credit=None,
    )


def sets_of(index: StoryIndex) -> set[frozenset[str]]:
    return {
        frozenset(index.reports[number].id for number in story.numbers + story.copies) for story in index.live.values()
    }


def test_a_report_between_two_stories_merges_them_and_the_elder_lives_on() -> None:
    index = StoryIndex(settings=GroupSettings())
    left, right = words("vaq", 30), words("zub", 30)
    index.add([make("a", left)])
    index.add([make("b", right)])
    elder, younger = (story.id for story in index.live.values())
    bridge = left[:20] + right[:20]
    events = index.add([make(f"c{place}", bridge + words(f"own{place}", 3)) for place in range(6)])
    assert sets_of(index) == {frozenset(["a", "b", *(f"c{place}" for place in range(6))])}
    assert [(event.kind, event.story, event.others) for event in events] == [("merged", elder, (younger,))]


def test_look_alikes_that_came_one_by_one_are_split_off() -> None:
    source = random.Random(4)
    subject, ours, theirs = words("sub", 12), words("fir", 40), words("sec", 40)

    def one(id: str, names: list[str]) -> Digest:
        return make(id, source.sample(subject, 10) + source.sample(names, 25))

    index = StoryIndex(settings=GroupSettings(split_reports=100))
    events: list[StoryEvent] = []
    for place in range(8):
        index.add([one(f"a{place}", ours)])
    for place in range(8):
        events += index.add([one(f"b{place}", theirs)])
    assert sets_of(index) == {
        frozenset(f"a{place}" for place in range(8)),
        frozenset(f"b{place}" for place in range(8)),
    }
    for event in events:
        assert event.kind in ("merged", "split")


def test_the_order_within_a_batch_does_not_matter() -> None:
    source = random.Random(6)
    pools = [words(f"pool{letter}", 25) for letter in "pqrs"]
    batch = [
        make(f"r{place:02}", source.sample(pools[place % 4], 15) + source.sample(pools[(place + 1) % 4], 5))
        for place in range(40)
    ]
    results = []
    for _ in range(3):
        source.shuffle(batch)
        index = StoryIndex(settings=GroupSettings())
        index.add(batch)
        results.append([(story.id, story.numbers) for _, story in sorted(index.live.items())])
    assert results[0] == results[1] == results[2]


def test_what_is_over_is_forgotten() -> None:
    index = StoryIndex(settings=GroupSettings(idle_days=5))
    old = [make("a", words("vaq", 30), day=1)]
    new = [make("b", words("zub", 30), day=50)]
    index.add(old)
    (gone,) = index.retire(new)
    index.forget(gone)
    index.add(new)
    assert sets_of(index) == {frozenset("b")}
    assert [member.id for member in index.reports.values()] == ["b"]


def test_no_more_stories_stay_open_than_allowed() -> None:
    index = StoryIndex(settings=GroupSettings(live_stories=3))
    for place, stem in enumerate(("vaq", "zub", "kel", "mor", "tiw")):
        index.add([make(f"r{place}", words(stem, 30))])
    assert len(index.retire([])) == 2
    assert sets_of(index) == {frozenset(["r2"]), frozenset(["r3"]), frozenset(["r4"])}


def test_one_report_from_the_future_does_not_end_every_story() -> None:
    index = StoryIndex(settings=GroupSettings(idle_days=5))
    index.add([make("a", words("vaq", 30), day=10)])
    coming = [make("b", words("zub", 30), day=11), make("c", words("kel", 30), day=11), make("d", [], day=30_000)]
    assert index.retire(coming) == []
