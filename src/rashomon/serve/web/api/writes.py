"""What changes the archive: reports added, stories merged, split and renamed, and edits undone.

Every write goes through the one thread that writes. An addition is accepted (202) and its job can be asked for; an edit
is waited for, and accepted in the same way only where it takes long.
"""

from __future__ import annotations

import functools
from typing import Annotated, Any, Literal

from fastapi import File, Path, Request, UploadFile
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rashomon.engine import Archive
from rashomon.model.archive import Edit
from rashomon.pipeline import Watcher
from rashomon.serve.web.api import rows
from rashomon.serve.web.api.router import FAILURES, v1
from rashomon.serve.web.archives import Reading
from rashomon.serve.web.jobs import Job, Writer, add_upload
from rashomon.serve.web.uploads import take_files, take_records
from rashomon.settings import WebSettings

router = v1("writes")
_BOUNDS = WebSettings()
_Id = Annotated[str, Field(min_length=1, max_length=_BOUNDS.longest_query, pattern=r"^[^\x00]+$")]
_Field = Annotated[str | None, Field(max_length=_BOUNDS.longest_query)]


class NewReport(BaseModel):
    """A report to be added; `rashomon` also reads the shapes that other tools write, so further fields are taken."""

    model_config = ConfigDict(extra="allow")

    text: Annotated[str, Field(min_length=1)]
    id: _Field = None
    url: _Field = None
    outlet: _Field = None
    title: _Field = None
    published: _Field = None
    language: _Field = None


class NewReports(rows.Shape):
    """Reports to be added at once."""

    reports: Annotated[list[NewReport], Field(min_length=1, max_length=_BOUNDS.files)]


class Merge(rows.Shape):
    """Take the story `other` into `story`."""

    kind: Literal["merge"]
    story: _Id
    other: _Id


class Split(rows.Shape):
    """Take `reports` out of `story` into a new story."""

    kind: Literal["split"]
    story: _Id
    reports: Annotated[list[_Id], Field(min_length=1, max_length=1_000)]


class Rename(rows.Shape):
    """Give `story` a title, or with null take it away."""

    kind: Literal["rename"]
    story: _Id
    title: Annotated[str, Field(min_length=1, max_length=_BOUNDS.longest_query, pattern=r"^[^\x00]+$")] | None


NewEdit = Annotated[Merge | Split | Rename, Field(discriminator="kind")]

_UNREADABLE: dict[int | str, dict[str, Any]] = {
    415: {**FAILURES[400], "description": "A file of no kind that is read."}
}
_ACCEPTED: dict[int | str, dict[str, Any]] = {202: {"model": rows.Job, "description": "It goes on; ask for the job."}}


@router.post("/reports", status_code=202)
def add_reports(request: Request, response: Response, new: NewReports) -> rows.Job:
    """Add reports; the answer is a job that can be asked for."""
    writer: Writer = request.app.state.writer
    records = [report.model_dump(exclude_none=True) for report in new.reports]
    job = add_upload(writer, take_records(records, name="sent.jsonl"))
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return rows.Job.shape_of(job)


@router.post(
    "/files", status_code=202, responses={415: FAILURES[400] | {"description": "Not a kind of file that is read."}}
)
def add_files(request: Request, response: Response, files: Annotated[list[UploadFile], File()]) -> rows.Job:
    """Add files of the kinds that `rashomon add` reads; the answer is a job that can be asked for."""
    writer: Writer = request.app.state.writer
    job = add_upload(writer, take_files(files, settings=request.app.state.settings.web))
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return rows.Job.shape_of(job)


@router.get("/jobs")
def jobs(request: Request) -> list[rows.Job]:
    """The writes that are remembered, the newest first."""
    writer: Writer = request.app.state.writer
    return [rows.Job.shape_of(job) for job in writer.jobs()]


@router.get("/jobs/{id}")
def job(request: Request, id: Annotated[str, Path(max_length=20)]) -> rows.Job:
    """How far a write is, and what came of it."""
    writer: Writer = request.app.state.writer
    return rows.Job.shape_of(writer.job(id))


@router.get("/edits")
def edits(archive: Reading) -> list[rows.Edit]:
    """All edits by hand, undone or not, the first one first."""
    return [rows.Edit.shape_of(row) for row in archive.edits()]


@router.post("/edits", responses={200: {"model": rows.Edit}, **_ACCEPTED})
def edit(request: Request, new: NewEdit) -> Response:
    """Merge, split or rename by hand."""
    writer: Writer = request.app.state.writer
    return _answer(request, writer.submit(new.kind, functools.partial(_edit, new)))


@router.post("/edits/{id}/undo", responses={200: {"model": rows.Edit}, **_ACCEPTED})
def undo(request: Request, id: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> Response:
    """Undo an edit, in any order."""
    writer: Writer = request.app.state.writer
    return _answer(request, writer.submit("undo", functools.partial(_undo, id)))


def _edit(new: Merge | Split | Rename, archive: Archive, watch: Watcher) -> Edit:
    if isinstance(new, Merge):
        return archive.merge(new.story, new.other)
    if isinstance(new, Split):
        return archive.split(new.story, new.reports)
    return archive.rename(new.story, new.title)


def _undo(id: int, archive: Archive, watch: Watcher) -> Edit:
    return archive.undo(id)


def _answer(request: Request, job: Job) -> Response:
    """The outcome of an edit, its failure, or after some seconds that it goes on."""
    writer: Writer = request.app.state.writer
    over = writer.wait(job.id, request.app.state.settings.web.patience)
    if over.state == "failed":
        raise HTTPException(over.status, over.error)
    if isinstance(over.outcome, Edit):
        return Response(rows.Edit.shape_of(over.outcome).model_dump_json(), media_type="application/json")
    where = {"Location": f"/api/v1/jobs/{job.id}"}
    return Response(rows.Job.shape_of(over).model_dump_json(), 202, headers=where, media_type="application/json")
