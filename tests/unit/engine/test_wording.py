"""A quotation is found in its wordings, and what editors do to it is no difference."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.engine.likely import may_word
from rashomon.engine.wording import Wording, find_wordings
from rashomon.engine.words import read_words
from rashomon.model.spans import Span
from rashomon.reconcile.material.quotations import find_quotations
from rashomon.settings import WordingSettings

TEXT = (
    "The dam held through the night. “We shall open the gates at dawn,” said Ida Marsh, the chief engineer, “and "
    "nobody below the weir needs to leave.” The cease-fire between farmers [and anglers] was over."
)


def look_up(quotation: str, text: str) -> tuple[Wording, ...]:
    quoted = functools.partial(find_quotations, text, Span(0, len(text))) if text else tuple
    return find_wordings(read_words(quotation), read_words(text), quoted=quoted, settings=WordingSettings())


def apart(quotation: str, text: str) -> list[tuple[str, str]]:
    """The words that differ, looked for and found, in the only wording."""
    (wording,) = look_up(quotation, text)
    return [
        (
            quotation[one.wanted.start : one.wanted.end] if one.wanted else "",
            text[one.found.start : one.found.end] if one.found else "",
        )
        for one in wording.differences
    ]


@pytest.mark.parametrize(
    "quotation",
    [
        "open the gates at dawn",
        "WE SHALL OPEN THE GATES AT DAWN!",
        "We shall open the gates at dawn and nobody below the weir needs to leave",  # the reporter's words passed over
        "We shall open the gates … nobody below the weir needs to leave",
        "We shall open [all sluices] at dawn",
        "the ceasefire between farmers was over",
        "the cease fire between farmers was over",
    ],
)
def test_verbatim(quotation: str) -> None:
    (wording,) = look_up(quotation, TEXT)
    assert wording.likeness == 1.0
    assert wording.differences == ()


@pytest.mark.parametrize(
    ("quotation", "differences"),
    [
        ("We shall open the gates at noon", [("noon", "dawn")]),
        ("They shall open the gates at dawn", [("They", "We")]),
        ("We shall not open the gates at dawn", [("not", "")]),
        ("We shall open gates at dawn", [("", "the")]),
        ("nobody at all below the dam needs to leave", [("at all", ""), ("dam", "weir")]),
    ],
)
def test_near(quotation: str, differences: list[tuple[str, str]]) -> None:
    assert apart(quotation, TEXT) == differences


@pytest.mark.parametrize("quotation", ["the night at the weir", "gates of the board", "needs", "", "“!”", "dawn of"])
def test_chance_words_are_no_wording(quotation: str) -> None:
    assert all(wording.likeness == 1.0 for wording in look_up(quotation, TEXT))


def test_an_ellipsis_in_the_report_is_no_difference() -> None:
    report = "“We shall open the gates … and nobody needs to [go]”, she is quoted as saying."
    assert apart("We shall open the gates at dawn and nobody needs to leave", report) == []


def test_every_place_is_found() -> None:
    text = "“No ship will leave,” he said. An hour later: “No ship will leave”. And then “no ship leaves”."
    found = [text[one.at.start : one.at.end] for one in look_up("no ship will leave", text)]
    assert found == ["No ship will leave", "No ship will leave"]


WORDS = st.lists(st.sampled_from(["the", "ship", "will", "not", "leave", "port", "“", "”", "[", "]", "…", "\n"]))


@given(WORDS, WORDS, WORDS)
def test_what_was_put_into_a_text_is_found_there(before: list[str], middle: list[str], after: list[str]) -> None:
    quotation = " ".join(word for word in middle if word.isalpha())
    text = " ".join([*before, "zebra", quotation, "zebra", *after])
    found = look_up(quotation, text)
    assert all(0 <= one.at.start < one.at.end <= len(text) and 0 < one.likeness <= 1 for one in found)
    if quotation and "“" not in before and "[" not in before:
        assert any(one.likeness == 1.0 for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor O’Hara's co-op -- 'a re-run' -- won 3.5%; snake_case, rock-'n'-roll’s end-",
        "Señor Núñez’s café‑bar «già» closed… […] then [the] rain",
        "Straße, œuvre, ½ litre, İzmir, Жуков said “no” ... twice",
        "a-b-c 'd' e’’f --g-h",
    ],
)
def test_words_are_the_same_however_they_are_read(text: str) -> None:
    quick, slow = read_words(text), read_words(f"{text} \x00")  # a NUL has the words read one by one
    assert slow.even is None
    assert (quick.words, [*quick.changes], quick.free, quick.elided) == (
        slow.words,
        [*slow.changes],
        slow.free,
        slow.elided,
    )


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("José Núñez lied", "“José Núñez lied,” she said."),
        ("Jose Nunez lied", "“José Núñez lied,” she said."),
        ("Şirin blames Ağca", "“Şirin blames Ağca”, the paper wrote."),
        ("the Straße is shut", "The Strasse is shut."),
        ("Über Łódź", "Über Łódź at dawn."),
        ("ceasefire holds, peacekeepers stay", "A cease\nfire holds, peace keepers stay."),
        ("cease fire holds, peace keepers stay", "A ceasefire holds, peacekeepers stay."),
        ("a re-run of Mayor O’Hara's", "It was a rerun of Mayor O'Haras vote."),
    ],
)
def test_a_wording_is_found_however_it_is_spelt(quotation: str, text: str) -> None:
    assert may_word(read_words(quotation), text, settings=WordingSettings())
    (wording,) = look_up(quotation, text)
    assert wording.likeness >= 0.8


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("José Núñez lied", "José Marín slept; Ana Lopez did not."),
        ("ceasefire holds, peacekeepers stay", "The truce holds, the soldiers stay."),
        ("ceasefire holds, peacekeepers stay", "They cease to hold fire, and peace has no keepers."),
        ("the end of the road", "Of the three, the first and the second saw the road at one end of it."),
    ],
)
def test_words_apart_are_no_wording_of_a_short_quotation(quotation: str, text: str) -> None:
    assert look_up(quotation, text) == ()


def test_a_quick_look_rules_out_a_text_without_the_words_of_a_long_quotation() -> None:
    quotation = read_words("the lighthouse keeper saw nobody on the northern pier")
    assert not may_word(quotation, "Nobody saw the pier.", settings=WordingSettings())
    assert may_word(quotation, "The keeper saw “nobody on the northern” end.", settings=WordingSettings())
