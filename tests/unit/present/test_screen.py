"""Lines for a terminal: wrapped between words, cut where a column is narrow, coloured line by line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.present.screen import Screen, columns, wrap

_WORDS = st.lists(st.text(alphabet="aé—黒\N{COMBINING ACUTE ACCENT}", min_size=1, max_size=14), min_size=1, max_size=9)


def _lines(screen: Screen) -> list[str]:
    return str(screen).splitlines()


def test_a_row_wraps_below_itself() -> None:
    screen = Screen(width=24, colour=False)
    screen.row(2, "●", "green", [("The ferry left the quay ", ""), ("[1]", "cyan")], mark_width=2)
    assert _lines(screen) == ["  ●  The ferry left the", "     quay [1]"]


def test_a_long_mark_wraps_beside_its_row() -> None:
    screen = Screen(width=30, colour=False)
    screen.row(0, "3 to 9 May", "", [("A strike", "")], mark_width=6)
    assert _lines(screen) == ["3 to 9 A strike", "May"]


def test_a_word_without_room_is_cut_in_a_row_and_goes_on_in_text() -> None:
    screen = Screen(width=10, colour=False)
    screen.row(0, "·", "", [("at unpronounceable", "")], mark_width=1)
    screen.text("unpronounceable")
    assert _lines(screen) == ["· at", "  unprono…", "unpronounc", "eable"]


@settings(deadline=None)  # a package is loaded by the first text of other letters
@given(st.lists(st.sampled_from(["a", "word", "unpronounceable", " ", "  "]), max_size=20), st.integers(1, 20))
def test_lines_break_alike_however_wide_the_letters_are_known_to_be(pieces: list[str], width: int) -> None:
    text = " ".join(pieces)
    slow = text.translate({ord("a"): "\N{CYRILLIC SMALL LETTER A}"})  # of these letters the width has to be looked up
    for fold in (False, True):
        assert list(wrap(text, width, fold=fold)) == list(wrap(slow, width, fold=fold))


def test_a_style_ends_with_its_line_and_begins_again_on_the_next() -> None:
    screen = Screen(width=9, colour=True)
    screen.text("red flags fly", "red")
    assert _lines(screen) == ["\033[31mred flags\033[0m", "\033[31mfly\033[0m"]


def test_a_mark_without_a_style_is_dim() -> None:
    screen = Screen(width=20, colour=True)
    screen.row(0, "–", "", [("so it is ", "italic"), ("[2]", "cyan")], mark_width=2)
    assert _lines(screen) == ["\033[2m– \033[0m \033[3mso it is \033[0m\033[36m[2]\033[0m"]


def test_no_character_moves_the_cursor() -> None:
    screen = Screen(width=40, colour=False)
    screen.text("a\tbell\a, a \bback-space\r and a\vfeed\f")
    assert _lines(screen) == ["a bell, a back-space and afeed"]


@pytest.mark.parametrize("fold", [True, False])
@given(words=_WORDS, width=st.integers(2, 30))
def test_lines_fit_and_lose_no_word_that_does(fold: bool, words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = [text[start:end] for start, end in wrap(text, width, fold=fold)]
    assert all(columns(line) <= width for line in lines)
    shown = re.sub(" ", "", "".join(lines))
    if fold or all(columns(word) <= width for word in words):
        assert shown == "".join(words)
