"""Columns of whole numbers as bytes, and the strings and citations that they are the numbers of.

A column is a byte that says how it is written, then the lowest bytes of all its numbers, then the next ones. Every
string and every citation stands once, in a table; what follows from the rest is not written at all: ids of actors from
their names, ids of claims from what they rest on.
"""

from __future__ import annotations

import dataclasses
import json
import struct
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice, repeat
from operator import attrgetter
from typing import Any

from rashomon.model.synopsis import Citation
from rashomon.store.derived_ids import actor_id

_SAME = 0x40
"""In the first byte of a column: all its numbers are the one that follows."""
_SIGNED = 0x80
"""All are doubled, the negative ones less 1; the lower bits say how many bytes each has."""

_WORD = 4
"""Bytes of the numbers that are written at once."""
_STEPS = 4
"""The format from which on places of citations are written as steps."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a later value has: its strings and citations, and its values by kind and by key, all by their places."""

    strings: Sequence[str]
    citations: Sequence[Citation]
    reasons: Sequence[str]
    values: Mapping[type[Any], Sequence[Any]]
    keys: Mapping[type[Any], Mapping[Any, int]]


class _Numbers(dict[str, int]):
    """Strings by the order in which they were asked for."""

    def __missing__(self, string: str) -> int:
        number = self[string] = len(self)
        return number


_KEY = attrgetter("report", "start", "end")
"""What a citation is looked up by: as a tuple in half of the time."""


@dataclass(slots=True)
class Writer:
    """What is written so far. `ids` are derived ids with the kind and the name that they follow from; `known` is what
    need not be written; `seen` takes note of the values of each kind, where it is wanted."""

    story: str
    numbers: _Numbers = field(default_factory=_Numbers)
    columns: list[bytes | Sequence[Citation]] = field(default_factory=list)
    ids: dict[str, tuple[str, str]] = field(default_factory=dict)
    claims: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    known: Known | None = None
    seen: dict[type[Any], list[Any]] | None = None

    def __post_init__(self) -> None:
        if self.known is not None:
            self.reasons.update((line, number) for number, line in enumerate(self.known.reasons))
            self.numbers.update((string, number) for number, string in enumerate(self.known.strings))

    def number(self, string: str) -> int:
        """The number of a string."""
        return self.numbers[string]

    def put_strings(self, strings: Iterable[str]) -> None:
        """Write the numbers of strings."""
        self.put([*map(self.numbers.__getitem__, strings)])

    def put(self, values: Sequence[int]) -> None:
        """Write whole numbers."""
        self.columns.append(pack_column(values))

    def finish(self) -> tuple[str, bytes]:
        """The table of strings as one line of JSON, and all columns."""
        known = [] if self.known is None else self.known.citations
        table = self.cited()
        place = {at: number for number, at in enumerate(map(_KEY, (*known, *table)))}
        of = [self.number(at.report) for at in table]
        starts, before = [], (-1, 0)
        for report, at in zip(of, table, strict=True):
            starts.append(at.start - before[1] if report == before[0] else at.start)
            before = (report, at.start)
        head = [[len(table)], of, starts, [at.end - at.start for at in table]]
        columns = (
            column if isinstance(column, bytes) else pack_column(steps([*map(place.__getitem__, map(_KEY, column))]))
            for column in (*map(pack_column, head), *self.columns)
        )
        return self._line(), b"".join(columns)

    def cited(self) -> list[Citation]:
        """The citations that are not known, report by report."""
        cited: dict[tuple[str, int, int], Citation] = {}
        for column in self.columns:
            if not isinstance(column, bytes):
                cited.update(zip(map(_KEY, column), column, strict=True))
        for at in self.known.citations if self.known is not None else ():
            cited.pop(_KEY(at), None)
        return sorted(cited.values(), key=lambda at: (self.number(at.report), at.start, at.end))

    def _line(self) -> str:
        start = 0 if self.known is None else len(self.known.strings)
        rows = [self._row(string) for string in islice(self.numbers, start, None)]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))

    def _row(self, string: str) -> object:
        """A string as it is, or what it follows from: the place of a claim, an actor's kind and name, a beginning and
        such an id."""
        if string in self.claims:
            return self.claims[string]
        if string in self.ids:
            return [self.numbers[one] for one in self.ids[string]]
        beginning, mark, id = string.rpartition(":")
        if id in self.ids and id in self.numbers:
            return [beginning + mark, self.numbers[id]]
        return string


