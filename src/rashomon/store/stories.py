"""Stories and what is known of them: every synopsis is kept with the time from which it held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from sqlalchemy import Connection, Row, func, insert, select, update

from rashomon.errors import UnknownIdError
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.archive import Page, StoryRow
from rashomon.model.synopsis import Status, Synopsis
from rashomon.store.codec import decode, encode, is_older
from rashomon.store.cursors import cursor, page_of, read_cursor
from rashomon.store.derived_ids import with_ids
from rashomon.store.log import Log
from rashomon.store.moments import read_moment
from rashomon.store.prepared_story import PreparedStory
from rashomon.store.reports import published_columns, read_versions
from rashomon.store.schema import reports, stories, synopses

_STATUSES: tuple[Status, ...] = get_args(Status)
_COLUMNS = {status: stories.c[status.replace(" ", "_")] for status in _STATUSES}


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFrom:
    """The reports that a synopsis was made from: their numbers, and the numbers of the versions."""

    reports: tuple[int, ...]
    versions: tuple[int, ...]


def put_synopsis(
    connection: Connection,
    prepared: PreparedStory,
    *,
    made_from: dict[int, int],
    log: Log,
) -> None:
    """Keep a new synopsis of a story, which is not stale any more; the ones before stay.

    `made_from` are the versions of its reports, by number. Tells `log` what is new. A synopsis that says what the one
    before said, of the same versions of the same reports, is not kept again.
    """
    synopsis, data, statuses = prepared.synopsis, prepared.data, prepared.statuses
    id = synopsis.story
    made_now = MadeFrom(reports=tuple(made_from), versions=tuple(made_from.values()))
    last = connection.execute(
        select(synopses).where(synopses.c.story == id).order_by(synopses.c.number.desc()).limit(1)
    ).one_or_none()
    before = _read(last.data) if last is not None else None
    if last is not None and before == synopsis and decode(MadeFrom, last.made_from) == made_now:
        connection.execute(update(stories).where(stories.c.id == id).values(stale=0))
        return
    number = last.number + 1 if last is not None else 1
    _tell(before, synopsis, log)
    connection.execute(
        insert(synopses).values(story=id, number=number, at=log.at, data=data, made_from=encode(MadeFrom, made_now))
    )
    row = _row(prepared, log.at)
    connection.execute(
        update(stories)
        .where(stories.c.id == id)
        .values(
            updated=log.at,
            stale=0,
            synopsis=number,
            first_day=synopsis.first.isoformat() if synopsis.first else None,
            last_day=synopsis.last.isoformat() if synopsis.last else None,
            row=encode(StoryRow, row),
            **{column.name: statuses[status] for status, column in _COLUMNS.items()},
        )
    )
    # a story may date a report that did not say when it was published
    by_id = {item.id: item.published for item in synopsis.reports}
    for report in prepared.dated:
        connection.execute(update(reports).where(reports.c.id == report).values(**published_columns(by_id[report])))


def put_empty(connection: Connection, id: str) -> None:
    """A story without reports is not stale; it leads to another one, and is what it was if its reports come back."""
    connection.execute(update(stories).where(stories.c.id == id).values(stale=0))


def _tell(before: Synopsis | None, now: Synopsis, log: Log) -> None:
    if before is None:
        log.note("story founded", story=now.story, detail=_count(len(now.reports), "report"))
        return
    old = {report.id for report in before.reports}
    new = [report.id for report in now.reports if report.id not in old]
    if new:
        log.note("story grown", story=now.story, others=new, detail=_count(len(new), "report") + " more")
    statuses = {claim.id: claim.status for claim in before.claims}
    for claim in now.claims:
        was = statuses.get(claim.id, claim.status)
        if was != claim.status:
            others = (claim.id, was, claim.status)
            log.note("claim changed", story=now.story, others=others, detail=f"{was}, now {claim.status}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _row(prepared: PreparedStory, at: str) -> StoryRow:
    synopsis = prepared.synopsis
    days = Counter(report.published.latest for report in synopsis.reports if report.published.latest)
    return StoryRow(
        id=synopsis.story,
        title=None,
        headline=prepared.headline,
        headline_at=synopsis.headline,
        first=synopsis.first,
        last=synopsis.last,
        outlets=tuple(sorted({report.outlet for report in synopsis.reports if report.outlet})),
        reports=tuple(report.id for report in synopsis.reports),
        copies=sum(report.copy_of is not None for report in synopsis.reports),
        statuses=tuple((status, prepared.statuses[status]) for status in _STATUSES),
        days=tuple(sorted(days.items())),
        updated=read_moment(at),
    )


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


def read_synopsis(connection: Connection, id: str, *, as_of: str | None) -> tuple[Synopsis, MadeFrom]:
    """The newest synopsis of a story, or the one that held at a time, and what it was made from.

    The id of a story that was taken in leads to the one that took it in, unless the time lies before that.
    Raises UnknownIdError, also where the story was not known at that time.
    """
    story = follow(connection, id, as_of=as_of)
    query = select(synopses.c.data, synopses.c.made_from).where(synopses.c.story == story)
    if as_of is not None:
        query = query.where(synopses.c.at <= as_of)
    row = connection.execute(query.order_by(synopses.c.number.desc()).limit(1)).one_or_none()
    if row is None:
        raise UnknownIdError("story", id)
    return _read(row.data), decode(MadeFrom, row.made_from)


def _read(data: bytes) -> Synopsis:
    found = decode(Synopsis, data)
    return with_ids(found) if is_older(data) else found


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
