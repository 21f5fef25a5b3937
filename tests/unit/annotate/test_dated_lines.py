"""A date in a byline or alone on its line dates the report; two that differ date nothing."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.annotate import annotate
from rashomon.clean import clean
from rashomon.model.report import RawReport, Report
from rashomon.settings import Settings

BODY = "The council voted on Monday to close the old mill, the mayor said.\n\nWork is to begin in the spring.\n"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Mill to Close\n\nBy Ada Finch | Valley Post\nMarch 4, 2031\n\n", date(2031, 3, 4)),
        ("Mill to Close\n\nBy Ada Finch | March 4, 2031\n\n", date(2031, 3, 4)),
        ("Mill to Close\n\nMarch 4, 2031\n\nApril 9, 2031\n\n", None),
    ],
)
def test_dated_line(head: str, day: date | None) -> None:
    settings = Settings()
    report = clean(RawReport(path="p.txt", form="text", content=head + BODY), settings=settings.clean)
    assert isinstance(report, Report)
    (annotation,) = annotate([report], settings=settings.annotate)
    assert annotation.reference.earliest == annotation.reference.latest == day
    assert annotation.reference.source == ("text" if day else "unknown")
