"""Decoding of a linear-chain CRF over BIO labels (Lafferty et al. 2001): the best path, and the probability of each
label.

Labels are O, B-x, I-x, B-y, I-y, …; an I follows its own B or I alone. Scores are rounded to 1/1024 before the best
path is sought in integers, so that machines whose last bits differ still agree on the labels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.annotate.attributions.features import Ints
from rashomon.annotate.attributions.network import Packing
from rashomon.annotate.attributions.weights import Floats

_GRAIN = 1024
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Crf:
    """Scores of label pairs, of first and of last labels, forbidden ones at -10,000."""

    pair: Floats
    first: Floats
    last: Floats


def crf(pair: Floats, first: Floats, last: Floats) -> Crf:
    """Forbid what BIO labels forbid."""
    pair, first = pair.copy(), first.copy()
    labels = np.arange(len(first))
    inside = (labels > 0) & (labels % 2 == 0)
    first[inside] += _NEVER
    for label in labels[inside].tolist():
        pair[(labels != label) & (labels != label - 1), label] += _NEVER
    return Crf(pair, first, last)


def best_path(scores: Floats, packing: Packing, table: Crf) -> Ints:
    """Return the label of each word on the best path of its window; ties go to the lower label."""
    pair, first, last = (np.rint(part * _GRAIN).astype(np.int64) for part in (table.pair, table.first, table.last))
    steps = np.rint(scores * _GRAIN).astype(np.int64)[packing.forward]
    sizes, starts = packing.sizes, np.cumsum((0, *packing.sizes)).tolist()
    back = np.zeros(steps.shape, np.int8)
    done = np.zeros(sizes[0] if sizes else 0, np.int64)
    total: Ints = np.zeros((0, len(first)), np.int64)
    for t, size in enumerate(sizes):
        rows = slice(starts[t], starts[t + 1])
        if t == 0:
            total = steps[rows] + first
        else:
            ways = total[:size, :, None] + pair
            back[rows] = ways.argmax(axis=1)
            total = ways.max(axis=1) + steps[rows]
        over = sizes[t + 1] if t + 1 < len(sizes) else 0
        if over < size:
            done[over:size] = (total[over:] + last).argmax(axis=1)
    labels = np.empty(len(steps), np.int64)
    for t in range(len(sizes) - 1, -1, -1):
        size = sizes[t]
        labels[starts[t] : starts[t] + size] = done[:size]
        done[:size] = back[np.arange(starts[t], starts[t] + size), done[:size]]
    return labels[packing.undo_forward]


def marginals(scores: Floats, packing: Packing, table: Crf) -> Floats:
    """Return the probability of each label of each word (words, labels), by the forward-backward algorithm."""
    pair: npt.NDArray[np.float64] = np.exp(table.pair.astype(np.float64))
    first, last = np.exp(table.first.astype(np.float64)), np.exp(table.last.astype(np.float64))
    local = scores.astype(np.float64)[packing.forward]
    local = np.exp(local - local.max(axis=1, keepdims=True))
    sizes, starts = packing.sizes, np.cumsum((0, *packing.sizes)).tolist()
    ahead = np.empty_like(local)
    state = np.zeros((0, len(first)))
    for t, size in enumerate(sizes):
        rows = slice(starts[t], starts[t + 1])
        state = local[rows] * (first if t == 0 else state[:size] @ pair)
        state /= state.sum(axis=1, keepdims=True)
        ahead[rows] = state
    behind = np.empty_like(local)
    state = np.zeros((0, len(first)))
    for t in range(len(sizes) - 1, -1, -1):
        rows, size, known = slice(starts[t], starts[t + 1]), sizes[t], len(state)
        here = np.empty((size, len(first)))
        here[known:] = last
        if known:
            after = slice(starts[t + 1], starts[t + 1] + known)
            here[:known] = (state * local[after]) @ pair.T
        here /= here.sum(axis=1, keepdims=True)
        behind[rows] = state = here
    joint = ahead * behind
    joint /= joint.sum(axis=1, keepdims=True)
    out: Floats = joint[packing.undo_forward].astype(np.float32)
    return out
