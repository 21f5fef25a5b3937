"""Every executor gives the results of the built-in map, in the same order."""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Callable, Iterator

import pytest

from rashomon.errors import UsageError, WorkerDiedError
from rashomon.execute import map_ordered


def square(number: int) -> int:
    return number * number


def scale(number: int, *, by: int) -> int:
    return number * by


def refuse_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def die_at_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


WORKERS = pytest.mark.parametrize("workers", [1, 2])


@WORKERS
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert list(map_ordered(square, range(50), workers=workers, chunk=7)) == [n * n for n in range(50)]


@WORKERS
def test_no_items_give_no_results(workers: int) -> None:
    assert list(map_ordered(square, [], workers=workers)) == []


@WORKERS
def test_a_partial_of_a_function_works(workers: int) -> None:
    function: Callable[[int], int] = functools.partial(scale, by=3)
    assert list(map_ordered(function, [1, 2], workers=workers)) == [3, 6]


@WORKERS
def test_an_error_of_the_function_comes_out_in_its_place(workers: int) -> None:
    results = map_ordered(refuse_seven, range(20), workers=workers, chunk=1)
    assert [next(results) for _ in range(7)] == list(range(7))
    with pytest.raises(ValueError, match="seven"):
        next(results)


@pytest.mark.parametrize(("workers", "ahead"), [(1, 1), (2, 2 * 2 * 5 + 5)])
def test_items_are_not_read_far_ahead(workers: int, ahead: int) -> None:
    read = 0

    def endless() -> Iterator[int]:
        nonlocal read
        while True:
            read += 1
            yield read

    results = map_ordered(square, endless(), workers=workers, chunk=5)
    assert next(results) == 1
    assert read <= ahead


def test_a_dead_worker_is_told() -> None:
    with pytest.raises(WorkerDiedError, match="2 worker processes"):
        list(map_ordered(die_at_three, range(10), workers=2, chunk=1))


@pytest.mark.parametrize(("workers", "chunk"), [(0, 1), (1, 0)])
def test_nonsense_is_refused(workers: int, chunk: int) -> None:
    with pytest.raises(UsageError, match="at least 1"):
        list(map_ordered(square, [1], workers=workers, chunk=chunk))
