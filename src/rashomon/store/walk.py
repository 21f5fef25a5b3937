"""Everything in an archive, one after the other: for exports, back-ups and reindexing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from rashomon.model.annotation import AnnotatedReport
from rashomon.store import statements, voices
from rashomon.store.reports import Place, read_versions
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
    members = _read(connection, [(row.report, row.number) for row in rows], with_tokens=with_tokens)
    return [
        Stored(
            number=row.report,
            version=row.number,
            newest=row.number == row.newest,
            added=row.added,
            hash=row.hash,
            story=row.story,
            member=members[row.report, row.number],
        )
        for row in rows
    ]


def _read(connection: Connection, places: Sequence[Place], *, with_tokens: bool) -> dict[Place, AnnotatedReport]:
    """Versions of reports; those of one report are read one after the other, all others at once."""
    turns: list[dict[int, int]] = []
    seen: Counter[int] = Counter()
    for report, version in places:
        if seen[report] == len(turns):
            turns.append({})
        turns[seen[report]][report] = version
        seen[report] += 1
    return {
        (report, turn[report]): member
        for turn in turns
        for report, member in read_versions(connection, turn, with_tokens=with_tokens).items()
    }


def list_stories(connection: Connection) -> list[str]:
    """Return the ids of the stories that have reports, in alphabetical order."""
    query = select(stories.c.id).where(stories.c.row.is_not(None), stories.c.into.is_(None)).order_by(stories.c.id)
    return list(connection.execute(query).scalars())


def speaking(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Voice]]:
    """Return who speaks in each statement of reports, in the order of the attributions with content."""
    said = statements.speaking(connection, numbers)
    known = voices.read(connection, {voice for of in said.values() for voice in of})
    return {number: [known[voice] for voice in of] for number, of in said.items()}


def next_place(part: Sequence[Stored]) -> tuple[int, int]:
    """Return where to go on behind a part."""
    return part[-1].number, part[-1].version
