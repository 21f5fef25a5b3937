"""What the routes under /api/v1 have in common: the prefix, and how they fail."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from rashomon.serve.web.api.rows import Shape


class Problem(Shape):
    """Why a request was not answered as asked (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


_PROBLEM: dict[str, Any] = {"model": Problem, "content": {"application/problem+json": {}}}
FAILURES: dict[int | str, dict[str, Any]] = {
    400: {**_PROBLEM, "description": "The request cannot be understood."},
    401: {**_PROBLEM, "description": "A token is needed."},
    403: {**_PROBLEM, "description": "A write from elsewhere."},
    404: {**_PROBLEM, "description": "There is no such thing."},
    413: {**_PROBLEM, "description": "Too large."},
    503: {**_PROBLEM, "description": "The archive cannot answer now; Retry-After says when to ask again."},
}


def v1(tag: str, *, under: str = "") -> APIRouter:
    """A router for /api/v1, or what is under it."""
    return APIRouter(prefix=f"/api/v1{under}", tags=[tag], responses=FAILURES)
