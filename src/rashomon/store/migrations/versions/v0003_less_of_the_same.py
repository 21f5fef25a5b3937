"""Tokens stand with their annotation; ids and names are no longer written twice.

Values stay as they were written: each begins with the number of its format. New ones are of format 3, which an older
program cannot read.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import inspect, text

revision = "0003"
down_revision = "0002"

_TOKENS = "SELECT data FROM tokens WHERE tokens.report = versions.report AND tokens.version = versions.number"


def upgrade() -> None:
    """Move the tokens, cut the ids off the order of publication, and take the digests of names away."""
    connection = op.get_bind()
    kind = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
    connection.execute(text(f"ALTER TABLE versions ADD COLUMN tokens {kind}"))
    connection.execute(text(f"UPDATE versions SET tokens = ({_TOKENS})"))
    connection.execute(text("DROP TABLE tokens"))
    connection.execute(text("UPDATE reports SET sort = substr(sort, 1, length(sort) - length(id) - 1)"))
    if "names" in inspect(connection).get_table_names():  # else the index is made anew in any case
        connection.execute(text("DROP INDEX names_key"))
        connection.execute(text("ALTER TABLE names DROP COLUMN key"))
