"""The collector of cycles rests in a call, and works as before after the last."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

from rashomon.uncollected import RARELY, uncollected


@pytest.fixture(autouse=True)
def often() -> Iterator[tuple[int, int, int]]:
    """How often the collector works before and after each test: as nothing else sets it."""
    before = gc.get_threshold()
    gc.set_threshold(701, 11, 13)
    yield gc.get_threshold()
    assert gc.get_threshold() == (701, 11, 13)
    gc.set_threshold(*before)


def test_it_rests_in_a_call_and_in_one_within_it() -> None:
    inner = uncollected(gc.get_threshold)
    seen = uncollected(lambda: (gc.get_threshold(), inner(), gc.get_threshold()))()
    assert seen == ((RARELY, 11, 13),) * 3


def test_it_works_again_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError):
        uncollected(lambda: 1 // 0)()


def test_the_last_of_two_threads_sets_it_to_work() -> None:
    first_in, second_in, first_out = threading.Event(), threading.Event(), threading.Event()

    def first() -> None:
        first_in.set()
        second_in.wait(10)

    def run_first() -> None:
        uncollected(first)()
        first_out.set()

    def second() -> int:
        second_in.set()
        first_out.wait(10)
        return gc.get_threshold()[0]

    seen: list[int] = []
    one = threading.Thread(target=run_first)
    one.start()
    assert first_in.wait(10)
    other = threading.Thread(target=lambda: seen.append(uncollected(second)()))
    other.start()
    one.join(10)
    other.join(10)
    assert seen == [RARELY]


def test_it_stays_at_rest_where_it_was() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    seen = uncollected(gc.get_threshold)()
    after = gc.get_threshold()
    gc.set_threshold(*before)
    assert seen[0] == after[0] == 0


def test_cycles_are_found_before_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.uncollected.RARELY", 5_000)

    class Ring:
        """Refers to itself."""

        made = 0

        def __init__(self) -> None:
            self.own = self
            Ring.made += 1

        def __del__(self) -> None:
            Ring.made -= 1

    uncollected(lambda: [Ring() and None for _ in range(20_000)])()
    assert Ring.made < 10_000
