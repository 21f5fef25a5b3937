"""The form under which words are looked up, whatever database keeps them."""

from __future__ import annotations

import re

from rashomon.names import fold

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
LONGEST = 64
"""Code points of a word that count; PostgreSQL takes 2,046 bytes."""


def find_words(text: str) -> list[str]:
    """Return the words by which a text is found: runs of letters and digits, folded, without a possessive ending.

    >>> find_words("Mr. Roe's co-operation (3.5 %), naïve")
    ['mr', 'roe', 'co', 'operation', '3', '5', 'naive']
    """
    return [word for match in _WORD.finditer(_POSSESSIVE.sub("", text)) if (word := fold_word(match[0]))]


def fold_word(word: str) -> str:
    """Return the form under which one word is looked up."""
    return fold(word[:LONGEST]).replace(" ", "")[:LONGEST]
