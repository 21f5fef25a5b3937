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
from typing import Any, Generic, TypeVar

from rashomon.errors import WorkerDiedError
from rashomon.execute.serial import OUT_OF_MEMORY
from rashomon.execute.worker import become_worker

Item = TypeVar("Item")
Result = TypeVar("Result")

DIED = "the worker process died of it (killed, or out of memory)"

_AHEAD = 3
"""Batches a worker has waiting or done, so that none idles while this process is busy with results."""
_MORE = 2
"""Batches that a worker may have more than another when it is given those that are best done by it."""
_HOPELESS = 8
"""Items lost one after the other, without a result in between, from which the fault lies not with the items."""


class _Batch(Generic[Item, Result]):
    """Some items, what is to be done with them, and the answer to come."""

    def __init__(self, function: Callable[[list[Item]], list[Result]], items: list[Item]) -> None:
        self.function = function
        self.items = items
        self.answer: Future[list[Result]] = Future()

    def lacks_answer(self) -> bool:
        """Whether the process ended before it answered, or never began."""
        return self.answer.cancelled() or (
            self.answer.done() and isinstance(self.answer.exception(), BrokenProcessPool)
        )


class _Worker:
    """One process and the batches given to it, in the order in which it works on them."""

    def __init__(self, number: int, begin: Callable[[], None] | None) -> None:
        self._number = number
        self._begin = begin
        self._pool = self._start()
        self._given: deque[_Batch[Any, Any]] = deque()

    def load(self) -> int:
        """How many batches wait for this worker's answer."""
        return sum(not batch.answer.done() for batch in self._given)

    def give(self, batch: _Batch[Any, Any]) -> None:
        """Send a batch to the process.

        A process that died idle is replaced. If it died of another batch, this one waits until that has been seen to.
        """
        self._given.append(batch)
        try:
            batch.answer = self._pool.submit(batch.function, batch.items)
        except BrokenProcessPool as error:
            if any(other.lacks_answer() for other in self._given):
                batch.answer.set_exception(error)
            else:
                self._pool = self._start()
                batch.answer = self._pool.submit(batch.function, batch.items)

    def take(self) -> list[Any]:
        """The answer to the oldest batch; raises what the function raised, or BrokenProcessPool."""
        return self._given.popleft().answer.result()

    def restart(self) -> None:
        """Start a new process, with nothing to do yet."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._start()

    def alone(self, function: Callable[[list[Item]], list[Result]], item: Item) -> Result:
        """The result for one item; raises BrokenProcessPool or MemoryError if it does not come to that either."""
        (result,) = self._pool.submit(function, [item]).result()
        return result

    def resume(self) -> None:
        """Send again what an earlier process was given and did not answer."""
        for batch in self._given:
            if batch.lacks_answer():
                batch.answer = self._pool.submit(batch.function, batch.items)

    def forget(self) -> None:
        """Let nobody wait for the batches that were given and not taken."""
        for batch in self._given:
            batch.answer.cancel()
        self._given.clear()

    def stop(self) -> None:
        """Let the process end with the batch that it is working on."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=1, mp_context=get_context("spawn"), initializer=_set_up, initargs=(self._number, self._begin)
        )


class Crew:
    """Worker processes that work on one map after the other, so that what they have loaded stays loaded."""

    def __init__(self, workers: int, *, begin: Callable[[], None] | None = None) -> None:
        """Start so many; each calls `begin` first."""
        self.workers = [_Worker(number, begin) for number in range(workers)]

    def next(self, number: int | None) -> _Worker:
        """The worker that is given the next batch: that with this number if it has hardly more to do than another and
        no other one idles, else the one with the least to do."""
        loads = [worker.load() for worker in self.workers]
        least = min(loads)
        if number is not None and loads[number] <= least + (_MORE if least else 0):
            return self.workers[number]
        return self.workers[loads.index(least)]

    def forget(self) -> None:
        """Let nobody wait for what is under way."""
        for worker in self.workers:
            worker.forget()

    def stop(self) -> None:
        """Let every process end with the batch that it is working on."""
        for worker in self.workers:
            worker.stop()


def map_batches(
    function: Callable[[list[Item]], list[Result]],
    items: Iterable[Item],
    *,
    workers: int,
    batch: int,
    lost: Callable[[Item, str], Result] | None,
    crew: Crew | None,
    at: Callable[[Item], int | None] | None,
) -> Iterator[Result]:
    """Yield the results, in order; at most three batches a worker are under way.

    Each worker is a pool of its own, so that the death of one tells which batch it was working on. Workers are started
    afresh rather than forked, because a fork of a process with threads (a progress bar, a number library) may hang.
    They end when the iterator is exhausted, closed or fails, unless they are of a `crew`.
    """
    source = iter(items)
    batches = iter(lambda: list(itertools.islice(source, batch)), [])
    own = Crew(workers) if crew is None else crew
    waiting: deque[tuple[list[Item], _Worker]] = deque()
    failures = 0

    def feed(most: int) -> None:
        for part in itertools.islice(batches, most):
            worker = own.next(at(part[0]) if at is not None else None)
            worker.give(_Batch(function, part))
            waiting.append((part, worker))

    def again(item: Item, worker: _Worker) -> Result:
        nonlocal failures
        try:
            result = worker.alone(function, item)
        except (BrokenProcessPool, MemoryError) as error:
            worker.restart()
            failures += 1
            if lost is None or failures >= _HOPELESS:
                raise WorkerDiedError(len(own.workers)) from error
            return lost(item, DIED if isinstance(error, BrokenProcessPool) else OUT_OF_MEMORY)
        failures = 0
        return result

    try:
        feed(len(own.workers) * _AHEAD)
        while waiting:
            part, worker = waiting.popleft()
            try:
                results: list[Result] = worker.take()
                failures = 0
            except (BrokenProcessPool, MemoryError):
                worker.restart()
                results = [again(item, worker) for item in part]
                worker.resume()
            feed(1)
            yield from results
    finally:
        own.forget()
        if crew is None:
            own.stop()


def _set_up(number: int, begin: Callable[[], None] | None) -> None:
    become_worker(number)
    end_with_parent()
    if begin is not None:
        begin()


def end_with_parent() -> None:
    """Leave Ctrl-C to the parent and watch it: workers of one that was killed would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    parent = parent_process()
    if parent is not None:
        threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
