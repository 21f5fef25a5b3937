"""Reports that joined a small story though they are of another event."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.group.vectors import Vector, add, products
from rashomon.settings import GroupSettings

_LEAST = 4
_COINCIDENCE = 3
"""Words that two events can share by chance: the name of a place is one or two."""


def find_outsiders(reports: Sequence[Vector], *, settings: GroupSettings) -> list[int]:
    """Return the places of the reports of one story that are far less like the others than these like one another.

    A report handed over with a handful on one event shares its subject or its place with them and little else. Pairs
    count as no more than `outsider_cap` alike, or a few copies would make a follow-up from another angle look strange.
    A report whose likeness rests on three words at all but `outsider_tail` is held to the stricter
    `outsider_coincidence`. Looks at stories of four to `outsider_reports` only: three others are the least that can be
    said to be like one another. Three are left at least, or nothing is found.
    """
    count = len(reports)
    if not _LEAST <= count <= settings.outsider_reports:
        return []
    table = np.minimum(products(reports), settings.outsider_cap)
    own = table.sum(axis=1)
    others = (own.sum() - 2.0 * own) / ((count - 1) * (count - 2))
    own /= count - 1
    total = add(reports)
    found = [
        place
        for place in np.flatnonzero(own < settings.outsider_coincidence * others).tolist()
        if own[place] < settings.outsider * others[place] or _tail(reports[place], total) < settings.outsider_tail
    ]
    return found if count - len(found) >= _LEAST - 1 else []


def _tail(report: Vector, total: Vector) -> float:
    """Return the share, 0 to 1, of a report's likeness to the others that is left without its three strongest terms.

    `total` is the sum of all reports, this one included.
    """
    # rounding must not make a term of this report alone one that is shared
    theirs = total.weights[np.searchsorted(total.ids, report.ids)] - report.weights
    gains = np.sort(np.where(theirs > 1e-6, report.weights * theirs, 0.0))[::-1]
    return float(gains[_COINCIDENCE:].sum()) / max(1e-12, float(gains.sum()))
