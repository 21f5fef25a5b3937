"""Shingles: runs of five words as 64-bit hashes, and how much of one text stands in another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.group.word_table import Words
from rashomon.model.spans import Span

Shingles = npt.NDArray[np.uint64]
"""Distinct hashes, ascending."""


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text as it is compared with others: its distinct shingles, and its distinct numbers ("1,200"), as hashes.

    `spans` are the stretches of its report that it was read from, empty where these are all of its own account.
    """

    shingles: Shingles
    numbers: Shingles
    spans: tuple[Span, ...] = ()


_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x94D049BB133111EB)


def hash_words(words: Words, *, size: int) -> Shingles:
    """Return the hash of each run of `size` words, in order; a shorter text has one, over all its words.

    An empty text has none. Multilinear hashing (Lemire and Kaser 2014) of the words' own hashes.
    """
    hashes = words.hashes
    count = max(min(1, len(hashes)), len(hashes) - size + 1)
    rolled = np.zeros(count, dtype=np.uint64)
    for place in range(min(size, len(hashes))):
        rolled += hashes[place : place + count] * np.uint64(_MULTIPLIERS[place % len(_MULTIPLIERS)])
    return _mix(rolled)


def _mix(values: Shingles) -> Shingles:
    """Spread every bit over all bits (the finaliser of splitmix64, Steele et al. 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def hash_shingles(words: Words, *, size: int) -> Shingles:
    """Return the distinct shingle hashes of `words`, ascending."""
    return distinct(hash_words(words, size=size))


def distinct(hashes: Shingles) -> Shingles:
    """Return the distinct ones of `hashes`, ascending."""
    ordered = np.sort(hashes)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def count_shared(one: Shingles, other: Shingles) -> int:
    """Return how many hashes two texts share."""
    if len(one) > len(other):
        one, other = other, one
    if not len(one):
        return 0
    at = np.searchsorted(other, one)
    at[at == len(other)] = 0
    return int(np.count_nonzero(other[at] == one))
