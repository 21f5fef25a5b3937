"""Words between quotation marks: what was said verbatim, and how two renderings of it differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise

from rashomon.model.spans import Span

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_OPENING = {"“": "”", '"': '"', "„": "“", "«": "»", "‘": "’"}
_MARK = re.compile(f"[{''.join(_OPENING)}]")


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


def find_quotations(text: str, span: Span) -> list[Span]:
    """Return the stretches between quotation marks inside `span`, marks left out, in order.

    A mark that is not closed inside the span quotes up to its end. Single marks count only when they open a word and
    are closed after one, so that apostrophes are not taken for them.

    >>> find_quotations('She said “it is over” and left.', Span(0, 31))
    [Span(start=10, end=20)]
    """
    found: list[Span] = []
    position = span.start
    while (mark := _MARK.search(text, position, span.end)) is not None:
        position, closing = mark.start(), _OPENING[mark[0]]
        if not _opens(text, position, span.end):
            position += 1
            continue
        end = _closing(text, position + 1, span.end, closing)
        if end is None and closing == "’":
            position += 1
            continue
        stop = span.end if end is None else end
        inner = text[position + 1 : stop]
        start = position + 1 + len(inner) - len(inner.lstrip())
        if start < stop:
            found.append(Span(start, start + len(inner.strip())))
        position = stop + 1
    return found


def _opens(text: str, position: int, end: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < end else " "
    return not before.isalnum() and not after.isspace()


def _closing(text: str, start: int, end: int, mark: str) -> int | None:
    position = text.find(mark, start, end)
    while position >= 0:
        after = text[position + 1] if position + 1 < end else " "
        if mark == "”" or not after.isalnum() or (mark == '"' and _stops(text[start:position][-2:], after)):
            return position
        position = text.find(mark, position + 1, end)
    return None


def _stops(before: str, after: str) -> bool:
    """Whether a straight mark closes though a word follows at once: '"It is over,"she said', '"It is over! "and left'.

    A capital letter after a full stop and a space opens the next sentence of a quotation that runs on.
    """
    stop = before.rstrip()[-1:]
    return stop == "," or (stop != "" and stop in ".?!…" and (not before[-1].isspace() or after.islower()))


def overlaps(quoted: list[Span], sentences: list[Span]) -> list[Span]:
    """Return where spans of the one list and of the other overlap; both are in order and without overlaps themselves.

    >>> overlaps([Span(2, 9)], [Span(0, 4), Span(5, 12)])
    [Span(start=2, end=4), Span(start=5, end=9)]
    """
    out: list[Span] = []
    left = right = 0
    while left < len(quoted) and right < len(sentences):
        one, other = quoted[left], sentences[right]
        if one.overlaps(other):
            out.append(Span(max(one.start, other.start), min(one.end, other.end)))
        if one.end <= other.end:
            left += 1
        else:
            right += 1
    return out


def find_words(text: str, span: Span) -> list[tuple[str, Span]]:
    """Return the words of a span, folded for comparison, with where they stand.

    >>> [word for word, _ in find_words("It’s OVER.", Span(0, 10))]
    ["it's", 'over']
    """
    return [
        (match[0].replace("’", "'").casefold(), Span(*match.span()))
        for match in _WORD.finditer(text, span.start, span.end)
    ]


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
