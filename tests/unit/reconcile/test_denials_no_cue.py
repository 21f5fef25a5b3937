"""Denials and silences that no attribution has for its cue, and what they answer. All texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.reconcile.test_denials_beside import _answers, _only

CHARGE = "The harbour union said that Norsk Steel had poisoned the river."


@pytest.mark.parametrize(
    "silence",
    [
        "Norsk Steel could not be reached for comment.",
        "Norsk Steel had no immediate comment.",
        "Norsk Steel would not be drawn.",
        "Norsk Steel was unavailable for comment.",
    ],
)
def test_who_says_nothing_of_a_charge_leaves_it_open(silence: str) -> None:
    assert _only(f"The talks began at noon. {CHARGE} {silence}") in CHARGE


@pytest.mark.parametrize(
    "told",
    [
        "Norsk Steel could not reach the river.",
        "Norsk Steel drew no water on Monday.",
        "The river was unavailable for boats.",
        "Norsk Steel returned no empty barrels.",
    ],
)
def test_what_is_no_silence_answers_nothing(told: str) -> None:
    assert _answers(f"The talks began at noon. {CHARGE} {told}") == []


@pytest.mark.parametrize(
    "denial", ["Norsk Steel laughed off the claim.", "The owners of the mill brushed aside the claim."]
)
def test_a_dismissal_answers_the_claim(denial: str) -> None:
    assert _only(f"The talks began at noon. {CHARGE} {denial}") in CHARGE


@pytest.mark.parametrize("told", ["Norsk Steel brushed aside the mud.", "Norsk Steel laughed off the rain."])
def test_what_nobody_said_cannot_be_dismissed(told: str) -> None:
    assert _answers(f"The talks began at noon. {CHARGE} {told}") == []


def test_this_with_an_adverbial_behind_it_is_what_was_told_last() -> None:
    offer = "The offer of Norsk Steel was raised in two steps."
    assert _only(f"The talks began at noon. {offer} The spokeswoman Ida Holm denied this on leaving the mill.") in offer


def test_a_lone_quotation_mark_is_no_sentence_that_can_be_denied() -> None:
    told = '"I saw it," said Ida Holm. "It leaked on Monday. "'
    assert '"' not in {answered for _, answered in _answers(f"{told}\n\nNorsk Steel called such stories baseless.")}


def test_the_first_sentence_of_a_quotation_says_what_it_denies() -> None:
    quoted = "“It's nonsense,” said Ida Holm, who runs Norsk Steel. “They sell us the same coal every year.”"
    assert _only(f"The talks began at noon. {CHARGE} {quoted}") in CHARGE


def test_to_reject_that_a_thing_is_so_denies_it() -> None:
    told = "The inspectors said that the guard of Norsk Steel had been lax."
    assert _only(f"{told} Norsk Steel rejects the idea that its guard was lax.") in told


def test_to_reject_a_proposal_denies_nothing() -> None:
    told = "The inspectors said that the guard of Norsk Steel should go."
    assert _answers(f"{told} Norsk Steel rejects the idea that its guard should go.") == []
