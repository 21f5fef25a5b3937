"""Agglomerative clustering with average linkage (UPGMA; Sokal and Michener 1958) and a veto for look-alikes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from rashomon.group.cluster import Cluster, merge_all
from rashomon.group.look_alikes import LookAlikes, Particulars
from rashomon.group.vectors import Products, products
from rashomon.settings import GroupSettings

Matrix = npt.NDArray[np.float64]

_AT_ONCE = 1 << 17
"""Similarities worked out together: 1 MB, which stays in a cache."""


def link(
    clusters: Sequence[Cluster],
    *,
    particulars: Sequence[Particulars] = (),
    apart: Iterable[tuple[int, int]] = (),
    threshold: float,
    settings: GroupSettings,
) -> list[tuple[list[int], Cluster]]:
    """Merge the most similar two clusters again and again while they are at least `threshold` alike.

    `clusters` are in canonical order; equal similarities are taken by the lower places. The places of pairs that are
    `apart` count as having nothing in common, and so do look-alikes by their `particulars`, where these are known.
    Returns the places of what was merged, ascending, with the merged cluster, in the order of their lowest places. Time
    and memory are quadratic in the number of clusters: hand over only such as may belong together.
    """
    parts: dict[int, list[int]] = {place: [place] for place in range(len(clusters))}
    table = _Table(clusters, particulars or [Particulars()] * len(clusters), apart, settings)
    while len(parts) > 1:
        one, other, score = table.best()
        if score < threshold:
            break
        table.merge(one, other)
        parts[one] = sorted(parts[one] + parts.pop(other))
    return [
        (places, merge_all([clusters[place] for place in places], limit=settings.story_terms))
        for places in parts.values()
    ]


class _Table:
    """The similarities between clusters, kept up as they merge; a merged cluster lives on in the lower place.

    `_best` is the place of the most similar cluster of each row, so that a merge costs a few passes over one row.
    """

    def __init__(
        self,
        clusters: Sequence[Cluster],
        parts: Sequence[Particulars],
        apart: Iterable[tuple[int, int]],
        settings: GroupSettings,
    ) -> None:
        self._settings = settings
        self._products: Matrix = products([cluster.total for cluster in clusters])
        for one, other in apart:
            self._products[one, other] = self._products[other, one] = 0.0
        self._squares: Products = np.array([cluster.square for cluster in clusters])
        self._look_alikes = LookAlikes(clusters, parts, settings)
        self._sizes: Products = np.array([float(cluster.size) for cluster in clusters])
        self._first: Products = np.array([cluster.days[0] if cluster.days else math.nan for cluster in clusters])
        self._last: Products = np.array([cluster.days[1] if cluster.days else math.nan for cluster in clusters])
        self._alive = np.ones(len(clusters), dtype=np.bool_)
        self._every = np.arange(len(clusters))
        step = max(1, _AT_ONCE // len(clusters))
        some = [self._rows(start, start + step) for start in range(0, len(clusters), step)]
        self._scores: Matrix = np.concatenate(some)
        self._best = self._scores.argmax(axis=1)

    def best(self) -> tuple[int, int, float]:
        """Return the two most similar clusters, lower place first, and their similarity."""
        highest = self._scores[self._every, self._best]
        one = int(np.argmax(highest))
        other = int(self._best[one])
        return min(one, other), max(one, other), float(highest[one])

    def merge(self, one: int, other: int) -> None:
        """Merge two places into the lower one, `one`."""
        self._squares[one] += self._squares[other] + 2.0 * self._products[one, other]
        self._look_alikes.merge(one, other)
        self._sizes[one] += self._sizes[other]
        self._first[one] = np.fmin(self._first[one], self._first[other])
        self._last[one] = np.fmax(self._last[one], self._last[other])
        self._alive[other] = False
        # the product with a sum is the sum of the products
        self._products[one] += self._products[other]
        self._products[:, one] = self._products[one]
        row = self._rows(one, one + 1)[0]
        self._scores[one] = self._scores[:, one] = row
        self._scores[other] = self._scores[:, other] = -1.0
        stale = np.flatnonzero(self._alive & ((self._best == one) | (self._best == other)))
        self._best[stale] = self._scores[stale].argmax(axis=1)
        nearest = self._scores[self._every, self._best]
        nearer = (row > nearest) | (row == nearest) & (self._best > one)
        self._best[nearer] = one
        self._best[one] = np.argmax(row)

    def _rows(self, start: int, stop: int) -> Matrix:
        """Return the similarities of clusters in consecutive places with all: mean cosine, times closeness in time.

        It is 0 for look-alikes: two bodies of reports that are each far more coherent than they are like one another,
        such as the reports of two launches or two dismissals, which share the subject but not the particulars.
        """
        own = slice(start, stop)
        sizes = self._sizes
        rows: Matrix = self._products[own] / (sizes[own, None] * sizes)
        bodies = sizes >= self._settings.body_of_reports
        if bodies[own].any():
            # the mean similarity of two different reports of a cluster
            coherence = np.maximum(0.0, (self._squares - sizes) / np.maximum(1.0, sizes * (sizes - 1.0)))
            apart = rows < self._settings.look_alike * np.sqrt(coherence[own, None] * coherence)
            rows[apart & bodies[own, None] & bodies] = 0.0
        after, before = self._first[own, None] - self._last, self._first - self._last[own, None]
        gap = np.maximum(0.0, np.maximum(after, before))
        rows[self._look_alikes.find(own, self._products[own], gap > 0.0)] = 0.0
        rows *= self._closeness(gap)
        rows[:, ~self._alive] = -1.0
        np.fill_diagonal(rows[:, start:], -1.0)
        return rows

    def _closeness(self, gap: Matrix) -> Matrix:
        """Return `same_day` for overlapping stretches of days, and less for a gap between them.

        It falls towards `far_apart`, by half of the way per `half_life` days. An unknown date has no say: 1.
        """
        near, far = self._settings.same_day, self._settings.far_apart
        closeness: Matrix = far + (near - far) * 0.5 ** (gap / self._settings.half_life)
        closeness[np.isnan(closeness)] = 1.0
        return closeness


def components(places: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the connected components of a graph over `places` vertices, each ascending, by their lowest vertex."""
    root = list(range(places))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for one, other in edges:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    groups: dict[int, list[int]] = {}
    for place in range(places):
        groups.setdefault(find(place), []).append(place)
    return list(groups.values())


def threshold_for(reports: int, *, settings: GroupSettings) -> float:
    """Return the least similarity of one story among so many reports: from `threshold_few` to `threshold`."""
    rise = math.log(max(reports, settings.few) / settings.few) / math.log(settings.many / settings.few)
    return settings.threshold_few + (settings.threshold - settings.threshold_few) * min(1.0, rise)
