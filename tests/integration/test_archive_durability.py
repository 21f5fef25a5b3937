"""Nothing that was acknowledged is lost, nothing is half there, the next run goes on: each case is brought about.

Processes are forked, so that they die in the middle of an add without anything being started anew; annotation is done
once and handed to all of them.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.archives import NOW, Annotated, annotated, answers, flood, write

import rashomon
from rashomon.engine import Archive, add
from rashomon.errors import ArchiveError
from rashomon.settings import GroupSettings, Settings, StoreSettings

__all__ = ["annotated"]

SETTINGS = Settings(store=StoreSettings(chunk=3, stories_at_once=1, wait=5.0), group=GroupSettings(batch=5))
"""Small steps, so that there are many places to die in."""
_PAGE = 1024


@pytest.fixture(autouse=True)
def quick(annotated: Annotated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add, "work_on", annotated.work_on)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(tmp_path_factory.mktemp("reports"), flood())


@pytest.fixture
def whole(tmp_path: Path, reports: str) -> str:
    """The answers of an archive whose add was not disturbed."""
    with rashomon.open(tmp_path / "undisturbed.db", settings=SETTINGS) as archive:
        archive.add([reports], now=lambda: NOW)
        return answers(archive)


def fork(work: Callable[[], None]) -> int:
    """Run `work` in a process of its own; return its status: 0, 1 where it raised, or minus the signal it died of."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def add_until(place: str, reports: str, *, statements: int, acknowledged: Path) -> int:
    """Add in a process that is killed before it runs so many statements; `acknowledged` gets what it reported."""

    def work() -> None:
        left = statements
        archive = rashomon.open(place, settings=SETTINGS)

        def count(*_: object) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        def watch(stage: str, done: int, total: int | None) -> None:
            if stage == "annotate":
                acknowledged.write_text(str(done))

        event.listen(archive._store._engine, "before_cursor_execute", count)
        archive.add([reports], now=lambda: NOW, watch=watch)

    acknowledged.write_text("0")
    return fork(work)


def test_killed_at_any_statement(tmp_path: Path, reports: str, whole: str) -> None:
    died = 0
    for statements in range(1, 2000, 17):
        place = str(tmp_path / f"{statements}.db")
        status = add_until(place, reports, statements=statements, acknowledged=tmp_path / "done")
        with rashomon.open(place, settings=SETTINGS) as archive:
            assert len(archive.reports(limit=1000).rows) + 1 >= int((tmp_path / "done").read_text())
            consistent(archive)
            archive.add([reports], now=lambda: NOW)
            assert answers(archive) == whole, f"killed before statement {statements}"
        if status == 0:
            break
        assert status == -signal.SIGKILL
        died += 1
    assert died > 10


def test_killed_again_and_again(tmp_path: Path, reports: str, whole: str) -> None:
    place = str(tmp_path / "rashomon.db")
    for attempt in range(200):
        if add_until(place, reports, statements=60 + attempt, acknowledged=tmp_path / "done") == 0:
            break
    with rashomon.open(place, settings=SETTINGS) as archive:
        assert answers(archive) == whole


def test_killed_with_postgresql(tmp_path: Path, reports: str, whole: str, postgresql: Callable[[], str]) -> None:
    for statements in (20, 45, 80, 130, 200, 300):
        place = postgresql()
        add_until(place, reports, statements=statements, acknowledged=tmp_path / "done")
        with rashomon.open(place, settings=SETTINGS) as archive:
            assert len(archive.reports(limit=1000).rows) + 1 >= int((tmp_path / "done").read_text())
            consistent(archive)
            archive.add([reports], now=lambda: NOW)
            assert answers(archive) == whole, f"killed before statement {statements}"


def consistent(archive: Archive) -> None:
    """Whatever is there is there as a whole."""
    for row in archive.reports(limit=1000).rows:
        for version in archive.versions(row.id):
            item = archive.report(row.id, version=version.number)
            assert len(item.report.text) == version.characters
            assert len(item.annotation.tokens) > 0
        assert archive.search(f'"{row.title}"').rows, row.title
    for story in archive.stories(limit=1000).rows:
        (synopsis,) = archive.briefing(story.id).synopses
        assert {report.id for report in synopsis.reports} == set(story.reports)


