"""What a report is called where it has no headline."""

import pytest
from tests.unit.present.test_present import make

from rashomon.model.report import BlockRole
from rashomon.present.locate import Locator


def _opening(*blocks: tuple[BlockRole, str]) -> str:
    return Locator([make("a", *blocks)]).opening("a")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The ships left.", "“The ships left.”"),
        ("One two three four five six\nseven eight", "“One two three four five six seven eight”"),
        ("One two three four five six seven eight nine.", "“One two three four five six seven eight …”"),
    ],
)
def test_a_report_is_called_by_its_first_words(text: str, shown: str) -> None:
    assert _opening(("body", text)) == shown


def test_what_stands_above_the_body_is_not_among_them() -> None:
    assert _opening(("byline", "LYRAN -"), ("body", "The ships left.")) == "“The ships left.”"


def test_a_word_of_a_million_letters_is_cut() -> None:
    assert len(_opening(("body", "x" * 1_000_000))) < 200
