"""Our own labels: 57 stories, read whole and labelled sentence by sentence.

`training/claim-labels.jsonl` has a line a story: the corpus of stories that holds its reports, their ids, and

- `claims`: each a list of (place of the report, start, end) in code points of `Report.text`;
- `status` of the main claims, by number of the claim, and `against`: (how, place, start, end) by number of the claim;
- `differences`: type, explanation and spans (place, start, end, side), spans of one side giving one value.

The texts stay where they are: DIR/stories/<corpus>/reports.jsonl. How they were labelled: `docs/claim-alignment.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rashomon.model.annotation import AnnotatedReport
from rashomon.settings import Settings
from training.labelled import LabelledStory, annotated, make_raw, with_parts

LABELS = Path(__file__).parent / "claim-labels.jsonl"
COPY = 0.5
"""Share of the shorter report's runs of five words from which two reports are copies, as in the labelled corpus."""


def load_own_stories(corpora: Path, *, settings: Settings, cache: Path | None = None) -> list[LabelledStory]:
    """Read, clean and annotate the stories that we labelled. `cache` keeps annotations."""
    return [own_story(*found, settings=settings) for found in read_own_stories(corpora, settings=settings, cache=cache)]


def own_story(gold: dict[str, Any], reports: Sequence[AnnotatedReport], *, settings: Settings) -> LabelledStory:
    """A story of ours with its parts, marked as such."""
    found = with_parts(gold, reports, settings=settings)
    return replace(found, own=True, parts=tuple(replace(part, own=True) for part in found.parts))


def read_own_stories(
    corpora: Path, *, settings: Settings, cache: Path | None = None
) -> Iterator[tuple[dict[str, Any], list[AnnotatedReport]]]:
    """Yield the labels of each story, in the form of the labelled corpus, and its reports."""
    stories = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    wanted = {key for story in stories for key in story["reports"]}
    records: dict[str, dict[str, Any]] = {}
    for corpus in sorted({story["corpus"] for story in stories}):
        with (corpora / corpus / "reports.jsonl").open(encoding="utf-8") as lines:
            records |= {record["id"]: record for record in map(json.loads, lines) if record["id"] in wanted}
    for story in stories:
        raw = [
            make_raw(key, records[key], outlet=records[key]["source"], published=records[key]["published"])
            for key in story["reports"]
        ]
        reports = annotated(raw, settings=settings, cache=cache)
        yield own_gold(story, reports), reports


def own_gold(story: dict[str, Any], reports: Sequence[AnnotatedReport]) -> dict[str, Any]:
    """A story of ours in the form of the labelled corpus; its copies are found here."""
    ids = story["reports"]
    runs = {item.report.id: _runs(item.report.text) for item in reports}
    copies = [
        [one, other]
        for place, one in enumerate(runs)
        for other in list(runs)[place + 1 :]
        if len(runs[one] & runs[other]) >= COPY * max(1, min(len(runs[one]), len(runs[other])))
    ]
    claims = [
        {
            "id": str(number),
            "status": story["status"].get(str(number), "single"),
            "against": [
                {"doc": ids[place], "start": start, "end": end, "how": how}
                for how, place, start, end in story["against"].get(str(number), ())
            ],
            "support": [{"doc": ids[place], "start": start, "end": end} for place, start, end in claim],
        }
        for number, claim in enumerate(story["claims"])
    ]
    differences = [
        {
            "type": kind,
            "explanation": explanation,
            "spans": [
                {"doc": ids[place], "start": start, "end": end, "value": side} for place, start, end, side in spans
            ],
        }
        for kind, explanation, spans in story["differences"]
    ]
    return {
        "event": f"{story['corpus']}-{ids[0]}",
        "reports": ids,
        "copies": copies,
        "claims": claims,
        "differences": differences,
        "positions": [],
    }


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}
