"""Wordings of daily news: attributive days, parts of periods, prepositions that look like hedges, days elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.annotate.times.helpers import times

FRIDAY = date(2019, 5, 17)

CASES = [
    # a day or month before its noun
    ("He spoke at a Monday news conference.", [("Monday", "DATE", "2019-05-13")]),
    ("He spoke at a Sunday night rally.", [("Sunday night", "TIME", "2019-05-12TNI")]),
    ("The band has a March release behind it.", [("March", "DATE", "2019-03")]),
    ("She read their 1974 stories.", [("1974", "DATE", "1974")]),
    # parts of quarters, weekends, nights and decades
    ("Sales rose in the first quarter of the year.", [("the first quarter of the year", "DATE", "2019-Q1")]),
    ("Sales rose in the final quarter of 2017.", [("the final quarter of 2017", "DATE", "2017-Q4")]),
    ("Sales fell in the last quarter of last year.", [("the last quarter of last year", "DATE", "2018-Q4")]),
    ("It rained the whole weekend.", [("the whole weekend", "DATE", "2019-W19-WE")]),
    (
        "Thieves came in the early hours of the morning.",
        [("the early hours of the morning", "TIME", "2019-05-17TMO")],
    ),
    (
        "Thieves came in the early morning hours of Sunday.",
        [("the early morning hours of Sunday", "TIME", "2019-05-12TMO")],
    ),
    ("The mill opened in the early aughts.", [("the early aughts", "DATE", "200")]),
    ("Taxes will rise in the new year.", [("the new year", "DATE", "2020")]),
    ("Bread cost less at this time last year.", [("this time last year", "DATE", "2018")]),
    # lengths: "over" as a hedge and as a preposition, the verb "last", numbers with an article
    ("He stayed for over three years.", [("over three years", "DURATION", "P3Y")]),
    ("The firm will pay $5 million over three years.", [("three years", "DURATION", "P3Y")]),
    ("The talks last three-and-a-half hours.", [("three-and-a-half hours", "DURATION", "PT3H30M")]),
    ("They lay in the ice for a hundred years.", [("a hundred years", "DURATION", "P100Y")]),
    ("It was a months-long siege.", [("months-long", "DURATION", "PXM")]),
    ("Prices will fall over the next year.", [("the next year", "DURATION", "P1Y")]),
    ("Snow fell over the past 10-20 years.", [("the past 10", "DURATION", "P10Y"), ("20 years", "DURATION", "P20Y")]),
    # seasons and weekdays counted back
    ("The mill closed two summers ago.", [("two summers ago", "DATE", "2017-SU")]),
    ("The mill closed two Fridays ago.", [("two Fridays ago", "DATE", "2019-05-03")]),
    ("The owner died years later.", [("years later", "DATE", "FUTURE_REF")]),
    # a day beside what one is ready for or asks for by it is to come, one beside what was done is not
    ("She said she was ready for talks on Monday.", [("Monday", "DATE", "2019-05-20")]),
    ("They demanded an answer by Sunday.", [("Sunday", "DATE", "2019-05-19")]),
    ("The minister was summoned for questioning on Monday.", [("Monday", "DATE", "2019-05-20")]),
    ("The minister was summoned on Monday.", [("Monday", "DATE", "2019-05-13")]),
    ("The minister was summoned for a stern reprimand on Monday.", [("Monday", "DATE", "2019-05-13")]),
    (
        "Police summoned the baker for questioning on Tuesday, and released him on Wednesday.",
        [("Tuesday", "DATE", "2019-05-14"), ("Wednesday", "DATE", "2019-05-15")],
    ),
    (
        "The baker, summoned for questioning on Tuesday, was freed on Wednesday.",
        [("Tuesday", "DATE", "2019-05-14"), ("Wednesday", "DATE", "2019-05-15")],
    ),
    (
        "He invited reporters for a briefing on Thursday and told them that the mill would close.",
        [("Thursday", "DATE", "2019-05-16")],
    ),
    ("Police raided the mill and summoned its owner for questioning on Monday.", [("Monday", "DATE", "2019-05-20")]),
    ("They demanded an answer on Sunday.", [("Sunday", "DATE", "2019-05-12")]),
    # what comes again
    ("The ferry sails every few weeks.", [("every few weeks", "SET", "PXW")]),
    ("The museum is shut at weekends.", [("weekends", "SET", "XXXX-WXX-WE")]),
    # a day of another place has begun before that of the writer; what may be is still to come
    ("A bomb went off early Saturday local time.", [("early Saturday", "DATE", "2019-05-18")]),
    ("The party might lose on the weekend.", [("the weekend", "DATE", "2019-W20-WE")]),
    (
        "He died in the night of 3 to 4 March.",
        [("3", "DATE", "2019-03-03"), ("4 March", "DATE", "2019-03-04")],
    ),
    (
        "A ship sank on 12 March and two more later in the month.",
        [("12 March", "DATE", "2019-03-12"), ("later in the month", "DATE", "2019-03")],
    ),
    ("Sales rose in the year to September.", [("September", "DATE", "2018-09")]),
    # the curly apostrophe, a new fiscal year, what is owned, a day told long before
    ("This year’s first half was good.", [("This year’s first half", "DATE", "2019-H1")]),
    ("It will be paid in the new fiscal year.", [("the new fiscal year", "DATE", "2020")]),
    ("Its future is bright.", [("future", "DATE", "FUTURE_REF")]),
    ("It lasted a single month.", [("a single month", "DURATION", "P1M")]),
    ("Current members will stay.", [("Current", "DATE", "PRESENT_REF")]),
    ("They worked throughout the evening.", [("the evening", "TIME", "2019-05-17TEV")]),
    ("The tail end of 2017 was cold.", [("The tail end of 2017", "DATE", "2017")]),
    ("Rules changed after 9/11.", [("9/11", "DATE", "2001-09-11")]),
    ("They landed at dawn on Wednesday.", [("dawn", "TIME", "2019-05-15TMO"), ("Wednesday", "DATE", "2019-05-15")]),
    ("They landed before dawn Wednesday.", [("dawn Wednesday", "TIME", "2019-05-15TMO")]),
    ("They landed at 0900 local time.", [("0900", "TIME", "2019-05-17T09:00")]),
    ("It closed a quarter of a century ago.", [("a quarter of a century ago", "DATE", "1994")]),
    ("In this Dec. 13, 2016, file photo he smiles.", [("this Dec. 13, 2016", "DATE", "2016-12-13")]),
    ("In this June 5 photo he smiles.", [("this June 5", "DATE", "2018-06-05")]),
    ("The parade got started Monday in the rain.", [("Monday", "DATE", "2019-05-13")]),
    ("The August quake killed ten.", [("August", "DATE", "2018-08")]),
    ("It froze for millions of years.", [("millions of years", "DURATION", "PXY")]),
    ("Why Alvona Now Leads the World in Soy", [("Now", "DATE", "PRESENT_REF")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_and_values(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(words, time.type, time.value) for words, time in times(text, FRIDAY)]
    assert [item for item in found if item in expected] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The wind blew at 90 kilometres per hour.",
        "He scored a touchdown in the fourth quarter.",
        "She is in her mid-50s and he in his early 30s.",
        "It was her most recent film.",
        "He was seen at the March on Alvona.",
        "The star is 3.8 billion light years away.",
        "The Long March 4c rocket stood ready.",
        "They spoke of the Six Day War and of the Thirty Years' War.",
        "The council passed Resolution 1973.",
        "It runs on Windows 2000 and Server 2003.",
        "He won by 9/11 of the votes.",
        "Temperatures will reach the 70s.",
        "Sun, fun and flowers drew the crowds.",
        "It fell on a day that all remember.",
        "Alvona Now users complain of the new layout.",
    ],
)
def test_no_time_in_speeds_games_ages_and_superlatives(text: str) -> None:
    assert times(text, FRIDAY) == []


def test_a_clock_time_is_of_the_day_told_last_only_if_that_stands_near() -> None:
    between = "The harbour was quiet and the sea was grey. " * 30
    near = times("The ferry left on 2 April. It sank at 9:34 a.m. near the port.", FRIDAY)
    far = times(f"The ferry left on 2 April. {between}It sank at 9:34 a.m. near the port.", FRIDAY)
    assert near[-1][1].value == "2019-04-02T09:34"
    assert far[-1][1].value == "2019-05-17T09:34"


def test_lengths_of_the_same_unit_are_two() -> None:
    found = times("They waited six days and two days.", FRIDAY)
    assert [(words, time.value) for words, time in found] == [("six days", "P6D"), ("two days", "P2D")]


def test_a_day_at_the_head_of_a_paragraph_below_a_headline_is_no_outlet() -> None:
    text = "Dozens riot over the fatal shooting of a Young Man in Alvona Old Town\nYesterday, police said he was armed."
    assert [(words, time.value) for words, time in times(text, FRIDAY)] == [("Yesterday", "2019-05-16")]


def test_quarters_of_a_game_told_at_length_are_no_quarters_of_a_year() -> None:
    between = "The crowd sang and the rain fell on the old ground by the river. " * 5
    text = f"A touchdown, an interception and a fumble told the tale. {between}He was hurt in the third quarter."
    assert times(text, FRIDAY) == []
