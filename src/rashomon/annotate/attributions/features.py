"""What the model sees of a report: columns of numbers over the words of its headline, standfirst and body.

Training reads its columns through this same function, so that training and run time cannot differ. Words are known by
spaCy's 64-bit string hashes, which are the same on every machine.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.annotate.attributions.quotes import find_quotations
from rashomon.annotate.parse import ParsedReport

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

ROLES = ("headline", "standfirst", "body")
"""The blocks in which somebody says something; captions, bylines and boilerplate are nobody's claim."""

HASHED = ("word", "lemma", "suffix", "shape", "tag", "dep", "entity")
"""The columns of string hashes, in the order of `Columns.hashes`."""

QUOTE_CODES = 3 * 3 * 2
OFFSET_CODES = 13
_OFFSET_EDGES = (1, 2, 4, 8, 16)  # words to the head: 1, 2, 3-4, 5-8, 9-16, more
SHARED_ROWS = {"suffix": 4096, "shape": 512}
DISTANCE_CODES = 17
_DISTANCE_EDGES = (1, 2, 4, 8, 16, 32, 64)
RELATION_CODES = 5


@dataclass(frozen=True, slots=True)
class Columns:
    """The words of a report, n of them, and their windows.

    `start`, `end`: code points in the report's text. `hashes`: n by 7, see HASHED. `quote`: inside no, a closed or an
    unclosed quotation (0 to 2), times 6, plus twice whether the word is no, an opening or a closing mark, plus whether
    it begins a sentence. `offset`: how far its head is, in 13 steps. `head`: index of its head, itself if that is not
    in its window. `vectors`: n by 96, the row of the pipeline's tok2vec. `windows`: (first, past last) word of each
    stretch that is read in one go, a block or a part of a long one; `block`: the block each window is of.
    """

    start: Ints
    end: Ints
    hashes: Hashes
    quote: Ints
    offset: Ints
    head: Ints
    vectors: npt.NDArray[np.float32]
    windows: tuple[tuple[int, int], ...]
    block: tuple[int, ...]


