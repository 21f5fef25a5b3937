"""Train the model that says whether two readings of two reports are of one thing, from hand-labelled stories.

    python -m training.slots --corpora DIR [--cache FOLDER]

DIR/reconcile holds `dev/*.json` (labels) and `sources/*.json` (reports). Writes
`src/rashomon/reconcile/data/slots.tsv` and prints how well the model does on stories that it was not trained on. Card:
`docs/reconciliation.md`. Sentences are aligned by a pair scorer that has not seen the story, as they will be in use.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.reconcile.align.align import align
from rashomon.reconcile.align.scorer import Logistic
from rashomon.reconcile.claims.claims import draft_claims
from rashomon.reconcile.differences.readings import Reading, ReadingKind, find_readings, weigh_terms
from rashomon.reconcile.differences.same_thing import FEATURES, SlotModels, pair_features
from rashomon.reconcile.differences.slots_vetoes import is_excluded
from rashomon.settings import Settings
from training.labelled import LabelledStory, load_stories
from training.own_labels import load_own_stories
from training.pairs import prepare_own, train

WEIGHTS = Path(__file__).parents[1] / "src/rashomon/reconcile/data/slots.tsv"
PENALTY = 300.0
"""L2 penalty on the standardised weights. The pairs of a story are much alike, so that there are fewer of them than it
seems: leaving one story out, the average precision over unequal figures is .45 at 20, .48 at 60, .50 at 200 and 600."""
KINDS: tuple[ReadingKind, ...] = ("figure", "date")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The labelled pairs of readings of one story and kind: features, and whether they are of one thing."""

    event: str
    features: Floats
    label: Floats


def find_pairs(
    corpus: Path, story: LabelledStory, scorer: Mapping[str, Logistic], *, settings: Settings
) -> dict[ReadingKind, Pairs]:
    """The labelled pairs of a story, aligned by a scorer that has not seen it."""
    alignment = align(story.material, settings=settings.reconcile.align, scorer=scorer)
    drafts = draft_claims(story.material, alignment, settings=settings.reconcile)
    readings = find_readings(story.material, drafts)
    gold = json.loads((corpus / "dev" / f"{story.event}.json").read_text(encoding="utf-8"))
    return {kind: _pairs(story, gold, readings, kind) for kind in KINDS}


def train_slots(stories: Sequence[Mapping[ReadingKind, Pairs]]) -> SlotModels:
    """Fit the model of each kind on the pairs of some stories."""
    models = {}
    for kind in KINDS:
        bias, weights = fit([pairs[kind] for pairs in stories])
        models[kind] = (bias, tuple(weights.tolist()))
    return models


def _pairs(story: LabelledStory, gold: dict[str, Any], readings: Sequence[Reading], kind: ReadingKind) -> Pairs:
    """Pair the readings of a kind across reports; a pair counts where both stand in a labelled span.

    They are of one thing when one labelled difference holds both, or when one supports a claim that the other supports
    or speaks against, and they have the unit, or what is counted, or the value in common.
    """
    weights = weigh_terms(story.material)
    chosen = [reading for reading in readings if reading.kind == kind]
    marks = [_marks(story, gold, reading) for reading in chosen]
    features, label = [], []
    for place, one in enumerate(chosen):
        for other in range(place):
            two = chosen[other]
            if (
                one.report == two.report
                or (kind == "figure" and one.measure != two.measure)
                or not marks[place]
                or not marks[other]
            ):
                continue
            if is_excluded(one, two):
                continue
            features.append(pair_features(two, one, weights))
            label.append(float(_same(one, two, marks[place], marks[other])))
    return Pairs(story.event, np.array(features, dtype=float).reshape(-1, len(FEATURES)), np.array(label))


def _marks(story: LabelledStory, gold: dict[str, Any], reading: Reading) -> frozenset[tuple[str, str]]:
    """The labelled differences and claims one of whose spans holds the reading."""
    report = story.material.reports[reading.report].report.id

    def holds(span: dict[str, Any]) -> bool:
        overlap: bool = span["start"] < reading.span.end and reading.span.start < span["end"]
        return overlap and span["doc"] == report

    found = {
        ("difference", str(number))
        for number, difference in enumerate(gold["differences"])
        if difference["type"] == reading.kind and any(map(holds, difference["spans"]))
    }
    for claim in gold["claims"]:
        for side in ("support", "against"):
            if any(map(holds, claim[side])):
                found.add((side, claim["id"]))
    return frozenset(found)


