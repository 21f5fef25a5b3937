"""Our own labels: 78 stories, read whole and labelled sentence by sentence.

`training/claim-labels.jsonl` has a line a story: the corpus that holds its reports, their ids, and

- `claims`: each a list of (place of the report, start, end) in code points of `Report.text`;
- `status` of the main claims, by number of the claim, and `against`: (how, place, start, end) by number of the claim;
- `differences`: type, explanation and spans (place, start, end, side), spans of one side giving one value; null where
  they, and what stands against claims, were not looked for.

The texts stay where they are: DIR/stories/<corpus>/reports.jsonl, and for public affairs DIR/attribution/train/text.
How they were labelled: `docs/claim-alignment.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rashomon.model.annotation import AnnotatedReport
from rashomon.settings import Settings
from training.labelled import LabelledStory, annotated, make_raw, with_parts

AFFAIRS = "attribution"
"""The corpus of stories on public affairs: long articles of politics, where the others report events."""
LABELS = Path(__file__).parent / "claim-labels.jsonl"
COPY = 0.5
"""Share of the shorter report's runs of five words from which two reports are copies, as in the labelled corpus."""


@dataclass(frozen=True, slots=True)
class OwnStory:
    """Labels of ours in the form of the labelled corpus, and the reports that they are of.

    `whole` is whether differences and what stands against claims are labelled too.
    """

    gold: dict[str, Any]
    reports: tuple[AnnotatedReport, ...]
    affairs: bool
    whole: bool


def load_own_stories(corpora: Path, *, settings: Settings, cache: Path | None = None) -> list[LabelledStory]:
    """Read, clean and annotate the stories that we labelled. `cache` keeps annotations."""
    return [own_story(found, settings=settings) for found in read_own_stories(corpora, settings=settings, cache=cache)]


def own_story(found: OwnStory, *, settings: Settings) -> LabelledStory:
    """A story of ours with its parts, marked as such."""
    story = with_parts(found.gold, found.reports, settings=settings)
    return replace(story, own=True, parts=tuple(replace(part, own=True) for part in story.parts))


def read_own_stories(corpora: Path, *, settings: Settings, cache: Path | None = None) -> Iterator[OwnStory]:
    """Yield each story that we labelled, its reports annotated."""
    stories = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    wanted = {key for story in stories for key in story["reports"]}
    records: dict[str, dict[str, Any]] = {}
    for corpus in sorted({story["corpus"] for story in stories} - {AFFAIRS}):
        with (corpora / "stories" / corpus / "reports.jsonl").open(encoding="utf-8") as lines:
            records |= {record["id"]: record for record in map(json.loads, lines) if record["id"] in wanted}
    for story in stories:
        if story["corpus"] == AFFAIRS:
            records |= {key: _read_article(corpora / AFFAIRS / "train" / "text", key) for key in story["reports"]}
        raw = [
            make_raw(key, records[key], outlet=records[key]["source"], published=records[key]["published"])
            for key in story["reports"]
        ]
        reports = tuple(annotated(raw, settings=settings, cache=cache))
        yield OwnStory(
            own_gold(story, reports),
            reports,
            affairs=story["corpus"] == AFFAIRS,
            whole=story["differences"] is not None,
        )


def _read_article(folder: Path, key: str) -> dict[str, Any]:
    """An article of the corpus of attributions: outlet and day stand in its name, the headline in its first line."""
    title, _, text = (folder / f"{key}.txt").read_text(encoding="utf-8").partition("\n")
    outlet, day, _ = key.split("_", 2)
    return {"title": title.strip(), "text": text.strip(), "url": None, "source": outlet, "published": day}


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
        for kind, explanation, spans in story["differences"] or ()
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
