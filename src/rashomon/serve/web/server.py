"""The server process: a socket, uvicorn on it, and a watch over clients that take their time."""

from __future__ import annotations

import asyncio
import errno
import math
import socket

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from rashomon.errors import UsageError
from rashomon.settings import WebSettings

_LOOK = 1.0
"""Seconds between two looks at a connection."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at `host` and `port` (0: any free one). Raises UsageError in one line."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(f"no such host: {host} ({error.strerror})") from None
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(address)
        found.listen(128)
    except (OSError, OverflowError) as error:
        found.close()
        raise UsageError(f"cannot listen at {host} port {port}: {_why(error)}") from None
    return found


def server(app: ASGIApp, *, settings: WebSettings) -> uvicorn.Server:
    """The server of `app`; its `run(sockets=[…])` returns when the process is told to stop."""
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http=_protocol(settings),
        ws="none",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=settings.connections,
        h11_max_incomplete_event_size=settings.head_bytes,
        timeout_keep_alive=math.ceil(settings.head_seconds),
        timeout_graceful_shutdown=math.ceil(settings.patience),
    )
    return uvicorn.Server(config)


def _why(error: OSError | OverflowError) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return "another program listens there; choose another with --port, or --port 0 for any free one"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _protocol(settings: WebSettings) -> type[asyncio.Protocol]:
    """uvicorn bounds how long a connection may idle between requests, but neither how slowly a client may send the head
    or the body of one, nor how slowly it may read the answer. This does."""

    class PatientProtocol(H11Protocol):
        """One connection."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._heard = self._freed = self._moved = self.loop.time()
            self._unsent = 0
            self._look = self.loop.call_later(_LOOK, self._watch)

        def connection_lost(self, exc: Exception | None) -> None:
            self._look.cancel()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            self._heard = self.loop.time()
            super().data_received(data)

        def on_response_complete(self) -> None:
            self._freed = self.loop.time()
            super().on_response_complete()

        def _watch(self) -> None:
            if self._has_stalled(self.loop.time()):
                self.transport.abort()
            else:
                self._look = self.loop.call_later(_LOOK, self._watch)

        def _has_stalled(self, now: float) -> bool:
            unsent = self.transport.get_write_buffer_size()
            if unsent == 0 or unsent < self._unsent:
                self._moved = now
            self._unsent = unsent
            if unsent:
                return now - self._moved > settings.stall_seconds
            if self.cycle is None or self.cycle.response_complete:
                return now - self._freed > 2 * settings.head_seconds
            if self.conn.their_state is h11.SEND_BODY and not self.flow.read_paused:
                return now - self._heard > settings.stall_seconds
            return False

    return PatientProtocol
