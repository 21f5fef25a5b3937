"""When a report was published, from what it says itself: right or silent."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.annotate.times.helpers import SETTINGS, annotation, parsed, reference, times

from rashomon.annotate.times import infer_together
from rashomon.model.annotation import AnnotatedReport

DATED = """The miners' union said on Tuesday that its delegates will meet the owners in Varnholm on October 4.

Union delegates and the owners will meet in Varnholm next week, the mayor said.

The pits closed in April 2016. The town has been without coal for two and a half years, the mayor told the delegates."""
UNDATED = """Pit owners confirmed on Tuesday that they would go to Varnholm.

The strike was discussed in the council on Monday. Nothing has changed since 2016, a councillor said."""


def test_calendar_week_duration_and_weekday_together_give_the_day() -> None:
    found = reference(DATED)
    assert found.source == "text"
    assert (found.earliest, found.latest) == (date(2018, 9, 25), date(2018, 9, 26))
    words = {DATED[span.start : span.end] for span in found.evidence}
    assert words == {"Tuesday", "October 4", "next week", "April 2016", "two and a half years"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The council met on Tuesday. It will meet again next week.",
        "The war began in April 1904 and ended in September 1905.",
        "The delegates will meet in Varnholm on October 4. Nothing else is known.",
        "The mill burnt down in 1999. It was rebuilt in 2003 and sold on Monday.",
        # clues that contradict each other
        "Published 3 May 2011\nThe fleet, said the admiral on Friday, had left port on Monday, 6 June 2011.",
    ],
)
def test_silent_where_the_text_does_not_say(text: str) -> None:
    assert reference(text).source == "unknown"


def test_a_stamp_needs_no_news_of_its_day() -> None:
    text = "Published 20 September 2025\n\nOn Thursday seven members of the board voted for the sale."
    found = reference(text)
    assert (found.earliest, found.latest) == (date(2025, 9, 20), date(2025, 9, 20))


def test_a_stamp_line() -> None:
    found = reference("Updated: 8 March 2015\n\nThe dam held, engineers said.")
    assert (found.earliest, found.latest) == (date(2015, 3, 8), date(2015, 3, 8))


def test_a_date_in_the_byline() -> None:
    found = reference("By Mara Lind | 9 May 1911\n\nThe dam held, engineers said.")
    assert (found.earliest, found.latest) == (date(1911, 5, 9), date(1911, 5, 9))


def test_a_dated_photograph_lies_before_the_report() -> None:
    text = "FILE PHOTO: The dam, 9 May 1911.\n\nThe dam held, engineers said on Friday, 5 May 1911."
    assert reference(text).source == "unknown"


def test_a_news_day_given_in_full() -> None:
    found = reference("The dam held, engineers said on Friday, 13 March 2015. It was built in 1961.")
    assert (found.earliest, found.latest) == (date(2015, 3, 13), date(2015, 3, 14))


def test_values_are_counted_from_the_inferred_date() -> None:
    values = {text: time.value for text, time in times(DATED, None)}
    assert values["Tuesday"] == "2018-09-25"
    assert values["next week"] == "2018-W40"


def _pair(first: str, second: str) -> list[AnnotatedReport]:
    return [
        AnnotatedReport(report=parsed(text, None).report, annotation=annotation(text, None)) for text in (first, second)
    ]


def test_a_sister_report_lends_its_day() -> None:
    alone, undated = _pair(DATED, UNDATED)
    assert undated.annotation.reference.source == "unknown"
    first, second = infer_together([alone, undated], settings=SETTINGS.times)
    assert first == alone.annotation
    assert (second.reference.earliest, second.reference.latest) == (date(2018, 9, 25), date(2018, 9, 26))
    assert [time.value for time in second.times] == ["2018-09-25", "2018-09-24", "2016"]
    assert [time.span for time in second.times] == [time.span for time in undated.annotation.times]


@pytest.mark.parametrize(
    "undated",
    [
        UNDATED.replace("on Tuesday", "on Sunday"),  # another news day
        UNDATED.replace("since 2016", "since May 2019"),  # tells as past what comes later
        UNDATED.replace("on Monday", "on Wednesday"),  # six days back: rather a report of the next day
    ],
)
def test_a_sister_report_does_not_lend_its_day(undated: str) -> None:
    _, second = infer_together(_pair(DATED, undated), settings=SETTINGS.times)
    assert second.reference.source == "unknown"


DATELINED = "By Wire One, Varnholm, {}\nDelegates of the union came to the town hall. Nobody spoke to them."


def test_a_dateline_without_a_year_is_of_the_year_of_its_sisters() -> None:
    _, second = infer_together(_pair(DATED, DATELINED.format("Sept 27")), settings=SETTINGS.times)
    assert (second.reference.earliest, second.reference.latest) == (date(2018, 9, 27), date(2018, 9, 28))
    assert [time.value for time in second.times] == ["2018-09-27"]


@pytest.mark.parametrize("day", ["Feb 27", "Nov 3"])
def test_a_dateline_of_another_month_is_not(day: str) -> None:
    _, second = infer_together(_pair(DATED, DATELINED.format(day)), settings=SETTINGS.times)
    assert second.reference.source == "unknown"


def test_numeric_dates_are_read_as_the_report_writes_them() -> None:
    day = date(2021, 6, 1)
    british = "The dam held on 03/04/2021. It was tested on 25/03/2021."
    assert [(t.value, t.confidence) for _, t in times(british, day)] == [("2021-04-03", 1.0), ("2021-03-25", 1.0)]
    ((_, alone),) = times("The dam held on 03/04/2021.", day)
    assert (alone.value, alone.confidence) == ("2021-03-04", SETTINGS.times.doubtful)
    ((_, abroad),) = times("The dam held on 03/04/2021.", day, url="https://example.co.uk/dam")
    assert (abroad.value, abroad.confidence) == ("2021-04-03", SETTINGS.times.doubtful)
