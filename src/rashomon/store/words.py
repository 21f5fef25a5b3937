"""Writes the words and the statements of reports into the index."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy import text as sql

from rashomon.store import voices
from rashomon.store.finding import searched, statements
from rashomon.store.indexed import Indexed
from rashomon.store.packed import pack

PLACES = 1 << 13
"""Statements that the index has room for in one report; small, because the distance of two numbers takes room in it.
Only reports of a million characters and more have others, which then are found in the report alone."""


def put(connection: Connection, items: Sequence[tuple[int, int, Indexed]]) -> None:
    """Put reports, as (number, version, what was found in it), into the index, in the place of an earlier version."""
    if not items:
        return
    numbers = [number for number, _, _ in items]
    old = list(connection.execute(select(searched.c.number).where(searched.c.report.in_(numbers))).scalars())
    for number in old:
        within = statements.c.number.between(number * PLACES, (number + 1) * PLACES - 1)
        connection.execute(delete(statements).where(within))
    connection.execute(delete(searched).where(searched.c.number.in_(old)))
    number = connection.execute(select(func.coalesce(func.max(searched.c.number), 0))).scalar_one()
    number = max([number, *old])
    rows, texts, said, said_words = [], [], [], []
    spoken = [row for _, _, found in items for row, _ in found.statements]
    voice_of = voices.put(connection, [row.voice for row in spoken])
    for report, version, found in items:
        number += 1
        rows.append({"number": number, "report": report, "version": version, "length": len(found.body)})
        texts.append((number, found))
        for place, (row, words) in enumerate(found.statements[:PLACES]):
            said.append(
                {
                    "number": number * PLACES + place,
                    "voice": voice_of[row.voice],
                    "day": 0,
                    "force": row.force,
                    "kind": row.kind,
                    "confidence": round(row.confidence * 10_000),
                    "spans": pack((row.sentence,), row.source, row.content),
                }
            )
            said_words.append((number * PLACES + place, words))
    connection.execute(insert(searched), rows)
    _put_texts(connection, texts)
    if said:
        connection.execute(insert(statements), said)
        _put_statement_words(connection, said_words)


def put_words(connection: Connection, items: Sequence[tuple[int, Indexed]]) -> None:
    """Put words alone into the full-text indexes, under the numbers that `searched` has for them already."""
    _put_texts(connection, items)
    said = [
        (number * PLACES + place, words)
        for number, found in items
        for place, (_, words) in enumerate(found.statements[:PLACES])
    ]
    if said:
        _put_statement_words(connection, said)


def _put_texts(connection: Connection, rows: Sequence[tuple[int, Indexed]]) -> None:
    if connection.dialect.name == "postgresql":
        line = "INSERT INTO words VALUES (:number, array_to_tsvector(:title), array_to_tsvector(:body), :text)"
        values = [
            # with a space at both ends, so that a phrase is looked up as whole words
            {"number": number, "title": [*found.title], "body": [*found.body], "text": f" {' '.join(found.body)} "}
            for number, found in rows
        ]
    else:
        line = "INSERT INTO words (rowid, title, body) VALUES (:number, :title, :body)"
        values = [
            {"number": number, "title": " ".join(found.title), "body": " ".join(found.body)} for number, found in rows
        ]
    connection.execute(sql(line), values)


def _put_statement_words(connection: Connection, rows: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    if connection.dialect.name == "postgresql":
        line = "INSERT INTO statement_words VALUES (:number, array_to_tsvector(:words))"
        values = [{"number": number, "words": [*words]} for number, words in rows]
    else:
        line = "INSERT INTO statement_words (rowid, words) VALUES (:number, :words)"
        values = [{"number": number, "words": " ".join(words)} for number, words in rows]
    connection.execute(sql(line), values)
