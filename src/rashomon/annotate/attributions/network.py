"""The network of `training/attributions/network.py` in plain numpy: two BiLSTM layers, then one for each cue.

A report is computed by itself, never beside another, so that its result cannot depend on the company it is read in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.annotate.attributions.features import HASHED, Columns, Ints, cue_distance, cue_relation, table_rows
from rashomon.annotate.attributions.weights import Floats, Weights


@dataclass(frozen=True, slots=True)
class Packing:
    """How windows run in step: `sizes[t]` windows are at least t + 1 words long; rows of step 0 come first, then of
    step 1.

    `forward` and `backward` give the word of each row when windows are read from their start and from their end;
    `undo_…` turn rows back into the order of the words.
    """

    sizes: tuple[int, ...]
    forward: Ints
    backward: Ints
    undo_forward: Ints
    undo_backward: Ints


def pack(first: Ints, length: Ints) -> Packing:
    """Pack windows of `length` words, `first` being the first word of each; together they hold each word once."""
    order = np.argsort(-length, kind="stable")
    first, length = first[order], length[order]
    words = int(length.sum())
    steps = np.arange(length[0]) if len(length) else np.zeros(0, np.int64)
    sizes = np.searchsorted(-length, -steps, "left")
    row = np.arange(words) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    step = np.repeat(steps, sizes)
    forward = first[row] + step
    backward = first[row] + length[row] - 1 - step
    undo = np.empty((2, words), np.int64)
    undo[0, forward] = undo[1, backward] = np.arange(words)
    return Packing(tuple(sizes.tolist()), forward, backward, undo[0], undo[1])


@dataclass(frozen=True, slots=True)
class Encoded:
    """The first pass over a report: hidden states of the upper LSTM, of the top layer, and CRF scores (words, 7)."""

    states: Floats
    top: Floats
    scores: Floats


def encode(columns: Columns, weights: Weights) -> Encoded:
    """Run the first pass over all words of a report."""
    layers = weights.layers
    rows = table_rows(columns.hashes, columns.quote, columns.offset, weights.keys)
    parts = [weights.tables[name][rows[name]] for name in (*HASHED, "quote", "offset")]
    x = np.concatenate([*parts, columns.vectors], axis=1) @ layers["base.weight"].T + layers["base.bias"]
    x -= x.mean(axis=1, keepdims=True)
    x /= np.sqrt((x * x).mean(axis=1, keepdims=True) + np.float32(1e-5))
    x = x * layers["norm.weight"] + layers["norm.bias"]
    head = columns.head
    x += np.tanh(np.concatenate([x[head], x[head[head]]], axis=1) @ layers["mix.weight"].T + layers["mix.bias"])
    bounds = np.asarray(columns.windows, np.int64).reshape(-1, 2)
    first, length = bounds[:, 0], bounds[:, 1] - bounds[:, 0]
    packing = pack(first, length)
    y = _bilstm(x, packing, layers["first.input"], layers["first.state"], layers["first.bias"])
    half = y.shape[1] // 2
    ends = np.zeros((len(bounds) + 2, 2 * half), np.float32)  # a blank window before the first and after the last
    ends[1:-1, :half], ends[1:-1, half:] = y[bounds[:, 1] - 1, :half], y[first, half:]
    around = np.concatenate([ends[:-2], ends[2:]], axis=1)
    context = np.tanh(around @ layers["context.weight"].T + layers["context.bias"])
    y = np.concatenate([y, np.repeat(context, length, axis=0)], axis=1)
    y = _bilstm(y, packing, layers["second.input"], layers["second.state"], layers["second.bias"])
    top = np.tanh(np.concatenate([y, y[head]], axis=1) @ layers["top.weight"].T + layers["top.bias"])
    return Encoded(y, top, top @ layers["emit.weight"].T + layers["emit.bias"])


@dataclass(frozen=True, slots=True)
class CueScores:
    """The second pass: for each cue the words of its window (`word`, `cue` numbers them) and their scores (rows, 5)."""

    word: Ints
    cue: Ints
    first: Ints
    length: Ints
    scores: Floats


def read_cues(columns: Columns, encoded: Encoded, cues: Ints, windows: Ints, weights: Weights) -> CueScores:
    """Run the second pass for the cues (first, past last word) that stand in the given windows (numbers)."""
    layers = weights.layers
    bounds = np.asarray(columns.windows, np.int64).reshape(-1, 2)[windows]
    length = bounds[:, 1] - bounds[:, 0]
    first = np.cumsum(length) - length
    cue = np.repeat(np.arange(len(cues)), length)
    word = np.arange(len(cue)) - first[cue] + bounds[cue, 0]
    base = np.concatenate([encoded.states, encoded.top], axis=1) @ layers["cue_in.weight"].T + layers["cue_in.bias"]
    inside = np.stack([encoded.states[a:b].mean(axis=0) for a, b in cues.tolist()])
    vector = inside @ layers["cue_vector.weight"].T + layers["cue_vector.bias"]
    above = np.asarray([_above(columns.head, a, b) for a, b in cues.tolist()], np.int64)
    a, b = cues[cue, 0], cues[cue, 1]
    x = base[word] + vector[cue]
    x += weights.tables["distance"][cue_distance(word, a, b)]
    x += weights.tables["relation"][cue_relation(word, columns.head[word], a, b, above[cue])]
    y = _bilstm(x, pack(first, length), layers["third.input"], layers["third.state"], layers["third.bias"])
    return CueScores(word, cue, first, length, y @ layers["cue_emit.weight"].T + layers["cue_emit.bias"])


def _above(head: Ints, first: int, last: int) -> int:
    """The word outside the cue that its first word with an outside head hangs on; -1 if there is none."""
    for word in range(first, last):
        if not first <= head[word] < last:
            return int(head[word])
    return -1


def _bilstm(x: Floats, packing: Packing, weight: Floats, recurrent: Floats, bias: Floats) -> Floats:
    """Both directions of an LSTM layer (Hochreiter and Schmidhuber 1997); gates in the order input, forget, output,
    cell.
    """
    words, hidden = len(x), recurrent.shape[1]
    gates = np.empty((2, words, 4 * hidden), np.float32)
    gates[0] = (x @ weight[0] + bias[0])[packing.forward]
    gates[1] = (x @ weight[1] + bias[1])[packing.backward]
    out = np.empty((2, words, hidden), np.float32)
    most = packing.sizes[0] if packing.sizes else 0
    h: Floats = np.zeros((2, most, hidden), np.float32)
    c: Floats = np.zeros((2, most, hidden), np.float32)
    at = 0
    for size in packing.sizes:
        rows = slice(at, at + size)
        g = gates[:, rows]
        if at:
            g += h[:, :size] @ recurrent
        np.tanh(g, out=g)
        sigmoid = g[..., : 3 * hidden]
        sigmoid *= np.float32(0.5)
        sigmoid += np.float32(0.5)
        c = g[..., hidden : 2 * hidden] * c[:, :size] + g[..., :hidden] * g[..., 3 * hidden :]
        h = g[..., 2 * hidden : 3 * hidden] * np.tanh(c)
        out[:, rows] = h
        at += size
    both: npt.NDArray[np.float32] = np.concatenate(
        [out[0, packing.undo_forward], out[1, packing.undo_backward]], axis=1
    )
    return both
