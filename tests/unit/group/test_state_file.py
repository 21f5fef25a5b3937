"""A state file outlives any death of the process: nothing that was taken in is lost, nothing is half there."""

from __future__ import annotations

import dataclasses
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.streams import SETTINGS, make_batches

from rashomon.errors import ArchiveError
from rashomon.group import StateFile, read_batches
from rashomon.group.record_file import RecordFile
from rashomon.model.story import Story

# small, so that the file is written anew several times
SMALL = dataclasses.replace(SETTINGS, batch=5, log_bytes=1_000)
REPORTS = [report for batch in make_batches(11, [7, 6, 1, 9, 1, 8, 6, 12, 1, 9]) for report, _ in batch]


def run(path: Path) -> list[Story]:
    """Do what `rashomon stories --state` does with all reports."""
    state = StateFile(path, settings=SMALL)
    new = (report for report in REPORTS if state.knows(report) == "new")
    for batch in read_batches(new, state.boilerplate(), settings=SMALL, mapper=map):
        state.take(batch)
    found = list(state.stories())
    state.close()
    return found


def dies(path: Path, moment: int) -> bool:
    """Run in a child that kills itself at its `moment`th call that changes the disk; whether it came to that."""
    child = os.fork()
    if child == 0:
        left = moment

        def mortal(call: Callable[..., int], name: str) -> Callable[..., int]:
            def called(*args: object) -> int:
                nonlocal left
                left -= 1
                if left == 0:
                    if name == "write":
                        file, data = args
                        assert isinstance(data, memoryview)
                        call(file, data[: len(data) // 2])
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*args)

            return called

        for name in ("write", "fsync", "replace", "ftruncate"):
            setattr(os, name, mortal(getattr(os, name), name))
        try:
            run(path)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_a_process_killed_at_any_moment_goes_on_with_the_same_stories(tmp_path: Path) -> None:
    wanted = run(tmp_path / "whole")
    moment = 1
    while dies(tmp_path / str(moment), moment):
        assert run(tmp_path / str(moment)) == wanted
        moment += 1
    assert moment > 40


def test_a_process_killed_again_and_again_gets_there(tmp_path: Path) -> None:
    wanted = run(tmp_path / "whole")
    deaths = 0
    while dies(tmp_path / "state", 4 + deaths % 7):
        deaths += 1
    assert deaths > 2
    assert run(tmp_path / "state") == wanted


def test_a_file_cut_at_any_byte_holds_all_that_was_whole(tmp_path: Path) -> None:
    path = tmp_path / "records"
    file = RecordFile(path)
    payloads = [b"one", b"", b"three" * 9]
    ends = []
    for payload in payloads:
        file.append(b"B", payload)
        ends.append(file.size)
    file.close()
    data = path.read_bytes()
    for cut in range(len(data) + 1):
        path.write_bytes(data[:cut])
        opened = RecordFile(path)
        assert [opened.read(record) for record in opened.records] == payloads[: sum(end <= cut for end in ends)]
        opened.append(b"B", b"more")
        opened.close()
        again = RecordFile(path)
        assert again.read(again.records[-1]) == b"more"
        again.close()


def test_a_change_in_the_middle_is_told_and_nothing_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "state"
    run(path)
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 4
    path.write_bytes(data)
    with pytest.raises(ArchiveError) as caught:
        StateFile(path, settings=SMALL)
    assert caught.value.reason == "damaged"
    assert path.read_bytes() == data


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear editor, your state is no state of mine.")
    with pytest.raises(ArchiveError) as caught:
        StateFile(path, settings=SMALL)
    assert caught.value.reason == "not an archive"
    assert path.read_text().startswith("Dear editor")


def test_two_processes_do_not_share_a_file(tmp_path: Path) -> None:
    first = StateFile(tmp_path / "state", settings=SMALL)
    with pytest.raises(ArchiveError) as caught:
        StateFile(tmp_path / "state", settings=SMALL)
    assert caught.value.reason == "busy"
    first.close()
    StateFile(tmp_path / "state", settings=SMALL).close()


def test_a_second_run_knows_its_reports_and_tells_another_text(tmp_path: Path) -> None:
    wanted = run(tmp_path / "state")
    state = StateFile(tmp_path / "state", settings=SMALL)
    assert {state.knows(report) for report in REPORTS} == {"same"}
    assert state.knows(dataclasses.replace(REPORTS[0], text="Another text.")) == "other text"
    assert state.knows(dataclasses.replace(REPORTS[0], id="of its own")) == "new"
    assert list(state.stories()) == wanted
    state.close()


def test_a_state_explains_what_it_knows_also_of_stories_that_sleep(tmp_path: Path) -> None:
    run(tmp_path / "state")
    state = StateFile(tmp_path / "state", settings=SMALL)
    plain, told = list(state.stories()), list(state.stories(explained=True))
    assert [dataclasses.replace(story, members=()) for story in told] == plain
    assert list(state.stories(explained=True)) == told
    state.close()
    for story in told:
        assert [member.report for member in story.members] == list(story.reports)
        originals = set(story.reports) - {copy.report for copy in story.copies}
        if len(originals) > 1:
            assert all(member.score > 0.0 and member.shared_terms for member in story.members)
