"""The tables by which an archive is searched: words, statements, and who goes by which names.

`words`, `statement_words` and `name_words` are full-text indexes: FTS5 in SQLite, tsvector in PostgreSQL. Both are
handed words that are folded already (`store.words`), so that the two find the same, and keep which words stand where
without their positions, which take three times the room: phrases are looked up in the texts. Nothing is taken out of
them: what a new version replaces has a number that no other table has any more.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    TypeDecorator,
    text,
)

from rashomon.store.schema import Text, metadata

FORCES = (
    "asserts",
    "confirms",
    "denies",
    "rejects",
    "demands",
    "proposes",
    "promises",
    "threatens",
    "warns",
    "suggests",
    "believes",
    "declines to comment",
)
KINDS = ("direct", "mixed", "indirect")
ACTORS = ("person", "organisation", "state", "outlet", "group", "unnamed")
STATUSES = ("corroborated", "one origin", "single", "disputed", "denied")
"""What is written as its place in these; what the model gains is added at the end."""


NOT_ASSERTED = f"force <> {FORCES.index('asserts')}"
"""The statements that the index by force has; whoever asks by it must say so."""


class Code(TypeDecorator[str]):
    """One of a few strings, written as its place among them."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, values: Sequence[str]) -> None:
        super().__init__()
        self.values = tuple(values)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """The place of a string."""
        return None if value is None else self.values.index(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """The string at a place."""
        return None if value is None else self.values[value]


def _numbered(name: str, column: str, *, where: str | None = None) -> tuple[Index, Index]:
    """An index of a column, and of the numbers of the rows: in SQLite these stand at the end of every index anyway.

    With `where` it has those rows alone.
    """
    part = None if where is None else text(where)
    return (
        Index(name, column, sqlite_where=part).ddl_if(dialect="sqlite"),
        Index(name, column, "number", postgresql_where=part).ddl_if(dialect="postgresql"),
    )


searched = Table(
    "searched",  # what of a report is in the index: its newest version
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # of its first statement; the row of `words`
    Column("report", Integer, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("length", Integer, nullable=False),  # in words
    Column("said", Integer, nullable=False),  # how many statements it has, numbered from `number` on
    Column("day", Integer, nullable=False),  # the last on which it may have come out; 0 if unknown
    Column("standing", Integer, nullable=False),  # a bit for the status of each claim that it stands in
    Column("named", LargeBinary, nullable=False),  # the voices in `appearances`, ascending, as differences
    *_numbered("searched_day", "day"),
)

statements = Table(
    "statements",  # one row an attribution with content, of the newest versions
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("voice", Integer, nullable=False),
    Column("force", Code(FORCES), nullable=False),
    Column("kind", Code(KINDS), nullable=False),
    Column("confidence", Integer, nullable=False),  # in parts of 10,000
    Column("spans", LargeBinary, nullable=False),
    *_numbered("statements_voice", "voice"),
    *_numbered("statements_force", "force", where=NOT_ASSERTED),  # three in four assert
)

voices = Table(
    "voices",  # an actor with the names it has in a story, or the words of a source that names no actor
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", BigInteger, nullable=False),  # 31 bits of a digest of the actor, 32 of one of all the rest
    Column("actor", Text),
    Column("kind", Code(ACTORS)),
    Column("country", Text),
    Column("names", LargeBinary, nullable=False),  # their numbers, in order
    Index("voices_key", "key"),
)

names = Table(
    "names",  # every name once
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
)

voice_names = Table(
    "voice_names",
    metadata,
    Column("name", Integer, primary_key=True),
    Column("voice", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

appearances = Table(
    "appearances",  # which actors a report names
    metadata,
    Column("voice", Integer, primary_key=True),
    Column("report", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

TABLES = (searched, statements, voices, names, voice_names, appearances)
"""All that can be made again from the rest of an archive."""

IN_TITLE = "¶"
"""Goes before a word of a headline in the index; no folded word has it."""

# "ascii" splits at ASCII marks alone, and folded words have none; no content, sizes and positions are kept
_FTS5 = "CREATE VIRTUAL TABLE {} USING fts5(folded, content='', columnsize=0, detail=none, tokenize='ascii')"
FULL_TEXT = ("words", "statement_words", "name_words")


def create(connection: Connection, tables: Sequence[str] = FULL_TEXT) -> None:
    """Make the full-text indexes; the other tables are in the metadata."""
    for name in tables:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"CREATE TABLE {name} (number integer PRIMARY KEY, folded tsvector NOT NULL)")
            connection.exec_driver_sql(f"CREATE INDEX {name}_folded ON {name} USING gin (folded)")
        else:
            connection.exec_driver_sql(_FTS5.format(name))
