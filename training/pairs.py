"""Train the pair scorer of claim alignment from hand-labelled stories.

    python -m training.pairs --corpora DIR [--cache FILE]

DIR/reconcile holds `dev/*.json` (labels) and `sources/*.json` (reports). Writes
`pair-scorer.tsv` and `pair-scorer-few.tsv` in `src/rashomon/reconcile/data/`, the second for stories of few reports;
that one also learns from our own labels (`training/own_labels.py`). Card: `docs/claim-alignment.md`."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import RawReport, Report
from rashomon.model.story import Copy, Story
from rashomon.reconcile.align import find_nodes, find_usable
from rashomon.reconcile.align_candidates import find_candidates
from rashomon.reconcile.drafts import Material
from rashomon.reconcile.facets import Facets, find_facets
from rashomon.reconcile.reconcile import gather
from rashomon.reconcile.scorer import FILES, STAGES, Logistic
from rashomon.reconcile.scorer_features import pair_features
from rashomon.reconcile.scorer_graph import graph_features, make_graph
from rashomon.reconcile.sparse import Floats, Ints
from rashomon.settings import Settings

DATA = Path(__file__).parents[1] / "src/rashomon/reconcile/data"
FOLDS = 4
"""The first stage is trained so many times without a part of the stories, so that the second sees unseen ones."""
PART_SIZES = (2, 3)
"""Reports in the parts of a story that are trained on beside the whole."""
DRAWN = 4
"""One in so many of the negative pairs is trained on, with so many times the weight."""
PENALTIES = {False: (1.0, 3.0), True: (10.0, 30.0)}
"""L2 penalties on both stages' standardised weights, by whether they are for stories of few reports. Leaving one story
out 1 to 10 are alike; where few reports are left to tell, smaller weights carry over better to other writing."""


@dataclass(frozen=True, slots=True)
class LabelledStory:
    """A story with its labels. `label` of a pair: 1 one fact, 0 not, -1 nobody labelled either sentence."""

    event: str
    material: Material
    facets: Facets
    a: Ints
    b: Ints
    features: Floats
    label: Ints
    own: bool = False
    """Whether the labels are ours: more of what sentences share in passing is labelled there as a fact."""
    parts: tuple[LabelledStory, ...] = ()
    """The story as it is told by two of its reports, and by a few: most of what the scorer looks at depends on how
    many reports there are, and most stories that people compare have two or three."""


def load_stories(corpus: Path, *, settings: Settings, cache: Path | None = None) -> list[LabelledStory]:
    """Read, clean and annotate the labelled stories, grouped and with copies as labelled. `cache` keeps annotations."""
    out = []
    for path in sorted((corpus / "dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        reports = annotated(_read_sources(corpus, gold["reports"]), settings=settings, cache=cache)
        out.append(with_parts(gold, reports, settings=settings))
    return out


def _read_sources(corpus: Path, ids: Sequence[str]) -> list[RawReport]:
    out = []
    for key in ids:
        record = json.loads((corpus / "sources" / f"{key}.json").read_text(encoding="utf-8"))
        published = None if record["date_publish"] in (None, "None") else record["date_publish"]
        out.append(make_raw(key, record, outlet=record["source_domain"], published=published))
    return out


def make_raw(key: str, record: Mapping[str, Any], *, outlet: str | None, published: str | None) -> RawReport:
    """The report of a corpus's record as a file of its own would give it."""
    return RawReport(
        path=f"{key}.json",
        form="record",
        content=record["text"],
        id=key,
        title=record["title"],
        outlet=outlet,
        url=record["url"],
        published=published,
        extra={},
    )


def with_parts(gold: dict[str, Any], reports: Sequence[AnnotatedReport], *, settings: Settings) -> LabelledStory:
    """A story, and the parts of it that are learnt from beside the whole."""
    parts = tuple(labelled(gold, part, settings=settings) for part in _parts(reports))
    return replace(labelled(gold, reports, settings=settings), parts=parts)


def _parts(reports: Sequence[AnnotatedReport]) -> list[list[AnnotatedReport]]:
    """Each report with its PART_SIZES - 1 neighbours in the order of publication, which goes round."""
    count = len(reports)
    return [
        [reports[(first + step) % count] for step in range(size)]
        for size in PART_SIZES
        if size < count
        for first in range(count)
    ]


