"""Reads values as formats 1 and 2 wrote them: columns as JSON.

A table of strings, then the columns of the value, as nested lists: see `store.columns`, which writes the same columns
as bytes. Ids of claims stand there as `store.derived_ids.with_ids` explains.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import json
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation
from rashomon.store.columns import hints

Value = TypeVar("Value")
Json = Any
_Read = Callable[[Json, int, Sequence[str]], Sequence[Any]]
"""Reads many values of one type from JSON."""


def decode(kind: type[Value], text: str) -> Value:
    """Return a value from its JSON."""
    strings, tree = json.loads(text)
    (value,) = _column(kind)(tree, 1, strings)
    return typing.cast(Value, value)


def decode_some(kind: type[Value], text: str, fields: Sequence[str]) -> dict[str, Any]:
    """Return some fields of a value; the others are passed over."""
    strings, tree = json.loads(text)
    return {
        name: _column(hint)(part, 1, strings)[0]
        for (name, hint), part in zip(hints(kind).items(), tree, strict=False)
        if name in fields
    }


@functools.cache
def _made(kind: Any) -> _Read:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Span:
        return _read_spans
    if kind is Citation:
        return _read_citations
    if kind is str or origin is typing.Literal:
        return lambda tree, count, strings: [strings[number] for number in tree]
    if kind in (int, float):
        return lambda tree, count, strings: tree
    if kind is bool:
        return lambda tree, count, strings: [bool(value) for value in tree]
    if kind in (date, datetime):
        return lambda tree, count, strings: [kind.fromisoformat(strings[number]) for number in tree]
    if origin in (typing.Union, types.UnionType) and len(arguments) == 2 and arguments[1] is type(None):
        return _optional(_column(arguments[0]))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _many(_column(arguments[0]))
    if origin is tuple:
        return _record([_column(argument) for argument in arguments], tuple)
    if origin is Mapping:
        inner = _many(_record([_column(argument) for argument in arguments], tuple))
        return lambda tree, count, strings: [dict(value) for value in inner(tree, count, strings)]
    if dataclasses.is_dataclass(kind):
        names, make = list(hints(kind)), typing.cast(Callable[..., Any], kind)
        # fewer columns than fields: the bytes are older than the last fields, which then have their defaults
        return _record(
            [_column(hint) for hint in hints(kind).values()],
            lambda row: make(**dict(zip(names, row, strict=False))),
        )
    raise TypeError(f"no way to read {kind}")


def _column(kind: Any) -> _Read:
    return _made(kind)


def _optional(inner: _Read) -> _Read:
    """None for every value alike, or which values there are, and these."""

    def read(tree: Json, count: int, strings: Sequence[str]) -> Sequence[Any]:
        if tree is None:
            return [None] * count
        mask, written = tree
        if mask == 1:
            return inner(written, count, strings)
        there = iter(inner(written, sum(mask), strings))
        return [next(there) if one else None for one in mask]

    return read


def _many(inner: _Read) -> _Read:
    """The lengths of all tuples, and their values one after the other; 0 where all are empty."""

    def read(tree: Json, count: int, strings: Sequence[str]) -> Sequence[Any]:
        if tree == 0:
            return [()] * count
        lengths, written = tree
        flat = tuple(inner(written, sum(lengths), strings))
        ends = itertools.accumulate(lengths)
        return [flat[end - length : end] for end, length in zip(ends, lengths, strict=True)]

    return read


def _record(columns: Sequence[_Read], make: Callable[[Sequence[Any]], Any]) -> _Read:
    def read(tree: Json, count: int, strings: Sequence[str]) -> Sequence[Any]:
        found = [column(part, count, strings) for column, part in zip(columns, tree, strict=False)]
        return [make(row) for row in zip(*found, strict=True)] if count else []

    return read


def _read_spans(tree: Json, count: int, strings: Sequence[str]) -> Sequence[Any]:
    starts = itertools.accumulate(tree[0])
    return [Span(start, start + length) for start, length in zip(starts, tree[1], strict=True)]


def _read_citations(tree: Json, count: int, strings: Sequence[str]) -> Sequence[Any]:
    starts = itertools.accumulate(tree[1])
    return [
        Citation(strings[report], start, start + length)
        for report, start, length in zip(tree[0], starts, tree[2], strict=True)
    ]
