"""The open archives of one server: an Archive serves one thread at a time, so each request that reads borrows one."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from rashomon.engine import Archive


class Archives:
    """Archives over one database: `first`, and as many more from `another` as requests read at the same time."""

    def __init__(self, first: Archive, another: Callable[[], Archive]) -> None:
        self._first = first
        self._another = another
        self._idle = [first]
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def borrow(self) -> Iterator[Archive]:
        """An archive that nobody else has for as long."""
        with self._lock:
            one = self._idle.pop() if self._idle else None
        if one is None:
            one = self._another()
        try:
            yield one
        finally:
            with self._lock:
                self._idle.append(one)

    def close(self) -> None:
        """Close all but the first, which belongs to who opened it."""
        with self._lock:
            idle, self._idle = self._idle, [self._first]
        for one in idle:
            if one is not self._first:
                one.close()


def _borrowed(request: Request) -> Iterator[Archive]:
    archives: Archives = request.app.state.archives
    with archives.borrow() as one:
        yield one


Reading = Annotated[Archive, Depends(_borrowed, scope="function")]
"""A parameter of this type is an archive of the route's own; it is given back before the answer goes out, so that a
slow reader holds none."""
