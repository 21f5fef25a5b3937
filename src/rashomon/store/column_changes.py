"""What a synopsis says otherwise than the one that followed it, as columns.

A claim, an actor, a figure that both have is written as its place in the later one, and which of its fields differ;
only these fields are written, and what the later one does not have. Strings, reasons and citations of the later one are
known by their places there. So a synopsis that was followed by another takes .3 of its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rashomon.model.spans import ReferenceDate
from rashomon.model.synopsis import (
    Against,
    Cite,
    Claim,
    Difference,
    Position,
    Side,
    Statement,
    StoryActor,
    StoryFigure,
    StoryPlace,
    StoryReport,
    Support,
    Synopsis,
    TimelineEntry,
)
from rashomon.store.column_bytes import Known, Reader, Writer

Write = Callable[[Sequence[Any], Writer], None]
Read = Callable[[int, Reader], Sequence[Any]]

KEYS: dict[type[Any], str] = {
    StoryReport: "id",
    Claim: "gist",
    Support: "at",
    Against: "at",
    Difference: "about",
    Side: "value",
    Statement: "spans",
    Position: "spans",
    TimelineEntry: "spans",
    StoryFigure: "spans",
    StoryPlace: "name",
    StoryActor: "id",
    Cite: "outlet",
}
"""By which field one value is taken for a later form of another. Part of the format, as is the next table."""
FIELDS: dict[type[Any], int] = {
    Synopsis: 15,
    StoryReport: 7,
    ReferenceDate: 5,
    Claim: 11,
    Support: 5,
    Against: 5,
    Difference: 6,
    Side: 2,
    Statement: 6,
    Position: 5,
    TimelineEntry: 5,
    StoryFigure: 7,
    StoryPlace: 6,
    StoryActor: 8,
    Cite: 3,
}
"""How many fields of each kind are learnt from: those that there were when the format was made. A field that is added
later must not shift the places of strings and citations."""


def learn(value: Any, write: Write) -> Known:
    """Return what a value has, by places; `write` writes its column."""
    writer = Writer(story="", seen={})
    write([value], writer)
    assert writer.seen is not None
    keys: dict[type[Any], dict[Any, int]] = {kind: {} for kind in writer.seen if kind in KEYS}
    for kind, places in keys.items():
        for place, one in enumerate(writer.seen[kind]):
            places.setdefault(getattr(one, KEYS[kind]), place)
    return Known(list(writer.numbers), writer.cited(), list(writer.reasons), writer.seen, keys)


def write_changes(
    kind: type[Any], names: Sequence[str], columns: Sequence[Write], values: Sequence[Any], writer: Writer
) -> None:
    """Write values of a kind by those that are known.

    `columns` write the fields `names`, that of the ids of claims from the claims.
    """
    known = writer.known
    assert known is not None
    places = known.keys.get(kind, {})
    found = [places.get(getattr(value, KEYS[kind])) for value in values]
    writer.put([int(place is not None) for place in found])
    writer.put(_steps([place for place in found if place is not None]))
    for name, write in zip(names, columns, strict=True):
        same = [
            place is not None and getattr(known.values[kind][place], name) == getattr(value, name)
            for value, place in zip(values, found, strict=True)
        ]
        writer.put([int(one) for one, place in zip(same, found, strict=True) if place is not None])
        rest = [value for value, one in zip(values, same, strict=True) if not one]
        write(rest if kind is Claim and name == "id" else [getattr(value, name) for value in rest], writer)


def read_changes(
    kind: type[Any], names: Sequence[str], columns: Sequence[Read], count: int, reader: Reader
) -> list[Sequence[Any]]:
    """Read the columns that `write_changes` wrote."""
    known = reader.known
    assert known is not None
    is_known = reader.take(count)
    steps, before = iter(reader.take(sum(is_known))), -1
    found: list[int | None] = []
    for one in is_known:
        before += next(steps) + 1 if one else 0
        found.append(before if one else None)
    out: list[Sequence[Any]] = []
    for name, read in zip(names, columns, strict=True):
        marks = iter(reader.take(sum(is_known)))
        same = [place is not None and next(marks) == 1 for place in found]
        rest = iter(read(count - sum(same), reader))
        out.append(
            [
                getattr(known.values[kind][place], name) if one and place is not None else next(rest)
                for one, place in zip(same, found, strict=True)
            ]
        )
    return out


def _steps(places: Sequence[int]) -> list[int]:
    """How far each is from the one behind the one before: mostly 0."""
    return [place - before - 1 for place, before in zip(places, (-1, *places), strict=False)]
