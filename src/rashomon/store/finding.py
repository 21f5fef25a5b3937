"""The tables by which an archive is searched: words, statements, and who goes by which names.

`words` and `statement_words` are full-text indexes: FTS5 in SQLite, tsvector in PostgreSQL. Both are handed words that
are folded already (`store.words`), so that the two find the same. Nothing is taken out of them: what a new version
replaces has a number that no other table has any more.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, LargeBinary, Table

from rashomon.store.schema import Text, metadata

searched = Table(
    "searched",  # what of a report is in the index: its newest version
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # counts up; the row of `words`
    Column("report", Integer, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("length", Integer, nullable=False),  # in words
)

statements = Table(
    "statements",  # one row an attribution with content, of the newest versions
    metadata,
    # searched.number · 2^13 + its place in the report
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("voice", Integer, nullable=False),
    Column("day", Integer, nullable=False),  # the last on which its report may have come out; 0 if unknown
    Column("force", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("confidence", Integer, nullable=False),  # in parts of 10,000
    Column("spans", LargeBinary, nullable=False),
    Index("statements_voice", "voice", "day", "number"),
    Index("statements_day", "day", "number"),
)

voices = Table(
    "voices",  # an actor with the names it has in a story, or the words of a source that names no actor
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),  # digest of the rest
    Column("actor", Text),
    Column("kind", Text),
    Column("country", Text),
    Column("names", Text, nullable=False),  # a JSON list
    Index("voices_actor", "actor"),
)

names = Table(
    "names",  # every name once
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
)

name_keys = Table(
    "name_keys",  # the folded words of each name, and the consonants of its last word
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Integer, primary_key=True),
    sqlite_with_rowid=False,
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
    Index("appearances_report", "report"),
    sqlite_with_rowid=False,
)

standings = Table(
    "standings",  # the statuses of the claims in which a report stands
    metadata,
    Column("status", Text, primary_key=True),
    Column("report", Integer, primary_key=True),
    Index("standings_report", "report"),
    sqlite_with_rowid=False,
)

SQLITE = (
    # "ascii" splits at ASCII marks alone, and folded words have none; no content and no sizes are kept
    "CREATE VIRTUAL TABLE words USING fts5(title, body, content='', columnsize=0, tokenize='ascii')",
    "CREATE VIRTUAL TABLE statement_words USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii')",
)
POSTGRESQL = (
    # without positions, of which PostgreSQL keeps 256 a word and none beyond 16,383; phrases are looked up in `text`
    "CREATE TABLE words "
    "(number integer PRIMARY KEY, title tsvector NOT NULL, body tsvector NOT NULL, text text NOT NULL)",
    "CREATE INDEX words_title ON words USING gin (title)",
    "CREATE INDEX words_body ON words USING gin (body)",
    "CREATE TABLE statement_words (number bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX statement_words_words ON statement_words USING gin (words)",
)


def create(connection: Connection) -> None:
    """Make the full-text indexes; the other tables are in the metadata."""
    for line in POSTGRESQL if connection.dialect.name == "postgresql" else SQLITE:
        connection.exec_driver_sql(line)
