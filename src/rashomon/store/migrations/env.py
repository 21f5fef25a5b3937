"""Where Alembic runs the migrations: in the transaction that it is handed."""

from __future__ import annotations

from alembic import context

from rashomon.store import schema

if hasattr(context, "config"):  # Alembic loads this file when it runs; whoever merely imports it runs nothing
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=schema.metadata,
        transactional_ddl=True,
        render_as_batch=True,  # SQLite changes a column by copying the table
    )
    context.run_migrations()