def test_a_power_cut_at_the_frames_of_the_log(tmp_path: Path, reports: str, whole: str) -> None:
    place = str(tmp_path / "rashomon.db")

    def work() -> None:
        archive = rashomon.open(place, settings=SETTINGS)
        event.listen(archive._store._engine, "connect", _never_move_the_log)
        archive._store._engine.dispose()
        archive.add([reports], now=lambda: NOW)
        os.kill(os.getpid(), signal.SIGKILL)

    assert fork(work) == -signal.SIGKILL
    log = Path(f"{place}-wal").read_bytes()
    frame = 24 + _PAGE
    assert struct.unpack(">I", log[8:12]) == (_PAGE,)
    frames = (len(log) - 32) // frame
    assert frames > 100
    # a frame that ends a transaction has the size of the file behind it in its header
    ends = [number for number in range(frames) if any(log[32 + frame * number + 4 : 32 + frame * number + 8])]
    tried = sorted({*range(0, frames, max(1, frames // 100)), *ends, *(number + 1 for number in ends[:-1])})
    cuts = [32 + frame * number + rest for number in tried for rest in (0, 1, 24, 24 + _PAGE // 2)]
    most = 0
    for turn, cut in enumerate([0, 16, *cuts, len(log)]):
        torn = tmp_path / "torn.db"
        shutil.copy(place, torn)
        # after the cut the disk has what stood there before: nothing, or anything
        Path(f"{torn}-wal").write_bytes(log[:cut] + (b"", os.urandom(3 * frame))[turn % 2])
        with rashomon.open(torn, settings=SETTINGS) as archive:
            here = len(archive.reports(limit=1000).rows)
            assert here >= most or turn < 2
            most = max(most, here)
            if turn % 48 == 0 or cut == len(log):
                with contextlib.closing(sqlite3.connect(torn)) as plain:
                    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                consistent(archive)
            if turn % 144 == 0 or cut == len(log):
                archive.add([reports], now=lambda: NOW)
                assert answers(archive) == whole
    assert most == 12


def _never_move_the_log(connection: sqlite3.Connection, record: object) -> None:
    connection.execute("PRAGMA wal_autocheckpoint = 0")


def test_a_full_disk(tmp_path: Path, reports: str, whole: str) -> None:
    full = 0
    for size in range(48, 432, 32):
        place = tmp_path / f"{size}.db"
        told = tmp_path / "told"

        def work(place: Path = place, told: Path = told, size: int = size) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size * _PAGE, resource.RLIM_INFINITY))
            try:
                with rashomon.open(place, settings=SETTINGS) as archive:
                    archive.add([reports], now=lambda: NOW)
            except ArchiveError as error:
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                told.write_text(f"{error.reason}\n{error}")
                os._exit(7)

        status = fork(work)
        assert status in (0, 7)
        if status == 7:
            full += 1
            reason, line = told.read_text().split("\n")
            assert reason == "full"
            assert str(place) in line
        with rashomon.open(place, settings=SETTINGS) as archive:
            consistent(archive)
            archive.add([reports], now=lambda: NOW)
            assert answers(archive) == whole
    assert full > 2


def test_two_adds_at_once(tmp_path: Path, reports: str) -> None:
    place = tmp_path / "rashomon.db"
    with rashomon.open(place, settings=SETTINGS) as first, rashomon.open(place, settings=SETTINGS) as second:
        refused: list[str] = []

        def watch(stage: str, done: int, total: int | None) -> None:
            try:
                second.add([reports])
            except ArchiveError as error:
                refused.append(error.reason)

        first.add([reports], now=lambda: NOW, watch=watch)
        assert refused
        assert set(refused) == {"busy"}
        assert second.add([reports]).known == 12
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rashomon.db"]


def test_the_lock_of_a_killed_add_is_gone(tmp_path: Path, reports: str) -> None:
    place = str(tmp_path / "rashomon.db")
    assert add_until(place, reports, statements=50, acknowledged=tmp_path / "done") == -signal.SIGKILL
    assert Path(f"{place}-adding").exists()
    with rashomon.open(place, settings=SETTINGS) as archive:
        archive.add([reports])
    assert not Path(f"{place}-adding").exists()


def test_reading_while_another_adds(tmp_path: Path, reports: str) -> None:
    place = tmp_path / "rashomon.db"
    with rashomon.open(place, settings=SETTINGS) as writer, rashomon.open(place, settings=SETTINGS) as reader:
        seen: list[int] = []

        def watch(stage: str, done: int, total: int | None) -> None:
            consistent(reader)
            seen.append(len(reader.reports(limit=1000).rows))

        writer.add([reports], watch=watch)
    assert seen == sorted(seen)
    assert len(set(seen)) > 2


@pytest.fixture
def damaged(tmp_path: Path, reports: str) -> Path:
    place = tmp_path / "rashomon.db"
    with rashomon.open(place, settings=SETTINGS) as archive:
        archive.add([reports], now=lambda: NOW)
    return place


def ask_all(place: Path, whole: str) -> ArchiveError | None:
    """Ask everything; the answers must be right, or an error be raised, which is returned."""
    try:
        with rashomon.open(place, settings=SETTINGS) as archive:
            assert answers(archive) == whole
    except ArchiveError as error:
        return error
    return None


def test_a_corrupt_page(damaged: Path, whole: str) -> None:
    sound = damaged.read_bytes()
    found = 0
    pages = len(sound) // _PAGE
    for page in sorted({*range(20), *range(0, pages, max(1, pages // 100))}):
        start = page * _PAGE
        broken = sound[:start] + b"\xa5" * _PAGE + sound[start + _PAGE :]
        damaged.write_bytes(broken)
        error = ask_all(damaged, whole)
        if error is not None:
            assert error.reason in ("damaged", "not an archive")
            assert "\n" not in str(error)
            found += 1
        assert damaged.read_bytes() == broken
    assert found > 20
