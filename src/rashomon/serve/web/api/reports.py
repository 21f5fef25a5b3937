"""One report: its annotation, its versions, and any span of it as a web annotation."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rashomon.model.spans import Span
from rashomon.present.as_json import annotation_json, dumps
from rashomon.serve.web.api import rows, shapes
from rashomon.serve.web.api.asked import ReportId, VersionNumber
from rashomon.serve.web.api.router import v1
from rashomon.serve.web.api.selector import WEB_ANNOTATION, WebAnnotation, web_annotation
from rashomon.serve.web.archives import Reading
from rashomon.settings import WebSettings

router = v1("a report", under="/reports")
_BOUNDS = WebSettings()

# An id that came with a report may hold a slash, hence the path parameters; the longer routes are tried first.


@router.get("/{id:path}/annotation", responses={200: {"model": shapes.Annotation}})
def annotation(
    archive: Reading,
    id: ReportId,
    version: VersionNumber = None,
    text: Annotated[bool, Query(description="Whether to send the report's text, too.")] = True,
) -> Response:
    """What was found in a report: actors, attributions, times, figures, places."""
    body = dumps(annotation_json(archive.report(id, version=version), with_text=text))
    return Response(body, media_type="application/json")


@router.get("/{id:path}/versions")
def versions(archive: Reading, id: ReportId) -> list[rows.Version]:
    """Every version of a report, the first one first."""
    return [rows.Version.shape_of(row) for row in archive.versions(id)]


@router.get("/{id:path}/selector", responses={200: {"content": {WEB_ANNOTATION: {}}, "model": WebAnnotation}})
def selector(
    request: Request,
    archive: Reading,
    id: ReportId,
    start: Annotated[int, Query(ge=0, description="The first code point of the span.")],
    end: Annotated[int, Query(ge=1, description="The code point after the last of the span.")],
    version: VersionNumber = None,
) -> Response:
    """A span of a report as a W3C Web Annotation, with its words and its place."""
    report = archive.report(id, version=version).report
    if not start < end <= len(report.text):
        raise HTTPException(400, f"{start} to {end} is no span of a text of {len(report.text)} code points")
    if end - start > _BOUNDS.longest_passage:
        raise HTTPException(400, f"a span of more than {_BOUNDS.longest_passage:,} code points")
    made = web_annotation(report, Span(start, end), base=str(request.base_url), version=version)
    return Response(made.model_dump_json(by_alias=True, exclude_none=True), media_type=WEB_ANNOTATION)


@router.get("/{id:path}")
def report(archive: Reading, id: ReportId) -> rows.Report:
    """A report as it stands in a list."""
    return rows.Report.shape_of(archive.report_row(id))
