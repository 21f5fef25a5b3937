"""A cluster of reports: the sum of their vectors, and how alike two clusters are."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rashomon.group.vectors import Vector, add
from rashomon.settings import GroupSettings

Days = tuple[int, int]
"""The first and the last day of a stretch, as proleptic ordinals."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Reports that are taken to be one story, or a part of one.

    `total` is the sum of their unit vectors, so that the dot product of two totals over the product of their sizes is
    the mean similarity of their reports; `square` is the dot product of `total` with itself. `days` is the stretch
    of days from the first to the last report, None when no date is known.
    """

    size: int
    total: Vector
    square: float
    days: Days | None

    @property
    def coherence(self) -> float:
        """The mean similarity of two different reports of the cluster; 1 for a single report."""
        pairs = self.size * (self.size - 1)
        return max(0.0, (self.square - self.size) / pairs) if pairs else 1.0


def single(vector: Vector, days: Days | None) -> Cluster:
    """Return the cluster of one report with this unit vector."""
    return Cluster(size=1, total=vector, square=1.0 if len(vector) else 0.0, days=days)


def merge(one: Cluster, other: Cluster, product: float, *, settings: GroupSettings) -> Cluster:
    """Return the cluster of both; `product` is the dot product of their totals."""
    days = one.days or other.days
    if one.days and other.days:
        days = (min(one.days[0], other.days[0]), max(one.days[1], other.days[1]))
    return Cluster(
        size=one.size + other.size,
        total=add(one.total, other.total, limit=settings.story_terms),
        square=one.square + other.square + 2.0 * product,
        days=days,
    )


def similarity(one: Cluster, other: Cluster, product: float, *, settings: GroupSettings) -> float:
    """Return the mean cosine similarity between the reports of both, times the closeness of their days.

    `product` is the dot product of their totals. The result is 0 for look-alikes: two bodies of reports that are each
    far more coherent than they are like one another, such as the reports of two launches or of two dismissals, which
    share the subject but not the names and particulars.
    """
    mean = product / (one.size * other.size)
    two_bodies = min(one.size, other.size) >= settings.body_of_reports
    if two_bodies and mean < settings.look_alike * math.sqrt(one.coherence * other.coherence):
        return 0.0
    return mean * closeness(one.days, other.days, settings=settings)


def closeness(one: Days | None, other: Days | None, *, settings: GroupSettings) -> float:
    """Return `same_day` for overlapping stretches of days, and less for a gap between them.

    It falls towards `far_apart`, by half of the way per `half_life` days. Where a date is unknown it has no say: 1.
    """
    if one is None or other is None:
        return 1.0
    gap = max(one[0] - other[1], other[0] - one[1], 0)
    still: float = 0.5 ** (gap / settings.half_life)
    return settings.far_apart + (settings.same_day - settings.far_apart) * still
