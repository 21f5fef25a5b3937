"""The CRF against enumeration of all paths."""

import itertools

import numpy as np
import pytest

from rashomon.annotate.attributions.crf import best_path, crf, marginals
from rashomon.annotate.attributions.network import pack

LABELS = 5


def paths(length: int) -> list[tuple[int, ...]]:
    """All label sequences in which an inside label follows its own beginning or inside."""
    out = []
    for path in itertools.product(range(LABELS), repeat=length):
        previous = 0
        for label in path:
            if label in (2, 4) and previous not in (label, label - 1):
                break
            previous = label
        else:
            out.append(path)
    return out


@pytest.mark.parametrize("seed", range(5))
def test_best_path_and_marginals_are_those_of_enumeration(seed: int) -> None:
    random = np.random.default_rng(seed)
    lengths = np.asarray([3, 1, 4, 2])
    first = np.cumsum(lengths) - lengths
    scores = random.normal(size=(10, LABELS)).astype(np.float32)
    pair = random.normal(size=(LABELS, LABELS)).astype(np.float32)
    start, end = random.normal(size=(2, LABELS)).astype(np.float32)
    table, packing = crf(pair, start, end), pack(first, lengths)
    best, chance = best_path(scores, packing, table), marginals(scores, packing, table)
    for at, length in zip(first.tolist(), lengths.tolist(), strict=True):
        local = scores[at : at + length]

        def weight(path: tuple[int, ...], local: np.ndarray = local) -> float:
            steps = sum(pair[a, b] for a, b in itertools.pairwise(path))
            return float(
                start[path[0]] + end[path[-1]] + steps + sum(row[x] for row, x in zip(local, path, strict=True))
            )

        weights = {path: weight(path) for path in paths(length)}
        assert weights[tuple(best[at : at + length].tolist())] == pytest.approx(max(weights.values()), abs=0.01)
        total = sum(np.exp(w) for w in weights.values())
        for place in range(length):
            for label in range(LABELS):
                truth = sum(np.exp(w) for path, w in weights.items() if path[place] == label) / total
                assert chance[at + place, label] == pytest.approx(truth, abs=1e-4)


def test_rounding_hides_differences_in_the_last_bits() -> None:
    random = np.random.default_rng(7)
    lengths = np.asarray([40])
    scores = random.normal(size=(40, LABELS)).astype(np.float32)
    table = crf(np.zeros((LABELS, LABELS), np.float32), np.zeros(LABELS, np.float32), np.zeros(LABELS, np.float32))
    packing = pack(np.asarray([0]), lengths)
    nudged = np.nextafter(scores, np.float32(np.inf))
    assert best_path(scores, packing, table).tolist() == best_path(nudged, packing, table).tolist()
