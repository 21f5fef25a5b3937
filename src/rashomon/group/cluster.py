"""A cluster of reports: the sum of their vectors, and how alike two clusters are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rashomon.group.digest import Digest, Order
from rashomon.settings import GroupSettings


@dataclass(slots=True)
class Cluster:
    """Reports that are taken to be one story, or a part of one.

    `total` is the sum of the unit vectors of `members`, so that the dot product of two totals over the product of their
    sizes is the mean similarity of their reports. `days` is the span of days from the first to the last report.
    """

    order: Order
    total: dict[str, float]
    members: list[Digest] = field(default_factory=list)
    days: tuple[int, int] | None = None

    @property
    def size(self) -> int:
        """How many reports it holds."""
        return len(self.members)


def single(report: Digest, vector: dict[str, float]) -> Cluster:
    """Return a cluster of one report."""
    return Cluster(order=report.order, total=dict(vector), members=[report], days=report.days)


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
    return Cluster(order=one.order, total=total, members=one.members + other.members, days=days)


def similarity(one: Cluster, other: Cluster, *, settings: GroupSettings) -> float:
    """Return the mean cosine similarity between the reports of both, less the more their days lie apart; 0 to 1.

    Where a date is unknown, it has no say.
    """
    a, b = one.total, other.total
    if len(a) > len(b):
        a, b = b, a
    product = sum(weight * b[term] for term, weight in a.items() if term in b)
    return product / (one.size * other.size) * closeness(one.days, other.days, settings=settings)


def closeness(one: tuple[int, int] | None, other: tuple[int, int] | None, *, settings: GroupSettings) -> float:
    """Return 1 for overlapping spans of days, falling by half per `half_life` days of gap, never under `far_apart`."""
    if one is None or other is None:
        return 1.0
    gap = max(one[0] - other[1], other[0] - one[1], 0)
    return settings.far_apart + (1.0 - settings.far_apart) * 0.5 ** (gap / settings.half_life)


def sort_clusters(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Return the clusters in the order of their first reports."""
    return sorted(clusters, key=lambda cluster: cluster.order)
