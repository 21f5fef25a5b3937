"""`rashomon serve` as it is run: what it says, where it listens, what it leaves behind."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from rashomon.serve.cli import serve as command
from rashomon.serve.cli.app import app

LONG = 240.0


@contextlib.contextmanager
def running(
    *arguments: str, folder: Path, **environment: str
) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """A server process, its address and what it said before; it is told to stop at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "rashomon", "serve", "--port", "0", *arguments],
        cwd=folder,
        env=os.environ | {"TMPDIR": str(folder)},
        stderr=subprocess.PIPE,
        text=True,
    )
    said: list[str] = []
    try:
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line.rstrip("\n"))
            if found := re.search(r"http://\S+", line):
                yield process, found[0], said
                return
        raise AssertionError(f"it did not start: {said}")
    finally:
        process.kill()
        process.wait(LONG)


def test_reports_are_shown_and_nothing_is_left_behind(sample: Path, tmp_path: Path) -> None:
    for name in ("02-harbor-ledger-terms.txt", "08-legation-review.json"):
        shutil.copy(sample / name, tmp_path)
    (tmp_path / "empty.txt").write_text("")
    names = ("02-harbor-ledger-terms.txt", "08-legation-review.json", "empty.txt")
    with running(*names, folder=tmp_path) as (process, address, said):
        assert any("empty.txt" in line and "refused" in line for line in said)
        assert any(line.startswith("2 reports") for line in said)
        with httpx.Client(base_url=address, timeout=LONG, trust_env=False) as client:
            assert client.get("/health").json()["status"] == "ok"
            assert len(client.get("/api/v1/reports").json()["items"]) == 2
            assert client.get("/", follow_redirects=True).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(LONG) == 128 + signal.SIGTERM
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_an_archive_is_shown_and_stays(sample_archive: Path, tmp_path: Path) -> None:
    shutil.copy(sample_archive, tmp_path / "rashomon.db")
    with running(folder=tmp_path) as (process, address, _):
        stories = httpx.get(f"{address}api/v1/stories", timeout=LONG, trust_env=False).json()["items"]
        assert len(stories) == 2
        process.send_signal(signal.SIGINT)
        process.wait(LONG)
    assert (tmp_path / "rashomon.db").exists()


def test_beyond_this_machine_a_token_is_made_and_asked_for(sample_archive: Path, tmp_path: Path) -> None:
    archive = shutil.copy(sample_archive, tmp_path / "a.db")
    with running("--archive", str(archive), "--host", "0.0.0.0", folder=tmp_path) as (process, address, _):
        assert process.stderr is not None
        token = process.stderr.readline().removeprefix("token: ").strip()
        assert len(token) >= 32
        with httpx.Client(base_url=address, timeout=LONG, trust_env=False) as client:
            assert client.get("/api/v1/stories").status_code == 401
            asked = {"Authorization": f"Bearer {token}"}
            assert client.get("/api/v1/stories", headers=asked).status_code == 200
            assert client.get("/api/v1/stories", headers=asked | {"Host": "evil.example"}).status_code == 400
        arguments = subprocess.run(["ps", "-o", "args=", "-p", str(process.pid)], capture_output=True, check=False)
        assert token.encode() not in arguments.stdout


def test_the_token_of_a_file_is_not_shown(sample_archive: Path, tmp_path: Path) -> None:
    archive = shutil.copy(sample_archive, tmp_path / "a.db")
    (tmp_path / "token").write_text("sixteen-and-more-characters\n")
    options = ("--archive", str(archive), "--token-file", "token")
    with running(*options, folder=tmp_path) as (_, address, said):
        assert "sixteen" not in "".join(said)
        asked = {"Authorization": "Bearer sixteen-and-more-characters"}
        assert httpx.get(f"{address}metrics", headers=asked, timeout=LONG, trust_env=False).status_code == 200
        assert httpx.get(f"{address}metrics", timeout=LONG, trust_env=False).status_code == 401


def refused(*arguments: str) -> tuple[int, str]:
    """The exit code, and the one line that it said."""
    done = CliRunner().invoke(app, ["serve", *arguments])
    (line,) = (done.stderr or str(done.exception)).strip().splitlines()
    return done.exit_code, line


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RASHOMON_ARCHIVE", raising=False)
    return tmp_path


def test_a_missing_extra_is_told_with_the_line_that_installs_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "uvicorn" else object())
    assert refused() == (2, "rashomon: uvicorn not installed; pip install 'rashomon[web]'")


def test_what_makes_no_sense_is_told_in_one_line(here: Path) -> None:
    (here / "short").write_text("abc")
    (here / "text.db").write_text("this is no archive at all")
    assert "no rashomon.db here" in refused()[1]
    assert "either PATH or --archive" in refused("--archive", "a.db", "x.txt")[1]
    assert "no such archive" in refused("--archive", "a.db", "--port", "0")[1]
    assert "no archive" in refused("--archive", "text.db", "--port", "0")[1]
    assert "at least 16" in refused("--archive", "a.db", "--token-file", "short")[1]
    assert "cannot read" in refused("--archive", "a.db", "--token-file", "none")[1]


def test_a_port_that_is_taken_is_told_before_anything_is_read(here: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        line = refused("nothing-here.txt", "--port", str(taken.getsockname()[1]))[1]
    assert "another program listens there" in line


def test_nothing_that_can_be_read_is_exit_code_3(here: Path) -> None:
    done = CliRunner().invoke(app, ["serve", "nothing-here.txt", "--port", "0"])
    assert done.exit_code == 3
