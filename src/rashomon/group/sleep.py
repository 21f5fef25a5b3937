"""A story that was let go, as bytes with all that is needed to wake it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np

from rashomon.group.members import get_members, get_stories, put_members, put_stories
from rashomon.group.pack import Arrays, get_rows, get_strings, pack, put_rows, put_strings, unpack
from rashomon.group.shingles import Text
from rashomon.group.story_index import LiveStory, Member, StoryIndex
from rashomon.group.tell import tell
from rashomon.group.vectors import Ids, Vector
from rashomon.model.story import Story


def pack_story(index: StoryIndex, story: LiveStory) -> bytes:
    """Return a story for `wake_story`; to be called after `StoryIndex.retire` and before `StoryIndex.forget`.

    About .9 kB a report of 600 words, and 3 kB more where the index has no other way to its text.
    """
    members = {number: index.reports[number] for number in story.numbers + story.copies}
    # the numbers of terms may change while the story sleeps: their words are written down, in alphabetical order
    told = (ids for member in members.values() for ids in (member.vector.ids, member.title))
    ids = np.unique(np.concatenate([story.cluster.total.ids, *told]))
    words = [index.vocabulary.terms[id] for id in ids.tolist()]
    places = np.empty(len(ids), dtype=np.int32)
    places[sorted(range(len(ids)), key=words.__getitem__)] = np.arange(len(ids), dtype=np.int32)
    members, story = _renumbered(members, story, ids, places)
    arrays: Arrays = {}
    put_strings(arrays, "words", ["\n".join(sorted(words))])
    put_members(arrays, members)
    put_stories(arrays, {story.numbers[0]: story}, members)
    numbers = [number for number in sorted(members) if number in index.copies]
    arrays["texts"] = np.array(numbers, dtype=np.int64)
    if index.copies.fetch is None:
        texts = [index.copies.text(number) for number in numbers]
        put_rows(arrays, "shingles", [text.shingles for text in texts], "uint64")
        put_rows(arrays, "figures", [text.numbers for text in texts], "uint64")
    arrays |= index.copies.save_spans(numbers)
    return pack("story", arrays, at_once=True)


def read_story(data: bytes) -> tuple[int, Story]:
    """Return a sleeping story as it is told, with the number of its founder, without waking it."""
    arrays = unpack("story", data)
    members = get_members(arrays)
    ((key, story),) = get_stories(arrays, members).items()
    return key, tell(members, story)


def wake_story(index: StoryIndex, data: bytes) -> int:
    """Put a story back among the live ones, as it was, and return its key.

    Raises ArchiveError: "damaged", "newer" or "not an archive".
    """
    arrays = unpack("story", data)
    if "ids" in arrays:  # as stories were written before
        then, words = arrays["ids"].astype(np.int32, copy=False), get_strings(arrays, "terms")
    else:
        words = list(filter(None, get_strings(arrays, "words")[0].split("\n")))
        then = np.arange(len(words), dtype=np.int32)
    asleep = get_members(arrays)
    ((key, story),) = get_stories(arrays, asleep).items()
    members, story = _renumbered(asleep, story, then, index.vocabulary.find(words))
    index.take(key, story, members)
    if "partly" in arrays:
        index.copies.load_spans(arrays)
    numbers = arrays["texts"].tolist()
    if "shingles" in arrays:
        rows = zip(get_rows(arrays, "shingles"), get_rows(arrays, "figures"), strict=True)
        texts = [Text(one.astype(np.uint64, copy=False), two.astype(np.uint64, copy=False)) for one, two in rows]
    else:
        texts = index.copies.read(numbers)
    index.copies.wake(dict(zip(numbers, texts, strict=True)))
    index.candidates.put([(key, story.cluster.total)])
    return key


def _renumbered(
    members: Mapping[int, Member], story: LiveStory, then: Ids, now: Ids
) -> tuple[dict[int, Member], LiveStory]:
    """Return a story and its reports with the terms that were numbered `then` (ascending) numbered `now`."""
    cluster = dataclasses.replace(story.cluster, total=_renumber(story.cluster.total, then, now))
    return {
        number: dataclasses.replace(
            member,
            vector=_renumber(member.vector, then, now),
            title=np.sort(now[np.searchsorted(then, member.title)]),
        )
        for number, member in members.items()
    }, dataclasses.replace(story, cluster=cluster)


def _renumber(vector: Vector, then: Ids, now: Ids) -> Vector:
    ids = now[np.searchsorted(then, vector.ids)]
    order = np.argsort(ids)
    return Vector(ids[order], vector.weights[order])
