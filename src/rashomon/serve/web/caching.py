"""Conditional requests (RFC 9110): an answer that the client has already is not sent again."""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadAsGet:
    """Middleware that has HEAD answered as GET; the server leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, as GET where it is HEAD."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self.app(scope, receive, send)


class EntityTags:
    """Middleware that gives an answer in one piece an ETag, and sends 304 to who has it.

    The tag is a hash of the body: it cannot be out of date, whoever else writes to the archive.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer's head waits for its body."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        wanted = Headers(scope=scope).get("if-none-match", "")
        held: Message | None = None

        async def tagged(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start" and message["status"] == 200:
                held = message
                return
            if held is None:
                await send(message)
                return
            start, held = held, None
            headers = MutableHeaders(raw=list(start["headers"]))
            if message.get("more_body", False) or "etag" in headers:
                await send(start)
                await send(message)
                return
            tag = f'"{hashlib.blake2b(message.get("body", b""), digest_size=12).hexdigest()}"'
            headers["etag"] = tag
            if _has(wanted, tag):
                for name in ("content-length", "content-type"):
                    del headers[name]
                await send({**start, "status": 304, "headers": headers.raw})
                await send({"type": "http.response.body", "body": b""})
                return
            await send({**start, "headers": headers.raw})
            await send(message)

        await self.app(scope, receive, tagged)


def _has(wanted: str, tag: str) -> bool:
    """Whether the tag is among those of If-None-Match, compared weakly as RFC 9110 asks.

    >>> _has('"a", W/"b"', '"b"'), _has("*", '"b"'), _has('"a"', '"b"')
    (True, True, False)
    """
    given = [part.strip().removeprefix("W/") for part in wanted.split(",")]
    return "*" in given or tag in given
