"""Sources after "according to" that stand beside another cue of the sentence."""

import pytest

from rashomon.annotate.attributions.according import find_according
from rashomon.annotate.parse import parse
from rashomon.clean import clean
from rashomon.model.report import RawReport, Report
from rashomon.settings import Settings

_SETTINGS = Settings()


def _found(text: str) -> list[tuple[str, str]]:
    report = clean(RawReport(path="a.txt", form="text", content=text), settings=_SETTINGS.clean)
    assert isinstance(report, Report)
    (parsed,) = parse([report], settings=_SETTINGS.annotate)
    rows = find_according(parsed, [], confidence=0.5)
    return [(text[a.source[0].start : a.source[0].end], text[a.content[0].start : a.content[0].end]) for a in rows]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Surveyors told the owner that the shaft was unsafe, according to two foremen who asked not to be named.",
            "two foremen who asked not to be named",
            "Surveyors told the owner that the shaft was unsafe",
        ),
        (
            "According to the harbour office, the ferry turned back at noon.",
            "the harbour office",
            "the ferry turned back at noon",
        ),
        (
            "The bridge, according to its builders, will stand for a century.",
            "its builders",
            "The bridge",
        ),
    ],
)
def test_the_clause_is_the_content(text: str, source: str, content: str) -> None:
    ((named, held),) = _found(text)
    assert named == source
    assert held.startswith(content)


def test_what_is_done_according_to_a_plan_is_not_said() -> None:
    assert _found("The works went ahead according to plan, and the lanes were opened according to schedule.") == []


def test_a_phrase_that_is_a_cue_already_is_left_alone() -> None:
    text = "The well is dry, according to the mayor."
    report = clean(RawReport(path="a.txt", form="text", content=text), settings=_SETTINGS.clean)
    assert isinstance(report, Report)
    (parsed,) = parse([report], settings=_SETTINGS.annotate)
    first = find_according(parsed, [], confidence=0.5)
    assert len(first) == 1
    assert find_according(parsed, first, confidence=0.5) == []
