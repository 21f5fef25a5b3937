"""What a client is told when something cannot be done: a page for people, problem+json (RFC 9457) for programs."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from rashomon.errors import ArchiveError, UnknownIdError, UsageError
from rashomon.serve.web.headers import SAFE_HEADERS

if TYPE_CHECKING:
    from collections.abc import Mapping

PROBLEM = "application/problem+json"
_SAYS = {
    400: "The request cannot be understood",
    401: "A token is needed",
    403: "Not allowed",
    404: "Not found",
    405: "That cannot be done here",
    409: "That does not fit what the archive holds",
    413: "Too large",
    415: "Not a kind of content that is read here",
    429: "Too many attempts",
    500: "Something went wrong here",
    503: "The archive cannot answer now",
}
_RETRY = {"Retry-After": "5"}


def is_for_programs(path: str) -> bool:
    """Whether what stands under `path` is read by programs rather than people."""
    return path.startswith("/api/") or path in ("/metrics", "/health") or path.endswith(".atom")


def problem(request: Request, status: int, detail: str = "", *, headers: Mapping[str, str] | None = None) -> Response:
    """The answer with `status` and one line of `detail`: HTML with a way back, or problem+json under /api."""
    title = _SAYS.get(status) or HTTPStatus(status).phrase
    sent = dict(headers or {})
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        sent = {**_RETRY, **sent}
    if is_for_programs(request.url.path):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return Response(json.dumps(body), status, headers=sent, media_type=PROBLEM)
    from rashomon.serve.web.render import render

    page = render(request, "error.html", status=status, title=title, detail=detail)
    return Response(page, status, headers=sent, media_type="text/html")


def install(app: FastAPI) -> None:
    """Make `app` answer every error through `problem`; no answer ever holds a stack trace."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(UsageError, _usage)
    app.add_exception_handler(UnknownIdError, _unknown)
    app.add_exception_handler(ArchiveError, _archive)
    app.add_exception_handler(Exception, _unforeseen)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = "" if error.detail == HTTPStatus(error.status_code).phrase else str(error.detail)
    if error.status_code in (204, 304):
        return Response(status_code=error.status_code, headers=error.headers)
    return problem(request, error.status_code, detail, headers=error.headers)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = []
    for item in error.errors():
        where = ".".join(str(part) for part in item["loc"][1:]) or str(item["loc"][0])
        told.append(f"{where}: {item['msg']}")
    return problem(request, HTTPStatus.BAD_REQUEST, "; ".join(told))


async def _usage(request: Request, error: Exception) -> Response:
    return problem(request, HTTPStatus.BAD_REQUEST, str(error))


async def _unknown(request: Request, error: Exception) -> Response:
    return problem(request, HTTPStatus.NOT_FOUND, str(error))


async def _archive(request: Request, error: Exception) -> Response:
    assert isinstance(error, ArchiveError)
    return problem(request, HTTPStatus.SERVICE_UNAVAILABLE, error.detail)


async def _unforeseen(request: Request, error: Exception) -> Response:
    """Starlette answers this one outside every middleware, so the headers are put on here."""
    answer = problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "The server's own log says more.")
    for name, value in SAFE_HEADERS:
        answer.headers[name.decode()] = value.decode()
    return answer
