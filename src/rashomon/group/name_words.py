"""Which words of a report are names, told by their capital letters alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

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


def lean(counts: Mapping[str, float], *, capitals: Iterable[str], names: Iterable[str]) -> Leanings:
    """Return the leanings of the terms of a text that come as often as `counts` says, in that order.

    `capitals` are the terms of the words that are written with a capital, one for each time, `names` those of which
    this is within a sentence. A term that is also written small is no name; days of the week and months are none,
    since any event has some.
    """
    leanings = dict.fromkeys(counts, -1)
    always = {term for term, count in Counter(capitals).items() if count == counts.get(term)} - _CALENDAR
    leanings |= dict.fromkeys(always, 0)
    leanings |= dict.fromkeys(always.intersection(names), 1)
    return np.fromiter(leanings.values(), dtype=np.int8, count=len(leanings))
