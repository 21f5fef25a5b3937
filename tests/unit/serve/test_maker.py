"""Who makes pages, where, and in which order; and that those of large stories are there before anybody asks."""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import rashomon
from rashomon.engine import Archive
from rashomon.errors import ArchiveError, UnknownIdError
from rashomon.model.archive import StoryRow
from rashomon.serve.web.app import create_app
from rashomon.serve.web.kept import Kept
from rashomon.serve.web.maker import Bench, Maker, Turns
from rashomon.serve.web.pages.drawing import Drawings
from rashomon.settings import Settings

LARGE = Settings(web=replace(Settings().web, large_story=1, ahead_calm=0.0, ahead_seconds=0.05))
"""A story of two reports is large."""


@pytest.fixture(scope="module")
def archive(sample_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    copy = tmp_path_factory.mktemp("maker") / "copy.db"
    shutil.copy(sample_archive, copy)
    with rashomon.open(copy) as opened:
        yield opened


@pytest.fixture(scope="module")
def maker(archive: Archive) -> Iterator[Maker]:
    made = Maker(archive.path, LARGE)
    yield made
    made.stop()


def process(bench: Bench) -> int:
    return os.getpid()


def die(bench: Bench, parent: int) -> str:
    """Ends the process, unless it is that of the test."""
    if os.getpid() != parent:
        os._exit(1)
    return "done here"


def largest(archive: Archive) -> StoryRow:
    return max(archive.stories().rows, key=lambda row: len(row.reports))


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_small_stories_are_made_here_and_large_ones_elsewhere(archive: Archive, maker: Maker) -> None:
    assert maker.make(archive, 1, process) == os.getpid()
    other = maker.make(archive, 2, process)
    assert other != os.getpid()
    assert maker.make(archive, 2, process) == other


def test_what_kills_the_other_process_is_made_here_and_it_begins_anew(archive: Archive, maker: Maker) -> None:
    assert maker.make(archive, 2, die, os.getpid()) == "done here"
    assert maker.make(archive, 2, process) != os.getpid()


def test_a_page_is_the_same_wherever_it_is_made(archive: Archive, maker: Maker) -> None:
    row = largest(archive)
    here, there = Drawings(Kept(Settings().web), Maker(archive.path, Settings())), Drawings(Kept(LARGE.web), maker)
    assert not here.is_large(row)
    assert there.is_large(row)
    assert here.page(archive, row) == there.page(archive, row)
    assert here.page(archive, row, part="single") == there.page(archive, row, part="single")
    assert here.map(archive, row) == there.map(archive, row)
    assert here.known(archive, row) == there.known(archive, row)
    assert here.known(archive, row).signs
    assert here.known(archive, row).positions


def test_an_unknown_line_is_told_from_there_too(archive: Archive, maker: Maker) -> None:
    with pytest.raises(UnknownIdError, match="no line 'none'"):
        Drawings(Kept(LARGE.web), maker).page(archive, largest(archive), line="none")


def test_the_smallest_of_those_who_wait_is_next() -> None:
    turns, done = Turns(), list[int]()

    def work(size: int) -> None:
        with turns.turn(size):
            done.append(size)

    with turns.turn(0):
        threads = [threading.Thread(target=work, args=(size,)) for size in (300, 4, 90, 4)]
        for thread in threads:
            thread.start()
        wait_until(lambda: turns.waiting() == len(threads))
        assert done == []
    turns.wait_for_none()
    assert done == [4, 4, 90, 300]


def test_a_turn_that_fails_lets_the_next_one_in() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.turn():
        _ = 1 // 0
    with turns.turn():
        pass


def test_pages_of_large_stories_are_there_before_anybody_asks_and_again_after_a_change(archive: Archive) -> None:
    app = create_app(archive, settings=LARGE)
    drawings: Drawings = app.state.drawings
    made: list[str] = []
    draw = drawings.maker.make

    def counting(archive: Archive, size: int, task: Callable[..., object], *given: object) -> object:
        made.append(task.__name__)
        return draw(archive, size, task, *given)

    drawings.maker.make = counting  # type: ignore[method-assign, assignment]
    with TestClient(app, base_url="http://127.0.0.1") as client:
        stories = sum(len(row.reports) > 1 for row in archive.stories().rows)
        wait_until(lambda: made == ["draw_large"] * stories)
        drawings.maker.wait_for_none()
        row = largest(archive)
        address = f"/stories/{row.id}"
        assert "on independent voices" in client.get(address).text
        assert client.get(f"{address}/map.svg").status_code == 200
        assert 'class="sign ' in client.get(f"/reports/{row.reports[0]}").text
        assert made == ["draw_large"] * stories
        csrf = re.search(r'name="csrf" value="([^"]+)"', client.get(f"{address}/edit").text)
        assert csrf
        split = client.post(f"{address}/split", data={"reports": row.reports[0], "csrf": csrf[1]})
        assert split.status_code == 200
        wait_until(lambda: len(made) > stories)


def test_an_archive_that_cannot_answer_is_told_once_and_without_its_address(
    archive: Archive, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def fail(**_: object) -> None:
        asked.append(1)
        raise ArchiveError("postgresql://me:password@host/db", "unreachable", "the server does not answer")

    monkeypatch.setattr(archive, "stories", fail)
    with TestClient(create_app(archive, settings=LARGE)):
        wait_until(lambda: len(asked) > 3)
    assert caplog.messages == ["no pages are made ahead: the server does not answer"]
