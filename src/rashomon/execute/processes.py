"""The executor that runs a function in several processes of this machine."""

from __future__ import annotations

import itertools
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from rashomon.errors import WorkerDiedError
from rashomon.execute.serial import OUT_OF_MEMORY

Item = TypeVar("Item")
Result = TypeVar("Result")

DIED = "the worker process died of it (killed, or out of memory)"

_AHEAD = 3
"""Batches a worker has waiting or done, so that none idles while this process is busy with results."""
_HOPELESS = 8
"""Items lost one after the other, without a result in between, from which the fault lies not with the items."""


class _Batch(Generic[Item, Result]):
    """Some items, and the answer to come."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.answer: Future[list[Result]] = Future()

    def lacks_answer(self) -> bool:
        """Whether the process ended before it answered, or never began."""
        return self.answer.cancelled() or (
            self.answer.done() and isinstance(self.answer.exception(), BrokenProcessPool)
        )


class _Worker(Generic[Item, Result]):
    """One process and the batches given to it, in the order in which it works on them."""

    def __init__(self, function: Callable[[list[Item]], list[Result]]) -> None:
        self._function = function
        self._pool = _start()
        self._given: deque[_Batch[Item, Result]] = deque()

    def load(self) -> int:
        """How many batches wait for this worker's answer."""
        return sum(not batch.answer.done() for batch in self._given)

    def give(self, batch: _Batch[Item, Result]) -> None:
        """Send a batch to the process.

        A process that died idle is replaced. If it died of another batch, this one waits until that has been seen to.
        """
        self._given.append(batch)
        try:
            batch.answer = self._pool.submit(self._function, batch.items)
        except BrokenProcessPool as error:
            if any(other.lacks_answer() for other in self._given):
                batch.answer.set_exception(error)
            else:
                self._pool = _start()
                batch.answer = self._pool.submit(self._function, batch.items)

    def take(self) -> list[Result]:
        """The answer to the oldest batch; raises what the function raised, or BrokenProcessPool."""
        return self._given.popleft().answer.result()

    def restart(self) -> None:
        """Start a new process, with nothing to do yet."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = _start()

    def alone(self, item: Item) -> Result:
        """The result for one item; raises BrokenProcessPool or MemoryError if it does not come to that either."""
        (result,) = self._pool.submit(self._function, [item]).result()
        return result

    def resume(self) -> None:
        """Send again what an earlier process was given and did not answer."""
        for batch in self._given:
            if batch.lacks_answer():
                batch.answer = self._pool.submit(self._function, batch.items)

    def stop(self) -> None:
        """Let the process end with the batch that it is working on."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def map_batches(
    function: Callable[[list[Item]], list[Result]],
    items: Iterable[Item],
    *,
    workers: int,
    batch: int,
    lost: Callable[[Item, str], Result] | None,
) -> Iterator[Result]:
    """Yield the results, in order; at most `workers` · 3 batches are under way.

    Each worker is a pool of its own, so that the death of one tells which batch it was working on. Workers are started
    afresh rather than forked, because a fork of a process with threads (a progress bar, a number library) may hang.
    They end when the iterator is exhausted, closed or fails.
    """
    source = iter(items)
    batches = iter(lambda: list(itertools.islice(source, batch)), [])
    crew: list[_Worker[Item, Result]] = [_Worker(function) for _ in range(workers)]
    waiting: deque[tuple[list[Item], _Worker[Item, Result]]] = deque()
    failures = 0

    def feed(most: int) -> None:
        for part in itertools.islice(batches, most):
            worker = min(crew, key=_Worker.load)
            worker.give(_Batch(part))
            waiting.append((part, worker))

    def again(item: Item, worker: _Worker[Item, Result]) -> Result:
        nonlocal failures
        try:
            result = worker.alone(item)
        except (BrokenProcessPool, MemoryError) as error:
            worker.restart()
            failures += 1
            if lost is None or failures >= _HOPELESS:
                raise WorkerDiedError(workers) from error
            return lost(item, DIED if isinstance(error, BrokenProcessPool) else OUT_OF_MEMORY)
        failures = 0
        return result

    try:
        feed(workers * _AHEAD)
        while waiting:
            part, worker = waiting.popleft()
            try:
                results = worker.take()
                failures = 0
            except (BrokenProcessPool, MemoryError):
                worker.restart()
                results = [again(item, worker) for item in part]
                worker.resume()
            feed(1)
            yield from results
    finally:
        for worker in crew:
            worker.stop()


def _start() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Leave Ctrl-C to the parent and watch it: workers of one that was killed would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    parent = parent_process()
    if parent is not None:
        threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
