"""Whole reports and the blocks that they must fall into.

To look at a change: run the test, read what differs, and where the new blocks are right, copy the shown lines into the
case's `blocks.tsv` (role, start, end, first words).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.clean import clean
from rashomon.intake import read
from rashomon.model.report import RawReport, Report
from rashomon.settings import CleanSettings, IntakeSettings

CASES = sorted((Path(__file__).parents[2] / "golden" / "clean").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_blocks(case: Path) -> None:
    (raw,) = read([str(path) for path in case.glob("report.*")], settings=IntakeSettings())
    assert isinstance(raw, RawReport)
    report = clean(raw, settings=CleanSettings())
    assert isinstance(report, Report)
    rows = [f"title\t{report.title}", f"outlet\t{report.outlet}", f"published\t{report.published.iso}"]
    for block in report.blocks:
        shown = " ".join(report.text[block.span.start : block.span.end].split())[:40]
        rows.append(f"{block.role}\t{block.span.start}\t{block.span.end}\t{shown}")
    assert "\n".join(rows) + "\n" == (case / "blocks.tsv").read_text(encoding="utf-8")
