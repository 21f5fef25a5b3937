"""Values of the model as compact bytes and back, lossless: what an archive keeps of annotations and synopses.

A value is written column by column: of a tuple of mentions first all starts, then all lengths, then all forms. Numbers
of one kind stand together and compress well, starts as differences from the one before; every string stands once, in a
table at the beginning. Around it is JSON, because that is read at the speed of C, and zlib. Which columns there are
follows from the types in `model/`: a field that is added at the end of a class, with a default, can be read from old
bytes too; any other change of a type needs a new number in `_FORMAT` and a reader for the old one.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import json
import types
import typing
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from rashomon.errors import ArchiveError
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation
from rashomon.tables import read_table

_FORMAT = 2
"""First byte of everything that is written; 1 had no words in its dictionary."""
_LEVEL = 9
"""Of zlib; annotations are written once and mostly read, and it is one part in a hundred of the time to make them."""
_WINDOW = 1 << 15

Value = TypeVar("Value")
Json = Any


class _Strings:
    """Numbers strings in the order of their coming."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, string: str) -> int:
        return self.numbers.setdefault(string, len(self.numbers))


@dataclass(frozen=True, slots=True)
class _Column:
    """How many values of one type are written to, and read from, JSON."""

    write: Callable[[Sequence[Any], _Strings], Json]
    read: Callable[[Json, int, Sequence[str]], Sequence[Any]]


def encode(kind: type[Value], value: Value, *, near: str = "") -> bytes:
    """Return `value`, a frozen dataclass of the model, as bytes. The same value gives the same bytes.

    `near` is a text in which many of its strings stand, such as the report that it annotates; to be handed to `decode`.
    """
    strings = _Strings()
    tree = _column(kind).write([value], strings)
    text = json.dumps([list(strings.numbers), tree], ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _deflate(text, near)


def decode(kind: type[Value], data: bytes, *, near: str = "") -> Value:
    """Return what `encode` wrote. Raises ArchiveError("damaged" or "newer") for anything else."""
    strings, tree = json.loads(_inflate(data, near))
    (value,) = _column(kind).read(tree, 1, strings)
    return typing.cast(Value, value)


def decode_some(kind: type[Value], data: bytes, fields: Sequence[str], *, near: str = "") -> dict[str, Any]:
    """Return some fields of what `encode` wrote; the others are passed over, which saves most of the time."""
    strings, tree = json.loads(_inflate(data, near))
    hints = _hints(typing.cast(Any, kind))
    return {
        name: _column(hints[name]).read(part, 1, strings)[0]
        for name, part in zip(hints, tree, strict=False)
        if name in fields
    }


def encode_text(text: str) -> bytes:
    """Return a text as compressed UTF-8."""
    return _deflate(text, "")


def decode_text(data: bytes) -> str:
    """Return what `encode_text` wrote."""
    return _inflate(data, "")


def _deflate(text: str, near: str) -> bytes:
    packer = zlib.compressobj(_LEVEL, zdict=_window(near, _FORMAT))
    return bytes([_FORMAT]) + packer.compress(text.encode("utf-8", "surrogatepass")) + packer.flush()


def _inflate(data: bytes, near: str) -> str:
    if not data or not 1 <= data[0] <= _FORMAT:
        newer = bool(data) and data[0] > _FORMAT
        raise ArchiveError("archive", "newer" if newer else "damaged", f"a value of an unknown format ({data[:1]!r})")
    try:
        window = _window(near, data[0])
        unpacker = zlib.decompressobj(zdict=window) if window else zlib.decompressobj()
        whole = unpacker.decompress(memoryview(data)[1:])
        if not unpacker.eof:
            raise ArchiveError("archive", "damaged", "a value that is cut off")
        return whole.decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise ArchiveError("archive", "damaged", f"a value that cannot be inflated: {error}") from error


def _window(near: str, form: int) -> bytes:
    """The dictionary of zlib, the last 32 kB that it can point back to: the words of English, then `near`."""
    text = near.encode("utf-8", "surrogatepass")
    return text[-_WINDOW:] if form == 1 else (_words() + text)[-_WINDOW:]


@functools.cache
def _words() -> bytes:
    """The most frequent words with a space on either side, the most frequent last: nearest, so that they cost least."""
    words = [word for (word,) in read_table("rashomon.store.data", "words-2.tsv", columns=1) if len(word) > 2]
    return f" {' '.join(reversed(words))} ".encode()[-_WINDOW:]


def _column(kind: Any) -> _Column:
    return _made(kind)


@functools.cache
def _made(kind: Any) -> _Column:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Span:
        return _SPAN
    if kind is Citation:
        return _CITATION
    if kind is str or origin is typing.Literal:
        return _Column(
            lambda values, strings: [strings.number(value) for value in values],
            lambda tree, count, strings: [strings[number] for number in tree],
        )
    if kind in (int, float):
        return _Column(lambda values, strings: list(values), lambda tree, count, strings: tree)
    if kind is bool:
        return _Column(
            lambda values, strings: [int(value) for value in values],
            lambda tree, count, strings: [bool(value) for value in tree],
        )
    if kind in (date, datetime):
        return _Column(
            lambda values, strings: [strings.number(value.isoformat()) for value in values],
            lambda tree, count, strings: [kind.fromisoformat(strings[number]) for number in tree],
        )
    if origin in (typing.Union, types.UnionType) and len(arguments) == 2 and arguments[1] is type(None):
        return _optional(_column(arguments[0]))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _many(_column(arguments[0]))
    if origin is tuple:
        return _record([_column(argument) for argument in arguments], lambda value: value, lambda row: tuple(row))
    if origin is Mapping:
        inner = _many(_record([_column(argument) for argument in arguments], lambda value: value, tuple))
        return _Column(
            lambda values, strings: inner.write([tuple(value.items()) for value in values], strings),
            lambda tree, count, strings: [dict(value) for value in inner.read(tree, count, strings)],
        )
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind)
    raise TypeError(f"no way to write {kind}")


