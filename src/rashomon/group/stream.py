"""A stream of reports of any length becomes stories, in bounded memory and without annotation."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator

from rashomon.group.boilerplate import Boilerplate
from rashomon.group.digest import Digest, digest, publication_order
from rashomon.group.story_index import StoryIndex
from rashomon.group.tell import tell
from rashomon.model.report import Report
from rashomon.model.spans import Span
from rashomon.model.story import Story
from rashomon.settings import GroupSettings

Work = tuple[Report, tuple[Span, ...]]
"""A report and the spans of its own account."""

Mapper = Callable[[Callable[[Work], Digest], Iterable[Work]], Iterable[Digest]]
"""Applies a function to items and keeps their order: the built-in map, or one that uses several processes."""


def group_stream(reports: Iterable[Report], *, settings: GroupSettings, mapper: Mapper = map) -> Iterator[Story]:
    """Yield stories as they end, and at last those still open, in the order of their first reports.

    Reports should come roughly in the order of publication. They are taken in by batches of `settings.batch`; within a
    batch their order does not matter. A story ends when it has been idle for `idle_days`, or when more than
    `live_stories` are open. What a report needs for itself is made by `mapper`, which may use other processes.
    Explanations and shared spans are left out: they need the texts, which are not kept.
    """
    index = StoryIndex(settings=settings)
    digests = iter(mapper(functools.partial(_digest, settings=settings), _read(reports, settings=settings)))
    while batch := list(itertools.islice(digests, settings.batch)):
        for story in index.retire(batch):
            yield tell(index, story)
            index.forget(story)
        index.add(batch)
    for key in sorted(index.live):
        yield tell(index, index.live[key])


def _read(reports: Iterable[Report], *, settings: GroupSettings) -> Iterator[Work]:
    """Yield each report with its own spans, boilerplate left out as far as it is known at the end of its batch."""
    boilerplate = Boilerplate(settings=settings)
    waiting = iter(reports)
    while batch := list(itertools.islice(waiting, settings.batch)):
        boilerplate.add(sorted(batch, key=lambda report: publication_order(report.published, report.id)))
        for report in batch:
            yield report, boilerplate.spans(report)


def _digest(work: Work, *, settings: GroupSettings) -> Digest:
    report, spans = work
    return digest(report, spans=spans, published=report.published, settings=settings)