def _same(one: Reading, two: Reading, marks: frozenset[tuple[str, str]], others: frozenset[tuple[str, str]]) -> bool:
    if any(kind == "difference" for kind, _ in marks & others):
        return True
    about = {claim for kind, claim in marks if kind != "difference"} & {
        claim for kind, claim in others if kind != "difference"
    }
    supported = {claim for kind, claim in marks | others if kind == "support"}
    alike = one.of == two.of or one.event == two.event != "" or (one.low, one.high) == (two.low, two.high)
    return bool(about & supported) and (one.measure != "" or alike)


def fit(pairs: Sequence[Pairs]) -> tuple[float, Floats]:
    """Fit a logistic regression by Newton's method, every story of the same weight in all.

    Return the bias and the weights of the raw features.
    """
    x = np.concatenate([p.features for p in pairs])
    y = np.concatenate([p.label for p in pairs])
    share = np.concatenate([np.full(len(p.label), 1.0 / max(1, len(p.label))) for p in pairs])
    share *= len(y) / share.sum()
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.column_stack([(x - mean) / scale, np.ones(len(x))])
    penalty = np.diag([PENALTY] * x.shape[1] + [1e-9])
    weight = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ weight))
        gradient = z.T @ (share * (p - y)) + penalty @ weight
        weight -= np.linalg.solve((z * (share * p * (1 - p))[:, None]).T @ z + penalty, gradient)
        if np.abs(gradient).max() < 1e-6:
            break
    raw = weight[:-1] / scale
    return float(weight[-1] - raw @ mean), raw


def report(kind: str, pairs: Sequence[Pairs], *, threshold: float) -> None:
    """Print precision, recall and F1 over pairs, each story scored by a model of the others."""
    right = found = true = 0.0
    for place, left_out in enumerate(pairs):
        bias, weight = fit([*pairs[:place], *pairs[place + 1 :]])
        said = 1 / (1 + np.exp(-(left_out.features @ weight + bias))) >= threshold
        right += float((said * left_out.label).sum())
        found += float(said.sum())
        true += float(left_out.label.sum())
    precision, recall = right / max(found, 1.0), right / max(true, 1.0)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{kind}: {int(true)} pairs of one thing; P {precision:.3f} R {recall:.3f} F1 {f1:.3f} at {threshold}")


def main() -> None:
    """Train on every labelled story and write the weights."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--corpora", type=Path, default=os.environ.get("RASHOMON_CORPORA"))
    parser.add_argument("--cache", type=Path, help="folder that keeps annotations between runs")
    chosen = parser.parse_args()
    if chosen.corpora is None:
        parser.error("give --corpora DIR or set RASHOMON_CORPORA")
    corpus, settings = Path(chosen.corpora) / "reconcile", Settings()
    stories = load_stories(corpus, settings=settings, cache=chosen.cache)
    own = load_own_stories(Path(chosen.corpora), settings=settings, cache=chosen.cache)
    part = prepare_own(own, settings=settings)
    scorers = [train([other for other in stories if other is not story], part, settings=settings) for story in stories]
    found = [
        find_pairs(corpus, story, scorer, settings=settings) for story, scorer in zip(stories, scorers, strict=True)
    ]
    lines = [
        "# Weights of the logistic regression that says whether two readings of two reports are of one thing.",
        "# Made by training/slots.py from hand-labelled stories; see docs/reconciliation.md.",
        '# A row: kind of reading / feature, or "bias" / weight.',
    ]
    for kind in KINDS:
        report(kind, [pairs[kind] for pairs in found], threshold=0.4)
    for kind, (bias, weights) in train_slots(found).items():
        rows = [("bias", bias), *zip(FEATURES, weights, strict=True)]
        lines += [f"{kind}\t{name}\t{value:.3f}" for name, value in rows]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
