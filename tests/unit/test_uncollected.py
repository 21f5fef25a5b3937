"""The collector of cycles rests in a call, and works again after the last."""

from __future__ import annotations

import gc
import threading

import pytest

from rashomon.uncollected import uncollected


def test_it_rests_in_a_call_and_in_one_within_it() -> None:
    inner = uncollected(gc.isenabled)
    seen = uncollected(lambda: (gc.isenabled(), inner(), gc.isenabled()))()
    assert seen == (False, False, False)
    assert gc.isenabled()


def test_it_works_again_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError):
        uncollected(lambda: 1 // 0)()
    assert gc.isenabled()


def test_the_last_of_two_threads_sets_it_to_work() -> None:
    first_in, second_in, first_out = threading.Event(), threading.Event(), threading.Event()

    def first() -> None:
        first_in.set()
        second_in.wait(10)

    def second() -> bool:
        second_in.set()
        first_out.wait(10)
        return gc.isenabled()

    seen: list[bool] = []
    one = threading.Thread(target=lambda: (uncollected(first)(), first_out.set()))
    one.start()
    assert first_in.wait(10)
    other = threading.Thread(target=lambda: seen.append(uncollected(second)()))
    other.start()
    one.join(10)
    other.join(10)
    assert seen == [False]
    assert gc.isenabled()


def test_it_stays_at_rest_where_it_was() -> None:
    gc.disable()
    try:
        uncollected(lambda: None)()
        assert not gc.isenabled()
    finally:
        gc.enable()
