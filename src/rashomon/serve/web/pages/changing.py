"""Forms that write: adding reports, and merging, splitting and renaming stories by hand, with undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from rashomon.engine import Archive
from rashomon.model.archive import Added, Edit
from rashomon.serve.web.archives import Reading
from rashomon.serve.web.jobs import JobKind, Writer, add_upload
from rashomon.serve.web.links import story_link
from rashomon.serve.web.pages.page import framed, page
from rashomon.serve.web.render import environment
from rashomon.serve.web.uploads import take_files, take_records
from rashomon.settings import Settings

router = APIRouter()

_REFRESH = '<noscript><meta http-equiv="refresh" content="2"></noscript>'
"""Without a script the page of a job that runs loads itself again."""


@router.get("/add")
def add_form(request: Request) -> HTMLResponse:
    """Paste a text or drop files."""
    return page(request, "add.html", title="Add reports")


@router.post("/add")
def add(
    request: Request,
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    url: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, Form()] = None,
) -> Response:
    """Take what was pasted or sent, and lead to the page that shows how far it is."""
    settings: Settings = request.app.state.settings
    writer: Writer = request.app.state.writer
    sent = [file for file in files or () if file.filename]
    if text.strip():
        record = {"text": text, "title": title, "outlet": outlet, "published": published, "url": url}
        given = {name: value.strip() if name != "text" else value for name, value in record.items() if value.strip()}
        upload = take_records([given], name="pasted.jsonl")
    elif sent:
        upload = take_files(sent, settings=settings.web)
    else:
        raise HTTPException(400, "Paste a text or choose files.")
    return RedirectResponse(f"/jobs/{add_upload(writer, upload).id}", 303)


@router.get("/jobs/{id}")
def job(request: Request, id: str, archive: Reading) -> HTMLResponse:
    """How far a write is, and what came of it."""
    writer: Writer = request.app.state.writer
    found = writer.job(id)
    running = found.state in ("waiting", "running")
    values = {
        "job": found,
        "running": running,
        "added": found.outcome if isinstance(found.outcome, Added) else None,
        "edit": found.outcome if isinstance(found.outcome, Edit) else None,
        "latest": archive.stories(limit=5).rows if isinstance(found.outcome, Added) else (),
    }
    body = environment().get_template("job.html").render(values)
    return framed(request, body, title="Adding" if found.kind == "add" else "Editing", head=_REFRESH if running else "")


@router.get("/stories/{id:path}/edit")
def edit_form(request: Request, id: str, archive: Reading) -> HTMLResponse:
    """Merge, split or rename a story."""
    row = archive.story(id)
    reports = {report.id: report for report in archive.reports(story=row.id, limit=len(row.reports)).rows}
    others = [other for other in archive.stories(limit=100).rows if other.id != row.id]
    return page(
        request,
        "edit.html",
        title="Edit a story",
        row=row,
        reports=[reports[report] for report in row.reports if report in reports],
        others=others,
        edits=[edit for edit in archive.edits() if edit.story == row.id and edit.undone is None],
    )


@router.post("/stories/{id:path}/rename")
def rename(request: Request, id: str, title: Annotated[str, Form()] = "") -> Response:
    """Give a story a title by hand; an empty one takes it away."""
    wanted = " ".join(title.split()) or None
    return _edited(request, "rename", lambda archive: archive.rename(id, wanted))


@router.post("/stories/{id:path}/merge")
def merge(request: Request, id: str, other: Annotated[str, Form()] = "") -> Response:
    """Take another story into this one."""
    wanted = other.strip().rpartition("/")[2]
    if not wanted or wanted == id:
        raise HTTPException(400, "Name another story to take in.")
    return _edited(request, "merge", lambda archive: archive.merge(id, wanted))


@router.post("/stories/{id:path}/split")
def split(request: Request, id: str, reports: Annotated[list[str] | None, Form()] = None) -> Response:
    """Take the reports that are ticked into a story of their own."""
    if not reports:
        raise HTTPException(400, "Tick the reports that belong to another story.")
    return _edited(request, "split", lambda archive: archive.split(id, reports))


@router.get("/edits")
def edits(request: Request, archive: Reading) -> HTMLResponse:
    """Every edit by hand, the newest first, to be undone."""
    return page(request, "edits.html", title="Edits by hand", edits=tuple(reversed(archive.edits())))


@router.post("/edits/{number}/undo")
def undo(request: Request, number: int) -> Response:
    """Undo one edit."""
    return _edited(request, "undo", lambda archive: archive.undo(number))


def _edited(request: Request, kind: JobKind, work: Callable[[Archive], Edit]) -> Response:
    """Do an edit in the thread that writes; lead to the story, or to the page of a job that takes its time."""
    writer: Writer = request.app.state.writer
    settings: Settings = request.app.state.settings
    job = writer.wait(writer.submit(kind, lambda archive, watch: work(archive)).id, settings.web.patience)
    if job.state == "failed":
        raise HTTPException(job.status, job.error)
    if isinstance(job.outcome, Edit):
        return RedirectResponse(story_link(job.outcome.story), 303)
    return RedirectResponse(f"/jobs/{job.id}", 303)
