"""The terms of all reports as numbers, and in how many reports each occurs."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable

import numpy as np

from rashomon.group.vectors import Ids, Vector, Weights, unit
from rashomon.group.words import fold
from rashomon.settings import GroupSettings
from rashomon.tables import read_table


@functools.cache
def _word_probabilities() -> dict[str, float]:
    """Return the probability of each folded English word in running text."""
    total: dict[str, float] = {}
    for word, level in read_table("rashomon.group.data", "word_frequencies.tsv", columns=2):
        key = fold(word)
        total[key] = total.get(key, 0.0) + 10.0 ** (-int(level) / 100)
    return total


class Vocabulary:
    """Numbers terms in the order of their coming and counts in how many reports each occurs.

    Counts stand on top of an imagined background of `background_reports` reports of `background_words` words, which
    are drawn by their frequency in English: a word of probability p is in 1 - exp(-p · words) of them. So "government"
    weighs little already in the first report, and an unknown name weighs much; as reports come in, their own counts
    take over.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self.terms: list[str] = []
        self._settings = settings
        self._numbers: dict[str, int] = {}
        self._reports = 0
        self._counts: Weights = np.zeros(1 << 16)

    def __len__(self) -> int:
        return len(self.terms)

    def add(self, terms: Iterable[str]) -> Ids:
        """Count one more report with these distinct `terms`, and return their numbers."""
        numbers = self._numbers
        ids: Ids = np.array(
            [numbers[term] if term in numbers else self._number(term) for term in terms], dtype=np.int32
        )
        self._counts[ids] += 1.0
        self._reports += 1
        return ids

    def _number(self, term: str) -> int:
        number = self._numbers[term] = len(self.terms)
        self.terms.append(term)
        if number == len(self._counts):
            self._counts = np.concatenate((self._counts, np.zeros(number)))
        share = -math.expm1(-_word_probabilities().get(term, 0.0) * self._settings.background_words)
        self._counts[number] = self._settings.background_reports * share + 1.0
        return number

    def idf(self, ids: Ids) -> Weights:
        """Return the inverse document frequencies ln(N / df) of terms, at least 0."""
        total = self._settings.background_reports + self._reports + 1.0
        return np.maximum(0.0, np.log(total / self._counts[ids]))

    def weigh(self, ids: Ids, counts: Weights) -> Vector:
        """Return the unit vector of a report's heaviest `terms` terms; a weight is (1 + ln(1 + tf)) · idf."""
        order = np.argsort(ids)
        weights = (1.0 + np.log1p(counts)) * self.idf(ids)
        return unit(Vector(ids[order], weights[order]).heaviest(self._settings.terms))
