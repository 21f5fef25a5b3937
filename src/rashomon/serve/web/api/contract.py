"""The API's contract as OpenAPI, as it really answers: what is not understood is 400 with problem+json, never 422."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from rashomon.serve.web.api.router import FAILURES

_ABOUT = (
    "Reports of events laid side by side. Offsets are Unicode code points of a report's text, ends exclusive. Lists "
    "come page by page: hand `next` back as `after`. Every answer has an ETag. A write made by a browser needs the "
    "header X-CSRF-Token; any other client sends none, and with a server that has a token `Authorization: Bearer`."
)
_NAMES = {str(status): f"Failure{status}" for status in FAILURES}


def contract(app: FastAPI) -> dict[str, Any]:
    """OpenAPI 3.1 of every route that is in it."""
    made = get_openapi(title=app.title, version=app.version, routes=app.routes, description=_ABOUT)
    for path in made["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    for name in ("HTTPValidationError", "ValidationError"):
        made["components"]["schemas"].pop(name, None)
    made["components"]["responses"] = _shared(made["paths"])
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{}, {"token": []}]
    return made


def _shared(paths: dict[str, Any]) -> dict[str, Any]:
    """Tell every way to fail once: put references in its places, and return what they refer to."""
    told: dict[str, Any] = {}
    for path in paths.values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if status in _NAMES and told.setdefault(_NAMES[status], answer) == answer:
                    operation["responses"][status] = {"$ref": f"#/components/responses/{_NAMES[status]}"}
    return told