class Reader:
    """Reads what a Writer wrote, from the first column to the last."""

    def __init__(self, line: str, data: bytes, *, form: int, known: Known | None = None, reasoned: bool = True) -> None:
        self.form = form
        self.reasoned = reasoned
        self.known = known
        self.reasons = [] if known is None else [*known.reasons]
        self._data = data
        self._at = 0
        rows = json.loads(line)
        self.strings: list[str] = [] if known is None else list(known.strings)
        start = len(self.strings)
        self.strings += [row if type(row) is str else "" for row in rows]
        lists = [(number, row) for number, row in enumerate(rows, start) if type(row) is list]
        for number, (kind, name) in lists:
            if type(kind) is int:
                self.strings[number] = actor_id(self.strings[kind], self.strings[name])
        for number, (beginning, id) in lists:
            if type(beginning) is str:
                self.strings[number] = beginning + self.strings[id]
        self._claims = [(number, row) for number, row in enumerate(rows, start) if type(row) is int]
        (count,) = self.take(1)
        of, starts, lengths = (self.take(count) for _ in range(3))
        begins, before, start = [], -1, 0
        for report, step in zip(of, starts, strict=True):
            start = start + step if report == before else step
            before = report
            begins.append(start)
        ends = [one + length for one, length in zip(begins, lengths, strict=True)]
        self.citations = make(Citation, [self.pick(of), begins, ends], count)
        if known is not None:
            self.citations = [*known.citations, *self.citations]

    def take(self, count: int) -> list[int]:
        """The next `count` whole numbers."""
        if not count:
            return []
        head, at = self._data[self._at], self._at + 1
        if head & _SAME:
            self._at = at + 1
            return [self._data[at]] * count
        size = head & ~_SIGNED
        self._at = at + count * size
        values = list(self._data[at : at + count])
        for place in range(1, size):
            high = self._data[at + count * place : at + count * (place + 1)]
            if any(high):
                shift = 8 * place
                values = [low | more << shift for low, more in zip(values, high, strict=True)]
        if head & _SIGNED:
            return [value >> 1 if not value & 1 else -(value >> 1) - 1 for value in values]
        return values

    def cite(self, count: int) -> list[Citation]:
        """The next `count` citations."""
        places: Iterable[int] = self.take(count)
        return list(map(self.citations.__getitem__, places if self.form < _STEPS else accumulate(places)))

    def pick(self, numbers: Iterable[int]) -> list[str]:
        """The strings with these numbers."""
        return list(map(self.strings.__getitem__, numbers))

    def name_claims(self, ids: Sequence[str]) -> None:
        """Take note of the ids of the claims, for what comes after them."""
        for number, place in self._claims:
            self.strings[number] = ids[place]


def steps(numbers: Sequence[int]) -> list[int]:
    """How far each number is from the one before."""
    return [number - before for number, before in zip(numbers, (0, *numbers), strict=False)]


def pack_column(values: Sequence[int]) -> bytes:
    """Return whole numbers as bytes; nothing for none.

    >>> pack_column([7, 7, 7]).hex(), pack_column([1, 258]).hex(), pack_column([1, -1]).hex()
    ('4007', '0201020001', '810201')
    """
    if not values:
        return b""
    try:
        small = bytes(values)
    except ValueError:
        small = b""
    if small:
        return bytes((_SAME, small[0])) if small.count(small[0]) == len(small) else b"\1" + small
    signed = min(values) < 0
    if signed:
        values = [2 * value if value >= 0 else -2 * value - 1 for value in values]
    size = (max(values).bit_length() + 7) // 8
    head = bytes((_SIGNED * signed | size,))
    if size == 1:
        return head + bytes(values)
    if size <= _WORD:
        whole = struct.pack(f"<{len(values)}I", *values)
        return head + b"".join(whole[place::_WORD] for place in range(size))
    return head + b"".join(bytes([value >> shift & 0xFF for value in values]) for shift in range(0, 8 * size, 8))


def make(kind: type[Any], columns: Sequence[Sequence[Any]], count: int) -> list[Any]:
    """Return values of a frozen dataclass with slots from the columns of their first fields.

    Slots are filled directly: a tenth of the time of `__init__`, whose checks were passed when they were written.
    """
    made = list(map(object.__new__, repeat(kind, count)))
    for place, one in enumerate(dataclasses.fields(kind)):
        if place < len(columns):
            column: Iterable[Any] = columns[place]
        elif one.default_factory is not dataclasses.MISSING:
            column = (one.default_factory() for _ in range(count))
        else:
            column = repeat(one.default, count)
        deque(map(getattr(kind, one.name).__set__, made, column), maxlen=0)
    return made
