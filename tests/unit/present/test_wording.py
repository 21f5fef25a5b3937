"""Which words of a sentence are shown, by the text alone."""

from __future__ import annotations

import pytest

from rashomon.present.wording import is_ended, keyword_in_context, stands_alone, tells


@pytest.mark.parametrize(
    ("sentence", "cited", "alone"),
    [
        ("The ferry sank off Skarn, the coast guard said.", "The ferry sank off Skarn", True),
        ("The ferry sank and 12 people drowned.", "The ferry sank", True),
        ("The coast guard said that Skarn was cut off.", "Skarn was cut off.", True),
        ("A pause begins on Monday provided that the guns leave.", "A pause begins on Monday provided", False),
        ("The owner, who said a day earlier that all was well, wept.", "The owner, who said a day earlier", False),
        ("The ferry sank 3.5 miles off Skarn.", "The ferry sank 3", False),
        ("The owner paid 4,500 crowns.", "The owner paid 4", False),
        ("The ferry sank at 4. Nobody drowned.", "The ferry sank at 4", True),
        ("They show Berg winning by 67% to 30%.", "Berg winning by 67% to 30%", False),
        ("She said that she had taken 63% of the vote.", "she had taken 63% of the vote", False),
        ("The talks, reached after five days, ended.", "reached after five days", False),
    ],
)
def test_words_stand_alone_that_begin_and_end_as_a_statement_does(sentence: str, cited: str, alone: bool) -> None:
    start = sentence.index(cited)
    assert stands_alone(sentence, start, start + len(cited)) is alone


def test_a_clause_does_not_end_before_what_it_needs() -> None:
    sentence = "The minister, who said on Monday that nobody was hurt, left."
    assert not is_ended(sentence, sentence.index(" that"))
    assert is_ended(sentence, sentence.index(", left"))


@pytest.mark.parametrize(
    ("sentence", "cited", "readable"),
    [
        ("Berg denied that he had been warned.", "that he had been warned", True),
        ("Berg denied that Skarn flooded.", "that Skarn flooded", True),
        ("Berg denied that repairs had begun.", "that repairs had begun", True),
        ("Berg denied that the weir broke.", "that the weir broke", True),
        ("Berg called that plan a farce.", "that plan a farce", False),
        ("Berg rejected that claim on Monday.", "that claim on Monday", False),
        ("Berg said the bridge was safe.", "the bridge was safe", True),
        ("“Nobody warned us at all,” Berg said.", "“Nobody warned us at all,”", True),
        ("The bridge was safe enough, Berg said.", "The bridge was safe enough", True),
        ("Berg blamed the army for the fire.", "the army for the fire", False),
        ("Berg declined to comment on the fine.", "to comment on the fine", False),
        ("Berg called the plan “logical,” and left.", "the plan “logical,”", False),
        ("Accepting it, she said, would be hard.", "would be hard", False),
    ],
)
def test_what_is_said_is_shown_without_its_verb_only_where_it_can_be_read(
    sentence: str, cited: str, readable: bool
) -> None:
    start = sentence.index(cited)
    assert bool(tells(sentence, start, start + len(cited))) is readable


@pytest.mark.parametrize("length", [1, 30, 300])
def test_the_words_round_a_figure_are_of_the_sentence_and_hold_it(length: int) -> None:
    sentence = "x" * length + " men of the first company took 40 sheep " + "and then more " * length + "home."
    start = sentence.index("40 sheep")
    shown = keyword_in_context(sentence, start, start + 8)
    assert "40 sheep" in shown
    assert shown.removeprefix("… ").removesuffix(" …") in sentence
    assert len(shown) <= 34 + 8 + 48 + 4
