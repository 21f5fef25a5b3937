"""Two versions of a report side by side: what was kept, changed, moved, added and removed, sentence by sentence.

An outlet that changes a text and does not say so makes news by it. Sentences are aligned by the fewest insertions and
deletions (Indel distance, by rapidfuzz), then those between two kept ones by the words that they share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.engine.words import Words, read_words
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.spans import Span
from rashomon.settings import RevisionSettings

Fate = Literal["kept", "changed", "moved", "added", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What became of a sentence: `old` is its span in the older text, `new` in the newer one; None where it is not.

    `differences` are the words of a changed one, as pairs of spans in the older and the newer text.
    """

    fate: Fate
    old: Span | None
    new: Span | None
    differences: tuple[tuple[Span | None, Span | None], ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    words: Words

    def range(self, start: int, end: int) -> Span | None:
        found = self.words.span(start, end)
        return Span(self.span.start + found.start, self.span.start + found.end) if found else None


def compare_versions(old: AnnotatedReport, new: AnnotatedReport, *, settings: RevisionSettings) -> tuple[Revised, ...]:
    """Return what became of every sentence, in the order of the newer text; what was removed stands where it stood.

    Case, punctuation and line breaks alone change nothing.
    """
    from rapidfuzz.distance import Indel

    before, after = _sentences(old), _sentences(new)
    pairs: dict[int, int] = {}
    codes = Indel.opcodes([one.words.words for one in before], [one.words.words for one in after])
    gaps = []
    for code in codes:
        if code.tag == "equal":
            lengths = range(code.src_end - code.src_start)
            pairs.update({code.dest_start + step: code.src_start + step for step in lengths})
    edges = sorted((source, target) for target, source in pairs.items())
    for (a, b), (c, d) in zip([(-1, -1), *edges], [*edges, (len(before), len(after))], strict=True):
        gaps.append((range(a + 1, c), range(b + 1, d)))
    kept = dict(pairs)
    for mine, theirs in gaps:
        pairs.update(_changed(before, after, mine, theirs, settings))
    moved = _moved(before, after, pairs)
    return tuple(_in_order(before, after, kept, pairs, moved))


def _sentences(item: AnnotatedReport) -> list[_Sentence]:
    text = item.report.text
    found = [_Sentence(span, read_words(text[span.start : span.end])) for span in item.annotation.sentences]
    return [one for one in found if one.words.words]


def _changed(
    before: Sequence[_Sentence],
    after: Sequence[_Sentence],
    mine: range,
    theirs: range,
    settings: RevisionSettings,
) -> dict[int, int]:
    """The sentences of a gap that are wordings of one another, the most alike first."""
    from rapidfuzz.distance import Indel

    if len(mine) <= settings.window and len(theirs) <= settings.window:
        candidates = [(i, j) for i in mine for j in theirs]
    else:
        ends = min(len(mine), len(theirs))
        same = [(mine[step], theirs[step]) for step in range(ends)]
        candidates = [*same, *((mine[-step], theirs[-step]) for step in range(1, ends + 1))]
    alike = sorted(
        (-Indel.normalized_similarity(before[i].words.words, after[j].words.words), i, j) for i, j in set(candidates)
    )
    found: dict[int, int] = {}
    for minus, i, j in alike:
        if -minus >= settings.changed and j not in found and i not in found.values():
            found[j] = i
    return found


def _moved(before: Sequence[_Sentence], after: Sequence[_Sentence], pairs: dict[int, int]) -> dict[int, int]:
    """The sentences that stand elsewhere, word for word."""
    taken = set(pairs.values())
    free: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(before) - 1, -1, -1):
        if i not in taken:
            free.setdefault(before[i].words.words, []).append(i)
    found = {}
    for j, one in enumerate(after):
        if j not in pairs and free.get(one.words.words):
            found[j] = free[one.words.words].pop()
    return found


def _in_order(
    before: Sequence[_Sentence],
    after: Sequence[_Sentence],
    kept: dict[int, int],
    pairs: dict[int, int],
    moved: dict[int, int],
) -> list[Revised]:
    gone = [i for i in range(len(before)) if i not in set(pairs.values()) | set(moved.values())]
    out: list[Revised] = []
    for j, one in enumerate(after):
        i = pairs.get(j)
        while gone and i is not None and gone[0] < i:
            out.append(Revised(fate="removed", old=before[gone.pop(0)].span, new=None))
        if i is None:
            source = moved.get(j)
            fate: Fate = "added" if source is None else "moved"
            out.append(Revised(fate=fate, old=None if source is None else before[source].span, new=one.span))
        elif j in kept:
            out.append(Revised(fate="kept", old=before[i].span, new=one.span))
        else:
            differences = _differences(before[i], one)
            out.append(Revised(fate="changed", old=before[i].span, new=one.span, differences=differences))
    out += [Revised(fate="removed", old=before[i].span, new=None) for i in gone]
    return out


def _differences(one: _Sentence, other: _Sentence) -> tuple[tuple[Span | None, Span | None], ...]:
    from rapidfuzz.distance import Indel

    edges = [(0, 0)]
    out = []
    blocks = Indel.opcodes(one.words.words, other.words.words).as_matching_blocks()  # the last is empty, at the ends
    for block in blocks:
        a, b = edges[-1]
        if a < block.a or b < block.b:
            out.append((one.range(a, block.a), other.range(b, block.b)))
        edges.append((block.a + block.size, block.b + block.size))
    return tuple(out)
