"""Claim alignment, status, against and differences over the labelled stories.

    python -m evaluation.reconcile --corpora DIR [--cache FOLDER]     leaving one story out, stories as labelled
    python -m evaluation.reconcile --corpora DIR --product            the shipped weights, through `rashomon brief`

The first trains the pair scorer anew for each story on the other ones, and is what the floors hold; the second shows
the whole path (its weights have seen the stories). Figures are micro sums over the stories; the noise is the standard
deviation over bootstrap samples of stories.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.corpora import check_floors
from rashomon.model.synopsis import Citation, Synopsis
from rashomon.settings import Settings

SAMPLES = 40
"""Bootstrap samples."""


OWN_SETS = {"events": "own stories", "affairs": "public affairs", "invented": "invented stories"}
OWN = ("alignment P", "alignment F", "alignment doc F", "against F", "differences F", "differences typed F")
"""What is measured on the stories that we labelled ourselves; of most only the main claims have a status."""


@dataclass(frozen=True, slots=True)
class OwnFolders:
    """Where the labels of our own stories and the predictions for them are written."""

    gold: Path
    out: Path

    def write(self, name: str, labels: dict[str, Any], synopsis: Synopsis) -> None:
        """Write the labels of a story and what is predicted for it."""
        (self.gold / f"{name}.json").write_text(json.dumps(labels), encoding="utf-8")
        (self.out / f"{name}.json").write_text(json.dumps(prediction(plain(synopsis))), encoding="utf-8")


def prediction(synopsis: dict[str, Any]) -> dict[str, Any]:
    """A synopsis, as `rashomon brief --format json` prints it, in the scorer's format."""

    def spans(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"doc": s["report"], "start": s["start"], "end": s["end"]} for s in found]

    return {
        "claims": [
            {
                "id": claim["id"],
                "status": claim["status"],
                "spans": spans(claim["support"]),
                "against": spans(claim["against"]),
            }
            for claim in synopsis["claims"]
        ],
        "copies": [list(pair) for pair in synopsis["copies"]],
        "differences": [
            {"type": found["type"], "spans": spans(span for side in found["sides"] for span in side["spans"])}
            for found in synopsis["differences"]
        ],
    }


def plain(synopsis: Synopsis) -> dict[str, Any]:
    """The parts of a Synopsis that are scored, as plain data."""

    def cite(at: Citation) -> dict[str, Any]:
        return {"report": at.report, "start": at.start, "end": at.end}

    return {
        "claims": [
            {
                "id": claim.id,
                "status": claim.status,
                "support": [cite(s.at) for s in claim.support],
                "against": [cite(s.at) for s in claim.against],
            }
            for claim in synopsis.claims
        ],
        "copies": synopsis.copies,
        "differences": [
            {"type": d.type, "sides": [{"spans": [cite(at) for at in side.spans]} for side in d.sides]}
            for d in synopsis.differences
        ],
    }


def predict_leaving_out(corpora: Path, out: Path, own: Mapping[str, OwnFolders], *, cache: Path | None) -> None:
    """Write one prediction a story, made with models of alignment and slots that were trained on the other stories.

    And for each of our own stories its labels and a prediction, with an alignment that learnt from the corpus and
    every second of our stories, not this one; no other weight has seen any of them. Of events those of few reports are
    left out, of public affairs those of which differences are not labelled.
    """
    from training.labelled import load_stories
    from training.own_labels import own_story, read_own_stories
    from training.pairs import prepare_own, train, train_few
    from training.slots import find_pairs, train_slots

    from rashomon.reconcile.reconcile import reconcile

    settings = Settings()
    corpus = corpora / "reconcile"
    stories = load_stories(corpus, settings=settings, cache=cache)
    read = list(read_own_stories(corpora, settings=settings, cache=cache))
    ours = [own_story(found, settings=settings) for found in read]
    part = prepare_own(ours, settings=settings)
    scorers = [train([other for other in stories if other is not story], part, settings=settings) for story in stories]
    pairs = [find_pairs(corpus, *known, settings=settings) for known in zip(stories, scorers, strict=True)]
    for place, (story, scorer) in enumerate(zip(stories, scorers, strict=True)):
        synopsis = reconcile(
            story.material.story,
            story.material.reports,
            settings=settings.reconcile,
            scorer=scorer,
            slots=train_slots([*pairs[:place], *pairs[place + 1 :]]),
        )
        (out / f"{story.event}.json").write_text(json.dumps(prediction(plain(synopsis))), encoding="utf-8")
    for half in (0, 1):
        others = ours[1 - half :: 2]
        by_size = {
            False: train(stories, prepare_own(others, settings=settings), settings=settings),
            True: train_few(stories, others, settings=settings),
        }
        for found, story in zip(read[half::2], ours[half::2], strict=True):
            few = len(found.reports) < settings.reconcile.align.few_reports
            if not found.whole or (few and not found.affairs):
                continue
            material, folders = story.material, own["affairs" if found.affairs else "events"]
            scorer = by_size[few]
            synopsis = reconcile(material.story, material.reports, settings=settings.reconcile, scorer=scorer)
            folders.write(story.event, found.gold, synopsis)


def predict_invented(folders: OwnFolders, *, cache: Path | None) -> None:
    """Write labels and a prediction for each invented story, made with the shipped weights, which saw none of them."""
    from training.labelled import gold_story

    from evaluation.invented import read_invented
    from rashomon.reconcile.reconcile import reconcile

    settings = Settings()
    for found in read_invented(settings=settings, cache=cache):
        story = gold_story(found.gold, found.reports)
        synopsis = reconcile(story, found.reports, settings=settings.reconcile)
        folders.write(story.id, found.gold, synopsis)


