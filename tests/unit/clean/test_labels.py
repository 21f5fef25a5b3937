"""Labels before captions are cut off; captions without one stay whole."""

import pytest

from rashomon.clean.labels import cut_labels
from rashomon.model.report import Block, BlockRole
from rashomon.model.spans import Span
from rashomon.settings import CleanSettings

SAID = "Divers search the harbour of Lyran"


def _cut(text: str, role: BlockRole = "caption") -> list[tuple[str, str]]:
    blocks = (Block(span=Span(0, len(text)), role=role),)
    found = cut_labels(text, blocks, settings=CleanSettings())
    return [(block.role, text[block.span.start : block.span.end]) for block in found]


@pytest.mark.parametrize(
    "label",
    ["Image copyright The Lyran Post Image caption", "Media caption", "Photo credit: AB Photo caption:", "Photos:"],
)
def test_a_label_is_no_part_of_the_caption(label: str) -> None:
    assert _cut(f"{label} {SAID}") == [("byline", label), ("caption", SAID)]


@pytest.mark.parametrize("text", [SAID, "Image caption", "Photo: Ann Holm", "Photographs of it were shown in court"])
def test_a_caption_without_a_label_stays_whole(text: str) -> None:
    assert _cut(text) == [("caption", text)]


def test_a_paragraph_is_no_caption() -> None:
    assert _cut(f"Photos: {SAID}", "body") == [("body", f"Photos: {SAID}")]


def test_the_mark_of_a_list_is_no_part_of_its_item() -> None:
    for mark in ("- ", "•  ", "* "):
        assert _cut(f"{mark}{SAID}", "body") == [("body", SAID)]
    for text in (
        f"-{SAID}",
        "– Who? she asked.",
        "-",
        "-5 degrees were measured.",
        "1. Ships left.",
        "- Ann Field.",
        "- The ships that left -",
    ):
        assert _cut(text, "body") == [("body", text)]
    assert _cut(f"- {SAID}", "byline") == [("byline", f"- {SAID}")]
