"""Sets of integers by row, and what two rows share: all of it in numpy, for a million pairs at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
K = TypeVar("K", bound=Hashable)

_TABLE = 1 << 24
"""Cells, four bytes each, up to which rows are spread out to look columns up in them, rather than searched."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse 0/1 matrix by rows: row i holds the columns `columns[start[i]:start[i + 1]]`, rising."""

    start: Ints
    columns: Ints
    width: int

    def __len__(self) -> int:
        return len(self.start) - 1

    @property
    def sizes(self) -> Ints:
        """How many columns each row holds."""
        return np.diff(self.start)

    def total(self, weight: Floats) -> Floats:
        """The sum over each row of the columns' weights."""
        return segment_sum(weight[self.columns], self.start)


def make_rows(sets: Sequence[Iterable[K]]) -> tuple[Rows, dict[K, int]]:
    """Number the members of `sets` in order of first appearance; return them as rows, and the numbering."""
    index: defaultdict[K, int] = defaultdict()
    index.default_factory = index.__len__
    columns: list[int] = []
    start = [0]
    for members in sets:
        columns.extend(sorted({index[member] for member in members}))
        start.append(len(columns))
    index.default_factory = None
    return Rows(np.array(start, dtype=np.int64), np.array(columns, dtype=np.int64), max(1, len(index))), index


def rows_of(keys: Ints, size: int, width: int) -> Rows:
    """The rows whose members are given as row times width plus column, in any order and some of them twice."""
    found = distinct(keys)
    return Rows(np.searchsorted(found, np.arange(size + 1) * width).astype(np.int64), found % width, width)


def distinct(values: Ints) -> Ints:
    """The values, each once, rising. `numpy.unique`, which imports masked arrays and asks much first, for integers."""
    ranked = np.sort(values, kind="stable")
    return ranked[_first(ranked)]


def places_of(values: Ints) -> tuple[Ints, Ints]:
    """The values, each once, rising, and for each of `values` its place among them."""
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    first = _first(ranked)
    place = np.empty(len(ranked), dtype=np.int64)
    place[order] = np.cumsum(first) - 1
    return ranked[first], place


def _first(ranked: Ints) -> NDArray[np.bool_]:
    """Whether each of rising values is the first of its kind."""
    first = np.ones(len(ranked), dtype=bool)
    first[1:] = ranked[1:] != ranked[:-1]
    return first


def segment_sum(values: Floats, start: Ints) -> Floats:
    """Sum `values` between consecutive entries of `start`; empty segments give 0."""
    running = np.concatenate([np.zeros(1), np.cumsum(values)])
    return np.asarray(running[start[1:]] - running[start[:-1]])


def expand(start: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """For each of `rows` in turn list its entries: (place in `rows`, place in the entries)."""
    first = start[rows]
    sizes = start[rows + 1] - first
    which = np.repeat(np.arange(len(rows)), sizes)
    return which, np.arange(len(which)) + np.repeat(first - (np.cumsum(sizes) - sizes), sizes)


def shared(rows: Rows, a: Ints, b: Ints) -> tuple[Ints, Ints]:
    """For pairs of rows list what they share: (i, column), the pairs in order, the columns of each rising."""
    held, place = held_twice(rows)
    which, entry, _, _ = meet(held, a, b)
    return which, rows.columns[place[entry]]


def shared_places(rows: Rows, a: Ints, b: Ints) -> tuple[Ints, Ints, Ints]:
    """The same as (i, place in `rows.columns` of row a[i], that of row b[i])."""
    held, place = held_twice(rows)
    which, entry, at, swapped = meet(held, a, b)
    return which, place[np.where(swapped, at, entry)], place[np.where(swapped, entry, at)]


def meet(rows: Rows, a: Ints, b: Ints) -> tuple[Ints, Ints, NDArray[Any], NDArray[np.bool_]]:
    """What pairs of rows share as (i, place in the columns of the row that holds fewer, that of the other one, whether
    that is row a[i])."""
    if not len(rows.columns):  # as often in a story of few reports
        return a[:0], a[:0], a[:0], np.zeros(0, dtype=bool)
    sizes = rows.sizes
    swap = sizes[b] < sizes[a]
    few, many = np.where(swap, b, a), np.where(swap, a, b)
    which, entry = expand(rows.start, few)
    wanted = (many * rows.width)[which] + rows.columns[entry]
    cells = len(rows) * rows.width
    keys = np.repeat(np.arange(len(rows)) * rows.width, sizes) + rows.columns
    if cells > _TABLE:
        at: NDArray[Any] = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        hit = np.flatnonzero(keys[at] == wanted if len(keys) else wanted < 0)
        at = at[hit]
    else:
        table = np.zeros(cells, dtype=np.int32)  # places are counted from 1 in it
        table[keys] = np.arange(1, len(keys) + 1)
        at = table[wanted]
        hit = np.flatnonzero(at > 0)
        at = at[hit] - 1
    which = which[hit]
    return which, entry[hit], at, swap[which]


def held_twice(rows: Rows) -> tuple[Rows, Ints]:
    """The rows without the columns that only one of them holds, most of them, and the place of each entry in `rows`."""
    twice = np.bincount(rows.columns, minlength=rows.width) > 1
    kept = twice[rows.columns]
    start = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(kept)])[rows.start]
    renumbered = np.cumsum(twice)
    return Rows(start, (renumbered - 1)[rows.columns[kept]], max(1, int(renumbered[-1]))), np.flatnonzero(kept)


def weigh(found: tuple[Ints, Ints], weight: Floats, pairs: int) -> Floats:
    """Sum the weights of the columns that `shared` found, for each of so many pairs."""
    which, column = found
    return np.bincount(which, weights=weight[column], minlength=pairs).astype(np.float64)
