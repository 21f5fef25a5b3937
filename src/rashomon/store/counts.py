"""How much an archive holds."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from rashomon.store.finding import statements
from rashomon.store.schema import edits, refusals, reports, stories, versions


def counts(connection: Connection) -> tuple[tuple[str, int], ...]:
    """What there is, and how many of it; of stories those that live."""
    living = stories.c.into.is_(None) & stories.c.row.is_not(None)
    queries = (
        ("stories", select(func.count()).select_from(stories).where(living)),
        ("reports", select(func.count()).select_from(reports)),
        ("versions", select(func.count()).select_from(versions)),
        ("statements", select(func.count()).select_from(statements)),
        ("refusals", select(func.count()).select_from(refusals)),
        ("edits", select(func.count()).select_from(edits)),
    )
    return tuple((name, int(connection.execute(query).scalar_one())) for name, query in queries)
