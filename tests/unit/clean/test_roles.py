"""Which role each paragraph of a report gets. All texts are invented."""

from __future__ import annotations

import pytest

from rashomon.clean import clean
from rashomon.model.report import RawReport, Report
from rashomon.settings import CleanSettings

LEAD = "The council approved the bridge on Monday by 21 votes to 19, with nine members absent from the chamber."
MORE = "The mayor voted against it and said that she would not sign the contract before the summer."
LETTERS = {"headline": "H", "standfirst": "S", "body": "b", "caption": "C", "byline": "B", "boilerplate": "x"}


def roles(text: str, *, title: str | None = None) -> str:
    """One letter a block, in order."""
    form = "text" if title is None else "record"
    report = clean(RawReport(path="a", form=form, content=text, title=title), settings=CleanSettings())
    assert isinstance(report, Report)
    return "".join(LETTERS[block.role] for block in report.blocks)


@pytest.mark.parametrize(
    ("expected", "lines"),
    [
        # headlines
        ("Hbb", ["Council Approves Bridge After Nine Hours", LEAD, MORE]),
        ("Hbb", ["Council approves bridge after nine hours", LEAD, MORE]),
        ("Hbb", ["Council Approves Bridge After Nine Hours.", LEAD, MORE]),
        ("Hbb", ["Who will pay for the bridge?", LEAD, MORE]),
        ("HHbb", ["Council approves bridge", "COUNCIL APPROVES BRIDGE", LEAD, MORE]),
        ("HCHbb", ["Council approves bridge", "Photo: Ann Field", "Council approves bridge", LEAD, MORE]),
        ("HSbb", ["Council approves bridge", "Vote splits both parties and leaves the mayor alone", LEAD, MORE]),
        (
            "SHHSbb",
            [LEAD, "Council approves bridge", "Council approves bridge", "Vote splits both parties", LEAD, MORE],
        ),
        ("SHbb", [LEAD, "Council Approves Bridge After Nine Hours", "It was past midnight.", MORE]),
        ("xHbb", ["Local News", "Council approves bridge after nine hours", LEAD, MORE]),
        ("HSBbb", ["Council approves bridge", "The mayor stands alone after the vote.", "By Ann Field", LEAD, MORE]),
        # no headline where there is doubt
        ("bb", [LEAD, MORE]),
        ("bb", ["Police closed the road.", MORE]),
        ("bbbbb", [LEAD, "What It Will Cost The Town", MORE, "Who Voted Against It Then", MORE]),
        ("Bbb", ["HARBOUR TOWN (CNA) - The council approved the bridge", MORE]),
        ("bb", ["- The first boat leaves at six in the morning", MORE]),
        ("bb", ["The company announced three changes on Monday:", MORE]),
        # bylines
        ("HBBbb", ["Council approves bridge", "By Ann Field and Omar Said", "7 March 2024 10:15 GMT", LEAD, MORE]),
        ("HBbb", ["Council approves bridge", "BY ANN FIELD, Gazette | Reuters", LEAD, MORE]),
        ("HBBbb", ["Council approves bridge", "Coast Gazette", "By a Staff Correspondent", LEAD, MORE]),
        ("HBBbb", ["Council approves bridge", "7 March 2024", "Ann Field", LEAD, MORE]),
        ("bbB", [LEAD, MORE, "Written By Ann Field"]),
        ("bbB", [LEAD, MORE, "(Additional reporting by Ann Field in Oslo; Editing by Omar Said and Li Wei)"]),
        ("bbB", [LEAD, MORE, "Omar Said in Harbour Town contributed to this report."]),
        ("HBbb", ["Council approves bridge", "Updated: March 7, 2024 at 9:05 p.m. EST", LEAD, MORE]),
        ("bbb", [LEAD, "By noon the square was empty.", MORE]),
        ("bbb", [LEAD, MORE, "Reporting by the mayor's office found that the bridge had cost too much."]),
        ("bbb", [LEAD, MORE, "Two deaths were reported from the harbour."]),
        # captions
        ("Cbb", ["FILE PHOTO: The old bridge in 2019. REUTERS/Omar Said/File Photo", LEAD, MORE]),
        ("bCb", [LEAD, "The old bridge in 2019. (Photo by Omar Said/Getty Images)", MORE]),
        ("bCb", [LEAD, "In this photo taken March 3, 2024, the mayor speaks. (AP Photo/Ann Field)", MORE]),
        ("bCb", [LEAD, "The mayor at the gates. Photograph: Ann Field/AFP", MORE]),
        ("bbb", [LEAD, "The photograph shows the mayor at the gates, the police said.", MORE]),
        # boilerplate
        ("bxb", [LEAD, "Read more: How the vote was won", MORE]),
        ("bxb", [LEAD, "ADVERTISEMENT", MORE]),
        ("bxxxb", [LEAD, "Related stories", "Coast road to be widened", "The year in votes", MORE]),
        ("bbxxx", [LEAD, MORE, "Sign up for our newsletter", "Follow us on Facebook", "© 2024 Coast Gazette"]),
        ("bbb", [LEAD, "Follow-up talks are due in May, the council said.", MORE]),
        ("bbb", [LEAD, "Share prices of the builder rose by four per cent.", MORE]),
        ("bbb", [LEAD, "Advertisement revenue pays for the bridge, the mayor said.", MORE]),
        ("bbb", [LEAD, "Correction: the council has 49 members, not 48.", MORE]),
    ],
)
@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n\r\n"])
def test_roles(expected: str, lines: list[str], separator: str) -> None:
    assert roles(separator.join(lines)) == expected


@pytest.mark.parametrize(
    "only",
    ["By Ann Field", "Council Approves Bridge", "Advertisement", "FILE PHOTO: The bridge", LEAD, "Read more: here"],
)
def test_the_only_line_of_a_report_stays_body(only: str) -> None:
    assert roles(only) == "b"


def test_a_caption_below_a_headline_is_all_that_a_picture_story_says() -> None:
    assert roles("Fireworks over the harbour. (Photo by Omar Said/AFP)", title="Harbour Lights") == "Hb"


def test_a_transcript_is_body_whatever_its_lines_look_like() -> None:
    talk = [
        "ANN FIELD: Good evening",
        "OMAR SAID: A ship broke loose.",
        "ANN FIELD: When?",
        "OMAR SAID: At noon, I think",
    ]
    assert roles("\n".join(["Interview with the harbour master", *talk])) == "Hbbbb"
    assert roles("\n".join(talk)) == "bbbb"


@pytest.mark.parametrize(
    "body_title", ["Council approves bridge", "COUNCIL APPROVES BRIDGE", "Council approves bridge:"]
)
def test_a_given_title_is_found_again_in_the_body(body_title: str) -> None:
    expected = "Hbb" if body_title.endswith(":") else "HHb"
    assert roles(f"{body_title}\n{LEAD}", title="Council approves bridge | Coast Gazette") == expected


def test_a_title_that_is_the_first_sentence_does_not_take_it_from_the_body() -> None:
    assert roles(f"{LEAD}\n{MORE}", title=LEAD) == "Hbb"
