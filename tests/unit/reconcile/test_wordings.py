"""Quotations found, and renderings of one utterance compared."""

from __future__ import annotations

import pytest
from tests.unit.reconcile.make import material, report

from rashomon.model.spans import Span
from rashomon.reconcile.differences.quotes import find_wordings
from rashomon.reconcile.differences.wording import compare_wordings
from rashomon.reconcile.material.quotations import find_quotations, find_words
from rashomon.settings import QuoteSettings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “we sail at dawn” and left.", ["we sail at dawn"]),
        ('He said "we sail at dawn" and left.', ["we sail at dawn"]),
        ("He said 'we don't sail at dawn' and left.", []),
        ("He said ‘we don’t sail at dawn’ and left.", ["we don’t sail at dawn"]),
        ("“We sail at dawn. We do not come back", ["We sail at dawn. We do not come back"]),
        ("Nobody’s boat sailed.", []),
        ('"We sail at dawn,"she said.', ["We sail at dawn,"]),
        ('"We sail! "and they left.', ["We sail!"]),
        ('"We sail at dawn. "We do not come back.', ['We sail at dawn. "We do not come back.']),
        ("“”", []),
    ],
)
def test_find_quotations(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in find_quotations(text, Span(0, len(text)))] == found


def test_ten_thousand_quotation_marks() -> None:
    text = '"' * 10_000
    assert find_quotations(text, Span(0, len(text))) == []


def test_an_earlier_start_or_a_later_end_is_no_other_wording() -> None:
    whole = ["friends", "the", "boats", "must", "sail", "at", "dawn", "or", "never"]
    assert compare_wordings(whole, whole[2:7]) is None


@pytest.mark.parametrize(
    ("other", "changed"), [("the ships must sail at dawn", True), ("the boats sail at dawn", False)]
)
def test_exchanged_and_left_out_words(other: str, changed: bool) -> None:
    wording = compare_wordings(["the", "boats", "must", "sail", "at", "dawn"], other.split())
    assert wording is not None
    assert wording.changed is changed


def test_words_keep_their_places() -> None:
    text = "It’s late."
    assert [(word, text[s.start : s.end]) for word, s in find_words(text, Span(0, len(text)))] == [
        ("it's", "It’s"),
        ("late", "late"),
    ]


def _sides(*texts: str) -> list[list[str]]:
    found = find_wordings(
        material([report(str(number), text) for number, text in enumerate(texts)]), settings=QuoteSettings()
    )
    return [[side.value for side in difference.sides] for difference in found]


def test_two_translations_of_one_sentence_differ() -> None:
    assert _sides(
        "The mayor wrote: “The town deeply regrets the loss of its oldest ferry.”",
        "The mayor wrote: “The town profoundly regrets the loss of its oldest boat.”",
    ) == [
        [
            "The town deeply regrets the loss of its oldest ferry",
            "The town profoundly regrets the loss of its oldest boat",
        ]
    ]


def test_the_same_words_and_other_words_are_no_difference() -> None:
    quoted = "“The town deeply regrets the loss of its oldest ferry.”"
    assert _sides(f"The mayor wrote: {quoted}", f"She said: {quoted}") == []
    assert _sides(f"The mayor wrote: {quoted}", "She said: “Nobody asked me about any of those boats.”") == []
