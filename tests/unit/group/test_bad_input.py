"""Streams that nobody should send and somebody will: no crash, no giant story, every report in one story."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from pathlib import Path

from tests.unit.group.test_group import BUDGET_A, FERRY_A, FERRY_B, SETTINGS, annotated, prose, report, sets_of

from rashomon import pipeline
from rashomon.group import group, group_stream
from rashomon.model.report import Refusal, Report
from rashomon.model.story import Story
from rashomon.settings import GroupSettings, Settings


def stream(reports: Sequence[Report], settings: GroupSettings = SETTINGS) -> list[Story]:
    """Group a stream, and hold that every report is in one story."""
    found = list(group_stream(reports, settings=settings))
    assert sorted(name for story in found for name in story.reports) == sorted(item.id for item in reports)
    return found


def test_the_same_report_a_thousand_times_is_one_story() -> None:
    reports = [report(f"{place:04}", FERRY_A, day=1) for place in range(1000)]
    (story,) = stream(reports)
    assert {copy.report for copy in story.copies} == set(story.reports) - {"0000"}
    assert len(story.copies) <= len(reports) * SETTINGS.copy_candidates
    (whole,) = group([annotated(item) for item in reports[:200]], settings=SETTINGS)
    assert len(whole.reports) == 200


def test_ten_thousand_empty_titles_are_no_story() -> None:
    reports = [report(f"e{place}", " ", title="" if place % 2 else None) for place in range(10_000)]
    assert len(stream(reports)) == len(reports)


def test_reports_without_a_title_make_no_giant() -> None:
    source = random.Random(3)
    letters = "abdegiklmnoprstuvz"
    reports = [
        report(f"e{place}", " ".join("".join(source.choices(letters, k=6)) for _ in range(12)), title="")
        for place in range(3_000)
    ]
    assert max(len(story.reports) for story in stream(reports)) < 5


def test_reports_of_three_words_stay_alone() -> None:
    reports = [report("w1", "Talks go on"), report("w2", "Rain again tomorrow"), report("w3", "?! … –")]
    assert len(stream(reports)) == 3


def test_dates_of_1970_of_the_future_and_none_do_no_harm() -> None:
    days = (-22_000, 400_000, None, 3, 1)
    stream(
        [report(f"r{place}", f"{FERRY_A} {place}", day=day) for place, day in enumerate(days)], GroupSettings(batch=2)
    )


def test_one_date_in_the_future_ends_no_story() -> None:
    settings = GroupSettings(batch=3, idle_days=5)
    reports = [
        report("a", FERRY_A, day=1),
        report("x", BUDGET_A, day=1),
        report("y", prose(1, 60), day=2),
        report("future", prose(2, 60), day=400_000),
        report("u", prose(3, 60), day=2),
        report("v", prose(4, 60), day=3),
        report("b", FERRY_B, day=4),
    ]
    assert frozenset("ab") in sets_of(stream(reports, settings))


def test_dates_out_of_order_lose_nothing() -> None:
    source = random.Random(9)
    reports = [report(f"r{place:03}", prose(place % 40, 60), day=source.randint(0, 300)) for place in range(200)]
    stream(reports, GroupSettings(batch=7, idle_days=3))


def test_a_report_of_five_megabytes_is_judged_by_its_beginning() -> None:
    long = report("long", f"{FERRY_B}\n\n" + "word filler " * 420_000)
    assert len(long.text) > 5_000_000
    settings = dataclasses.replace(SETTINGS, max_words=500)
    assert len(stream([report("a", FERRY_A), long], settings)) <= 2


def test_of_two_reports_with_one_id_the_second_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text(
        "".join(
            f'{{"id": "same", "title": "{title}", "text": "{text}"}}\n'
            for title, text in (
                ("Ferry aground", " ".join(FERRY_A.split())),
                ("Budget passed", " ".join(BUDGET_A.split())),
            )
        )
    )
    refused: list[Refusal] = []
    for state in (None, tmp_path / "state", tmp_path / "state"):
        refused.clear()
        (story,) = pipeline.stories(
            [str(tmp_path / "one.jsonl")], settings=Settings(), refuse=refused.append, state=state
        )
        assert story.reports == ("same",)
        assert [item.reason for item in refused] == ["id taken"]


def test_an_id_that_the_state_has_with_another_text_is_refused(tmp_path: Path) -> None:
    refused: list[Refusal] = []
    for text in (FERRY_A, BUDGET_A):
        (tmp_path / "in.jsonl").write_text(f'{{"id": "same", "title": "News", "text": "{" ".join(text.split())}"}}\n')
        paths = [str(tmp_path / "in.jsonl")]
        (story,) = pipeline.stories(paths, settings=Settings(), refuse=refused.append, state=tmp_path / "state")
        assert story.reports == ("same",)
    assert [(item.id, item.reason) for item in refused] == [("same", "id taken")]
