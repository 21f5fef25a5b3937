"""Whether a text can word a quotation at all: seen without aligning the two, which takes longest."""

from __future__ import annotations

import bisect
import functools
import math
import operator
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.engine.words import Words, plain_text
from rashomon.model.spans import Span
from rashomon.settings import WordingSettings

_LITTLE = 3
"""Letters of the words that are in nearly every text, as parts of others."""
_HALF = 2
"""Letters that each half of a word has at least which a text may write as two."""
_SHORT = 6
"""Letters up to which the halves of a word are sooner looked for than ruled out."""
_TINY = 1e-9
_REACH = 16
"""Code points that a word of a wording takes at most on average, with what stands between it and the next."""

Quoted = tuple[tuple[int, int], ...]
"""The words between quotation marks, stretch by stretch: the first, and the one behind the last."""
_first = operator.itemgetter(0)


def may_word(wanted: Words, text: str, *, settings: WordingSettings) -> bool:
    """Whether a text can word a quotation: a quick look that often says yes, and hardly ever no where it should not.

    Where a wording is `near` alike, at least near / (2 - near) of the quotation's words stand in it, and so not far
    from one another. Short quotations are looked for at once: their words are in nearly every text.
    """
    if len(wanted.words) < settings.short:
        return True
    plain = plain_text(text)
    different = {word for word in wanted.words if len(word) > _LITTLE} or set(wanted.words)
    least = settings.near / (2 - settings.near) * len(different)
    places: list[tuple[int, str]] = []
    for word in sorted(different):
        at = plain.find(word)
        while at >= 0:
            places.append((at, word))
            at = plain.find(word, at + 1)
    if len({word for _, word in places}) < least:
        return False
    places.sort()
    reach = _REACH * (len(wanted.words) + settings.slack)
    inside: Counter[str] = Counter()
    first = 0
    for at, word in places:
        inside[word] += 1
        while places[first][0] < at - reach:
            inside[places[first][1]] -= 1
            if not inside[places[first][1]]:
                del inside[places[first][1]]
            first += 1
        if len(inside) >= least:
            return True
    return False


@dataclass(frozen=True)
class Look:
    """What tells without an alignment that words of a text cannot word a quotation: a wording is `least` alike.

    Where s of n words are shared, s is n * least / (2 - least) at least, and 2 * s * (1 / least - 1) words differ at
    most: the shared ones stand close together, but for what editors do and for words that one side writes as two.
    """

    wanted: Words
    text: Words
    quoted: Callable[[], Sequence[Span]]
    least: float

    @functools.cached_property
    def needed(self) -> frozenset[str]:
        """The different words of the quotation."""
        return frozenset(self.wanted.words)

    @functools.cached_property
    def spaced(self) -> str:
        """The words of the text with a space on either side."""
        return f" {' '.join(self.text.words)} "

    @functools.cached_property
    def solid(self) -> str:
        """The same without spaces."""
        return "".join(self.text.words)

    def find(self, words: str) -> Iterator[int]:
        """Yield the words of the text from which `words`, with spaces between them, stand; places do not overlap."""
        asked = f" {words} "
        at, place, before = self.spaced.find(asked), 0, 0
        while at >= 0:
            place += self.spaced.count(" ", before, at)
            yield place
            before, at = at, self.spaced.find(asked, at + len(asked) - 1)

    @functools.cached_property
    def rare(self) -> list[int]:
        """Where the text has one of those that are rarest in it: so few that a wording has at least one of them."""
        counts = {word: self.spaced.count(f" {word} ") for word in self.needed}
        often = sorted((-count, word) for word, count in counts.items() if count)
        return sorted(place for _, word in often[self.enough - 1 :] for place in self.find(word))

    @functools.cached_property
    def marked(self) -> Quoted:
        """The words of the text between quotation marks."""
        return _words_of(self.text, self.quoted())

    @functools.cached_property
    def breaks(self) -> list[tuple[int, int]]:
        """Words between the quoted stretches of the text, which may be the reporter's own: from, up to; in order."""
        return [(one[1], other[0]) for one, other in pairwise(self.marked)]

    @functools.cached_property
    def edited(self) -> list[int]:
        """Where the text has words in brackets or an ellipsis."""
        return sorted(self.text.free | self.text.elided)

    @functools.cached_property
    def joined(self) -> bool:
        """Whether one side writes as two words what the other writes as one."""
        spaced = self.spaced
        if any(f" {one}{other} " in spaced for one, other in pairwise(self.wanted.words)):
            return True
        long = [one for one in self.needed if len(one) >= 2 * _HALF]
        parted = [one for one in long if len(one) <= _SHORT or self.solid.count(one) > spaced.count(one)]
        halves = (f" {one[:at]} {one[at:]} " for one in parted for at in range(_HALF, len(one) - _HALF + 1))
        return any(one in spaced for one in halves)

    @functools.cached_property
    def enough(self) -> int:
        """How many different words of the quotation a wording has at least."""
        size = len(self.wanted.words)
        shared = math.ceil(size * self.least / (2 - self.least) - _TINY)
        return max(1, len(self.needed) - (size - shared) - len(self.wanted.free))

    @functools.cached_property
    def close(self) -> list[int]:
        """The places with so many of them as close together as they are in a wording."""
        size = len(self.wanted.words)
        return self.dense(size + math.floor(2 * size * (1 / self.least - 1) + _TINY))

    def dense(self, reach: int) -> list[int]:
        """The rare places with so many different words of the quotation around them, nearer than `reach` words."""
        words = self.text.words
        around = (words[max(0, place - reach + 1) : place + reach] for place in self.rare)
        return [
            place
            for place, near in zip(self.rare, around, strict=True)
            if len(self.needed.intersection(near)) >= self.enough
        ]

    def likely(self, windows: Sequence[tuple[int, int]], reach: int) -> list[tuple[int, int]]:
        """Those of these stretches, of `reach` words, in which a wording may stand."""
        if self.joined:
            return [one for one in windows if self.may_word(*one)]
        dense, edited = self.dense(reach), self.edited
        if not dense and not edited:
            return []
        if edited:
            near = [one for one in windows if _among(dense, one[0], one[1] - 1) or _among(edited, *one)]
        else:  # a place is in two of them at most: those that begin last before it
            behind = (bisect.bisect_right(windows, place, key=_first) for place in dense)
            places = sorted({at for end in behind for at in range(max(0, end - 2), end)})
            near = [windows[at] for at in places]
        return [one for one in near if self.may_word(*one)]

    def may_word(self, start: int, end: int) -> bool:
        """Whether a wording may stand in the words `start` to `end` of the text."""
        found = len(self.needed.intersection(self.text.words[start:end]))
        if 2 * found < self.least * len(self.needed):
            return False
        if found >= self.enough:
            if self.wanted.elided or self.wanted.free or _among(self.close, start, end - 1):
                return True
            at = bisect.bisect_right(self.breaks, start, key=_first)
            if at < len(self.breaks) and self.breaks[at][1] < end:
                return True
        return self.joined or _among(self.edited, start, end)


def _among(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of `places`, in order, is from `start` to `end`."""
    at = bisect.bisect_left(places, start)
    return at < len(places) and places[at] <= end


def _words_of(text: Words, quoted: Sequence[Span]) -> Quoted:
    """The words in stretches of a text at whose edges no word goes on."""
    edges = text.before([at for span in quoted for at in (span.start, span.end)]) if quoted else []
    return tuple(zip(edges[::2], edges[1::2], strict=True))
