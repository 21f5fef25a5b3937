"""Stories that were let go, and which of them a new report may wake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rashomon.group.pack import Arrays, get_rows, get_strings, put_rows, put_strings
from rashomon.settings import GroupSettings


@dataclass(frozen=True, slots=True)
class _Sleeper:
    """A story: its id, and its heaviest terms with the share of each in the sum of their squared weights."""

    id: str
    shares: tuple[tuple[str, float], ...]


class DormantIndex:
    """Knows retired stories by their heaviest terms; the stories themselves are kept by the caller, under their ids.

    A report wakes a story when it has those of its `wake_terms` heaviest terms that bear `wake_share` of their squared
    weight. Beyond `dormant_stories` those that were let go first are over for good, which bounds memory.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self._settings = settings
        self._sleepers: dict[int, _Sleeper] = {}
        self._postings: dict[str, dict[int, None]] = {}

    def __len__(self) -> int:
        return len(self._sleepers)

    def put(self, key: int, id: str, terms: Iterable[tuple[str, float]]) -> None:
        """Index the story `key` under its heaviest `terms`, each with its weight."""
        known = list(terms)
        whole = sum(weight * weight for _, weight in known)
        if not whole:
            return
        self._enter(key, _Sleeper(id, tuple((term, weight * weight / whole) for term, weight in known)))
        while len(self._sleepers) > self._settings.dormant_stories:
            self.drop(next(iter(self._sleepers)))

    def drop(self, key: int) -> None:
        """Forget the story `key`."""
        for term, _ in self._sleepers.pop(key).shares:
            posting = self._postings[term]
            del posting[key]
            if not posting:
                del self._postings[term]

    def find(self, counts: dict[str, float]) -> list[int]:
        """Return up to `wake_stories` keys, the likeliest first, of stories that a report with these terms wakes."""
        near: dict[int, int] = {}
        for term in sorted(self._postings.keys() & counts.keys()):
            posting = self._postings[term]
            if len(posting) <= self._settings.posting_cap:
                for key in posting:
                    near[key] = near.get(key, 0) + 1
        found = []
        for key, hits in near.items():
            # one shared name is no story, whatever its weight
            if hits > 1:
                share = sum(share for term, share in self._sleepers[key].shares if term in counts)
                if share >= self._settings.wake_share:
                    found.append((-share, key))
        return [key for _, key in sorted(found)[: self._settings.wake_stories]]

    def id(self, key: int) -> str:
        """Return the id of the story `key`."""
        return self._sleepers[key].id

    def save(self) -> Arrays:
        """Return all that it knows as arrays, for `load`."""
        of = list(self._sleepers.values())
        arrays: Arrays = {"keys": np.array(list(self._sleepers), dtype=np.int64)}
        put_strings(arrays, "ids", [sleeper.id for sleeper in of])
        put_strings(arrays, "terms", ["\n".join(term for term, _ in sleeper.shares) for sleeper in of])
        shares = [np.array([share for _, share in sleeper.shares]) for sleeper in of]
        put_rows(arrays, "shares", shares, "float64")
        return arrays

    def load(self, arrays: Arrays) -> None:
        """Become what `save` wrote."""
        rows = zip(
            arrays["keys"].tolist(),
            get_strings(arrays, "ids"),
            get_strings(arrays, "terms"),
            get_rows(arrays, "shares"),
            strict=True,
        )
        for key, id, terms, shares in rows:
            self._enter(key, _Sleeper(id, tuple(zip(terms.split("\n"), shares.tolist(), strict=True))))

    def _enter(self, key: int, sleeper: _Sleeper) -> None:
        self._sleepers[key] = sleeper
        for term, _ in sleeper.shares:
            self._postings.setdefault(term, {})[key] = None
