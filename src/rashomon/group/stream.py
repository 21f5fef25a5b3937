"""A stream of reports of any length becomes stories, in bounded memory and without annotation."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator

from rashomon.group.digest import Digest, digest
from rashomon.group.story_index import StoryIndex
from rashomon.group.tell import tell
from rashomon.model.report import Report
from rashomon.model.story import Story
from rashomon.settings import GroupSettings

Mapper = Callable[[Callable[[Report], Digest], Iterable[Report]], Iterable[Digest]]
"""Applies a function to reports and keeps their order: the built-in map, or one that uses several processes."""


def group_stream(reports: Iterable[Report], *, settings: GroupSettings, mapper: Mapper = map) -> Iterator[Story]:
    """Yield stories as they end, and at last those still open, in the order of their first reports.

    Reports should come roughly in the order of publication. They are taken in by batches of `settings.batch`; within a
    batch their order does not matter. A story ends when it has been idle for `idle_days` or more than `live_stories` are
    open. What a report needs for itself is made by `mapper`, which may use other processes. Explanations and shared
    spans are left out: they need the texts, which are not kept.
    """
    index = StoryIndex(settings=settings)
    digests = iter(mapper(functools.partial(_digest, settings=settings), reports))
    while batch := list(itertools.islice(digests, settings.batch)):
        index.add(batch)
        for story in index.retire():
            yield tell(index, story)
            index.forget(story)
    for key in sorted(index.live):
        yield tell(index, index.live[key])


def _digest(report: Report, *, settings: GroupSettings) -> Digest:
    return digest(report, published=report.published, settings=settings)
