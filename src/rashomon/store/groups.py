"""What the grouping did: which report is in which story, which are copies, and its state between two runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, func, insert, select, update

from rashomon.model.report import Report
from rashomon.model.story import Copy, Story
from rashomon.store.codec import decode, decode_text
from rashomon.store.placement import mark, place, stories_of
from rashomon.store.reports import chunks
from rashomon.store.schema import asleep, copies, grouping, reports, stories, versions

_PARAMETERS = 500
_PART = 1 << 24
"""Bytes of a snapshot in one row; PostgreSQL and SQLite take at most 1 GB."""


def count_waiting(connection: Connection) -> int:
    """How many reports are not grouped yet."""
    return int(connection.execute(select(func.count()).where(reports.c.batch.is_(None))).scalar_one())


def next_batch(connection: Connection, size: int) -> dict[int, int]:
    """The first `size` reports that are not grouped yet, in the order of coming, with their newest versions."""
    query = select(reports.c.number, reports.c.newest).where(reports.c.batch.is_(None))
    return {row.number: row.newest for row in connection.execute(query.order_by(reports.c.number).limit(size))}


def last_batch(connection: Connection) -> int:
    """The number of the last batch; 0 before the first."""
    return int(connection.execute(select(func.coalesce(func.max(reports.c.batch), 0))).scalar_one())


def put_batch(connection: Connection, batch: int, numbers: Mapping[int, int]) -> None:
    """Mark reports, in these versions, as grouped by a batch."""
    for some in chunks(sorted(numbers), _PARAMETERS):
        line = update(reports).where(reports.c.number == bindparam("at"))
        values = [{"at": number, "grouped": numbers[number]} for number in some]
        connection.execute(line.values(batch=batch, grouped=bindparam("grouped")), values)


def put_state(connection: Connection, batch: int, data: bytes) -> None:
    """Keep the state of the grouping after a batch, in the place of an earlier one."""
    connection.execute(delete(grouping))
    connection.execute(delete(asleep).where(asleep.c.woken <= batch))
    for part, start in enumerate(range(0, len(data), _PART)):
        values = {"part": part, "batch": batch, "data": data[start : start + _PART]}
        connection.execute(insert(grouping).values(values))


def read_state(connection: Connection) -> bytes:
    """The state that was kept; b"" for none."""
    return b"".join(connection.execute(select(grouping.c.data).order_by(grouping.c.part)).scalars())


def read_batches(connection: Connection) -> Iterator[tuple[int, dict[int, int]]]:
    """Yield each batch since the state was kept: its number, and its reports in the versions that were grouped."""
    kept = connection.execute(select(func.coalesce(func.max(grouping.c.batch), 0))).scalar_one()
    for batch in range(kept + 1, last_batch(connection) + 1):
        query = select(reports.c.number, reports.c.grouped).where(reports.c.batch == batch).order_by(reports.c.number)
        yield batch, {row.number: row.grouped for row in connection.execute(query)}


def count_since(connection: Connection) -> tuple[int, int]:
    """How many reports were grouped until the state was kept, and how many since."""
    kept = connection.execute(select(func.coalesce(func.max(grouping.c.batch), 0))).scalar_one()
    since = connection.execute(select(func.count()).where(reports.c.batch > kept)).scalar_one()
    until = connection.execute(select(func.count()).where(reports.c.batch <= kept)).scalar_one()
    return int(until), int(since)


def read_grouped(connection: Connection, ids: Sequence[str]) -> dict[str, Report]:
    """Reports in the versions that were grouped, without their annotations."""
    out = {}
    on = and_(versions.c.report == reports.c.number, versions.c.number == reports.c.grouped)
    query = select(reports.c.id, versions.c.text, versions.c.report_data).join(versions, on)
    for some in chunks(sorted(ids), _PARAMETERS):
        for row in connection.execute(query.where(reports.c.id.in_(some))):
            out[row.id] = replace(decode(Report, row.report_data), id=row.id, text=decode_text(row.text))
    return out


def put_asleep(connection: Connection, story: str, batch: int, data: bytes) -> None:
    """Keep what is needed to wake a story that ended with a batch."""
    connection.execute(insert(asleep).values(story=story, batch=batch, data=data))


def read_asleep(connection: Connection, ids: Sequence[str], batch: int) -> list[bytes]:
    """What is needed to wake the stories that slept when a batch came, as far as it is kept."""
    found: dict[str, bytes] = {}
    still = asleep.c.woken.is_(None) | (asleep.c.woken >= batch)
    for some in chunks(sorted(ids), _PARAMETERS):
        query = select(asleep.c.story, asleep.c.data).where(asleep.c.story.in_(some), asleep.c.batch < batch, still)
        found.update({row.story: row.data for row in connection.execute(query.order_by(asleep.c.batch))})
    return [found[id] for id in sorted(found)]


def mark_woken(connection: Connection, ids: Sequence[str], batch: int) -> None:
    """Remember which batch woke stories."""
    for some in chunks(sorted(ids), _PARAMETERS):
        line = update(asleep).where(asleep.c.story.in_(some), asleep.c.woken.is_(None))
        connection.execute(line.values(woken=batch))


def put_members(connection: Connection, found: Sequence[Story], *, at: str) -> None:
    """Write which reports stories of the grouping have and which of them are copies."""
    rows = {}
    for some in chunks(sorted(id for story in found for id in story.reports), _PARAMETERS):
        query = select(reports.c.id, reports.c.number, reports.c.machine_story).where(reports.c.id.in_(some))
        rows.update({row.id: row for row in connection.execute(query)})
    moved = {
        story.id: [rows[id].number for id in story.reports if id in rows and rows[id].machine_story != story.id]
        for story in found
    }
    lines = [{"at": number, "to": id} for id, numbers in moved.items() for number in numbers]
    if lines:
        connection.execute(_MOVED, lines)
    place(connection, moved.values(), at=at)
    numbers = {id: row.number for id, row in rows.items()}
    mark(connection, stories_of(connection, _put_copies(connection, found, numbers)))


_MOVED = update(reports).where(reports.c.number == bindparam("at")).values(machine_story=bindparam("to"))


def _put_copies(connection: Connection, found: Sequence[Story], numbers: Mapping[str, int]) -> set[int]:
    """Write the copies among the reports of stories; return the reports of the stories where that changed anything."""
    old: dict[int, dict[tuple[int, int], tuple[int, float]]] = {}
    for some in chunks(sorted(numbers.values()), _PARAMETERS):
        for row in connection.execute(select(copies).where(copies.c.report.in_(some))):
            old.setdefault(row.report, {})[row.report, row.original] = (row.place, row.containment)
    gone: list[int] = []
    come: list[dict[str, object]] = []
    for story in found:
        own = [numbers[id] for id in story.reports if id in numbers]
        before = {pair: said for number in own for pair, said in old.get(number, {}).items()}
        now = {
            (numbers[copy.report], numbers[copy.original]): (place, copy.containment)
            for place, copy in enumerate(story.copies)
        }
        if now != before:
            gone += own
            come += [
                {"report": report, "original": original, "place": place, "containment": containment}
                for (report, original), (place, containment) in now.items()
            ]
    for some in chunks(sorted(gone), _PARAMETERS):
        connection.execute(delete(copies).where(copies.c.report.in_(some)))
    if come:
        connection.execute(insert(copies), come)
    return set(gone)


def read_stories(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Story, dict[int, int]]]:
    """Stories with their reports in order of publication and their copies, and the newest versions of their reports."""
    own: dict[str, list[Row[*tuple[Any, ...]]]] = {id: [] for id in ids}
    names: dict[int, str] = {}
    for some in chunks(ids, _PARAMETERS):
        query = select(reports.c.number, reports.c.id, reports.c.newest, reports.c.story)
        query = query.where(reports.c.story.in_(some)).order_by(reports.c.sort, reports.c.id)
        for row in connection.execute(query):
            own[row.story].append(row)
            names[row.number] = row.id
    pairs: dict[int, list[Row[*tuple[Any, ...]]]] = {}
    for numbers in chunks(sorted(names), _PARAMETERS):
        query = select(copies).where(copies.c.report.in_(numbers)).order_by(copies.c.report, copies.c.place)
        for row in connection.execute(query):
            pairs.setdefault(row.report, []).append(row)
    out = {}
    for id, rows in own.items():
        newest = {row.number: row.newest for row in rows}
        story = Story(
            id=id,
            reports=tuple(row.id for row in rows),
            copies=tuple(
                Copy(report=names[pair.report], original=names[pair.original], containment=pair.containment)
                for row in rows
                for pair in pairs.get(row.number, ())
                if pair.original in newest
            ),
        )
        out[id] = (story, newest)
    return out


def numbers_of(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """The numbers of the reports of stories, by their ids."""
    found: dict[str, int] = {}
    for some in chunks(ids, _PARAMETERS):
        query = select(reports.c.id, reports.c.number).where(reports.c.story.in_(some))
        found.update((row.id, row.number) for row in connection.execute(query))
    return found


def stale_stories(connection: Connection) -> list[str]:
    """The ids of the stories that are to be reconciled."""
    return list(connection.execute(select(stories.c.id).where(stories.c.stale == 1).order_by(stories.c.id)).scalars())
