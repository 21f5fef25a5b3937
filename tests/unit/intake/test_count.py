"""As many reports are counted as are then read."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

from rashomon.intake import count, read
from rashomon.settings import IntakeSettings

SETTINGS = IntakeSettings()
ROW = json.dumps({"title": "Ferry late", "text": "The ferry to Orlen was late."})


def test_all_that_will_be_read_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{ROW}\n\n{ROW}\n{{broken\n{ROW}", encoding="utf-8")
    (tmp_path / "b.ndjson.gz").write_bytes(gzip.compress(f"{ROW}\n{ROW}\n".encode()))
    (tmp_path / "list.json").write_text(f"[{ROW}, {ROW}, {ROW}]", encoding="utf-8")
    (tmp_path / "one.json").write_text(ROW, encoding="utf-8")
    (tmp_path / "page.html").write_text("<html><body><p>The ferry was late.</p></body></html>", encoding="utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "note.txt").write_text("The ferry was late again.", encoding="utf-8")
    assert count([str(tmp_path)], settings=SETTINGS) == 4 + 2 + 3 + 1 + 1 + 1
    assert count([str(tmp_path)], settings=SETTINGS) == sum(1 for _ in read([str(tmp_path)], settings=SETTINGS))


def test_what_cannot_be_counted(tmp_path: Path) -> None:
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 9_000)[:40])
    assert count([str(tmp_path / "cut.jsonl.gz")], settings=SETTINGS) == 1
    assert count([str(tmp_path / "nothing")], settings=SETTINGS) == 0
    assert count([str(tmp_path), "-"], settings=SETTINGS) is None


def test_a_pipe_is_not_read_to_be_counted(tmp_path: Path) -> None:
    pipe = tmp_path / "wire.jsonl"
    os.mkfifo(pipe)
    # had it been opened, this would wait for somebody to write
    assert count([str(pipe)], settings=SETTINGS) is None
