"""Lengths counted from an event: resolved where the report tells the event's day, else left as lengths, with doubt."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.annotate.times.helpers import annotation, times

from rashomon.annotate.times import resolve_again
from rashomon.model.spans import ReferenceDate
from rashomon.settings import TimeSettings

FRIDAY = date(2019, 5, 17)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The vote was held on Monday. Two days after the vote, the minister resigned.", "Two days", "2019-05-15"),
        ("Two days after the vote, which was held on Monday, the minister resigned.", "Two days", "2019-05-15"),
        ("Talks opened on Wednesday. The day after the talks, he left.", "The day", "2019-05-16"),
        ("Monday's attack killed six. They were warned 48 hours before the attack.", "48 hours", "2019-05-11"),
        ("The storm struck on 12 May. A week before the storm, the gates were shut.", "A week", "2019-W18"),
        ("The vote is set for Sunday. A day before the vote all rallies are banned.", "A day", "2019-05-18"),
        ("The storm on 12 May was the worst. Hours after the storm, the dam burst.", "Hours", "2019-05-12TXX"),
        ("The plane crashed on 2 May. A week after the crash, the line was closed.", "A week", "2019-W19"),
        ("She was fined on Tuesday. She quit a day after being fined.", "a day", "2019-05-15"),
        ("They voted on Monday. Three days after they voted, the result came.", "Three days", "2019-05-16"),
    ],
)
def test_counted_from_the_day_of_the_event(text: str, words: str, value: str) -> None:
    assert {found: time.value for found, time in times(text, FRIDAY)}[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "Two days after the vote, the minister resigned.",
        "They discussed the vote on Monday. Two days after the vote, the minister resigned.",
        "The vote was put off on Monday. Two days after the vote, the minister resigned.",
        "The second vote was held on Monday. Two days after the vote, the minister resigned.",
        "The vote was not held on Monday. Two days after the vote, the minister resigned.",
        "They voted on Monday, and they voted on Wednesday. Two days after the vote, the minister resigned.",
        "They did not vote on Monday. Two days after the vote, the minister resigned.",
        "The vote on Monday failed, and so did the vote on Wednesday. Two days after the vote, the minister resigned.",
    ],
)
def test_a_length_where_the_report_does_not_tell_the_day(text: str) -> None:
    found = dict(times(text, FRIDAY))["Two days"]
    assert (found.type, found.value, found.earliest) == ("DURATION", "P2D", None)
    assert found.confidence < 1


def test_a_vague_length_covers_the_days_from_the_event_on_with_doubt() -> None:
    text = "The vote was held on Monday. Less than two days after the vote, the minister resigned."
    found = dict(times(text, FRIDAY))["Less than two days"]
    assert (found.value, found.earliest, found.latest) == ("2019-05-15", date(2019, 5, 13), date(2019, 5, 15))
    assert found.confidence < 1


def test_an_event_of_an_undated_report_is_counted_from_when_its_date_becomes_known() -> None:
    before = annotation("The vote was held on Monday. Two days after the vote, the minister resigned.", None).times
    assert [time.value for time in before] == ["XXXX-WXX-1", "P2D"]
    reference = ReferenceDate(earliest=FRIDAY, latest=FRIDAY, source="text")
    after = resolve_again(before, reference, settings=TimeSettings())
    assert [time.value for time in after] == ["2019-05-13", "2019-05-15"]
