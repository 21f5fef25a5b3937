"""The collector of reference cycles rests while a story is reconciled."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def uncollected(function: Callable[P, T]) -> Callable[P, T]:
    """Return `function`, in whose calls Python does not look for reference cycles.

    Reconciling makes many objects that live until its end, and no cycles: looking for them took a tenth of its time.
    What nothing refers to is freed as ever.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        enabled = gc.isenabled()
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            if enabled:
                gc.enable()

    return run
