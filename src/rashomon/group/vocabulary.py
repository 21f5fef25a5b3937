"""The terms of all reports as numbers, and in how many reports each occurs."""

from __future__ import annotations

import bisect
import functools
import itertools
import math
from collections.abc import Collection, Iterable, Sequence
from importlib import resources

import numpy as np
import numpy.typing as npt

from rashomon.group.look_alikes import Particulars
from rashomon.group.name_words import Leanings
from rashomon.group.pack import Arrays, get_strings, put_strings
from rashomon.group.vectors import EMPTY, Ids, Products, Vector, rounded, unit
from rashomon.settings import GroupSettings

Numbers = npt.NDArray[np.int64]


@functools.cache
def _frequencies() -> list[str]:
    """The rows of the table of word frequencies, unread: a program that looks up some words need not split 60,000."""
    text = resources.files("rashomon.group.data").joinpath("word_frequencies.tsv").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if not line.startswith("#")][:-1]


def word_probability(word: str) -> float:
    """Return the share, 0 to 1, of a folded English word in running text; 0 when it is rare.

    >>> word_probability("the") > word_probability("minister") > word_probability("qwxz") == 0.0
    True
    """
    rows, key = _frequencies(), word + "\t"
    place = bisect.bisect_left(rows, key)
    if place == len(rows) or not rows[place].startswith(key):
        return 0.0
    return float(10.0 ** (-int(rows[place][len(key) :]) / 100))


def _is_number(term: str) -> bool:
    """Whether a term is a number that can differ between two events; a year is none."""
    return term[:1].isdigit() and not any(map(str.isalpha, term)) and not (len(term) == 4 and term[:2] in ("19", "20"))


