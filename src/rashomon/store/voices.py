"""Who speaks or is named: actors with the names that they have in a story, found by any of these."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, func, insert, select

from rashomon.model.ids import derive_id
from rashomon.names import name_parts, same_name, sound
from rashomon.store import full_text
from rashomon.store.finding import appearances, names, statements, voice_names, voices
from rashomon.store.lines import listed, read_numbers
from rashomon.store.packed import pack_numbers, unpack_numbers
from rashomon.store.reports import chunks
from rashomon.store.schema import clean
from rashomon.store.spoken import Voice

_PARAMETERS = 500
_WORDS = 100
"""Words in one query of a full-text index."""
_AT_ONCE = 10_000
"""Names whose words are put into the index at once."""
_LONGEST = 200
"""Code points of a name; what a parser takes for one may run on."""


def put(connection: Connection, groups: Iterable[Iterable[Voice]]) -> dict[Voice, int]:
    """Return the numbers of voices; those that are not there yet are written, with their names.

    They are numbered group by group, so that it does not matter how many groups are written at once.
    """
    plain: dict[Voice, Voice] = {}
    keys: dict[Voice, int] = {}
    wanted: list[list[Voice]] = []
    for group in groups:
        own = list(dict.fromkeys(group))
        plain.update((voice, _plain(voice)) for voice in own if voice not in plain)
        mine = list(dict.fromkeys(plain[voice] for voice in own))
        keys.update((voice, _key(voice)) for voice in mine if voice not in keys)
        wanted.append(mine)
    known = _find(connection, set(keys.values()))
    new: dict[Voice, None] = {}
    spelt: dict[str, None] = {}
    for mine in wanted:
        lacking = [voice for voice in mine if voice not in known and voice not in new]
        lacking.sort(key=lambda voice: (keys[voice], voice.names))
        new.update(dict.fromkeys(lacking))
        spelt.update(dict.fromkeys(sorted({name for voice in lacking for name in voice.names})))
    if new:
        numbers = _put_names(connection, list(spelt))
        rows = []
        linked: set[tuple[int, int]] = set()
        for number, voice in enumerate(new, _last(connection, voices) + 1):
            known[voice] = number
            own_names = [numbers[name] for name in voice.names]
            linked.update((name, number) for name in own_names)
            rows.append(
                {
                    "number": number,
                    "key": keys[voice],
                    "actor": voice.actor,
                    "kind": voice.kind,
                    "country": voice.country,
                    "names": pack_numbers(own_names),
                }
            )
        connection.execute(insert(voices), rows)
        if linked:
            connection.execute(
                insert(voice_names), [{"name": name, "voice": number} for name, number in sorted(linked)]
            )
    return {voice: known[mine] for voice, mine in plain.items()}


def drop_unused(connection: Connection, numbers: Iterable[int]) -> None:
    """Forget those of these voices that no statement and no report has any more."""
    for some in chunks(sorted(set(numbers)), _PARAMETERS):
        used = set(connection.execute(select(statements.c.voice).where(statements.c.voice.in_(some))).scalars())
        used |= set(connection.execute(select(appearances.c.voice).where(appearances.c.voice.in_(some))).scalars())
        gone = sorted(set(some) - used)
        if not gone:
            continue
        rows = connection.execute(select(voices.c.number, voices.c.names).where(voices.c.number.in_(gone)))
        linked = [{"of": row.number, "by": name} for row in rows for name in sorted({*unpack_numbers(row.names)})]
        if linked:
            connection.execute(_NOT_LINKED, linked)
        connection.execute(delete(voices).where(voices.c.number.in_(gone)))


_NOT_LINKED = delete(voice_names).where(voice_names.c.name == bindparam("by"), voice_names.c.voice == bindparam("of"))


def _plain(voice: Voice) -> Voice:
    """A voice as it is read back."""
    names = tuple(map(clean, voice.names))
    return voice if names == voice.names else replace(voice, names=names)


def _key(voice: Voice) -> int:
    """A number that begins with that of the actor, so that the voices of one stand together."""
    rest = int(derive_id(voice.kind or "", voice.country or "", *map(clean, voice.names), length=8), 16)
    return _first_key(voice.actor) + rest


def _first_key(actor: str | None) -> int:
    return (int(derive_id(actor or "", length=8), 16) >> 1) << 32


def _put_names(connection: Connection, wanted: Sequence[str]) -> dict[str, int]:
    """Return the numbers of names; those that are not there yet are written."""
    known = _find_names(connection, wanted)
    new = [*enumerate((name for name in wanted if name not in known), _last(connection, names) + 1)]
    if new:
        known.update((name, number) for number, name in new)
        connection.execute(insert(names), [{"number": number, "name": name} for number, name in new])
        _put_words(connection, new)
    return known


def _find_names(connection: Connection, wanted: Sequence[str]) -> dict[str, int]:
    """The numbers of the names that are there, by the word that has all of a name; see `_keys`."""
    found: set[int] = set()
    for some in chunks(sorted({_whole(_parts(name[:_LONGEST])) for name in wanted}), _WORDS):
        found.update(connection.execute(full_text.with_any(connection, "name_words", some)).scalars())
    known: dict[str, int] = {}
    for numbers in chunks(sorted(found), _PARAMETERS):
        for number, name in connection.execute(select(names).where(names.c.number.in_(numbers))):
            known.setdefault(name, number)
    return known


def put_words(connection: Connection) -> None:
    """Put the words of all names into the full-text index."""
    rows = connection.execute(select(names.c.number, names.c.name).order_by(names.c.number))
    for some in chunks([(number, name) for number, name in rows], _AT_ONCE):
        _put_words(connection, some)


def _put_words(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    words = [(number, sorted(_keys(name[:_LONGEST]))) for number, name in rows]
    full_text.put(connection, "name_words", words)


def _keys(name: str) -> set[str]:
    """The folded words of a name, and what its spellings in other alphabets have in common: see `names.same_name`."""
    parts = _parts(name)
    return {*parts, _sound(sound(name)), _whole(parts)} if parts else {_whole(parts)}


def _parts(name: str) -> tuple[str, ...]:
    """The folded words of a name, without underscores: the index in SQLite would take one for a space."""
    return tuple(word for part in name_parts(name) for word in part.split("_") if word)


def _whole(parts: Sequence[str]) -> str:
    """All of a name in 24 bits: names that have the same by chance are told apart where they are read."""
    return f"≡{zlib.crc32(''.join(parts).encode('utf-8', 'surrogatepass')) & 0xFFFFFF:06x}"


def _sound(shared: Sequence[str]) -> str:
    """What spellings share (`names.sound`) as a word of the index; SQLite would take marks of ASCII for spaces."""
    return "≈" + "·".join(shared).replace(".", "·").replace("_", "")


def _alike(name: str) -> list[tuple[str, bool]]:
    """The words of the index of which another spelling of a name has one; with True it is a beginning."""
    last, *first = sound(name)
    if not first:
        return [(_sound([last]), False)]
    if first[0].startswith("."):
        return [(_sound([last, ""]), True)]
    initial = f".{name_parts(name)[0][0]}"
    return [(_sound([last, *first]), False), (_sound([last, initial]), False)]


def find(connection: Connection, who: str) -> list[int]:
    """Return the numbers of the voices that go by the name `who`, in ascending order.

    A name fits when all words of `who` are in it, or when it is another spelling of it (`rashomon.names.same_name`).
    """
    parts = _parts(who)
    if not parts:
        return []
    fitting = set(_named(connection, [[(part, False) for part in parts]]))
    alike = set(_named(connection, [[word] for word in [*_alike(who), (_whole(parts), False)]])) - fitting
    # numbers in the line itself: thousands of parameters take as long as what is asked for
    line = f"SELECT number, name FROM names WHERE number IN ({listed(sorted(alike))})"
    rows = connection.exec_driver_sql(line).fetchall() if alike else []
    fitting.update(number for number, name in rows if same_name(who, name))
    line = f"SELECT DISTINCT voice FROM voice_names WHERE name IN ({listed(sorted(fitting))})"
    return sorted(connection.exec_driver_sql(line).scalars()) if fitting else []


def of_actor(connection: Connection, actor: str) -> list[int]:
    """Return the numbers of the voices of an actor, in ascending order."""
    first = _first_key(actor)
    query = select(voices.c.number).where(voices.c.key.between(first, first + 0xFFFFFFFF), voices.c.actor == actor)
    return sorted(connection.execute(query).scalars())


def _named(connection: Connection, alternatives: Iterable[Iterable[tuple[str, bool]]]) -> Iterable[int]:
    asked = full_text.either(connection, [full_text.every(connection, words) for words in alternatives])
    number, fits = full_text.column(connection), full_text.match(connection, "name_words")
    return read_numbers(connection, f"SELECT {number} FROM name_words WHERE {fits}", {"asked": asked})


def read(connection: Connection, numbers: Iterable[int]) -> dict[int, Voice]:
    """Return the voices with these numbers."""
    rows: list[Row[*tuple[Any, ...]]] = []
    for some in chunks(sorted(set(numbers)), _PARAMETERS):
        rows += connection.execute(select(voices).where(voices.c.number.in_(some))).all()
    return _voices(connection, rows)


def _voices(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> dict[int, Voice]:
    own = {row.number: unpack_numbers(row.names) for row in rows}
    known: dict[int, str] = {}
    for some in chunks(sorted({name for of in own.values() for name in of}), _PARAMETERS):
        for number, name in connection.execute(select(names.c.number, names.c.name).where(names.c.number.in_(some))):
            known[number] = name
    return {
        row.number: Voice(
            actor=row.actor, kind=row.kind, country=row.country, names=tuple(known[name] for name in own[row.number])
        )
        for row in rows
    }


def _find(connection: Connection, keys: Iterable[int]) -> dict[Voice, int]:
    rows: list[Row[*tuple[Any, ...]]] = []
    for some in chunks(sorted(keys), _PARAMETERS):
        rows += connection.execute(select(voices).where(voices.c.key.in_(some))).all()
    return {voice: number for number, voice in _voices(connection, rows).items()}


def _last(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one())
