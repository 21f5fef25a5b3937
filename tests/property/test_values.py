"""What holds for figures and places of any text: no error, spans in the text, finite values, places on the globe."""

from __future__ import annotations

import math
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.figures import find_figures
from rashomon.annotate.parse import parse
from rashomon.annotate.places import find_places
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

SETTINGS = AnnotateSettings()
PIECES = (
    *re.findall(
        r"\S+",
        """one two a an half third quarters and hundred thousand million billion dozen dozens tens of several
        couple in out between from to or - – / . , % per cent percent $ US$ € £ Rs 1 12 1,23,456 10,000,00
        1.234.567 0x10 ½ 3½ 1/3 9/0 １２ ² ٣ XIV 5m 5bn 99999999999999999999999 km miles degrees Celsius °F
        -40 years days per hour killed people injured others more than about at least up nearly so + Paris
        Texas Georgia U.S. St. New York 's Kyiv the Strait Hormuz White House said Moscow no. 1st 2020 May""",
    ),
    "\n",
    "\n\n",
    "\u202f",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(" ".join) | st.text(min_size=1, max_size=60))
def test_any_text(text: str) -> None:
    report = Report(id="r", text=text, blocks=(Block(span=Span(0, len(text)), role="body"),))
    for parsed in parse([report], settings=SETTINGS):
        last = 0
        for figure in find_figures(parsed, (), settings=SETTINGS.figures):
            assert last <= figure.span.start < figure.span.end <= len(text)
            last = figure.span.end
            assert math.isfinite(figure.low)
            assert math.isfinite(figure.high)
            assert figure.low <= figure.high
            if figure.of_span:
                assert figure.of_span.end <= len(text)
        last = 0
        for place in find_places(parsed, settings=SETTINGS.places):
            assert last <= place.span.start < place.span.end <= len(text)
            last = place.span.end
            assert abs(place.lat) <= 90
            assert abs(place.lon) <= 180
