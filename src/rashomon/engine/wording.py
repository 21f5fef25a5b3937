"""A quotation held against a text: where it stands there, verbatim or nearly so, and which words differ.

Both are compared word by word, without regard to case, accents, quotation marks, dashes and other punctuation. What
editors do to a quotation is no difference: an ellipsis stands for any words, words in square brackets for whatever they
replace, and words of the reporter between two quoted stretches are passed over. The alignment is that of the fewest
insertions and deletions (Indel distance, by rapidfuzz).
"""

from __future__ import annotations

import bisect
import functools
import math
import operator
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rashomon.model.spans import Span
from rashomon.names import fold
from rashomon.settings import WordingSettings

_WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
_INNER = re.compile(r"['’‐‑-]")
_BETWEEN = re.compile(r"['-](?<=[^\W_].)(?=[^\W_])")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_ASCII = bytes(range(128))
_JOINT = "\x00"
_EVEN = str.maketrans({chr(at): chr(at).lower() if chr(at).isalnum() else " " for at in range(1, 128)} | {_JOINT: None})
"""Of a text of ASCII: what is between words as spaces, and nothing where a word has a mark inside."""
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s*\]")
_LITTLE = 3
"""Letters of the words that are in nearly every text, as parts of others."""
_HALF = 2
"""Letters that each half of a word has at least which a text may write as two."""
_REACH = 16
"""Code points that a word of a wording takes at most on average, with what stands between it and the next."""
_TINY = 1e-9
_BRACKETS = re.compile(r"\[[^\[\]\n]{0,200}\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordDifference:
    """Words that differ: a span of the quotation and one of the text. None on one side: the other has more words."""

    wanted: Span | None
    found: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A place in a text that words a quotation. `likeness` is the share of words in common, 1 where it is verbatim."""

    at: Span
    likeness: float
    differences: tuple[WordDifference, ...]


@dataclass(frozen=True)
class Words:
    """A text as words for comparison, each folded.

    `free` are the words that an editor put in square brackets; before those of `elided` stands an ellipsis.
    """

    text: str
    words: tuple[str, ...]
    free: frozenset[int]
    elided: frozenset[int]
    even: str | None = None
    """What `_even_out` made of the text."""

    @functools.cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word stands; half of the time that words take to read, and of most texts not asked for."""
        return _spans(self.text)

    def span(self, start: int, end: int) -> Span | None:
        """Where the words from `start` up to but not including `end` stand."""
        return Span(self.spans[start][0], self.spans[end - 1][1]) if start < end else None


_Quoted = tuple[tuple[int, int], ...]
"""The words between quotation marks, stretch by stretch: the first, and the one behind the last."""
_first = operator.itemgetter(0)


class _Block(NamedTuple):
    """A run of `size` words in common."""

    a: int
    b: int
    size: int


def read_words(text: str) -> Words:
    """Return the words of `text`.

    >>> read_words("“It’s […] OVER,” [Roe] said").words
    ('its', 'over', 'roe', 'said')
    """
    even = _even_out(text)
    words = tuple(map(_read_word, _WORD.findall(text)) if even is None else even.translate(_EVEN).split())
    inserted, left_out = list(_BRACKETS.finditer(text)), list(_ELLIPSIS.finditer(text))
    edges = {at for match in inserted for at in match.span()} | {match.end() for match in left_out}
    before = _count_before(text, even, sorted(edges)) if edges else {}
    free: set[int] = set()
    for match in inserted:
        free.update(range(before[match.start()], before[match.end()]))
    return Words(text, words, frozenset(free), frozenset(before[match.end()] for match in left_out), even)


def _even_out(text: str) -> str | None:
    """The text in ASCII, code point for code point, with a NUL for each mark inside a word; None where its letters have
    no such form. Its words are read in a fifth of the time."""
    if _JOINT in text:
        return None
    if not text.isascii():
        for other in sorted({*_BEYOND.findall(text)}):
            plain = "'" if _INNER.match(other) else _read_word(other) if _WORD.match(other) else " "
            if len(plain) != 1 or not plain.isascii():
                return None
            text = text.replace(other, plain)
    return _BETWEEN.sub(_JOINT, text)


def _count_before(text: str, even: str | None, edges: Sequence[int]) -> dict[int, int]:
    """How many words begin before each of these places, ascending, at none of which a word goes on."""
    out: dict[int, int] = {}
    count = last = 0
    for edge in edges:
        count += len(_WORD.findall(text, last, edge) if even is None else even[last:edge].translate(_EVEN).split())
        out[edge], last = count, edge
    return out


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple([match.span() for match in _WORD.finditer(text)])


@functools.lru_cache(maxsize=1 << 16)
def _read_word(word: str) -> str:
    return fold(_INNER.sub("", word))


def may_word(wanted: Words, text: str, *, settings: WordingSettings) -> bool:
    """Whether a text can word a quotation: a quick look that often says yes, and hardly ever no where it should not.

    Where a wording is `near` alike, at least near / (2 - near) of the quotation's words stand in it, and so not far
    from one another. Of a short quotation nearly all must, whatever words these are, unless the text parts one in two.
    """
    plain = _plain(text)
    different = {word for word in wanted.words if len(word) > _LITTLE} or set(wanted.words)
    least = settings.near / (2 - settings.near) * len(different)
    places: list[tuple[int, str]] = []
    for word in sorted(different):
        at = plain.find(word)
        while at >= 0:
            places.append((at, word))
            at = plain.find(word, at + 1)
    found = {word for _, word in places}
    if len(wanted.words) < settings.short:
        nearly = len(different) - may_lack(len(wanted.words), settings=settings) - len(wanted.free)
        if len(found) >= nearly or not any(_parts(plain, word) for word in different - found):
            least = max(least, nearly)
    if len(found) < least:
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


def _plain(text: str) -> str:
    """The text with its letters folded as those of words are, and no marks inside words; its places are others."""
    if not text.isascii():
        beyond = text.encode(errors="ignore").translate(None, _ASCII).decode()
        for other in sorted({*beyond}):
            if other.isalnum():
                text = text.replace(other, fold(other))
    return _INNER.sub("", text.casefold().replace("\n", " "))


def _parts(plain: str, word: str) -> bool:
    """Whether the two halves of a word stand side by side in a text, as in "cease fire"."""
    return any(f"{word[:at]} {word[at:]}" in plain for at in range(_HALF, len(word) - _HALF + 1))


def may_lack(size: int, *, settings: WordingSettings) -> int:
    """How many words of a short quotation of `size` words a wording of it may lack."""
    return size - math.ceil(size * settings.near_short / (2 - settings.near_short) - _TINY)


def find_wordings(
    wanted: Words, text: Words, *, quoted: Sequence[Span] = (), settings: WordingSettings
) -> tuple[Wording, ...]:
    """Return the places of `text` that word `wanted`, verbatim or nearly so, in order; they do not overlap.

    `quoted` are the stretches of the text between quotation marks, in order. The time grows with the length of the text
    times that of the quotation.
    """
    size = len(wanted.words)
    if not size:
        return ()
    least = settings.near if size >= settings.short else settings.near_short
    needed = set(wanted.words)
    marked = _words_of(text, quoted)
    found = []
    edge = 0
    windows: list[tuple[int, int]] = []
    for start in _verbatim(wanted.words, text.words):
        end = start + size
        at = Span(text.spans[start][0], text.spans[end - 1][1])
        found.append(Wording(at=at, likeness=1.0, differences=()))
        windows += _windows(edge, start, size + settings.slack)
        edge = end
    windows += _windows(edge, len(text.words), size + settings.slack)
    while windows:
        start, end = windows.pop()
        if 2 * len(needed.intersection(text.words[start:end])) < least * len(needed):
            continue
        aligned = _align(wanted, text, start, end, marked, slack=settings.slack, least=least)
        if aligned is not None:
            wording, left, right = aligned
            found.append(wording)
            windows += [(start, left), (right, end)]
    kept: list[Wording] = []
    for wording in sorted(found, key=lambda item: (-item.likeness, item.at)):
        if not any(wording.at.overlaps(other.at) for other in kept):
            kept.append(wording)
    return tuple(sorted(kept, key=lambda item: item.at))


def _verbatim(wanted: Sequence[str], text: Sequence[str]) -> Iterator[int]:
    """The words from which the text has `wanted` word for word; places do not overlap."""
    free = 0
    for start, word in enumerate(text):
        if start >= free and word == wanted[0] and text[start : start + len(wanted)] == wanted:
            yield start
            free = start + len(wanted)


def _windows(start: int, end: int, step: int) -> list[tuple[int, int]]:
    """The stretch cut up so that a place of at most `step` words is whole in one of the pieces."""
    return [(at, min(at + 2 * step, end)) for at in range(start, end, step)]


def _words_of(text: Words, quoted: Sequence[Span]) -> _Quoted:
    """The words in stretches of a text at whose edges no word goes on."""
    before = _count_before(text.text, text.even, sorted({at for span in quoted for at in (span.start, span.end)}))
    return tuple((before[span.start], before[span.end]) for span in quoted)


def _align(
    wanted: Words, text: Words, start: int, end: int, quoted: _Quoted, *, slack: int, least: float
) -> tuple[Wording, int, int] | None:
    """The best wording in the words `start` to `end` of the text, and the words from which and to which it runs; None
    where it is less than `least` alike."""
    blocks = _blocks(wanted, text, start, end, quoted, slack)
    if not blocks:
        return None
    behind = len(wanted.words) - blocks[-1].a - blocks[-1].size
    left = _reach(text, range(blocks[0].b, max(start, blocks[0].b - blocks[0].a) - 1, -1), quoted)
    last = blocks[-1].b + blocks[-1].size - 1
    right = _reach(text, range(last, min(end, last + behind + 1)), quoted) + 1
    edges = [_Block(0, left, 0), *blocks, _Block(len(wanted.words), right, 0)]
    shared = sum(block.size for block in blocks)
    apart = 0
    apart_at: list[tuple[list[int], list[int]]] = []
    for one, other in pairwise(edges):
        mine, theirs = range(one.a + one.size, other.a), range(one.b + one.size, other.b)
        if "".join(wanted.words[i] for i in mine) == "".join(text.words[j] for j in theirs):
            shared += len(mine)  # none at all, or cease fire beside ceasefire
            continue
        ours, others = _unexcused(wanted, mine, text, theirs, quoted)
        if ours or others:
            apart += len(ours) + len(others)
            apart_at.append((ours, others))
    likeness = 2 * shared / (2 * shared + apart)
    if likeness < least:
        return None
    differences = tuple(
        WordDifference(
            wanted=wanted.span(ours[0], ours[-1] + 1) if ours else None,
            found=text.span(others[0], others[-1] + 1) if others else None,
        )
        for ours, others in apart_at
    )
    at = Span(text.spans[left][0], text.spans[right - 1][1])
    return Wording(at=at, likeness=likeness, differences=differences), left, right


def _reach(text: Words, places: Sequence[int], quoted: _Quoted) -> int:
    """The farthest of `places` that stands in the same quotation marks as the first of them: an exchanged first or last
    word belongs to the wording."""
    reached = places[0]
    mark = _marks(reached, quoted)
    for place in places:
        if mark < 0 or _marks(place, quoted) != mark:
            break
        reached = place
    return reached


def _marks(place: int, quoted: _Quoted) -> int:
    """In which of the stretches `quoted` word number `place` stands; -1 for none."""
    index = bisect.bisect_right(quoted, place, key=_first) - 1
    return index if index >= 0 and place < quoted[index][1] else -1


def _unexcused(wanted: Words, mine: range, text: Words, theirs: range, quoted: _Quoted) -> tuple[list[int], list[int]]:
    """What is left of the words that differ when what editors may do is taken off."""
    ours = [i for i in mine if i not in wanted.free]
    others = [j for j in theirs if j not in text.free]
    if not ours and (mine or mine.start in wanted.elided):
        others = []
    if not others and (theirs or theirs.start in text.elided):
        ours = []
    if others and theirs.start > 0 and theirs.stop < len(text.words):
        around = (_marks(theirs.start - 1, quoted), _marks(theirs.stop, quoted))
        if min(around) >= 0:
            others = [j for j in others if _marks(j, quoted) >= 0]
    return ours, others


def _blocks(wanted: Words, text: Words, start: int, end: int, quoted: _Quoted, slack: int) -> list[_Block]:
    """The runs of words in common; short ones far from the others, at either end, are chance and left out."""
    from rapidfuzz.distance import Indel

    found = [
        _Block(block.a, block.b + start, block.size)
        for block in Indel.opcodes(wanted.words, text.words[start:end]).as_matching_blocks()
        if block.size
    ]

    def stray(size: int, left: _Block, right: _Block) -> bool:
        between = range(left.b + left.size, right.b)
        gap = len(between)
        if _marks(between.start - 1, quoted) >= 0 and _marks(between.stop, quoted) >= 0:
            inside = sum(_marks(place, quoted) >= 0 for place in between)
            gap = inside if gap - inside <= slack else gap
        if right.a in wanted.elided and right.a == left.a + left.size:
            return gap > slack
        return 2 * size < gap

    while len(found) > 1 and stray(found[-1].size, found[-2], found[-1]):
        found.pop()
    while len(found) > 1 and stray(found[0].size, found[0], found[1]):
        found.pop(0)
    return found