class Vocabulary:
    """Numbers terms in the order of their coming and counts in how many reports each occurs.

    Counts stand on top of an imagined background of `background_reports` reports of `background_words` words, which
    are drawn by their frequency in English: a word of probability p is in 1 - exp(-p · words) of them. So "government"
    weighs little already in the first report, and an unknown name weighs much; as reports come in, their own counts
    take over.

    `forget` keeps the table from growing for ever. A forgotten term is "" in `terms`; its number is given to a new one.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self.terms: list[str] = []
        self._settings = settings
        self._numbers: dict[str, int] = {}
        self._reports = 0
        self._counts: Products = np.zeros(1 << 16)
        self._leanings: Products = np.zeros(1 << 16)
        self._numerals = np.zeros(1 << 16, dtype=np.bool_)
        self._last: Numbers = np.zeros(1 << 16, dtype=np.int64)
        # numbers to give away, the lowest last; and how many terms were left when some were forgotten
        self._free: list[int] = []
        self._kept = 0

    def __len__(self) -> int:
        return len(self.terms)

    @property
    def overgrown(self) -> bool:
        """Whether there are twice as many terms as when some were last forgotten, and `spare_terms` more."""
        return len(self._numbers) > 2 * self._kept + self._settings.spare_terms

    def forget(self, used: Iterable[Ids]) -> None:
        """Forget the terms that are not in `used` and did not come in the last `term_reports` reports."""
        kept = self._last[: len(self)] >= self._reports - self._settings.term_reports
        for ids in used:
            kept[ids] = True
        for number in np.flatnonzero(~kept).tolist():
            if self.terms[number]:
                del self._numbers[self.terms[number]]
                self.terms[number] = ""
        self._free = self._find_free()
        self._kept = len(self._numbers)

    def _find_free(self) -> list[int]:
        return [number for number in range(len(self.terms) - 1, -1, -1) if not self.terms[number]]

    def add(self, reports: Sequence[Collection[str]], leanings: Sequence[Leanings]) -> list[Ids]:
        """Count more reports, each with these distinct terms and their leanings; return the numbers of the terms."""
        # most terms of a batch come often in it: they are looked up once among all
        distinct = dict.fromkeys(itertools.chain.from_iterable(reports))
        found = self.find(distinct)
        known = dict(zip(distinct, found.tolist(), strict=True))
        numbers = [np.fromiter(map(known.__getitem__, terms), dtype=np.int32, count=len(terms)) for terms in reports]
        every = np.concatenate([EMPTY.ids, *numbers])
        np.add.at(self._counts, every, 1.0)
        np.add.at(self._leanings, every, np.concatenate([np.zeros(0), *leanings]))
        self._reports += len(reports)
        self._last[found] = self._reports
        return numbers

    def find(self, terms: Collection[str]) -> Ids:
        """Return the numbers of `terms`, new ones for those that never came; no report is counted."""
        numbers = self._numbers
        try:
            return np.fromiter(map(numbers.__getitem__, terms), dtype=np.int32, count=len(terms))
        except KeyError:
            for term in terms:
                if term not in numbers:
                    self._number(term)
        return np.fromiter(map(numbers.__getitem__, terms), dtype=np.int32, count=len(terms))

    def save(self) -> Arrays:
        """Return all that it knows as arrays, for `load`."""
        arrays: Arrays = {"reports": np.array([self._reports], dtype=np.int64)}
        # most counts are one of a few: which one it is takes a third of the room
        arrays["distinct"], which = np.unique(self._counts[: len(self)], return_inverse=True)
        arrays["low"], arrays["high"] = (which & 0xFF).astype(np.uint8), (which >> 8).astype(np.uint16)
        arrays["leanings"] = self._leanings[: len(self)]
        arrays["last"] = self._last[: len(self)]
        arrays["kept"] = np.array([self._kept], dtype=np.int64)
        put_strings(arrays, "terms", self.terms)
        return arrays

    def load(self, arrays: Arrays) -> None:
        """Become what `save` wrote."""
        self.terms = get_strings(arrays, "terms")
        self._numbers = {term: number for number, term in enumerate(self.terms) if term}
        self._free = self._find_free()
        self._reports = int(arrays["reports"][0])
        self._counts = np.zeros(max(len(self._counts), 2 * len(self.terms)))
        if "counts" in arrays:  # as states were written before
            self._counts[: len(self.terms)] = arrays["counts"]
        else:
            which = arrays["low"].astype(np.int64) + (arrays["high"].astype(np.int64) << 8)
            self._counts[: len(self.terms)] = arrays["distinct"][which]
        self._leanings = np.zeros(len(self._counts))
        self._numerals = np.zeros(len(self._counts), dtype=np.bool_)
        self._numerals[: len(self.terms)] = [_is_number(term) for term in self.terms]
        self._last = np.zeros(len(self._counts), dtype=np.int64)
        # states written before names were told and terms forgotten have neither
        self._leanings[: len(self.terms)] = arrays.get("leanings", 0.0)
        self._last[: len(self.terms)] = arrays.get("last", self._reports)
        self._kept = int(arrays["kept"][0]) if "kept" in arrays else 0

    def _number(self, term: str) -> int:
        if self._free:
            number = self._free.pop()
            self.terms[number] = term
        else:
            number = len(self.terms)
            self.terms.append(term)
        self._numbers[term] = number
        if number == len(self._counts):
            self._counts = np.concatenate((self._counts, np.zeros(number)))
            self._leanings = np.concatenate((self._leanings, np.zeros(number)))
            self._numerals = np.concatenate((self._numerals, np.zeros(number, dtype=np.bool_)))
            self._last = np.concatenate((self._last, np.zeros(number, dtype=np.int64)))
        share = -math.expm1(-word_probability(term) * self._settings.background_words)
        self._numerals[number] = _is_number(term)
        self._leanings[number] = 0.0
        self._last[number] = self._reports
        self._counts[number] = self._settings.background_reports * share + 1.0
        return number

    def are_names(self, ids: Ids) -> npt.NDArray[np.bool_]:
        """Return which terms are names in more of the reports that have them than not."""
        names: npt.NDArray[np.bool_] = self._leanings[ids] > 0.0
        return names

    def particulars(self, total: Vector, titles: Sequence[Ids]) -> Particulars:
        """Return what is particular in the `total` of reports with these terms in their `titles`."""
        names, numerals = self.are_names(total.ids), self._numerals[total.ids]
        titled = titles[0] if len(titles) == 1 else np.unique(np.concatenate([EMPTY.ids, *titles]))
        titled = titled[self.are_names(titled)]
        return Particulars(
            names=Vector(total.ids[names], total.weights[names]),
            numbers=Vector(total.ids[numerals], total.weights[numerals]),
            titles=Vector(titled, np.ones(len(titled), dtype=np.float32)),
        )

    def is_unheard(self, title: Ids, own: Vector, other: Vector) -> bool:
        """Whether hardly anything of the `title` of a report, a part of its `own` vector, stands in an `other`."""
        own_part = own.weights[np.isin(own.ids, title)] ** 2
        heard = own.weights[np.isin(own.ids, np.intersect1d(title, other.ids))] ** 2
        return bool(len(own_part)) and float(heard.sum()) < self._settings.title_heard * float(own_part.sum())

    def idf(self, ids: Ids) -> Products:
        """Return the inverse document frequencies ln(N / df) of terms, at least 0."""
        total = self._settings.background_reports + self._reports + 1.0
        return np.maximum(0.0, np.log(total / self._counts[ids]))

    def weigh(self, ids: Ids, counts: Products) -> Vector:
        """Return the unit vector of a report's heaviest `terms` terms; a weight is (1 + ln(1 + tf)) · idf, rounded."""
        order = np.argsort(ids)
        ids, counts = ids[order], counts[order]
        weights = (1.0 + np.log1p(counts)) * self.idf(ids)
        if len(ids) > self._settings.terms:
            kept = np.sort(np.argsort(-weights, kind="stable")[: self._settings.terms])
            ids, weights = ids[kept], weights[kept]
        return rounded(unit(ids, weights))
