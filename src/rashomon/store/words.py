"""Writes the words and the statements of reports into the index."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from rashomon.store import full_text, voices
from rashomon.store.finding import FULL_TEXT, appearances, searched, statements
from rashomon.store.indexed import Indexed
from rashomon.store.packed import unpack_numbers


def put(connection: Connection, items: Sequence[tuple[int, int, Indexed]]) -> None:
    """Put reports, as (number, version, what was found in it), into the index, in the place of an earlier version."""
    if not items:
        return
    last = connection.execute(select(searched).order_by(searched.c.number.desc()).limit(1)).one_or_none()
    number = last.number + max(1, last.said) if last is not None else 1
    old = connection.execute(select(searched).where(searched.c.report.in_([report for report, _, _ in items]))).all()
    for row in old:
        within = statements.c.number.between(row.number, row.number + row.said - 1)
        connection.execute(delete(statements).where(within))
        for voice in unpack_numbers(row.named):
            connection.execute(
                delete(appearances).where(appearances.c.voice == voice, appearances.c.report == row.report)
            )
    connection.execute(delete(searched).where(searched.c.number.in_([row.number for row in old])))
    rows, said = [], []
    texts: list[tuple[int, Indexed]] = []
    voice_of = voices.put(connection, [[voice for _, _, found in items for voice in found.voices]])
    for report, version, found in items:
        count = len(found.statements)
        values = {"number": number, "report": report, "version": version, "length": found.length, "said": count}
        rows.append({**values, "day": 0, "standing": 0, "named": b""})
        texts.append((number, found))
        for place, one in enumerate(found.statements):
            said.append(
                {
                    "number": number + place,
                    "voice": voice_of[found.voices[one.voice]],
                    "force": one.force,
                    "kind": one.kind,
                    "confidence": one.confidence,
                    "spans": one.spans,
                }
            )
        number += max(1, count)
    connection.execute(insert(searched), rows)
    if said:
        connection.execute(insert(statements), said)
    put_words(connection, texts)


def tidy(connection: Connection) -> None:
    """Make the full-text indexes small again after many reports came."""
    for name in FULL_TEXT:
        full_text.tidy(connection, name)


def put_words(connection: Connection, items: Sequence[tuple[int, Indexed]]) -> None:
    """Put words alone into the full-text indexes, under the numbers that `searched` has for them already."""
    full_text.put(connection, "words", [(number, found.words) for number, found in items])
    full_text.put(
        connection,
        "statement_words",
        [(number + place, one.words) for number, found in items for place, one in enumerate(found.statements)],
    )
