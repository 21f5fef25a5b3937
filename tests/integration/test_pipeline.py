"""Reports that share a name, an id or nothing at all."""

from __future__ import annotations

import textwrap
from pathlib import Path

from rashomon import pipeline
from rashomon.model.report import Refusal, Report
from rashomon.settings import Settings

NEWS = (
    "The ferry to the northern islands was cancelled on Tuesday because of a storm, its operator said.\n\n"
    "Passengers were told to wait until Thursday, when a second boat is expected from the yard.\n"
)


def test_one_file_in_two_folders_is_two_reports(tmp_path: Path) -> None:
    for folder in ("ap", "reuters"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "0809.txt").write_text(NEWS, encoding="utf-8")
    briefing = pipeline.brief([str(tmp_path)], settings=Settings())
    assert not briefing.refusals
    assert len({item.report.id for item in briefing.reports}) == 2
    assert len(briefing.synopses[0].copies) == 1


def test_an_address_read_twice_is_refused_once(tmp_path: Path) -> None:
    row = '{"url": "https://ferry.example/1", "text": "' + NEWS.replace("\n", " ") + '"}\n'
    (tmp_path / "day.jsonl").write_text(row * 2, encoding="utf-8")
    found = list(pipeline.read_reports([str(tmp_path)], settings=Settings()))
    assert [type(item) for item in found] == [Report, Refusal]


def test_hard_wrapped_paragraphs_are_not_cut_at_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "wrapped.txt"
    paragraphs = (NEWS.split("\n\n")[0] + " Two more boats stayed in port, and the bridge was closed to lorries.", NEWS)
    path.write_text("\n\n".join(textwrap.fill(part, 60) for part in paragraphs), encoding="utf-8")
    (report,) = pipeline.read_reports([str(path)], settings=Settings())
    assert isinstance(report, Report)
    (member,) = pipeline.annotate_reports([report], settings=Settings())
    text = report.text
    assert all(text[span.end - 1] == "." for span in member.annotation.sentences)
    assert len(member.annotation.sentences) == 4
