"""Stories that are hardly one: a single report, copies alone, strangers among the reports, reports at odds with
themselves. The brief says what there is and no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rashomon.annotate import annotate
from rashomon.clean import clean
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import RawReport, Report
from rashomon.model.story import Copy, Story
from rashomon.model.synopsis import Synopsis
from rashomon.present.firm import sections
from rashomon.reconcile import reconcile
from rashomon.settings import Settings

SETTINGS = Settings()
LEDGER = (
    "Ferry Alma sinks off Varberg",
    "The ferry Alma sank off Varberg on Tuesday after it struck a rock in thick fog, the coast guard said.\n\n"
    "Nine people were killed and forty were pulled out of the water, harbour master Nils Ek told the Ledger.\n\n"
    "The owner, Kattegat Lines, denied that the radar of the ship had been out of order.",
)
POST = (
    "Alma goes down in fog near Varberg",
    "Nine people died when the ferry Alma hit a rock near Varberg in fog and sank on Tuesday, rescuers said.\n\n"
    "Some forty passengers were saved by fishing boats, a fisherman said.",
)
WHEAT = (
    "Wheat prices climb in Chicago",
    "Wheat rose by four per cent in Chicago on Tuesday as drought spread over Kansas.\n\n"
    "Traders expect a poor harvest, an analyst at Prairie Bank wrote.",
)


def _annotated(texts: Sequence[tuple[str, str]]) -> tuple[AnnotatedReport, ...]:
    reports = []
    for number, (title, text) in enumerate(texts):
        raw = RawReport(
            path=f"{number}.json",
            form="record",
            content=text,
            id=f"r{number:02}",
            title=title,
            outlet=f"outlet{number}.example",
            url=None,
            published="1931-05-05",
            extra={},
        )
        report = clean(raw, settings=SETTINGS.clean)
        assert isinstance(report, Report)
        reports.append(report)
    found = annotate(reports, settings=SETTINGS.annotate)
    return tuple(AnnotatedReport(report=r, annotation=a) for r, a in zip(reports, found, strict=True))


def _synopsis(*texts: tuple[str, str], copies: Sequence[tuple[int, int]] = ()) -> Synopsis:
    reports = _annotated(texts)
    story = Story(
        id="story",
        reports=tuple(item.report.id for item in reports),
        copies=tuple(
            Copy(report=f"r{copy:02}", original=f"r{original:02}", containment=1.0) for copy, original in copies
        ),
    )
    return reconcile(story, reports, settings=SETTINGS.reconcile)


def test_a_story_of_one_report_agrees_with_nobody() -> None:
    found = _synopsis(LEDGER)
    assert found.claims
    assert {claim.status for claim in found.claims} <= {"single", "denied"}
    assert {claim.reports for claim in found.claims} == {1}
    assert found.differences == ()
    assert found.copies == ()


def test_fifty_copies_are_one_voice() -> None:
    found = _synopsis(*[LEDGER] * 50, copies=[(number, 0) for number in range(1, 50)])
    assert {claim.status for claim in found.claims} <= {"single", "one origin", "denied"}
    assert {(claim.reports, claim.origins) for claim in found.claims} == {(1, 1)}
    assert not [item for item in found.differences if item.type in ("figure", "date")]
    shown = sections(found, settings=SETTINGS.present)
    assert (shown.agreed, shown.conflicts) == ((), ())


def test_a_stranger_among_the_reports_is_left_alone() -> None:
    found = _synopsis(LEDGER, POST, WHEAT)
    for claim in found.claims:
        reports = {item.at.report for item in claim.support}
        assert "r02" not in reports or reports == {"r02"}, claim
        assert not any(item.at.report == "r02" for item in claim.against)
    for difference in found.differences:
        assert not any(at.report == "r02" for side in difference.sides for at in side.spans), difference
    assert any({item.at.report for item in claim.support} == {"r00", "r01"} for claim in found.claims)


def test_two_dates_of_one_report_are_said_to_be_its_own() -> None:
    at_odds = (LEDGER[0], LEDGER[1] + "\n\nThe ferry Alma sank off Varberg on Saturday, a clerk said.")
    found = _synopsis(at_odds)
    (told,) = found.differences
    assert (told.type, told.explanation) == ("date", "real conflict")
    assert {at.report for side in told.sides for at in side.spans} == {"r00"}
    assert "corroborated" not in {claim.status for claim in found.claims}
    assert {entry.begin for entry in found.timeline} >= {date(1931, 5, 5)}


def test_the_next_day_may_be_that_of_one_night() -> None:
    night = (LEDGER[0], LEDGER[1] + "\n\nThe ferry Alma sank off Varberg on Wednesday, May 6, a clerk said.")
    assert _synopsis(night).differences == ()


def test_a_report_at_odds_with_its_caption_disputes_nobody_else() -> None:
    caption = "Seven people were killed when the ferry Alma sank off Varberg. Photo: Ledger"
    found = _synopsis((LEDGER[0], f"{caption}\n\n{LEDGER[1]}"))
    assert "disputed" not in {claim.status for claim in found.claims}
    assert "corroborated" not in {claim.status for claim in found.claims}
    (told,) = found.differences
    assert (told.type, told.explanation) == ("figure", "real conflict")
    assert {at.report for side in told.sides for at in side.spans} == {"r00"}


def test_every_span_stands_in_its_report() -> None:
    found = _synopsis(LEDGER, POST, WHEAT, LEDGER, copies=[(3, 0)])
    lengths = {item.report.id: len(item.report.text) for item in _annotated((LEDGER, POST, WHEAT, LEDGER))}
    spans = [item.at for claim in found.claims for item in claim.support]
    spans += [item.at for claim in found.claims for item in claim.against]
    spans += [at for item in found.differences for side in item.sides for at in side.spans]
    assert all(0 <= at.start < at.end <= lengths[at.report] for at in spans)
