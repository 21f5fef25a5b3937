"""The trained pair scorer: the probability that two sentences of different reports state one fact.

Two logistic regressions, one after the other: the first over features of the pair, the second over those and features
of the graph that the first one's probabilities span. The weights are made by `training/pairs.py`; its card is
`docs/claim-alignment.md`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rashomon.errors import DataFileError
from rashomon.reconcile.align.facets import Facets
from rashomon.reconcile.align.features import PAIR_FEATURES, Looked
from rashomon.reconcile.align.graph import GRAPH_FEATURES, graph_features, make_graph
from rashomon.reconcile.align.sparse import Floats, Ints, distinct
from rashomon.settings import AlignSettings
from rashomon.tables import read_table

FILES = {False: "pair-scorer.tsv", True: "pair-scorer-few.tsv"}
"""The weights, by whether the story has few reports: most features depend on how many there are."""
STAGES = {"pair": PAIR_FEATURES, "graph": (*GRAPH_FEATURES, *PAIR_FEATURES)}
"""The features of each stage, in order."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression over standardised features."""

    mean: Floats
    scale: Floats
    weight: Floats
    bias: float

    def __call__(self, features: Floats) -> Floats:
        """The probability of each row, kept off 0 and 1."""
        standard = features - self.mean
        standard /= self.scale
        odds = standard @ self.weight + self.bias
        return np.asarray((1 / (1 + np.exp(-odds.clip(-30, 30)))).clip(1e-6, 1 - 1e-6))


@functools.cache
def load_scorer(few: bool) -> dict[str, Logistic]:
    """Read both stages' weights, those for stories of few reports or those for larger ones.

    Raises DataFileError when the file does not name exactly the features that this version computes.
    """
    rows = read_table("rashomon.reconcile.data", FILES[few], columns=5)
    out = {}
    for stage, names in STAGES.items():
        cells = {name: (mean, scale, weight) for found, name, mean, scale, weight in rows if found == stage}
        if set(cells) != {*names, "bias"}:
            raise DataFileError(FILES[few], 0, f"stage {stage}: not the features of this version")
        numbers = np.array([[float(cell) for cell in cells[name]] for name in names])
        out[stage] = Logistic(numbers[:, 0], numbers[:, 1], numbers[:, 2], float(cells["bias"][2]))
    return out


def score_pairs(
    looked: Looked, a: Ints, b: Ints, *, settings: AlignSettings, scorer: Mapping[str, Logistic] | None = None
) -> tuple[Ints, Ints, Floats]:
    """Return the pairs worth keeping and their probability; their features are kept in `looked`.

    `scorer` replaces the trained weights that ship with the program (for training and evaluation).
    """
    if not len(a):
        return a, b, np.zeros(0)
    facets = looked.facets
    stages = scorer or load_scorer(has_few_reports(facets, settings))
    features = looked.features(a, b)
    first = stages["pair"](features)
    keep = first >= settings.edge_floor
    a, b, first, features = a[keep], b[keep], first[keep], features[keep]
    looked.keep(a, b, features)
    graph = make_graph(a, b, first, report=facets.report, units=len(facets.report))
    second = stages["graph"](np.column_stack([graph_features(graph, a, b, first, report=facets.report), features]))
    return a, b, second


def has_few_reports(facets: Facets, settings: AlignSettings) -> bool:
    """Whether the story is one of those with a scorer and a linkage threshold of their own; copies count once."""
    return len(distinct(facets.report)) < settings.few_reports
