"""Train the pair scorer of claim alignment from hand-labelled stories.

    python -m training.pairs --corpora DIR [--cache FILE]

DIR/reconcile holds `dev/*.json` (labels) and `sources/*.json` (reports). Writes
`pair-scorer.tsv` and `pair-scorer-few.tsv` in `src/rashomon/reconcile/data/`, the second for stories of few reports;
that one also learns from our own labels (`training/own_labels.py`). Card: `docs/claim-alignment.md`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rashomon.reconcile.align.graph import graph_features, make_graph
from rashomon.reconcile.align.scorer import FILES, STAGES, Logistic
from rashomon.reconcile.align.sparse import Floats, Ints
from rashomon.settings import Settings
from training.labelled import LabelledStory, load_stories
from training.own_labels import load_own_stories

DATA = Path(__file__).parents[1] / "src/rashomon/reconcile/data"
FOLDS = 4
"""The first stage is trained so many times without a part of the stories, so that the second sees unseen ones."""
DRAWN = 4
"""One in so many of the negative pairs is trained on, with so many times the weight."""
PENALTIES = {False: (1.0, 3.0), True: (10.0, 30.0)}
"""L2 penalties on both stages' standardised weights, by whether they are for stories of few reports. Leaving one story
out 1 to 10 are alike; where few reports are left to tell, smaller weights carry over better to other writing."""


def train(
    stories: Sequence[LabelledStory], *, settings: Settings, few: bool = False, own: Sequence[LabelledStory] = ()
) -> dict[str, Logistic]:
    """Fit both stages. The second sees first-stage probabilities of models that did not see the story.

    With `few` the parts of the stories are learnt from as well, and the stories `own` with theirs.
    """
    told = _whole_and_parts if few else list
    known = [*stories, *(own if few else ())]
    pair_penalty, graph_penalty = PENALTIES[few]
    floor = settings.reconcile.align.edge_floor
    rows = []
    for fold in range(FOLDS):
        others = [story for n, story in enumerate(known) if n % FOLDS != fold]
        model = _fit([(s.features, s.label, s.own) for s in told(others)], pair_penalty)
        for story in told(known[fold::FOLDS]):
            probability = model[story.own](story.features)
            keep = probability >= floor
            a, b, p = story.a[keep], story.b[keep], probability[keep]
            report = story.facets.report
            graph = make_graph(a, b, p, report=report, units=len(report))
            features = np.column_stack([graph_features(graph, a, b, p, report=report), story.features[keep]])
            rows.append((features, story.label[keep], story.own))
    first = _fit([(s.features, s.label, s.own) for s in told(known)], pair_penalty)
    return {"pair": first[False], "graph": _fit(rows, graph_penalty)[False]}


def _whole_and_parts(stories: Sequence[LabelledStory]) -> list[LabelledStory]:
    return [one for story in stories for one in (story, *story.parts)]


def _fit(stories: Sequence[tuple[Floats, Ints, bool]], penalty: float) -> dict[bool, Logistic]:
    """L2-regularised logistic regression by Newton's method; stories weigh by the square root of their true pairs.

    The corpus's labels (False) and our own (True) share all weights but the bias, and count alike as wholes.
    """
    features = np.concatenate([x for x, _, _ in stories])
    label = np.concatenate([y for _, y, _ in stories]).astype(np.float64)
    ours = np.concatenate([np.full(len(y), own, dtype=np.float64) for _, y, own in stories])
    weight = np.concatenate([np.full(len(y), max(1, int((y == 1).sum())) ** -0.5) for _, y, _ in stories])
    drawn = (label == 1) | ((label == 0) & (np.arange(len(label)) % DRAWN == 0))
    features, label, ours = features[drawn], label[drawn], ours[drawn]
    weight = np.where(label == 1, weight[drawn], DRAWN * weight[drawn])
    for which in (0.0, 1.0):
        of = ours == which
        weight[of] *= of.sum() / max(weight[of].sum(), 1e-9)
    mean, scale = features.mean(0), features.std(0) + 1e-9
    z = np.column_stack([(features - mean) / scale, ours, np.ones(len(label))])
    theta = np.zeros(z.shape[1])
    ridge = np.full(len(theta), penalty)
    ridge[-2:] = 1e-9
    if not ours.any():
        ridge[-2] = 1.0
    for _ in range(12):
        p = 1 / (1 + np.exp(-(z @ theta).clip(-30, 30)))
        gradient = z.T @ (weight * (p - label)) + ridge * theta
        hessian = (z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        theta -= step
        if float(np.abs(step).max()) < 1e-4:
            break
    bias = float(theta[-1])
    return {own: Logistic(mean, scale, theta[:-2], bias + own * float(theta[-2])) for own in (False, True)}


def write(scorer: dict[str, Logistic], path: Path, *, stories: int) -> None:
    """Write the weights as a table, one feature a row."""
    lines = [
        "# The pair scorer of claim alignment: stage, feature, mean, scale, weight (of the standardised feature).",
        f"# Trained by training/pairs.py on {stories} hand-labelled stories; card: docs/claim-alignment.md.",
    ]
    for stage, names in STAGES.items():
        model = scorer[stage]
        lines += [
            f"{stage}\t{name}\t{mean:.6g}\t{scale:.6g}\t{weight:.6g}"
            for name, mean, scale, weight in zip(names, model.mean, model.scale, model.weight, strict=True)
        ]
        lines.append(f"{stage}\tbias\t0\t1\t{model.bias:.6g}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Train on every labelled story and write the weights."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--corpora", type=Path, default=os.environ.get("RASHOMON_CORPORA"), required=False)
    parser.add_argument("--cache", type=Path, help="folder that keeps annotations between runs")
    chosen = parser.parse_args()
    if chosen.corpora is None:
        parser.error("give --corpora DIR or set RASHOMON_CORPORA")
    settings = Settings()
    stories = load_stories(Path(chosen.corpora) / "reconcile", settings=settings, cache=chosen.cache)
    own = load_own_stories(Path(chosen.corpora) / "stories", settings=settings, cache=chosen.cache)
    for few in (False, True):
        path, known = DATA / FILES[few], [*stories, *(own if few else ())]
        write(train(stories, settings=settings, few=few, own=own), path, stories=len(known))
        print(f"{len(known)} stories, {sum(len(s.a) for s in known)} pairs -> {path}")


if __name__ == "__main__":
    main()
