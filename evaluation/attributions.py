"""Who said what, over the last month of the corpus that training never sees: `python -m evaluation.attributions`.

Each report goes through the product's own path (clean, then annotate's parse and span finder). The corpus's score.py
does the scoring; this script adds the noise (a bootstrap over reports), the calibration of the confidence, the precise
mode, and the floors.
"""

from __future__ import annotations

import importlib.util
import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.corpora import check_floors, corpus
from rashomon.annotate.attributions import find_attributions
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import parse
from rashomon.clean import clean
from rashomon.model.report import RawReport, Report
from rashomon.settings import Settings

VALIDATION_DAYS = 30
"""The last month of the corpus, counted back from its last day, is kept out of training."""

_DAY = re.compile(r"_(\d{4})-(\d\d)-(\d\d)_")
_KINDS = ("speech", "direct", "all")
_RESAMPLES = 1000


def last_month(stems: list[str]) -> set[str]:
    """Those of the file names (`outlet_YYYY-MM-DD_words`) that are of the last VALIDATION_DAYS days."""
    days = {}
    for stem in stems:
        match = _DAY.search(stem)
        if match is None:
            raise ValueError(f"no date in the file name {stem!r}")
        days[stem] = date(*map(int, match.groups()))
    last = max(days.values())
    return {stem for stem in stems if days[stem] > last - timedelta(days=VALIDATION_DAYS)}


def load_scorer(folder: Path) -> Any:
    """The corpus's score.py as a module."""
    spec = importlib.util.spec_from_file_location("attribution_score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_reports(texts: dict[str, str], settings: Settings) -> Iterator[Report]:
    """Clean each text as a file of its own; a refused one is passed over and counts as missed."""
    for stem, text in texts.items():
        report = clean(RawReport(path=f"{stem}.txt", form="text", content=text, id=stem), settings=settings.clean)
        if isinstance(report, Report):
            yield report


def row(found: FoundAttribution) -> dict[str, Any]:
    """An attribution in the scorer's form."""
    roles = (("source", found.source), ("cue", found.cue), ("content", found.content))
    return {name: [[span.start, span.end] for span in spans] for name, spans in roles}


def main() -> None:
    """Run, score, print, compare with the floors."""
    folder = corpus("attribution", description=__doc__ or "")
    scorer = load_scorer(folder)
    gold = scorer.read_gold(str(folder / "train"))
    stems = sorted(last_month(sorted(gold)))
    texts = {stem: gold[stem]["text"] for stem in stems}
    settings = Settings()
    begun = time.process_time()
    found = {
        parsed.report.id: find_attributions(parsed, settings=settings.annotate.attributions)
        for parsed in parse(read_reports(texts, settings), settings=settings.annotate)
    }
    seconds = time.process_time() - begun
    predictions = {stem: [row(one) for one in found.get(stem, ())] for stem in stems}
    each = [scorer.score({stem: gold[stem]}, {stem: predictions[stem]})["kinds"] for stem in stems]
    whole = scorer.score({stem: gold[stem] for stem in stems}, predictions)
    words = sum(len(text.split()) for text in texts.values())
    print(f"{len(stems)} reports of the last {VALIDATION_DAYS} days, {words} words, {words / seconds:.0f} words/s")
    figures = {}
    for kind in _KINDS:
        figures[f"{kind} full.lenient F1"] = whole["kinds"][kind]["full.lenient"]["f1"]
        figures[f"{kind} content.lenient F1"] = whole["kinds"][kind]["content.lenient"]["f1"]
        noise = bootstrap(each, kind)
        result = whole["kinds"][kind]["full.lenient"]
        print(f"{kind:7} full.lenient P {result['p']} R {result['r']} F1 {result['f1']} ± {noise:.1f} (two s.e.)")
    figures["source accuracy"] = whole["kinds"]["all"]["source"]["acc"]
    right, confidence = judged(scorer, gold, found, stems)
    calibration(right, confidence)
    least = settings.annotate.attributions.precise_confidence
    shown = confidence >= least
    figures["precise mode precision"] = 100 * float(right[shown].mean()) if shown.any() else 0.0
    print(f"precise mode (confidence ≥ {least}): shows {100 * shown.mean():.0f} % of {len(shown)}")
    check_floors("attributions", figures)


def bootstrap(each: list[dict[str, Any]], kind: str) -> float:
    """Two standard errors of full.lenient F1 when reports are drawn again with replacement (seed 0)."""
    counts = []
    for kinds in each:
        result = kinds[kind]["full.lenient"]
        predicted, gold = result["pred"], result["gold"]
        counts.append((result["p"] * predicted / 100, predicted, result["r"] * gold / 100, gold))
    table = np.asarray(counts)
    draws = np.random.default_rng(0).integers(len(table), size=(_RESAMPLES, len(table)))
    hits, predicted, reached, gold = table[draws].sum(axis=1).T
    precision, recall = hits / np.maximum(predicted, 1), reached / np.maximum(gold, 1)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return 200 * float(f1.std())


def judged(
    scorer: Any, gold: dict[str, Any], found: dict[str, tuple[FoundAttribution, ...]], stems: list[str]
) -> tuple[np.ndarray[Any, np.dtype[np.bool_]], np.ndarray[Any, np.dtype[np.float64]]]:
    """Whether each attribution is right in the sense of full.lenient, and its confidence."""
    right: list[bool] = []
    confidence: list[float] = []
    for stem in stems:
        doc = scorer.Doc(gold[stem]["text"])
        truth = [{role: doc.indices(one[role]) for role in scorer.ROLES} for one in gold[stem]["attributions"]]
        truth = [one for one in truth if one["content"]]
        mine = [{role: doc.indices(spans) for role, spans in row(one).items()} for one in found.get(stem, ())]
        marks = [False] * len(mine)
        for i, j in scorer.match(truth, mine, scorer.LENIENT):
            marks[j] = scorer.source_right(doc, truth[i]["source"], mine[j]["source"])
        right += marks
        confidence += [one.confidence for one in found.get(stem, ())]
    return np.asarray(right, dtype=np.bool_), np.asarray(confidence, dtype=np.float64)


def calibration(right: np.ndarray[Any, np.dtype[np.bool_]], confidence: np.ndarray[Any, np.dtype[np.float64]]) -> None:
    """Print, in ten equal bins of confidence, how many are right (a reliability table; Guo et al. 2017)."""
    gap = 0.0
    bins = np.minimum((confidence * 10).astype(int), 9)
    for number in range(10):
        mine = bins == number
        if mine.any():
            said, true = float(confidence[mine].mean()), float(right[mine].mean())
            gap += abs(said - true) * float(mine.mean())
            count = int(mine.sum())
            print(f"  confidence {number / 10:.1f}–{number / 10 + 0.1:.1f}: {count:5} said {said:.2f} right {true:.2f}")
    print(f"expected calibration error {gap:.3f}")


if __name__ == "__main__":
    main()
