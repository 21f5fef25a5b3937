"""What holds for the times of any text: no error, spans in the text, values that TIMEX3 allows."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.parse import parse
from rashomon.annotate.times import find_times, resolve_again
from rashomon.model.report import Block, Report
from rashomon.model.spans import UNKNOWN_DATE, ReferenceDate, Span
from rashomon.settings import AnnotateSettings

SETTINGS = AnnotateSettings()
YEAR = r"(?:BC[\dX]{4,5}|[\dX]{4})"
PART = r"[\dX]{2}(?:-[\dX]{2})?|W[\dX]{2}(?:-(?:[1-7]|WE))?|Q[1-4X]|H[12]|SP|SU|FA|WI"
DATE = rf"{YEAR}(?:-(?:{PART}))?|(?:BC)?[\dX]{{2,3}}"
CLOCK = r"T(?:MO|MI|AF|EV|NI|DT|XX|\d\d(?::\d\d(?::\d\d)?)?Z?)"
NUMBER = r"(?:\d+(?:\.\d+)?(?:e\+\d+)?|X)"
PERIOD = rf"P(?:{NUMBER}[YMWDQ]|{NUMBER}WE)*(?:T(?:{NUMBER}[HMS])+)?(?:{NUMBER}[YMWD])*"
VALUE = re.compile(rf"(?:{DATE})(?:{CLOCK})?|{PERIOD}|PRESENT_REF|PAST_REF|FUTURE_REF")
PIECES = (
    *re.findall(
        r"\S+",
        """on in at by since until the a an of and or to – - / , . ' early late last next this every each ago later
    before after Friday Sun. May March 31 30 2 12 99 1998 2024 3000 0 00 24:00 9:30 25:61 a.m. pm BC AD 1990s '98
    90s ½ 1/2 2nd
    31st 400th years year weeks day decade century quarter half hour minutes month spring Christmas Easter noon tonight
    morning night February June 29 2023 two and-a-half hundred thousand dozen few first second fourth now future weekend
    same that 12/13/2021 31/12/99 2021-02-30 9999-12-31 10000000000000000000 10,000 1,23,456 Q3 H1 twice once per fiscal
    from week １２ ² about up least more than another period term latest nights vote the held 's end between through""",
    ),
    "\n\n",
)
DAYS = st.none() | st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


def check(text: str, day: date | None) -> None:
    """Every property for one text, written on that day."""
    given_date = UNKNOWN_DATE if day is None else ReferenceDate(earliest=day, latest=day, source="given")
    blocks = (Block(span=Span(0, len(text)), role="body"),) if text.strip() else ()
    report = Report(id="x", text=text, blocks=blocks, published=given_date)
    for parsed in parse([report], settings=SETTINGS):
        reference, times = find_times(parsed, settings=SETTINGS.times)
        position = 0
        for time in times:
            assert position <= time.span.start < time.span.end <= len(text)
            position = time.span.end
            assert text[time.span.start : time.span.end].strip() == text[time.span.start : time.span.end]
            assert VALUE.fullmatch(time.value), (text, time.value)
            assert 0 < time.confidence <= 1
            assert time.earliest is None or time.latest is not None
            assert time.earliest is None or time.earliest <= time.latest  # type: ignore[operator]
        assert resolve_again(times, reference, settings=SETTINGS.times) == times


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), DAYS)
def test_any_row_of_time_words(pieces: list[str], day: date | None) -> None:
    check(" ".join(pieces), day)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80), DAYS)
def test_any_text(text: str, day: date | None) -> None:
    check(text, day)
