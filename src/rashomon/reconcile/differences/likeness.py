"""How probably two readings are of one thing, asked once for all readings of the same words: copies have many."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields
from operator import attrgetter

from rashomon.reconcile.differences.readings import Reading

_WHERE = frozenset({"report", "unit", "span", "at"})
"""Where a reading stands, which says nothing of what it is of."""
_content: Callable[[Reading], tuple[Hashable, ...]] = attrgetter(
    *(field.name for field in fields(Reading) if field.name not in _WHERE)
)


class Likeness:
    """The answers of `ask` for pairs of readings of one story; `ask` looks at all of them but where they stand."""

    __slots__ = ("_ask", "_contents", "_known", "_numbers", "_readings")

    def __init__(self, ask: Callable[[Reading, Reading], float]) -> None:
        self._ask = ask
        self._contents: dict[tuple[Hashable, ...], int] = {}
        self._known: dict[tuple[int, int], float] = {}
        self._numbers: dict[int, int] = {}  # by identity: a reading is asked about many times
        self._readings: list[Reading] = []  # held, so that no other object has the identity of one

    def __call__(self, one: Reading, other: Reading) -> float:
        """How probably, 0 to 1, the two are of one thing."""
        numbers = self._numbers
        first, second = numbers.get(id(one)), numbers.get(id(other))
        if first is None or second is None:
            first, second = self._number(one), self._number(other)
        pair = first, second
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self._ask(one, other)
        return found

    def _number(self, reading: Reading) -> int:
        number = self._numbers.get(id(reading))
        if number is None:
            number = self._numbers[id(reading)] = self._contents.setdefault(_content(reading), len(self._contents))
            self._readings.append(reading)
        return number
