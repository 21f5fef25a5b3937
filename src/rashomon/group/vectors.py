"""Sparse vectors: two columns, ascending term numbers and their weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float32]
Products = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """Weights of terms; `ids` are distinct and ascending."""

    ids: Ids
    weights: Weights

    def __len__(self) -> int:
        return len(self.ids)

    def heaviest_places(self, count: int) -> npt.NDArray[np.intp]:
        """Return the places of up to `count` terms, the heaviest first, equal ones by their number."""
        weights = self.weights
        if len(weights) <= count:
            # ids ascend, so a stable sort keeps equal weights by their number
            return np.argsort(-weights, kind="stable")
        near = np.flatnonzero(weights >= np.partition(weights, len(weights) - count)[len(weights) - count])
        return near[np.argsort(-weights[near], kind="stable")[:count]]

    def heaviest(self, count: int) -> Vector:
        """Return the vector of the `count` heaviest terms."""
        if len(self) <= count:
            return self
        kept = np.sort(self.heaviest_places(count))
        return Vector(self.ids[kept], self.weights[kept])


_DENSE = 1 << 20
"""Weights up to which vectors are multiplied as a dense matrix of 8 MB; beyond, row by row (measured)."""

EMPTY = Vector(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


def unit(ids: Ids, weights: Products) -> Vector:
    """Return the vector of length 1 in this direction; one without any weight becomes empty."""
    kept = weights > 0.0
    if not kept.all():
        ids, weights = ids[kept], weights[kept]
    return Vector(ids, (weights / np.sqrt(np.dot(weights, weights))).astype(np.float32)) if len(ids) else EMPTY


def rounded(vector: Vector) -> Vector:
    """Return the vector with its weights rounded to nine significant bits.

    What is rounded away, at most .1 % of a weight, changes no figure of `evaluation.stories`, and was a third of what a
    state of the grouping takes.
    """
    bits = vector.weights.view(np.uint32)
    return Vector(vector.ids, (bits + _HALF & ~_CUT).view(np.float32))


_CUT = np.uint32((1 << 15) - 1)
_HALF = np.uint32(1 << 14)
"""The last 15 of the 23 bits behind the point of a float32, and half of the bit before them."""


def add(vectors: Sequence[Vector]) -> Vector:
    """Return the sum of vectors."""
    ids = np.concatenate([vector.ids for vector in vectors])
    if not len(ids):
        return EMPTY
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    first = np.flatnonzero(np.concatenate(([True], ids[1:] != ids[:-1])))
    weights = np.concatenate([vector.weights for vector in vectors])[order]
    return Vector(ids[first], np.add.reduceat(weights, first, dtype=np.float64).astype(np.float32))


def square(vector: Vector) -> float:
    """Return the dot product of a vector with itself."""
    weights = vector.weights.astype(np.float64, copy=False)
    return float(np.dot(weights, weights))


class Row:
    """Multiplies one vector with many: its weights are laid out so that those of any term are looked up directly."""

    def __init__(self) -> None:
        self._weights = np.zeros(1 << 16)

    def products(self, one: Vector, others: Sequence[Vector]) -> Products:
        """Return the dot product of `one` with each of `others`."""
        if not others:
            return np.zeros(0)
        ids = np.concatenate([other.ids for other in others])
        weights = np.concatenate([other.weights for other in others])
        most = int(np.concatenate((one.ids[-1:], ids)).max(initial=0))
        if most >= len(self._weights):
            self._weights = np.zeros(2 * most)
        self._weights[one.ids] = one.weights
        sums = np.zeros(len(ids) + 1)
        np.cumsum(self._weights[ids] * weights, out=sums[1:])
        self._weights[one.ids] = 0.0
        return np.diff(sums[np.cumsum([0, *map(len, others)])])


def products(vectors: Sequence[Vector]) -> Products:
    """Return the symmetric matrix of the dot products of vectors with one another."""
    count = len(vectors)
    table = np.zeros((count, count))
    _, at, counts = np.unique(
        np.concatenate([vector.ids for vector in vectors]), return_inverse=True, return_counts=True
    )
    weights = np.concatenate([vector.weights for vector in vectors])
    owner = np.repeat(np.arange(count), list(map(len, vectors)))
    # most terms are those of one vector alone, and make no product
    shared = counts > 1
    terms = int(np.count_nonzero(shared))
    kept = np.flatnonzero(shared[at])
    at, weights, owner = (np.cumsum(shared) - 1)[at[kept]], weights[kept], owner[kept]
    if count * terms <= _DENSE:
        dense = np.zeros((count, terms))
        dense[owner, at] = weights
        table = dense @ dense.T
        np.fill_diagonal(table, 0.0)
        return table
    ends = np.searchsorted(owner, np.arange(count + 1))
    row = np.zeros(terms, dtype=np.float64)
    sums = np.zeros(len(at) + 1)
    for place in range(count - 1):
        own = slice(ends[place], ends[place + 1])
        rest = ends[place + 1]
        row[at[own]] = weights[own]
        np.cumsum(row[at[rest:]] * weights[rest:], out=sums[rest + 1 :])
        sums[rest] = 0.0
        table[place, place + 1 :] = np.diff(sums[ends[place + 1 :]])
        row[at[own]] = 0.0
    return table + table.T
