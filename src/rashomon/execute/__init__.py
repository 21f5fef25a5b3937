"""Runs a function over many items, in this process or in several, with the same results in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_ordered(
    function: Callable[[Item], Result], items: Iterable[Item], *, workers: int = 1, chunk: int = 64
) -> Iterator[Result]:
    """Yield `function(item)` for every item, in order.

    With one worker everything runs in this process. With more, `chunk` items at a time are sent to worker processes;
    `function` must then be importable by name (or a functools.partial of such a one), and items and results must be
    picklable. Items are read at most two chunks a worker ahead of what was yielded, so memory stays bounded. What
    `function` raises is raised here, in the place of its result. Raises UsageError for fewer than one worker, and
    WorkerDiedError when a worker process ends without an answer.

    >>> list(map_ordered(str.upper, ["a", "b"]))
    ['A', 'B']
    """
    from rashomon.errors import UsageError

    if workers < 1 or chunk < 1:
        raise UsageError(f"workers and chunk must be at least 1, not {workers} and {chunk}")
    if workers == 1:
        from rashomon.execute import serial

        return serial.map_ordered(function, items)
    from rashomon.execute import processes

    return processes.map_ordered(function, items, workers=workers, chunk=chunk)


__all__ = ["map_ordered"]
