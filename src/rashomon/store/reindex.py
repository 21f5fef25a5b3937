"""Makes the index anew from the reports and what is known of the stories."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from rashomon.store import finding, groups, statements, stories, words
from rashomon.store.indexed import indexed
from rashomon.store.schema import metadata
from rashomon.store.told import story_index
from rashomon.store.walk import list_stories, next_place, read_part

_PART = 64


def is_missing(connection: Connection) -> bool:
    """Whether a migration took the index away."""
    return finding.searched.name not in inspect(connection).get_table_names()


def reindex(connection: Connection) -> None:
    """Make the tables of the index and fill them: a hundred reports a second."""
    metadata.create_all(connection, tables=finding.TABLES)
    finding.create(connection)
    after = (0, 0)
    while part := read_part(connection, after=after, size=_PART, every_version=False, with_tokens=True):
        words.put(connection, [(one.number, one.version, indexed(one.member)) for one in part])
        after = next_place(part)
    for id in list_stories(connection):
        synopsis, made_from = stories.read_synopsis(connection, id, as_of=None)
        members = stories.read_members(connection, synopsis, made_from, with_tokens=False)
        statements.put_stories(connection, [story_index(synopsis, members)], groups.numbers_of(connection, [id]))
