"""Agglomerative clustering with average linkage (UPGMA; Sokal and Michener 1958) over a sparse graph."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.group.cluster import Cluster, merge, similarity
from rashomon.group.vectors import dot
from rashomon.settings import GroupSettings


@dataclass(frozen=True, slots=True)
class Linked:
    """A cluster that linking made: the keys of what it was made from, ascending, and the cluster itself."""

    parts: tuple[int, ...]
    cluster: Cluster


def link(
    clusters: Mapping[int, Cluster],
    products: Mapping[tuple[int, int], float],
    *,
    threshold: float,
    settings: GroupSettings,
) -> list[Linked]:
    """Merge the most similar two clusters again and again while they are at least `threshold` alike.

    The keys of `clusters` are in canonical order: equal similarities are taken by the lower keys. `products` are the
    dot products of the pairs (lower key, higher key) that may be alike. A mean reaches the threshold only if one
    of its parts does, so a pair under it can come back only through another. Returns the clusters in the order of
    their lowest keys.
    """
    live = dict(clusters)
    parts: dict[int, tuple[int, ...]] = {key: (key,) for key in live}
    near: dict[int, dict[int, float]] = {key: {} for key in live}
    score_of: dict[tuple[int, int], float] = {}
    heap: list[tuple[float, int, int]] = []

    def consider(low: int, high: int, product: float) -> None:
        near[low][high] = near[high][low] = product
        score = similarity(live[low], live[high], product, settings=settings)
        if score >= threshold:
            score_of[low, high] = score
            heapq.heappush(heap, (-score, low, high))
        else:
            score_of.pop((low, high), None)

    for (low, high), product in products.items():
        consider(low, high, product)
    while heap:
        score, low, high = heapq.heappop(heap)
        if score_of.get((low, high)) != -score:
            continue
        first, second = live[low], live.pop(high)
        ours, theirs = near[low], near.pop(high)
        live[low] = merge(first, second, ours[high], settings=settings)
        parts[low] = tuple(sorted(parts[low] + parts.pop(high)))
        del score_of[low, high], ours[high], theirs[low]
        for other in theirs:
            del near[other][high]
            score_of.pop((min(high, other), max(high, other)), None)
        for other in sorted(ours.keys() | theirs.keys()):
            # the product with a sum is the sum of the products; a pair that was never a candidate is computed now
            mine = ours[other] if other in ours else dot(first.total, live[other].total)
            yours = theirs[other] if other in theirs else dot(second.total, live[other].total)
            consider(min(low, other), max(low, other), mine + yours)
    return [Linked(parts[key], live[key]) for key in sorted(live)]


def threshold_for(reports: int, *, settings: GroupSettings) -> float:
    """Return the least similarity of one story among so many reports: from `threshold_few` to `threshold`."""
    rise = math.log(max(reports, settings.few) / settings.few) / math.log(settings.many / settings.few)
    return settings.threshold_few + (settings.threshold - settings.threshold_few) * min(1.0, rise)
