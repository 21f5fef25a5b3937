"""What speaks against two sentences being of one fact, whatever their words have in common."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rashomon.reconcile.drafts import Material
from rashomon.reconcile.sparse import Ints


def find_other_days(material: Material, a: Ints, b: Ints, *, apart: int) -> NDArray[np.bool_]:
    """Whether the units a[i] and b[i] name days of which none is within less than `apart` days of the other's.

    Only days and hours count; a unit without one is of any day. Two events of a kind, a week apart, have the words of
    their sentences in common, and often the weekday.
    """
    first, last = [], []
    for unit in material.units:
        times = material.reports[unit.report].annotation.times
        days = [
            (time.earliest.toordinal(), time.latest.toordinal())
            for time in (times[number] for number in unit.times)
            if time.type in ("DATE", "TIME")
            and time.earliest is not None
            and time.latest is not None
            and (time.latest - time.earliest).days <= 1
        ]
        first.append(min((day for day, _ in days), default=0))
        last.append(max((day for _, day in days), default=0))
    low, high = np.array(first, dtype=np.int64), np.array(last, dtype=np.int64)
    dated = (low[a] > 0) & (low[b] > 0)
    gap = np.maximum(low[a] - high[b], low[b] - high[a])
    return np.asarray(dated & (gap >= apart), dtype=bool)
