"""The list of stories, and the page of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast, get_args

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rashomon.engine import Archive
from rashomon.model.archive import StoryRow
from rashomon.model.synopsis import Status, Synopsis
from rashomon.present.dates import day_range
from rashomon.serve.web.archives import Reading
from rashomon.serve.web.charts.sparkline import sparkline
from rashomon.serve.web.charts.timeline import timeline
from rashomon.serve.web.charts.world import outlines
from rashomon.serve.web.kept import Kept
from rashomon.serve.web.links import story_link
from rashomon.serve.web.pages.page import kept_page, page, query
from rashomon.serve.web.pages.story_view import story_page
from rashomon.settings import Settings

router = APIRouter()

_FILTERS = ("query", "outlet", "since", "until", "status", "after")
_STATUSES = get_args(Status)
_BRIEF = ("agreed", "onevoice", "perhaps", "disputed", "apart", "single")
_PARTS = (*_BRIEF, "differences", "voices", "positions", "timeline", "figures", "places", "sources")
_EVERY = 1_000_000
_ISSUES = 12
"""Issues in the table of positions before the others move to a page of their own; more are hardly scrolled through."""
_EVENTS = 20
"""Latest events told on a story's page; /api/v1/changes has them all, and those of claims."""
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
        "spark": sparkline(row.days),
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


@router.get("/stories/{id:path}/timeline.svg")
def timeline_picture(request: Request, id: str, archive: Reading) -> Response:
    """The timeline of a story."""
    return _picture(request, archive, id, "timeline", timeline)


@router.get("/stories/{id:path}/map.svg")
def map_picture(request: Request, id: str, archive: Reading) -> Response:
    """The land and borders round a story's places."""
    return _picture(request, archive, id, "map", lambda synopsis: outlines(synopsis.places))


def _picture(request: Request, archive: Archive, id: str, kind: str, draw: Callable[[Synopsis], str]) -> Response:
    """A picture of a story, drawn once for each state of it."""
    row = archive.story(id)
    kept: Kept = request.app.state.kept
    svg = kept.get((kind, row.id, row.updated), lambda: draw(archive.synopsis(row.id)))
    return Response(svg, media_type="image/svg+xml", headers=_OF_PICTURES)


@router.get("/stories/{id:path}")
def story(request: Request, id: str, archive: Reading) -> Response:
    """One story, as it is or, with `as_of`, as it was known at that time; with `part`, all lines of one section."""
    row = archive.story(id)
    if row.id != id:
        return RedirectResponse(story_link(row.id), 303)
    settings: Settings = request.app.state.settings
    given = query(request, ["as_of", "part"])
    as_of, part = given.get("as_of"), given.get("part")
    if part is not None and part not in _PARTS:
        raise HTTPException(400, f"part: one of {', '.join(_PARTS)}")
    most = settings.web.lines if part is None else _EVERY

    def values() -> tuple[str, dict[str, Any]]:
        made = story_page(row, archive.briefing(id, as_of=as_of), settings=settings.present)
        return made.title, {
            "page": made,
            "events": [event for event in archive.events(row.id) if event.kind != "claim changed"][-_EVENTS:],
            "as_of": as_of,
            "part": part,
            "most": most,
            "most_issues": most if part else _ISSUES,
        }

    return kept_page(request, "story.html", (row.id, row.updated, row.title, as_of, part), values)