def columns(parsed: ParsedReport, *, longest: int) -> Columns:
    """Return the columns of a parsed report; windows have at most `longest` words and are cut at sentences where
    possible.
    """
    doc = parsed.doc
    names = [
        "LOWER",
        "LEMMA",
        "SUFFIX",
        "SHAPE",
        "TAG",
        "DEP",
        "ENT_TYPE",
        "HEAD",
        "SENT_START",
        "LENGTH",
        "SPACY",
        "IS_SPACE",
    ]
    table: Hashes = doc.to_array(names).reshape(len(doc), len(names)).astype(np.uint64, copy=False)
    length, spaces = table[:, 9].astype(np.int64), table[:, 10].astype(np.int64)
    start = np.cumsum(length + spaces) - length - spaces
    block_of = np.asarray(parsed.block_of, dtype=np.int64)
    read = np.asarray([block.role in ROLES for block in parsed.report.blocks] + [False])
    kept = np.flatnonzero(read[block_of] & (table[:, 11] == 0))
    heads = np.arange(len(doc)) + table[:, 7].astype(np.int64)
    number = np.full(len(doc) + 1, -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    hashes = np.ascontiguousarray(table[kept, :7])
    begins = table[kept, 8] == 1
    start, end, blocks = start[kept], (start + length)[kept], block_of[kept]
    windows, window_block = _windows(blocks, begins, longest)
    head = number[heads[kept]]
    own = np.arange(len(kept))
    first, last = np.zeros_like(own), np.zeros_like(own)
    for a, b in windows:
        first[a:b], last[a:b] = a, b
        begins[a] = True
    head = np.where((head >= first) & (head < last), head, own)
    state, mark = _quote_columns(parsed, start, hashes)
    vectors = (
        doc.tensor[kept].astype(np.float32) if len(kept) else np.zeros((0, doc.vocab.vectors_length or 96), np.float32)
    )
    return Columns(
        start=start,
        end=end,
        hashes=hashes,
        quote=state * 6 + mark * 2 + begins,
        offset=_offsets(head - own),
        head=head,
        vectors=vectors,
        windows=tuple(windows),
        block=tuple(window_block),
    )


def parts(whole: Columns, *, words: int) -> Iterator[tuple[int, Columns]]:
    """Cut columns between windows into parts of at most `words` words, so that memory does not grow with the report.

    Yields the number of the first word and the part, which counts its words from 0. A report shorter than that is one
    part.
    """
    first = 0
    while first < len(whole.windows):
        last, begin = first + 1, whole.windows[first][0]
        while last < len(whole.windows) and whole.windows[last][1] - begin <= words:
            last += 1
        rows = slice(begin, whole.windows[last - 1][1])
        yield (
            begin,
            Columns(
                start=whole.start[rows],
                end=whole.end[rows],
                hashes=whole.hashes[rows],
                quote=whole.quote[rows],
                offset=whole.offset[rows],
                head=whole.head[rows] - begin,
                vectors=whole.vectors[rows],
                windows=tuple((a - begin, b - begin) for a, b in whole.windows[first:last]),
                block=whole.block[first:last],
            ),
        )
        first = last


def _windows(blocks: Ints, begins: npt.NDArray[np.bool_], longest: int) -> tuple[list[tuple[int, int]], list[int]]:
    """Cut the words at block edges, and long blocks at the last sentence edge in the second half of the allowed
    length.
    """
    windows: list[tuple[int, int]] = []
    out_blocks: list[int] = []
    edges = [0, *(np.flatnonzero(np.diff(blocks)) + 1).tolist(), len(blocks)] if len(blocks) else []
    for first, last in itertools.pairwise(edges):
        at = first
        while at < last:
            cut = last
            if last - at > longest:
                half = at + longest // 2
                inside = np.flatnonzero(begins[half : at + longest + 1])
                cut = half + int(inside[-1]) if len(inside) else at + longest
            windows.append((at, cut))
            out_blocks.append(int(blocks[first]))
            at = cut
    return windows, out_blocks


def _quote_columns(parsed: ParsedReport, start: Ints, hashes: Hashes) -> tuple[Ints, Ints]:
    """Return the quotation state and mark of each word; words that are marks get one form, however they were typed."""
    state, mark = np.zeros(len(start), np.int64), np.zeros(len(start), np.int64)
    opening, closing = (parsed.doc.vocab.strings.add(form) for form in ("“", "”"))
    for block in parsed.report.blocks:
        if block.role not in ROLES:
            continue
        for quotation in find_quotations(parsed.report.text, block.span.start, block.span.end):
            a, b = np.searchsorted(start, (quotation.start, quotation.end)).tolist()
            if a == b:
                continue
            state[a:b] = 1 if quotation.closed else 2
            mark[a] = 1
            hashes[a, :4] = opening
            if quotation.closed and b - 1 > a:
                mark[b - 1] = 2
                hashes[b - 1, :4] = closing
    return state, mark


def _offsets(distance: Ints) -> Ints:
    steps = np.searchsorted(_OFFSET_EDGES, np.abs(distance))
    codes = np.where(distance < 0, 7 + steps, 1 + steps)
    return np.where(distance == 0, 0, codes)


def table_rows(hashes: Hashes, quote: Ints, offset: Ints, keys: Mapping[str, Hashes]) -> dict[str, Ints]:
    """Return, for each table of the model, the row of each word.

    `keys` holds the sorted hashes of the tables that know their words one by one; row 0 is for all others. Suffixes and
    shapes share rows by remainder.
    """
    rows = {"quote": quote, "offset": offset}
    for number, name in enumerate(HASHED):
        values = hashes[:, number]
        if name in SHARED_ROWS:
            rows[name] = (values % np.uint64(SHARED_ROWS[name])).astype(np.int64)
        else:
            known = keys[name]
            at = np.minimum(np.searchsorted(known, values), len(known) - 1)
            rows[name] = np.where(known[at] == values, at + 1, 0)
    return rows


def cue_distance(position: Ints, first: Ints | int, last: Ints | int) -> Ints:
    """Return how far each word stands from the cue (words `first` to before `last`) as one of DISTANCE_CODES codes."""
    before, after = np.maximum(first - position, 0), np.maximum(position - last + 1, 0)
    steps = np.searchsorted(_DISTANCE_EDGES, np.maximum(before, after))
    return np.where(before > 0, 1 + steps, np.where(after > 0, 2 + len(_DISTANCE_EDGES) + steps, 0))


def cue_relation(position: Ints, head: Ints, first: Ints | int, last: Ints | int, above: Ints | int) -> Ints:
    """Return how each word hangs on the cue, as one of RELATION_CODES codes.

    `head` is the head of each word at `position`, `above` the head of the cue. 0 not at all, 1 in it, 2 its head is, 3
    it is the head of the cue, 4 it has the same head as the cue.
    """
    inside = (position >= first) & (position < last)
    under = (head >= first) & (head < last)
    return np.select([inside, under, position == above, head == above], [1, 2, 3, 4], 0)
