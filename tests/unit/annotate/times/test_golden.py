"""Whole reports and their time expressions.

To look at a change: run the test, read what differs, and where the new values are right, copy the shown lines into the
case's `times.tsv` (start, end, type, value, first day, last day, words).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.annotate.times.helpers import times

CASES = sorted((Path(__file__).parents[3] / "golden" / "annotate" / "times").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_times(case: Path) -> None:
    text = (case / "text.txt").read_text(encoding="utf-8")
    published = (case / "published.txt").read_text(encoding="utf-8").strip()
    rows = []
    for words, time in times(text, date.fromisoformat(published) if published else None):
        cells = (
            time.span.start,
            time.span.end,
            time.type,
            time.value,
            time.earliest,
            time.latest,
            " ".join(words.split()),
        )
        rows.append("\t".join(str(cell) for cell in cells))
    assert "\n".join(rows) + "\n" == (case / "times.tsv").read_text(encoding="utf-8")
