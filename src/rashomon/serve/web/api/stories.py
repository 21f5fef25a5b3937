"""One story: its row, its synopsis, what happened to it, and the same for other people's tools."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from rashomon.present.as_json import dumps, synopsis_json
from rashomon.serve.web.api import rows, shapes
from rashomon.serve.web.api.asked import AsOf, StoryId
from rashomon.serve.web.api.linked import LINKED_DATA, story_linked
from rashomon.serve.web.api.router import v1
from rashomon.serve.web.archives import Reading

router = v1("a story", under="/stories")


@router.get("/{id}")
def story(archive: Reading, id: StoryId) -> rows.Story:
    """A story as it stands in a list."""
    return rows.Story.shape_of(archive.story(id))


@router.get("/{id}/synopsis", responses={200: {"model": shapes.Synopsis}})
def synopsis(archive: Reading, id: StoryId, as_of: AsOf = None) -> Response:
    """All of a story, as it is or as it was known at some time."""
    body = dumps(synopsis_json(archive.synopsis(id, as_of=as_of)))
    return Response(body, media_type="application/json")


@router.get("/{id}/events")
def events(archive: Reading, id: StoryId) -> list[rows.Change]:
    """All that happened to a story: founded, grown, merged, split, edited."""
    archive.story(id)  # an unknown one is an error, not one to which nothing happened
    return [rows.Change.shape_of(row) for row in archive.events(id)]


@router.get("/{id}/linked-data", responses={200: {"content": {LINKED_DATA: {"schema": {"type": "object"}}}}})
def linked_data(request: Request, archive: Reading, id: StoryId, as_of: AsOf = None) -> Response:
    """A story as JSON-LD in the words of schema.org: NewsArticle, Claim, Quotation."""
    body = dumps(story_linked(archive.briefing(id, as_of=as_of), base=str(request.base_url)))
    return Response(body, media_type=LINKED_DATA)
