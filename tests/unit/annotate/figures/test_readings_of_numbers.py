"""Numbers whose reading hangs on a word or two beside them, each with what looks like it and is not."""

from __future__ import annotations

import pytest

from rashomon.annotate.figures import find_figures
from rashomon.annotate.parse import parse
from rashomon.model.annotation import Figure
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

SETTINGS = AnnotateSettings()


def figures(text: str) -> tuple[Figure, ...]:
    report = Report(id="r", text=text, blocks=(Block(span=Span(0, len(text)), role="body"),))
    (parsed,) = parse([report], settings=SETTINGS)
    return find_figures(parsed, (), settings=SETTINGS.figures)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A quarter of a million borrowers are affected.", [(250_000, "")]),
        ("A quarter-million homes lost power.", [(250_000, "")]),
        ("Three quarters of a billion dollars went missing.", [(750_000_000, "USD")]),
        ("A third of a million voters stayed home.", [(333_333.3333, "")]),
        ("The town bought half a dozen boats.", [(6, "")]),
        ("A quarter of the crop was lost.", [(25, "%")]),
        ("A quarter of the million voters abstained.", [(25, "%")]),
        ("It sold a third million-dollar house.", []),
    ],
)
def test_a_part_of_a_million_is_a_count(text: str, found: list[tuple[float, str]]) -> None:
    assert [(figure.low, figure.unit) for figure in figures(text)] == found


@pytest.mark.parametrize(
    ("text", "low", "high", "hedge"),
    [
        ("The number of dead does not exceed 40.", 0, 40, "no more than"),
        ("The toll did not rise above 40.", 0, 40, "no more than"),
        ("Losses hadn't topped 40 million euros.", 0, 40e6, "no more than"),
        ("Temperatures did not fall below 30 degrees.", 30, 60, "no fewer than"),
        ("Turnout failed to reach 40 percent.", 0, 40, "less than"),
        ("The blast killed no more than five people.", 0, 5, "no more than"),
        ("The waves exceeded 40 metres.", 0.04, 0.06, "exceeded"),
        ("Police did not stop more than 200 marchers.", 200, 300, "more than"),
        ("The aid did not reach 200 families.", 200, 200, ""),
    ],
)
def test_what_is_denied_to_be_more_is_at_most(text: str, low: float, high: float, hedge: str) -> None:
    (figure,) = figures(text)
    assert figure.hedge == hedge
    assert [figure.low, figure.high] == pytest.approx([low, high])


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Their rent is paid to a third party.", False),
        ("She hopes to win by a third term.", False),
        ("The side went to a quarter-final on Sunday.", False),
        ("He went to a fifth wounded man.", False),
        ("Her brothers left and a third, Jan Berg, stayed.", False),
        ("Sales fell by a third last year.", True),
        ("Sales fell by a third, Jan Berg said.", True),
        ("It has shrunk to a fifth of its size.", True),
        ("Around a third more people came.", True),
        ("Output dropped by a tenth compared with May.", True),
    ],
)
def test_an_ordinal_before_its_noun_is_no_share(text: str, share: bool) -> None:
    assert [figure.unit for figure in figures(text)] == ["%"] * share


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("The board approved the rise by a vote of 5 to 2.", "5 to 2"),
        ("Members voted four to three to keep the rate.", "four to three"),
        ("The law passed by 121 votes to 98.", "121 votes to 98"),
        ("The motion failed 98 to 121.", "98 to 121"),
        ("The judges backed the plan by a 7-2 majority.", "7-2"),
    ],
)
def test_a_vote_is_one_value(text: str, span: str) -> None:
    (figure,) = figures(text)
    assert (text[figure.span.start : figure.span.end], figure.unit, figure.of) == (span, "vote", "vote")
    assert figure.low == figure.high


@pytest.mark.parametrize(
    "text", ["The club had a 6-10 record.", "They beat Norvia nine to nil.", "After a 0-16 season the coach left."]
)
def test_what_a_game_ended_in_is_no_count(text: str) -> None:
    assert figures(text) == ()


