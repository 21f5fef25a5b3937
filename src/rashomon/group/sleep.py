"""A story that was let go, as bytes with all that is needed to wake it."""

from __future__ import annotations

import dataclasses

import numpy as np

from rashomon.group.members import get_members, get_stories, put_members, put_stories
from rashomon.group.pack import Arrays, get_rows, get_strings, pack, put_rows, put_strings, unpack
from rashomon.group.shingles import Text
from rashomon.group.story_index import LiveStory, StoryIndex
from rashomon.group.tell import tell
from rashomon.group.vectors import Ids, Vector
from rashomon.model.story import Story


def pack_story(index: StoryIndex, story: LiveStory) -> bytes:
    """Return a story for `wake_story`; to be called after `StoryIndex.retire` and before `StoryIndex.forget`.

    About 5 kB a report of 350 words.
    """
    members = {number: index.reports[number] for number in story.numbers + story.copies}
    arrays: Arrays = {}
    put_members(arrays, members)
    put_stories(arrays, {story.numbers[0]: story})
    texts = {number: text for number in sorted(members) if (text := index.copies.text(number)) is not None}
    arrays["texts"] = np.array(list(texts), dtype=np.int64)
    put_rows(arrays, "shingles", [text.shingles for text in texts.values()], "uint64")
    put_rows(arrays, "figures", [text.numbers for text in texts.values()], "uint64")
    # the numbers of terms may change while the story sleeps: their words are written down too
    ids = np.unique(np.concatenate([story.cluster.total.ids, *(member.vector.ids for member in members.values())]))
    arrays["ids"] = ids
    put_strings(arrays, "terms", [index.vocabulary.terms[id] for id in ids.tolist()])
    return pack("story", arrays)


def read_story(data: bytes) -> tuple[int, Story]:
    """Return a sleeping story as it is told, with the number of its founder, without waking it."""
    arrays = unpack("story", data)
    ((key, story),) = get_stories(arrays).items()
    return key, tell(get_members(arrays), story)


def wake_story(index: StoryIndex, data: bytes) -> int:
    """Put a story back among the live ones, as it was, and return its key.

    Raises ArchiveError: "damaged", "newer" or "not an archive".
    """
    arrays = unpack("story", data)
    then = arrays["ids"].astype(np.int32, copy=False)
    now = index.vocabulary.find(get_strings(arrays, "terms"))
    members = {
        number: dataclasses.replace(member, vector=_renumber(member.vector, then, now))
        for number, member in get_members(arrays).items()
    }
    texts = zip(arrays["texts"].tolist(), get_rows(arrays, "shingles"), get_rows(arrays, "figures"), strict=True)
    index.copies.wake(
        {
            number: Text(shingles.astype(np.uint64, copy=False), figures.astype(np.uint64, copy=False))
            for number, shingles, figures in texts
        }
    )
    ((key, story),) = get_stories(arrays).items()
    story.cluster = dataclasses.replace(story.cluster, total=_renumber(story.cluster.total, then, now))
    index.take(key, story, members)
    index.candidates.put([(key, story.cluster.total)])
    return key


def _renumber(vector: Vector, then: Ids, now: Ids) -> Vector:
    """Return `vector` with the terms that were numbered `then` (ascending) numbered `now`."""
    ids = now[np.searchsorted(then, vector.ids)]
    order = np.argsort(ids)
    return Vector(ids[order], vector.weights[order])
