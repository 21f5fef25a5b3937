"""Reports that share a name, an id or nothing at all."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.model.annotation import Annotation
from rashomon.model.report import Refusal, Report
from rashomon.settings import AnnotateSettings, Settings

NEWS = (
    "The ferry to the northern islands was cancelled on Tuesday because of a storm, its operator said.\n\n"
    "Passengers were told to wait until Thursday, when a second boat is expected from the yard.\n"
)


def no_refusal(refusal: Refusal) -> None:
    raise AssertionError(refusal)


def test_a_report_for_which_memory_does_not_suffice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rashomon import annotate

    def short_of_memory(reports: list[Report], *, settings: AnnotateSettings) -> Iterator[Annotation]:
        if any("greedy" in (report.path or "") for report in reports):
            raise MemoryError
        return whole(reports, settings=settings)

    whole = annotate.annotate
    monkeypatch.setattr(annotate, "annotate", short_of_memory)
    for name in ("first", "greedy", "last"):
        (tmp_path / f"{name}.txt").write_text(NEWS, encoding="utf-8")
    reports = [one for one in pipeline.read_reports([str(tmp_path)], settings=Settings()) if isinstance(one, Report)]
    refusals: list[Refusal] = []
    members = list(pipeline.annotate_reports(reports, settings=Settings(), refuse=refusals.append))
    assert [Path(member.report.path or "").stem for member in members] == ["first", "last"]
    (refusal,) = refusals
    assert (refusal.stage, refusal.reason, Path(refusal.path).stem) == ("annotate", "not annotated", "greedy")
    assert "memory" in refusal.detail


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
    (member,) = pipeline.annotate_reports([report], settings=Settings(), refuse=no_refusal)
    text = report.text
    assert all(text[span.end - 1] == "." for span in member.annotation.sentences)
    assert len(member.annotation.sentences) == 4
