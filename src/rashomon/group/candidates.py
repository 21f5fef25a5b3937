"""Which clusters may be alike: an inverted index over their heaviest terms, with bounded work per query."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.settings import GroupSettings


class CandidateIndex:
    """Finds, for a vector, the slots whose indexed terms overlap most with it.

    A term that stands in more than `posting_cap` slots is no clue and is passed over; the work for one query is
    bounded by `posting_budget` entries, spent on the heaviest terms first.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self._settings = settings
        self._postings: dict[str, list[int]] = {}

    def add(self, slot: int, terms: Iterable[str]) -> None:
        """Index `slot` under `terms`."""
        for term in terms:
            self._postings.setdefault(term, []).append(slot)

    def find(self, vector: dict[str, float]) -> list[int]:
        """Return up to `candidates` slots, the greatest overlap first, then the lower slot."""
        budget = self._settings.posting_budget
        scores: dict[int, float] = {}
        for term, weight in vector.items():
            posting = self._postings.get(term)
            if posting is None or len(posting) > self._settings.posting_cap:
                continue
            budget -= len(posting)
            if budget < 0:
                break
            for slot in posting:
                scores[slot] = scores.get(slot, 0.0) + weight
        return sorted(scores, key=lambda slot: (-scores[slot], slot))[: self._settings.candidates]
