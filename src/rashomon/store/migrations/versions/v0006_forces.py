"""Statements are found by their force; indexes name the number of a row once."""

from __future__ import annotations

from alembic import op
from sqlalchemy import inspect, text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the index by force, and in SQLite two others smaller, whose entries end with the number of their row."""
    connection = op.get_bind()
    if "statements" not in inspect(connection).get_table_names():
        return  # it is made anew, with these indexes
    if connection.dialect.name == "postgresql":
        connection.execute(text("CREATE INDEX statements_force ON statements (force, number) WHERE force <> 0"))
        return
    connection.execute(text("DROP INDEX statements_voice"))
    connection.execute(text("DROP INDEX searched_day"))
    connection.execute(text("CREATE INDEX statements_voice ON statements (voice)"))
    connection.execute(text("CREATE INDEX searched_day ON searched (day)"))
    connection.execute(text("CREATE INDEX statements_force ON statements (force) WHERE force <> 0"))
