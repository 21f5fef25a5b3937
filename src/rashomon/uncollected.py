"""The collector of reference cycles hardly works while many objects are made that are no cycles."""

from __future__ import annotations

import functools
import gc
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

RARELY = 2_000_000
"""Objects more than before, after which cycles are looked for all the same: reports make 20 in cycles each while they
are added, of some 80 bytes, so that they never hold more than 160 MB that nobody needs."""


class _Resting:
    """How many calls, of all threads, want the collector to rest, and how often it worked before the first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls = 0
        self._before = (0, 0, 0)

    def begin(self) -> None:
        """One call more: the first lets the collector rest."""
        with self._lock:
            if not self._calls:
                self._before = gc.get_threshold()
                if self._before[0]:  # 0: it does not work at all
                    gc.set_threshold(max(RARELY, self._before[0]), *self._before[1:])
            self._calls += 1

    def end(self) -> None:
        """One call less: the last lets the collector work as it did before."""
        with self._lock:
            self._calls -= 1
            if not self._calls:
                gc.set_threshold(*self._before)


_RESTING = _Resting()


def rest() -> None:
    """Let Python hardly look for reference cycles from now on: for a process that does nothing but such work."""
    _RESTING.begin()


def uncollected(function: Callable[P, T]) -> Callable[P, T]:
    """Return `function`, in whose calls Python hardly looks for reference cycles; nor do other threads meanwhile.

    Annotating and reconciling make many objects that live until their end, and no cycles: looking for them took a tenth
    of the time. What nothing refers to is freed as ever.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        _RESTING.begin()
        try:
            return function(*args, **kwargs)
        finally:
            _RESTING.end()

    return run
