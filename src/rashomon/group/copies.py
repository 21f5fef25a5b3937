"""Which reports are, in whole or large part, the text of another.

Candidates share sampled shingles: those whose hash is in the lowest part of its range, and always the lowest few
(FracMinHash and bottom-k sketches; Irber et al. 2022, Broder 1997), so that a short text inside a long one is found as
well as two equal ones. Every candidate is then verified exactly on all shingles.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.group.pack import Array, Arrays, get_rows, put_rows
from rashomon.group.shingles import Shingles, Text, count_shared
from rashomon.model.spans import Span
from rashomon.settings import GroupSettings

Numbers = npt.NDArray[np.int64]

Fetch = Callable[[Sequence[int]], Iterable[Text]]
"""Returns texts that were added before, by their numbers."""

_DROPPED = np.uint64(24)
"""Low bits of a sampled shingle that are not kept: 40 tell 10 million apart but for one in 10,000, and what is found
by chance is verified away."""


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier text that a text shares much with.

    `containment` is the share of the shorter text's distinct shingles that the other has; `resemblance` is the Jaccard
    coefficient of both sets. `template` tells that it is no copy: the two give different numbers, as one form filled in
    twice does, such as the market reports of two days; or they share what sites print below any article.
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
    1996): a lookup is a binary search in each. Who keeps the texts elsewhere hands over how to `fetch` them: then only
    the last `at_hand` texts stay in memory, and none is written down.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self._settings = settings
        self._segments: list[_Segment] = []
        self._sizes: dict[int, int] = {}
        self._texts: dict[int, Text] = {}
        self._spans: dict[int, tuple[Span, ...]] = {}
        self.fetch: Fetch | None = None
        self.at_hand = 0

    def add(self, numbers: Sequence[int], texts: Sequence[Text]) -> list[list[Match]]:
        """Add texts under ascending `numbers`; return for each the earlier texts it is like, the earliest first."""
        samples: list[Shingles] = []
        owners: list[int] = []
        for number, text in zip(numbers, texts, strict=True):
            if len(text.shingles) >= self._settings.flash_shingles:
                self._put(number, text)
                samples.append(self._sample(text))
                owners.append(number)
        matches: dict[int, list[Match]] = {}
        if samples:
            hashes = np.concatenate(samples)
            owner = np.repeat(np.array(owners, dtype=np.int64), [len(sample) for sample in samples])
            self._insert(hashes, owner)
            pairs = self._shared(hashes, owner)
            self._bring({other for _, other in pairs})
            for number, other in pairs:
                match = self._verify(number, other)
                if match is not None:
                    matches.setdefault(number, []).append(match)
            self._let_go()
        return [sorted(matches.get(number, ()), key=lambda match: match.other) for number in numbers]

    def forget(self, numbers: Iterable[int]) -> None:
        """Forget texts: nothing is found to be a copy of them any more."""
        for number in numbers:
            for known in (self._sizes, self._texts, self._spans):
                known.pop(number, None)

    def wake(self, texts: Mapping[int, Text]) -> None:
        """Take texts back that were forgotten, under their old numbers."""
        long = {
            number: text
            for number, text in sorted(texts.items())
            if len(text.shingles) >= self._settings.flash_shingles
        }
        if long:
            for number, text in long.items():
                self._put(number, text)
            samples = [self._sample(text) for text in long.values()]
            owner = np.repeat(np.array(list(long), dtype=np.int64), [len(sample) for sample in samples])
            self._insert(np.concatenate(samples), owner)

    def __contains__(self, number: int) -> bool:
        return number in self._sizes

    def text(self, number: int) -> Text:
        """Return the text under this number. Raises KeyError where it is forgotten or was too short to be kept."""
        return self._texts[number]

    def read(self, numbers: Sequence[int]) -> list[Text]:
        """Return texts from where they are kept, forgotten or not."""
        return list(self.fetch(numbers)) if self.fetch is not None and numbers else []

    def save(self) -> Arrays:
        """Return all that it knows as arrays, for `load`; with `fetch`, not the texts."""
        arrays: Arrays = {
            "numbers": np.array(list(self._sizes), dtype=np.int64),
            "sizes": np.array(list(self._sizes.values()), dtype=np.int32),
        }
        if self.fetch is None:
            texts = [self._texts[number] for number in self._sizes]
            put_rows(arrays, "shingles", [text.shingles for text in texts], "uint64")
            put_rows(arrays, "figures", [text.numbers for text in texts], "uint64")
        arrays |= self.save_spans(self._sizes)
        put_rows(arrays, "samples", [segment.hashes for segment in self._segments], "uint64")
        put_rows(arrays, "owners", [segment.numbers for segment in self._segments], "int64")
        return arrays

    def load(self, arrays: Arrays) -> None:
        """Become what `save` wrote."""
        numbers = arrays["numbers"].tolist()
        if "shingles" in arrays:
            shingles, figures = get_rows(arrays, "shingles"), get_rows(arrays, "figures")
            for number, own, values in zip(numbers, shingles, figures, strict=True):
                self._put(number, Text(own.astype(np.uint64, copy=False), values.astype(np.uint64, copy=False)))
        else:
            self._sizes.update(zip(numbers, arrays["sizes"].tolist(), strict=True))
            self.load_spans(arrays)
        if "samples" in arrays:
            hashes = [row.astype(np.uint64, copy=False) for row in get_rows(arrays, "samples")]
        else:  # written by version 1
            hashes = [row.astype(np.uint64, copy=False) >> _DROPPED for row in get_rows(arrays, "hashes")]
        for row, owners in zip(hashes, get_rows(arrays, "owners"), strict=True):
            self._segments.append(_Segment(row, owners.astype(np.int64, copy=False)))

    def spans(self, number: int) -> tuple[Span, ...]:
        """Return the stretches of its report that a text was read from; none where these are all of its own."""
        return self._spans.get(number, ())

    def save_spans(self, numbers: Iterable[int]) -> Arrays:
        """Return from which stretches of their reports these texts were read, where these are not all."""
        known = [(number, self._spans[number]) for number in numbers if number in self._spans]
        arrays: Arrays = {"partly": np.array([number for number, _ in known], dtype=np.int64)}
        rows = [np.array([edge for span in spans for edge in (span.start, span.end)]) for _, spans in known]
        put_rows(arrays, "stretches", rows, "int32")
        return arrays

    def load_spans(self, arrays: Mapping[str, Array]) -> None:
        """Know again what `save_spans` wrote."""
        for number, row in zip(arrays["partly"].tolist(), get_rows(arrays, "stretches"), strict=True):
            edges = row.tolist()
            self._spans[number] = tuple(map(Span, edges[::2], edges[1::2]))

    def _put(self, number: int, text: Text) -> None:
        if text.spans:
            if self.fetch is not None:
                self._spans[number] = text.spans
            text = Text(text.shingles, text.numbers)
        self._texts[number] = text
        self._sizes[number] = len(text.shingles)

    def _sample(self, text: Text) -> Shingles:
        return sample_shingles(text.shingles, settings=self._settings) >> _DROPPED

    def _bring(self, numbers: Iterable[int]) -> None:
        """Have the texts under these numbers at hand."""
        missing = sorted(set(numbers) - self._texts.keys())
        self._texts.update(zip(missing, self.read(missing), strict=True))

    def _let_go(self) -> None:
        """Let go of the texts that came first, beyond those to be kept at hand."""
        if self.fetch is not None and len(self._texts) > self.at_hand:
            for number in list(itertools.islice(self._texts, len(self._texts) - self.at_hand)):
                del self._texts[number]

    def _insert(self, hashes: Shingles, numbers: Numbers) -> None:
        order = np.lexsort((numbers, hashes))
        segment = _Segment(hashes[order], numbers[order])
        while self._segments and len(self._segments[-1].hashes) < 2 * len(segment.hashes):
            segment = self._join(self._segments.pop(), segment)
        self._segments.append(segment)

    def _join(self, one: _Segment, other: _Segment) -> _Segment:
        hashes = np.concatenate((one.hashes, other.hashes))
        numbers = np.concatenate((one.numbers, other.numbers))
        if self._sizes:
            kept = np.isin(numbers, np.fromiter(self._sizes, dtype=np.int64, count=len(self._sizes)))
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
            if taken <= self._settings.copy_candidates and other in self._sizes and self._may_be(number, other, count):
                pairs.append((number, other))
        return pairs

    def _may_be(self, number: int, other: int, count: int) -> bool:
        """Whether so many shared samples can be those of a copy: not too far below the mean of their Poisson law."""
        shorter = min(self._sizes[number], self._sizes[other])
        mean = self._settings.copy_containment * shorter / self._settings.sample_rate
        return count + self._settings.sample_slack * math.sqrt(count) + 1.0 >= mean

    def _verify(self, number: int, other: int) -> Match | None:
        first, second = self._texts[number], self._texts[other]
        one, two = first.shingles, second.shingles
        shared = count_shared(one, two)
        shorter = min(len(one), len(two))
        containment, resemblance = shared / shorter, shared / (len(one) + len(two) - shared)
        short = shorter < self._settings.copy_shingles
        if containment < self._settings.copy_containment or (short and resemblance < self._settings.same_text):
            return None
        template = _is_template(first.numbers, second.numbers, settings=self._settings)
        return Match(other, containment, resemblance, template)


def _is_template(one: Shingles, other: Shingles, *, settings: GroupSettings) -> bool:
    """Whether two texts give different numbers: the same words filled with other values, as in two market reports."""
    fewer = min(len(one), len(other))
    return fewer >= settings.template_numbers and count_shared(one, other) < settings.template_shared * fewer


def sample_shingles(shingles: Shingles, *, settings: GroupSettings) -> Shingles:
    """Return the shingles in the lowest 1/`sample_rate` of the hash range, and at least the `sample_least` lowest."""
    limit = np.uint64(((1 << 64) - 1) // settings.sample_rate)
    count = int(np.searchsorted(shingles, limit))
    return shingles[: max(count, settings.sample_least)]
