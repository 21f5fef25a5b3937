"""Edits of stories by hand: kept apart from what the grouping says, and undone at any time."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.engine.add import utc_now
from rashomon.engine.reconciling import reconcile_stale
from rashomon.errors import UsageError
from rashomon.model.archive import Edit
from rashomon.model.ids import derive_id
from rashomon.settings import Settings
from rashomon.store import edits, log, stories
from rashomon.store.database import Store
from rashomon.store.moments import moment_text
from rashomon.store.schema import clean

LONGEST_TITLE = 300
"""Code points of a title."""


class Desk:
    """Edits one archive. Every edit holds the lock of whoever adds, and reconciles the stories that it changes."""

    def __init__(self, store: Store, *, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    def merge(self, story: str, other: str) -> Edit:
        """Take the story `other` into `story`, with what the grouping will still put into it."""
        with self._store.adding(), self._store.writing() as connection:
            at = max(moment_text(utc_now()), log.latest(connection))
            story, other = stories.follow(connection, story), stories.follow(connection, other)
            if story == other:
                raise UsageError(f"{story} and {other} are one story already")
            edit = edits.put(connection, "merge", story, others=[other], at=at)
            edits.apply(connection, edit, at=at)
        return self._reconcile(edit, at)

    def split(self, story: str, reports: Sequence[str]) -> Edit:
        """Take reports out of a story, into a new one whose id follows from these."""
        with self._store.adding(), self._store.writing() as connection:
            at = max(moment_text(utc_now()), log.latest(connection))
            story = stories.follow(connection, story)
            there = edits.ids_in(connection, story)
            wanted = list(dict.fromkeys(reports))
            foreign = [id for id in wanted if id not in there]
            if foreign:
                raise UsageError(f"not in story {story}: {', '.join(foreign)}")
            if not wanted or len(wanted) == len(there):
                raise UsageError(f"a split takes some of the {len(there)} reports of a story and leaves some")
            ordered = [id for id in there if id in wanted]
            new = derive_id("split", story, *ordered)
            edit = edits.put(connection, "split", story, others=[new], moved=ordered, at=at)
            edits.apply(connection, edit, at=at)
        return self._reconcile(edit, at)

    def rename(self, story: str, title: str | None) -> Edit:
        """Give a story a title, or take it away."""
        title = " ".join(title.split()) if title is not None else None
        if title is not None and not 0 < len(title) <= LONGEST_TITLE:
            raise UsageError(f"a title has 1 to {LONGEST_TITLE} characters")
        with self._store.adding(), self._store.writing() as connection:
            at = max(moment_text(utc_now()), log.latest(connection))
            story = stories.follow(connection, story)
            edit = edits.put(connection, "rename", story, title=None if title is None else clean(title), at=at)
            edits.apply(connection, edit, at=at)
        return edit

    def undo(self, id: int) -> Edit:
        """Undo an edit, whatever was edited since."""
        with self._store.adding(), self._store.writing() as connection:
            at = max(moment_text(utc_now()), log.latest(connection))
            edit = edits.undo(connection, id, at=at)
            edits.apply(connection, edit, at=at)
        return self._reconcile(edit, at)

    def _reconcile(self, edit: Edit, at: str) -> Edit:
        with self._store.adding():
            reconcile_stale(self._store, settings=self._settings, watch=lambda stage, done, total: None, at=at)
        return edit
