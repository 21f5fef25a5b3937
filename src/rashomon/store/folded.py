"""The form under which words are looked up, whatever database keeps them."""

from __future__ import annotations

import functools
import re

from rashomon.names import fold
from rashomon.tables import read_table

_WORD = re.compile(r"([^\W_]+)(?:['’][sS]\b)?")
_RUN = re.compile(r"[^\W_]+")
_ASCII = bytes(range(128))
_LONGEST = 64
"""Code points of a word that count; PostgreSQL takes 2,046 bytes."""


def find_words(text: str) -> list[str]:
    """Return the words by which a text is found: runs of letters and digits, folded, without a possessive ending.

    >>> find_words("Mr. Roe's co-operation (3.5 %), naïve")
    ['mr', 'roe', 'co', 'operation', '3', '5', 'naive']
    """
    return [word for found in _WORD.findall(text) if (word := _fold(found))]


@functools.lru_cache(maxsize=1 << 16)
def token_words(token: str, lemma: str) -> frozenset[str]:
    """The words of one token as it is written and as its lemma; there are many alike."""
    return frozenset((*find_words(token), *find_words(lemma)))


def find_places(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text with where each starts and ends in it."""
    return [(word, *match.span(1)) for match in _WORD.finditer(text) if (word := _fold(match[1]))]


def spell_out(text: str) -> str:
    """Return a text of any letters with its words folded, and straight apostrophes; places in it are others.

    >>> spell_out("Straße’s Ж-bar")
    "strasse's ж-bar"
    """
    return _RUN.sub(lambda run: _fold(run[0]), text).replace("’", "'")


def even_out(text: str, *, apostrophes: str = "’") -> str | None:
    """Return a text in ASCII, code point for code point: letters folded, `apostrophes` as straight ones, other marks as
    spaces. None where a letter has no such form. What is looked for in it is found in a fraction of the time.

    >>> even_out("Núñez’s “co‑op”…"), even_out("Straße")
    ("Nunez's  co op  ", None)
    """
    for other in sorted(beyond_ascii(text)):
        plain = "'" if other in apostrophes else " "
        if other.isalnum():
            plain = fold(other)
            if len(plain) != 1 or not plain.isascii():
                return None
        text = text.replace(other, plain)
    return text


def beyond_ascii(text: str) -> set[str]:
    """Return the code points of a text that are not ASCII."""
    if text.isascii():
        return set()
    return {*text.encode(errors="surrogatepass").translate(None, _ASCII).decode(errors="surrogatepass")}


@functools.cache
def function_words() -> frozenset[str]:
    """The words that statements are not found by."""
    return frozenset(word for (word,) in read_table("rashomon.store.data", "function-words-2.tsv", columns=1))


@functools.lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    if word.isascii():  # letters and digits alone: nothing else is to be done
        return word[:_LONGEST].lower()
    return fold(word[:_LONGEST]).replace(" ", "")[:_LONGEST]
