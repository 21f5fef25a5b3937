"""Bodies of pages and pictures that were made once and are shown many times."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable


class Kept:
    """The `most` bodies asked for last, by a key that says all that they depend on. For any number of threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bodies: OrderedDict[tuple[object, ...], str] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...], make: Callable[[], str]) -> str:
        """The body under `key`, made now if it is not there; two that ask at once may both make it.

        >>> kept = Kept(1)
        >>> kept.get(("a", 1), lambda: "first"), kept.get(("a", 1), lambda: "second")
        ('first', 'first')
        """
        with self._lock:
            if key in self._bodies:
                self._bodies.move_to_end(key)
                return self._bodies[key]
        body = make()
        with self._lock:
            self._bodies[key] = body
            while len(self._bodies) > self._most:
                self._bodies.popitem(last=False)
        return body
