"""Two events of one kind are two stories, from the first two reports on; one event from many angles is one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from rashomon.clean import clean
from rashomon.group import group_stream
from rashomon.group.name_words import find_names, lean
from rashomon.intake import read
from rashomon.model.report import RawReport, Report
from rashomon.settings import Settings

GOLDEN = Path(__file__).parents[2] / "golden" / "group"
SETTINGS = Settings()


def load(name: str, field: str) -> tuple[dict[str, Report], dict[str, str]]:
    """Return the reports of a file, cleaned, and the value of a field of each, both by id."""
    path = GOLDEN / name
    cleaned = [
        clean(raw, settings=SETTINGS.clean)
        for raw in read([str(path)], settings=SETTINGS.intake)
        if isinstance(raw, RawReport)
    ]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    reports = {report.id: report for report in cleaned if isinstance(report, Report)}
    assert list(reports) == [row["id"] for row in rows]
    return reports, {row["id"]: str(row[field]) for row in rows}


LOOK_ALIKES, EVENTS = load("look_alikes.jsonl", "event")
KINDS = load("look_alikes.jsonl", "kind")[1]
SAME_NAMES, SAME_NAMES_KINDS = load("same_names.jsonl", "kind")
FOLDERS, FOLDER_OF = load("folders.jsonl", "folder")
STRAYS = {id for id, stray in load("folders.jsonl", "stray")[1].items() if stray == "1"}


def sets_of(reports: Iterable[Report]) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in group_stream(reports, settings=SETTINGS.group)}


@pytest.mark.parametrize("kind", sorted(set(KINDS.values())))
def test_two_events_of_one_kind_are_two_stories(kind: str) -> None:
    events: dict[str, set[str]] = defaultdict(set)
    for id, event in EVENTS.items():
        if KINDS[id] == kind:
            events[event].add(id)
    found = sets_of(LOOK_ALIKES[id] for own in events.values() for id in own)
    assert found == {frozenset(own) for own in events.values()}


@pytest.mark.parametrize("kind", sorted(set(KINDS.values())))
def test_one_report_of_each_event_is_enough(kind: str) -> None:
    first = {EVENTS[id]: id for id in reversed(list(EVENTS)) if KINDS[id] == kind}
    assert sets_of(LOOK_ALIKES[id] for id in first.values()) == {frozenset([id]) for id in first.values()}


@pytest.mark.parametrize("kind", sorted(set(SAME_NAMES_KINDS.values()) - {"club"}))
def test_two_deeds_of_the_same_people_are_two_stories(kind: str) -> None:
    own = [id for id, other in SAME_NAMES_KINDS.items() if other == kind]
    assert len(own) == 2
    assert sets_of(SAME_NAMES[id] for id in own) == {frozenset([id]) for id in own}


def test_words_that_two_deeds_of_one_club_share_keep_them_together() -> None:
    # known to be wrong: they have more in common than names (the ground, the manager), and wait for a third report
    own = [id for id, kind in SAME_NAMES_KINDS.items() if kind == "club"]
    assert sets_of(SAME_NAMES[id] for id in own) == {frozenset(own)}


def test_in_a_day_s_news_no_story_holds_two_events_of_one_kind() -> None:
    found = sets_of(LOOK_ALIKES.values())
    for story in found:
        events = {(KINDS[id], EVENTS[id]) for id in story}
        assert len(events) == len({kind for kind, _ in events})
    for event in set(EVENTS.values()):
        assert any({id for id in EVENTS if EVENTS[id] == event} <= story for story in found), "an event fell apart"


@pytest.mark.parametrize("folder", sorted(set(FOLDER_OF.values())))
def test_a_folder_on_one_event_keeps_its_follow_ups_and_loses_its_strays(folder: str) -> None:
    own = {id for id in FOLDERS if FOLDER_OF[id] == folder}
    story = max(sets_of(FOLDERS[id] for id in own), key=len)
    # out of reach of words alone: tulips that rot in a strike, a regatta by the lake of the camp
    hard = {"strike-3"} | {"virus-6"}
    assert own - STRAYS - hard <= story
    assert not story & (STRAYS - hard)


def test_names_are_words_with_a_capital_within_a_sentence() -> None:
    text = "Talks failed. Envoys left Port Ellery, Ágota Őry said; Mr. Brand’s aide, O’Neill, “had no comment”. The End"
    assert find_names(text) == ["Port", "Ellery", "Ágota", "Őry", "Mr", "O’Neill", "End"]


def test_a_word_that_is_also_written_small_is_no_name_and_neither_is_a_day() -> None:
    counts = {"ellery": 1.0, "minister": 2.0, "monday": 1.0, "rescuer": 1.0, "boat": 1.0}
    capitals = ["rescuer", "minister", "ellery", "monday"]
    assert lean(counts, capitals=capitals, names=["minister", "ellery", "monday"]).tolist() == [1, -1, -1, 0, -1]
