"""What is no figure of the news: counts of unnamed voices, what a correction takes back."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.annotate.annotate import annotate
from rashomon.model.report import Block, Report
from rashomon.model.spans import ReferenceDate, Span
from rashomon.settings import AnnotateSettings

DAY = date(2026, 3, 14)
GIVEN = ReferenceDate(earliest=DAY, latest=DAY, source="given")

CASES = [
    ("Two officials briefed on the plan told the paper that 40 jobs would go.", {"Two": "voices", "40": ""}),
    ("At least one person was killed, two witnesses said.", {"At least one": "", "two": "voices"}),
    # how many condemn or demand something is news, and so is how many have a crowd
    ("Ten countries condemned the killing of 40 people.", {"Ten": "", "40": ""}),
    ("Five lawmakers demanded that the mayor resign.", {"Five": ""}),
    ("Some 3,000 demonstrators said the vote had been stolen.", {"Some 3,000": ""}),
    ("The two officers were suspended, the mayor said.", {"two": ""}),
    # a correction
    (
        "Correction: An earlier version of this article said that the mill employs 900 people. It employs 560.",
        {"900": "withdrawn", "560": ""},
    ),
    ("An earlier version of our story gave the toll as 31; it is 13.", {"31": "withdrawn", "13": ""}),
    ("This article was amended on Monday. The bridge has 16 piers, not 61 piers.", {"16": "", "61": "withdrawn"}),
    # no correction of this text
    ("An earlier version of the plan foresaw 900 jobs, the mill said.", {"900": ""}),
    ("In an earlier version of the story, he said 14 people were killed.", {"14": ""}),
    ("An earlier version of the report, seen by lawyers, put the toll at 50 dead.", {"50": ""}),
    ("An earlier version said 40 jobs would go.", {"40": ""}),
    ("Corrections officers said 12 inmates escaped, not 20.", {"12": "", "20": ""}),
    ("Clarification: the mill employs 60 people, not 90.", {"60": "", "90": "withdrawn"}),
    # what somebody denies or admits, and what those who speak underwent, is news of so many
    ("Three officers denied killing the man.", {"Three": ""}),
    ("Four doctors admitted falsifying records.", {"Four": ""}),
    ("Twelve residents said they were poisoned.", {"Twelve": ""}),
    ("Three neighbours said the house had been empty.", {"Three": "voices"}),
    ("The mill needs 60 people, not 40 people.", {"60": "", "40": ""}),
]


def scopes(text: str) -> dict[str, str]:
    report = Report(id="a", text=text, blocks=(Block(span=Span(0, len(text)), role="body"),), published=GIVEN)
    found = next(annotate([report], settings=AnnotateSettings()))
    return {text[item.span.start : item.span.end]: item.scope for item in found.figures}


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_set_aside(text: str, expected: dict[str, str]) -> None:
    assert scopes(text) == expected
