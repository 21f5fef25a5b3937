"""The commands of an archive as a user types them: one line for what is wrong, stable JSON, exit codes."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from tests.conftest import ROOT, SAMPLE
from tests.integration.test_cli import DONE, NOTHING_READ, SOME_REFUSED, WRONG_USE, rashomon

from rashomon.model.export import ROWS


@pytest.fixture
def archive(sample_archive: Path, tmp_path: Path) -> str:
    """A copy of an archive of the sample coverage."""
    return shutil.copy(sample_archive, tmp_path / "rashomon.db")


def output(*arguments: str, archive: str, code: int = DONE) -> str:
    done = rashomon(*arguments, RASHOMON_ARCHIVE=archive)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode()


def complaint(*arguments: str, archive: str, code: int = WRONG_USE) -> str:
    """What stderr says: one line, which is no traceback."""
    done = rashomon(*arguments, RASHOMON_ARCHIVE=archive)
    assert done.returncode == code, done.stderr.decode()
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("rashomon: ")
    return line


def test_a_working_day(tmp_path: Path) -> None:
    archive = str(tmp_path / "desk.db")
    first = json.loads(output("add", str(SAMPLE), "--format", "json", archive=archive))
    assert first == {"new": 13, "versions": 0, "known": 0, "refused": 0, "stories": 2}
    assert "13 known" in output("add", str(SAMPLE), archive=archive)
    changed = tmp_path / "corrected.json"
    changed.write_text(
        json.dumps(
            {
                "id": "legation-review-0819",
                "outlet": "Legation Review",
                "published": "1905-08-19",
                "title": "Legation denies a break",
                "text": "The legation denied on Saturday that the envoys had parted.\n\nTea was served at four.",
            }
        )
    )
    bad = tmp_path / "bad.json"
    bad.write_text('{"title": "no text"}')
    text = output("add", str(changed), str(bad), archive=archive, code=SOME_REFUSED)
    assert "1 new versions" in text
    assert "1 refused" in text
    assert "bad.json: missing text" in output("refusals", archive=archive)
    versions = output("versions", "legation-review-0819", archive=archive)
    assert "version 2" in versions
    assert "+ Tea was served at four." in versions
    assert "report changed  legation-review-0819  version 2" in output("changes", archive=archive)
    assert output("changes", "--since", "2999-01-01", archive=archive) == "0 changes\n"


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["list"], "stories"),
        (["list", "--query", "Sakhalin", "--status", "denied"], "stories"),
        (["search", "indemnity"], "hits"),
        (["said", "--who", "Witte"], "statements"),
        (["said", "--quote", "The dory was floated by two tugs"], "hits"),
        (["changes", "--limit", "5"], "changes"),
        (["refusals"], "refusals"),
        (["edits"], "edits"),
    ],
)
def test_json_of_lists_is_stable_and_agrees_with_the_text(archive: str, arguments: list[str], name: str) -> None:
    found = output(*arguments, "--format", "json", archive=archive)
    assert found == output(*arguments, "--format", "json", archive=archive)
    rows = json.loads(found)
    assert list(rows) == [name, "next"]
    last = output(*arguments, archive=archive).splitlines()[-1]
    assert int(last.split()[0]) == len(rows[name])


def test_statements_of_an_archive_have_the_published_shape(archive: str) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "said.schema.json").read_text(encoding="utf-8"))
    found = json.loads(output("said", "--limit", "5", "--format", "json", archive=archive))
    jsonschema.Draft202012Validator(schema).validate(found)
    assert len(found["statements"]) == 5
    more = json.loads(output("said", "--limit", "5", "--after", found["next"], "--format", "json", archive=archive))
    assert more["statements"]
    assert not [row for row in more["statements"] if row in found["statements"]]


def test_show_is_what_brief_shows(archive: str) -> None:
    briefs = rashomon("brief", str(SAMPLE)).stdout.decode()
    stories = json.loads(output("list", "--format", "json", archive=archive))["stories"]
    shown = [output("show", story["id"], archive=archive) for story in stories]
    assert all(text.strip() in briefs for text in shown)
    by_report = output("show", stories[0]["reports"][0], archive=archive)
    assert by_report == shown[0]
    assert "<html" in output("show", stories[0]["id"], "--format", "html", archive=archive)


def test_edits_by_hand(archive: str) -> None:
    one, other = (row["id"] for row in json.loads(output("list", "--format", "json", archive=archive))["stories"])
    before = output("list", archive=archive)
    assert f"{one} took in {other}" in output("merge", one, other, archive=archive)
    assert output("list", archive=archive).endswith("1 story\n")
    output("rename", one, "By hand", archive=archive)
    assert "By hand" in output("list", archive=archive)
    output("undo", "2", archive=archive)
    output("undo", "1", archive=archive)
    assert output("list", archive=archive) == before
    assert output("edits", archive=archive).count("(undone)") == 2
    assert "undone before" in complaint("undo", "1", archive=archive)


def test_both_databases_say_the_same(archive: str, tmp_path: Path, postgresql: Callable[[], str]) -> None:
    url = postgresql()
    output("restore", archive, "--archive", url, archive="elsewhere.db")
    story = json.loads(output("list", "--format", "json", archive=archive))["stories"][0]["id"]
    changed = tmp_path / "corrected.json"
    row = {"id": "legation-review-0819", "outlet": "Legation Review", "published": "1905-08-19", "title": "Talks go on"}
    changed.write_text(json.dumps({**row, "text": "The legation denied on Saturday that the envoys had parted."}))
    for command in (
        ["add", str(changed), "--format", "json"],
        ["rename", story, "A tea party"],
        ["list", "--format", "json"],
        ["show", "legation-review-0819"],
        ["said", "--about", "indemnity", "--format", "json"],
        ["said", "--quote", "the envoys had parted", "--format", "json"],
        ["search", "envoy* talks", "--format", "json"],
        ["versions", "legation-review-0819", "--format", "json"],
        ["edits"],
        ["export", "claims"],
    ):
        assert _timeless(output(*command, archive=archive)) == _timeless(output(*command, archive=url)), command


def _timeless(text: str) -> str:
    """An answer without the time of the add and of the edit."""
    return re.sub(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:[\d.]+)?(Z|\+00:00)?", "now", text)


@pytest.mark.parametrize("command", [["list"], ["add", str(SAMPLE)], ["export", "times"]])
def test_a_server_that_cannot_be_reached_is_one_line(command: list[str]) -> None:
    line = complaint(*command, archive="postgresql+psycopg://desk:secret@127.0.0.1:1/none", code=NOTHING_READ)
    assert "secret" not in line


@pytest.mark.parametrize("kind", sorted(ROWS))
def test_tables_are_the_same_in_every_format(archive: str, tmp_path: Path, kind: str) -> None:
    lines = [json.loads(line) for line in output("export", kind, archive=archive).splitlines()]
    assert lines
    output("export", kind, "--format", "csv", "--output", str(tmp_path / "t.csv"), archive=archive)
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    assert [{name: "" if value is None else str(value) for name, value in line.items()} for line in lines] == cells
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet is an extra")
    output("export", kind, "--format", "parquet", "--output", str(tmp_path / "t.parquet"), archive=archive)
    assert parquet.read_table(tmp_path / "t.parquet").to_pylist() == lines


def test_every_column_is_documented() -> None:
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    for kind, row in ROWS.items():
        section = page.split(f"\n## {kind}\n")[1].split("\n## ")[0]
        named = re.findall(r"^\| (\w+) \|", section, re.MULTILINE)
        assert named[1:] == list(row.__dataclass_fields__), kind


def test_parquet_without_its_package_says_what_to_install(archive: str, tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError")
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'pyarrow' else find(name, *rest)\n"
    )
    done = rashomon(
        *("export", "times", "--format", "parquet", "--output", str(tmp_path / "t.parquet")),
        RASHOMON_ARCHIVE=archive,
        PYTHONPATH=str(tmp_path),
    )
    assert done.returncode == WRONG_USE
    assert done.stderr.decode() == "rashomon: pyarrow is not installed; pip install 'rashomon[parquet]'\n"


def test_a_back_up_and_an_import(archive: str, tmp_path: Path) -> None:
    output("backup", str(tmp_path / "copy.db"), archive=archive)
    restored = str(tmp_path / "restored.db")
    output("restore", str(tmp_path / "copy.db"), archive=restored)
    assert output("list", "--format", "json", archive=restored) == output("list", "--format", "json", archive=archive)
    assert "has reports already" in complaint("restore", str(tmp_path / "copy.db"), archive=restored)
    assert "13 known" in output("import", archive, archive=restored)
    assert output("reannotate", archive=restored) == "0 annotated anew, 0 refused; 0 stories changed\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "nowhere"], "no story 'nowhere'"),
        (["versions", "nowhere"], "no report 'nowhere'"),
        (["merge", "nowhere", "elsewhere"], "no story"),
        (["undo", "99"], "no edit"),
        (["search", "!?"], "no word to search for"),
        (["list", "--status", "doubtful"], "no such status"),
        (["list", "--since", "tomorrow"], "ISO 8601"),
        (["search", "x", "--force", "whispers"], "no such force"),
        (["said", "--after", "xyz"], "no place in a list"),
        (["said", "--quote", "x", "--who", "y"], "--quote goes with"),
        (["export", "everything"], "no such table"),
        (["export", "times", "--format", "parquet"], "--output"),
        (["export", "times", "--output", "/no-such-folder/times.jsonl"], "cannot write"),
        (["import", "/no-such-file"], "cannot read /no-such-file"),
        (["add"], ""),
    ],
)
def test_wrong_use_is_one_line(archive: str, arguments: list[str], words: str) -> None:
    if words:
        assert words in complaint(*arguments, archive=archive)
    else:
        assert rashomon(*arguments, RASHOMON_ARCHIVE=archive).returncode == WRONG_USE


@pytest.mark.parametrize("command", [["list"], ["search", "x"], ["said"], ["show", "x"], ["export", "times"]])
def test_an_archive_that_is_none_is_one_line(tmp_path: Path, command: list[str]) -> None:
    text = tmp_path / "text.db"
    text.write_text("no archive")
    assert "is no archive" in complaint(*command, archive=str(text), code=NOTHING_READ)
    assert text.read_text() == "no archive"
    missing = tmp_path / "missing.db"
    assert "no such archive" in complaint(*command, archive=str(missing), code=NOTHING_READ)
    assert not missing.exists()


def test_help_loads_no_database() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from rashomon.serve.cli.app import app; "
        "sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'spacy', 'numpy', 'sqlite3', 'rapidfuzz')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
