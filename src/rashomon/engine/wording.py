"""A quotation held against a text: where it stands there, verbatim or nearly so, and which words differ.

Both are compared word by word, without regard to case, accents, quotation marks, dashes and other punctuation. What
editors do to a quotation is no difference: an ellipsis stands for any words, words in square brackets for whatever they
replace, and words of the reporter between two quoted stretches are passed over. The alignment is that of the fewest
insertions and deletions (Indel distance, by rapidfuzz).
"""

from __future__ import annotations

import bisect
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rashomon.engine.likely import Look, Quoted
from rashomon.engine.words import Words
from rashomon.model.spans import Span
from rashomon.settings import WordingSettings

_first = operator.itemgetter(0)


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


class _Block(NamedTuple):
    """A run of `size` words in common."""

    a: int
    b: int
    size: int


def find_wordings(
    wanted: Words, text: Words, *, quoted: Callable[[], Sequence[Span]], settings: WordingSettings
) -> tuple[Wording, ...]:
    """Return the places of `text` that word `wanted`, verbatim or nearly so, in order; they do not overlap.

    `quoted` returns the stretches of the text between quotation marks, in order; of most texts it is not asked. The
    time grows with the length of the text times that of the quotation.
    """
    size = len(wanted.words)
    if not size:
        return ()
    least = settings.near if size >= settings.short else settings.near_short
    look = Look(wanted, text, quoted, least)
    found = []
    edge = 0
    windows: list[tuple[int, int]] = []
    for start in look.find(" ".join(wanted.words)):
        end = start + size
        found.append(Wording(at=text.span(start, end), likeness=1.0, differences=()))
        windows += _windows(edge, start, size + settings.slack)
        edge = end
    windows += _windows(edge, len(text.words), size + settings.slack)
    windows = look.likely(windows, 2 * (size + settings.slack))
    while windows:
        start, end = windows.pop()
        aligned = _align(wanted, text, start, end, look.marked, slack=settings.slack, least=least)
        if aligned is not None:
            wording, left, right = aligned
            found.append(wording)
            windows += [one for one in ((start, left), (right, end)) if look.may_word(*one)]
    kept: list[Wording] = []
    for wording in sorted(found, key=lambda item: (-item.likeness, item.at)):
        if not any(wording.at.overlaps(other.at) for other in kept):
            kept.append(wording)
    return tuple(sorted(kept, key=lambda item: item.at))


def _windows(start: int, end: int, step: int) -> list[tuple[int, int]]:
    """The stretch cut up so that a place of at most `step` words is whole in one of the pieces."""
    return [(at, min(at + 2 * step, end)) for at in range(start, end, step)]


def _align(
    wanted: Words, text: Words, start: int, end: int, quoted: Quoted, *, slack: int, least: float
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
    return Wording(at=text.span(left, right), likeness=likeness, differences=differences), left, right


def _reach(text: Words, places: Sequence[int], quoted: Quoted) -> int:
    """The farthest of `places` that stands in the same quotation marks as the first of them: an exchanged first or last
    word belongs to the wording."""
    reached = places[0]
    mark = _marks(reached, quoted)
    for place in places:
        if mark < 0 or _marks(place, quoted) != mark:
            break
        reached = place
    return reached


def _marks(place: int, quoted: Quoted) -> int:
    """In which of the stretches `quoted` word number `place` stands; -1 for none."""
    index = bisect.bisect_right(quoted, place, key=_first) - 1
    return index if index >= 0 and place < quoted[index][1] else -1


def _unexcused(wanted: Words, mine: range, text: Words, theirs: range, quoted: Quoted) -> tuple[list[int], list[int]]:
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


def _blocks(wanted: Words, text: Words, start: int, end: int, quoted: Quoted, slack: int) -> list[_Block]:
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
