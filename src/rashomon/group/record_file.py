"""A file of records that is only appended to, or replaced as a whole: what was synced outlives any crash.

A record that was being written when the process died is cut off when the file is opened again (write-ahead logging with
checkpoints; Gray and Reuter 1992, chapter 9).
"""

from __future__ import annotations

import contextlib
import errno
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.errors import ArchiveError, ArchiveReason

_TITLE = b"Rashomon records, layout 1\n"
_HEAD = struct.Struct("<cQI")
"""Kind, bytes of the payload, CRC-32 of the payload; the CRC-32 of these three follows."""
_SUM = struct.Struct("<I")
_FRAME = _HEAD.size + _SUM.size
_REASONS: dict[int, ArchiveReason] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.EROFS: "read-only",
    errno.ENOENT: "not found",
    errno.ENOTDIR: "not found",
    errno.EISDIR: "not an archive",
    errno.EAGAIN: "busy",
}


@dataclass(frozen=True, slots=True)
class Record:
    """Where the payload of a record stands in the file."""

    kind: bytes
    start: int
    length: int


class RecordFile:
    """Records of one-letter kinds. Only one process at a time has the file open; `close` lets go of it.

    Every method raises ArchiveError when the file cannot be read or written: "busy", "full", "read-only", "not found",
    "damaged" or "not an archive".
    """

    def __init__(self, path: Path) -> None:
        """Open `path`, or make it. `records` are those in it; one that is not whole, at the end, is cut off."""
        self._path = path
        self.records: list[Record] = []
        with self._told():
            self._file = _open_alone(path)
            try:
                self.size = self._check()
                os.ftruncate(self._file, self.size)
                os.lseek(self._file, self.size, os.SEEK_SET)
            except BaseException:
                os.close(self._file)
                raise

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

    def read(self, record: Record) -> bytes:
        """Return the payload of a record."""
        with self._told():
            return os.pread(self._file, record.length, record.start)

    def append(self, kind: bytes, payload: bytes) -> Record:
        """Write a record at the end; it outlives the process, and after `sync` a power cut too."""
        with self._told():
            _write(self._file, _frame(kind, payload) + payload)
        record = Record(kind, self.size + _FRAME, len(payload))
        self.size += _FRAME + len(payload)
        return record

    def sync(self) -> None:
        """Wait until all that was appended is on the disk."""
        with self._told():
            os.fsync(self._file)

    def replace(self, payloads: Iterable[tuple[bytes, bytes]]) -> list[Record]:
        """Write kinds and payloads to a new file and put it in the place of this one; return the new records.

        At every moment the file is wholly the old one or wholly the new one.
        """
        beside = self._path.with_name(f"{self._path.name}.new")
        records = []
        with self._told():
            new = _open_alone(beside)
            os.ftruncate(new, 0)
            _write(new, _TITLE)
            size = len(_TITLE)
            for kind, payload in payloads:
                _write(new, _frame(kind, payload) + payload)
                records.append(Record(kind, size + _FRAME, len(payload)))
                size += _FRAME + len(payload)
            os.fsync(new)
            os.replace(beside, self._path)
            folder = os.open(self._path.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
        os.close(self._file)
        self._file, self.size = new, size
        return records

    def _check(self) -> int:
        """Fill `records`; return how far the file is whole."""
        end = os.fstat(self._file).st_size
        title = os.pread(self._file, len(_TITLE), 0)
        if title != _TITLE:
            if end >= len(_TITLE) or not _TITLE.startswith(title):
                raise ArchiveError(str(self._path), "not an archive", "this is no file of Rashomon's")
            os.ftruncate(self._file, 0)
            os.lseek(self._file, 0, os.SEEK_SET)
            _write(self._file, _TITLE)
            return len(_TITLE)
        at = len(_TITLE)
        while end - at >= _FRAME:
            frame = os.pread(self._file, _FRAME, at)
            kind, length, sum_of_payload = _HEAD.unpack_from(frame)
            if zlib.crc32(frame[: _HEAD.size]) != _SUM.unpack_from(frame, _HEAD.size)[0]:
                if any(os.pread(self._file, end - at, at)):
                    raise self._damaged(at)
                break  # the file was made longer before its bytes came
            next_at = at + _FRAME + length
            if next_at > end:
                break
            if zlib.crc32(os.pread(self._file, length, at + _FRAME)) != sum_of_payload:
                if next_at < end:
                    raise self._damaged(at)
                break
            self.records.append(Record(kind, at + _FRAME, length))
            at = next_at
        return at

    def _damaged(self, at: int) -> ArchiveError:
        return ArchiveError(str(self._path), "damaged", f"what stands at byte {at} is not what was written there")

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the system says into an ArchiveError."""
        try:
            yield
        except OSError as error:
            if error.errno not in _REASONS:
                raise
            detail = "another process has it open" if error.errno == errno.EAGAIN else str(error.strerror)
            raise ArchiveError(str(self._path), _REASONS[error.errno], detail) from error


def _frame(kind: bytes, payload: bytes) -> bytes:
    head = _HEAD.pack(kind, len(payload), zlib.crc32(payload))
    return head + _SUM.pack(zlib.crc32(head))


def _open_alone(path: Path) -> int:
    """Open or make `path` and lock it. Raises BlockingIOError when another process has it."""
    import fcntl

    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # between the two lines another process may have put a new file in its place
            if path.exists() and os.path.samestat(os.fstat(file), path.stat()):
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)


def _write(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]
