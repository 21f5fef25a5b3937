"""How large a request may be: told before it is read where the client says its size, while it is read otherwise."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rashomon.serve.web.errors import problem
from rashomon.settings import WebSettings

FILES = ("/add", "/api/v1/files")
RECORDS = "/api/v1/reports"
"""What takes files, and what takes reports as one JSON text; all else takes a form."""


class BodyLimit:
    """Middleware that answers 413 to a body that is larger than its path takes."""

    def __init__(self, app: ASGIApp, *, settings: WebSettings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting its bytes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self.settings.form_bytes
        if scope["path"] in FILES:
            most = self.settings.body_bytes
        elif scope["path"] == RECORDS:
            most = self.settings.json_bytes
        told = f"at most {most:,} bytes are taken here"
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdigit() and int(declared) > most:
            await problem(Request(scope), 413, told)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise HTTPException(413, told)
            return message

        await self.app(scope, counted, send)
