"""What happened in the archive, in order: written as it happens, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from rashomon.model.archive import Change, ChangeKind, Page, RefusalRow
from rashomon.model.ids import derive_id
from rashomon.model.report import Refusal
from rashomon.store.cursors import number_after, page_of
from rashomon.store.moments import read_moment
from rashomon.store.schema import log, refusals


class Log:
    """Writes to the log in one transaction; all of it bears the same time."""

    def __init__(self, connection: Connection, at: str) -> None:
        self.at = at
        self._connection = connection
        self._number = connection.execute(select(func.coalesce(func.max(log.c.number), 0))).scalar_one()
        self._rows: list[dict[str, object]] = []

    def note(
        self,
        kind: ChangeKind,
        *,
        story: str | None = None,
        report: str | None = None,
        version: int | None = None,
        others: Sequence[str] = (),
        detail: str = "",
    ) -> None:
        """Remember one line, until `flush` writes it."""
        self._number += 1
        self._rows.append(
            {
                "number": self._number,
                "at": self.at,
                "kind": kind,
                "story": story,
                "report": report,
                "version": version,
                "others": json.dumps(list(others), ensure_ascii=False),
                "detail": detail,
            }
        )

    def flush(self) -> None:
        """Write what was noted, in the transaction."""
        if self._rows:
            self._connection.execute(insert(log), self._rows)
            self._rows = []


def latest(connection: Connection) -> str:
    """The time of the last entry, "" for none: no later one may bear an earlier time, whatever the clock says."""
    query = select(log.c.at).order_by(log.c.number.desc()).limit(1)
    return str(connection.execute(query).scalar_one_or_none() or "")


def changes(
    connection: Connection,
    *,
    since: str | None,
    kinds: Sequence[ChangeKind],
    newest: bool,
    limit: int,
    after: str | None,
) -> Page[Change]:
    """The entries since a time, of these kinds or of any, in order or the newest first."""
    if newest:
        query = select(log).order_by(log.c.number.desc()).limit(limit + 1)
        query = query if after is None else query.where(log.c.number < number_after(after))
    else:
        query = select(log).where(log.c.number > number_after(after)).order_by(log.c.number).limit(limit + 1)
    if since is not None:
        query = query.where(log.c.number >= _first_since(connection, since))
    if kinds:
        query = query.where(log.c.kind.in_(sorted(kinds)))
    rows = connection.execute(query).all()
    return page_of([_change(row) for row in rows], limit, lambda change: str(change.number))


def _first_since(connection: Connection, since: str) -> int:
    """The number of the first entry of a time or later; they are in order, so it is looked for by halves."""
    low, high = 1, connection.execute(select(func.coalesce(func.max(log.c.number), 0))).scalar_one() + 1
    while low < high:
        middle = (low + high) // 2
        if connection.execute(select(log.c.at).where(log.c.number == middle)).scalar_one() < since:
            low = middle + 1
        else:
            high = middle
    return low


def events(connection: Connection, story: str) -> tuple[Change, ...]:
    """The entries about one story, in order; also those that name it as one of the others."""
    named = log.c.others.contains(json.dumps(story, ensure_ascii=False), autoescape=True)
    query = select(log).where((log.c.story == story) | (log.c.story.is_not(None) & named)).order_by(log.c.number)
    return tuple(_change(row) for row in connection.execute(query))


def _change(row: Row[*tuple[Any, ...]]) -> Change:
    return Change(
        number=row.number,
        at=read_moment(row.at),
        kind=row.kind,
        story=row.story,
        report=row.report,
        version=row.version,
        others=tuple(json.loads(row.others)),
        detail=row.detail,
    )


def put_refusals(connection: Connection, items: Iterable[Refusal], *, at: str) -> int:
    """Keep refusals, each once however often it comes up; return how many were new."""
    number = connection.execute(select(func.coalesce(func.max(refusals.c.number), 0))).scalar_one()
    new = 0
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    for item in items:
        parts = (item.path, str(item.record), str(item.id), item.stage, item.reason, item.detail)
        values = {
            "number": number + 1,
            "at": at,
            "key": derive_id(*parts, length=32),
            "path": item.path,
            "record": item.record,
            "id": item.id,
            "stage": item.stage,
            "reason": item.reason,
            "detail": item.detail,
        }
        done = connection.execute(make(refusals).values(values).on_conflict_do_nothing())
        if done.rowcount:
            number += 1
            new += 1
    return new


def list_refusals(connection: Connection, *, since: str | None, limit: int, after: str | None) -> Page[RefusalRow]:
    """What was refused since a time, in order."""
    query = select(refusals).where(refusals.c.number > number_after(after)).order_by(refusals.c.number).limit(limit + 1)
    if since is not None:
        query = query.where(refusals.c.at >= since)
    rows = [
        RefusalRow(
            number=row.number,
            at=read_moment(row.at),
            refusal=Refusal(
                path=row.path, record=row.record, id=row.id, stage=row.stage, reason=row.reason, detail=row.detail
            ),
        )
        for row in connection.execute(query)
    ]
    return page_of(rows, limit, lambda row: str(row.number))
