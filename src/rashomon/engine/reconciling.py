"""The stories of an archive that changed are reconciled anew."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from rashomon.engine.fresh import FRESH
from rashomon.model.story import Story
from rashomon.pipeline import Watcher, date_together
from rashomon.present.firm import count_shown
from rashomon.settings import Settings
from rashomon.store import groups, statements, stories
from rashomon.store.database import Store
from rashomon.store.log import Log
from rashomon.store.moments import read_moment
from rashomon.store.prepared_story import PreparedStory, prepare_story
from rashomon.store.reports import Packed, chunks, read_packed, unpack
from rashomon.store.superseded import Kept

if TYPE_CHECKING:
    from rashomon.execute.processes import Crew


@dataclass(frozen=True, slots=True)
class _Stale:
    """A story to be reconciled, with the version of each report, by number, that it is made from, and its synopsis so
    far."""

    story: Story
    newest: dict[int, int]
    members: list[Packed]
    last: Kept | None


def reconcile_stale(
    store: Store,
    *,
    settings: Settings,
    watch: Watcher,
    at: str,
    workers: int = 1,
    crew: Crew | None = None,
    worker_of: Mapping[str, int] = MappingProxyType({}),
) -> int:
    """Reconcile every story that is marked as stale, some in each transaction; return how many there were.

    A run that ends before its time leaves the others marked for the next one. Worker processes unpack the reports,
    reconcile them and make what is written of it; this one reads and writes. `worker_of` tells by the ids of reports
    which worker annotated them and need not unpack them.
    """
    from rashomon.execute import map_ordered

    with store.reading() as connection:
        stale = groups.stale_stories(connection)
    spread = len(stale) > workers
    made = map_ordered(
        functools.partial(_reconcile, settings=settings, at=read_moment(at)),
        _read(store, stale),
        workers=workers if spread else 1,
        chunk=1,
        crew=crew if spread else None,
        at=functools.partial(_worker_for, worker_of=worker_of),
    )
    done = 0
    try:
        for ids in chunks(stale, settings.store.stories_at_once):
            ready = []
            for story in itertools.islice(made, len(ids)):
                if story is not None:
                    ready.append(story)
                done += 1
                watch("reconcile", done, len(stale))
            with store.writing() as connection:
                notes = Log(connection, at)
                reconciled = set()
                for story in ready:
                    stories.put_story(connection, story, notes)
                    reconciled.add(story.story)
                numbers = groups.numbers_of(connection, sorted(reconciled))
                statements.put_stories(connection, [story.index for story in ready], numbers)
                for id in ids:
                    if id not in reconciled:
                        stories.put_empty(connection, id)
                notes.flush()
    finally:
        FRESH.clear()
    return len(stale)


def _worker_for(item: _Stale, *, worker_of: Mapping[str, int]) -> int | None:
    """The worker that annotated most reports of a story, if one did."""
    counts = Counter(worker_of[member.id] for member in item.members if member.id in worker_of)
    return min(counts, key=lambda worker: (-counts[worker], worker), default=None)


def _reconcile(item: _Stale, *, settings: Settings, at: datetime) -> PreparedStory | None:
    """What is written of the story; nothing of a story without reports."""
    from rashomon.reconcile import reconcile

    if not item.members:
        return None
    members = [FRESH.find(one) or unpack(one, with_tokens=True) for one in item.members]
    dated = date_together(members, settings=settings)
    synopsis = reconcile(item.story, dated, settings=settings.reconcile)
    shown = count_shown(synopsis, settings=settings.present)
    return prepare_story(
        synopsis,
        members=members,
        dated=dated,
        statuses=shown,
        made_from=item.newest,
        last=item.last,
        at=at,
        whole=settings.store.whole,
    )


def _read(store: Store, ids: Sequence[str]) -> Iterator[_Stale]:
    """Yield the stories with what they are made from, in the given order; some are read at once."""
    for some in chunks(ids, store.settings.stories_at_once):
        with store.reading() as connection:
            found = groups.read_stories(connection, some)
            newest = {number: version for _, versions in found.values() for number, version in versions.items()}
            members = read_packed(connection, newest, with_tokens=True)
            last = stories.read_last(connection, some)
        for id, (story, versions) in found.items():
            by_id = {members[number].id: members[number] for number in versions}
            yield _Stale(story, versions, [by_id[one] for one in story.reports], last.get(id))
