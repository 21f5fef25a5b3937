"""Edits by hand: rows that are written once, and marked when they are undone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from rashomon.errors import UnknownIdError, UsageError
from rashomon.model.archive import ChangeKind, Edit, EditKind
from rashomon.store import log, placement
from rashomon.store.moments import read_moment
from rashomon.store.schema import edits, reports, stories


def put(
    connection: Connection,
    kind: EditKind,
    story: str,
    *,
    at: str,
    others: Iterable[str] = (),
    moved: Iterable[str] = (),
    title: str | None = None,
) -> Edit:
    """Write down an edit."""
    number = connection.execute(select(func.coalesce(func.max(edits.c.id), 0) + 1)).scalar_one()
    lists = {"others": json.dumps(list(others)), "reports": json.dumps(list(moved), ensure_ascii=False)}
    connection.execute(insert(edits).values(id=number, kind=kind, at=at, story=story, title=title, **lists))
    return read(connection, number)


def read(connection: Connection, id: int) -> Edit:
    """One edit. Raises UnknownIdError."""
    row = connection.execute(select(edits).where(edits.c.id == id)).one_or_none()
    if row is None:
        raise UnknownIdError("edit", str(id))
    return _edit(row)


def list_edits(connection: Connection) -> tuple[Edit, ...]:
    """All edits, in order."""
    return tuple(_edit(row) for row in connection.execute(select(edits).order_by(edits.c.id)))


def undo(connection: Connection, id: int, *, at: str) -> Edit:
    """Mark an edit as undone. Raises UnknownIdError, and UsageError where it was undone before."""
    if read(connection, id).undone is not None:
        raise UsageError(f"edit {id} was undone before")
    connection.execute(update(edits).where(edits.c.id == id).values(undone=at))
    return read(connection, id)


def apply(connection: Connection, edit: Edit, *, at: str) -> None:
    """Give a story its title, or put reports into their stories anew, with `edit` or without it if it is undone."""
    if edit.kind == "rename":
        _set_title(connection, edit.story)
    else:
        placement.place(connection, [_affected(connection, [edit.story, *edit.others])], at=at)
    notes = log.Log(connection, at)
    kind: ChangeKind = "edited by hand" if edit.undone is None else "edit undone"
    notes.note(kind, story=edit.story, others=edit.others, detail=f"{edit.kind} {edit.id}")
    notes.flush()


def _set_title(connection: Connection, story: str) -> None:
    """The title of the last rename that stands, or none."""
    query = select(edits.c.title).where(edits.c.story == story, edits.c.kind == "rename", edits.c.undone.is_(None))
    title = connection.execute(query.order_by(edits.c.id.desc()).limit(1)).scalar_one_or_none()
    connection.execute(update(stories).where(stories.c.id == story).values(title=title))


def _affected(connection: Connection, ids: Iterable[str]) -> list[int]:
    """The numbers of the reports that are in these stories, or were put there by the grouping."""
    wanted = sorted(ids)
    query = select(reports.c.number).where(or_(reports.c.story.in_(wanted), reports.c.machine_story.in_(wanted)))
    return list(connection.execute(query.order_by(reports.c.number)).scalars())


def ids_in(connection: Connection, story: str) -> list[str]:
    """The ids of the reports of a story, in order of publication."""
    query = select(reports.c.id).where(reports.c.story == story).order_by(reports.c.sort, reports.c.id)
    return list(connection.execute(query).scalars())


def _edit(row: Row[*tuple[Any, ...]]) -> Edit:
    return Edit(
        id=row.id,
        kind=row.kind,
        at=read_moment(row.at),
        story=row.story,
        others=tuple(json.loads(row.others)),
        reports=tuple(json.loads(row.reports)),
        title=row.title,
        undone=None if row.undone is None else read_moment(row.undone),
    )
