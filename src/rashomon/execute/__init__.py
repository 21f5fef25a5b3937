"""Runs a function over many items, in this process or in several, with the same results in the same order."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_batches(
    function: Callable[[list[Item]], list[Result]],
    items: Iterable[Item],
    *,
    workers: int = 1,
    batch: int = 64,
    lost: Callable[[Item, str], Result] | None = None,
) -> Iterator[Result]:
    """Yield the results of `function` over batches of at most `batch` items: one result an item, in order.

    With one worker everything runs in this process. With more, batches are sent to worker processes; `function` must
    then be importable by name (or a functools.partial of such a one), and items and results must be picklable. Items
    are read at most three batches a worker ahead of what was yielded, so memory stays bounded. What `function` raises
    is raised here, in the place of its result.

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
    if workers == 1:
        from rashomon.execute import serial

        return serial.map_batches(function, items, batch=batch, lost=lost)
    from rashomon.execute import processes

    return processes.map_batches(function, items, workers=workers, batch=batch, lost=lost)


def map_ordered(
    function: Callable[[Item], Result], items: Iterable[Item], *, workers: int = 1, chunk: int = 64
) -> Iterator[Result]:
    """Yield `function(item)` for every item, in order: `map_batches` for a function of one item.

    >>> list(map_ordered(str.upper, ["a", "b"]))
    ['A', 'B']
    """
    batch = 1 if workers == 1 else chunk  # here and now, an item is read when its result is asked for
    return map_batches(functools.partial(_map_each, function), items, workers=workers, batch=min(batch, chunk))


def _map_each(function: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    return [function(item) for item in items]


__all__ = ["map_batches", "map_ordered"]
