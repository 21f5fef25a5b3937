"""`make demo` does the main job and then leads into the reading room; the program itself is played by a script."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.conftest import ROOT

MAKE = shutil.which("make")
pytestmark = pytest.mark.skipif(MAKE is None, reason="make is not installed")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the Makefile, a set-up that is done, and a program that says what it was asked."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "done").touch()
    for name in ("pyproject.toml", "requirements.lock", "scripts/setup"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    program = tmp_path / "bin" / "rashomon"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "rashomon $*"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def demo(place: Path, output: int, terminal: int = subprocess.DEVNULL) -> int:
    assert MAKE is not None
    command = [MAKE, "demo", "BIN=bin", "STAMP=done"]
    outer = {"CI", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKE_TERMOUT", "MAKE_TERMERR"}
    environment = {name: value for name, value in os.environ.items() if name not in outer}
    done = subprocess.run(
        command, cwd=place, env=environment, stdin=terminal, stdout=output, stderr=output, timeout=60, check=False
    )
    return done.returncode


def test_the_demo_briefs_the_sample_and_says_how_to_read_it(place: Path) -> None:
    with (place / "said.txt").open("wb") as file:
        assert demo(place, file.fileno()) == 0
    lines = (place / "said.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "rashomon brief examples/portsmouth-1905"
    assert "--format html --output out/portsmouth.html" in lines[1]
    assert lines[-1].endswith("make serve")
    assert not any("rashomon serve" in line for line in lines)


def test_at_a_terminal_the_demo_opens_the_reading_room(place: Path) -> None:
    ours, theirs = os.openpty()
    try:
        assert demo(place, theirs, theirs) == 0
        os.close(theirs)
        said = os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
    assert said.splitlines()[-1] == "rashomon serve examples/portsmouth-1905 --open"