def test_unequal_votes_are_unequal_values() -> None:
    values = [figures(f"The board voted {vote} against it.")[0].low for vote in ("5 to 2", "4 to 3", "5 to 3", "7-0")]
    assert len(set(values)) == 4
    assert values[-1] == 1


@pytest.mark.parametrize("vote", ["by 7 to 2", "7-2", "by seven votes to two"])
def test_a_vote_is_one_value_however_it_is_written(vote: str) -> None:
    (figure,) = figures(f"The board voted {vote} against it.")
    assert figure.low == pytest.approx(11 / 9)


def test_words_alone_are_counted_between_a_vote_and_its_numbers() -> None:
    (near,) = figures("The vote, or so we hear, was four to three.")
    assert near.unit == "vote"
    assert all(figure.unit != "vote" for figure in figures("The vote in that old hall by the sea was four to three."))


@pytest.mark.parametrize(
    "text",
    [
        "The club won 6-10 seats in each town.",
        "The bill won 7 to 9 votes in committee.",
        "The ship carried 10 to 12 people.",
        "Rates fell from 9 to 5 percent.",
        "Voters lost two to three days.",
        "Nurses voted by more than nine to one to strike.",
        "The 2019-20 season was lost.",
    ],
)
def test_a_range_is_no_vote(text: str) -> None:
    assert all(figure.unit != "vote" for figure in figures(text))


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("He got six years, two years less than the prosecution had sought.", ["", "gap"]),
        ("The firm will cut 4,000 jobs, 1,500 fewer than the union had feared.", ["", "gap"]),
        ("The train left two days later than planned.", ["gap"]),
        ("The new line is three times faster than the old one.", [""]),
        ("The bomb killed 12 people more than a decade ago.", [""]),
        ("The flood hit 40 villages, more than in any year.", [""]),
        ("Exports rose 20 percent higher than expected.", [""]),
        ("Nine people died, including a priest, two nurses and four drivers.", ["", "including", "including"]),
        ("Nine people died, among them three children.", ["", "part"]),
        ("Fire killed nine people, including a priest, and 40 houses burned down.", ["", ""]),
        ("Nine people, including two boys, were killed and 14 were hurt.", ["", "including", ""]),
    ],
)
def test_gaps_and_parts(text: str, scopes: list[str]) -> None:
    assert [figure.scope for figure in figures(text)] == scopes


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The union put the number of strikers at 4,800. The company spoke of 900.", (900, "striker")),
        ("The quake killed 41 people. The mayor put it at 60.", (60, "person")),
        ("Some 300 homes burned. Residents estimated the number at 500.", (500, "home")),
        ("Rescuers found 12 bodies. The hospital put the number of injured at 70.", (70, "person")),
        ("The village has 300 homes. Its council counted 40 sheep.", (40, "sheep")),
        ("The chief has 300 homes. He put 12 officers on leave.", (12, "officer")),
        ("Shells hurt 30 people. The police put their number at 90.", (90, "")),
    ],
)
def test_another_estimate_is_of_what_was_counted_before(text: str, last: tuple[float, str]) -> None:
    figure = figures(text)[-1]
    assert (figure.low, figure.of) == last


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("CPI forecasts: 2025 5.8% (5.1%), 2026 3.9% (3.4%)", [5.8, 5.1, 3.9, 3.4]),
        ("Call 0800 555 for help.", []),
        ("The 5.50 update broke many consoles.", []),
        ("Users who installed the 4.2 firmware complained.", []),
        ("The firm sold 5.5 million updates.", [5.5e6]),
        ("The 80m-strong nation voted.", [80e6]),
    ],
)
def test_lists_and_versions(text: str, values: list[float]) -> None:
    assert [figure.low for figure in figures(text)] == values


def test_a_depth_before_its_noun_counts_the_noun() -> None:
    (figure,) = figures("A goat lay in that 30m-deep well.")
    assert (figure.unit, figure.of) == ("km", "well")
    assert figure.low == pytest.approx(0.03)
