"""Who makes pages that nobody has seen yet: this process those of small stories, one of its own those of large ones.

Pages cost processor time alone, and Python has one processor for all of its threads. So making several at once makes
none sooner, and while a large one is made all threads are slow. Each of the two makes one page at a time.
"""

from __future__ import annotations

import contextlib
import gc
import heapq
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Concatenate, ParamSpec, TypeVar

from rashomon.engine import Archive, open_archive
from rashomon.execute.processes import end_with_parent
from rashomon.serve.web.kept import Recent
from rashomon.serve.web.pages.story_view import StoryPage
from rashomon.settings import Settings

Value = TypeVar("Value")
Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class Bench:
    """What a page is made with: an archive, and the stories whose pages were made last. One task at a time uses it."""

    archive: Archive
    settings: Settings
    stories: Recent[StoryPage]


class Turns:
    """Lets one thread in at a time, that with the smallest task first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[tuple[int, int]] = []
        self._count = 0
        self._busy = False

    @contextlib.contextmanager
    def turn(self, size: int = 0) -> Iterator[None]:
        """Wait for the turn, and have it while the block runs."""
        with self._changed:
            self._count += 1
            ticket = (size, self._count)
            heapq.heappush(self._waiting, ticket)
            self._changed.wait_for(lambda: not self._busy and self._waiting[0] == ticket)
            heapq.heappop(self._waiting)
            self._busy = True
        try:
            yield
        finally:
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    def waiting(self) -> int:
        """How many threads wait for a turn."""
        with self._changed:
            return len(self._waiting)

    def wait_for_none(self) -> None:
        """Wait until nobody has a turn or waits for one."""
        with self._changed:
            self._changed.wait_for(lambda: not self._busy and not self._waiting)


class Maker:
    """Makes what pages need, here or in the other process, which starts when it is first needed."""

    def __init__(self, path: str, settings: Settings) -> None:
        self._path = path
        self._settings = settings
        self._stories: Recent[StoryPage] = Recent(settings.web.kept_stories)
        self._here = Turns()
        self._there = Turns()
        self._pool: ProcessPoolExecutor | None = None

    def make(
        self,
        archive: Archive,
        size: int,
        task: Callable[Concatenate[Bench, Given], Value],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Value:
        """Return what `task` makes of a story of `size` reports, here with `archive` or there with one of its own.

        `task` must be importable by name; what is given and comes back is pickled. Should the other process die, the
        task is done here.
        """
        if self.is_large(size):
            with self._there.turn(size):
                try:
                    return self._started().submit(_work, task, given, named).result()
                except BrokenProcessPool:
                    self.stop()
        with self._here.turn(size):
            return task(Bench(archive, self._settings, self._stories), *given, **named)

    def is_large(self, size: int) -> bool:
        """Whether a story of `size` reports is one for the other process."""
        return size > self._settings.web.large_story

    def wait_for_none(self) -> None:
        """Wait until the other process has nothing to do."""
        self._there.wait_for_none()

    def alone(self) -> contextlib.AbstractContextManager[None]:
        """A turn of this process, for something small that is no task."""
        return self._here.turn()

    def stop(self) -> None:
        """End the other process; it begins anew when it is needed again."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, get_context("spawn"), initializer=_begin, initargs=(self._path, self._settings)
            )
        return self._pool


_bench: Bench
"""Of the other process."""


def _begin(path: str, settings: Settings) -> None:
    global _bench
    end_with_parent()
    archive = open_archive(path, create=False, settings=settings)
    _bench = Bench(archive, settings, Recent(settings.web.kept_large))
    gc.collect()
    gc.freeze()


def _work(task: Callable[..., Value], given: tuple[Any, ...], named: dict[str, Any]) -> Value:
    """A story is a hundred thousand objects that all stay: looking for garbage among them takes a fifth of the time."""
    gc.disable()
    try:
        return task(_bench, *given, **named)
    finally:
        gc.enable()
