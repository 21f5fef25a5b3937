"""What "this" and "it" deny where nobody is said to say it. All texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.reconcile.test_denials_beside import _answers, _only

OFFER = "The chief executive of Norsk Steel is said to have raised the offer in two steps."


@pytest.mark.parametrize("denial", ["She denied this on Monday.", "The spokeswoman Ida Holm denied it."])
def test_the_sentence_before_is_denied(denial: str) -> None:
    assert _only(f"The talks began at noon. {OFFER} {denial}").rstrip(".") == OFFER.rstrip(".")


@pytest.mark.parametrize(
    "before",
    ["The offer was not raised on Monday.", "Ida Holm said that the mill would be closed in May."],
    ids=["negated", "told by the denier"],
)
def test_what_is_negated_or_told_by_the_denier_is_not(before: str) -> None:
    assert _answers(f"{before} Ida Holm denied it.") == []
