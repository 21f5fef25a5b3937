"""Which clusters may be alike: an inverted index over their heaviest terms, with bounded work per query."""

from __future__ import annotations

from array import array

import numpy as np
import numpy.typing as npt

from rashomon.group.pack import Arrays, get_rows, put_rows
from rashomon.group.vectors import Vector
from rashomon.settings import GroupSettings

_GONE = -1
"""The key of a slot whose cluster was dropped."""


class CandidateIndex:
    """Finds, for a vector, the clusters that share most of its weight.

    A term of more than `posting_cap` clusters is no clue, and is passed over from then on; the work for one query is
    bounded by `posting_budget` entries, spent on the heaviest terms first; a term too long for the rest is skipped.

    A posting is an array of slots, one for each time that a cluster was put in; those that are gone are passed over,
    and cleared away once they are half of a posting.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self._settings = settings
        self._clear()

    def _clear(self) -> None:
        self._postings: dict[int, array[int]] = {}
        self._gone: dict[int, int] = {}
        self._common: set[int] = set()
        self._indexed: dict[int, list[int]] = {}
        self._slot_of: dict[int, int] = {}
        self._keys = array("q")

    def put(self, key: int, vector: Vector) -> None:
        """Index the cluster `key` under its heaviest terms; terms it is under already stay."""
        slot = self._slot_of.get(key)
        if slot is None:
            slot = self._slot_of[key] = len(self._keys)
            self._keys.append(key)
            self._indexed[key] = []
        indexed = self._indexed[key]
        known = set(indexed)
        terms = vector.ids[vector.heaviest_places(self._settings.indexed_terms)].tolist()
        for term in terms:
            if term in known or term in self._common:
                continue
            posting = self._postings.get(term)
            if posting is None:
                self._postings[term] = array("i", (slot,))
            elif len(posting) - self._gone.get(term, 0) >= self._settings.posting_cap:
                self._common.add(term)
                del self._postings[term]
                self._gone.pop(term, None)
                continue
            else:
                posting.append(slot)
            indexed.append(term)

    def drop(self, key: int) -> None:
        """Forget the cluster `key`."""
        self._keys[self._slot_of.pop(key)] = _GONE
        for term in self._indexed.pop(key):
            posting = self._postings.get(term)
            if posting is None:
                continue
            gone = self._gone.get(term, 0) + 1
            if 2 * gone < len(posting):
                self._gone[term] = gone
                continue
            kept = array("i", [slot for slot in posting if self._keys[slot] != _GONE])
            self._gone.pop(term, None)
            if kept:
                self._postings[term] = kept
            else:
                del self._postings[term]
        if len(self._keys) > 4 * len(self._slot_of) + self._settings.posting_cap:
            self.load(self.save())

    def find(self, vector: Vector) -> list[int]:
        """Return up to `candidates` keys, ascending: those whose indexed terms have most weight in `vector`."""
        budget = self._settings.posting_budget
        places = vector.heaviest_places(self._settings.indexed_terms)
        postings, lengths, used = [], [], []
        for place, term in enumerate(vector.ids[places].tolist()):
            posting = self._postings.get(term)
            if posting is None:
                continue
            live = len(posting) - self._gone.get(term, 0)
            if live <= budget:
                budget -= live
                postings.append(posting)
                lengths.append(len(posting))
                used.append(place)
        if not postings:
            return []
        slots = np.frombuffer(b"".join(postings), dtype=np.int32)
        weights = np.repeat(vector.weights[places[used]], lengths)
        keys = np.frombuffer(self._keys, dtype=np.int64)[slots]
        return self._best(keys, weights)

    def _best(self, keys: npt.NDArray[np.int64], weights: npt.NDArray[np.floating]) -> list[int]:
        """Return the keys of the highest sums of `weights`, ascending; of equal sums those of lower keys."""
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        sums = np.add.reduceat(weights[order], first, dtype=np.float64)
        keys = keys[first]
        if keys[0] == _GONE:
            keys, sums = keys[1:], sums[1:]
        count = self._settings.candidates
        if len(keys) > count:
            least = np.partition(sums, len(sums) - count)[len(sums) - count]
            near = np.flatnonzero(sums >= least)
            keys = np.sort(keys[near[np.lexsort((keys[near], -sums[near]))[:count]]])
        found: list[int] = keys.tolist()
        return found

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
        self._clear()
        self._common = set(arrays["common"].tolist())
        for key, row in zip(arrays["keys"].tolist(), get_rows(arrays, "terms"), strict=True):
            self._slot_of[key] = len(self._keys)
            self._keys.append(key)
            self._indexed[key] = row.tolist()
            for term in self._indexed[key]:
                if term not in self._common:
                    self._postings.setdefault(term, array("i")).append(self._slot_of[key])
