"""How two renderings of what was said verbatim differ."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How two renderings of one utterance differ, between the first and the last word that they share.

    `first` and `second` are the ranges of words compared. `changed` says that words were put in the place of others;
    otherwise one rendering only has more words than the other.
    """

    first: tuple[int, int]
    second: tuple[int, int]
    shared: int
    changed: bool
    exchanged: tuple[tuple[str, str], ...] = ()
    """Words that stand in the place of others, those of each rendering run together."""


def compare_wordings(one: list[str], other: list[str]) -> Wording | None:
    """Compare two renderings word by word; None when they share no word or do not differ between shared ones.

    What one has before the first or behind the last shared word is an earlier start or a later end, no other wording;
    so is a shared word far away from the others.
    """
    blocks = [b for b in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks() if b.size]
    while len(blocks) > 1 and _stray(blocks[-1].size, blocks[-2], blocks[-1]):
        blocks.pop()
    while len(blocks) > 1 and _stray(blocks[0].size, blocks[0], blocks[1]):
        blocks.pop(0)
    if not blocks:
        return None
    shared = sum(block.size for block in blocks)
    changed = added = False
    exchanged = []
    for left, right in pairwise(blocks):
        gap = one[left.a + left.size : right.a]
        other_gap = other[left.b + left.size : right.b]
        if "".join(gap) != "".join(other_gap):
            changed |= bool(gap) and bool(other_gap)
            added |= not gap or not other_gap
            if gap and other_gap:
                exchanged.append(("".join(gap), "".join(other_gap)))
    if not changed and not added:
        return None
    return Wording(
        first=(blocks[0].a, blocks[-1].a + blocks[-1].size),
        second=(blocks[0].b, blocks[-1].b + blocks[-1].size),
        shared=shared,
        changed=changed,
        exchanged=tuple(exchanged),
    )


def _stray(size: int, left: Match, right: Match) -> bool:
    """Whether a run of `size` shared words at an end is shorter than half of the gap that parts it from the rest."""
    return 2 * size < max(right.a - left.a, right.b - left.b) - left.size
