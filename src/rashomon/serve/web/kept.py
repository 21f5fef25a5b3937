"""What was made once and is shown many times: bodies of pages and pictures, and what several pages are made from.

One thing is made at a time: pages cost processor time alone, and Python has one processor for all of its threads, so
making several at once makes none sooner and holds up whoever only wants a list. Whoever asks for what is being made
waits for it.
"""

from __future__ import annotations

import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """The `most` values asked for last, by a key that says all that they depend on. For any number of threads.

    `making` is held by the thread that makes something; what is made may be made of what this or another one keeps.
    """

    def __init__(self, most: int, making: threading.RLock) -> None:
        self._most = most
        self._making = making
        self._values: OrderedDict[tuple[object, ...], Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...], make: Callable[[], Value]) -> Value:
        """The value under `key`, made now if it is not there.

        >>> recent = Recent(1, threading.RLock())
        >>> recent.get(("a", 1), lambda: "first"), recent.get(("a", 1), lambda: "second")
        ('first', 'first')
        """
        if (held := self._held(key)) is not None:
            return held
        with self._making:
            if (held := self._held(key)) is not None:
                return held
            value = make()
            with self._lock:
                self._values[key] = value
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
            return value

    def _held(self, key: tuple[object, ...]) -> Value | None:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)


class Kept:
    """The `most` bodies asked for last, kept compressed (zlib at its fastest): a sixth of the memory, for a third of a
    millisecond each time; and what the pages of the last `stories` are made from."""

    def __init__(self, most: int, *, stories: int) -> None:
        making = threading.RLock()
        self._bodies: Recent[bytes] = Recent(most, making)
        self._stories: Recent[Any] = Recent(stories, making)

    def get(self, key: tuple[object, ...], make: Callable[[], str]) -> str:
        """The body under `key`, made now if it is not there.

        >>> kept = Kept(1, stories=1)
        >>> kept.get(("a", 1), lambda: "first"), kept.get(("a", 1), lambda: "second")
        ('first', 'first')
        """
        packed = self._bodies.get(key, lambda: zlib.compress(make().encode("utf-8", "surrogatepass"), 1))
        return zlib.decompress(packed).decode("utf-8", "surrogatepass")

    def story(self, key: tuple[object, ...], make: Callable[[], Value]) -> Value:
        """What several pages of a story are made from."""
        return cast(Value, self._stories.get(key, make))
