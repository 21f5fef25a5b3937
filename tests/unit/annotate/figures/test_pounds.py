"""Pounds are sterling unless the report is about a state with a pound of its own."""

from __future__ import annotations

import re

import pytest

from rashomon.annotate.figures import find_figures
from rashomon.annotate.parse import parse
from rashomon.annotate.times import find_times
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

SETTINGS = AnnotateSettings()


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("A court in Egypt fined Karst 30,000 pounds on Monday.", ["pound"]),
        ("Karst in Egypt owes 30,000 pounds. The mill owes two million Egyptian pounds.", ["EGP", "EGP"]),
        ("Karst in Sudan owes £30,000, or two million pounds.", ["GBP", "GBP"]),
        ("Karst in Lebanon owes 9 million British pounds and 30,000 pounds sterling.", ["GBP", "GBP"]),
        ("A court in London fined the Syrian 30,000 pounds, British papers say.", ["GBP"]),
        ("A court fined Karst 30,000 pounds on Monday.", ["GBP"]),
        ("Troops in Syria found 200 pounds of explosives.", ["kg"]),
    ],
)
def test_whose_pounds(text: str, units: list[str]) -> None:
    blocks = tuple(Block(span=Span(m.start(), m.end()), role="body") for m in re.finditer(r"[^\n]+", text))
    (parsed,) = parse([Report(id="r", text=text, blocks=blocks)], settings=SETTINGS)
    _, times = find_times(parsed, settings=SETTINGS.times)
    figures = find_figures(parsed, times, settings=SETTINGS.figures)
    assert [figure.unit for figure in figures] == units
