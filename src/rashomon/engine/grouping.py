"""Reports of an archive become stories, batch by batch; the state of the grouping is kept in the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.group import StoryStream
from rashomon.group.story_stream import Step
from rashomon.model.archive import ChangeKind
from rashomon.model.report import Report
from rashomon.model.spans import ReferenceDate
from rashomon.settings import Settings
from rashomon.store import groups, placement, words
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
        self._batch = 0

    def group_full_batches(self, *, at: str) -> None:
        """Group the waiting reports as long as there is a full batch of them.

        Batches are cut by the order of coming, so that it does not matter how many runs brought the reports in.
        """
        self._group(self._settings.group.batch, at=at)

    def group_rest(self, *, at: str) -> None:
        """Group all reports that wait, the last batch however small, and keep the state if that pays."""
        self._group(1, at=at)
        with self._store.reading() as connection:
            until, since = groups.count_since(connection)
        if since > max(self._settings.store.replayed, until // 20):
            self.keep_state()

    def keep_state(self) -> None:
        """Write the state of the grouping down, so that nothing is replayed, and the index in little room."""
        stream = self._read_state()
        data = stream.snapshot()
        with self._store.writing() as connection:
            groups.put_state(connection, self._batch, data)
            words.tidy(connection)

    def _group(self, least: int, *, at: str) -> None:
        while True:
            with self._store.reading() as connection:
                if groups.count_waiting(connection) < least:
                    return
                numbers = groups.next_batch(connection, self._settings.group.batch)
            stream = self._read_state()
            self._batch += 1
            step = stream.add(stream.read(self._dated(numbers)), wake=self._wake)
            self._write(stream, step, numbers, at=at)

    def _write(self, stream: StoryStream, step: Step, numbers: Mapping[int, int], *, at: str) -> None:
        with self._store.writing() as connection:
            groups.put_batch(connection, self._batch, numbers)
            groups.mark_woken(connection, step.woken, self._batch)
            for retired in step.retired:
                # a report that nobody followed up is not worth its bytes; it stays a story of its own
                if len(retired.story.reports) > 1:
                    groups.put_asleep(connection, retired.story.id, self._batch, retired.sleeping)
            groups.put_members(connection, [stream.story(id) for id in step.changed], at=at)
            notes = Log(connection, at)
            for event in step.events:
                notes.note(_KINDS[event.kind], story=event.story, others=event.others)
            notes.flush()
            placement.mark(connection, [event.story for event in step.events])
            until, since = groups.count_since(connection)
            if since >= max(10 * self._settings.store.replayed, until):
                groups.put_state(connection, self._batch, stream.snapshot())

    def _read_state(self) -> StoryStream:
        if self._stream is None:
            with self._store.reading() as connection:
                data = groups.read_state(connection)
                batches = list(groups.read_batches(connection))
                last = groups.last_batch(connection)
            settings = self._settings.group
            stream = StoryStream.restore(data, settings=settings) if data else StoryStream(settings=settings)
            stream.fetch_texts(self._texts, at_hand=self._settings.store.texts_at_hand)
            for self._batch, numbers in batches:
                stream.add(stream.read(self._dated(numbers)), wake=self._wake)
            self._batch = last
            self._stream = stream
        return self._stream

    def _dated(self, numbers: Mapping[int, int]) -> list[tuple[Report, ReferenceDate]]:
        """The reports of a batch, each with the date that it counts as published on."""
        with self._store.reading() as connection:
            members = read_versions(connection, numbers, with_tokens=False, only_shown=True)
        return [(item.report, item.annotation.reference) for item in members.values()]

    def _texts(self, ids: Sequence[str]) -> dict[str, Report]:
        """Reports in the versions that were grouped."""
        with self._store.reading() as connection:
            return groups.read_grouped(connection, ids)

    def _wake(self, ids: Sequence[str]) -> list[bytes]:
        with self._store.reading() as connection:
            return groups.read_asleep(connection, ids, self._batch)
