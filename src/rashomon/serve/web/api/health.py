"""Whether the server and its archive answer."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from rashomon import __version__
from rashomon.serve.web.archives import Reading

router = APIRouter(tags=["running it"])


class Health(BaseModel):
    """The answer of a server that is well."""

    status: Literal["ok"] = "ok"
    version: str = __version__


@router.get("/health")
def health(archive: Reading) -> Health:
    """Answer 200 when the archive can be read; 503 when it cannot."""
    archive.stories(limit=1)
    return Health()
