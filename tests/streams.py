"""Batches of invented reports that make stories merge, end, wake and hold copies; several tests read them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from rashomon.model.report import Block, Report
from rashomon.model.spans import UNKNOWN_DATE, ReferenceDate, Span
from rashomon.settings import GroupSettings

SETTINGS = GroupSettings(
    idle_days=4, live_stories=6, body_of_reports=2, boilerplate_reports=2, term_reports=4, spare_terms=10
)
Batch = list[tuple[Report, ReferenceDate]]


def make_batches(seed: int, sizes: Sequence[int]) -> list[Batch]:
    """Return batches of reports on a few invented subjects that come and go, some of them copies of earlier ones."""
    source = random.Random(seed)
    subjects = [
        [f"{stem}{letter}rn" for letter in "abcdefghijklmnopqrstuvwxyz"] for stem in ("Vol", "Kep", "Zim", "Tor")
    ]
    told: list[str] = []
    batches: list[Batch] = []
    for at, size in enumerate(sizes):
        batch: Batch = []
        for place in range(size):
            words = source.sample(source.choice(subjects), 14) + source.sample(source.choice(subjects), 6)
            text = " ".join(source.choices(words, k=60)) + f" {source.randint(0, 999)}"
            # these never come again, so that there are terms to forget
            text += "".join(f" {source.randrange(10**6)}q" for _ in range(5))
            if told and source.random() < 0.3:
                text = source.choice(told) + source.choice(("", " added words here", f" {text[:90]}"))
            told.append(text)
            batch.append(make_report(f"r{at}-{place}", text, source.choice((None, 2 * at, 2 * at + 1))))
        batches.append(batch)
    return batches


def make_report(id: str, text: str, day: int | None) -> tuple[Report, ReferenceDate]:
    tail = "Read all about it in our Sunday pages, dear reader."
    title = " ".join(text.split()[:4])
    whole = f"{title}\n\n{text}\n\n{tail}"
    first = len(title) + 2
    blocks = (
        Block(span=Span(0, len(title)), role="headline"),
        Block(span=Span(first, first + len(text)), role="body"),
        Block(span=Span(first + len(text) + 2, len(whole)), role="body"),
    )
    published = UNKNOWN_DATE
    if day is not None:
        on = date(2031, 5, 1) + timedelta(days=day)
        published = ReferenceDate(earliest=on, latest=on, source="given")
    return Report(id=id, text=whole, blocks=blocks, title=title, outlet="The Lamp"), published
