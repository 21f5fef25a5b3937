"""Stories and copies over the corpora `stories` and `reconcile`, and copies over a made-up stream.

    python -m evaluation.stories [--corpora DIR]

Prints BCubed F1 of both story corpora (whole, and for each half of the gold stories, which shows the noise); for
each folder of the reconcile corpus how many of its reports are outside its largest story and how many off-topic ones
inside; precision and recall of the copies; and both for the copies and the small stories of benchmarks/synthetic.py.
Floors are in floors.json under "stories".
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.stories import bcubed
from benchmarks.synthetic import make_stream

from evaluation.corpora import check_floors, corpus
from rashomon.clean import clean
from rashomon.group import group_stream
from rashomon.intake import read
from rashomon.model.ids import derive_id
from rashomon.model.report import RawReport, Refusal, Report
from rashomon.model.story import Story
from rashomon.settings import Settings

SETTINGS = Settings()
Pair = tuple[str, str]


def read_reports(paths: Iterable[Path]) -> list[Report]:
    """Read and clean every report under `paths`."""
    reports = []
    for raw in read([str(path) for path in paths], settings=SETTINGS.intake):
        report = clean(raw, settings=SETTINGS.clean) if isinstance(raw, RawReport) else raw
        if isinstance(report, Refusal):
            print(f"refused: {report.path} {report.record or ''} {report.reason}", file=sys.stderr)
        else:
            reports.append(report)
    return reports


def find_stories(reports: Iterable[Report]) -> list[Story]:
    """Group reports in one go."""
    return list(group_stream(reports, settings=SETTINGS.group))


def score_stories(folder: Path) -> dict[str, float]:
    """Return BCubed precision, recall and F1 of one story corpus, with the F1 of each half."""
    story_of = {
        report: story.id for story in find_stories(read_reports([folder / "reports.jsonl"])) for report in story.reports
    }
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    halves: dict[str, list[str]] = {"whole": [], "one half": [], "other half": []}
    for row in gold:
        half = "one half" if int(derive_id(row["story"], length=1), 16) < 8 else "other half"
        for name in ("whole", half):
            halves[name].append(json.dumps({"id": row["id"], "story": row["story"]}))
    figures = {}
    with tempfile.TemporaryDirectory() as scratch:
        predicted = Path(scratch) / "predicted.jsonl"
        predicted.write_text("".join(json.dumps({"id": id, "story": story}) + "\n" for id, story in story_of.items()))
        for name, rows in halves.items():
            part = Path(scratch) / "gold.jsonl"
            part.write_text("\n".join(rows))
            command = [sys.executable, str(folder.parent / "score.py"), str(part), str(predicted), "--json"]
            # a report that was refused is a story of its own
            command += ["--missing", "singleton"]
            result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            for key in ("bcubed_p", "bcubed_r", "bcubed_f1") if name == "whole" else ("bcubed_f1",):
                figures[f"{folder.name} {name} {key}"] = result[key]
    return figures


def score_folders(folder: Path) -> dict[str, float]:
    """Return how well each small set of reports on one event, with strays, comes out as one story with its copies."""
    lost = strays = reports = others = right = found = wanted = 0
    for gold_file in sorted((folder / "dev").glob("*.json")):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        names = [_id(entry) for entry in (*gold["reports"], *gold["off_topic"])]
        paths = [folder / "sources" / f"{name}.json" for name in names]
        read_back = read_reports(path for path in paths if path.exists())
        stem = {report.id: Path(report.path or "").stem for report in read_back}
        stories = find_stories(read_back)
        on_topic = {_id(entry) for entry in gold["reports"]}
        inside = max(({stem[id] for id in story.reports} for story in stories), key=lambda ids: len(ids & on_topic))
        reports += len(on_topic)
        lost += len(on_topic - inside)
        others += len(read_back) - len(on_topic)
        strays += len(inside - on_topic)
        pairs = {_pair(stem[copy.report], stem[copy.original]) for story in stories for copy in story.copies}
        pairs -= {_pair(*pair) for pair in gold["derived"]}
        gold_pairs = {_pair(*pair) for pair in gold["copies"]}
        right, found, wanted = right + len(pairs & gold_pairs), found + len(pairs), wanted + len(gold_pairs)
    print(f"reports outside their story {lost} of {reports}, strays inside {strays} of {others}")
    return {
        "folders, reports in one story": 1 - lost / reports,
        "folders, strays outside": 1 - strays / others,
        "folders, copies P": right / found,
        "folders, copies R": right / wanted,
    }


def score_made_up(count: int) -> dict[str, float]:
    """Return precision and recall of copies over a made-up stream, and BCubed of one of small look-alike stories."""
    made = list(make_stream(count))
    root = {item.report.id: item.copy_of or item.report.id for item in made}
    stories = find_stories(item.report for item in made)
    pairs = {(copy.report, copy.original) for story in stories for copy in story.copies}
    wanted = {(item.report.id, item.copy_of) for item in made if item.copy_of}
    small = list(make_stream(count // 2, exponent=3.0))
    story_of = {id: story.id for story in find_stories(item.report for item in small) for id in story.reports}
    precision, recall = bcubed({item.report.id: item.story for item in small}, story_of)
    return {
        "made up, small stories P": precision,
        "made up, small stories R": recall,
        "made up, copies P": sum(root[one] == root[other] for one, other in pairs) / len(pairs),
        "made up, copies R": len(wanted & pairs) / len(wanted),
    }


def _id(entry: str | dict[str, str]) -> str:
    return entry if isinstance(entry, str) else entry["id"]


def _pair(one: str, other: str) -> Pair:
    return (min(one, other), max(one, other))


def main() -> None:
    """Measure, print, compare with the floors."""
    folder = corpus("stories", description="Stories and copies against the labelled corpora.")
    figures = score_stories(folder / "news_cluster") | score_stories(folder / "ecbplus")
    figures |= score_folders(folder.parent / "reconcile") | score_made_up(4_000)
    check_floors("stories", figures)


if __name__ == "__main__":
    main()
