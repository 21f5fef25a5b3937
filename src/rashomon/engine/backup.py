"""Back-ups: an archive, wherever it is kept, as one SQLite file, and back."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from rashomon.errors import UsageError
from rashomon.settings import Settings
from rashomon.store import copying, outdated, voices, words
from rashomon.store.database import Store
from rashomon.store.indexed import indexed

_PART = 64


def backup(store: Store, path: str | Path, *, settings: Settings) -> None:
    """Write the archive as it is now to a new file, while others read and add.

    The file appears when it is whole. Raises UsageError where there is one already.
    """
    path = Path(path)
    if path.exists():
        raise UsageError(f"{path} is there already")
    part = path.with_name(f"{path.name}.part")
    try:
        if store.dialect == "sqlite":
            copying.copy_pages(store, part)
        else:
            with closing(Store(str(part), create=True, settings=settings.store)) as copy:
                _copy_rows(store, copy)
            copying.as_one_file(part)
        os.replace(part, path)
    finally:
        for beside in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            beside.unlink(missing_ok=True)


def restore(store: Store, path: str | Path, *, settings: Settings) -> None:
    """Put what is in a back-up into an archive without reports. Raises UsageError where it has some."""
    with closing(Store(str(path), create=False, settings=settings.store)) as source, store.adding():
        with store.reading() as connection:
            if not copying.is_empty(connection):
                raise UsageError(f"{store.name} has reports already; restore into a new archive")
        if store.dialect == "sqlite" and source.dialect == "sqlite":
            copying.copy_pages_into(source, store)
        else:
            _copy_rows(source, store)


def _copy_rows(source: Store, target: Store) -> None:
    """Copy all tables, then make the full-text indexes, which no table can be made from in another database."""
    with source.reading() as reading, target.writing() as writing:
        copying.copy_tables(reading, writing)
        voices.put_words(writing)
        numbers = copying.indexed_numbers(writing)
        for start in range(0, len(numbers), _PART):
            some = numbers[start : start + _PART]
            members = outdated.read_indexed(writing, [report for _, report, _ in some])
            words.put_words(writing, [(number, indexed(members[report])) for number, report, _ in some])
