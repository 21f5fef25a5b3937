"""Sparse vectors: two columns, ascending term numbers and their weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """Weights of terms; `ids` are distinct and ascending."""

    ids: Ids
    weights: Weights

    def __len__(self) -> int:
        return len(self.ids)

    def heaviest_ids(self, count: int) -> list[int]:
        """Return the ids of up to `count` terms, the heaviest first, equal ones by their number."""
        ids: list[int] = self.ids[np.lexsort((self.ids, -self.weights))[:count]].tolist()
        return ids

    def heaviest(self, count: int) -> Vector:
        """Return the vector of the `count` heaviest terms."""
        if len(self) <= count:
            return self
        kept = np.sort(np.lexsort((self.ids, -self.weights))[:count])
        return Vector(self.ids[kept], self.weights[kept])


EMPTY = Vector(np.zeros(0, dtype=np.int32), np.zeros(0))


def unit(vector: Vector) -> Vector:
    """Return the vector of length 1 in this direction; one without any weight becomes empty."""
    kept = vector.weights > 0.0
    ids, weights = vector.ids[kept], vector.weights[kept]
    return Vector(ids, weights / np.sqrt(np.dot(weights, weights))) if len(ids) else EMPTY


def add(vectors: Sequence[Vector]) -> Vector:
    """Return the sum of vectors."""
    ids = np.concatenate([vector.ids for vector in vectors])
    if not len(ids):
        return EMPTY
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    first = np.flatnonzero(np.concatenate(([True], ids[1:] != ids[:-1])))
    weights = np.concatenate([vector.weights for vector in vectors])[order]
    return Vector(ids[first], np.add.reduceat(weights, first))


def dot(one: Vector, other: Vector) -> float:
    """Return the dot product of two vectors."""
    return float(dot_each(one, [other])[0])


def dot_each(one: Vector, others: Sequence[Vector]) -> Weights:
    """Return the dot product of one vector with each of the others."""
    if not others:
        return np.zeros(0)
    ids = np.concatenate([other.ids for other in others])
    sums = np.zeros(len(ids) + 1)
    if len(one):
        at = np.minimum(np.searchsorted(one.ids, ids), len(one) - 1)
        weights = np.concatenate([other.weights for other in others])
        np.cumsum(np.where(one.ids[at] == ids, one.weights[at] * weights, 0.0), out=sums[1:])
    ends = np.cumsum([0, *map(len, others)])
    return np.diff(sums[ends])


def products(vectors: Sequence[Vector]) -> npt.NDArray[np.float64]:
    """Return the symmetric matrix of the dot products of vectors with one another."""
    count = len(vectors)
    table = np.zeros((count, count))
    ids, at = np.unique(np.concatenate([vector.ids for vector in vectors]), return_inverse=True)
    weights = np.concatenate([vector.weights for vector in vectors])
    ends = np.cumsum([0, *map(len, vectors)])
    row = np.zeros(len(ids))
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
