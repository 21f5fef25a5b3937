"""The list of reports, and the page of one with its layers and versions."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rashomon.engine import Archive
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.archive import ReportRow
from rashomon.model.spans import Span
from rashomon.serve.web.archives import Reading
from rashomon.serve.web.pages.drawing import Drawings
from rashomon.serve.web.pages.page import kept_page, page, query
from rashomon.serve.web.pages.report_view import Sign, paragraphs
from rashomon.serve.web.pages.revised import revised
from rashomon.settings import Settings

router = APIRouter()

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


@router.get("/reports")
def reports(request: Request, archive: Reading) -> HTMLResponse:
    """Reports in the order in which they were added, filtered by outlet and days."""
    given = query(request, ("outlet", "since", "until", "after"))
    settings: Settings = request.app.state.settings
    found = archive.reports(limit=settings.web.page, **given)
    return page(request, "reports.html", title="Reports", reports=found.rows, given=given, next=found.next)


@router.get("/reports/{id:path}")
def report(request: Request, id: str, archive: Reading) -> HTMLResponse:
    """One report: `at` marks a span, `version` asks for an older text, `with` holds that against another version."""
    given = query(request, ("at", "version", "with"))
    row = archive.report_row(id)
    version = _number(given, "version", row.versions)
    other = _number(given, "with", row.versions)
    story = archive.story(row.story) if row.story else None
    settings: Settings = request.app.state.settings
    revision = settings.search.revision
    drawings: Drawings = request.app.state.drawings
    key = (
        row.id,
        row.changed,
        version,
        other,
        given.get("at"),
        row.copy_of,
        story and (story.id, story.updated, story.title),
    )

    def signs() -> list[tuple[int, Sign]]:
        if story is None or version not in (None, row.versions):
            return []
        return drawings.known(archive, story).signs.get(row.id, [])

    def values() -> tuple[str, dict[str, Any]]:
        signed = signs()
        with drawings.maker.alone():
            item = archive.report(id, version=version)
            at = _span(given["at"], item) if "at" in given else None
            return item.report.title or id, {
                **_shown(archive, row, item, at, version),
                "paragraphs": paragraphs(item, signed, at=at),
                "story": story,
                "with": other,
                "revised": revised(archive.report(id, version=other), item, settings=revision) if other else (),
            }

    return kept_page(request, "report.html", key, values)


def _shown(
    archive: Archive, row: ReportRow, item: AnnotatedReport, at: Span | None, version: int | None
) -> dict[str, Any]:
    address = item.report.url or ""
    try:
        is_web = urlsplit(address).scheme in ("http", "https")
    except ValueError:
        is_web = False
    return {
        "row": row,
        "report": item.report,
        "published": item.annotation.reference,
        "is_web": is_web,
        "at": at,
        "quoted": " ".join(item.report.text[at.start : at.end].split()) if at else "",
        "version": version or row.versions,
        "versions": archive.versions(row.id) if row.versions > 1 else (),
    }


def _number(given: dict[str, str], name: str, most: int) -> int | None:
    if name not in given:
        return None
    if not given[name].isascii() or not given[name].isdigit() or not 1 <= int(given[name][:9]) <= most:
        raise HTTPException(400, f"{name}: a number from 1 to {most}")
    return int(given[name])


def _span(text: str, item: AnnotatedReport) -> Span:
    match = _SPAN.fullmatch(text)
    if match is None or not int(match[1]) < int(match[2]) <= len(item.report.text):
        raise HTTPException(400, f"at: two numbers START-END within the report's {len(item.report.text)} characters")
    return Span(int(match[1]), int(match[2]))
