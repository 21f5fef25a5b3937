"""The open archives of one server: an Archive serves one thread at a time, so each request that reads borrows one."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Annotated

from fastapi import Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from rashomon.engine import Archive


class Archives:
    """Archives over one database: `first`, and as many more from `another` as are borrowed at the same time."""

    def __init__(self, first: Archive, another: Callable[[], Archive], *, readers: int) -> None:
        self._first = first
        self._another = another
        self._idle = [first]
        self._lock = threading.Lock()
        self._readers = readers
        self.begin()

    def begin(self) -> None:
        """Count the readers anew; to be called in the event loop that serves them."""
        self.places = asyncio.Semaphore(self._readers)

    def take(self) -> Archive | None:
        """An archive that nobody has, if there is one; to be given back."""
        with self._lock:
            return self._idle.pop() if self._idle else None

    def make(self) -> Archive:
        """A further archive; to be given back. Takes as long as opening one does."""
        return self._another()

    def give(self, one: Archive) -> None:
        """Give back what was taken or made."""
        with self._lock:
            self._idle.append(one)

    @contextlib.contextmanager
    def borrow(self) -> Iterator[Archive]:
        """An archive that nobody else has for as long."""
        one = self.take() or self.make()
        try:
            yield one
        finally:
            self.give(one)

    def close(self) -> None:
        """Close all but the first, which belongs to who opened it."""
        with self._lock:
            idle, self._idle = self._idle, [self._first]
        for one in idle:
            if one is not self._first:
                one.close()


async def _borrowed(request: Request) -> AsyncIterator[Archive]:
    """As `borrow`, but in the event loop: entering and leaving cost no change of thread."""
    archives: Archives = request.app.state.archives
    async with archives.places:
        one = archives.take()
        if one is None:
            one = await run_in_threadpool(archives.make)
        try:
            yield one
        finally:
            archives.give(one)


Reading = Annotated[Archive, Depends(_borrowed, scope="function")]
"""A parameter of this type is an archive of the route's own; it is given back before the answer goes out, so that a
slow reader holds none."""
