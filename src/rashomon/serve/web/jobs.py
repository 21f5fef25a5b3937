"""Writes, one after the other, in one thread of their own: readers never wait for them, and two never meet."""

from __future__ import annotations

import dataclasses
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from starlette.exceptions import HTTPException

from rashomon.engine import Archive
from rashomon.errors import ArchiveError, RashomonError, UnknownIdError, UsageError
from rashomon.model.archive import Added, Edit
from rashomon.model.report import Refusal
from rashomon.pipeline import Watcher
from rashomon.serve.web.archives import Archives
from rashomon.serve.web.uploads import Upload
from rashomon.settings import WebSettings

JobKind = Literal["add", "merge", "split", "rename", "undo"]
JobState = Literal["waiting", "running", "done", "failed"]
Outcome = Added | Edit
Work = Callable[[Archive, Watcher], Outcome]

_LOG = logging.getLogger("rashomon.web")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One write and how far it is. `stage`, `done` and `total` are what the engine tells of its progress.

    `outcome` is there when it is done, `error` (one line for a human) when it failed; `status` is the HTTP status that
    the failure stands for. `refused` is what an addition refused so far.
    """

    id: str
    kind: JobKind
    state: JobState = "waiting"
    submitted: datetime
    stage: str = ""
    done: int = 0
    total: int | None = None
    outcome: Outcome | None = None
    refused: tuple[Refusal, ...] = ()
    error: str = ""
    status: int = 200


class StoppedError(RashomonError):
    """The server is being stopped in the middle of an add, which the next add goes on with."""


class Writer:
    """The thread that writes, and what it was asked to do."""

    def __init__(self, archives: Archives, *, settings: WebSettings, workers: int = 1) -> None:
        self.workers = workers
        self._archives = archives
        self._settings = settings
        self._thread: ThreadPoolExecutor | None = None
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._futures: dict[str, Future[Outcome]] = {}
        self._stopping = threading.Event()
        self._count = 0

    def submit(
        self, kind: JobKind, work: Work, *, finish: Callable[[], None] | None = None, refused: Sequence[Refusal] = ()
    ) -> Job:
        """Put `work` at the end of the queue; `finish` is called when it is over, whatever came of it;
        `refused` is where it tells what it refuses.

        Raises HTTPException 503 when too many wait.
        """
        with self._lock:
            waiting = sum(1 for job in self._jobs.values() if job.state in ("waiting", "running"))
            if waiting >= self._settings.waiting_writes:
                if finish is not None:
                    finish()
                raise HTTPException(503, "Too many writes are waiting; try again in a while.")
            self._count += 1
            job = Job(id=str(self._count), kind=kind, submitted=datetime.now(UTC))
            self._jobs[job.id] = job
            self._forget()
            if self._thread is None:
                self._stopping.clear()
                self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
            future = self._thread.submit(self._run, job.id, work, refused)
            self._futures[job.id] = future
        future.add_done_callback(lambda future: self._over(job.id, future, finish))
        return job

    def job(self, id: str) -> Job:
        """The job `id` as it stands. Raises UnknownIdError."""
        with self._lock:
            if id not in self._jobs:
                raise UnknownIdError("job", id)
            return self._jobs[id]

    def jobs(self) -> tuple[Job, ...]:
        """Every job that is remembered, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def wait(self, id: str, seconds: float) -> Job:
        """The job `id` when it is over, or as it stands after `seconds`."""
        with self._lock:
            future = self._futures.get(id)
        if future is not None:
            over, _ = wait((future,), seconds)
            if over:
                self._over(id, future, None)  # callbacks may run after the waiters are woken
        return self.job(id)

    def stop(self) -> None:
        """Break off the write that runs, forget those that wait, and return when the thread has ended."""
        self._stopping.set()
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.shutdown(wait=True, cancel_futures=True)

    def _run(self, id: str, work: Work, refused: Sequence[Refusal]) -> Outcome:
        self._note(id, state="running")

        def watch(stage: str, done: int, total: int | None) -> None:
            if self._stopping.is_set():
                raise StoppedError("the server was stopped")
            self._note(id, stage=stage, done=done, total=total, refused=tuple(refused))

        with self._archives.borrow() as archive:
            try:
                return work(archive, watch)
            finally:
                self._note(id, refused=tuple(refused))

    def _over(self, id: str, future: Future[Outcome], finish: Callable[[], None] | None) -> None:
        if finish is not None:
            finish()
        if future.cancelled():
            self._note(id, state="failed", error="the server was stopped", status=503)
            return
        error = future.exception()
        if error is None:
            self._note(id, state="done", outcome=future.result())
        elif isinstance(error, UnknownIdError):
            self._note(id, state="failed", error=str(error), status=404)
        elif isinstance(error, UsageError):
            self._note(id, state="failed", error=str(error), status=400)
        elif isinstance(error, ArchiveError):  # its whole text names the archive's address
            self._note(id, state="failed", error=error.detail, status=503)
        elif isinstance(error, (RashomonError, OSError)):
            self._note(id, state="failed", error=str(error), status=503)
        else:
            _LOG.error("a write failed", exc_info=error)
            self._note(id, state="failed", error="something went wrong; the server's own log says more", status=500)

    def _note(self, id: str, **fields: object) -> None:
        with self._lock:
            if id in self._jobs:
                self._jobs[id] = dataclasses.replace(self._jobs[id], **fields)  # type: ignore[arg-type]

    def _forget(self) -> None:
        """Drop the oldest of the jobs that are over, beyond those that are kept. The lock is held."""
        over = [name for name, job in self._jobs.items() if job.state in ("done", "failed")]
        for name in over[: max(0, len(over) - self._settings.finished_writes)]:
            del self._jobs[name]
            self._futures.pop(name, None)


def add_upload(writer: Writer, upload: Upload) -> Job:
    """Submit what was sent to be added, and remove its files when that is over."""

    refused: list[Refusal] = []

    def add(archive: Archive, watch: Watcher) -> Added:
        return archive.add(
            [str(upload.folder)], within=upload.folder, watch=watch, refuse=refused.append, workers=writer.workers
        )

    return writer.submit("add", add, finish=upload.close, refused=refused)
