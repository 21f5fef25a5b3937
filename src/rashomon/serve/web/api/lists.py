"""Lists, page by page: stories, reports, statements, actors, searches, changes, refusals."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from rashomon.model.annotation import Force
from rashomon.model.synopsis import Status
from rashomon.serve.web.api import rows
from rashomon.serve.web.api.asked import NO_ZERO, PAGE, ActorName, Limit, Since, ThisPage, Until, Words
from rashomon.serve.web.api.router import v1
from rashomon.serve.web.archives import Reading
from rashomon.settings import WebSettings

router = v1("lists")
_BOUNDS = WebSettings()


@router.get("/stories")
def stories(
    archive: Reading,
    page: ThisPage,
    query: Words = None,
    outlet: Words = None,
    since: Since = None,
    until: Until = None,
    status: Status | None = None,
) -> rows.Listing[rows.Story]:
    """Stories, those with the newest activity first."""
    found = archive.stories(query=query, outlet=outlet, since=since, until=until, status=status, **page)
    return rows.Listing[rows.Story].shape_of(found)


@router.get("/reports")
def reports(
    archive: Reading, page: ThisPage, outlet: Words = None, since: Since = None, until: Until = None
) -> rows.Listing[rows.Report]:
    """Reports, in the order in which they were added."""
    found = archive.reports(outlet=outlet, since=since, until=until, **page)
    return rows.Listing[rows.Report].shape_of(found)


@router.get("/statements")
def statements(
    archive: Reading,
    page: ThisPage,
    who: Words = None,
    about: Words = None,
    force: Annotated[list[Force] | None, Query(description="One or more; any but a mere belief without it.")] = None,
    story: Words = None,
    outlet: Words = None,
    since: Since = None,
    until: Until = None,
    least_confidence: Annotated[float, Query(ge=0, le=1)] = 0.0,
) -> rows.Listing[rows.Statement]:
    """Who said what, on which matter, with which force."""
    found = archive.statements(
        who=who,
        about=about,
        forces=tuple(force or ()),
        story=story,
        outlet=outlet,
        since=since,
        until=until,
        least_confidence=least_confidence,
        **page,
    )
    return rows.Listing[rows.Statement].shape_of(found)


@router.get("/actors")
def actors(archive: Reading, page: ThisPage, query: Words = None) -> rows.Listing[rows.ActorRow]:
    """Actors that speak, those with most statements first, without unnamed sources; with a query, all of that name."""
    return rows.Listing[rows.ActorRow].shape_of(archive.actors(query=query, **page))


@router.get("/actors/{name}")
def actor(archive: Reading, name: ActorName) -> rows.Actor:
    """An actor over all stories, by its id or one of its names."""
    return rows.Actor.shape_of(archive.actor(name))


@router.get("/search")
def search(
    archive: Reading,
    page: ThisPage,
    q: Annotated[
        str,
        Query(min_length=1, max_length=_BOUNDS.longest_query, pattern=NO_ZERO, description='Words; "a phrase"; pre*.'),
    ],
    outlet: Words = None,
    since: Since = None,
    until: Until = None,
    actor: Words = None,
    force: Force | None = None,
    status: Status | None = None,
    story: Words = None,
) -> rows.Listing[rows.Hit]:
    """Reports with all of the words, the best first."""
    found = archive.search(
        q,
        outlet=outlet,
        since=since,
        until=until,
        actor=actor,
        force=force,
        status=status,
        story=story,
        **page,
    )
    return rows.Listing[rows.Hit].shape_of(found)


@router.get("/quote")
def quote(
    archive: Reading,
    text: Annotated[
        str,
        Query(min_length=1, max_length=_BOUNDS.longest_quote, pattern=NO_ZERO, description="The words to look for."),
    ],
    limit: Limit = PAGE,
) -> rows.Listing[rows.Wording]:
    """Where a quotation stands, word for word or nearly so, and who is said to have said it."""
    found = archive.quote(text, limit=limit)
    return rows.Listing(items=[rows.Wording.shape_of(row) for row in found], next=None)


@router.get("/changes")
def changes(archive: Reading, page: ThisPage, since: Since = None) -> rows.Listing[rows.Change]:
    """What happened in the archive, in the order in which it happened."""
    return rows.Listing[rows.Change].shape_of(archive.changes(since=since, **page))


@router.get("/refusals")
def refusals(archive: Reading, page: ThisPage, since: Since = None) -> rows.Listing[rows.Refusal]:
    """What was refused, and why, in the order in which it was refused."""
    return rows.Listing[rows.Refusal].shape_of(archive.refusals(since=since, **page))
