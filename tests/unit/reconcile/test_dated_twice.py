"""A report that gives one deed two days, and one whose headline and body give two numbers, is at odds with itself."""

from __future__ import annotations

import pytest
from tests.unit.reconcile.make import annotated, material

from rashomon.annotate import annotate
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.model.story import Story
from rashomon.model.synopsis import Synopsis
from rashomon.reconcile import reconcile
from rashomon.reconcile.differences.dated_twice import find_days_at_odds
from rashomon.reconcile.differences.readings import find_readings
from rashomon.settings import Settings


def _days(*texts: str) -> list[tuple[str, str]]:
    found = material(annotated(*texts))
    readings = find_readings(found)
    return [(readings[one].label, readings[other].label) for one, other in find_days_at_odds(found, readings)]


def _synopsis(*reports: AnnotatedReport) -> Synopsis:
    story = Story(id="story", reports=tuple(item.report.id for item in reports), copies=())
    return reconcile(story, reports, settings=Settings().reconcile)


@pytest.mark.parametrize(
    "text",
    [
        "The old bridge was closed on 5 June 2023. The bridge was closed on 7 June 2023, an engineer wrote.",
        "The mayor died on 3 May 2021. A friend said that the mayor died on 8 May 2021.",
        "The council closed the pool on 5 June 2023. The pool was closed on 9 June 2023.",
        "The senate approved the bill on 5 June 2023. The bill was approved by the senate on 7 June 2023.",
        "The Danish council approved the plan on 5 June 2023. The council approved the plan on 7 June 2023.",
        "The treaty was signed on 5 June 2023. The treaty was signed on 7 June 2023.",
        "A mine killed a guard on 5 June 2023. The guard was killed by a mine on 7 June 2023.",
        "The ferry sank on 5 June 2023. The ferry sank on 7 June 2023.",
    ],
)
def test_a_deed_done_once_has_two_days(text: str) -> None:
    assert len(_days(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed on 5 June 2023. The bridge was closed on 5 June 2023, an engineer wrote.",
        "The bridge was closed on 5 June 2023. The bridge was closed again on 7 June 2023.",
        "The north gate was closed on 5 June 2023. The south gate was closed on 7 June 2023.",
        "The bridge was closed on 5 June 2023. The bridge was inspected on 7 June 2023.",
        "The bridge was closed on 5 June 2023. The bridge will be closed on 7 June 2023.",
        "Schools were closed on 5 June 2023. Schools were closed on 7 June 2023.",
        "The minister met the envoy on 5 June 2023. The minister met the envoy on 7 June 2023.",
        "The bridge was closed on Monday. The bridge was closed on 7 June 2023.",
        "The bridge was not closed on 5 June 2023. The bridge was closed on 7 June 2023.",
        "The senate approved the bill on 5 June 2023. The house approved the bill on 7 June 2023.",
        "The senate met and approved the bill on 5 June 2023. The house met and approved the bill on 7 June 2023.",
        "The bill was approved by the senate on 5 June 2023. The bill was approved by the house on 7 June 2023.",
        "The senate approved the bill on 5 June 2023. The bill was approved on 7 June 2023.",
        "Norway signed the treaty on 5 June 2023. Iceland signed the treaty on 7 June 2023.",
        "The Polish council adopted the budget on 5 June 2023. The Danish council adopted the budget on 7 June 2023.",
        "A mine killed a guard on 5 June 2023. A sniper killed the guard on 7 June 2023.",
        "A guard was killed on 5 June 2023. A guard was killed on 7 June 2023.",
        "A guard was killed on 5 June 2023. Another guard was killed on 7 June 2023.",
        "The index closed at 4,200 points on 5 June 2023. The index closed at 4,310 points on 6 June 2023.",
    ],
)
def test_other_days_are_of_other_deeds(text: str) -> None:
    assert _days(text) == []


def test_a_report_alone_is_at_odds_with_itself() -> None:
    found = _synopsis(*annotated("The bridge was closed on 5 June 2023. The bridge was closed on 7 June 2023."))
    assert [(one.type, one.explanation) for one in found.differences] == [("date", "real conflict")]
    assert [side.value for side in found.differences[0].sides] == ["5 June 2023", "7 June 2023"]
    assert {claim.status for claim in found.claims} == {"disputed"}


def _headed(headline: str, body: str) -> AnnotatedReport:
    text = f"{headline}\n\n{body}"
    blocks = (
        Block(span=Span(0, len(headline)), role="headline"),
        Block(span=Span(len(headline) + 2, len(text)), role="body"),
    )
    one = Report(id=headline, text=text, blocks=blocks)
    return AnnotatedReport(report=one, annotation=next(iter(annotate([one], settings=Settings().annotate))))


BODY = "Nine people died when a ferry burned off Tarnow, the harbour master said."


@pytest.mark.parametrize(
    ("headline", "told"),
    [("Twelve people died in Tarnow ferry fire", ["real conflict"]), ("Nine people died in Tarnow ferry fire", [])],
)
def test_a_headline_that_its_own_body_does_not_bear_out(headline: str, told: list[str]) -> None:
    found = _synopsis(_headed(headline, BODY), _headed("Ferry burns off Tarnow", BODY))
    assert [one.explanation for one in found.differences if one.type == "figure"] == told
