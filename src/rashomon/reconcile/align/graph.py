"""What the other sentences say of a pair: features of the graph whose edges are first-stage probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rashomon.reconcile.align.sparse import Floats, Ints, Rows, distinct, places_of, segment_sum, shared_places

GRAPH_FEATURES = (
    "log_odds",
    "profile_cosine",
    "report_profile_cosine",
    "two_hop_best",
    "two_hop_reports",
    "degree_smaller",
    "degree_larger",
    "best_both",
    "best_either",
    "two_hop_share",
    "probability_times_two_hop",
    "log_odds_times_degree",
    "neighbours",
    "crossed_neighbours",
)


@dataclass(frozen=True, slots=True)
class Graph:
    """Weighted edges by unit, the best edge of each unit into each report, and that of any edge as `value`."""

    edges: Rows
    weight: Floats
    best: Rows
    best_weight: Floats


def make_graph(a: Ints, b: Ints, probability: Floats, *, report: Ints, units: int) -> Graph:
    """Return the graph over `units` units; each pair (a[i], b[i]) is one undirected edge."""
    source, target = np.concatenate([a, b]), np.concatenate([b, a])
    weight = np.concatenate([probability, probability])
    order = np.lexsort((target, source))
    source, target, weight = source[order], target[order], weight[order]
    start = np.searchsorted(source, np.arange(units + 1))
    width = int(np.max(report, initial=0)) + 1
    key = source * width + report[target]
    cells, inverse = places_of(key)
    best = np.zeros(len(cells))
    np.maximum.at(best, inverse, weight)
    return Graph(
        edges=Rows(start.astype(np.int64), target, max(1, units)),
        weight=weight,
        best=Rows(np.searchsorted(cells // width, np.arange(units + 1)).astype(np.int64), cells % width, width),
        best_weight=best,
    )


_BLOCK = 20_000
"""Pairs looked at together; only memory depends on it."""
_CELLS = 1 << 22
"""Cells, eight bytes each, up to which rows are spread out to look weights up in them, rather than searched."""


def graph_features(graph: Graph, a: Ints, b: Ints, probability: Floats, *, report: Ints) -> Floats:
    """Return one row for each pair, columns as in GRAPH_FEATURES."""
    cuts = [slice(i, i + _BLOCK) for i in range(0, max(1, len(a)), _BLOCK)]
    edge, best = _Weights(graph.edges, graph.weight), _Weights(graph.best, graph.best_weight)
    return np.concatenate([_block(graph, edge, best, a[cut], b[cut], probability[cut], report=report) for cut in cuts])


def _block(
    graph: Graph, edge: _Weights, best: _Weights, a: Ints, b: Ints, probability: Floats, *, report: Ints
) -> Floats:
    n = len(a)
    others = max(1, len(distinct(report)) - 1)
    norm = np.sqrt(segment_sum(graph.weight**2, graph.edges.start)) + 1e-9
    which, left, right = shared_places(graph.edges, a, b)
    x, y = graph.weight[left], graph.weight[right]
    inner = np.bincount(which, weights=x * y, minlength=n)
    two_hop = np.zeros(n)
    np.maximum.at(two_hop, which, np.minimum(x, y))
    best_norm = np.sqrt(segment_sum(graph.best_weight**2, graph.best.start)) + 1e-9
    degree = segment_sum(graph.best_weight, graph.best.start) / others
    which, left, right = shared_places(graph.best, a, b)
    x, y = graph.best_weight[left], graph.best_weight[right]
    best_inner = np.bincount(which, weights=x * y, minlength=n)
    reports = np.bincount(which, weights=np.minimum(x, y), minlength=n) / max(1, others - 1)
    log_odds = np.log(probability / (1 - probability))
    from_a, from_b = best.find(a, report[b]), best.find(b, report[a])
    of_a, of_b = probability / np.maximum(from_a, 1e-6), probability / np.maximum(from_b, 1e-6)
    smaller = np.minimum(degree[a], degree[b])
    columns = {
        "log_odds": log_odds,
        "profile_cosine": inner / (norm[a] * norm[b]),
        "report_profile_cosine": best_inner / (best_norm[a] * best_norm[b]),
        "two_hop_best": two_hop,
        "two_hop_reports": reports,
        "degree_smaller": smaller,
        "degree_larger": np.maximum(degree[a], degree[b]),
        "best_both": of_a * of_b,
        "best_either": np.maximum(of_a, of_b),
        "two_hop_share": inner / np.minimum(norm[a], norm[b]) ** 2,
        "probability_times_two_hop": probability * reports,
        "log_odds_times_degree": log_odds * smaller,
        "neighbours": np.maximum(_edge(edge, a - 1, b - 1), _edge(edge, a + 1, b + 1)),
        "crossed_neighbours": np.maximum(
            np.maximum(_edge(edge, a, b - 1), _edge(edge, a, b + 1)),
            np.maximum(_edge(edge, a - 1, b), _edge(edge, a + 1, b)),
        ),
    }
    return np.column_stack([columns[name] for name in GRAPH_FEATURES])


class _Weights:
    """Looks the weights of cells up."""

    __slots__ = ("_keys", "_table", "_weight", "rows")

    def __init__(self, rows: Rows, weight: Floats) -> None:
        self.rows, self._weight = rows, weight
        self._keys = np.repeat(np.arange(len(rows)), rows.sizes) * rows.width + rows.columns
        self._table: Floats | None = None
        if len(rows) * rows.width <= _CELLS:
            self._table = np.zeros(len(rows) * rows.width)
            self._table[self._keys] = weight

    def find(self, row: Ints, column: Ints) -> Floats:
        """The weight of each cell; 0 where there is none."""
        wanted = row * self.rows.width + column
        if self._table is not None:
            return np.asarray(self._table[wanted])
        if not len(self._keys):
            return np.zeros(len(row))
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.where(self._keys[at] == wanted, self._weight[at], 0.0)


def _edge(edges: _Weights, a: Ints, b: Ints) -> Floats:
    """The weight of the edge between each two units; 0 where there is none, or no such unit."""
    size = len(edges.rows)
    known = (a >= 0) & (b >= 0) & (a < size) & (b < size)
    return np.where(known, edges.find(np.where(known, a, 0), np.where(known, b, 0)), 0.0)
