"""Figures in sentences: value, unit, what is counted; and the many numbers that are no counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.annotate.figures import find_figures
from rashomon.annotate.parse import parse
from rashomon.model.annotation import Figure, TimeExpression
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

SETTINGS = AnnotateSettings()


def figures(text: str, *times: TimeExpression) -> tuple[Figure, ...]:
    report = Report(id="r", text=text, blocks=(Block(span=Span(0, len(text)), role="body"),))
    (parsed,) = parse([report], settings=SETTINGS)
    return find_figures(parsed, times, settings=SETTINGS.figures)


def shown(text: str) -> list[tuple[str, float, float, str]]:
    return [(text[f.span.start : f.span.end], f.low, f.high, f.unit) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("The fund lost $2.4bn in a week.", "$2.4bn", 2.4e9, 2.4e9, "USD"),
        ("It cost €7-9 million to build.", "€7-9 million", 7e6, 9e6, "EUR"),
        ("They owe 300 million yen to the bank.", "300 million yen", 3e8, 3e8, "JPY"),
        ("Turnout was 61 per cent.", "61 per cent", 61, 61, "%"),
        ("Rates rose by 75 basis points.", "75 basis points", 0.75, 0.75, "pp"),
        ("One in four wells is dry.", "One in four", 25, 25, "%"),
        ("The dam is 5 miles long.", "5 miles", 8.04672, 8.04672, "km"),
        ("The reactor reached 212 degrees Fahrenheit.", "212 degrees Fahrenheit", 100, 100, "°C"),
        ("The siege lasted 48 hours.", "48 hours", 2, 2, "day"),
        ("It took half a day.", "half a day", 12, 12, "hour"),
        ("He ran half a mile.", "half a mile", 0.804672, 0.804672, "km"),
        ("She led by four-tenths of a point.", "four-tenths of a point", 0.4, 0.4, "pp"),
        ("It is a quarter of one percent.", "a quarter of one percent", 0.25, 0.25, "%"),
        ("１２ boats sank.", "１２", 12, 12, ""),
        ("Some 1,23,456 people voted.", "Some 1,23,456", 111110.4, 135801.6, ""),
        ("It was -7C at dawn.", "-7C", -7, -7, "°C"),
        ("The truce held for a year and a half.", "a year and a half", 1.5, 1.5, "year"),
        ("It took three quarters of an hour.", "three quarters of an hour", 0.75, 0.75, "hour"),
        ("A 40-day siege ended.", "40-day", 40, 40, "day"),
        ("Crews carried 150 pounds of rice.", "150 pounds", 68.0388555, 68.0388555, "kg"),
        ("She gave 150 pounds to the appeal.", "150 pounds", 150, 150, "GBP"),
        ("The lot sold for ₹1,50,000 on Friday.", "₹1,50,000", 150_000, 150_000, "INR"),
        ("The herd grew to 9,500.", "9,500", 9500, 9500, ""),
        ("The press quoted ９０ cases.", "９０", 90, 90, ""),
    ],
)
def test_value_and_unit(text: str, words: str, low: float, high: float, unit: str) -> None:
    found = shown(text)
    assert [(w, u) for w, _, _, u in found] == [(words, unit)]
    assert found[0][1:3] == pytest.approx((low, high), rel=1e-6)


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("About 400 goats died.", "about", 360, 440),
        ("More than 400 goats died.", "more than", 400, 600),
        ("Nearly 400 goats died.", "nearly", 360, 400),
        ("At least 400 goats died.", "at least", 400, 800),
        ("As many as 400 goats died.", "as many as", 0, 400),
        ("Fewer than 400 goats died.", "fewer than", 0, 400),
        ("400 goats or so died.", "", 400, 400),
        ("They lost 400 or so goats.", "or so", 360, 440),
        ("Rebels handed over 400 rifles.", "", 400, 400),
    ],
)
def test_hedges_widen(text: str, hedge: str, low: float, high: float) -> None:
    (figure,) = figures(text)
    assert (figure.hedge, figure.low, figure.high) == (hedge, low, high)


def test_a_share_and_a_percentage_overlap() -> None:
    (percent,) = figures("Rebels hold approximately 25% of the valley.")
    (share,) = figures("Rebels hold about one-quarter of the valley.")
    assert percent.unit == share.unit == "%"
    assert (percent.of, share.of) == ("valley", "valley")
    assert max(percent.low, share.low) <= min(percent.high, share.high)


@pytest.mark.parametrize(
    "text",
    [
        "Article 12 applies, said the clerk.",
        "He met the Group of 20 in Chapter 9.",
        "Ana Ruiz, 47, and a 19-year-old man were there.",
        "Rovers won 3-1 on 14 March 2019 at 7:45 p.m.",
        "An F-22 and a Su-35 flew past, Covid-19 or not.",
        "The third man came first; one of them left.",
        "Call +44 20 7946 0958 or 0x10 or 10,000,00.",
        "It fell in the first half and the second quarter.",
        "Odds were nine to one against.",
        "No one of the two spoke. The Six Nations began in 2011.",
        "Nobody paid in the 1990s.",
        "9" * 400 + " was typed.",
        "A fifth, a porter, fled.",
        "Chapter XIV names Louis XVI.",
    ],
)
def test_no_counts(text: str) -> None:
    assert shown(text) == []


def test_killed_and_injured_are_told_apart() -> None:
    text = "The blast killed 14 people and wounded more than 60 others, including five nurses."
    killed, wounded, nurses = figures(text)
    assert (killed.of, killed.event, killed.scope) == ("person", "kill", "")
    assert (wounded.of, wounded.event, wounded.scope) == ("person", "injure", "other")
    assert (nurses.of, nurses.scope) == ("nurse", "including")


@pytest.mark.parametrize(
    "text",
    ["Fire killed 31 people.", "Officials counted 31 dead.", "The death toll rose to 31.", "There were 31 deaths."],
)
def test_ways_to_say_one_toll(text: str) -> None:
    (figure,) = figures(text)
    assert (figure.low, figure.of, figure.event) == (31, "person", "kill")


def test_numbers_inside_dates_are_left_to_the_dates() -> None:
    text = "Two days after the vote, 30 seats were open as of Tuesday."
    start = text.index("Tuesday")
    times = (
        TimeExpression(span=Span(0, 19), type="DATE", value="2020-01-03"),
        TimeExpression(span=Span(start, start + 7), type="DATE", value="2020-01-07"),
    )
    (figure,) = figures(text, *times)
    assert (figure.low, figure.of, figure.as_of) == (30, "seat", "2020-01-07")


def test_addresses_and_telephone_numbers_are_no_figures() -> None:
    assert shown("He lives at 14 Quarry Road and 221B Long Mill Lane.") == []
    assert shown("Dial 555-0144 to help.") == []
    assert shown("He ate ½ a crate.") == []


def test_minus_belongs_to_degrees() -> None:
    assert shown("It fell to minus 12C overnight.") == [("12C", -12, -12, "°C")]


def test_a_strong_crowd_counts_the_crowd() -> None:
    assert [f.of for f in figures("A 2,000-strong crowd cheered.")] == ["crowd"]


def test_a_number_behind_magnitude_is_one() -> None:
    text = "A magnitude 6.4 earthquake struck, then one of magnitude 5.1 and a 4.8-magnitude tremor."
    assert [(low, unit) for _, low, _, unit in shown(text) if unit] == [
        (6.4, "magnitude"),
        (5.1, "magnitude"),
        (4.8, "magnitude"),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high", "of", "event", "scope"),
    [
        # "up to" that belongs to a verb
        ("Both sides have signed up to a ten-day truce.", 10, 10, "truce", "sign", ""),
        ("The bills add up to 400 dollars.", 400, 400, "bill", "add", ""),
        ("The storm brought up to 30 trees down.", 0, 30, "tree", "bring", ""),
        ("The firm will add up to 900 jobs.", 0, 900, "job", "add", ""),
        ("The club signed up to 20 players.", 0, 20, "player", "sign", ""),
        ("The baker faces up to 15 years in prison.", 0, 15, "baker", "face", ""),
        ("Villagers woke up to 30 lost sheep.", 30, 30, "sheep", "wake", ""),
        # what the words around say is counted
        ("The plane had 62 aboard.", 62, 62, "person", "", ""),
        ("The men were fined 900 euros.", 900, 900, "man", "fine", ""),
        # what a court sets
        ("The baker was sentenced to 17 years in prison.", 17, 17, "sentence", "sentence", ""),
        ("The baker was jailed for six years.", 6, 6, "sentence", "sentence", ""),
        ("The court gave her four years in prison.", 4, 4, "sentence", "sentence", ""),
        ("The baker was given three years in a labour camp.", 3, 3, "sentence", "sentence", ""),
        ("The army gave residents 48 hours to leave the camp.", 2, 2, "army", "give", ""),
        ("The guards were given six hours at the camp.", 6, 6, "guard", "give", ""),
        ("Villagers were given three days to leave the labour camp.", 3, 3, "villager", "give", ""),
        ("The baker was given two years to open the bar.", 2, 2, "baker", "give", ""),
        ("The baker was given four years behind bars.", 4, 4, "sentence", "sentence", ""),
        ("The baker spent eleven years in prison.", 11, 11, "baker", "spend", ""),
        ("The baker was detained for six hours.", 6, 6, "", "arrest", ""),
        # a part of a whole that the text counts, and all of them
        ("The firm said that eight of its guards had been killed.", 8, 8, "guard", "kill", ""),
        ("Two of its nine guards had been killed.", 2, 2, "guard", "kill", "part"),
        ("Three of the dead were children.", 3, 3, "person", "kill", "part"),
    ],
)
def test_first_figure(text: str, low: float, high: float, of: str, event: str, scope: str) -> None:
    found = figures(text)[0]
    assert (found.low, found.high, found.of, found.event, found.scope) == (low, high, of, event, scope)


@pytest.mark.parametrize(
    ("text", "of", "event"),
    [
        ("The number of dead rose from 9 to 17 overnight.", "person", "kill"),
        ("The mill employs 12,400 people, 2,100 of them in Spain.", "person", "employ"),
        ("A patrol found 19 corpses and 19 corpses were burned.", "corpse", "burn"),
    ],
)
def test_last_figure(text: str, of: str, event: str) -> None:
    found = figures(text)[-1]
    assert (found.of, found.event) == (of, event)


def test_as_of_a_day_that_is_not_known_is_none() -> None:
    text = "The toll stood at 214 as of 14 March."
    time = TimeExpression(span=Span(28, 36), type="DATE", value="XXXX-03-14")
    assert figures(text, time)[0].as_of is None
    assert figures(text, replace(time, value="2026-03-14"))[0].as_of == "2026-03-14"
