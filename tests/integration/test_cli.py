"""The commands as a user types them: results on stdout, notes on stderr, exit codes."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NEWS = (
    "Harbour bridge closed after barge strike\n\n"
    "The harbour bridge was closed on Monday after a barge struck its northern pier, the port authority said.\n\n"
    "Nobody was hurt. Engineers will inspect the pier on Tuesday, a spokeswoman told reporters.\n"
)
DONE, SOME_REFUSED, WRONG_USE, NOTHING_READ = 0, 1, 2, 3


def rashomon(*arguments: str, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "rashomon", *arguments],
        input=stdin if stdin is not None else b"",
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def refused(done: subprocess.CompletedProcess[bytes], path: Path) -> str:
    """The line on stderr about `path`; there must be exactly one, and no traceback."""
    err = done.stderr.decode()
    assert "Traceback" not in err
    lines = [line for line in err.splitlines() if line.startswith("refused: ") and path.name in line]
    assert len(lines) == 1, err
    return lines[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("binary.txt", bytes(range(256)) * 40),
        ("bomb.txt.gz", gzip.compress(b"a " * 60_000_000, compresslevel=1)),
        ("cut.txt.gz", gzip.compress(NEWS.encode() * 50)[:-40]),
        ("broken.json", b'{"text": "unfinished'),
        ("number.json", b"42"),
        ("no-text.json", b'{"title": "Only a title"}'),
        ("surrogate.json", b'{"text": "A lone \\ud800 surrogate stands in this sentence of the report."}'),
        ("foreign.txt", ("Die Brücke wurde am Montag gesperrt, teilte die Hafenbehörde mit. " * 8).encode()),
        ("empty.html", b"<!doctype html><html><head><title>x</title></head><body></body></html>"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_briefed(good: Path, name: str, data: bytes) -> None:
    bad = good.with_name(name)
    bad.write_bytes(data)
    done = rashomon("brief", str(good.parent), "--format", "json")
    assert refused(done, bad)
    assert done.returncode == SOME_REFUSED
    out = json.loads(done.stdout)
    assert [report["path"] for story in out["stories"] for report in story["reports"]] == [str(good)]
    assert [Path(item["path"]).name for item in out["refused"]] == [name]


def test_fifty_megabytes_on_one_line(good: Path) -> None:
    bad = good.with_name("long.txt")
    bad.write_bytes(b"word " * 10_500_000)
    done = rashomon("annotate", str(good.parent))
    assert refused(done, bad)
    assert done.returncode == SOME_REFUSED


def test_a_broken_line_of_jsonl_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    rows = [
        json.dumps({"id": f"r{number}", "text": NEWS.replace("Monday", day)})
        for number, day in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), 1)
    ]
    rows.insert(6, '{"id": "broken", "text": ')
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    done = rashomon("annotate", str(path))
    assert "record 7" in refused(done, path)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [f"r{number}" for number in range(1, 8)]


def test_two_reports_with_one_id(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    rows = [{"id": "same", "text": NEWS}, {"id": "same", "text": NEWS.replace("barge", "tanker")}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = rashomon("stories", str(path))
    assert "id taken" in refused(done, path)
    assert len(done.stdout.splitlines()) == 1


def test_nothing_to_read(tmp_path: Path) -> None:
    for arguments in (
        ["brief", str(tmp_path)],
        ["annotate", str(tmp_path)],
        ["stories", str(tmp_path / "missing.txt")],
    ):
        done = rashomon(*arguments)
        assert done.returncode == NOTHING_READ
        assert b"Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) in (1, 2)
        assert done.stdout == b""


def test_wrong_use() -> None:
    for arguments in (["brief"], ["brief", "x", "--format", "pdf"], ["frobnicate"]):
        done = rashomon(*arguments)
        assert done.returncode == WRONG_USE
        assert b"Traceback" not in done.stderr


def test_a_folder_that_holds_itself(good: Path) -> None:
    (good.parent / "loop").symlink_to(good.parent, target_is_directory=True)
    done = rashomon("stories", str(good.parent))
    assert done.returncode == DONE, done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_standard_input() -> None:
    done = rashomon("annotate", "-", stdin=NEWS.encode())
    assert done.returncode == DONE, done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_an_unwritable_output_is_one_line(good: Path) -> None:
    done = rashomon("brief", str(good), "--output", str(good / "x.html"))
    assert done.returncode == WRONG_USE
    assert done.stderr.decode().count("\n") == 1


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
def test_every_format_in_a_plain_locale(good: Path, format: str) -> None:
    done = rashomon("brief", str(good), "--format", format, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == DONE, done.stderr
    assert "Harbour bridge closed" in done.stdout.decode("utf-8")
    assert b"\x1b[" not in done.stdout


def test_text_of_annotate_is_exactly_the_files(good: Path) -> None:
    good.write_bytes(b"\xef\xbb\xbf" + NEWS.replace("\n", "\r\n", 2).encode())
    done = rashomon("annotate", "--text", str(good))
    assert json.loads(done.stdout)["text"] == NEWS.replace("\n", "\r\n", 2)


def test_a_reader_that_goes_away_is_no_error(good: Path) -> None:
    command = f"{sys.executable} -m rashomon annotate {good} | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_help_and_version_do_not_load_spacy() -> None:
    code = (
        "import sys; sys.argv = ['rashomon', sys.argv[1]]\n"
        "from rashomon.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(name.split('.')[0] in {'spacy', 'numpy', 'trafilatura'} for name in sys.modules))"
    )
    for option in ("--help", "--version"):
        assert subprocess.run([sys.executable, "-c", code, option], capture_output=True, check=False).returncode == 0


def test_doctor() -> None:
    done = rashomon("doctor")
    assert done.returncode == DONE, done.stdout
    assert b"FAIL" not in done.stdout


def test_why_explains_a_claim_and_knows_no_other(good: Path) -> None:
    brief = json.loads(rashomon("brief", str(good), "--format", "json").stdout)
    claim = brief["stories"][0]["claims"][0]
    done = rashomon("brief", str(good), "--why", claim["id"])
    assert done.returncode == DONE, done.stderr
    shown = " ".join(done.stdout.decode().split())
    gist = NEWS[claim["gist"]["start"] : claim["gist"]["end"]]
    assert gist in shown
    for reason in claim["why"]:
        assert " ".join(reason.split()) in shown
    assert rashomon("brief", str(good), "--why", "no-such-claim").returncode == WRONG_USE


def test_stories_are_explained_and_kept_in_a_state(good: Path, tmp_path: Path) -> None:
    done = rashomon("stories", "--explain", str(good))
    assert done.returncode == 0, done.stderr
    assert all("next_best" in json.loads(line)["why"] for line in done.stdout.splitlines())
    state = str(tmp_path / "kept.state")
    first, again = (rashomon("stories", str(good), "--state", state) for _ in range(2))
    assert first.stdout == again.stdout != b""
    told = rashomon("stories", str(good), "--explain", "--state", state)
    why = [json.loads(line) for line in told.stdout.splitlines()]
    assert [(row["id"], row["story"]) for row in why] == [
        (row["id"], row["story"]) for row in map(json.loads, first.stdout.splitlines())
    ]
    assert all(row["why"]["score"] >= 0.0 for row in why)
