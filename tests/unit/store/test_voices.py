"""Whoever goes by another spelling of a name is among those that the index is asked for."""

from __future__ import annotations

from itertools import product

import pytest

from rashomon.names import same_name
from rashomon.store import voices

NAMES = (
    "Wolodymyr Hrynko",
    "Vladimir Grinko",
    "V. Hrynko",
    "V Grynko",
    "Vladimir P. Grinko",
    "W. P. Hrynko",
    "Hrynko",
    "Grinko",
    "Vladimir Grinko Jr.",
    "V. Grinko III",
    "Qassem al-Tikri",
    "Kasim Tikry",
    "K. Tikri",
    "Q. al-Tikri",
    "Yelena Roeva",
    "Elena Roeva",
    "Y. Roeva",
    "E. Roeva",
    "Al Midan",
    "Almidan",
    "Al-Midan Corp",
    "José Núñez",
    "Jose Nunez",
    "J. Nunez",
    "Jo_hn Smi_th",
    "Jo_hn Smy_th",
    "½ Roe",
    "Ян Жуковский",
    "Jr.",
)


def is_asked_for(who: str, name: str) -> bool:
    """Whether a word of the index for `name` is one that is asked for `who`."""
    asked = [*voices._alike(who), (voices._whole(voices._parts(who)), False)]
    return any(key.startswith(word) if begins else key == word for word, begins in asked for key in voices._keys(name))


@pytest.mark.parametrize("who", [name for name in NAMES if voices._parts(name)])
def test_every_other_spelling_is_asked_for(who: str) -> None:
    assert [name for name in NAMES if same_name(who, name) and not is_asked_for(who, name)] == []


def test_hardly_anyone_else_is() -> None:
    others = [(who, name) for who, name in product(NAMES, NAMES) if not same_name(who, name)]
    assert not is_asked_for("Vladimir Grinko", "Oleg Grinko")
    assert not is_asked_for("Grinko", "Vladimir Grinko")
    assert sum(is_asked_for(*pair) for pair in others) < len(others) / 10


def test_words_of_the_index_have_no_marks_of_ascii() -> None:
    assert all(char.isalnum() or not char.isascii() for name in NAMES for key in voices._keys(name) for char in key)
