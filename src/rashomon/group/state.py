"""All that the grouping knows, as bytes: a restart goes on where it left off.

A restored index does with the next batches what the first would have done, to the byte: weights are written as they
are, and nothing depends on the order of a hash table.
"""

from __future__ import annotations

import numpy as np

from rashomon.group.boilerplate import Boilerplate
from rashomon.group.candidates import CandidateIndex
from rashomon.group.copies import CopyIndex
from rashomon.group.dormant import DormantIndex
from rashomon.group.members import get_members, get_stories, put_members, put_stories
from rashomon.group.pack import Arrays, pack, unpack
from rashomon.group.story_index import StoryIndex
from rashomon.group.vocabulary import Vocabulary
from rashomon.settings import GroupSettings


def snapshot(index: StoryIndex, boilerplate: Boilerplate) -> bytes:
    """Return all that the grouping knows: for each report of a live story 1.5 kB, and 4 kB more with the texts."""
    arrays: Arrays = {"clock": np.array([index.seen, index.batches, index.today or 0], dtype=np.int64)}
    for name, part in _parts(index, boilerplate):
        arrays.update((f"{name}/{key}", array) for key, array in part.save().items())
    put_members(arrays, index.reports)
    put_stories(arrays, index.live, index.reports)
    return pack("stories", arrays)


def restore(data: bytes, *, settings: GroupSettings) -> tuple[StoryIndex, Boilerplate]:
    """Return what `snapshot` wrote. Raises ArchiveError: "damaged", "newer" or "not an archive"."""
    arrays = unpack("stories", data)
    index, boilerplate = StoryIndex(settings=settings), Boilerplate(settings=settings)
    index.seen, index.batches = int(arrays["clock"][0]), int(arrays["clock"][1])
    index.today = int(arrays["clock"][2]) or None
    for name, part in _parts(index, boilerplate):
        part.load({key.removeprefix(f"{name}/"): array for key, array in arrays.items() if key.startswith(f"{name}/")})
    members = get_members(arrays)
    for key, story in get_stories(arrays, members).items():
        index.take(key, story, {number: members[number] for number in story.numbers + story.copies})
    return index, boilerplate


def _parts(
    index: StoryIndex, boilerplate: Boilerplate
) -> tuple[tuple[str, CopyIndex | Vocabulary | CandidateIndex | DormantIndex | Boilerplate], ...]:
    return (
        ("copies", index.copies),
        ("vocabulary", index.vocabulary),
        ("candidates", index.candidates),
        ("dormant", index.dormant),
        ("boilerplate", boilerplate),
    )
