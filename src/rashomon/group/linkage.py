"""Agglomerative clustering with average linkage (UPGMA; Sokal and Michener 1958) over a sparse graph."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence

from rashomon.group.cluster import Cluster, merge, similarity
from rashomon.settings import GroupSettings


def link(
    clusters: Sequence[Cluster], pairs: Iterable[tuple[int, int]], *, threshold: float, settings: GroupSettings
) -> list[list[int]]:
    """Merge the most similar two clusters again and again while they are at least `threshold` alike.

    `clusters` are in canonical order and `pairs` are the indices of those that may be alike. A mean reaches the
    threshold only if one of its parts does, so pairs under it need not be kept. Equal similarities are taken in
    canonical order. Returns the groups of indices, each ascending, in order of their first index.
    """
    live: dict[int, Cluster] = dict(enumerate(clusters))
    parts: dict[int, list[int]] = {index: [index] for index in live}
    near: dict[int, set[int]] = {index: set() for index in live}
    heap: list[tuple[float, int, int]] = []
    current: dict[tuple[int, int], float] = {}

    def consider(one: int, other: int) -> None:
        pair = (one, other) if one < other else (other, one)
        score = similarity(live[one], live[other], settings=settings)
        if score >= threshold:
            near[one].add(other)
            near[other].add(one)
            current[pair] = score
            heapq.heappush(heap, (-score, *pair))

    for one, other in pairs:
        consider(one, other)
    while heap:
        score, first, second = heapq.heappop(heap)
        if current.get((first, second)) != -score:
            continue
        neighbours = sorted((near[first] | near[second]) - {first, second})
        for gone in (first, second):
            for neighbour in near.pop(gone):
                current.pop((min(gone, neighbour), max(gone, neighbour)), None)
                near.get(neighbour, set()).discard(gone)
        live[first] = merge(live[first], live.pop(second))
        parts[first] = sorted(parts[first] + parts.pop(second))
        near[first] = set()
        for neighbour in neighbours:
            consider(first, neighbour)
    return sorted(parts.values())


def threshold_for(reports: int, *, settings: GroupSettings) -> float:
    """Return the least similarity of one story among so many reports: from `threshold_few` to `threshold`."""
    rise = math.log(max(reports, settings.few) / settings.few) / math.log(settings.many / settings.few)
    return settings.threshold_few + (settings.threshold - settings.threshold_few) * min(1.0, rise)
