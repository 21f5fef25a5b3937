"""Items of a section are made when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.present.lines import Lazy


def section(made: list[int], size: int) -> Lazy[int]:
    def maker(number: int) -> Callable[[], int]:
        def make() -> int:
            made.append(number)
            return number * 10

        return make

    return Lazy(maker(number) for number in range(size))


def test_only_what_is_looked_at_is_made_and_that_once() -> None:
    made: list[int] = []
    items = section(made, 5)
    assert len(items) == 5
    assert items[:2] == (0, 10)
    assert (items[-1], items[1]) == (40, 10)
    assert made == [0, 1, 4]


def test_it_is_a_sequence_like_others() -> None:
    items = section([], 3)
    assert [*items] == [0, 10, 20]
    assert items == (0, 10, 20)
    assert 20 in items
    assert items != (0, 10)
    assert not section([], 0)
    with pytest.raises(IndexError):
        items[3]
