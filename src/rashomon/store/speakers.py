"""The actors of an archive, those who are said to have said most first."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from rashomon.model.archive import ActorRow, Page
from rashomon.store import voices
from rashomon.store.cursors import number_after, page_of
from rashomon.store.finding import statements
from rashomon.store.finding import voices as voices_table

_PARAMETERS = 20_000
"""Voices of one name that are looked at; a database takes some 32,000 values in one query."""


def list_actors(connection: Connection, *, query: str | None, limit: int, after: str | None) -> Page[ActorRow]:
    """Actors by the number of their statements, without unnamed sources; with `query`, all of that name.

    An actor goes by several names in several stories; it is shown under the one by which it was known first.
    """
    skipped = number_after(after)
    actor, number = voices_table.c.actor, voices_table.c.number
    said = func.count()
    asked = (
        select(actor, said.label("said"), func.min(number).label("first"))
        .join(statements, statements.c.voice == number)
        .where(actor.is_not(None))
        .group_by(actor)
        .order_by(said.desc(), actor)
        .limit(limit + 1)
        .offset(skipped)
    )
    if query is None:
        asked = asked.where(voices_table.c.kind != "unnamed")
    else:
        asked = asked.where(number.in_(voices.find(connection, query)[:_PARAMETERS]))
    found = page_of(connection.execute(asked).all(), limit, lambda row: str(skipped + limit))
    known = voices.read(connection, [row.first for row in found.rows])
    rows = tuple(
        ActorRow(
            id=row.actor,
            name=known[row.first].names[0],
            kind=known[row.first].kind or "",
            country=known[row.first].country,
            statements=row.said,
        )
        for row in found.rows
    )
    return Page(rows=rows, next=found.next)