def annotated(raw: Sequence[RawReport], *, settings: Settings, cache: Path | None = None) -> list[AnnotatedReport]:
    """Clean and annotate reports of a corpus."""
    from rashomon.annotate import annotate
    from rashomon.clean import clean

    mark = hashlib.sha256("".join(str(item.id) for item in raw).encode()).hexdigest()[:16]
    kept = cache / f"{mark}.pickle" if cache else None
    if kept and kept.exists():
        found: list[AnnotatedReport] = pickle.loads(kept.read_bytes())
        return found
    cleaned = (clean(item, settings=settings.clean) for item in raw)
    reports = [report for report in cleaned if isinstance(report, Report)]
    out = [
        AnnotatedReport(report=report, annotation=annotation)
        for report, annotation in zip(reports, annotate(reports, settings=settings.annotate), strict=True)
    ]
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(out))
    return out


def gold_story(gold: dict[str, Any], reports: Sequence[AnnotatedReport]) -> Story:
    """The story as labelled: its reports in order of publication, its copies."""
    ids = [item.report.id for item in reports]
    copies: dict[str, str] = {}
    for pair in gold["copies"]:
        if not set(pair) <= set(ids):
            continue
        original, copy = sorted(pair, key=ids.index)
        copies.setdefault(copy, copies.get(original, original))
    return Story(
        id=gold["event"],
        reports=tuple(ids),
        copies=tuple(Copy(report=c, original=o, containment=1.0) for c, o in sorted(copies.items())),
    )


def labelled(gold: dict[str, Any], reports: Sequence[AnnotatedReport], *, settings: Settings) -> LabelledStory:
    """Compute the candidate pairs of a story, their features and labels."""
    material = gather(gold_story(gold, reports), reports, settings=settings.reconcile)
    facets = find_facets(material)
    report = np.array([unit.report for unit in material.units], dtype=np.int64)
    looked = find_usable(material) & (find_nodes(material) == np.arange(len(report)))
    a, b = find_candidates(facets, report, looked, settings=settings.reconcile.align)
    return LabelledStory(
        gold["event"], material, facets, a, b, pair_features(facets, a, b), _labels(gold, material, a, b)
    )


def _labels(gold: dict[str, Any], material: Material, a: Ints, b: Ints) -> Ints:
    support: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, claim in enumerate(gold["claims"]):
        for span in claim["support"]:
            support[span["doc"]].append((span["start"], span["end"], number))
    for entry in [*gold["claims"], *gold["differences"]]:
        for span in [*entry.get("support", ()), *entry.get("against", ()), *entry.get("spans", ())]:
            seen[span["doc"]].append((span["start"], span["end"]))
    claims, judged = [], []
    for unit in material.units:
        key = material.reports[unit.report].report.id
        claims.append({n for s, e, n in support[key] if _match(unit.span.start, unit.span.end, s, e)})
        judged.append(any(_match(unit.span.start, unit.span.end, s, e) for s, e in seen[key]))
    return np.array(
        [
            1 if claims[i] & claims[j] else 0 if judged[i] or judged[j] else -1
            for i, j in zip(a.tolist(), b.tolist(), strict=True)
        ],
        dtype=np.int64,
    )


def _match(s: int, e: int, t: int, f: int) -> bool:
    """Overlap by at least half of the shorter, as the corpus's own scorer has it."""
    common = min(e, f) - max(s, t)
    return common > 0 and 2 * common >= min(e - s, f - t)


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
    from training.own_labels import load_own_stories

    settings = Settings()
    stories = load_stories(Path(chosen.corpora) / "reconcile", settings=settings, cache=chosen.cache)
    own = load_own_stories(Path(chosen.corpora) / "stories", settings=settings, cache=chosen.cache)
    for few in (False, True):
        path, known = DATA / FILES[few], [*stories, *(own if few else ())]
        write(train(stories, settings=settings, few=few, own=own), path, stories=len(known))
        print(f"{len(known)} stories, {sum(len(s.a) for s in known)} pairs -> {path}")


if __name__ == "__main__":
    main()
