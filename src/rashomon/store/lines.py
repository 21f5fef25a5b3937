"""Parts of SQL that stand in the line itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection
from sqlalchemy import text as sql

from rashomon.model.annotation import Force
from rashomon.store.finding import FORCES, NOT_ASSERTED


def listed(numbers: Iterable[int]) -> str:
    """Numbers for an IN: thousands of parameters take longer than what is asked for."""
    return ",".join(map(str, numbers))


def cross(connection: Connection) -> str:
    """Joins in the order that is written: SQLite does so where it is told to, PostgreSQL finds the order itself."""
    return "JOIN" if connection.dialect.name == "postgresql" else "CROSS JOIN"


def of_force(forces: Sequence[Force]) -> str:
    """That a statement `st` is of one of these forces; by its index where that has them."""
    line = f"st.force IN ({listed(FORCES.index(force) for force in forces)})"
    return line if "asserts" in forces else f"{line} AND st.{NOT_ASSERTED}"


def read_numbers(connection: Connection, line: str, values: Mapping[str, object]) -> list[int]:
    """Return the numbers that a query finds, which may be hundreds of thousands: rows as the driver has them, without
    the objects that SQLAlchemy makes of them, two thirds of the time."""
    found = connection.execute(sql(line), values)
    try:
        return [number for (number,) in found.cursor.fetchall()] if found.cursor is not None else []
    finally:
        found.close()
