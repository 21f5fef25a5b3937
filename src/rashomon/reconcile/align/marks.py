"""Marks: what sentences hold that is only counted, of all kinds in one matrix, so that pairs are looked up once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rashomon.reconcile.align.sparse import Floats, Ints, Rows, held_twice, meet, places_of, rows_of

Found = tuple[Ints, Ints]
"""Units, and what each of them holds, as numbers from 0; a unit may hold one thing twice."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Which marks of each kind the units hold.

    `sizes` is how many different ones each unit has, by kind; `held` are those that two units have, `kind` is the place
    of the kind of each entry.
    """

    sizes: Mapping[str, Ints]
    held: Rows
    kind: Ints

    def shared(self, a: Ints, b: Ints) -> dict[str, Floats]:
        """How many marks of each kind each pair of units shares."""
        which, entry, _, _ = meet(self.held, a, b)
        kinds = len(self.sizes)
        cells = np.bincount(which * kinds + self.kind[entry], minlength=len(a) * kinds)
        return dict(zip(self.sizes, cells.reshape(len(a), kinds).T.astype(np.float64), strict=True))


def find_marks(found: Mapping[str, Found], units: int) -> Marks:
    """Return the marks of so many units, given by kind."""
    starts = np.cumsum([0, *(int(np.max(value, initial=0)) + 1 for _, value in found.values())])
    unit = np.concatenate([unit for unit, _ in found.values()])
    told = np.concatenate([value + start for start, (_, value) in zip(starts, found.values(), strict=False)])
    values, column = places_of(told)
    kind = np.searchsorted(starts, values, side="right") - 1
    rows = rows_of(unit * max(1, len(values)) + column, units, max(1, len(values)))
    cells = np.repeat(np.arange(units), rows.sizes) * len(found) + kind[rows.columns]
    sizes = np.bincount(cells, minlength=units * len(found)).reshape(units, len(found)).T
    held, place = held_twice(rows)
    return Marks(dict(zip(found, sizes, strict=True)), held, kind[rows.columns[place]])
