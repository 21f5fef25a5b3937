"""Which story a report is in: what the grouping says, and then the edits by hand, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from rashomon.store.lines import listed
from rashomon.store.reports import chunks
from rashomon.store.schema import edits, reports, stories

_PARAMETERS = 500


def place(connection: Connection, groups: Iterable[Iterable[int]], *, at: str) -> None:
    """Put reports into their stories anew, group by group; the stories that this changes become stale.

    A story that loses its last reports leads to the one that the first of the last group of them went into.
    Deterministic, and the same after an edit and its undoing.
    """
    active = connection.execute(select(edits).where(edits.c.undone.is_(None)).order_by(edits.c.id)).all()
    steps = [(row, set(json.loads(row.others)), set(json.loads(row.reports))) for row in active]
    wanted = [sorted(group) for group in groups]
    rows = {}
    for some in chunks(sorted({number for group in wanted for number in group}), _PARAMETERS):
        columns = (reports.c.number, reports.c.id, reports.c.machine_story, reports.c.story)
        rows.update({row.number: row for row in connection.execute(select(*columns).where(reports.c.number.in_(some)))})
    moves: dict[int, str] = {}
    left: dict[str, str] = {}
    for group in wanted:
        going: dict[str, str] = {}
        for row in (rows[number] for number in group if number in rows):
            if row.machine_story is not None:
                story = _apply(row.machine_story, row.id, steps)
                if story != row.story:
                    moves[row.number] = story
                    if row.story is not None:
                        going.setdefault(row.story, story)
        left |= going
    if not moves:
        return
    _found(connection, sorted({*moves.values()}), at=at)
    connection.execute(_MOVED, [{"at": number, "to": story} for number, story in moves.items()])
    for old, new in left.items():
        remaining = connection.execute(select(func.count()).where(reports.c.story == old)).scalar_one()
        if not remaining:
            connection.execute(update(stories).where(stories.c.id == old).values(into=new, ended=at))
    mark(connection, {*moves.values(), *left})


_MOVED = update(reports).where(reports.c.number == bindparam("at")).values(story=bindparam("to"))


def _apply(story: str, report: str, steps: Sequence[tuple[Row[*tuple[Any, ...]], set[str], set[str]]]) -> str:
    """The story of a report after the edits; a rename moves nothing."""
    for edit, others, moved in steps:
        if edit.kind == "merge" and story in others:
            story = edit.story
        elif edit.kind == "split" and story == edit.story and report in moved:
            (story,) = others
    return story


def _found(connection: Connection, ids: Sequence[str], *, at: str) -> None:
    """Make the rows of stories that are not there yet; those that had been taken in by others live again."""
    known: set[str] = set()
    for some in chunks(ids, _PARAMETERS):
        known.update(connection.execute(select(stories.c.id).where(stories.c.id.in_(some))).scalars())
        connection.execute(update(stories).where(stories.c.id.in_(some)).values(into=None, ended=None))
    rows = [{"id": id, "founded": at, "updated": at, "stale": 1} for id in ids if id not in known]
    if rows:
        connection.execute(insert(stories), rows)


def stories_of(connection: Connection, numbers: Iterable[int]) -> set[str]:
    """The ids of the stories of reports."""
    wanted = listed(sorted(numbers))
    line = f"SELECT DISTINCT story FROM reports WHERE number IN ({wanted}) AND story IS NOT NULL"
    return set(connection.exec_driver_sql(line).scalars()) if wanted else set()


def mark(connection: Connection, ids: Iterable[str]) -> None:
    """Mark stories as to be reconciled."""
    for some in chunks(sorted(ids), _PARAMETERS):
        connection.execute(update(stories).where(stories.c.id.in_(some)).values(stale=1))
