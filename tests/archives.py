"""What the tests of archives share: invented reports, annotated once a session, and all answers of an archive."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rashomon.engine import Archive, add
from rashomon.model.report import Refusal, Report
from rashomon.present.as_json import annotation_json, dumps, synopsis_json
from rashomon.settings import Settings

NOW = datetime(2015, 3, 20, 12, tzinfo=UTC)


def flood(count: int = 12) -> list[dict[str, Any]]:
    """Reports on a flood, a chess cup and a strike, told by turns; some bear the words of another, one is refused."""
    towns = ("Orlen", "Tarn", "Veld")
    rows: list[dict[str, Any]] = []
    for number in range(count):
        town, outlet = towns[number % 3], f"Outlet {number % 4}"
        event = (
            f"The river at {town} rose by {number + 2} feet on Monday, engineers said. About {40 + number} families "
            f"left.\n\n“We are not leaving again,” said Mara Lind, the mayor of {town}. The dam above the valley held.",
            f"The chess club of {town} won game {number} of the northern cup on Sunday, the club said.\n\nIts captain, "
            f"Jonas Berg, denied that he would retire. The final is planned for Friday.",
            f"Dockers in {town} struck for the {number}th day on Tuesday. The union demanded {5 + number} per cent "
            f"more.\n\n“The offer is an insult,” said Ada Roe, who leads the union. The port rejected the demand.",
        )[number % 3]
        rows.append(
            {
                "id": f"r{number:02}",
                "outlet": outlet,
                "published": f"2015-03-{1 + number // 3:02}",
                "title": f"{('Flood', 'Chess cup', 'Strike')[number % 3]} in {town}, day {number}",
                "text": event,
            }
        )
    rows.insert(3, {"id": "empty", "text": " "})
    return rows


def write(folder: Path, rows: Iterable[dict[str, Any]], name: str = "reports.jsonl") -> str:
    """Write records to a file; return its path."""
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


class Annotated:
    """Stands in for the annotation of an add: every report is annotated once, whichever test comes first."""

    def __init__(self) -> None:
        self._done: dict[str, add.Work | Refusal] = {}
        self._really = add.work_on

    def work_on(
        self, items: Iterable[Report], *, settings: Settings, workers: int, crew: object = None
    ) -> Iterator[add.Work | Refusal]:
        """What `rashomon.engine.add.work_on` yields, one report at a time."""
        for item in items:
            key = repr(item)
            if key not in self._done:
                (self._done[key],) = self._really([item], settings=Settings(), workers=1)
            yield self._done[key]


@pytest.fixture(scope="session")
def annotated() -> Annotated:
    """Annotations, made once."""
    return Annotated()


def answers(archive: Archive) -> str:
    """All that an archive can be asked, as JSON."""
    story_rows = archive.stories(limit=1000).rows
    reports = archive.reports(limit=1000).rows
    return json.dumps(
        {
            "stories": plain(story_rows),
            "reports": plain(reports),
            "synopses": [
                [dumps(synopsis_json(archive.synopsis(row.id, as_of=at))) for at in (row.updated, None)]
                for row in story_rows
            ],
            "annotations": [
                dumps(annotation_json(archive.report(row.id, version=number), with_text=True))
                for row in reports
                for number in range(1, row.versions + 1)
            ],
            "tokens": [plain(archive.report(row.id).annotation.tokens) for row in reports],
            "versions": [plain(archive.versions(row.id)) for row in reports],
            "changes": plain(archive.changes(limit=10_000).rows),
            "refusals": plain(archive.refusals().rows),
            "events": [plain(archive.events(row.id)) for row in story_rows],
            "statements": plain(archive.statements(limit=1000).rows),
            "found": plain(archive.search("the", limit=1000).rows),
        },
        ensure_ascii=False,
        indent=1,
    )


def plain(value: object) -> Any:
    """A value of the model as JSON takes it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value if isinstance(value, (str, int, float, type(None))) else str(value)
