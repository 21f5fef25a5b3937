"""Scores become attributions: cues from the first pass, then source and content of each cue from the second."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from rashomon.annotate.attributions.crf import best_path, crf, marginals
from rashomon.annotate.attributions.features import Columns, Ints, parts
from rashomon.annotate.attributions.network import Encoded, encode, pack, read_cues
from rashomon.annotate.attributions.weights import Floats, Weights

Run = tuple[int, int]
"""A stretch of words: the first and the one past the last."""

_CUE_BEGIN, _CUE_INSIDE = 3, 4
_SOURCE, _CONTENT = 1, 3  # labels B of the second pass; I is the next


@dataclass(slots=True)
class Draft:
    """An attribution in words of a report: `window` is where its cue stands, `evidence` what speaks for it."""

    window: int
    cue: Run
    source: list[Run]
    content: list[Run]
    evidence: tuple[float, ...] = field(default=())


def decode(columns: Columns, weights: Weights, *, cue_threshold: float, longest_part: int) -> list[Draft]:
    """Return the attributions of a report in the order of their cues.

    A cue is a run of cue labels on the best path, or a word off that path that begins a cue with a probability of at
    least `cue_threshold`. Reports are read in parts of at most `longest_part` words.
    """
    drafts: list[Draft] = []
    windows = 0
    for begin, part in parts(columns, words=longest_part):
        drafts += _decode(part, weights, cue_threshold, begin, windows)
        windows += len(part.windows)
    return drafts


def _decode(columns: Columns, weights: Weights, cue_threshold: float, begin: int, window_before: int) -> list[Draft]:
    """The attributions of a part whose words are counted from `begin` and its windows from `window_before`."""
    encoded = encode(columns, weights)
    cues, windows, certainty = _cues(columns, encoded, weights, cue_threshold)
    if not len(cues):
        return []
    read = read_cues(columns, encoded, cues, windows, weights)
    scores = read.scores.copy()
    own = (read.word >= cues[read.cue, 0]) & (read.word < cues[read.cue, 1])
    scores[own, 1:] -= np.float32(1e4)  # a cue is neither its own source nor its own content
    table = crf(*(weights.layers[f"cue_crf.{part}"] for part in ("transitions", "first", "last")))
    packing = pack(read.first, read.length)
    labels, chance = best_path(scores, packing, table), marginals(scores, packing, table)
    drafts = []
    for number, ((first, last), window) in enumerate(zip(cues.tolist(), windows.tolist(), strict=True)):
        rows = slice(int(read.first[number]), int(read.first[number] + read.length[number]))
        at = int(read.word[rows.start]) + begin
        source = [(at + a, at + b) for a, b in runs(labels[rows], _SOURCE)]
        content = [(at + a, at + b) for a, b in runs(labels[rows], _CONTENT)]
        if content and not (columns.quote[first:last] % 6 >= 2).all():  # a quotation mark is no cue
            evidence = _evidence(certainty[number], labels[rows], chance[rows])
            drafts.append(Draft(window + window_before, (first + begin, last + begin), source, content, evidence))
    return drafts


def runs(labels: Ints, begin: int) -> list[Run]:
    """Return the stretches labelled `begin` and then `begin` + 1."""
    edges = np.flatnonzero(labels == begin).tolist()
    out = []
    for first in edges:
        last = first + 1
        while last < len(labels) and labels[last] == begin + 1:
            last += 1
        out.append((first, last))
    return out


def _cues(columns: Columns, encoded: Encoded, weights: Weights, threshold: float) -> tuple[Ints, Ints, list[float]]:
    """The cues as (first, past last) words, the window of each, and the probability of each."""
    table = crf(*(weights.layers[f"crf.{part}"] for part in ("transitions", "first", "last")))
    bounds = np.asarray(columns.windows, np.int64).reshape(-1, 2)
    packing = pack(bounds[:, 0], bounds[:, 1] - bounds[:, 0])
    labels, chance = best_path(encoded.scores, packing, table), marginals(encoded.scores, packing, table)
    begins, inside = chance[:, _CUE_BEGIN], chance[:, _CUE_INSIDE]
    extra = (begins >= threshold) & (labels != _CUE_BEGIN) & (labels != _CUE_INSIDE)
    labels = np.where(extra, _CUE_BEGIN, labels)
    found: list[Run] = []
    windows = []
    for number, (first, last) in enumerate(bounds.tolist()):
        for a, b in runs(labels[first:last], _CUE_BEGIN):
            begin, end = first + a, first + b
            while extra[begin] and end < last and inside[end] >= begins[begin] / 2 and labels[end] != _CUE_BEGIN:
                end += 1
            found.append((begin, end))
            windows.append(number)
    certainty = [_logit(float(begins[a])) for a, _ in found]
    return np.asarray(found, np.int64).reshape(-1, 2), np.asarray(windows, np.int64), certainty


def _evidence(cue: float, labels: Ints, chance: Floats) -> tuple[float, ...]:
    """What speaks for an attribution, the columns of the confidence's logistic regression.

    Log-odds of the cue, of the content's expected overlap with the truth, and of the source's; the logarithm of the
    content's size in words; the product of the first two, without which the middle of the scale comes out too sure.
    """
    overlaps = []
    for begin in (_CONTENT, _SOURCE):
        share = chance[:, begin] + chance[:, begin + 1]
        marked = (labels == begin) | (labels == begin + 1)
        if marked.any():
            overlaps.append(float(share[marked].sum() / (marked.sum() + share[~marked].sum())))
        else:
            overlaps.append(float(np.prod(1 - share)))
    content, source = map(_logit, overlaps)
    size = int(((labels == _CONTENT) | (labels == _CONTENT + 1)).sum())
    return cue, content, source, math.log1p(size), cue * content


def _logit(chance: float) -> float:
    """Log-odds, between those of 1 and of 999 in a thousand; rounded so that machines agree."""
    chance = min(max(chance, 0.001), 0.999)
    return round(math.log(chance / (1 - chance)), 2)
