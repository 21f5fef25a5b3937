"""Stories and what is known of them: every synopsis is kept with the time from which it held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from rashomon.errors import ArchiveError, UnknownIdError
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.archive import Page, StoryRow
from rashomon.model.synopsis import Status, Synopsis
from rashomon.store import superseded
from rashomon.store.codec import decode
from rashomon.store.cursors import cursor, page_of, read_cursor
from rashomon.store.log import Log
from rashomon.store.prepared_story import STATUSES, PreparedStory
from rashomon.store.reports import published_columns, read_versions
from rashomon.store.schema import reports, stories, synopses
from rashomon.store.superseded import Kept, MadeFrom

_COLUMNS = {status: stories.c[status.replace(" ", "_")] for status in STATUSES}
_AT_ONCE = 4
"""Synopses read at a time to read an earlier one; most stories have no more."""


def put_story(connection: Connection, prepared: PreparedStory, log: Log) -> None:
    """Keep what was reconciled of a story, which is not stale any more. Tells `log` what is new.

    The synopses before stay what they are; one that says what the one before said, of the same versions of the same
    reports, is not kept again.
    """
    id, kept = prepared.story, prepared.kept
    if kept is None:
        connection.execute(update(stories).where(stories.c.id == id).values(stale=0))
        return
    for note in prepared.notes:
        log.note(note.kind, story=id, others=note.others, detail=note.detail)
    if prepared.before is not None:
        earlier = (synopses.c.story == id) & (synopses.c.number == kept.number - 1)
        connection.execute(update(synopses).where(earlier).values(data=prepared.before))
    connection.execute(
        insert(synopses).values(story=id, number=kept.number, at=log.at, data=kept.data, made_from=kept.made_from)
    )
    connection.execute(
        update(stories)
        .where(stories.c.id == id)
        .values(
            updated=log.at,
            stale=0,
            synopsis=kept.number,
            first_day=prepared.first.isoformat() if prepared.first else None,
            last_day=prepared.last.isoformat() if prepared.last else None,
            row=prepared.row,
            **{column.name: prepared.statuses[status] for status, column in _COLUMNS.items()},
        )
    )
    # a story may date a report that did not say when it was published
    for report, published in prepared.dates:
        connection.execute(update(reports).where(reports.c.id == report).values(**published_columns(published)))


def put_empty(connection: Connection, id: str) -> None:
    """A story without reports is not stale; it leads to another one, and is what it was if its reports come back."""
    connection.execute(update(stories).where(stories.c.id == id).values(stale=0))


def list_stories(
    connection: Connection,
    *,
    ids: Sequence[str] | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    status: Status | None,
    limit: int,
    after: str | None,
) -> Page[StoryRow]:
    """Stories by their last change, then by their newest report; `ids` are the only ones that may be among them."""
    last = func.coalesce(stories.c.last_day, "")
    query = select(stories.c.row, stories.c.title).where(stories.c.row.is_not(None), stories.c.into.is_(None))
    if outlet is not None:
        query = query.where(
            select(reports.c.number).where(reports.c.story == stories.c.id, reports.c.outlet == outlet).exists()
        )
    if since is not None:
        query = query.where(stories.c.last_day >= since)
    if until is not None:
        query = query.where(stories.c.first_day <= until)
    if status is not None:
        query = query.where(_COLUMNS[status] > 0)
    if ids is not None:
        query = query.where(stories.c.id.in_(ids))
    if after is not None:
        updated, day, id = read_cursor(after, 3)
        query = query.where(
            (stories.c.updated < updated)
            | ((stories.c.updated == updated) & ((last < day) | ((last == day) & (stories.c.id > id))))
        )
    query = query.order_by(stories.c.updated.desc(), last.desc(), stories.c.id).limit(limit + 1)
    query = query.add_columns(stories.c.updated, last.label("day"), stories.c.id)
    found = connection.execute(query).all()
    page = page_of(found, limit, lambda row: cursor(row.updated, row.day, row.id))
    return Page(rows=tuple(_story_row(row) for row in page.rows), next=page.next)


def _story_row(row: Row[*tuple[Any, ...]]) -> StoryRow:
    return replace(decode(StoryRow, row.row), title=row.title)


def read_story_row(connection: Connection, id: str) -> StoryRow:
    """A story; one that another took in leads there. Raises UnknownIdError."""
    row = connection.execute(select(stories).where(stories.c.id == follow(connection, id))).one()
    if row.row is None:
        raise UnknownIdError("story", id)
    return _story_row(row)


def read_story_rows(connection: Connection, ids: Sequence[str]) -> list[StoryRow]:
    """Stories that have reports, by id."""
    query = select(stories.c.row, stories.c.title).where(stories.c.id.in_(ids)).order_by(stories.c.id)
    return [_story_row(row) for row in connection.execute(query)]


def follow(connection: Connection, id: str, *, as_of: str | None = None) -> str:
    """The story that `id` leads to: itself, or the one that took it in, until `as_of`. Raises UnknownIdError."""
    seen = []
    here: str | None = id
    while here is not None and here not in seen:
        seen.append(here)
        found = connection.execute(select(stories.c.into, stories.c.ended).where(stories.c.id == here)).one_or_none()
        if found is None:
            raise UnknownIdError("story", id)
        here = found.into if as_of is None or found.ended is None or found.ended <= as_of else None
    return seen[-1]


def find_story(connection: Connection, id: str) -> str:
    """The living story that `id` leads to, which is that of a story or of a report. Raises UnknownIdError."""
    try:
        return follow(connection, id)
    except UnknownIdError:
        story = connection.execute(select(reports.c.story).where(reports.c.id == id)).scalar_one_or_none()
        if story is None:
            raise
        return str(story)


def read_synopsis(
    connection: Connection, id: str, *, as_of: str | None, reasoned: bool = True
) -> tuple[Synopsis, MadeFrom]:
    """The newest synopsis of a story, or the one that held at a time, and what it was made from.

    The id of a story that was taken in leads to the one that took it in, unless the time lies before that.
    Raises UnknownIdError, also where the story was not known at that time.
    """
    story = follow(connection, id, as_of=as_of)
    query = select(func.max(synopses.c.number)).where(synopses.c.story == story)
    if as_of is not None:
        query = query.where(synopses.c.at <= as_of)
    number = connection.execute(query).scalar_one_or_none()
    if number is None:
        raise UnknownIdError("story", id)
    rows = _read_from(connection, story, number)
    return superseded.read(*rows, reasoned=reasoned), superseded.read_made_from(rows[0])


def read_last(connection: Connection, ids: Sequence[str]) -> dict[str, Kept]:
    """The newest synopses of stories as they are kept, by the stories that have one."""
    newest = select(synopses.c.story, func.max(synopses.c.number).label("number")).where(synopses.c.story.in_(ids))
    last = newest.group_by(synopses.c.story).subquery()
    on = (synopses.c.story == last.c.story) & (synopses.c.number == last.c.number)
    rows = connection.execute(select(synopses).join(last, on))
    return {row.story: Kept(number=row.number, data=row.data, made_from=row.made_from) for row in rows}


def _read_from(connection: Connection, story: str, number: int) -> list[Kept]:
    """A synopsis and those after it that it takes to read it."""
    found: list[Kept] = []
    columns = (synopses.c.number, synopses.c.data, synopses.c.made_from)
    query = select(*columns).where(synopses.c.story == story).order_by(synopses.c.number).limit(_AT_ONCE)
    while not found or not found[-1].is_whole:
        rows = connection.execute(query.where(synopses.c.number >= number + len(found))).all()
        if not rows:
            raise ArchiveError("archive", "damaged", f"a synopsis of story {story!r} is missing")
        for row in rows:
            found.append(Kept(number=row.number, data=row.data, made_from=row.made_from))
            if found[-1].is_whole:
                break
    return found


def read_members(
    connection: Connection, synopsis: Synopsis, made_from: MadeFrom, *, with_tokens: bool, only_shown: bool = False
) -> tuple[AnnotatedReport, ...]:
    """The reports of a synopsis in the versions it was made from, dated as it dates them, in its order."""
    wanted = dict(zip(made_from.reports, made_from.versions, strict=True))
    found = read_versions(connection, wanted, with_tokens=with_tokens, only_shown=only_shown)
    by_id = {item.report.id: item for item in found.values()}
    return tuple(
        replace(by_id[row.id], annotation=replace(by_id[row.id].annotation, reference=row.published))
        for row in synopsis.reports
    )
