"""Which clusters may be alike: an inverted index over their heaviest terms, with bounded work per query."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rashomon.group.cluster import Cluster
from rashomon.group.vectors import Ids, Vector, Weights
from rashomon.settings import GroupSettings


class CandidateIndex:
    """Finds, for a vector, the clusters that share most of its weight.

    A term of more than `posting_cap` clusters is no clue, and is passed over from then on; the work for one query is
    bounded by `posting_budget` entries, spent on the heaviest terms first.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self._settings = settings
        self._postings: dict[int, list[int]] = {}
        self._common: set[int] = set()
        self._indexed: dict[int, set[int]] = {}
        self._dense: Weights = np.zeros(1 << 16)

    def put(self, key: int, vector: Vector) -> None:
        """Index the cluster `key` under its heaviest terms; terms it is under already stay."""
        indexed = self._indexed.setdefault(key, set())
        for term in _heaviest(vector, self._settings.indexed_terms):
            if term in indexed or term in self._common:
                continue
            posting = self._postings.setdefault(term, [])
            if len(posting) >= self._settings.posting_cap:
                self._common.add(term)
                del self._postings[term]
                continue
            posting.append(key)
            indexed.add(term)

    def drop(self, key: int) -> None:
        """Forget the cluster `key`."""
        for term in self._indexed.pop(key, ()):
            posting = self._postings.get(term)
            if posting is None:
                continue
            posting.remove(key)
            if not posting:
                del self._postings[term]

    def find(self, vector: Vector) -> list[int]:
        """Return up to `candidates` keys, ascending: those whose indexed terms have most weight in `vector`."""
        budget = self._settings.posting_budget
        scores: dict[int, float] = {}
        order = np.lexsort((vector.ids, -vector.weights))
        for term, weight in zip(vector.ids[order].tolist(), vector.weights[order].tolist(), strict=True):
            posting = self._postings.get(term)
            if posting is None:
                continue
            budget -= len(posting)
            if budget < 0:
                break
            for key in posting:
                scores[key] = scores.get(key, 0.0) + weight
        if len(scores) > self._settings.candidates:
            return sorted(sorted(scores, key=lambda key: (-scores[key], key))[: self._settings.candidates])
        return sorted(scores)

    def products(self, vector: Vector, keys: list[int], clusters: Mapping[int, Cluster]) -> list[float]:
        """Return the dot products of `vector` with the totals of the clusters `keys`."""
        if not keys or not len(vector):
            return [0.0] * len(keys)
        totals = [clusters[key].total for key in keys]
        highest = int(max(total.ids[-1] for total in totals if len(total)) if any(map(len, totals)) else 0)
        size = max(highest, int(vector.ids[-1])) + 1
        if size > len(self._dense):
            self._dense = np.zeros(2 * size)
        self._dense[vector.ids] = vector.weights
        ids: Ids = np.concatenate([total.ids for total in totals])
        weights: Weights = np.concatenate([total.weights for total in totals])
        ends = np.cumsum([len(total) for total in totals])
        sums = np.concatenate(([0.0], np.cumsum(self._dense[ids] * weights)))
        self._dense[vector.ids] = 0.0
        products: list[float] = np.diff(sums[np.concatenate(([0], ends))]).tolist()
        return products


def _heaviest(vector: Vector, count: int) -> list[int]:
    """Return the ids of the `count` heaviest terms."""
    ids = vector.ids if len(vector) <= count else vector.ids[np.lexsort((vector.ids, -vector.weights))[:count]]
    return [int(term) for term in ids.tolist()]
