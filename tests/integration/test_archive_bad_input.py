"""What is no archive, or cannot be one here, is said in one line, with a reason, and left untouched."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.archives import NOW, Annotated, annotated, answers, flood, write
from tests.integration.test_archive_durability import fork

import rashomon
from rashomon.engine import add
from rashomon.errors import ArchiveError
from rashomon.settings import Settings, StoreSettings

__all__ = ["annotated"]

QUICK = Settings(store=StoreSettings(wait=2.0))


@pytest.fixture(autouse=True)
def quick(annotated: Annotated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add, "work_on", annotated.work_on)


def refused(place: object, *, create: bool = True) -> ArchiveError:
    """The error of opening; in one line, naming the place."""
    with pytest.raises(ArchiveError) as caught:
        rashomon.open(str(place), create=create, settings=QUICK)
    assert "\n" not in str(caught.value)
    return caught.value


def text_file(path: Path) -> None:
    path.write_text("Ships left at dawn.\n" * 100)


def other_database(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.commit()


def browser_history(path: Path) -> None:
    """A database that has a table named like one of ours."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE archive (version INTEGER)")
        connection.execute("CREATE TABLE versions (number INTEGER)")
        connection.commit()


def cut_off(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


@pytest.mark.parametrize("make", [text_file, other_database, browser_history, cut_off])
def test_a_file_that_is_no_archive(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "file.db"
    make(path)
    before = path.read_bytes()
    error = refused(path)
    assert error.reason in ("not an archive", "damaged")
    assert str(path) in str(error)
    assert path.read_bytes() == before


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path).reason == "not an archive"


def test_a_file_that_is_not_there_and_not_to_be_made(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.db", create=False).reason == "not found"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "no" / "such.db").reason == "not found"


def test_an_archive_of_a_newer_program(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with rashomon.open(path) as archive:
        archive.add([write(tmp_path, flood(3))], now=lambda: NOW)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE archive SET version = version + 1")
        connection.commit()
    before = path.read_bytes()
    assert refused(path).reason == "newer"
    assert path.read_bytes() == before


def test_a_newer_archive_in_postgresql(tmp_path: Path, postgresql: Callable[[], str]) -> None:
    import sqlalchemy

    place = postgresql()
    rashomon.open(place).close()
    engine = sqlalchemy.create_engine(place)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("UPDATE archive SET version = version + 1"))
    engine.dispose()
    assert refused(place).reason == "newer"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user, and nothing is read-only to root")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_read_only_place(what: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix="rashomon-"))
    try:
        path = folder / "rashomon.db"
        with rashomon.open(path) as archive:
            archive.add([write(folder, flood(3))], now=lambda: NOW)
            whole = answers(archive)
        more = write(folder, flood(6), "more.jsonl")
        folder.chmod(0o555 if what == "folder" else 0o777)
        path.chmod(0o444)
        before = path.read_bytes()

        def work() -> None:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            with rashomon.open(path, settings=QUICK) as archive:
                assert answers(archive) == whole  # reading it is no trouble
                with pytest.raises(ArchiveError) as caught:
                    archive.add([more], now=lambda: NOW)
                assert caught.value.reason == "read-only"
            if what == "folder":
                assert refused(folder / "new.db").reason == "read-only"

        assert fork(work) == 0
        assert path.read_bytes() == before
        path.chmod(0o600)
        folder.chmod(0o755)
        with rashomon.open(path) as archive:
            assert answers(archive) == whole
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://nobody:secret@127.0.0.1:1/none",
        "postgresql://nobody:secret@no.such.host.invalid/none",
        "postgresql+psycopg://nobody:secret@127.0.0.1:port/none",
        "mysql://nobody:secret@127.0.0.1/none",
        "postgresql+pg8000://nobody:secret@127.0.0.1/none",
        "nonsense://nobody:secret@",
        "://secret",
    ],
)
def test_a_wrong_url(url: str) -> None:
    error = refused(url)
    assert error.reason == "unreachable"
    assert "secret" not in str(error)


def test_a_database_that_is_not_there(postgresql: Callable[[], str]) -> None:
    assert refused(postgresql().replace("/postgres?", "/no_such_database?")).reason == "unreachable"


def test_a_postgresql_database_of_something_else(postgresql: Callable[[], str]) -> None:
    import sqlalchemy

    place = postgresql()
    engine = sqlalchemy.create_engine(place)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE recipes (name TEXT)"))
    engine.dispose()
    assert refused(place).reason == "not an archive"


def test_two_adds_at_once_in_postgresql(tmp_path: Path, postgresql: Callable[[], str]) -> None:
    place, reports = postgresql(), write(tmp_path, flood(4))
    with rashomon.open(place) as first, rashomon.open(place) as second:
        reasons = []

        def watch(stage: str, done: int, total: int | None) -> None:
            with pytest.raises(ArchiveError) as caught:
                second.add([reports])
            reasons.append(caught.value.reason)

        first.add([reports], watch=watch)
        assert set(reasons) == {"busy"}
        assert second.add([reports]).known == 4


def test_strange_ids_and_words(tmp_path: Path, postgresql: Callable[[], str]) -> None:
    rows = [
        {**flood(1)[0], "id": "a\x00b"},
        {**flood(1)[0], "id": "x" * 1001},
        {**flood(2)[1], "id": "'; DROP TABLE reports; --", "title": "Orlen\x00 “%s” {} \\", "outlet": "O\x00utlet"},
        {**flood(3)[2], "id": "ü" * 900, "text": flood(3)[2]["text"] + "\n\nA NUL \x00 and a smile \U0001f600."},
    ]
    found = []
    for place in (str(tmp_path / "rashomon.db"), postgresql()):
        with rashomon.open(place) as archive:
            added = archive.add([write(tmp_path, rows)], now=lambda: NOW)
            assert (added.new, added.refused) == (2, 2)
            assert {row.refusal.reason for row in archive.refusals().rows} == {"id not usable"}
            assert "\x00" in archive.report("ü" * 900).report.text
            found.append(answers(archive))
    assert found[0] == found[1]
