"""Which words of a report are names, told by their capital letters alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import numpy as np
import numpy.typing as npt

from rashomon.group.words import fold

Leanings = npt.NDArray[np.int8]
"""Of each term of a report: 1 when it is a name there, -1 when it is none, 0 when its place does not tell."""

# a capital within a sentence: after a letter, a digit, a comma or a semicolon, and a space
_NAME = re.compile(r"[A-ZÀ-ɏ](?<=[^\W_][ \n].|[,;][ \n].)[^\W_]*(?:['’.,&-][^\W_]+)*")
_CALENDAR = frozenset(
    (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july"),
        *("august", "september", "october", "november", "december"),
    )
)


def find_names(text: str) -> list[str]:
    """Return the words of `text` that stand with a capital within a sentence, as they are written.

    >>> find_names("The ferry Halcyon ran aground off Port Ellery. Captain Corvo was saved.")
    ['Halcyon', 'Port', 'Ellery', 'Corvo']
    """
    return [word for word in _NAME.findall(text) if word[0].isupper()]


def lean(terms: Collection[str], *, words: Iterable[str], names: Iterable[str]) -> Leanings:
    """Return the leanings of `terms` in a report of these `words`, of which `names` stand with a capital.

    A word that is also written small is no name; days of the week and months are none, since any event has some.
    """
    plain = {fold(word) for word in set(words) if word[0].islower()} | _CALENDAR
    capital = {fold(word) for word in set(names)} - plain
    return np.fromiter(((term in capital) - (term in plain) for term in terms), dtype=np.int8, count=len(terms))
