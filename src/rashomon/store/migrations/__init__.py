"""Alembic runs from here; `store.migrate` calls it."""
