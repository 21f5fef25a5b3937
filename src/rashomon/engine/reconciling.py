"""The stories of an archive that changed are reconciled anew."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.story import Story
from rashomon.model.synopsis import Synopsis
from rashomon.pipeline import Watcher, date_together
from rashomon.present.firm import count_shown
from rashomon.settings import Settings
from rashomon.store import groups, statements, stories
from rashomon.store.database import Store
from rashomon.store.log import Log
from rashomon.store.reports import chunks, read_versions


@dataclass(frozen=True, slots=True)
class _Stale:
    """A story to be reconciled, with the version of each report, by number, that it is made from."""

    id: str
    story: Story
    newest: dict[int, int]
    members: list[AnnotatedReport]


def reconcile_stale(store: Store, *, settings: Settings, watch: Watcher, at: str, workers: int = 1) -> int:
    """Reconcile every story that is marked as stale, some in each transaction; return how many there were.

    A run that ends before its time leaves the others marked for the next one. Worker processes reconcile; this one
    reads and writes.
    """
    from rashomon.execute import map_ordered

    with store.reading() as connection:
        stale = groups.stale_stories(connection)
    made = map_ordered(
        functools.partial(_reconcile, settings=settings),
        (_read(store, id) for id in stale),
        workers=workers if len(stale) > workers else 1,
        chunk=1,
    )
    done = 0
    for ids in chunks(stale, settings.store.stories_at_once):
        ready = []
        for item, synopsis, dated in itertools.islice(made, len(ids)):
            if synopsis is not None:
                ready.append((synopsis, item, dated))
            done += 1
            watch("reconcile", done, len(stale))
        with store.writing() as connection:
            notes = Log(connection, at)
            reconciled = set()
            for synopsis, item, dated in ready:
                shown = count_shown(synopsis, settings=settings.present)
                stories.put_synopsis(
                    connection, synopsis, members=item.members, made_from=item.newest, statuses=shown, log=notes
                )
                numbers = groups.numbers_of(connection, synopsis.story)
                statements.put_story(connection, synopsis, [(numbers[one.report.id], one) for one in dated])
                reconciled.add(synopsis.story)
            for id in ids:
                if id not in reconciled:
                    stories.put_empty(connection, id)
            notes.flush()
    return len(stale)


def _reconcile(item: _Stale, *, settings: Settings) -> tuple[_Stale, Synopsis | None, list[AnnotatedReport]]:
    """The synopsis of a story and its reports as it dates them; no synopsis of a story without reports."""
    from rashomon.reconcile import reconcile

    if not item.members:
        return item, None, []
    dated = date_together(item.members, settings=settings)
    return item, reconcile(item.story, dated, settings=settings.reconcile), dated


def _read(store: Store, id: str) -> _Stale:
    with store.reading() as connection:
        story, newest = groups.read_story(connection, id)
        members = read_versions(connection, newest, with_tokens=True)
    by_id = {item.report.id: item for item in members.values()}
    return _Stale(id, story, newest, [by_id[id] for id in story.reports])
