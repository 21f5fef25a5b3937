"""How a vote went is one value, and who tells it otherwise is at odds with it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.reconcile.make import annotated, material

from rashomon.model.story import Story
from rashomon.reconcile import reconcile
from rashomon.reconcile.differences.readings import find_readings
from rashomon.reconcile.differences.votes import VOTE
from rashomon.settings import Settings


def _votes(text: str) -> list[float]:
    return [reading.bare for reading in find_readings(material(annotated(text))) if reading.measure == VOTE]


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("The rate was raised by a vote of 5 to 2.", 2 / 7),
        ("Parliament adopted the law by 121 votes to 98.", 98 / 219),
        ("The workers backed it by 1,200 votes to 400.", 1 / 4),
        ("The vote, we are told, was four to three.", 3 / 7),
        ("The council rejected the plan in a vote of 9-3.", 1 / 4),
        ("Six of the seven judges voted for the decision.", 1 / 7),
        ("The decision was unanimous.", 0.0),
        ("The board unanimously approved the plan.", 0.0),
        ("The council threw the plan out after a 9-0 vote.", 0.0),
        ("The judges backed the pension plan by a 7-2 majority.", 2 / 9),
    ],
)
def test_a_vote_is_read(text: str, against: float) -> None:
    assert _votes(text) == [pytest.approx(1 + against)]


@pytest.mark.parametrize(
    "text",
    [
        "Brann won 5-2 at home.",
        "The vote moved the hall from 40 to 90 chairs.",
        "The talks about the vote lasted from two to four.",
        "The decision was not unanimous.",
        "The decision was almost unanimous.",
        "Six of the seven judges had not voted for the ban.",
        "Six of the seven judges voted against the decision.",
        "He received 350 votes.",
    ],
)
def test_what_is_no_vote(text: str) -> None:
    assert _votes(text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Support rose by 5 to 10 percent before the vote.", (7.5, "%")),
        ("Turnout was 40-45 percent in the vote.", (42.5, "%")),
        ("Voting was delayed by two to three hours.", (2.5, "hour")),
        ("Voting was held up by 5 to 10 ferries.", (7.5, "")),
    ],
)
def test_a_range_beside_a_vote_keeps_its_figure(text: str, figure: tuple[float, str]) -> None:
    assert [(one.bare, one.measure) for one in find_readings(material(annotated(text)))] == [figure]


def test_a_long_list_of_votes_is_read() -> None:
    assert _votes("They were " + "unanimous, " * 3000 + "he said.") == [1.0] * 3000


def _told(*texts: str, days: tuple[date, ...] = ()) -> list[tuple[str, set[str]]]:
    story = Story(id="story", reports=tuple(f"r{place}" for place in range(len(texts))), copies=())
    found = reconcile(story, annotated(*texts, days=days), settings=Settings().reconcile)
    return [(one.explanation, {side.value for side in one.sides}) for one in found.differences if one.type == "figure"]


def test_a_vote_that_is_told_otherwise_is_a_conflict() -> None:
    first = "The court barred Mayor Ivo Brandt from office on Monday. The decision was unanimous, the clerk said."
    other = "The court barred Mayor Ivo Brandt from office. Six of the seven judges voted for the decision."
    assert _told(first, other) == [("real conflict", {"unanimous", "Six of the seven judges voted for"})]
    assert _told(first, first.replace("was unanimous", "was taken unanimously")) == []


def test_one_vote_written_in_two_ways_is_no_difference() -> None:
    texts = [
        f"The judges in Karst backed the pension plan by {vote}." for vote in ("a 7-2 majority", "a vote of 7 to 2")
    ]
    assert _told(*texts) == []
    assert _told(texts[0].replace("7-2", "6-3"), texts[1]) == [("real conflict", {"6-3", "7 to 2"})]


def test_a_vote_does_not_change_with_the_day_of_the_report() -> None:
    first = "Parliament adopted the pension law by 121 votes to 98."
    days = (date(2031, 5, 2), date(2031, 5, 4))
    assert [why for why, _ in _told(first, first.replace("98", "99"), days=days)] == ["real conflict"]
