"""Which clusters may be alike: an inverted index over their heaviest terms, with bounded work per query."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rashomon.group.pack import Arrays, get_rows, put_rows
from rashomon.group.vectors import Vector
from rashomon.settings import GroupSettings

Numbers = npt.NDArray[np.int64]

_GONE = -1
"""The key of a slot whose cluster was dropped or put in anew."""
_SLOT = 32
"""Bits of a slot in an entry; the bits above are its term."""
_AT_ONCE = 64
"""Queries answered together: their entries fit into a cache."""
_SPARE = 1 << 16
"""Slots that may be gone before those in use are numbered anew."""


class CandidateIndex:
    """Finds, for a vector, the clusters that share most of its weight.

    The work for one query is bounded by `posting_budget` entries, spent on the heaviest terms first; a term of more
    clusters than are left of it is skipped: it is no clue to which are alike.

    An entry is a term and a slot, one slot for each time that a cluster was put in. The entries lie in a few sorted
    segments, which are merged as they grow (a log-structured merge tree, O'Neil et al. 1996), so that whole batches
    are put in and looked up in order.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self._settings = settings
        self._segments: list[Numbers] = []
        self._slot_of: dict[int, int] = {}
        self._keys: Numbers = np.zeros(1 << 12, dtype=np.int64)
        self._slots = 0

    def __contains__(self, key: int) -> bool:
        return key in self._slot_of

    def put(self, clusters: Sequence[tuple[int, Vector]]) -> None:
        """Index clusters, each a key and a vector, under their heaviest terms; what they were under before is gone."""
        entries = []
        for key, vector in clusters:
            self.drop(key)
            slot = self._slot_of[key] = self._slots
            if slot == len(self._keys):
                self._keys = np.concatenate((self._keys, np.zeros_like(self._keys)))
            self._keys[slot] = key
            self._slots += 1
            terms = vector.ids[vector.heaviest_places(self._settings.indexed_terms)].astype(np.int64)
            entries.append((terms << _SLOT) + slot)
        if entries:
            self._insert(np.sort(np.concatenate(entries)))
        if self._slots > 2 * len(self._slot_of) + _SPARE:
            self._renumber()

    def drop(self, key: int) -> None:
        """Forget the cluster `key`, if it is known."""
        slot = self._slot_of.pop(key, None)
        if slot is not None:
            self._keys[slot] = _GONE

    def find(self, queries: Sequence[tuple[int, Vector]]) -> list[list[int]]:
        """Return for each vector up to `candidates` keys, ascending, all less than the number that stands with it.

        They are those whose indexed terms have most weight in the vector.
        """
        if not self._segments or not queries:
            return [[] for _ in queries]
        places = [vector.heaviest_places(self._settings.indexed_terms) for _, vector in queries]
        ends = np.cumsum([0, *map(len, places)])
        terms = np.concatenate([vector.ids[own] for (_, vector), own in zip(queries, places, strict=True)])
        weights = np.concatenate([vector.weights[own] for (_, vector), own in zip(queries, places, strict=True)])
        first, counts = self._look_up(terms.astype(np.int64))
        self._keep_to_budget(counts, ends)
        found: list[list[int]] = []
        for start in range(0, len(queries), _AT_ONCE):
            part = queries[start : start + _AT_ONCE]
            own = slice(ends[start], ends[start + len(part)])
            owner = np.repeat(np.arange(len(part)), np.diff(ends[start : start + len(part) + 1]))
            limits = np.array([number for number, _ in part], dtype=np.int64)
            found.extend(self._best(first[:, own], counts[:, own], weights[own], owner, limits))
        return found

    def _look_up(self, terms: Numbers) -> tuple[Numbers, Numbers]:
        """Return where the entries of each term begin in each segment, and how many there are."""
        # in ascending order one lookup finds warm what the one before it read
        order = np.argsort(terms)
        low = terms[order] << _SLOT
        high = low + (1 << _SLOT)
        first = np.empty((len(self._segments), len(terms)), dtype=np.int64)
        counts = np.empty_like(first)
        for row, segment in enumerate(self._segments):
            begin = np.searchsorted(segment, low)
            first[row, order] = begin
            counts[row, order] = np.searchsorted(segment, high) - begin
        return first, counts

    def _keep_to_budget(self, counts: Numbers, ends: Numbers) -> None:
        """Set the counts of the terms that are not read to 0."""
        read = np.zeros(counts.shape[1], dtype=np.bool_)
        totals = counts.sum(axis=0).tolist()
        for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
            budget = self._settings.posting_budget
            for place in range(start, end):
                if totals[place] <= budget:
                    budget -= totals[place]
                    read[place] = True
        counts[:, ~read] = 0

    def _best(
        self,
        first: Numbers,
        counts: Numbers,
        weights: npt.NDArray[np.float32],
        owner: Numbers,
        limits: Numbers,
    ) -> list[list[int]]:
        """Return, for each owner of terms, the keys of the highest sums of weights, ascending."""
        entries, sources = [], []
        for row, segment in enumerate(self._segments):
            terms = np.flatnonzero(counts[row])
            if len(terms):
                lengths = counts[row, terms]
                stops = np.cumsum(lengths)
                at = np.arange(int(stops[-1])) + np.repeat(first[row, terms] - stops + lengths, lengths)
                entries.append(segment[at])
                sources.append(np.repeat(terms, lengths))
        if not entries:
            return [[] for _ in limits]
        source = np.concatenate(sources)
        keys = self._keys[np.concatenate(entries) & ((1 << _SLOT) - 1)]
        by = owner[source]
        valid = np.flatnonzero((keys != _GONE) & (keys < limits[by]))
        keys, by, gains = keys[valid], by[valid], weights[source[valid]]
        if not len(keys):
            return [[] for _ in limits]
        # by owner, key and place, all in one number: sorting these takes a third of what an argsort takes
        bits = len(keys).bit_length()
        owner_at = bits + int(keys.max()).bit_length()
        order = np.sort((by << owner_at) + (keys << bits) + np.arange(len(keys))) & ((1 << bits) - 1)
        keys, by, gains = keys[order], by[order], gains[order]
        begin = np.flatnonzero(np.concatenate(([True], (keys[1:] != keys[:-1]) | (by[1:] != by[:-1]))))
        sums = np.add.reduceat(gains, begin, dtype=np.float64)
        keys, by = keys[begin], by[begin]
        bounds = np.searchsorted(by, np.arange(len(limits) + 1)).tolist()
        return [self._top(keys[start:end], sums[start:end]) for start, end in itertools.pairwise(bounds)]

    def _top(self, keys: Numbers, sums: npt.NDArray[np.float64]) -> list[int]:
        """Return the keys of the highest sums, ascending; of equal sums those of lower keys."""
        count = self._settings.candidates
        if len(keys) > count:
            least = np.partition(sums, len(sums) - count)[len(sums) - count]
            near = np.flatnonzero(sums >= least)
            keys = np.sort(keys[near[np.argsort(-sums[near], kind="stable")[:count]]])
        found: list[int] = keys.tolist()
        return found

    def _insert(self, entries: Numbers) -> None:
        while self._segments and len(self._segments[-1]) < 2 * len(entries):
            both = np.concatenate((self._segments.pop(), entries))
            # two ascending runs: a stable sort merges them
            both.sort(kind="stable")
            entries = both[self._keys[both & ((1 << _SLOT) - 1)] != _GONE]
        self._segments.append(entries)

    def _renumber(self) -> None:
        """Number the slots in use anew, in their order."""
        keys = self._keys[: self._slots]
        used = keys != _GONE
        now = np.cumsum(used) - 1
        slots = [segment & ((1 << _SLOT) - 1) for segment in self._segments]
        self._segments = [
            (segment - own + now[own])[used[own]] for segment, own in zip(self._segments, slots, strict=True)
        ]
        self._take_keys(keys[used])

    def _take_keys(self, keys: Numbers) -> None:
        self._slots = len(keys)
        self._keys = np.concatenate((keys, np.zeros(max(1 << 12, len(keys)), dtype=np.int64)))
        self._slot_of = {key: slot for slot, key in enumerate(keys.tolist()) if key != _GONE}

    def save(self) -> Arrays:
        """Return all that it knows as arrays, for `load`."""
        arrays: Arrays = {"keys": self._keys[: self._slots]}
        put_rows(arrays, "segments", self._segments, "int64")
        return arrays

    def load(self, arrays: Arrays) -> None:
        """Become what `save` wrote."""
        self._take_keys(arrays["keys"].astype(np.int64, copy=False))
        self._segments = [row.astype(np.int64, copy=False) for row in get_rows(arrays, "segments")]
