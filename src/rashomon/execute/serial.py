"""The executor that runs everything in this process, one batch after the other."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

OUT_OF_MEMORY = "the memory does not suffice for it"


def map_batches(
    function: Callable[[list[Item]], list[Result]],
    items: Iterable[Item],
    *,
    batch: int,
    lost: Callable[[Item, str], Result] | None,
) -> Iterator[Result]:
    """Yield the results, in order; a batch is read when its first result is asked for.

    A batch that raises MemoryError is tried again item by item, as in worker processes.
    """
    source = iter(items)
    while part := list(itertools.islice(source, batch)):
        try:
            results = function(part)
        except MemoryError:
            if lost is None:
                raise
            results = [_alone(function, item, lost) for item in part]
        yield from results


def _alone(function: Callable[[list[Item]], list[Result]], item: Item, lost: Callable[[Item, str], Result]) -> Result:
    try:
        (result,) = function([item])
    except MemoryError:
        return lost(item, OUT_OF_MEMORY)
    return result
