"""Values of the model as columns of small numbers and a table of strings, and back.

Of a tuple of mentions first all starts are written, then all lengths, then all forms: numbers of one kind stand
together and compress well. `store.column_bytes` says how a column and the table of strings are written. Which columns
there are follows from the types in `model/`: a field that is added at the end of a class, with a default, can be read
from old bytes too.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import math
import struct
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from operator import attrgetter
from typing import Any

from rashomon.model.annotation import Actor
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Claim, StoryActor, Synopsis
from rashomon.store import reasons
from rashomon.store.column_bytes import Reader, Writer, make
from rashomon.store.column_changes import FIELDS, KEYS, learn, read_changes, write_changes
from rashomon.store.derived_ids import actor_id, claim_id

_DECIMALS = 6
"""Digits behind the point up to which floats are written as whole numbers."""
_DOUBLES, _WHOLE, _STRINGS = _DECIMALS + 1, _DECIMALS + 2, _DECIMALS + 3
"""Other ways of writing floats."""
_EXACT = float(1 << 53)
_REASONS = 4
"""The format from which on reasons are taken apart."""


@dataclass(frozen=True, slots=True)
class Column:
    """How many values of one type are written, and how that many are read."""

    write: Callable[[Sequence[Any], Writer], None]
    read: Callable[[int, Reader], Sequence[Any]]


def write(kind: type[Any], value: Any) -> tuple[str, bytes]:
    """Return `value`, a frozen dataclass of the model, as a line of JSON and bytes. The same value gives the same."""
    writer = Writer(story=value.story if isinstance(value, Synopsis) else "")
    column_of(kind).write([value], writer)
    return writer.finish()


def read(kind: type[Any], line: str, data: bytes, *, form: int, reasoned: bool = True) -> Any:
    """Return what `write` wrote; unless `reasoned`, without the reasons for claims."""
    (value,) = column_of(kind).read(1, Reader(line, data, form=form, reasoned=reasoned))
    return value


def read_some(kind: type[Any], line: str, data: bytes, fields: Sequence[str], *, form: int) -> dict[str, Any]:
    """Return some fields of what `write` wrote; what comes after them is not read."""
    reader = Reader(line, data, form=form)
    (count,) = reader.take(1)
    found: dict[str, Any] = {}
    for name, hint in list(hints(kind).items())[:count]:
        value = column_of(hint).read(1, reader)[0]
        if name in fields:
            found[name] = value
        if len(found) == len(fields):
            break
    return found


def write_before(value: Synopsis, after: Synopsis) -> tuple[str, bytes]:
    """Return what a synopsis says otherwise than the one that followed it; see `store.column_changes`."""
    column = column_of(Synopsis)
    writer = Writer(story=value.story, known=learn(after, column.write))
    column.write([value], writer)
    return writer.finish()


def read_before(line: str, data: bytes, after: Synopsis) -> Synopsis:
    """Return the synopsis of which `write_before` wrote how it differs from `after`."""
    column = column_of(Synopsis)
    (value,) = column.read(1, Reader(line, data, form=4, known=learn(after, column.write)))
    return typing.cast(Synopsis, value)


def hints(kind: Any) -> dict[str, Any]:
    """The types of the fields of a dataclass, in their order."""
    return _hints(kind)


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    found = typing.get_type_hints(kind)
    return {one.name: found[one.name] for one in dataclasses.fields(kind)}


@functools.cache
def _made_column(kind: Any) -> Column:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Span:
        return Column(_write_spans, _read_spans)
    if kind is Citation:
        return Column(_write_citations, lambda count, reader: reader.cite(count))
    if kind is str or origin is typing.Literal:
        return Column(
            lambda values, writer: writer.put_strings(values),
            lambda count, reader: reader.pick(reader.take(count)),
        )
    if kind is int:
        return Column(lambda values, writer: writer.put(values), lambda count, reader: reader.take(count))
    if kind is float:
        return Column(_write_floats, _read_floats)
    if kind is bool:
        return Column(
            lambda values, writer: writer.put([int(value) for value in values]),
            lambda count, reader: [value == 1 for value in reader.take(count)],
        )
    if kind in (date, datetime):
        return Column(
            lambda values, writer: writer.put_strings(value.isoformat() for value in values),
            lambda count, reader: [kind.fromisoformat(text) for text in reader.pick(reader.take(count))],
        )
    if origin in (typing.Union, types.UnionType) and len(arguments) == 2 and arguments[1] is type(None):
        return _optional(column_of(arguments[0]))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _many(column_of(arguments[0]))
    if origin is tuple:
        return _pairs([column_of(argument) for argument in arguments])
    if origin is Mapping:
        inner = _many(_pairs([column_of(argument) for argument in arguments]))
        return Column(
            lambda values, writer: inner.write([tuple(value.items()) for value in values], writer),
            lambda count, reader: [dict(value) for value in inner.read(count, reader)],
        )
    if dataclasses.is_dataclass(kind):
        return _record(typing.cast(Any, kind))
    raise TypeError(f"no way to write {kind}")


def column_of(kind: Any) -> Column:
    """How values of a type are written and read."""
    return _made_column(kind)


def _write_spans(values: Sequence[Any], writer: Writer) -> None:
    ends = [value.end for value in values]
    writer.put([value.start - before for value, before in zip(values, (0, *ends), strict=False)])
    writer.put([value.end - value.start for value in values])


def _read_spans(count: int, reader: Reader) -> Sequence[Any]:
    steps, lengths = reader.take(count), reader.take(count)
    ends = list(accumulate(map(int.__add__, steps, lengths)))
    starts = [end - length for end, length in zip(ends, lengths, strict=True)]
    return make(Span, [starts, ends], count)


def _write_citations(values: Sequence[Any], writer: Writer) -> None:
    writer.columns.append(tuple(values))


def _write_floats(values: Sequence[Any], writer: Writer) -> None:
    """As whole numbers of so many decimals where that gives each back, else as the bits of doubles; ints that stand in
    the place of floats stay ints."""
    if not values:
        return
    kinds = {type(value) for value in values}
    decimals = _decimals(values) if kinds == {float} else None
    if decimals is not None:
        writer.put([decimals])
        writer.put([round(value * 10**decimals) for value in values])
    elif kinds == {float}:
        writer.put([_DOUBLES])
        writer.put(struct.unpack(f"<{len(values)}Q", struct.pack(f"<{len(values)}d", *values)))
    elif kinds == {int}:
        writer.put([_WHOLE])
        writer.put(values)
    else:
        writer.put([_STRINGS])
        writer.put_strings(json.dumps(value) for value in values)


def _decimals(values: Sequence[float]) -> int | None:
    if not all(abs(value) * 10**_DECIMALS < _EXACT for value in values):  # nor is what is not finite
        return None
    if any(value == 0.0 and math.copysign(1.0, value) < 0.0 for value in values):
        return None
    for decimals in range(_DECIMALS + 1):
        unit = 10**decimals
        if all(round(value * unit) / unit == value for value in values):
            return decimals
    return None


def _read_floats(count: int, reader: Reader) -> Sequence[Any]:
    if not count:
        return []
    (how,) = reader.take(1)
    numbers = reader.take(count)
    if how == _STRINGS:
        return [json.loads(string) for string in reader.pick(numbers)]
    if how == _DOUBLES:
        return struct.unpack(f"<{count}d", struct.pack(f"<{count}Q", *numbers))
    if how == _WHOLE:
        return numbers
    unit = 10**how
    return [number / unit for number in numbers]


def _optional(inner: Column) -> Column:
    """Whether there are none, all or some; of some, which; then these."""

    def write_it(values: Sequence[Any], writer: Writer) -> None:
        if not values:
            return
        mask = [int(value is not None) for value in values]
        writer.put(mask)
        inner.write([value for value in values if value is not None], writer)

    def read_it(count: int, reader: Reader) -> Sequence[Any]:
        mask = reader.take(count)
        there = sum(mask)
        found = inner.read(there, reader)
        if there == count:
            return found
        rest = iter(found)
        return [next(rest) if one else None for one in mask]

    return Column(write_it, read_it)


def _many(inner: Column) -> Column:
    """The lengths of all tuples, and their values one after the other."""

    def write_it(values: Sequence[Any], writer: Writer) -> None:
        writer.put([len(value) for value in values])
        inner.write([item for value in values for item in value], writer)

    def read_it(count: int, reader: Reader) -> Sequence[Any]:
        lengths = reader.take(count)
        flat = tuple(inner.read(sum(lengths), reader))
        if count == 1:
            return [flat]
        ends = accumulate(lengths)
        return [flat[end - length : end] for end, length in zip(ends, lengths, strict=True)]

    return Column(write_it, read_it)


def _pairs(columns: Sequence[Column]) -> Column:
    """Tuples of a fixed length."""

    def write_it(values: Sequence[Any], writer: Writer) -> None:
        for place, column in enumerate(columns):
            column.write([value[place] for value in values], writer)

    def read_it(count: int, reader: Reader) -> Sequence[Any]:
        return list(zip(*(column.read(count, reader) for column in columns), strict=True))

    return Column(write_it, read_it)


def _record(kind: type[Any]) -> Column:
    """How many columns there are, and these; fewer than fields: the bytes are older than the last fields, which then
    have their defaults."""
    names = list(hints(kind))
    getters = [attrgetter(name) for name in names]
    columns = [column_of(hint) for hint in hints(kind).values()]
    writes, reads = [column.write for column in columns], [column.read for column in columns]
    of_claims = kind is Claim
    support = names.index("support") if of_claims else 0
    if of_claims:  # the ids come first, and follow from the claims
        writes[0] = _write_claim_ids
        reads[0] = lambda count, reader: reader.take(count)
        why, before = names.index("why"), reads[names.index("why")]
        lines = _many(Column(reasons.write, reasons.read))
        writes[why] = lines.write

        def read_why(count: int, reader: Reader) -> Sequence[Any]:
            found = before(count, reader) if reader.form < _REASONS else lines.read(count, reader)
            return found if reader.reasoned else [()] * count

        reads[why] = read_why

    def write_it(values: Sequence[Any], writer: Writer) -> None:
        if not values:
            return
        if kind in (Actor, StoryActor):
            for value in values:
                if value.id == actor_id(value.kind, value.name):
                    writer.ids[value.id] = (value.kind, value.name)
        learnt = len(names)
        if writer.seen is not None:
            writer.seen.setdefault(kind, []).extend(values)
            learnt = FIELDS.get(kind, learnt)
        writer.put([learnt])
        if writer.known is not None and kind in KEYS:
            write_changes(kind, names, writes, values, writer)
            return
        for name, get, write in zip(names[:learnt], getters, writes, strict=False):
            write(values if of_claims and name == "id" else [*map(get, values)], writer)

    def read_it(count: int, reader: Reader) -> Sequence[Any]:
        if not count:
            return []
        (there,) = reader.take(1)
        if reader.known is not None and kind in KEYS:
            found = read_changes(kind, names[:there], reads[:there], count, reader)
        else:
            found = [read(count, reader) for read in reads[:there]]
        if of_claims:
            found[0] = _read_claim_ids(found[0], found[support], reader)
        return make(kind, found, count)

    return Column(write_it, read_it)


_OTHER = 2
"""From here on the numbers of the ids of claims that follow from nothing."""


def _write_claim_ids(claims: Sequence[Claim], writer: Writer) -> None:
    codes = []
    for place, claim in enumerate(claims):
        about = [claim.id == claim_id(writer.story, claim.support, value=value) for value in (False, True)]
        if any(about):
            writer.claims[claim.id] = place
            codes.append(about.index(True))
        else:
            codes.append(_OTHER + writer.number(claim.id))
    writer.put(codes)


def _read_claim_ids(codes: Sequence[Any], support: Sequence[Any], reader: Reader) -> Sequence[str]:
    """The ids of claims from their codes; an id stands already where it is that of a later claim."""
    story = reader.strings[0]  # the first field of the first value
    named = []
    for code, own in zip(codes, support, strict=True):
        if type(code) is int:
            named.append(claim_id(story, own, value=bool(code)) if code < _OTHER else reader.strings[code - _OTHER])
    reader.name_claims(named)
    rest = iter(named)
    return [next(rest) if type(code) is int else code for code in codes]
