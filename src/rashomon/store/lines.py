"""Parts of SQL that stand in the line itself."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection


def listed(numbers: Iterable[int]) -> str:
    """Numbers for an IN: thousands of parameters take longer than what is asked for."""
    return ",".join(map(str, numbers))


def cross(connection: Connection) -> str:
    """Joins in the order that is written: SQLite does so where it is told to, PostgreSQL finds the order itself."""
    return "JOIN" if connection.dialect.name == "postgresql" else "CROSS JOIN"
