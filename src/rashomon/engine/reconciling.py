"""The stories of an archive that changed are reconciled anew."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.model.story import Story
from rashomon.pipeline import Watcher, date_together
from rashomon.present.firm import count_shown
from rashomon.settings import Settings
from rashomon.store import groups, statements, stories
from rashomon.store.database import Store
from rashomon.store.log import Log
from rashomon.store.prepared_story import PreparedStory, prepare_story
from rashomon.store.reports import Packed, chunks, read_packed, unpack

if TYPE_CHECKING:
    from rashomon.execute.processes import Crew


@dataclass(frozen=True, slots=True)
class _Stale:
    """A story to be reconciled, with the version of each report, by number, that it is made from."""

    story: Story
    newest: dict[int, int]
    members: list[Packed]


def reconcile_stale(
    store: Store, *, settings: Settings, watch: Watcher, at: str, workers: int = 1, crew: Crew | None = None
) -> int:
    """Reconcile every story that is marked as stale, some in each transaction; return how many there were.

    A run that ends before its time leaves the others marked for the next one. Worker processes unpack the reports,
    reconcile them and make what is written of it; this one reads and writes.
    """
    from rashomon.execute import map_ordered

    with store.reading() as connection:
        stale = groups.stale_stories(connection)
    spread = len(stale) > workers
    made = map_ordered(
        functools.partial(_reconcile, settings=settings),
        (_read(store, id) for id in stale),
        workers=workers if spread else 1,
        chunk=1,
        crew=crew if spread else None,
    )
    done = 0
    for ids in chunks(stale, settings.store.stories_at_once):
        ready = []
        for newest, story in itertools.islice(made, len(ids)):
            if story is not None:
                ready.append((newest, story))
            done += 1
            watch("reconcile", done, len(stale))
        with store.writing() as connection:
            notes = Log(connection, at)
            reconciled = set()
            for newest, story in ready:
                synopsis = story.synopsis
                stories.put_synopsis(connection, story, made_from=newest, log=notes)
                numbers = groups.numbers_of(connection, synopsis.story)
                statements.put_story(connection, synopsis, [(numbers[one.report], one) for one in story.tellings])
                reconciled.add(synopsis.story)
            for id in ids:
                if id not in reconciled:
                    stories.put_empty(connection, id)
            notes.flush()
    return len(stale)


def _reconcile(item: _Stale, *, settings: Settings) -> tuple[dict[int, int], PreparedStory | None]:
    """The versions of the reports, and what is written of the story; nothing of a story without reports."""
    from rashomon.reconcile import reconcile

    if not item.members:
        return item.newest, None
    members = [unpack(one, with_tokens=True) for one in item.members]
    dated = date_together(members, settings=settings)
    synopsis = reconcile(item.story, dated, settings=settings.reconcile)
    shown = count_shown(synopsis, settings=settings.present)
    return item.newest, prepare_story(synopsis, members=members, dated=dated, statuses=shown)


def _read(store: Store, id: str) -> _Stale:
    with store.reading() as connection:
        story, newest = groups.read_story(connection, id)
        members = read_packed(connection, newest, with_tokens=True)
    by_id = {item.id: item for item in members.values()}
    return _Stale(story, newest, [by_id[id] for id in story.reports])
