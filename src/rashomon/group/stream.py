"""A stream of reports of any length becomes stories, in bounded memory and without annotation."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator

from rashomon.group.boilerplate import Boilerplate, outline
from rashomon.group.digest import Digest, publication_order
from rashomon.group.story_stream import Mapper, StoryStream, Work, make_digest
from rashomon.model.report import Report
from rashomon.model.story import Story
from rashomon.settings import GroupSettings


def group_stream(reports: Iterable[Report], *, settings: GroupSettings, mapper: Mapper = map) -> Iterator[Story]:
    """Yield stories as they end, and at last those still open, in the order of their first reports.

    Reports should come roughly in the order of publication. They are taken in by batches of `settings.batch`; within a
    batch their order does not matter. A story ends when it has been idle for `idle_days`, or when more than
    `live_stories` are open. What a report needs for itself is made by `mapper`, which may use other processes.
    Explanations and shared spans are left out: they need the texts, which are not kept.
    """
    stream = StoryStream(settings=settings)
    for batch in read_batches(reports, Boilerplate(settings=settings), settings=settings, mapper=mapper):
        for retired in stream.add(batch).retired:
            yield retired.story
    yield from stream.stories()


def read_batches(
    reports: Iterable[Report], boilerplate: Boilerplate, *, settings: GroupSettings, mapper: Mapper
) -> Iterator[list[Digest]]:
    """Yield the digests of `reports`, batch by batch, for `StoryStream.replay`; reads ahead as far as `mapper` does.

    Boilerplate is left out as far as it is known at the end of a report's batch; it is counted in `boilerplate`.
    """
    work = _read(reports, boilerplate, settings=settings)
    digests = iter(mapper(functools.partial(make_digest, settings=settings), work))
    while batch := list(itertools.islice(digests, settings.batch)):
        yield batch


def _read(reports: Iterable[Report], boilerplate: Boilerplate, *, settings: GroupSettings) -> Iterator[Work]:
    waiting = iter(reports)
    while batch := list(itertools.islice(waiting, settings.batch)):
        outlines = [outline(report) for report in batch]
        ordered = sorted(
            zip(batch, outlines, strict=True), key=lambda item: publication_order(item[0].published, item[0].id)
        )
        boilerplate.add(own for _, own in ordered)
        for report, own in zip(batch, outlines, strict=True):
            yield report, report.published, own, boilerplate.spans(report, own)
