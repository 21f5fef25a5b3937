"""Whatever bytes come in: reports or refusals go out, with blocks that are well formed, and never an exception."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rashomon.clean import clean
from rashomon.clean.lines import role_of
from rashomon.clean.paragraphs import paragraphs
from rashomon.intake import read
from rashomon.model.report import RawReport, Refusal, Report
from rashomon.settings import CleanSettings, IntakeSettings

SMALL = IntakeSettings(max_bytes=100_000, bomb_floor=10_000)
LINES = [
    "Council Approves Bridge",
    "Council approves bridge after nine hours",
    "By Ann Field",
    "FILE PHOTO: The bridge",
    "7 March 2024",
    "Read more: the vote",
    "Related stories",
    "World",
    "ANN FIELD: Good evening.",
    "The council approved the bridge on Monday by 21 votes to 19, with nine members absent.",
    "“I will not sign,” the mayor said.",
    "— one —",
    "",
    "  ",
    "\u200b",
]
pieces = st.lists(
    st.one_of(
        st.sampled_from(LINES), st.text(max_size=40), st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", "\t"])
    ),
    max_size=25,
)
texts = pieces.map("".join) | pieces.map("\n".join)
jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "title", "body", "bodies", "value", "role", "id", "url", "x"]), inner
        )
    ),
    max_leaves=12,
)


ITEM_MARKS = "-•*▪●"


def check(cleaned: Report | Refusal) -> None:
    """Blocks are in order, disjoint, inside the text, without blank edges, and some of them are body; nothing but the
    mark of an item of a list stands between them."""
    if isinstance(cleaned, Refusal):
        assert cleaned.reason
        return
    assert cleaned.text.encode("utf-8")
    end = 0
    for block in cleaned.blocks:
        shown = cleaned.text[block.span.start : block.span.end]
        assert end <= block.span.start < block.span.end <= len(cleaned.text)
        assert shown == shown.strip() != ""
        assert cleaned.text[end : block.span.start].strip() in {"", *ITEM_MARKS}
        end = block.span.end
    assert cleaned.text[end:].strip() == ""
    assert any(block.role == "body" for block in cleaned.blocks)


def read_bytes(data: bytes, name: str) -> list[RawReport | Refusal]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        return list(read([folder], settings=SMALL))


@given(
    data=st.binary(max_size=300) | texts.map(str.encode) | jsons.map(lambda value: json.dumps(value).encode()),
    suffix=st.sampled_from([".txt", ".html", ".json", ".jsonl", ".txt.gz", ".jsonl.gz"]),
    packed=st.booleans(),
    cut=st.integers(min_value=0, max_value=40),
)
@settings(max_examples=200, deadline=None)
@example(data=b"\xff\xfe", suffix=".jsonl", packed=False, cut=0)
@example(data=b'{"text": "\\ud800"}', suffix=".txt", packed=True, cut=0)
def test_any_bytes_give_reports_or_refusals(data: bytes, suffix: str, packed: bool, cut: int) -> None:
    data = gzip.compress(data) if packed else data
    found = read_bytes(data[: len(data) - cut], "a" + suffix)
    assert found
    for one in found:
        if isinstance(one, RawReport):
            check(clean(one, settings=CleanSettings()))
        else:
            assert one.stage == "intake"
            assert one.reason
            assert one.path.endswith("a" + suffix)


@given(text=texts, title=st.none() | st.sampled_from(LINES) | st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_cleaning_touches_no_character_and_always_gives_the_same(text: str, title: str | None) -> None:
    raw = RawReport(path="a", form="record" if title is not None else "text", content=text, title=title)
    cleaned = clean(raw, settings=CleanSettings())
    check(cleaned)
    assert clean(raw, settings=CleanSettings()) == cleaned
    if isinstance(cleaned, Report):
        assert cleaned.text == (f"{title}\n\n{text}" if title is not None and title.strip() else text)
        again = clean(RawReport(path="a", form="text", content=cleaned.text, id=cleaned.id), settings=CleanSettings())
        assert isinstance(again, Refusal) or again.text == cleaned.text


@given(text=texts)
@settings(max_examples=200, deadline=None)
def test_paragraphs_cover_everything_that_is_not_blank(text: str) -> None:
    spans = paragraphs(text, settings=CleanSettings())
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())


@given(html=texts | st.text(alphabet="<>/pdiv!-&;#x0a'\"= ", max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_page_gives_a_report_or_a_refusal(html: str) -> None:
    check(clean(RawReport(path="a.html", form="html", content=f"<html><body>{html}"), settings=CleanSettings()))


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        '"',
        "A",
        "a ",
        "By ",
        "(",
        "[Photo ",
        "Reuters/",
        "A. ",
        "A, ",
        "1 ",
        "- ",
        ". ",
        "A: ",
        "| ",
        "in ",
        "10:00 ",
    ],
)
def test_no_line_makes_a_pattern_run_away(unit: str) -> None:
    # a pattern that backtracks without bound would not come back from these in a lifetime
    for length in (1_000, 1_199, 2_000_000):
        text = (unit * length)[:length]
        role_of(text[:1_199], place="top")
        check(clean(RawReport(path="a", form="text", content=f"{text}x"), settings=CleanSettings()))
