"""Average linkage against a plain reference, and the veto for look-alikes."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from rashomon.group.cluster import Cluster, Days, single
from rashomon.group.linkage import components, link, threshold_for
from rashomon.group.vectors import Row, Vector, add, products, square, unit
from rashomon.settings import GroupSettings

PLAIN = GroupSettings(look_alike=0.0)


def vector(weights: dict[int, float]) -> Vector:
    ids = sorted(weights)
    return unit(np.array(ids, dtype=np.int32), np.array([weights[id] for id in ids], dtype=np.float64))


def random_clusters(seed: int, count: int, *, dated: bool) -> list[Cluster]:
    source = random.Random(seed)
    clusters = []
    for _ in range(count):
        terms = source.sample(range(25), source.randint(1, 9))
        day = source.randint(1, 60)
        days: Days | None = (day, day) if dated and source.random() < 0.8 else None
        clusters.append(single(vector({term: source.uniform(0.2, 2.0) for term in terms}), days))
    return clusters


def reference(clusters: list[Cluster], threshold: float, settings: GroupSettings) -> list[list[int]]:
    """Average linkage as its definition says it: every mean from every pair, at every step."""
    groups = [[place] for place in range(len(clusters))]

    def closeness(one: list[int], other: list[int]) -> float:
        spans = []
        for group in (one, other):
            days = [clusters[place].days for place in group if clusters[place].days]
            if not days:
                return 1.0
            spans.append((min(day[0] for day in days if day), max(day[1] for day in days if day)))
        gap = max(spans[0][0] - spans[1][1], spans[1][0] - spans[0][1], 0)
        far = settings.far_apart
        return float(far + (settings.same_day - far) * 0.5 ** (gap / settings.half_life))

    def score(one: list[int], other: list[int]) -> float:
        pairs = [float(Row().products(clusters[a].total, [clusters[b].total])[0]) for a in one for b in other]
        return sum(pairs) / len(pairs) * closeness(one, other)

    while len(groups) > 1:
        best = max(itertools.combinations(groups, 2), key=lambda pair: score(*pair))
        if score(*best) < threshold:
            break
        groups = [group for group in groups if group not in best] + [sorted(best[0] + best[1])]
    return sorted(groups)


@pytest.mark.parametrize("seed", range(12))
def test_linking_agrees_with_the_definition(seed: int) -> None:
    clusters = random_clusters(seed, 18, dated=seed % 2 == 0)
    found = link(clusters, threshold=0.3, settings=PLAIN)
    assert [places for places, _ in found] == reference(clusters, 0.3, PLAIN)
    for places, cluster in found:
        total = add([clusters[place].total for place in places])
        assert cluster.size == len(places)
        assert cluster.square == pytest.approx(square(total))


def test_two_coherent_bodies_that_share_only_their_subject_stay_apart() -> None:
    source = random.Random(3)

    def launch(names: range) -> Cluster:
        subject = dict.fromkeys(source.sample(range(12), 9), 1.0)
        return single(vector(subject | dict.fromkeys(source.sample(names, 10), 1.5)), None)

    first = [launch(range(100, 112)) for _ in range(6)]
    second = [launch(range(200, 212)) for _ in range(6)]
    veto = link(first + second, threshold=0.2, settings=GroupSettings(look_alike=0.6))
    assert [places for places, _ in veto] == [list(range(6)), list(range(6, 12))]
    assert len(link(first + second, threshold=0.2, settings=PLAIN)) == 1


def test_vectors_add_and_multiply_like_dense_ones() -> None:
    source = random.Random(8)
    vectors = [
        vector({term: source.uniform(0.1, 3.0) for term in source.sample(range(30), source.randint(0, 12))})
        for _ in range(9)
    ]
    dense = np.zeros((9, 30))
    for row, item in enumerate(vectors):
        dense[row, item.ids] = item.weights
    assert products(vectors) == pytest.approx(dense @ dense.T * (1 - np.eye(9)))
    laid_out = Row()
    for one, weights in zip(vectors, dense, strict=True):
        assert laid_out.products(one, vectors) == pytest.approx(dense @ weights)
    total = add(vectors)
    assert total.weights == pytest.approx(dense.sum(axis=0)[total.ids])
    assert len(total) == np.count_nonzero(dense.sum(axis=0))


def test_the_heaviest_terms_are_kept_in_order_of_their_numbers() -> None:
    kept = Vector(np.array([1, 2, 5, 9], dtype=np.int32), np.array([0.5, 2.0, 0.5, 1.0], dtype=np.float32)).heaviest(3)
    assert kept.ids.tolist() == [1, 2, 9]


def test_components_are_what_edges_connect() -> None:
    assert components(6, [(0, 3), (4, 3), (1, 1)]) == [[0, 3, 4], [1], [2], [5]]


def test_the_threshold_rises_with_the_number_of_reports() -> None:
    settings = GroupSettings()
    levels = [threshold_for(count, settings=settings) for count in (0, 2, 10, 40, 200, 10_000)]
    assert levels[:3] == [settings.threshold_few] * 3
    assert settings.threshold_few < levels[3] < settings.threshold
    assert levels[4:] == pytest.approx([settings.threshold] * 2)
