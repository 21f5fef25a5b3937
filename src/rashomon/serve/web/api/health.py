"""Whether the server and its archive answer, and how it is used."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import PlainTextResponse, Response

from rashomon import __version__
from rashomon.serve.web.archives import Reading
from rashomon.serve.web.metrics import Meter

router = APIRouter(tags=["running it"])
EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"


class Health(BaseModel):
    """The answer of a server that is well."""

    status: Literal["ok"] = "ok"
    version: str = __version__


class Counts:
    """Counts of the archive, asked for anew only after some seconds."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._known: tuple[tuple[str, int], ...] = ()
        self._since: float | None = None

    def of(self, count: Callable[[], tuple[tuple[str, int], ...]]) -> tuple[tuple[str, int], ...]:
        """What `count` said lately, or says now."""
        with self._lock:
            now = self._clock()
            if self._since is None or now - self._since >= self._seconds:
                self._known, self._since = count(), now
            return self._known


@router.get("/health")
def health(archive: Reading) -> Health:
    """Answer 200 when the archive can be read; 503 when it cannot."""
    archive.stories(limit=1)
    return Health()


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request, archive: Reading) -> Response:
    """Requests, how long they took, and what the archive holds, for Prometheus."""
    meter: Meter = request.app.state.meter
    counts: Counts = request.app.state.counts
    lines = list(meter.lines())
    lines += ["# HELP rashomon_archive_rows What the archive holds.", "# TYPE rashomon_archive_rows gauge"]
    lines += [f'rashomon_archive_rows{{kind="{name}"}} {count}' for name, count in counts.of(archive.counts)]
    writes = [job.state for job in request.app.state.writer.jobs()]
    lines += ["# HELP rashomon_writes Writes that are remembered, by state.", "# TYPE rashomon_writes gauge"]
    for state in ("waiting", "running", "done", "failed"):
        lines.append(f'rashomon_writes{{state="{state}"}} {writes.count(state)}')
    return Response("\n".join(lines) + "\n", media_type=EXPOSITION)
