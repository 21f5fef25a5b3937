"""An archive copied: page by page within SQLite, else row by row."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, insert, select

from rashomon.errors import ArchiveError
from rashomon.store import sqlite
from rashomon.store.database import Store
from rashomon.store.finding import searched
from rashomon.store.schema import archive, metadata, reports

_PAGES = 2_000
"""Pages copied at a time, between which others may write."""
_ROWS = 500


def copy_pages(store: Store, path: Path) -> None:
    """Write a SQLite archive to the file `path`, as it is at one moment."""
    with _errors(str(path)), contextlib.closing(sqlite3.connect(path)) as target, _raw(store) as source:
        source.backup(target, pages=_PAGES)
    as_one_file(path)


def as_one_file(path: Path) -> None:
    """Let a SQLite file have no others beside it, so that it can be moved."""
    with _errors(str(path)), contextlib.closing(sqlite3.connect(path)) as target:
        target.execute("PRAGMA journal_mode = DELETE")


def copy_pages_into(source: Store, target: Store) -> None:
    """Make one SQLite archive what another is; it becomes so as a whole or not at all."""
    with _errors(target.name), _raw(source) as reading, _raw(target) as writing:
        reading.backup(writing)


@contextlib.contextmanager
def _raw(store: Store) -> Iterator[sqlite3.Connection]:
    with store.raw() as connection:
        if not isinstance(connection, sqlite3.Connection):
            raise TypeError("not SQLite")
        yield connection


@contextlib.contextmanager
def _errors(name: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(name, *sqlite.reason(error)) from error


def is_empty(connection: Connection) -> bool:
    """Whether an archive has no reports."""
    return connection.execute(select(reports.c.number).limit(1)).first() is None


def copy_tables(source: Connection, target: Connection) -> None:
    """Copy the rows of all tables but those that say what the archive is."""
    for table in metadata.sorted_tables:
        if table.name in (archive.name, "alembic_version"):
            continue
        rows = source.execution_options(yield_per=_ROWS).execute(select(table)).mappings()
        for part in rows.partitions(_ROWS):
            target.execute(insert(table), [dict(row) for row in part])


def indexed_numbers(connection: Connection) -> list[tuple[int, int, int]]:
    """What is in the index: number, report, version, in ascending order."""
    query = select(searched.c.number, searched.c.report, searched.c.version).order_by(searched.c.number)
    return [(row.number, row.report, row.version) for row in connection.execute(query)]
