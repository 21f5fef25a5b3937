"""Sentences of invented news in the words of daily reports, with the value that a reader would give each expression."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.annotate.times.helpers import times

FILE = Path(__file__).parents[3] / "golden" / "annotate" / "time_sentences" / "sentences.tsv"
ROWS = [tuple(line.split("\t")) for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("day", "sentence", "expected"), ROWS)
def test_sentence(day: str, sentence: str, expected: str) -> None:
    found = [f"{words}={time.value}" for words, time in times(sentence, date.fromisoformat(day))]
    assert " ; ".join(found) == (expected if expected != "-" else "")