def predict_by_product(corpus: Path, out: Path) -> None:
    """Write one prediction a story, made by `rashomon brief` over a folder of its reports."""
    for path in sorted((corpus / "dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            for key in gold["reports"]:
                record = json.loads((corpus / "sources" / f"{key}.json").read_text(encoding="utf-8"))
                wanted = {name: record[name] for name in ("title", "text", "url", "source_domain", "date_publish")}
                given = {name: value for name, value in wanted.items() if value not in (None, "None")}
                (Path(folder) / f"{key}.json").write_text(json.dumps({"id": key, **given}), encoding="utf-8")
            run = subprocess.run(
                [sys.executable, "-m", "rashomon", "brief", folder, "--format", "json"],
                capture_output=True,
                text=True,
                check=False,
            )
        if run.returncode not in (0, 1) or not run.stdout.strip():
            sys.exit(f"rashomon brief failed on {gold['event']}: {run.stderr[-500:]}")
        merged: dict[str, Any] = {"claims": [], "copies": [], "differences": []}
        for synopsis in json.loads(run.stdout)["stories"]:
            for part, found in prediction(synopsis).items():
                merged[part] += found
        (out / f"{gold['event']}.json").write_text(json.dumps(merged), encoding="utf-8")


def score(corpus: Path, predictions: Path) -> dict[str, float]:
    """Run the corpus's own scorer; return its micro figures in per cent, and print the figures by story."""
    gold = corpus / "dev"
    figures = _micro(corpus, gold, predictions)
    events = sorted(path.stem for path in gold.glob("*.json"))
    chance = random.Random(0)
    spread: dict[str, list[float]] = {name: [] for name in figures}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(SAMPLES if "--bootstrap" in sys.argv else 0):
            sample = Path(folder)
            for old in sample.iterdir():
                shutil.rmtree(old)
            for number, event in enumerate(chance.choices(events, k=len(events))):
                place = sample / str(number)
                place.mkdir()
                shutil.copy(gold / f"{event}.json", place)
            for name, value in _micro(corpus, sample, predictions).items():
                spread[name].append(value)
    for name, values in spread.items():
        if values:
            print(f"{name:<24} {figures[name]:6.1f} ± {statistics.stdev(values):.1f}")
    return figures


def _micro(corpus: Path, gold: Path, predictions: Path) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, str(corpus / "score.py"), str(gold), str(predictions), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    micro = json.loads(run.stdout)["micro"]
    return {
        "alignment P": 100 * (micro["alignment"]["P"] or 0),
        "alignment R": 100 * (micro["alignment"]["R"] or 0),
        "alignment F": 100 * (micro["alignment"]["F"] or 0),
        "alignment doc F": 100 * (micro["alignment_doc"]["F"] or 0),
        "against F": 100 * (micro["against"]["F"] or 0),
        "differences F": 100 * (micro["differences"]["F"] or 0),
        "differences typed F": 100 * (micro["differences_typed"]["F"] or 0),
        "status": 100 * (micro["status"]["accuracy"] or 0),
        "status of matched": 100 * (micro["status"]["of_matched"] or 0),
        "copies P": 100 * (micro["copies"]["P"] or 0),
        "copies R": 100 * (micro["copies"]["R"] or 0),
    }


def main() -> None:
    """Predict, score, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", default=os.environ.get("RASHOMON_CORPORA"), help="folder of the labelled corpora")
    parser.add_argument("--product", action="store_true", help="run the shipped program instead of leaving one out")
    parser.add_argument("--bootstrap", action="store_true", help="report the noise, by resampling stories")
    parser.add_argument("--cache", type=Path, help="folder that keeps annotations between runs")
    parser.add_argument("--keep", type=Path, help="folder to leave the predictions in")
    chosen = parser.parse_args()
    corpora = Path(chosen.corpora or "")
    if not chosen.corpora or not all((corpora / name).is_dir() for name in ("reconcile", "stories", "attribution")):
        print(
            "skipped: no corpora 'reconcile', 'stories' and 'attribution' (give --corpora DIR or set RASHOMON_CORPORA)"
        )
        return
    corpus = corpora / "reconcile"
    with tempfile.TemporaryDirectory() as scratch:
        out = chosen.keep or Path(scratch) / "corpus"
        own = {name: OwnFolders(*(Path(scratch) / name / part for part in ("gold", "out"))) for name in OWN_SETS}
        for folder in (out, *(path for folders in own.values() for path in (folders.gold, folders.out))):
            folder.mkdir(parents=True, exist_ok=True)
        if chosen.product:
            predict_by_product(corpus, out)
            for name, value in score(corpus, out).items():
                print(f"{name:<24} {value:6.1f}   (the weights have seen these stories)")
            return
        predict_leaving_out(corpora, out, own, cache=chosen.cache)
        predict_invented(own["invented"], cache=chosen.cache)
        figures = score(corpus, out)
        for key, name in OWN_SETS.items():
            found = _micro(corpus, own[key].gold, own[key].out)
            measured = (*OWN, "status") if key == "invented" else OWN
            figures |= {f"{name}: {measure}": found[measure] for measure in measured}
    check_floors("reconcile", figures)


if __name__ == "__main__":
    main()
