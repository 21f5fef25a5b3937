"""Reports of an archive become stories, batch by batch; the state of the grouping is kept in the archive."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.group import StoryStream, pack_batch, unpack_batch
from rashomon.group.story_stream import Step
from rashomon.model.archive import ChangeKind
from rashomon.settings import Settings
from rashomon.store import groups, placement
from rashomon.store.database import Store
from rashomon.store.log import Log
from rashomon.store.reports import read_versions

_KINDS: dict[str, ChangeKind] = {"merged": "stories merged", "split": "story split"}


class Grouping:
    """Groups the reports that wait for it. The state is read when the first batch comes."""

    def __init__(self, store: Store, *, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._stream: StoryStream | None = None

    def group_full_batches(self, *, at: str) -> None:
        """Group the waiting reports as long as there is a full batch of them.

        Batches are cut by the order of coming, so that it does not matter how many runs brought the reports in.
        """
        self._group(self._settings.group.batch, at=at)

    def group_rest(self, *, at: str) -> None:
        """Group all reports that wait, the last batch however small."""
        self._group(1, at=at)

    def _group(self, least: int, *, at: str) -> None:
        while True:
            with self._store.reading() as connection:
                if groups.count_waiting(connection) < least:
                    return
                numbers = groups.next_batch(connection, self._settings.group.batch)
                members = read_versions(connection, numbers, with_tokens=False)
            stream = self._read_state()
            batch = stream.read([(item.report, item.annotation.reference) for item in members.values()])
            logged = pack_batch(batch)
            step = stream.add(batch, wake=self._wake)
            self._write(stream, step, list(numbers), logged, at=at)

    def _write(self, stream: StoryStream, step: Step, numbers: Sequence[int], logged: bytes, *, at: str) -> None:
        with self._store.writing() as connection:
            batch = groups.last_batch(connection) + 1
            groups.put_batch(connection, batch, numbers, logged)
            groups.drop_asleep(connection, step.woken)
            for retired in step.retired:
                groups.put_asleep(connection, retired.story.id, batch, retired.sleeping)
            for id in step.changed:
                groups.put_members(connection, stream.story(id), at=at)
            notes = Log(connection, at)
            for event in step.events:
                notes.note(_KINDS[event.kind], story=event.story, others=event.others)
            notes.flush()
            placement.mark(connection, [event.story for event in step.events])
            snapshot, since = groups.logged_bytes(connection)
            if since >= max(snapshot, self._settings.store.least_log):
                groups.put_snapshot(connection, batch, stream.snapshot())

    def _read_state(self) -> StoryStream:
        if self._stream is None:
            with self._store.reading() as connection:
                data = groups.read_snapshot(connection)
                settings = self._settings.group
                stream = StoryStream.restore(data, settings=settings) if data else StoryStream(settings=settings)
                for logged in groups.read_batches(connection):
                    stream.replay(unpack_batch(logged), wake=self._wake)
            self._stream = stream
        return self._stream

    def _wake(self, ids: Sequence[str]) -> list[bytes]:
        with self._store.reading() as connection:
            return groups.read_asleep(connection, ids)
