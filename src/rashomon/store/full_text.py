"""The full-text indexes as both databases have them: words put in under a number, numbers found by their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, TextClause
from sqlalchemy import text as sql


def put(connection: Connection, table: str, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Put words into an index, each row under its number."""
    if connection.dialect.name == "postgresql":
        line = f"INSERT INTO {table} VALUES (:number, array_to_tsvector(:words))"
        values = [{"number": number, "words": sorted(set(words))} for number, words in rows]
    else:
        line = f"INSERT INTO {table} (rowid, folded) VALUES (:number, :words)"
        values = [{"number": number, "words": " ".join(sorted(set(words)))} for number, words in rows]
    if values:
        connection.execute(sql(line), values)


def tidy(connection: Connection, table: str) -> None:
    """Make of the parts of an index one, which takes a fifth less room; PostgreSQL does so by itself."""
    if connection.dialect.name != "postgresql":
        connection.execute(sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')"))


def with_any(connection: Connection, table: str, words: Sequence[str]) -> TextClause:
    """A query for the numbers of the rows that have one of these words."""
    return sql(f"SELECT {column(connection)} AS number FROM {table} WHERE {match(connection, table)}").bindparams(
        asked=either(connection, (every(connection, [(word, False)]) for word in words))
    )


def column(connection: Connection) -> str:
    """What the number of a row is called."""
    return "number" if connection.dialect.name == "postgresql" else "rowid"


def match(connection: Connection, table: str) -> str:
    """The condition that a row fits what is `:asked`."""
    if connection.dialect.name == "postgresql":
        return f"{table}.folded @@ CAST(:asked AS tsquery)"
    return f"{table} MATCH :asked"


def every(connection: Connection, words: Iterable[tuple[str, bool]]) -> str:
    """What asks for all of these words; of one with True it is a beginning."""
    if connection.dialect.name == "postgresql":
        return "(" + " & ".join(f"'{word}'" + (":*" if prefix else "") for word, prefix in words) + ")"
    return "(" + " AND ".join(f'"{word}"' + ("*" if prefix else "") for word, prefix in words) + ")"


def either(connection: Connection, parts: Iterable[str]) -> str:
    """What asks for one of what `every` returned."""
    return (" | " if connection.dialect.name == "postgresql" else " OR ").join(parts)
