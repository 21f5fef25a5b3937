"""Brings the tables of an older archive up to date, inside the transaction of the caller."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, update

from rashomon.store import reindex, schema


def upgrade(connection: Connection, *, to: str = "head") -> None:
    """Run the migrations that the archive has not seen yet, oldest first, and mark it as of this program.

    Nothing is committed here: where one of them fails, the archive stays what it was.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    if reindex.is_missing(connection):
        reindex.reindex(connection)
    connection.execute(update(schema.archive).values(version=schema.VERSION))
