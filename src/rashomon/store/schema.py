"""The tables of an archive, one below the other; `migrations/` leads older ones to this. Described in docs/archive.md.

Text sorts by code points in both databases. Days are ISO 8601, moments as `store.moments` writes them; spans and texts
live in the compact bytes of `store.codec`. Nothing that came in is ever updated or deleted in `versions`.
"""

from __future__ import annotations

import re

from sqlalchemy import (
    Column,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
)

VERSION = 7
"""The newest migration, and what a new archive is marked with."""

metadata = MetaData()


class Text(TypeDecorator[str]):
    """Text of any characters. PostgreSQL takes no NUL, and neither database lone surrogates: both become U+FFFD."""

    impl = String().with_variant(String(collation="C"), "postgresql")
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what a database does not take."""
        return None if value is None else clean(value)


def clean(string: str) -> str:
    """A string as both databases take it.

    >>> clean("a\\x00b\\ud800")
    'a\ufffdb\ufffd'
    """
    return string if string.isascii() and "\x00" not in string else _NOT_TAKEN.sub("\ufffd", string)


_NOT_TAKEN = re.compile("[\x00\ud800-\udfff]")

archive = Table(
    "archive",  # what this file is; one row
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("program", Text, nullable=False),
    Column("made", Text, nullable=False),
)

alembic = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

reports = Table(
    "reports",  # one row a report, as its newest version has it
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # counts up in the order of coming
    Column("id", Text, nullable=False, unique=True),
    Column("address", Text),  # digest of its URL, where that tells reports apart
    Column("outlet", Text),
    Column("title", Text),
    Column("published", Text, nullable=False),  # its ReferenceDate, as its story shows it
    Column("first_day", Text),  # published between these days, both included
    Column("last_day", Text),
    Column("sort", Text, nullable=False),  # with the id the order of publication: unknown dates last, then day, moment
    Column("newest", Integer, nullable=False),  # number of its newest version
    Column("added", Text, nullable=False),
    Column("changed", Text, nullable=False),
    Column("batch", Integer),  # of the grouping; None until it is grouped
    Column("grouped", Integer),  # the number of the version that was grouped
    Column("machine_story", Text),  # the story that the grouping put it into
    Column("story", Text),  # the same after the edits by hand
    Index("reports_address", "address"),
    Index("reports_batch", "batch"),
    Index("reports_machine_story", "machine_story"),
    Index("reports_story", "story", "sort"),
    Index("reports_days", "last_day", "first_day"),
    Index("reports_outlet", "outlet"),
)

versions = Table(
    "versions",  # every version of every report
    metadata,
    Column("report", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),  # from 1
    Column("hash", Text, nullable=False),  # SHA-256 of the text in UTF-8
    Column("added", Text, nullable=False),
    Column("changed", Text, nullable=False),  # which fields differ from the version before
    Column("characters", Integer, nullable=False),
    Column("program", Text, nullable=False),  # what made the annotation, by its key in `programs`
    Column("text", LargeBinary, nullable=False),
    Column("report_data", LargeBinary, nullable=False),  # the Report without its text
    Column("annotation", LargeBinary, nullable=False),  # without its tokens and what made it
    Column("tokens", LargeBinary),  # last: what is not asked for is not read
    ForeignKeyConstraint(["report"], ["reports.number"]),
)

programs = Table(
    "programs",  # the components that made annotations, each set of them once
    metadata,
    Column("key", Text, primary_key=True),
    Column("versions", Text, nullable=False),  # a JSON list of pairs
)

copies = Table(
    "copies",  # which reports are copies of which, by the grouping
    metadata,
    Column("report", Integer, primary_key=True),
    Column("original", Integer, primary_key=True),
    Column("place", Integer, nullable=False),  # in Story.copies
    Column("containment", Float, nullable=False),
    ForeignKeyConstraint(["report"], ["reports.number"]),
    ForeignKeyConstraint(["original"], ["reports.number"]),
)

stories = Table(
    "stories",  # one row a story that there is or was
    metadata,
    Column("id", Text, primary_key=True),
    Column("founded", Text, nullable=False),
    Column("updated", Text, nullable=False),
    Column("stale", Integer, nullable=False),  # 1 until it is reconciled
    Column("into", Text),  # the story that took it in; None while it lives
    Column("ended", Text),  # when it did
    Column("title", Text),  # given by hand
    Column("synopsis", Integer),  # number of its newest synopsis
    Column("first_day", Text),
    Column("last_day", Text),
    Column("row", LargeBinary),  # the StoryRow
    Column("corroborated", Integer),  # claims by status
    Column("one_origin", Integer),
    Column("single", Integer),
    Column("disputed", Integer),
    Column("denied", Integer),
    Index("stories_stale", "stale"),
    Index("stories_updated", "updated", "last_day", "id"),
)

synopses = Table(
    "synopses",  # what was known of a story, and from when on; see `store.superseded`
    metadata,
    Column("story", Text, primary_key=True),
    Column("number", Integer, primary_key=True),  # from 1
    Column("at", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("made_from", LargeBinary, nullable=False),  # the versions of the reports
    ForeignKeyConstraint(["story"], ["stories.id"]),
)

grouping = Table(
    "grouping",  # the state of the grouping after a batch; later batches are replayed from the reports
    metadata,
    Column("part", Integer, primary_key=True, autoincrement=False),  # a large one has several
    Column("batch", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

asleep = Table(
    "asleep",  # stories that ended, with what is needed to wake them
    metadata,
    Column("story", Text, primary_key=True),
    Column("batch", Integer, primary_key=True, autoincrement=False),  # with which it ended
    Column("woken", Integer),  # the batch that woke it; kept until that need not be replayed
    Column("data", LargeBinary, nullable=False),
)

log = Table(
    "log",  # what happened, in order
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("story", Text),
    Column("report", Text),
    Column("version", Integer),
    Column("others", Text, nullable=False),  # a JSON list
    Column("detail", Text, nullable=False),
    Index("log_story", "story"),
)

refusals = Table(
    "refusals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),  # the same refusal is kept once
    Column("path", Text, nullable=False),
    Column("record", Integer),
    Column("id", Text),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

edits = Table(
    "edits",  # by hand; an undone edit stays
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("others", Text, nullable=False),  # a JSON list of stories
    Column("reports", Text, nullable=False),  # a JSON list of ids
    Column("title", Text),
    Column("undone", Text),
)
