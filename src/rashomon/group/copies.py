"""Which reports are, in whole or large part, the text of another.

Candidates share sampled shingles: those whose hash is in the lowest part of its range, and always the lowest few
(FracMinHash and bottom-k sketches; Irber et al. 2022, Broder 1997), so that a short text inside a long one is found as
well as two equal ones. Every candidate is then verified exactly on all shingles.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.group.pack import Arrays, get_rows, put_rows
from rashomon.group.shingles import Shingles, Text, count_shared
from rashomon.settings import GroupSettings

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier text that a text shares much with.

    `containment` is the share of the shorter text's distinct shingles that the other has; `resemblance` is the Jaccard
    coefficient of both sets. `template` tells that the two give different numbers: one form filled in twice, such as
    the market reports of two days, and no copy.
    """

    other: int
    containment: float
    resemblance: float
    template: bool


@dataclass(frozen=True, slots=True)
class _Segment:
    """Sampled shingles, ascending, each with the number of the text that has it."""

    hashes: Shingles
    numbers: Numbers


class CopyIndex:
    """Finds copies among the texts added so far, in batches; the work is linear in the texts.

    The samples lie in a few sorted segments, which are merged as they grow (a log-structured merge tree, O'Neil et al.
    1996): a lookup is a binary search in each.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self._settings = settings
        self._segments: list[_Segment] = []
        self._texts: dict[int, Text] = {}

    def add(self, numbers: Sequence[int], texts: Sequence[Text]) -> list[list[Match]]:
        """Add texts under ascending `numbers`; return for each the earlier texts it is like, the earliest first."""
        samples: list[Shingles] = []
        owners: list[int] = []
        for number, text in zip(numbers, texts, strict=True):
            if len(text.shingles) >= self._settings.copy_shingles:
                self._texts[number] = text
                samples.append(sample_shingles(text.shingles, settings=self._settings))
                owners.append(number)
        matches: dict[int, list[Match]] = {}
        if samples:
            hashes = np.concatenate(samples)
            owner = np.repeat(np.array(owners, dtype=np.int64), [len(sample) for sample in samples])
            self._insert(hashes, owner)
            for number, other in self._shared(hashes, owner):
                match = self._verify(number, other)
                if match is not None:
                    matches.setdefault(number, []).append(match)
        return [sorted(matches.get(number, ()), key=lambda match: match.other) for number in numbers]

    def forget(self, numbers: Iterable[int]) -> None:
        """Forget texts: nothing is found to be a copy of them any more."""
        for number in numbers:
            self._texts.pop(number, None)

    def wake(self, texts: Mapping[int, Text]) -> None:
        """Take texts back that were forgotten, under their old numbers."""
        long = {
            number: text for number, text in sorted(texts.items()) if len(text.shingles) >= self._settings.copy_shingles
        }
        if long:
            self._texts.update(long)
            samples = [sample_shingles(text.shingles, settings=self._settings) for text in long.values()]
            owner = np.repeat(np.array(list(long), dtype=np.int64), [len(sample) for sample in samples])
            self._insert(np.concatenate(samples), owner)

    def text(self, number: int) -> Text | None:
        """Return the text under this number; None where it is forgotten or was too short to be kept."""
        return self._texts.get(number)

    def save(self) -> Arrays:
        """Return all that it knows as arrays, for `load`."""
        arrays: Arrays = {"numbers": np.array(list(self._texts), dtype=np.int64)}
        put_rows(arrays, "shingles", [text.shingles for text in self._texts.values()], "uint64")
        put_rows(arrays, "figures", [text.numbers for text in self._texts.values()], "uint64")
        put_rows(arrays, "hashes", [segment.hashes for segment in self._segments], "uint64")
        put_rows(arrays, "owners", [segment.numbers for segment in self._segments], "int64")
        return arrays

    def load(self, arrays: Arrays) -> None:
        """Become what `save` wrote."""
        shingles, figures = get_rows(arrays, "shingles"), get_rows(arrays, "figures")
        for number, own, numbers in zip(arrays["numbers"].tolist(), shingles, figures, strict=True):
            self._texts[number] = Text(own.astype(np.uint64, copy=False), numbers.astype(np.uint64, copy=False))
        for hashes, owners in zip(get_rows(arrays, "hashes"), get_rows(arrays, "owners"), strict=True):
            self._segments.append(_Segment(hashes.astype(np.uint64, copy=False), owners.astype(np.int64, copy=False)))

    def _insert(self, hashes: Shingles, numbers: Numbers) -> None:
        order = np.lexsort((numbers, hashes))
        segment = _Segment(hashes[order], numbers[order])
        while self._segments and len(self._segments[-1].hashes) < 2 * len(segment.hashes):
            segment = self._join(self._segments.pop(), segment)
        self._segments.append(segment)

    def _join(self, one: _Segment, other: _Segment) -> _Segment:
        hashes = np.concatenate((one.hashes, other.hashes))
        numbers = np.concatenate((one.numbers, other.numbers))
        if self._texts:
            kept = np.isin(numbers, np.fromiter(self._texts, dtype=np.int64, count=len(self._texts)))
            hashes, numbers = hashes[kept], numbers[kept]
        order = np.lexsort((numbers, hashes))
        return _Segment(hashes[order], numbers[order])

    def _shared(self, hashes: Shingles, owner: Numbers) -> list[tuple[int, int]]:
        """Return the pairs (text, earlier text) that share most samples, up to `copy_candidates` a text."""
        found_owner: list[Numbers] = []
        found_other: list[Numbers] = []
        # in ascending order one lookup finds warm what the one before it read
        order = np.argsort(hashes)
        hashes, every_owner = hashes[order], owner[order]
        for segment in self._segments:
            low = np.searchsorted(segment.hashes, hashes, side="left")
            hit = np.flatnonzero(segment.hashes[np.minimum(low, len(segment.hashes) - 1)] == hashes)
            low, owner = low[hit], every_owner[hit]
            if not len(hit):
                continue
            high = np.searchsorted(segment.hashes, hashes[hit], side="right")
            # of a shingle that very many texts share, the earliest few are enough: they stand for the others
            counts = np.minimum(high - low, self._settings.copy_postings)
            ends = np.cumsum(counts)
            at = np.arange(int(ends[-1])) - np.repeat(ends - counts, counts) + np.repeat(low, counts)
            found_owner.append(np.repeat(owner, counts))
            found_other.append(segment.numbers[at])
        if not found_owner:
            return []
        owners = np.concatenate(found_owner)
        others = np.concatenate(found_other)
        earlier = others < owners
        owners, others = owners[earlier], others[earlier]
        if not len(owners):
            return []
        order = np.lexsort((others, owners))
        owners, others = owners[order], others[order]
        first = np.flatnonzero(np.concatenate(([True], (owners[1:] != owners[:-1]) | (others[1:] != others[:-1]))))
        shared = np.diff(np.concatenate((first, [len(owners)])))
        owners, others = owners[first], others[first]
        order = np.lexsort((others, -shared, owners))
        pairs: list[tuple[int, int]] = []
        taken = 0
        last = -1
        for number, other, count in zip(
            owners[order].tolist(), others[order].tolist(), shared[order].tolist(), strict=True
        ):
            taken = taken + 1 if number == last else 1
            last = number
            if taken <= self._settings.copy_candidates and other in self._texts and self._may_be(number, other, count):
                pairs.append((number, other))
        return pairs

    def _may_be(self, number: int, other: int, count: int) -> bool:
        """Whether so many shared samples can be those of a copy: not too far below the mean of their Poisson law."""
        shorter = min(len(self._texts[number].shingles), len(self._texts[other].shingles))
        mean = self._settings.copy_containment * shorter / self._settings.sample_rate
        return count + self._settings.sample_slack * math.sqrt(count) + 1.0 >= mean

    def _verify(self, number: int, other: int) -> Match | None:
        first, second = self._texts[number], self._texts[other]
        one, two = first.shingles, second.shingles
        shared = count_shared(one, two)
        containment = shared / min(len(one), len(two))
        if containment < self._settings.copy_containment:
            return None
        template = _is_template(first.numbers, second.numbers, settings=self._settings)
        return Match(other, containment, shared / (len(one) + len(two) - shared), template)


def _is_template(one: Shingles, other: Shingles, *, settings: GroupSettings) -> bool:
    """Whether two texts give different numbers: the same words filled with other values, as in two market reports."""
    fewer = min(len(one), len(other))
    return fewer >= settings.template_numbers and count_shared(one, other) < settings.template_shared * fewer


def sample_shingles(shingles: Shingles, *, settings: GroupSettings) -> Shingles:
    """Return the shingles in the lowest 1/`sample_rate` of the hash range, and at least the `sample_least` lowest."""
    limit = np.uint64(((1 << 64) - 1) // settings.sample_rate)
    count = int(np.searchsorted(shingles, limit))
    return shingles[: max(count, settings.sample_least)]
