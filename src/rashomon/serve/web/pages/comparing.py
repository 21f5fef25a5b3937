"""Two reports in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rashomon import pipeline
from rashomon.present.as_columns import TITLES
from rashomon.present.compare import compare
from rashomon.present.locate import Locator
from rashomon.serve.web.archives import Reading
from rashomon.serve.web.links import byline, report_link, same_page
from rashomon.serve.web.pages.drawing import Drawings
from rashomon.serve.web.pages.page import kept_page, page, query
from rashomon.settings import Settings

router = APIRouter()


def _numbered(side: str, number: str, reports: Sequence[str]) -> str:
    if not (number.isascii() and number.isdigit() and len(number) < 9 and 0 < int(number) <= len(reports)):
        raise HTTPException(400, f"{side}: the number of a report of the story, 1 to {len(reports)}")
    return reports[int(number) - 1]


@router.get("/compare")
def compare_page(request: Request, archive: Reading) -> Response:
    """The reports `left` and `right` side by side, row by row: in conflict, told differently, in both, perhaps, only
    in one.

    With a `story`, `left` and `right` are numbers of its reports.
    """
    given = query(request, ("left", "right", "story"))
    if len(given) == 3:
        reports = archive.story(given["story"]).reports
        chosen = {side: _numbered(side, given[side], reports) for side in ("left", "right")}
        return RedirectResponse(same_page("/compare", chosen), 303)
    if len(given) < 2 or "story" in given:
        return page(request, "compare_form.html", title="Two reports side by side", given=given)
    left, right = given["left"], given["right"]
    if left == right:
        raise HTTPException(400, "left and right are the same report")
    settings: Settings = request.app.state.settings
    drawings: Drawings = request.app.state.drawings
    key = (left, right, archive.report_row(left).changed, archive.report_row(right).changed)

    def values() -> tuple[str, dict[str, Any]]:
        with drawings.maker.alone():
            briefing = pipeline.compare_reports(archive.report(left), archive.report(right), settings=settings)
        synopsis = briefing.synopses[0]
        found = compare(synopsis, Locator(briefing.reports), settings=settings.present)
        return "Two reports side by side", {
            "comparison": found,
            "reports": synopsis.reports,
            "links": [report_link(report.id) for report in synopsis.reports],
            "bylines": [byline(report.outlet, report.published) for report in synopsis.reports],
            "sections": [
                (title, kind, rows)
                for kind, title in TITLES.items()
                if (rows := [row for row in found.rows if row.kind == kind])
            ],
        }

    return kept_page(request, "compare.html", key, values)
