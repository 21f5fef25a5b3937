"""Fourteen invented stories with all labels, which no weight has learnt from: `evaluation/invented_stories`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from training.labelled import annotated, make_raw
from training.own_labels import OwnStory, own_gold

from rashomon.settings import Settings

STORIES = Path(__file__).parent / "invented_stories"


def read_invented(*, settings: Settings, cache: Path | None = None) -> Iterator[OwnStory]:
    """Yield each story, its reports annotated. A file has its reports beside the labels, which are as in
    `training/own_labels.py`."""
    for path in sorted(STORIES.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        raw = [
            make_raw(record["id"], record, outlet=record["outlet"], published=record["published"])
            for record in story["texts"]
        ]
        reports = tuple(annotated(raw, settings=settings, cache=cache))
        yield OwnStory(own_gold(story, reports), reports, affairs=False, whole=True)
