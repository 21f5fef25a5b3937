"""Who speaks or is named: actors with the names that they have in a story, found by any of these."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, func, insert, select

from rashomon.model.ids import derive_id
from rashomon.names import fold, name_parts, same_name, skeleton
from rashomon.store.finding import name_keys, names, voice_names, voices
from rashomon.store.reports import chunks
from rashomon.store.schema import clean
from rashomon.store.spoken import Voice

_PARAMETERS = 500
_LONGEST = 200
"""Code points of a name; what a parser takes for one may run on."""


def put(connection: Connection, wanted: Iterable[Voice]) -> dict[Voice, int]:
    """Return the numbers of voices; those that are not there yet are written, with their names."""
    keys = {_key(voice): voice for voice in wanted}
    known = _find(connection, voices, voices.c.key, sorted(keys))
    new = [(key, voice) for key, voice in sorted(keys.items()) if key not in known]
    if new:
        rows = []
        for number, (key, voice) in enumerate(new, _last(connection, voices) + 1):
            known[key] = number
            rows.append(
                {
                    "number": number,
                    "key": key,
                    "actor": voice.actor,
                    "kind": voice.kind,
                    "country": voice.country,
                    "names": json.dumps([clean(name) for name in voice.names], ensure_ascii=False),
                }
            )
        connection.execute(insert(voices), rows)
        _put_names(connection, [(known[key], voice) for key, voice in new])
    return {voice: known[key] for key, voice in keys.items()}


def _key(voice: Voice) -> str:
    return derive_id(voice.actor or "", voice.kind or "", voice.country or "", *voice.names, length=20)


def _put_names(connection: Connection, new: Sequence[tuple[int, Voice]]) -> None:
    pairs = sorted({(clean(name)[:_LONGEST], number) for number, voice in new for name in voice.names if fold(name)})
    if not pairs:
        return
    wanted = sorted({name for name, _ in pairs})
    known = _find(connection, names, names.c.name, wanted)
    rows, keys = [], []
    for number, name in enumerate((name for name in wanted if name not in known), _last(connection, names) + 1):
        known[name] = number
        rows.append({"number": number, "name": name})
        keys += [{"key": key, "name": number} for key in sorted(_keys(name))]
    if rows:
        connection.execute(insert(names), rows)
        connection.execute(insert(name_keys), keys)
    linked = sorted({(known[name], number) for name, number in pairs})
    connection.execute(insert(voice_names), [{"name": name, "voice": voice} for name, voice in linked])


def _keys(name: str) -> set[str]:
    """The folded words of a name, and what its spellings in other alphabets have in common: see `names.same_name`."""
    parts = name_parts(name)
    return {*parts, _sound(parts), "=" + "".join(parts)}


def _sound(parts: Sequence[str]) -> str:
    last = [part for part in parts if part not in ("jr", "junior", "ii", "iii", "iv")] or [*parts]
    return "~" + skeleton(last[-1])


def find(connection: Connection, who: str) -> list[int]:
    """Return the numbers of the voices that go by the name `who`, in ascending order.

    A name fits when all words of `who` are in it, or when it is another spelling of it (`rashomon.names.same_name`).
    """
    parts = name_parts(who)
    if not parts:
        return []
    rarest = set(_named(connection, parts[0]))
    for part in parts[1:]:
        rarest &= set(_named(connection, part))
    alike = sorted({*_named(connection, _sound(parts)), *_named(connection, "=" + "".join(parts))} - rarest)
    for some in chunks(alike, _PARAMETERS):
        for row in connection.execute(select(names).where(names.c.number.in_(some))):
            if same_name(who, row.name):
                rarest.add(row.number)
    found: set[int] = set()
    for some in chunks(sorted(rarest), _PARAMETERS):
        found.update(connection.execute(select(voice_names.c.voice).where(voice_names.c.name.in_(some))).scalars())
    return sorted(found)


def _named(connection: Connection, key: str) -> Iterable[int]:
    return connection.execute(select(name_keys.c.name).where(name_keys.c.key == key)).scalars()


def read(connection: Connection, numbers: Iterable[int]) -> dict[int, Voice]:
    """Return the voices with these numbers."""
    out = {}
    for some in chunks(sorted(set(numbers)), _PARAMETERS):
        for row in connection.execute(select(voices).where(voices.c.number.in_(some))):
            known = tuple(json.loads(row.names))
            out[row.number] = Voice(actor=row.actor, kind=row.kind, country=row.country, names=known)
    return out


def _find(connection: Connection, table: Table, column, wanted: Sequence[str]) -> dict[str, int]:  # type: ignore[no-untyped-def]
    found: dict[str, int] = {}
    for some in chunks(wanted, _PARAMETERS):
        for key, number in connection.execute(select(column, table.c.number).where(column.in_(some))):
            found[key] = number
    return found


def _last(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one())
