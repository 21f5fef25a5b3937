"""Which clusters may be alike: an inverted index over their heaviest terms, with bounded work per query."""

from __future__ import annotations

import numpy as np

from rashomon.group.pack import Arrays, get_rows, put_rows
from rashomon.group.vectors import Vector
from rashomon.settings import GroupSettings


class CandidateIndex:
    """Finds, for a vector, the clusters that share most of its weight.

    A term of more than `posting_cap` clusters is no clue, and is passed over from then on; the work for one query is
    bounded by `posting_budget` entries, spent on the heaviest terms first; a term too long for the rest is skipped.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self._settings = settings
        # the keys of a posting are those of a dict: in the order of coming, and quick to take out
        self._postings: dict[int, dict[int, None]] = {}
        self._common: set[int] = set()
        self._indexed: dict[int, tuple[int, ...]] = {}

    def put(self, key: int, vector: Vector) -> None:
        """Index the cluster `key` under its heaviest terms; terms it is under already stay."""
        indexed = dict.fromkeys(self._indexed.get(key, ()))
        for term in vector.heaviest_ids(self._settings.indexed_terms):
            if term in indexed or term in self._common:
                continue
            posting = self._postings.setdefault(term, {})
            if len(posting) >= self._settings.posting_cap:
                self._common.add(term)
                del self._postings[term]
                continue
            posting[key] = None
            indexed[term] = None
        self._indexed[key] = tuple(indexed)

    def drop(self, key: int) -> None:
        """Forget the cluster `key`."""
        for term in self._indexed.pop(key, ()):
            posting = self._postings.get(term)
            if posting is None:
                continue
            del posting[key]
            if not posting:
                del self._postings[term]

    def save(self) -> Arrays:
        """Return all that it knows as arrays, for `load`."""
        keys = sorted(self._indexed)
        arrays: Arrays = {
            "keys": np.array(keys, dtype=np.int64),
            "common": np.array(sorted(self._common), dtype=np.int32),
        }
        put_rows(arrays, "terms", [np.array(self._indexed[key], dtype=np.int32) for key in keys], "int32")
        return arrays

    def load(self, arrays: Arrays) -> None:
        """Become what `save` wrote."""
        self._common = set(arrays["common"].tolist())
        for key, row in zip(arrays["keys"].tolist(), get_rows(arrays, "terms"), strict=True):
            self._indexed[key] = tuple(row.tolist())
            for term in self._indexed[key]:
                if term not in self._common:
                    self._postings.setdefault(term, {})[key] = None

    def find(self, vector: Vector) -> list[int]:
        """Return up to `candidates` keys, ascending: those whose indexed terms have most weight in `vector`."""
        budget = self._settings.posting_budget
        scores: dict[int, float] = {}
        weights = dict(zip(vector.ids.tolist(), vector.weights.tolist(), strict=True))
        for term in vector.heaviest_ids(self._settings.indexed_terms):
            posting = self._postings.get(term)
            if posting is None or len(posting) > budget:
                continue
            budget -= len(posting)
            for key in posting:
                scores[key] = scores.get(key, 0.0) + weights[term]
        if len(scores) > self._settings.candidates:
            return sorted(sorted(scores, key=lambda key: (-scores[key], key))[: self._settings.candidates])
        return sorted(scores)
