"""Annotations that another version of the program made."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select, update

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import Report
from rashomon.store import programs
from rashomon.store.prepared import Prepared, Versions, program_key
from rashomon.store.reports import newest_versions, read_versions
from rashomon.store.schema import reports, versions


def find(connection: Connection, made_by: Versions) -> list[int]:
    """Return the numbers of the reports whose newest version was annotated by anything but these versions."""
    newest = and_(versions.c.report == reports.c.number, versions.c.number == reports.c.newest)
    query = select(reports.c.number).join(versions, newest).where(versions.c.program != program_key(made_by))
    return list(connection.execute(query.order_by(reports.c.number)).scalars())


def read(connection: Connection, numbers: Sequence[int]) -> list[tuple[int, int, Report]]:
    """Return reports with their numbers and the numbers of their newest versions."""
    newest = newest_versions(connection, numbers)
    members = read_versions(connection, newest, with_tokens=False)
    return [(number, newest[number], members[number].report) for number in numbers]


def read_indexed(connection: Connection, numbers: Sequence[int]) -> dict[int, AnnotatedReport]:
    """Return the newest versions of reports with their tokens, which the index is made from."""
    return read_versions(connection, newest_versions(connection, numbers), with_tokens=True)


def replace(connection: Connection, number: int, version: int, item: Prepared) -> None:
    """Put a new annotation in the place of the old one; the text and what came with it are not touched."""
    this = and_(versions.c.report == number, versions.c.number == version)
    programs.put(connection, [item.versions])
    values = {"program": program_key(item.versions), "annotation": item.annotation, "tokens": item.tokens}
    connection.execute(update(versions).where(this).values(**values))
    connection.execute(update(reports).where(reports.c.number == number).values(sort=item.sort))
