"""Answers of a function kept by what it was asked, for many small questions that repeat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Memo(dict[Asked, Answer], Generic[Asked, Answer]):
    """A function as a dictionary; when it has `most` answers all are forgotten.

    `functools.lru_cache` keeps in order what was asked last: each answer changes four entries of that order, and these
    are seldom in the processor's cache where other work comes in between.

    >>> product = Memo(lambda pair: pair[0] * pair[1], most=100)
    >>> product[3, 4], (3, 4) in product
    (12, True)
    """

    def __init__(self, function: Callable[[Asked], Answer], *, most: int) -> None:
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, asked: Asked) -> Answer:
        if len(self) >= self._most:
            self.clear()
        answer = self[asked] = self._function(asked)
        return answer
