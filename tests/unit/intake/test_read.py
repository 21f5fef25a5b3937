"""What intake makes of files, folders and streams, the good and the broken ones."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.intake import left_out, read
from rashomon.model.report import RawReport, Refusal
from rashomon.settings import IntakeSettings

SMALL = IntakeSettings(max_bytes=5_000, max_characters=2_000, bomb_floor=2_000)


def outcome(*paths: Path | str, settings: IntakeSettings = SMALL) -> list[str]:
    """The contents of the reports and the reasons of the refusals, in order."""
    found = read([str(path) for path in paths], settings=settings)
    return [one.content if isinstance(one, RawReport) else f"<{one.reason}>" for one in found]


def only(path: Path | str, settings: IntakeSettings = SMALL) -> RawReport | Refusal:
    (one,) = read([str(path)], settings=settings)
    return one


def test_a_text_file_is_kept_to_the_character(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("One.\r\nTwo.\rThree.\n\u2028é\t ".encode())
    assert outcome(tmp_path / "a.txt") == ["One.\r\nTwo.\rThree.\n\u2028é\t "]


def test_folders_are_read_in_order_and_hidden_or_other_files_left_out(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "b/a.txt", "A.TXT", ".hidden.txt", "notes.csv", "b/.git.txt"):
        (tmp_path / name).write_text(name)
    assert outcome(tmp_path) == ["A.TXT", "b/a.txt", "z.txt"]


def test_files_of_other_kinds_in_a_folder_are_counted(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in (
        "a.txt",
        "b/a.MD",
        "c.text",
        "d.markdown.gz",
        "notes.CSV",
        "b/notes.csv",
        "LEAFLET",
        ".hidden.pdf",
        "b/ReadMe.md",
    ):
        (tmp_path / name).write_text(name)
    assert left_out([str(tmp_path)]) == {"": 1, ".csv": 2, "ReadMe.md": 1}
    assert len(outcome(tmp_path)) == 4
    assert left_out([str(tmp_path / "notes.CSV"), str(tmp_path / "gone"), "-"]) == {}


def test_markdown_is_read_by_its_suffix_or_its_heading(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("**Ships** left.")
    (tmp_path / "b.markdown").write_text("# Ships\n\n*All* left.")
    (tmp_path / "c.txt").write_text("**Ships** left.")
    (tmp_path / "d.txt").write_text("\n## Ships\n\n*All* left.")
    (tmp_path / "e.txt").write_text("#Ships\n\n*All* left.")
    found = [one for one in read([str(tmp_path)], settings=SMALL) if isinstance(one, RawReport)]
    assert [(one.title, one.content) for one in found] == [
        (None, "Ships left."),
        ("Ships", "All left."),
        (None, "**Ships** left."),
        (None, "Ships\n\nAll left."),
        (None, "#Ships\n\n*All* left."),
    ]


def test_front_matter_tells_of_the_text_below_it(tmp_path: Path) -> None:
    head = (
        "---\ntitle: Ships leave\noutlet: Lyran Bell\ndate: 2024-02-03\nauthor: Ann Field\ntext: no\nmood: calm\n---\n"
    )
    (tmp_path / "a.md").write_text(head + "# All gone\n\nShips left.")
    one = only(tmp_path / "a.md")
    assert isinstance(one, RawReport)
    assert (one.title, one.outlet, one.published) == ("Ships leave", "Lyran Bell", "2024-02-03")
    assert (one.authors, one.content, one.extra) == (("Ann Field",), "All gone\n\nShips left.", {"mood": '"calm"'})
    for name in ("b.txt", "c.md"):
        (tmp_path / name).write_text(head)
        assert outcome(tmp_path / name) == ["<empty>"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_json_with_a_byte_order_mark_is_seen_through_in_any_file(tmp_path: Path, encoding: str) -> None:
    for name in ("a.txt", "b.json", "c.jsonl", "d.md"):
        (tmp_path / name).write_text('{"text": "one"}\n{"text": "two"}\n', encoding=encoding)
    assert outcome(tmp_path) == ["one", "two"] * 4


def test_the_order_of_the_arguments_changes_nothing(tmp_path: Path) -> None:
    for name in ("x.txt", "y.txt"):
        (tmp_path / name).write_text(name)
    assert outcome(tmp_path / "y.txt", tmp_path / "x.txt") == outcome(tmp_path / "x.txt", tmp_path / "y.txt")


def test_a_file_reached_in_three_ways_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("once")
    (tmp_path / "link.txt").symlink_to("a.txt")
    assert outcome(tmp_path / "a.txt", tmp_path / "." / "a.txt", tmp_path, f"{tmp_path}/../{tmp_path.name}") == ["once"]


def test_symlink_loops_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("kept")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    assert outcome(tmp_path) == ["kept"]
    assert outcome(tmp_path / "self.txt") == ["<not found>"]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    refusal = only(tmp_path / "gone.txt")
    assert isinstance(refusal, Refusal)
    assert (refusal.stage, refusal.reason, refusal.path) == ("intake", "not found", str(tmp_path / "gone.txt"))


def test_a_folder_without_reports_is_refused_even_with_an_empty_folder_inside(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "picture.png").write_bytes(b"\x89PNG")
    assert outcome(tmp_path) == ["<no reports>"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"\x01\x02\x03\x04\x05 text", "binary"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0", "binary"),
        (b"He said \xed\xa0\xbd.", "lone surrogates"),
        (b"\xff\xfeH\x00\x00\xd8", "unknown encoding"),
        (b"x" * 5_001, "too large"),
        (b"x" * 2_001, "too long"),
        (b"\x1f\x8b not gzip", "broken gzip"),
        (gzip.compress(b"half of it is gone")[:-6], "broken gzip"),
        (gzip.compress(b"\0" * 100_000), "gzip bomb"),
    ],
)
def test_a_broken_file_is_one_refusal(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text("The others are still read.")
    assert outcome(tmp_path) == [f"<{reason}>", "The others are still read."]


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # a superuser may read everything, so the operating system's answer is made up here
    (tmp_path / "a.txt").write_text("secret")
    (tmp_path / "b.txt").write_text("open")
    real_open = open

    def guarded(path: str, mode: str = "r") -> object:
        if str(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return real_open(path, mode)

    monkeypatch.setattr("builtins.open", guarded)
    assert outcome(tmp_path) == ["<unreadable>", "open"]


def test_an_unreadable_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "z.txt").write_text("open")
    real_scandir = os.scandir

    def guarded(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return real_scandir(path)

    monkeypatch.setattr("os.scandir", guarded)
    assert outcome(tmp_path) == ["<unreadable>", "open"]


def test_broken_lines_of_a_jsonl_cost_only_themselves(tmp_path: Path) -> None:
    long = json.dumps({"text": "x" * 6_000})
    rows = ['{"text": "first"}', "", '{"text": "cut', "[1]", '{"title": "no text"}', long, '{"text": "\\ud800"}']
    (tmp_path / "a.jsonl").write_text("\n".join([*rows, '{"text": "last"}']))
    found = list(read([str(tmp_path / "a.jsonl")], settings=SMALL))
    assert [(one.record, one.content if isinstance(one, RawReport) else one.reason) for one in found] == [
        (1, "first"),
        (3, "broken JSON"),
        (4, "not a report"),
        (5, "missing text"),
        (6, "too large"),
        (7, "lone surrogates"),
        (8, "last"),
    ]


def test_a_jsonl_longer_than_the_cap_of_one_report_is_streamed(tmp_path: Path) -> None:
    row = json.dumps({"text": "y" * 900}) + "\n"
    with gzip.open(tmp_path / "wire.jsonl.gz", "wt") as file:
        file.write(row * 20)
    generous = IntakeSettings(max_bytes=5_000, bomb_ratio=1_000)
    assert outcome(tmp_path / "wire.jsonl.gz", settings=generous) == ["y" * 900] * 20


@pytest.mark.parametrize("holder", ["articles", "reports", "items", None])
def test_lists_of_records_keep_their_positions(tmp_path: Path, holder: str | None) -> None:
    rows = [{"text": "one"}, "two", {"text": "three"}]
    (tmp_path / "a.json").write_text(json.dumps({holder: rows} if holder else rows))
    found = list(read([str(tmp_path / "a.json")], settings=SMALL))
    assert [(one.record, isinstance(one, RawReport)) for one in found] == [(1, True), (2, False), (3, True)]


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", '{"text": "inside"}', "record"),
        ("a.txt", '[{"text": "inside"}]', "record"),
        ("a.json", '{"text": "inside"}\n{"text": "inside"}', "record"),
        ("a.jsonl", '[\n {"text": "inside"}\n]', "record"),
        ("a.jsonl", '{\n "text": "inside"\n}', "record"),
        ("a.txt", " <!DOCTYPE html><html><p>inside</p></html>", "html"),
        ("a.json", "<html><p>inside</p></html>", "html"),
        ("a.html", "No mark-up, 2 < 3, just inside.", "text"),
        ("a.txt", "{inside a brace} he wrote", "text"),
        ("a.txt", '{"inside": "a text that begins like JSON', "text"),
        ("a.text", "inside", "text"),
    ],
)
def test_a_wrong_suffix_is_seen_through(tmp_path: Path, name: str, content: str, form: str) -> None:
    for suffix, data in (("", content.encode()), (".gz", gzip.compress(content.encode()))):
        (tmp_path / f"{name}{suffix}").write_bytes(data)
        found = list(read([str(tmp_path / f"{name}{suffix}")], settings=SMALL))
        assert {one.form for one in found if isinstance(one, RawReport)} == {form}
        assert all("inside" in one.content for one in found if isinstance(one, RawReport))


@pytest.mark.parametrize(
    "content", ["{", "[1, 2", '{"text": "a"} trailing', "[" * 100_000, '{"text": ' + "9" * 5_000 + "}"]
)
def test_json_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    assert outcome(tmp_path / "a.json", settings=IntakeSettings()) == ["<broken JSON>"]


def test_standard_input_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, expected in (
        (b"Plain words.", ["Plain words."]),
        (b'{"text": "a"}\n{"text": "b"}\n', ["a", "b"]),
        (gzip.compress(b'[{"text": "a"}]'), ["a"]),
        (b"", ["<empty>"]),
    ):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert outcome("-", "-") == expected


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(str(tmp_path)) + b"/caf\xe9.txt")
    try:
        Path(name).write_text("Signed.")
    except OSError:  # some file systems allow no such name, and then there is nothing to test
        return
    assert only(name).path.encode("utf-8").endswith("caf\ufffd.txt".encode())
