"""Every executor gives the results of the built-in map, in the same order."""

from __future__ import annotations

import functools
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator

import pytest

from rashomon.errors import UsageError, WorkerDiedError
from rashomon.execute import crew_of, map_batches, map_ordered, worker_number


def square(number: int) -> int:
    return number * number


def scale(number: int, *, by: int) -> int:
    return number * by


def refuse_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def die(numbers: list[int], *, at: tuple[int, ...]) -> list[int]:
    for number in numbers:
        if number in at:
            os.kill(os.getpid(), signal.SIGKILL)
    return [number * 10 for number in numbers]


def die_in_company(numbers: list[int]) -> list[int]:
    """Dies over 3, but not when it is alone."""
    return die(numbers, at=(3,)) if len(numbers) > 1 else [number * 10 for number in numbers]


def run_out(numbers: list[int], *, at: int) -> list[int]:
    if at in numbers:
        raise MemoryError
    return [number * 10 for number in numbers]


def tell(number: int, reason: str) -> int:
    assert "memory" in reason
    return -number


def process_id(number: int) -> int:
    return os.getpid()


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


@pytest.mark.parametrize(("workers", "ahead"), [(1, 1), (2, 2 * 3 * 5 + 5)])
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


def tens(count: int, *, lost: tuple[int, ...] = ()) -> list[int]:
    return [-number if number in lost else number * 10 for number in range(count)]


@pytest.mark.parametrize("batch", [1, 4, 50])
@pytest.mark.parametrize("fatal", [(0,), (3,), (3, 5), (18, 19), (0, 7, 19)])
def test_only_the_item_that_a_worker_dies_of_is_lost(batch: int, fatal: tuple[int, ...]) -> None:
    work = functools.partial(die, at=fatal)
    assert list(map_batches(work, range(20), workers=2, batch=batch, lost=tell)) == tens(20, lost=fatal)


def test_an_item_is_tried_once_more_alone() -> None:
    assert list(map_batches(die_in_company, range(20), workers=2, batch=4, lost=tell)) == tens(20)


@WORKERS
def test_want_of_memory_is_like_a_death(workers: int) -> None:
    work = functools.partial(run_out, at=6)
    assert list(map_batches(work, range(12), workers=workers, batch=5, lost=tell)) == tens(12, lost=(6,))


def test_a_worker_killed_from_outside_costs_nothing() -> None:
    results = map_ordered(process_id, range(400), workers=2, chunk=4)
    seen = 0
    killed = set()
    for worker in results:
        seen += 1
        if seen in (5, 100, 200) and worker not in killed:
            killed.add(worker)
            os.kill(worker, signal.SIGKILL)
    assert seen == 400
    assert killed


def test_workers_that_all_die_are_not_replaced_for_ever() -> None:
    with pytest.raises(WorkerDiedError, match="2 worker processes"):
        list(map_batches(functools.partial(die, at=tuple(range(100))), range(100), workers=2, batch=4, lost=tell))


def test_without_a_word_for_the_lost_a_death_is_an_error() -> None:
    with pytest.raises(WorkerDiedError, match="2 worker processes"):
        list(map_batches(functools.partial(die, at=(3,)), range(10), workers=2, batch=2))


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGKILL)", "results.close()", "raise ValueError"])
def test_no_worker_outlives_its_parent(end: str) -> None:
    code = f"""
    import os, signal
    from rashomon.execute import map_ordered
    from tests.contract.test_executors import process_id

    if __name__ == "__main__":
        results = map_ordered(process_id, range(100000), workers=2, chunk=1)
        print(*{{next(results) for _ in range(40)}}, flush=True)
        {end}
    """
    child = [sys.executable, "-c", textwrap.dedent(code)]
    done = subprocess.run(child, capture_output=True, text=True, check=False, timeout=60)
    workers = [int(word) for word in done.stdout.split()]
    assert workers
    deadline = time.monotonic() + 20
    while any(map(is_running, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(process: int) -> bool:
    """Whether a process has not ended; one that has, and whose new parent does not care, stays in the table as Z."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")


@pytest.mark.parametrize(("workers", "chunk"), [(0, 1), (1, 0)])
def test_nonsense_is_refused(workers: int, chunk: int) -> None:
    with pytest.raises(UsageError, match="at least 1"):
        list(map_ordered(square, [1], workers=workers, chunk=chunk))


def test_a_crew_works_on_one_map_after_the_other_in_the_same_processes() -> None:
    with crew_of(2) as crew:
        first = set(map_ordered(process_id, range(8), workers=2, chunk=1, crew=crew))
        second = set(map_ordered(process_id, range(8), workers=2, chunk=1, crew=crew))
    assert len(first) == 2
    assert second <= first  # a quick worker may do all of it
    assert os.getpid() not in first


def test_a_crew_goes_on_after_a_map_that_was_left_and_one_that_a_worker_died_of() -> None:
    with crew_of(2) as crew:
        left = map_ordered(square, range(50), workers=2, chunk=1, crew=crew)
        assert next(iter(left)) == 0
        left.close()  # type: ignore[attr-defined]
        with pytest.raises(WorkerDiedError):
            list(map_batches(functools.partial(die, at=(3,)), range(9), workers=2, batch=2, crew=crew))
        assert list(map_ordered(square, range(20), workers=2, chunk=3, crew=crew)) == [n * n for n in range(20)]


def begin() -> None:
    """What each process of a crew does first."""
    os.environ["RASHOMON_BEGUN"] = "yes"


def begun(_: int) -> tuple[str | None, int | None]:
    return os.environ.get("RASHOMON_BEGUN"), worker_number()


def test_each_process_of_a_crew_begins_and_knows_its_number() -> None:
    with crew_of(2, begin=begin) as crew:
        seen = set(map_ordered(begun, range(20), workers=2, chunk=1, crew=crew))
    assert seen <= {("yes", 0), ("yes", 1)}
    assert len(seen) == 2
    assert begun(0) == (None, None)


def test_results_are_the_same_wherever_items_are_to_go() -> None:
    for at in (lambda item: 1, lambda item: item % 2, lambda item: None):
        assert list(map_ordered(square, range(30), workers=2, chunk=2, at=at)) == [n * n for n in range(30)]


@pytest.mark.parametrize(
    ("loads", "wanted", "given"),
    [([0, 0], 1, 1), ([0, 1], 1, 0), ([1, 3], 1, 1), ([1, 4], 1, 0), ([2, 1], None, 1), ([1, 1], None, 0)],
)
def test_a_batch_goes_to_the_worker_that_does_it_best_unless_another_has_much_less_to_do(
    loads: list[int], wanted: int | None, given: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with crew_of(2) as crew:
        assert crew is not None
        load_of = dict(zip(crew.workers, loads, strict=True))
        monkeypatch.setattr(type(crew.workers[0]), "load", lambda worker: load_of[worker])
        assert crew.workers.index(crew.next(wanted)) == given


def test_one_worker_needs_no_crew() -> None:
    with crew_of(1) as crew:
        assert crew is None
        assert list(map_ordered(process_id, range(2), crew=crew)) == [os.getpid()] * 2
