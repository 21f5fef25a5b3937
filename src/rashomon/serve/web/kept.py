"""What was made once and is shown many times: bodies of pages, pictures, and how the claims of a story stand.

Whoever asks for what is being made waits for it; nobody else does.
"""

from __future__ import annotations

import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from rashomon.model.synopsis import Position, StoryActor
from rashomon.serve.web.links import plain
from rashomon.serve.web.pages.report_view import Signs
from rashomon.settings import WebSettings

Value = TypeVar("Value")
Key = tuple[object, ...]


class Recent(Generic[Value]):
    """The `most` values asked for last, by a key that says all that they depend on. For any number of threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._coming: dict[Key, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value under `key`, made now if it is not there. Two threads never make the same at the same time.

        >>> recent = Recent(1)
        >>> recent.get(("a", 1), lambda: "first"), recent.get(("a", 1), lambda: "second")
        ('first', 'first')
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            coming = self._coming.setdefault(key, threading.Lock())
        with coming:
            with self._lock:
                if key in self._values:
                    return self._values[key]
            try:
                value = make()
                with self._lock:
                    self._values[key] = value
                    while len(self._values) > self._most:
                        self._values.popitem(last=False)
            finally:
                with self._lock:
                    self._coming.pop(key, None)
            return value


@dataclass(frozen=True, slots=True)
class Known:
    """What pages other than a story's own show of it: how its claims stand, and every position with who holds it."""

    signs: Signs
    positions: tuple[tuple[StoryActor, Position], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is made of a large story at once: the body of its page and its map, packed, and what others show of it."""

    body: bytes
    picture: bytes
    known: Known


class Kept:
    """Bodies and pictures, packed; large stories; what is known of small ones."""

    def __init__(self, settings: WebSettings) -> None:
        self._bodies: Recent[bytes] = Recent(settings.kept_pages)
        self.large: Recent[Drawn] = Recent(settings.kept_known)
        self.known: Recent[Known] = Recent(settings.kept_known)

    def get(self, key: Key, make: Callable[[], str]) -> str:
        """The body under `key`, made now if it is not there."""
        return unpack(self._bodies.get(key, lambda: pack(make())))


def pack(body: str) -> bytes:
    """A body compressed by zlib at its fastest: a sixth of the memory, for a third of a millisecond each time.

    >>> unpack(pack("a page"))
    'a page'
    """
    return zlib.compress(body.encode("utf-8", "surrogatepass"), 1)


def unpack(packed: bytes) -> str:
    """The body again."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def titled(title: str, body: str) -> str:
    """A page's title and its body as one text to be kept.

    >>> untitled(titled("Two\\0 lines", "<p>One</p>"))
    ('Two lines', '<p>One</p>')
    """
    return plain(title) + "\0" + body


def untitled(kept: str) -> tuple[str, str]:
    """The two again."""
    title, _, body = kept.partition("\0")
    return title, body
