"""Datelines are cut off; what only looks like one is not."""

import pytest

from rashomon.clean.datelines import cut_datelines
from rashomon.model.report import Block
from rashomon.model.spans import Span


def _cut(text: str) -> tuple[str, str]:
    blocks = cut_datelines(text, (Block(span=Span(0, len(text)), role="body"),))
    if len(blocks) == 1:
        return "", text
    line, rest = blocks
    assert (line.role, rest.role) == ("byline", "body")
    return text[line.span.start : line.span.end], text[rest.span.start : rest.span.end]


@pytest.mark.parametrize(
    "line",
    [
        "LYRAN —",
        "LYRAN, Norvik –",
        "LYRAN (Northern Wire) -",
        "LYRAN, March 3 2024 (Northern Wire) -",
        "SOUTH LYRAN/PORT ELM, 12 Jan. --",
        "Lyran, Oct. 3 (NW) --",
        "ST. ALDA, N.H. —",
        "Lyran, 3 March.",
        "LYRAN, Norvik, Jan. 12.",
        "Lyran, March 3, 2024 (NW).",
        "March 3, 2024 (Northern Wire) -",
    ],
)
def test_a_dateline_is_no_part_of_the_body(line: str) -> None:
    assert _cut(f"{line} The harbour was closed on Sunday.") == (line, "The harbour was closed on Sunday.")


@pytest.mark.parametrize(
    "text",
    [
        "Lyran — the old harbour town — was flooded on Sunday.",
        "NATO-led troops left the harbour.",
        "LYRAN has closed its harbour - for a week, the mayor said.",
        "The harbour was closed (again) - the mayor said so.",
        "LYRAN —",
        "Lyran, 3 March",
        "Lyran, May. The harbour was closed.",
        "On 3 March. The harbour was closed.",
        "In Lyran, on 3 March. The harbour was closed.",
        "Lyran, 3 March. and then the harbour was closed.",
        "March 3, 2024 - the harbour was closed.",
        "Lyran, " * 20_000,
    ],
)
def test_what_is_no_dateline_stays(text: str) -> None:
    assert _cut(text) == ("", text)


def test_only_the_first_paragraph_of_the_body_has_one() -> None:
    text = "LYRAN —\nOne. LYRAN — Two."
    blocks = (Block(span=Span(0, 12), role="body"), Block(span=Span(13, len(text)), role="body"))
    assert [block.role for block in cut_datelines(text, blocks)] == ["byline", "body", "body"]


def test_a_long_capital_line_takes_no_time() -> None:
    text = "A" * 200_000 + " A" * 100_000
    assert _cut(text) == ("", text)
