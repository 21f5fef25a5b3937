"""A smaller index, made anew from the reports; what made the annotations is written once.

Annotations, tokens, texts and the state of the grouping stay as they were written: each begins with the number of its
format.
"""

from __future__ import annotations

import json

from alembic import op
from sqlalchemy import text

from rashomon.model.ids import derive_id

revision = "0002"
down_revision = "0001"

_INDEX = (
    "words",
    "statement_words",
    "searched",
    "statements",
    "voices",
    "names",
    "name_keys",
    "voice_names",
    "appearances",
    "standings",
)


def upgrade() -> None:
    """Take the old index away and write programs once; `store.reindex` makes the new index."""
    connection = op.get_bind()
    connection.execute(text("DROP INDEX versions_program"))
    connection.execute(text("DROP INDEX log_at"))
    for name in _INDEX:
        connection.execute(text(f"DROP TABLE {name}"))
    column = 'VARCHAR COLLATE "C" NOT NULL' if connection.dialect.name == "postgresql" else "VARCHAR NOT NULL"
    connection.execute(text(f"CREATE TABLE programs (key {column} PRIMARY KEY, versions {column})"))
    for (program,) in connection.execute(text("SELECT DISTINCT program FROM versions ORDER BY program")).all():
        key = derive_id(program, length=16)
        pairs = json.dumps(list(json.loads(program).items()))
        connection.execute(text("INSERT INTO programs VALUES (:key, :pairs)"), {"key": key, "pairs": pairs})
        values = {"key": key, "program": program}
        connection.execute(text("UPDATE versions SET program = :key WHERE program = :program"), values)
