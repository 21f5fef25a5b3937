"""Everything in an archive, one after the other: for exports, back-ups and reindexing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from rashomon.model.annotation import AnnotatedReport
from rashomon.store import voices
from rashomon.store.finding import searched, statements
from rashomon.store.reports import read_versions
from rashomon.store.schema import reports, stories, versions
from rashomon.store.spoken import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One version of a report as it is stored; `story` is that of the report."""

    number: int
    version: int
    newest: bool
    added: str
    hash: str
    story: str | None
    member: AnnotatedReport


def read_part(
    connection: Connection, *, after: tuple[int, int], size: int, every_version: bool, with_tokens: bool = False
) -> list[Stored]:
    """Return the next `size` versions behind report and version `after`, in the order of these numbers; or only those
    that are the newest of their reports."""
    query = (
        select(
            versions.c.report, versions.c.number, versions.c.added, versions.c.hash, reports.c.newest, reports.c.story
        )
        .join(reports, reports.c.number == versions.c.report)
        .where((versions.c.report > after[0]) | ((versions.c.report == after[0]) & (versions.c.number > after[1])))
        .order_by(versions.c.report, versions.c.number)
        .limit(size)
    )
    if not every_version:
        query = query.where(versions.c.number == reports.c.newest)
    rows = connection.execute(query).all()
    out = []
    for row in rows:
        members = read_versions(connection, {row.report: row.number}, with_tokens=with_tokens)
        out.append(
            Stored(
                number=row.report,
                version=row.number,
                newest=row.number == row.newest,
                added=row.added,
                hash=row.hash,
                story=row.story,
                member=members[row.report],
            )
        )
    return out


def list_stories(connection: Connection) -> list[str]:
    """Return the ids of the stories that have reports, in alphabetical order."""
    query = select(stories.c.id).where(stories.c.row.is_not(None), stories.c.into.is_(None)).order_by(stories.c.id)
    return list(connection.execute(query).scalars())


def speaking(connection: Connection, number: int) -> dict[int, Voice]:
    """Return who speaks in each statement of a report, by its place among the attributions with content."""
    row = connection.execute(select(searched).where(searched.c.report == number)).one()
    within = statements.c.number.between(row.number, row.number + row.said - 1)
    found = {
        place - row.number: voice
        for place, voice in connection.execute(select(statements.c.number, statements.c.voice).where(within))
    }
    known = voices.read(connection, found.values())
    return {place: known[voice] for place, voice in found.items()}


def next_place(part: Sequence[Stored]) -> tuple[int, int]:
    """Return where to go on behind a part."""
    return part[-1].number, part[-1].version
