"""Average linkage against a plain reference, and the veto for look-alikes."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Sequence

import numpy as np
import pytest

from rashomon.group.cluster import Cluster, Days, single
from rashomon.group.linkage import components, link, threshold_for
from rashomon.group.look_alikes import Particulars
from rashomon.group.outsiders import find_outsiders
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


WORDS = dict.fromkeys(range(10), 1.0)


def with_parts(
    *,
    names: dict[int, float] | None = None,
    title: Sequence[int] = (),
    numbers: dict[int, float] | None = None,
    day: int,
) -> tuple[Cluster, Particulars]:
    """Return the cluster of a report of ten common words and some particulars, a third of its weight."""
    own = vector(WORDS | (names or {}) | (numbers or {}))

    def part(of: Iterable[int]) -> Vector:
        ids = np.array(sorted(of), dtype=np.int32)
        return Vector(ids, own.weights[np.isin(own.ids, ids)])

    titles = Vector(np.array(sorted(title), dtype=np.int32), np.ones(len(title), dtype=np.float32))
    return single(own, (day, day)), Particulars(part(names or {}), part(numbers or {}), titles)


def linked(*reports: tuple[Cluster, Particulars]) -> list[list[int]]:
    clusters, particulars = zip(*reports, strict=True)
    return [places for places, _ in link(clusters, particulars=particulars, threshold=0.2, settings=GroupSettings())]


def some(first: int, count: int = 4) -> dict[int, float]:
    return dict.fromkeys(range(first, first + count), 1.0)


def test_reports_without_a_name_in_common_are_apart_until_a_third_ties_them() -> None:
    one, other = with_parts(names=some(100), day=1), with_parts(names=some(200), day=1)
    assert linked(one, other) == [[0], [1]]
    assert linked(with_parts(names=some(100, 2), day=1), with_parts(names=some(200, 2), day=1)) == [[0, 1]]
    assert linked(one, with_parts(names=some(100) | some(200), day=1), other) == [[0, 1, 2]]


def test_a_name_in_common_does_not_tie_when_the_names_of_the_titles_are_strangers() -> None:
    # 300 is the survey that tells of both earthquakes
    names, others = some(100) | {300: 1.0}, some(200) | {300: 1.0}
    assert linked(with_parts(names=names, day=1), with_parts(names=others, day=1)) == [[0, 1]]
    assert linked(with_parts(names=names, title=[100], day=1), with_parts(names=others, title=[200], day=1)) == [
        [0],
        [1],
    ]
    tied = with_parts(names=others | {100: 1.0}, title=[200], day=1)
    assert linked(with_parts(names=names, title=[100], day=1), tied) == [[0, 1]]


def test_a_form_filled_in_with_other_numbers_on_another_day_is_another_event() -> None:
    monday = with_parts(names=some(100), numbers=some(400, 8), day=1)
    assert linked(monday, with_parts(names=some(100), numbers=some(500, 8), day=2)) == [[0], [1]]
    assert linked(monday, with_parts(names=some(100), numbers=some(500, 8), day=1)) == [[0, 1]]
    assert linked(monday, with_parts(names=some(100), numbers=some(400, 6), day=2)) == [[0, 1]]


def test_copies_do_not_make_a_follow_up_an_outsider() -> None:
    wire = vector(some(0, 20))
    follow_up = vector(some(0, 5) | some(50, 20))
    stray = vector(some(0, 1) | some(80, 30))
    assert find_outsiders([wire, wire, wire, follow_up], settings=GroupSettings()) == []
    assert find_outsiders([wire, follow_up, wire, stray, wire], settings=GroupSettings()) == [3]
    assert find_outsiders([wire, wire, stray], settings=GroupSettings()) == []


def test_two_words_in_common_however_rare_are_a_coincidence() -> None:
    place = {20: 1.4, 21: 1.4}
    event = [vector(some(0, 12) | place | some(100 * own, 6)) for own in range(1, 5)]
    neighbour = vector(place | some(900, 20))
    angle = vector(some(0, 3) | place | some(900, 60))
    for report in (neighbour, angle):
        assert 0.48 * 0.3 < Row().products(report, event[:1])[0] < 0.65 * 0.3, "both are as far from the others"
    assert find_outsiders([*event, neighbour], settings=GroupSettings()) == [4]
    assert find_outsiders([*event, angle], settings=GroupSettings()) == []


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
