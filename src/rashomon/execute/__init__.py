"""Runs a function over many items, in this process or in several, with the same results in the same order."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from rashomon.execute.worker import worker_number

if TYPE_CHECKING:
    from rashomon.execute.processes import Crew

Item = TypeVar("Item")
Result = TypeVar("Result")


@contextlib.contextmanager
def crew_of(workers: int, *, begin: Callable[[], None] | None = None) -> Iterator[Crew | None]:
    """Worker processes for one map after the other, until the block ends; None for one worker, which is this process.

    What a worker has loaded for one map, modules and tables, it has for the next one. Each process calls `begin` first,
    which must be importable by name.
    """
    if workers <= 1:
        yield None
        return
    from rashomon.execute import processes

    crew = processes.Crew(workers, begin=begin)
    try:
        yield crew
    finally:
        crew.stop()


def map_batches(
    function: Callable[[list[Item]], list[Result]],
    items: Iterable[Item],
    *,
    workers: int = 1,
    batch: int = 64,
    lost: Callable[[Item, str], Result] | None = None,
    crew: Crew | None = None,
    at: Callable[[Item], int | None] | None = None,
) -> Iterator[Result]:
    """Yield the results of `function` over batches of at most `batch` items: one result an item, in order.

    With one worker everything runs in this process. With more, batches are sent to worker processes; `function` must
    then be importable by name (or a functools.partial of such a one), and items and results must be picklable. Items
    are read at most three batches a worker ahead of what was yielded, so memory stays bounded. What `function` raises
    is raised here, in the place of its result. The processes are those of a `crew`, one map at a time, or new ones. A
    batch goes to the worker with the number that `at` gives for its first item, as long as no other one would idle.

    A worker that dies, and a batch for which the memory does not suffice, cost no other batch anything: the worker is
    replaced, and the items of its batch are tried once more, each alone. An item that is lost again gets what `lost`
    makes of it and of the reason; without `lost`, WorkerDiedError is raised, as it is when one item after the other is
    lost and nothing else comes back. Raises UsageError for fewer than one worker.

    >>> list(map_batches(sorted, ["a", "b", "c"], batch=2))
    ['a', 'b', 'c']
    """
    from rashomon.errors import UsageError

    if workers < 1 or batch < 1:
        raise UsageError(f"workers and items a batch must be at least 1, not {workers} and {batch}")
    if workers == 1 and crew is None:
        from rashomon.execute import serial

        return serial.map_batches(function, items, batch=batch, lost=lost)
    from rashomon.execute import processes

    return processes.map_batches(function, items, workers=workers, batch=batch, lost=lost, crew=crew, at=at)


def map_ordered(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int = 1,
    chunk: int = 64,
    crew: Crew | None = None,
    at: Callable[[Item], int | None] | None = None,
) -> Iterator[Result]:
    """Yield `function(item)` for every item, in order: `map_batches` for a function of one item.

    >>> list(map_ordered(str.upper, ["a", "b"]))
    ['A', 'B']
    """
    batch = 1 if workers == 1 else chunk  # here and now, an item is read when its result is asked for
    each = functools.partial(_map_each, function)
    return map_batches(each, items, workers=workers, batch=min(batch, chunk), crew=crew, at=at)


def _map_each(function: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    return [function(item) for item in items]


__all__ = ["crew_of", "map_batches", "map_ordered", "worker_number"]
