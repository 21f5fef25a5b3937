"""Sentences become groups: average linkage over pair probabilities, then membership in more than one group."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence

from rashomon.reconcile.align.sparse import Floats, Ints
from rashomon.settings import AlignSettings


def find_groups(
    reports: Sequence[int], a: Ints, b: Ints, probability: Floats, *, settings: AlignSettings
) -> tuple[tuple[int, ...], ...]:
    """Return groups of at least two units, members rising, groups in order of their first members.

    A pair that is not listed has probability 0; pairs inside one report are neither for nor against a merger. After the
    linkage a unit also joins each group to which its mean probability reaches `settings.membership`.
    """
    edges: list[dict[int, float]] = [{} for _ in reports]
    for i, j, p in zip(a.tolist(), b.tolist(), probability.tolist(), strict=True):
        edges[i][j] = edges[j][i] = p
    groups = _link([dict(row) for row in edges], reports, settings.linkage)
    return tuple(sorted({_widen(group, edges, reports, settings.membership) for group in groups if len(group) > 1}))


def _link(edges: list[dict[int, float]], reports: Sequence[int], stop: float) -> list[list[int]]:
    """Greedy average linkage (UPGMA) over a sparse graph; `edges` are used up: sums of edges between clusters."""
    members = {i: [i] for i in range(len(reports))}
    counts = [{report: 1} for report in reports]  # units of each report in the cluster
    most = [1] * len(reports)  # units of the report that has most of them
    version = [0] * len(reports)
    waiting = [
        sorted(((-p, j, 0) for j, p in row.items() if i < j and p >= stop), reverse=True) for i, row in enumerate(edges)
    ]  # the partners of each cluster, the best one last; only that one stands in the heap
    heap = [(value, i, j, 0, 0) for i, row in enumerate(waiting) for value, j, _ in row[-1:]]
    heapq.heapify(heap)
    while heap:
        _, i, j, at_i, at_j = heapq.heappop(heap)
        if version[i] != at_i:
            continue
        waiting[i].pop()
        if version[j] != at_j:
            if waiting[i]:
                value, k, at_k = waiting[i][-1]
                heapq.heappush(heap, (value, i, k, at_i, at_k))
            continue
        mine = edges[i]
        for k, p in edges[j].items():
            if k != i:
                mine[k] = edges[k][i] = mine.get(k, 0.0) + p
                del edges[k][j]
        del mine[j]
        edges[j], waiting[j] = {}, []
        members[i] += members.pop(j)
        own = counts[i]
        for report, count in counts[j].items():
            own[report] = own.get(report, 0) + count
        version[i] += 1
        version[j] = -1
        size, partners, most[i] = len(members[i]), [], max(own.values())
        for k, p in mine.items():
            other = len(members[k])
            least = size * other - min(most[i] * other, most[k] * size)  # of units of different reports
            if least and p / least < stop:
                continue
            few, many = (own, counts[k]) if len(own) <= len(counts[k]) else (counts[k], own)
            pairs = size * other
            for report, count in few.items():
                if report in many:
                    pairs -= count * many[report]
            value = p / pairs if pairs else 0.0
            if value >= stop:
                partners.append((-value, k, version[k]))
        if partners:
            partners.sort(reverse=True)
            value, k, at_k = partners[-1]
            heapq.heappush(heap, (value, i, k, version[i], at_k))
        waiting[i] = partners
    return [sorted(group) for group in members.values()]


def _widen(
    group: Sequence[int], edges: Sequence[dict[int, float]], reports: Sequence[int], least: float
) -> tuple[int, ...]:
    inside = set(group)
    sums: dict[int, float] = defaultdict(float)
    for i in group:
        for j, p in edges[i].items():
            if j not in inside:
                sums[j] += p
    held = Counter(reports[i] for i in group)
    joined = [j for j, total in sums.items() if total >= least * (len(group) - held[reports[j]])]
    return tuple(sorted([*group, *joined]))
