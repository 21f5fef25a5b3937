"""A picture gallery repeats its headline before each caption and counts its pictures after it."""

import pytest

from rashomon.clean import clean
from rashomon.clean.galleries import cut_galleries
from rashomon.model.report import Block, RawReport, Report
from rashomon.model.spans import Span
from rashomon.settings import CleanSettings, Settings

TITLE = "Flood breaks Sarel dam"


def _cut(text: str, title: str = TITLE) -> list[tuple[str, str]]:
    blocks = (Block(span=Span(0, len(text)), role="body"),)
    found = cut_galleries(text, blocks, title=title, settings=CleanSettings())
    return [(block.role, text[block.span.start : block.span.end]) for block in found]


def test_headline_and_counter_are_set_apart_from_the_captions() -> None:
    text = f"Photos: {TITLE} Boats reach the school. Hide Caption 1 of 2 Photos: {TITLE} A bus lies in the river."
    assert _cut(text) == [
        ("boilerplate", "Photos:"),
        ("caption", TITLE),
        ("body", "Boats reach the school."),
        ("boilerplate", "Hide Caption 1 of 2"),
        ("boilerplate", "Photos:"),
        ("caption", TITLE),
        ("body", "A bus lies in the river."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}",  # the paragraph is the headline itself: its role is found elsewhere
        f"{TITLE} and sweeps away a bridge.",  # a sentence that begins alike
        f"Farmers had feared that the {TITLE} One day.",  # inside a sentence
        "Image 3 of 12 shows the broken wall.",  # a counter without a gallery
    ],
)
def test_a_paragraph_that_does_not_repeat_the_headline_stays_whole(text: str) -> None:
    assert _cut(text) == [("body", text)]


def test_a_headline_of_few_words_is_no_sign() -> None:
    assert _cut("Dam breaks Boats come.", "Dam breaks") == [("body", "Dam breaks Boats come.")]


def test_the_text_is_untouched_and_every_letter_keeps_its_block() -> None:
    body = f"{TITLE} Boats reach the school.\n\nNobody was hurt when the wall of the dam gave way, the mayor said."
    report = clean(RawReport(path="a.json", form="record", content=body, title=TITLE), settings=Settings().clean)
    assert isinstance(report, Report)
    assert report.text == f"{TITLE}\n\n{body}"
    assert [(b.role, report.text[b.span.start : b.span.end]) for b in report.blocks] == [
        ("headline", TITLE),
        ("caption", TITLE),
        ("body", "Boats reach the school."),
        ("body", "Nobody was hurt when the wall of the dam gave way, the mayor said."),
    ]
