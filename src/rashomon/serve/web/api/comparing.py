"""Two reports held against each other, whether grouping put them into one story or not."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rashomon import pipeline
from rashomon.present.as_json import dumps, synopsis_json
from rashomon.serve.web.api import shapes
from rashomon.serve.web.api.asked import NO_ZERO
from rashomon.serve.web.api.router import v1
from rashomon.serve.web.archives import Reading
from rashomon.settings import WebSettings

router = v1("a report")
_Id = Annotated[str, Query(min_length=1, max_length=WebSettings().longest_query, pattern=NO_ZERO)]


@router.get("/compare", responses={200: {"model": shapes.Synopsis}})
def compare(request: Request, archive: Reading, left: _Id, right: _Id) -> Response:
    """The synopsis of two reports alone: what both have, what one has, and where they part."""
    if left == right:
        raise HTTPException(400, "left and right are the same report")
    settings = request.app.state.settings
    briefing = pipeline.compare_reports(archive.report(left), archive.report(right), settings=settings)
    return Response(dumps(synopsis_json(briefing.synopses[0])), media_type="application/json")
