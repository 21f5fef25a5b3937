"""The list of stories, and the page of one."""

from __future__ import annotations

from typing import Any, cast, get_args

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rashomon.model.archive import StoryRow
from rashomon.model.synopsis import Status
from rashomon.present.dates import day_range
from rashomon.serve.web.archives import Reading
from rashomon.serve.web.charts.sparkline import sparkline
from rashomon.serve.web.kept import untitled
from rashomon.serve.web.links import story_link
from rashomon.serve.web.pages.drawing import Drawings
from rashomon.serve.web.pages.page import framed, page, query
from rashomon.serve.web.pages.story_body import PARTS
from rashomon.settings import Settings

router = APIRouter()

_FILTERS = ("query", "outlet", "since", "until", "status", "after")
_STATUSES = get_args(Status)
_OF_PICTURES = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""A picture has a style of its own, so that it is legible in the dark; it can load and run nothing."""


@router.get("/")
def front() -> Response:
    """The list of stories is the front page."""
    return RedirectResponse("/stories", 303)


@router.get("/stories")
def stories(request: Request, archive: Reading) -> Response:
    """Stories, those that changed last first, filtered by words, outlet, days and status."""
    given = query(request, _FILTERS)
    status = given.get("status")
    if status is not None and status not in _STATUSES:
        raise HTTPException(400, f"status: one of {', '.join(_STATUSES)}")
    settings: Settings = request.app.state.settings
    found = archive.stories(
        query=given.get("query"),
        outlet=given.get("outlet"),
        since=given.get("since"),
        until=given.get("until"),
        status=cast("Status | None", status),
        limit=settings.web.page,
        after=given.get("after"),
    )
    return page(
        request,
        "stories.html",
        title="Stories",
        stories=[_summary(row) for row in found.rows],
        given=given,
        next=found.next,
        statuses=_STATUSES,
    )


def _summary(row: StoryRow) -> dict[str, Any]:
    counts: dict[str, int] = dict(row.statuses)
    return {
        "row": row,
        "title": row.title or row.headline,
        "days": day_range(row.first, row.last) if row.first and row.last else "dates unknown",
        "spark": sparkline(row.days) if len(row.days) > 1 else None,
        "counts": [
            (mark, label, counts.get(status, 0))
            for status, mark, label in (
                ("corroborated", "agreed", "agreed"),
                ("disputed", "disputed", "disputed"),
                ("denied", "denied", "denied"),
                ("one origin", "onevoice", "one voice"),
            )
        ],
    }


@router.get("/stories/{id:path}/map.svg")
def map_picture(request: Request, id: str, archive: Reading) -> Response:
    """The land and borders round a story's places, drawn once for each state of it."""
    row = archive.story(id)
    drawings: Drawings = request.app.state.drawings
    return Response(drawings.map(archive, row), media_type="image/svg+xml", headers=_OF_PICTURES)


@router.get("/stories/{id:path}")
def story(request: Request, id: str, archive: Reading) -> Response:
    """One story, as it is or, with `as_of`, as it was known at that time.

    `part` asks for the lines of one section, `from` a number on; `line` for one claim or difference with all of its
    sentences.
    """
    row = archive.story(id)
    if row.id != id:
        return RedirectResponse(story_link(row.id), 303)
    given = query(request, ("as_of", "part", "from", "line"))
    as_of, part, line = given.get("as_of"), given.get("part"), given.get("line")
    if part is not None and part not in PARTS:
        raise HTTPException(400, f"part: one of {', '.join(PARTS)}")
    drawings: Drawings = request.app.state.drawings
    title, body = untitled(drawings.page(archive, row, as_of=as_of, part=part, line=line, first=_first(given)))
    return framed(request, body, title=title)


def _first(given: dict[str, str]) -> int:
    start = given.get("from", "1")
    if not (start.isascii() and start.isdigit() and len(start) < 9 and int(start) > 0):
        raise HTTPException(400, "from: the number of a line, from 1 on")
    return int(start) - 1
