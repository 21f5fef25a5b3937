"""The stories of an archive that changed are reconciled anew."""

from __future__ import annotations

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.story import Story
from rashomon.pipeline import Watcher, date_together
from rashomon.present.firm import count_shown
from rashomon.settings import Settings
from rashomon.store import groups, statements, stories
from rashomon.store.database import Store
from rashomon.store.log import Log
from rashomon.store.reports import chunks, read_versions


def reconcile_stale(store: Store, *, settings: Settings, watch: Watcher, at: str) -> int:
    """Reconcile every story that is marked as stale, some in each transaction; return how many there were.

    A run that ends before its time leaves the others marked for the next one.
    """
    from rashomon.reconcile import reconcile

    with store.reading() as connection:
        stale = groups.stale_stories(connection)
    done = 0
    for ids in chunks(stale, settings.store.stories_at_once):
        ready = []
        for id in ids:
            story, newest, members = _read(store, id)
            if members:
                dated = date_together(members, settings=settings)
                ready.append((reconcile(story, dated, settings=settings.reconcile), members, dated, newest))
            done += 1
            watch("reconcile", done, len(stale))
        with store.writing() as connection:
            notes = Log(connection, at)
            reconciled = set()
            for synopsis, members, dated, newest in ready:
                shown = count_shown(synopsis, settings=settings.present)
                stories.put_synopsis(connection, synopsis, members=members, made_from=newest, statuses=shown, log=notes)
                numbers = groups.numbers_of(connection, synopsis.story)
                statements.put_story(connection, synopsis, [(numbers[item.report.id], item) for item in dated])
                reconciled.add(synopsis.story)
            for id in ids:
                if id not in reconciled:
                    stories.put_empty(connection, id)
            notes.flush()
    return len(stale)


def _read(store: Store, id: str) -> tuple[Story, dict[int, int], list[AnnotatedReport]]:
    with store.reading() as connection:
        story, newest = groups.read_story(connection, id)
        members = read_versions(connection, newest, with_tokens=True)
    by_id = {item.report.id: item for item in members.values()}
    return story, newest, [by_id[id] for id in story.reports]
