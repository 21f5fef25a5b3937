"""How many reports hold a word: from the reports seen so far, and from a table of English at a cold start."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable

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


class DocumentFrequencies:
    """Counts in how many reports each term occurs, on top of an imagined background of ordinary reports.

    The background stands for `background_reports` reports of `background_words` words whose words are drawn by
    their frequency in English: a word of probability p is in 1 - exp(-p · words) of them. So "government" weighs little
    already in the first report, and an unknown name weighs much; as reports come in, their own counts take over.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self._reports = 0
        self._counts: dict[str, int] = {}
        self._background = settings.background_reports
        self._words = settings.background_words
        self._probabilities = _word_probabilities()

    def add(self, terms: Iterable[str]) -> None:
        """Count one more report with these distinct `terms`."""
        self._reports += 1
        counts = self._counts
        for term in terms:
            counts[term] = counts.get(term, 0) + 1

    def idf(self, term: str) -> float:
        """Return the inverse document frequency ln(N / df), at least 0."""
        share = -math.expm1(-self._probabilities.get(term, 0.0) * self._words)
        count = self._background * share + self._counts.get(term, 0)
        return max(0.0, math.log((self._background + self._reports + 1) / (count + 1)))
