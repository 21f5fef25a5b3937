"""The executor that runs a function in several processes of this machine."""

from __future__ import annotations

import itertools
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TypeVar

from rashomon.errors import WorkerDiedError

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 2
"""Chunks a worker has waiting, so that it never idles while this process consumes results."""


def map_ordered(
    function: Callable[[Item], Result], items: Iterable[Item], *, workers: int, chunk: int
) -> Iterator[Result]:
    """Yield `function(item)` for every item, in order; at most `workers` · 2 chunks of items are under way.

    Workers are started afresh rather than forked, because a fork of a process with threads (a progress bar, a number
    library) may hang. They end when the iterator is exhausted, closed or fails.
    """
    source = iter(items)
    chunks = iter(lambda: list(itertools.islice(source, chunk)), [])
    pool = ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn"), initializer=_end_with_parent)
    waiting: deque[Future[list[Result]]] = deque()
    try:
        for part in itertools.islice(chunks, workers * _AHEAD):
            waiting.append(pool.submit(_map_chunk, function, part))
        while waiting:
            results = waiting.popleft().result()
            for part in itertools.islice(chunks, 1):
                waiting.append(pool.submit(_map_chunk, function, part))
            yield from results
    except BrokenProcessPool as error:
        raise WorkerDiedError(workers) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """Watch the parent process: workers of one that was killed would wait for work for ever."""

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    parent = parent_process()
    if parent is not None:
        threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


def _map_chunk(function: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    return [function(item) for item in items]
