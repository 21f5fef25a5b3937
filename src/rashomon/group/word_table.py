"""Written words become terms and hashes; each is folded and hashed once, however often it comes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.group.words import fold

_ALL = 1 << 18
"""Written words remembered at once; a year's news has more, a day's has not."""


class _Table(dict[str, int]):
    """Numbers written words as they come; of each: its term, the hash of it, whether it is a number or a capital."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[str] = []
        self.hashes = np.zeros(_ALL, dtype=np.uint64)
        self.numerals = np.zeros(_ALL, dtype=np.bool_)
        self.capitals = np.zeros(_ALL, dtype=np.bool_)

    def __missing__(self, word: str) -> int:
        number = len(self.terms)
        term = fold(word)
        self.terms.append(term if len(term) > 1 else "")
        self.hashes[number] = int.from_bytes(
            hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
        )
        self.numerals[number] = word[0].isdigit()
        self.capitals[number] = word[0].isupper()
        self[word] = number
        return number


_TABLE = _Table()


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text in order: their terms, the hashes of these, and which are numbers or have a capital.

    A term is a folded word of two letters at least, else "". Hashes are 64 bits of BLAKE2b: the same on every machine
    and in every run.
    """

    terms: list[str]
    hashes: npt.NDArray[np.uint64]
    numerals: npt.NDArray[np.bool_]
    capitals: npt.NDArray[np.bool_]


def read_words(words: Sequence[str]) -> Words:
    """Return what the grouping sees in written `words`."""
    global _TABLE
    if len(_TABLE.terms) + len(words) > _ALL:
        _TABLE = _Table()
    table = _TABLE
    numbers = np.fromiter(map(table.__getitem__, words), dtype=np.int32, count=len(words))
    terms = table.terms
    return Words(
        [terms[number] for number in numbers.tolist()],
        table.hashes[numbers],
        table.numerals[numbers],
        table.capitals[numbers],
    )
