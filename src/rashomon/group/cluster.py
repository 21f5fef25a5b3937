"""A cluster of reports: the sum of their vectors, and how alike two clusters are."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rashomon.group.digest import Digest, Order
from rashomon.settings import GroupSettings


@dataclass(frozen=True, slots=True)
class Cluster:
    """Reports that are taken to be one story, or a part of one.

    `total` is the sum of the unit vectors of `members`, so that the dot product of two totals over the product of
    their sizes is the mean similarity of their reports; `square` is the dot product of `total` with itself. `days` is
    the span of days from the first to the last report, None when no date is known.
    """

    order: Order
    members: tuple[Digest, ...]
    total: dict[str, float]
    square: float
    days: tuple[int, int] | None

    @property
    def size(self) -> int:
        """How many reports it holds."""
        return len(self.members)

    @property
    def coherence(self) -> float:
        """The mean similarity of two different reports of the cluster; 1 for a single report."""
        pairs = self.size * (self.size - 1)
        return (self.square - self.size) / pairs if pairs else 1.0


def single(report: Digest, vector: dict[str, float]) -> Cluster:
    """Return a cluster of one report; `vector` is its unit vector."""
    square = math.fsum(weight * weight for weight in vector.values())
    return Cluster(order=report.order, members=(report,), total=vector, square=square, days=report.days)


def merge(one: Cluster, other: Cluster) -> Cluster:
    """Return the cluster of both; the order of the arguments does not matter."""
    if other.order < one.order:
        one, other = other, one
    total = dict(one.total)
    for term, weight in other.total.items():
        total[term] = total.get(term, 0.0) + weight
    days = one.days or other.days
    if one.days and other.days:
        days = (min(one.days[0], other.days[0]), max(one.days[1], other.days[1]))
    return Cluster(
        order=one.order,
        members=one.members + other.members,
        total=total,
        square=one.square + other.square + 2.0 * dot(one.total, other.total),
        days=days,
    )


def dot(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the dot product of two sparse vectors."""
    if len(one) > len(other):
        one, other = other, one
    get = other.get
    return math.fsum(weight * get(term, 0.0) for term, weight in one.items())


def similarity(one: Cluster, other: Cluster, *, settings: GroupSettings) -> float:
    """Return the mean cosine similarity between the reports of both, times the closeness of their days.

    It is 0 for look-alikes: two bodies of reports that are each far more coherent than they are like one another, such
    as the reports of two launches or of two dismissals, which share the subject but not the names and particulars.
    """
    mean = dot(one.total, other.total) / (one.size * other.size)
    if min(one.size, other.size) >= settings.body_of_reports:
        within = math.sqrt(max(0.0, one.coherence) * max(0.0, other.coherence))
        if mean < settings.look_alike * within:
            return 0.0
    return mean * closeness(one.days, other.days, settings=settings)


def closeness(one: tuple[int, int] | None, other: tuple[int, int] | None, *, settings: GroupSettings) -> float:
    """Return `same_day` for overlapping spans of days, and less for a gap between them.

    It falls towards `far_apart`, by half of the way per `half_life` days. Where a date is unknown it has no say: 1.
    """
    if one is None or other is None:
        return 1.0
    gap = max(one[0] - other[1], other[0] - one[1], 0)
    still: float = 0.5 ** (gap / settings.half_life)
    return settings.far_apart + (settings.same_day - settings.far_apart) * still