def _optional(inner: _Column) -> _Column:
    """None for every value alike, or which values there are, and these."""

    def write(values: Sequence[Any], strings: _Strings) -> Json:
        there = [value for value in values if value is not None]
        if not there:
            return None
        mask = [int(value is not None) for value in values] if len(there) < len(values) else 1
        return [mask, inner.write(there, strings)]

    def read(tree: Json, count: int, strings: Sequence[str]) -> Sequence[Any]:
        if tree is None:
            return [None] * count
        mask, written = tree
        if mask == 1:
            return inner.read(written, count, strings)
        there = iter(inner.read(written, sum(mask), strings))
        return [next(there) if one else None for one in mask]

    return _Column(write, read)


def _many(inner: _Column) -> _Column:
    """The lengths of all tuples, and their values one after the other; 0 where all are empty."""

    def write(values: Sequence[Any], strings: _Strings) -> Json:
        flat = [item for value in values for item in value]
        return [[len(value) for value in values], inner.write(flat, strings)] if flat else 0

    def read(tree: Json, count: int, strings: Sequence[str]) -> Sequence[Any]:
        if tree == 0:
            return [()] * count
        lengths, written = tree
        flat = tuple(inner.read(written, sum(lengths), strings))
        if len(lengths) == 1:
            return [flat]
        ends = list(itertools.accumulate(lengths))
        return [flat[end - length : end] for end, length in zip(ends, lengths, strict=True)]

    return _Column(write, read)


def _record(
    columns: Sequence[_Column], fields: Callable[[Any], Sequence[Any]], make: Callable[[Sequence[Any]], Any]
) -> _Column:
    def write(values: Sequence[Any], strings: _Strings) -> Json:
        rows = [fields(value) for value in values]
        return [column.write([row[place] for row in rows], strings) for place, column in enumerate(columns)]

    def read(tree: Json, count: int, strings: Sequence[str]) -> Sequence[Any]:
        read_columns = [column.read(part, count, strings) for column, part in zip(columns, tree, strict=False)]
        return [make(row) for row in zip(*read_columns, strict=True)] if count else []

    return _Column(write, read)


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    """The types of the fields of a dataclass, in their order."""
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _dataclass(kind: Any) -> _Column:
    hints = _hints(kind)
    names = list(hints)
    columns = [_column(hints[name]) for name in names]
    return _record(
        columns,
        lambda value: [getattr(value, name) for name in names],
        # fewer columns than fields: the bytes are older than the last fields, which then have their defaults
        lambda row: kind(**dict(zip(names, row, strict=False))),
    )


def _write_spans(values: Sequence[Any], strings: _Strings) -> Json:
    starts = [value.start for value in values]
    return [
        [start - before for start, before in zip(starts, [0, *starts], strict=False)],
        [v.end - v.start for v in values],
    ]


def _read_starts(tree: Json) -> list[int]:
    return list(itertools.accumulate(tree))


_SPAN = _Column(
    _write_spans,
    lambda tree, count, strings: [
        Span(start, start + length) for start, length in zip(_read_starts(tree[0]), tree[1], strict=True)
    ],
)
_CITATION = _Column(
    lambda values, strings: [[strings.number(value.report) for value in values], *_write_spans(values, strings)],
    lambda tree, count, strings: [
        Citation(strings[report], start, start + length)
        for report, start, length in zip(tree[0], _read_starts(tree[1]), tree[2], strict=True)
    ],
)
