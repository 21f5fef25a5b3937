"""The archive as a stream of rows, one JSON object a line."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Generator, Iterator
from threading import Semaphore
from typing import Literal

from fastapi import Request
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from rashomon.engine import Archive
from rashomon.serve.web.api.asked import Since, Until
from rashomon.serve.web.api.router import v1
from rashomon.serve.web.archives import Archives

router = v1("export")
LINES = "application/x-ndjson"
ExportKind = Literal["attributions", "claims", "evidence", "figures", "times", "actors", "stories", "reports"]
_ROWS_A_PIECE = 200


@router.get(
    "/export/{kind}",
    responses={200: {"content": {LINES: {"schema": {"type": "string"}}}}},
    response_class=StreamingResponse,
)
def export(request: Request, kind: ExportKind, since: Since = None, until: Until = None) -> StreamingResponse:
    """All rows of one kind, as JSON lines. A few exports run at a time, as each keeps an archive open."""
    state = request.app.state
    pieces = _pieces(state.archives, state.exports, lambda archive: archive.export(kind, since=since, until=until))
    # Begun here, so that what is wrong with the request is told by the status, and the generator ends what it began.
    first = next(pieces, b"")
    return _Stream(first, pieces)


class _Stream(StreamingResponse):
    """The pieces as they come; whether they are read to the end or not, what they hold is let go at once."""

    media_type = LINES

    def __init__(self, first: bytes, others: Generator[bytes, None, None]) -> None:
        super().__init__(itertools.chain((first,), others))
        self.others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.others.close()


def _pieces(
    archives: Archives, places: Semaphore, rows: Callable[[Archive], Iterator[object]]
) -> Generator[bytes, None, None]:
    if not places.acquire(blocking=False):
        raise HTTPException(503, "Too many exports are running; try again in a while.")
    try:
        with archives.borrow() as archive:
            found = rows(archive)
            while piece := list(itertools.islice(found, _ROWS_A_PIECE)):
                yield b"".join(to_json(row) + b"\n" for row in piece)
    finally:
        places.release()
