"""The confidence of an attribution: a logistic regression over what the decoder knows of it, fitted on the validation
month.

Right is what the corpus's scorer calls right: content overlaps by four fifths and the source is the same. Six weights
are fitted by Newton's method with a small ridge, so the month may serve again for measuring (Platt 1999).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from evaluation.attributions import last_month, load_scorer

from rashomon.annotate.attributions.decode import decode
from rashomon.annotate.attributions.features import columns
from rashomon.annotate.attributions.paragraphs import continue_quotations
from rashomon.annotate.attributions.weights import read_weights
from rashomon.annotate.parse import parse
from rashomon.model.report import Report
from rashomon.settings import AnnotateSettings
from training.attributions.prepare import blocks

RIDGE = 0.01


def calibrate(corpus: Path, weights_file: Path, *, settings: AnnotateSettings) -> None:
    """Fit the confidence on the last month of `corpus` and write it into `weights_file`."""
    scorer = load_scorer(corpus.parent)
    gold = scorer.read_gold(str(corpus))
    with weights_file.open("rb") as file:
        weights = read_weights(file)
    reports = [
        Report(id=stem, text=gold[stem]["text"], blocks=blocks(gold[stem]["text"]))
        for stem in sorted(last_month(sorted(gold)))
    ]
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    for parsed in parse(reports, settings=settings):
        stem = parsed.report.id
        seen = columns(parsed, longest=settings.attributions.longest_window)
        drafts = decode(
            seen,
            weights,
            cue_threshold=settings.attributions.cue_threshold,
            longest_part=settings.attributions.longest_part,
        )
        continue_quotations(drafts, seen)
        doc = scorer.Doc(gold[stem]["text"])
        truth = [{role: doc.indices(one[role]) for role in scorer.ROLES} for one in gold[stem]["attributions"]]
        truth = [one for one in truth if one["content"]]
        mine = []
        for draft in drafts:
            parts = (("source", draft.source), ("content", draft.content))
            mine.append(
                {name: doc.indices([(seen.start[a], seen.end[b - 1]) for a, b in part]) for name, part in parts}
            )
        marks = [False] * len(mine)
        for i, j in scorer.match(truth, mine, scorer.LENIENT):
            marks[j] = scorer.source_right(doc, truth[i]["source"], mine[j]["source"])
        right += marks
        rows += [draft.evidence for draft in drafts]
    table = np.hstack([np.asarray(rows), np.ones((len(rows), 1))])
    confidence = logistic(table, np.asarray(right, dtype=float))
    with np.load(weights_file) as arrays:
        kept = {name: arrays[name] for name in arrays.files}
    np.savez(weights_file, **{**kept, "layer/confidence": confidence.astype(np.float32)})
    print(f"confidence over {len(right)} attributions, {np.mean(right):.2f} right: {np.round(confidence, 3).tolist()}")


def logistic(table: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression of `right` (0 or 1) on the columns of `table`, the last of them the constant."""
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ weights))
        curvature = (table * (chance * (1 - chance))[:, None]).T @ table + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curvature, table.T @ (right - chance) - RIDGE * weights)
    return weights
