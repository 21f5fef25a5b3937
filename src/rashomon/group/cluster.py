"""A cluster of reports: the sum of their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.group.vectors import Vector, add, square

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


def single(vector: Vector, days: Days | None) -> Cluster:
    """Return the cluster of one report with this unit vector."""
    return Cluster(size=1, total=vector, square=1.0 if len(vector) else 0.0, days=days)


def merge_all(clusters: Sequence[Cluster], *, limit: int) -> Cluster:
    """Return the cluster of all reports of `clusters`; its total is cut to its `limit` heaviest terms."""
    if len(clusters) == 1:
        return clusters[0]
    total = add([cluster.total for cluster in clusters])
    days = [cluster.days for cluster in clusters if cluster.days]
    return Cluster(
        size=sum(cluster.size for cluster in clusters),
        total=total.heaviest(limit),
        square=square(total),
        days=(min(day[0] for day in days), max(day[1] for day in days)) if days else None,
    )
