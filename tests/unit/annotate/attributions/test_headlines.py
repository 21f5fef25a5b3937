"""Sources that a headline sets off with a colon or a dash."""

import pytest

from rashomon.annotate.attributions.headlines import find_in_headlines
from rashomon.annotate.parse import parse
from rashomon.clean import clean
from rashomon.model.report import RawReport, Report
from rashomon.settings import Settings

_SETTINGS = Settings()
_BODY = "The harbour was closed in the evening. Nobody could say for how long it would stay closed."


def _found(headline: str) -> list[tuple[str, str]]:
    raw = RawReport(path="a.json", form="record", content=_BODY, title=headline)
    report = clean(raw, settings=_SETTINGS.clean)
    assert isinstance(report, Report)
    (parsed,) = parse([report], settings=_SETTINGS.annotate)
    rows = find_in_headlines(parsed, [], confidence=0.5)
    text = report.text
    return [(text[a.source[0].start : a.source[0].end], text[a.content[0].start : a.content[0].end]) for a in rows]


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Two divers killed in harbour blast: police", "police", "Two divers killed in harbour blast"),
        ("Ferry carried twice its load – prosecutors", "prosecutors", "Ferry carried twice its load"),
        ("UN: 40,000 flee fighting in the hills", "UN", "40,000 flee fighting in the hills"),
        ("Police: driver was asleep at the wheel", "Police", "driver was asleep at the wheel"),
        ("Anna Keller: 'We were never warned'", "Anna Keller", "'We were never warned'"),
        ("Army shelled the village school: Moscow", "Moscow", "Army shelled the village school"),
    ],
)
def test_a_source_set_off_is_the_source_of_the_rest(headline: str, source: str, content: str) -> None:
    assert _found(headline) == [(source, content)]


@pytest.mark.parametrize(
    "headline",
    [
        "Port Alder tram crash: seven dead after derailment",
        "Anna Keller: from harbour pilot to minister",
        "Harbour closed after blast kills two - The Alder Times",
        "Live: harbour closed after blast kills two",
        "Harbour blast: what we know so far",
        "Talks on the harbour end without a deal - for now",
    ],
)
def test_a_subject_or_a_site_is_no_source(headline: str) -> None:
    assert _found(headline) == []
