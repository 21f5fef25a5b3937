"""Reports that joined a small story though they are of another event."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.group.vectors import Vector, products
from rashomon.settings import GroupSettings

_LEAST = 4


def find_outsiders(reports: Sequence[Vector], *, settings: GroupSettings) -> list[int]:
    """Return the places of the reports of one story that are far less like the others than these like one another.

    A report handed over with a handful on one event shares its subject with them and little else. Looks at stories of
    four to `outsider_reports` only: three others are the least that can be said to be like one another. Three are left
    at least, or nothing is found.
    """
    count = len(reports)
    if not _LEAST <= count <= settings.outsider_reports:
        return []
    table = products(reports)
    own = table.sum(axis=1)
    others = (own.sum() - 2.0 * own) / ((count - 1) * (count - 2))
    own /= count - 1
    found = np.flatnonzero((own < settings.outsider * others) & (own < settings.outsider_most)).tolist()
    return found if count - len(found) >= _LEAST - 1 else []
