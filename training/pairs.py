"""Train the pair scorer of claim alignment from hand-labelled stories.

    python -m training.pairs --corpora DIR [--cache FILE]

DIR/reconcile holds `dev/*.json` (labels) and `sources/*.json` (reports). Writes
`pair-scorer.tsv` and `pair-scorer-few.tsv` in `src/rashomon/reconcile/data/`, the second for stories of few reports;
both also learn from our own labels (`training/own_labels.py`). Card: `docs/claim-alignment.md`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
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
OWN_SHARE = 0.35
"""Share of our own labels in the scorer for stories of many reports. Leaving one story out, at .2 and .35 alignment F
is 61.3 and 61.2, by pairs of reports 72.8 and 74.1, differences 42.3 and 43.6, status 52.8 and 52.5 (P 68 each); our
own stories, by halves, are aligned better the more they count."""
PENALTIES = {False: (1.0, 3.0), True: (10.0, 30.0)}
"""L2 penalties on both stages' standardised weights, by whether they are for stories of few reports. Leaving one story
out 1 to 10 are alike; where few reports are left to tell, smaller weights carry over better to other writing."""


@dataclass(frozen=True, slots=True)
class OwnPart:
    """Our own stories of many reports, the first stage trained on them all, and on those outside each fold."""

    stories: tuple[LabelledStory, ...]
    first: Logistic
    first_without: tuple[Logistic, ...]


def prepare_own(stories: Sequence[LabelledStory], *, settings: Settings) -> OwnPart:
    """Train the first stage on our own stories, but for those of few reports, which the scorer for such learns from."""
    many = tuple(s for s in stories if len(s.material.reports) >= settings.reconcile.align.few_reports)
    without = (_first([s for n, s in enumerate(many) if n % FOLDS != fold]) for fold in range(FOLDS))
    return OwnPart(many, _first(many), tuple(without))


def train(stories: Sequence[LabelledStory], own: OwnPart, *, settings: Settings) -> dict[str, Logistic]:
    """Fit both stages. The second sees first-stage probabilities of models that did not see the story.

    Each stage is trained on the corpus and on our own stories apart, and is the mean of both scores, `OWN_SHARE` of
    it ours: what is labelled differs too much for one model of both, and one alone knows too few stories.
    """
    first = _first(stories)
    of_corpus, of_own = [], []
    for fold in range(FOLDS):
        without = _first([story for n, story in enumerate(stories) if n % FOLDS != fold])
        of_corpus += _graph_rows(stories[fold::FOLDS], _mean(without, own.first), settings=settings)
        of_own += _graph_rows(own.stories[fold::FOLDS], _mean(first, own.first_without[fold]), settings=settings)
    _, penalty = PENALTIES[False]
    second = _mean(_fit(of_corpus, penalty)[False], _fit(of_own, penalty)[False])
    return {"pair": _mean(first, own.first), "graph": second}


def train_few(
    stories: Sequence[LabelledStory], own: Sequence[LabelledStory], *, settings: Settings
) -> dict[str, Logistic]:
    """Fit both stages on the stories, our own and the parts of both: there is little but the two sentences to know."""
    pair_penalty, graph_penalty = PENALTIES[True]
    known = [*stories, *own]
    rows = []
    for fold in range(FOLDS):
        others = [story for n, story in enumerate(known) if n % FOLDS != fold]
        model = _fit([(s.features, s.label, s.own) for s in _whole_and_parts(others)], pair_penalty)
        for story in _whole_and_parts(known[fold::FOLDS]):
            rows += _graph_rows([story], model[story.own], settings=settings, own=story.own)
    first = _fit([(s.features, s.label, s.own) for s in _whole_and_parts(known)], pair_penalty)
    return {"pair": first[False], "graph": _fit(rows, graph_penalty)[False]}


def _first(stories: Sequence[LabelledStory]) -> Logistic:
    return _fit([(story.features, story.label, False) for story in stories], PENALTIES[False][0])[False]


def _graph_rows(
    stories: Sequence[LabelledStory], first: Logistic, *, settings: Settings, own: bool = False
) -> list[tuple[Floats, Ints, bool]]:
    """The features and labels of the second stage, given the first."""
    rows = []
    for story in stories:
        probability = first(story.features)
        keep = probability >= settings.reconcile.align.edge_floor
        a, b, p = story.a[keep], story.b[keep], probability[keep]
        report = story.facets.report
        graph = make_graph(a, b, p, report=report, units=len(report))
        features = np.column_stack([graph_features(graph, a, b, p, report=report), story.features[keep]])
        rows.append((features, story.label[keep], own))
    return rows


def _mean(corpus: Logistic, own: Logistic) -> Logistic:
    """The model whose log odds are the mean of those of both, `OWN_SHARE` of it that of our own."""
    shares = ((corpus, 1 - OWN_SHARE), (own, OWN_SHARE))
    slope = np.sum([share * model.weight / model.scale for model, share in shares], axis=0)
    bias = sum(share * (model.bias - float(model.weight / model.scale @ model.mean)) for model, share in shares)
    return Logistic(corpus.mean, corpus.scale, slope * corpus.scale, bias + float(slope @ corpus.mean))


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
    own = load_own_stories(Path(chosen.corpora), settings=settings, cache=chosen.cache)
    trained = {
        False: train(stories, prepare_own(own, settings=settings), settings=settings),
        True: train_few(stories, own, settings=settings),
    }
    for few, scorer in trained.items():
        path = DATA / FILES[few]
        write(scorer, path, stories=len(stories) + len(own))
        print(f"{len(stories)} + {len(own)} stories -> {path}")


if __name__ == "__main__":
    main()
