"""What is asked of the whole archive: who said what, one actor, words, a quotation, what was refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, get_args

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rashomon.model.annotation import Force
from rashomon.model.archive import ActorPage, StatementRow
from rashomon.model.spans import Span
from rashomon.model.synopsis import Position, Status
from rashomon.present.dates import show_day
from rashomon.serve.web.archives import Reading
from rashomon.serve.web.kept import Known
from rashomon.serve.web.pages.drawing import Drawings
from rashomon.serve.web.pages.page import page, query
from rashomon.settings import Settings

router = APIRouter()

_FORCES = get_args(Force)
_STATUSES = get_args(Status)
_STORIES = 12
"""Stories of an actor whose positions are shown; each is read whole for it, once."""

Piece = tuple[str, bool]
"""Words, and whether they are marked."""


def pieces(text: str, start: int, marks: Sequence[Span]) -> tuple[Piece, ...]:
    """Cut `text`, which begins at `start` of a report, at the spans `marks` of that report.

    >>> pieces("The talks failed.", 10, [Span(14, 19)])
    (('The ', False), ('talks', True), (' failed.', False))
    """
    out: list[Piece] = []
    position = start
    for mark in sorted(marks):
        begin, end = max(mark.start, position), min(mark.end, start + len(text))
        if begin >= end:
            continue
        out += [(text[position - start : begin - start], False), (text[begin - start : end - start], True)]
        position = end
    out.append((text[position - start :], False))
    return tuple(piece for piece in out if piece[0])


@router.get("/statements")
def statements(request: Request, archive: Reading) -> HTMLResponse:
    """Who said what: by speaker, words, force, outlet, days."""
    given = query(request, ("who", "about", "force", "story", "outlet", "since", "until", "after"))
    settings: Settings = request.app.state.settings
    force = _one_of(given, "force", _FORCES)
    found = archive.statements(
        who=given.get("who"),
        about=given.get("about"),
        forces=(cast(Force, force),) if force else (),
        story=given.get("story"),
        outlet=given.get("outlet"),
        since=given.get("since"),
        until=given.get("until"),
        limit=settings.web.page,
        after=given.get("after"),
    )
    return page(
        request,
        "statements.html",
        title="Who said what",
        rows=[(row, _said(row)) for row in found.rows],
        given=given,
        next=found.next,
        forces=_FORCES,
    )


def _said(row: StatementRow) -> tuple[Piece, ...]:
    return pieces(row.text, row.sentence.start, row.content)


@router.get("/actors")
def actors(request: Request, archive: Reading) -> HTMLResponse:
    """Who speaks, those with most statements first; or those of a name."""
    given = query(request, ("query", "after"))
    settings: Settings = request.app.state.settings
    found = archive.actors(**given, limit=settings.web.page)
    return page(request, "actors.html", title="Actors", rows=found.rows, given=given, next=found.next)


@router.get("/actors/{id:path}")
def actor(request: Request, id: str, archive: Reading) -> HTMLResponse:
    """One actor: its statements and positions over all stories."""
    settings: Settings = request.app.state.settings
    given = query(request, ("after",))
    found = archive.actor(id)
    drawings: Drawings = request.app.state.drawings
    stories = [archive.story(story) for story in found.stories[:_STORIES]]
    said = archive.statements(who=found.name, limit=settings.web.page, after=given.get("after"))
    return page(
        request,
        "actor.html",
        title=found.name,
        actor=found,
        rows=[(row, _said(row)) for row in said.rows],
        given=given,
        next=said.next,
        stories=stories,
        held=[(story.id, held) for story in stories if (held := _held(drawings.known(archive, story), found))],
    )


def _held(known: Known, actor: ActorPage) -> list[tuple[str, list[tuple[str, Position]]]]:
    """The issues of a story on which the actor has a position, with each stance and its day, in order of time."""
    issues: dict[str, list[tuple[str, Position]]] = {}
    held = [one for holder, one in known.positions if actor.id == holder.id or actor.name == holder.name]
    for position in sorted(held, key=lambda one: (str(one.on or ""), one.spans)):
        issues.setdefault(position.issue, []).append((show_day(position.on) if position.on else "", position))
    return list(issues.items())


@router.get("/search")
def search(request: Request, archive: Reading) -> HTMLResponse:
    """Reports with all the words asked for, the best first."""
    given = query(request, ("q", "outlet", "since", "until", "actor", "force", "status", "story", "after"))
    settings: Settings = request.app.state.settings
    _no_longer_than(given, "q", settings.web.longest_query)
    force, status = _one_of(given, "force", _FORCES), _one_of(given, "status", _STATUSES)
    rows, following = [], None
    if "q" in given:
        found = archive.search(
            given["q"],
            outlet=given.get("outlet"),
            since=given.get("since"),
            until=given.get("until"),
            actor=given.get("actor"),
            force=cast("Force | None", force),
            status=cast("Status | None", status),
            story=given.get("story"),
            after=given.get("after"),
        )
        rows = [(hit, pieces(hit.text, hit.snippet.start, hit.marks)) for hit in found.rows]
        following = found.next
    return page(
        request,
        "search.html",
        title="Search",
        given=given,
        rows=rows,
        next=following,
        forces=_FORCES,
        statuses=_STATUSES,
    )


@router.get("/quote")
def quote(request: Request, archive: Reading) -> HTMLResponse:
    """Where a quotation stands, word for word or nearly so, and who is said to have said it."""
    given = query(request, ("text",))
    settings: Settings = request.app.state.settings
    _no_longer_than(given, "text", settings.web.longest_quote)
    found = archive.quote(given["text"]) if "text" in given else ()
    return page(request, "quote.html", title="Check a quote", given=given, hits=found)


@router.get("/refusals")
def refusals(request: Request, archive: Reading) -> HTMLResponse:
    """What was refused, and why."""
    given = query(request, ("after",))
    found = archive.refusals(after=given.get("after"))
    return page(request, "refusals.html", title="Refused", rows=found.rows, given=given, next=found.next)


@router.get("/help")
def keys(request: Request) -> HTMLResponse:
    """Keys and how to read the signs."""
    return page(request, "help.html", title="Keys and help")


def _one_of(given: dict[str, str], name: str, choices: Sequence[str]) -> str | None:
    if name in given and given[name] not in choices:
        raise HTTPException(400, f"{name}: one of {', '.join(choices)}")
    return given.get(name)


def _no_longer_than(given: dict[str, str], name: str, most: int) -> None:
    if len(given.get(name, "")) > most:
        raise HTTPException(400, f"{name}: at most {most} characters")
