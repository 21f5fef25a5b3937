"""Stories kept in one file: killed at any moment, they go on where they were.

A snapshot comes first (none in a new file), then each batch of digests, written down before it is taken in, and the
stories that were let go since. When the log outgrows the snapshot, all is written anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from rashomon.group.boilerplate import Boilerplate
from rashomon.group.digest import Digest, mark_of
from rashomon.group.digest_log import pack_batch, unpack_batch
from rashomon.group.pack import Arrays, pack, unpack
from rashomon.group.record_file import Record, RecordFile
from rashomon.group.sleep import read_story, wake_story
from rashomon.group.story_stream import Retired, StoryStream
from rashomon.model.report import Report
from rashomon.model.story import Story
from rashomon.settings import GroupSettings

_SNAPSHOT, _BATCH, _STORY = b"S", b"B", b"R"

Known = Literal["new", "same", "other text"]


class StateFile:
    """A StoryStream in a file, which one process at a time has open.

    Every method raises ArchiveError when the file cannot be read or written; what was taken in before is untouched.
    """

    def __init__(self, path: Path, *, settings: GroupSettings) -> None:
        """Open `path`, or make it, and take in what is in it."""
        self._settings = settings
        self._stream = StoryStream(settings=settings)
        self._taken: dict[int, int] = {}
        self._retired: dict[str, tuple[int, Record]] = {}
        self._snapshot = 0
        self._file = RecordFile(path)
        waiting: dict[str, Retired] = {}
        for record in self._file.records:
            payload = self._file.read(record)
            if record.kind == _SNAPSHOT:
                self._load(payload)
                self._snapshot = record.start + record.length
            elif record.kind == _BATCH:
                waiting = self._add(unpack_batch(payload))
            else:
                key, story = read_story(payload)
                self._retired[story.id] = (key, record)
                if not waiting:  # the file begins with these, up to the first batch
                    self._snapshot = record.start + record.length
                waiting.pop(story.id, None)
        self._shelve(waiting)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def knows(self, report: Report) -> Known:
        """Whether a report of this id was taken in before, and whether with this text."""
        mark = self._taken.get(mark_of(report.id))
        if mark is None:
            return "new"
        return "same" if mark == mark_of(report.text) else "other text"

    def boilerplate(self) -> Boilerplate:
        """Return a copy of the boilerplate counted so far, for `read_batches`."""
        return self._stream.boilerplate.copy()

    def take(self, batch: Sequence[Digest]) -> None:
        """Take in a batch; once this returns, no crash loses it."""
        self._file.append(_BATCH, pack_batch(batch))
        self._file.sync()
        self._shelve(self._add(batch))
        if self._file.size > 2 * self._snapshot + self._settings.log_bytes:
            self._write_anew()

    def stories(self, *, explained: bool = False) -> Iterator[Story]:
        """Yield every story, those let go too, in the order of their founding.

        Where they are to be `explained`, the next best story is one of the live ones.
        """
        places: dict[int, Record | None] = dict.fromkeys(self._stream.index.live)
        places.update(self._retired.values())
        for key, record in sorted(places.items(), key=lambda item: item[0]):
            if record is None:
                yield self._stream.explained(key) if explained else self._stream.story_of(key)
            elif explained:
                yield self._explain_sleeping(self._file.read(record))
            else:
                yield read_story(self._file.read(record))[1]

    def _explain_sleeping(self, data: bytes) -> Story:
        index = self._stream.index
        key = wake_story(index, data)
        story = self._stream.explained(key)
        index.leave(key)
        return story

    def _add(self, batch: Sequence[Digest]) -> dict[str, Retired]:
        """Take in a batch that is in the file; return the stories that it let go, which are not."""
        self._taken.update((mark_of(item.id), item.mark) for item in batch)
        step = self._stream.replay(batch, wake=self._fetch)
        for id in step.woken:
            del self._retired[id]
        return {item.story.id: item for item in step.retired}

    def _shelve(self, retired: dict[str, Retired]) -> None:
        for id, item in retired.items():
            # not synced: should it be lost, the batch that let it go brings it back
            self._retired[id] = (item.key, self._file.append(_STORY, item.sleeping))

    def _fetch(self, ids: Sequence[str]) -> list[bytes]:
        return [self._file.read(self._retired[id][1]) for id in ids]

    def _write_anew(self) -> None:
        kept = list(self._retired.items())

        def payloads() -> Iterator[tuple[bytes, bytes]]:
            yield _SNAPSHOT, self._save()
            for _, (_, record) in kept:
                yield _STORY, self._file.read(record)

        _, *records = self._file.replace(payloads())
        self._snapshot = self._file.size
        self._retired = {id: (key, record) for (id, (key, _)), record in zip(kept, records, strict=True)}

    def _save(self) -> bytes:
        arrays: Arrays = {
            "stream": np.frombuffer(self._stream.snapshot(), dtype=np.uint8),
            "ids": np.array(list(self._taken), dtype=np.uint64),
            "texts": np.array(list(self._taken.values()), dtype=np.uint64),
        }
        return pack("state file", arrays)

    def _load(self, payload: bytes) -> None:
        arrays = unpack("state file", payload)
        self._stream = StoryStream.restore(arrays["stream"].tobytes(), settings=self._settings)
        self._taken = dict(zip(arrays["ids"].tolist(), arrays["texts"].tolist(), strict=True))
