"""An archive in one SQLite file: how it is opened, locked, and what its errors mean."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator

from sqlalchemy import URL, Connection, Engine, create_engine, event

from rashomon.errors import ArchiveError, ArchiveReason
from rashomon.settings import StoreSettings

_HEADER = b"SQLite format 3\x00"
_APPLICATION = 0x52534D4E
"""SQLite's application_id of an archive: RSMN."""
_PAGE = 1024
"""Bytes. Rows of some kB overflow into pages of their own, which are full; of larger pages a fifth stays empty."""
_LOG = 16_000
"""Pages that the log beside the file may have before they are written into it."""

_REASONS: dict[int, tuple[ArchiveReason, str]] = {
    sqlite3.SQLITE_BUSY: ("busy", "another process is writing to it"),
    sqlite3.SQLITE_LOCKED: ("busy", "another process is writing to it"),
    sqlite3.SQLITE_FULL: ("full", "no space left; what was acknowledged before is kept"),
    sqlite3.SQLITE_IOERR: ("full", "cannot be read or written: the disk is full or failing"),
    sqlite3.SQLITE_READONLY: ("read-only", "cannot be written"),
    sqlite3.SQLITE_PERM: ("read-only", "cannot be opened for lack of permission"),
    sqlite3.SQLITE_AUTH: ("read-only", "cannot be opened for lack of permission"),
    sqlite3.SQLITE_CANTOPEN: ("read-only", "cannot be opened here: a folder that is not there, or not to be written"),
    sqlite3.SQLITE_CORRUPT: ("damaged", "is damaged; restore a back-up"),
    sqlite3.SQLITE_NOTADB: ("not an archive", "is no archive"),
}
"""What the primary result codes of SQLite mean to a user."""


def connect(path: str, *, create: bool, settings: StoreSettings) -> Engine:
    """Return an engine for the file `path`. Raises ArchiveError where it is not there, or is something else."""
    if not _look_at(path, create=create):
        _mark_new(path, settings)
    writable = os.access(path if os.path.exists(path) else os.path.dirname(path) or ".", os.W_OK)
    # without a way to write beside it, WAL cannot be read; but nobody else writes to it either
    still = not writable and not _size(f"{path}-wal")
    query = {"uri": "true", "immutable": "1", "mode": "ro"} if still else {}
    database = f"file:{path}" if still else path
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=database, query=query),
        connect_args={"timeout": settings.wait, "check_same_thread": False, "isolation_level": None},
    )

    def prepare(connection: sqlite3.Connection, record: object) -> None:
        if not still:
            connection.execute("PRAGMA journal_mode = WAL")
        # FULL: a power cut takes nothing back that was acknowledged
        lines = ("synchronous = FULL", "foreign_keys = ON", "cell_size_check = ON", "temp_store = MEMORY")
        for line in (*lines, f"wal_autocheckpoint = {_LOG}", "cache_size = -16000"):
            connection.execute(f"PRAGMA {line}")

    event.listen(engine, "connect", prepare)
    return engine


def _look_at(path: str, *, create: bool) -> bool:
    """Whether there is an archive in the file `path`; nothing of it is touched. False for one that is to be made."""
    try:
        with open(path, "rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        folder = os.path.dirname(path) or "."
        if not os.path.isdir(folder):
            raise ArchiveError(path, "not found", f"there is no folder {folder}") from None
        if not create:
            raise ArchiveError(path, "not found", "there is no such archive") from None
        return False
    except IsADirectoryError:
        raise ArchiveError(path, "not an archive", "is a folder") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        raise ArchiveError(path, "read-only", str(getattr(error, "strerror", None) or error)) from None
    if not head and create:
        return False
    # the format of the header: https://www.sqlite.org/fileformat.html#the_database_header
    if not head.startswith(_HEADER) or head[68:72] != _APPLICATION.to_bytes(4, "big"):
        raise ArchiveError(path, "not an archive", "is no archive")
    return True


def _mark_new(path: str, settings: StoreSettings) -> None:
    """Make a file that says it is an archive, before anything else is written to it."""
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=settings.wait)) as connection:
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    except sqlite3.Error as error:
        raise ArchiveError(path, *reason(error)) from None


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def begin_reading(connection: Connection) -> None:
    """Begin a transaction that sees the archive as it is now, whoever writes meanwhile."""
    connection.exec_driver_sql("BEGIN DEFERRED")


def begin_writing(connection: Connection) -> None:
    """Begin a transaction that writes; waits for another one to end."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextlib.contextmanager
def adding(path: str) -> Iterator[None]:
    """Hold the lock that one adding process has at a time. A process that is killed loses it.

    It is the lock of an empty SQLite file beside the archive, because SQLite knows how to lock a file on every system.
    Raises ArchiveError("busy") while another process holds it.
    """
    beside = f"{path}-adding"
    while True:
        try:
            lock = sqlite3.connect(beside, timeout=0.0, isolation_level=None, check_same_thread=False)
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error:
                lock.close()
                raise
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise ArchiveError(path, "busy", "another process is adding to it; try again when it is done") from None
            raise ArchiveError(path, *reason(error)) from None
        if os.path.exists(beside):
            break
        lock.close()  # whoever held it before took it away between opening and locking
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        lock.close()


def reason(error: BaseException | None) -> tuple[ArchiveReason, str]:
    """What an error of SQLite means to a user. Raises it again where it is none of the expected ones."""
    if isinstance(error, sqlite3.Error):
        found = _REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if found is not None:
            return found
    raise error or AssertionError("an error without an origin")
