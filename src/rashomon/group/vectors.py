"""Sparse vectors: two columns, ascending term numbers and their weights."""

from __future__ import annotations

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


def unit(ids: Ids, weights: Weights) -> Vector:
    """Return the vector of length 1 in this direction; a vector without any weight stays empty."""
    kept = weights > 0.0
    ids, weights = ids[kept], weights[kept]
    norm = float(np.sqrt(np.dot(weights, weights)))
    return Vector(ids, weights / norm if norm else weights)


def add(one: Vector, other: Vector, *, limit: int) -> Vector:
    """Return the sum of two vectors, cut to its `limit` heaviest terms."""
    ids = np.concatenate((one.ids, other.ids))
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    weights = np.concatenate((one.weights, other.weights))[order]
    first = np.flatnonzero(np.concatenate(([True], ids[1:] != ids[:-1]))) if len(ids) else np.zeros(0, dtype=np.intp)
    ids = ids[first]
    weights = np.add.reduceat(weights, first) if len(first) else weights
    if len(ids) > limit:
        kept = np.sort(np.lexsort((ids, -weights))[:limit])
        ids, weights = ids[kept], weights[kept]
    return Vector(ids, weights)


def dot(one: Vector, other: Vector) -> float:
    """Return the dot product of two vectors."""
    if len(one) > len(other):
        one, other = other, one
    if not len(one):
        return 0.0
    at = np.searchsorted(other.ids, one.ids)
    at[at == len(other)] = 0
    same = other.ids[at] == one.ids
    return float(np.dot(one.weights[same], other.weights[at[same]]))
