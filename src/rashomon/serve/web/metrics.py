"""How the server is used, in the text format of Prometheus (version 0.0.4)."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the histogram's buckets, in seconds: those of Prometheus's own clients."""
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")

Labels = tuple[tuple[str, str], ...]


class Meter:
    """What has been counted since the server was started. Used in the event loop alone."""

    def __init__(self) -> None:
        self.requests: Counter[Labels] = Counter()
        self.seconds: dict[Labels, list[float]] = {}
        self.running = 0

    def note(self, *, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request; `route` is the pattern, not the address, so that there are few."""
        self.requests[(("route", route), ("method", method), ("status", str(status)))] += 1
        # One count a bucket, each without those of the smaller ones; then all, then the sum.
        row = self.seconds.setdefault((("route", route),), [0.0] * (len(_BOUNDS) + 2))
        for place, bound in enumerate(_BOUNDS):
            if seconds <= bound:
                row[place] += 1
                break
        row[-2] += 1
        row[-1] += seconds

    def lines(self) -> Iterable[str]:
        """Yield the lines that tell all of it."""
        yield "# HELP rashomon_requests_total Requests answered."
        yield "# TYPE rashomon_requests_total counter"
        for labels, count in sorted(self.requests.items()):
            yield f"rashomon_requests_total{shown(labels)} {count}"
        yield "# HELP rashomon_request_seconds Time to answer, until the last byte is handed over."
        yield "# TYPE rashomon_request_seconds histogram"
        for labels, row in sorted(self.seconds.items()):
            below = 0
            for bound, inside in zip(_BOUNDS, row, strict=False):
                below += int(inside)
                yield f"rashomon_request_seconds_bucket{shown((*labels, ('le', f'{bound:g}')))} {below}"
            yield f"rashomon_request_seconds_bucket{shown((*labels, ('le', '+Inf')))} {int(row[-2])}"
            yield f"rashomon_request_seconds_sum{shown(labels)} {row[-1]:.6f}"
            yield f"rashomon_request_seconds_count{shown(labels)} {int(row[-2])}"
        yield "# HELP rashomon_requests_running Requests being answered."
        yield "# TYPE rashomon_requests_running gauge"
        yield f"rashomon_requests_running {self.running}"


class Metering:
    """Middleware that times every request, and tells the client so in Server-Timing (W3C)."""

    def __init__(self, app: ASGIApp, *, meter: Meter) -> None:
        self.app = app
        self.meter = meter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count it when it is over."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 500
        begun = time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                timing = f"app;dur={1000 * (time.perf_counter() - begun):.1f}"
                message = {**message, "headers": [*message["headers"], (b"server-timing", timing.encode())]}
            await send(message)

        self.meter.running += 1
        try:
            await self.app(scope, receive, noted)
        finally:
            self.meter.running -= 1
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self.meter.note(route=_route(scope), method=method, status=status, seconds=time.perf_counter() - begun)


def shown(labels: Labels) -> str:
    """Labels as Prometheus reads them.

    >>> shown((("route", "/a"), ("method", "GET")))
    '{route="/a",method="GET"}'
    """
    pairs = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels)
    return f"{{{pairs}}}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _route(scope: Scope) -> str:
    path = getattr(scope.get("route"), "path", None)
    if isinstance(path, str):
        return path
    return "/static" if scope["path"].startswith("/static/") else "none"
