"""Wrong tokens, counted by the address they come from: who gives too many has to wait."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable


class Attempts:
    """At most `most` wrong tokens in `seconds` from one address; after that even the right one has to wait, or it could
    be guessed all the same. For any number of threads; `clock` counts seconds.

    Behind a proxy all clients have its address, and share the limit; who is signed in already is not asked.
    """

    def __init__(self, most: int, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, address: str) -> int:
        """Whole seconds until another token is looked at; 0 for now.

        >>> attempts = Attempts(2, 60.0, clock=lambda: 100.0)
        >>> attempts.wrong("a"), attempts.wait("a"), attempts.wrong("a"), attempts.wait("a"), attempts.wait("b")
        (None, 0, None, 60, 0)
        """
        with self._lock:
            times = self._wrong.get(address)
            if times is None or len(times) < self._most:
                return 0
            return max(0, math.ceil(times[0] + self._seconds - self._clock()))

    def wrong(self, address: str) -> None:
        """Count a wrong token."""
        with self._lock:
            times = self._wrong.setdefault(address, deque(maxlen=self._most))
            times.append(self._clock())
            self._wrong.move_to_end(address)
            while len(self._wrong) > _MOST_ADDRESSES:
                self._wrong.popitem(last=False)


_MOST_ADDRESSES = 10_000
"""Addresses remembered; a megabyte or two."""
