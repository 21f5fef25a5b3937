"""Words in, TIMEX3 values out: each case is one sentence, the day it was written, and what it must give."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.annotate.times.helpers import times

FRIDAY = date(2019, 5, 17)

CASES = [
    # tense decides on which side of the day of writing a weekday or month lies
    ("The ferry sank on Wednesday.", [("Wednesday", "DATE", "2019-05-15")]),
    ("The ferry will sail on Wednesday.", [("Wednesday", "DATE", "2019-05-22")]),
    ("The owner was forced to resign on Sunday.", [("Sunday", "DATE", "2019-05-12")]),
    ("The dam will be opened this January.", [("this January", "DATE", "2020-01")]),
    ("The dam was opened this January.", [("this January", "DATE", "2019-01")]),
    ("Security grew after the Sept. 11 attacks.", [("Sept. 11", "DATE", "2001-09-11")]),
    ("The ferry sank on Friday.", [("Friday", "DATE", "2019-05-17")]),
    ("The minister resigned in February.", [("February", "DATE", "2019-02")]),
    ("The minister will resign in February.", [("February", "DATE", "2020-02")]),
    ("The bridge opened in July.", [("July", "DATE", "2018-07")]),
    ("The bridge is due to open on 3 July.", [("3 July", "DATE", "2019-07-03")]),
    ("The bridge opened last Tuesday.", [("last Tuesday", "DATE", "2019-05-14")]),
    ("The bridge could open as early as Tuesday.", [("Tuesday", "DATE", "2019-05-21")]),
    # what is planned, put off or set for a day lies ahead; a purpose is as the clause around it
    ("The lease was extended until Monday.", [("Monday", "DATE", "2019-05-20")]),
    ("The unions called a strike for Monday.", [("Monday", "DATE", "2019-05-20")]),
    ("The unions planned a march on Sunday.", [("Sunday", "DATE", "2019-05-19")]),
    ("Crowds gathered to mark the harvest on Sunday.", [("Sunday", "DATE", "2019-05-12")]),
    ("The firm must file its plan by 14 May.", [("14 May", "DATE", "2019-05-14")]),
    # a day beside a day, a week of a month, a quarter against that of the year before
    ("The ferry sank the day after Christmas.", [("the day after Christmas", "DATE", "2018-12-26")]),
    ("The ferry sank the day before last Tuesday.", [("the day before last Tuesday", "DATE", "2019-05-13")]),
    ("Rain fell in the third week of April.", [("the third week of April", "DATE", "2019-W16")]),
    ("He left a week ago today.", [("a week ago today", "DATE", "2019-05-10")]),
    (
        "Profit for the first quarter was $3 million, against $2 million a year earlier.",
        [("the first quarter", "DATE", "2019-Q1"), ("a year earlier", "DATE", "2018-Q1")],
    ),
    ("The mill had a loss in the latest quarter.", [("the latest quarter", "DATE", "2019-Q1")]),
    ("He died in the early hours of Thursday.", [("the early hours of Thursday", "TIME", "2019-05-16TMO")]),
    # the so-manieth weekday of a month, a weekday and a week, old years, clock times in words
    ("The fair opens on the third Tuesday of June.", [("the third Tuesday of June", "DATE", "2019-06-18")]),
    ("He fell on the last Friday in March 2018.", [("the last Friday in March 2018", "DATE", "2018-03-30")]),
    (
        "It meets on the first Monday of every month.",
        [("the first Monday of every month", "SET", "P1M")],
    ),
    ("The vote is on Sunday week.", [("Sunday week", "DATE", "2019-05-26")]),
    ("The wall is from 3000 BC.", [("3000 BC", "DATE", "BC3000")]),
    ("The wall is from 10000 BC.", [("10000 BC", "DATE", "BC10000")]),
    ("Sales fell last quarter.", [("last quarter", "DATE", "2019-Q1")]),
    ("Sales will rise next quarter.", [("next quarter", "DATE", "2019-Q3")]),
    ("The mill closed last spring.", [("last spring", "DATE", "2018-SP")]),
    ("The mill closed last winter.", [("last winter", "DATE", "2018-WI")]),
    ("It rang at half past nine.", [("half past nine", "TIME", "2019-05-17T09:30")]),
    ("It rang at quarter to eight.", [("quarter to eight", "TIME", "2019-05-17T07:45")]),
    # units counted from the day of writing keep their grain
    ("The mill closed last week.", [("last week", "DATE", "2019-W19")]),
    ("The mill will close next month.", [("next month", "DATE", "2019-06")]),
    ("The mill closed earlier this year.", [("earlier this year", "DATE", "2019")]),
    ("The mill closed two years ago.", [("two years ago", "DATE", "2017")]),
    ("The mill closed three weeks ago.", [("three weeks ago", "DATE", "2019-W17")]),
    ("The mill closed yesterday.", [("yesterday", "DATE", "2019-05-16")]),
    ("The mill closed a decade ago.", [("a decade ago", "DATE", "200")]),
    ("The mill closed in the third quarter of last year.", [("the third quarter of last year", "DATE", "2018-Q3")]),
    ("The mill closed over the weekend.", [("the weekend", "DATE", "2019-W19-WE")]),
    # calendar
    ("It was signed on March 3, 1999.", [("March 3, 1999", "DATE", "1999-03-03")]),
    ("It was signed on the 3rd of March 1999.", [("the 3rd of March 1999", "DATE", "1999-03-03")]),
    # years and days as transcripts of speech spell them
    ("It was signed in nineteen forty-six.", [("nineteen forty-six", "DATE", "1946")]),
    ("It was signed on March third, twenty fourteen.", [("March third, twenty fourteen", "DATE", "2014-03-03")]),
    ("It was signed in the early nineteen seventies.", [("the early nineteen seventies", "DATE", "197")]),
    ("It was signed in two thousand and three.", [("two thousand and three", "DATE", "2003")]),
    ("It was signed on １２ March １９９９.", [("１２ March １９９９", "DATE", "1999-03-12")]),
    ("It was signed on 1999-03-03.", [("1999-03-03", "DATE", "1999-03-03")]),
    ("It lasted from 10–12 August 2018.", [("10", "DATE", "2018-08-10"), ("12 August 2018", "DATE", "2018-08-12")]),
    ("It happened between March and May 1990.", [("March", "DATE", "1990-03"), ("May 1990", "DATE", "1990-05")]),
    ("It lasted from 1939-45.", [("1939", "DATE", "1939"), ("45", "DATE", "1945")]),
    ("The hall was built in the 1890s.", [("the 1890s", "DATE", "189")]),
    ("The hall was built in the early 18th century.", [("the early 18th century", "DATE", "17")]),
    ("The hall was built in 480 BC.", [("480 BC", "DATE", "BC0480")]),
    ("The hall opened in the summer of 2012.", [("the summer of 2012", "DATE", "2012-SU")]),
    ("Profits fell in the first half of 2017.", [("the first half of 2017", "DATE", "2017-H1")]),
    ("Profits fell in fiscal 2017.", [("fiscal 2017", "DATE", "2017")]),
    ("It opened on Christmas Day 2010.", [("Christmas Day 2010", "DATE", "2010-12-25")]),
    # weeks counted from a weekday, and what lies before the last one
    ("He flew home a week ago Friday.", [("a week ago Friday", "DATE", "2019-05-10")]),
    ("He will fly home two weeks from Tuesday.", [("two weeks from Tuesday", "DATE", "2019-06-04")]),
    ("He will fly home a week from tomorrow.", [("a week from tomorrow", "DATE", "2019-05-25")]),
    ("He flew home two days before yesterday.", [("two days before yesterday", "DATE", "2019-05-14")]),
    ("He flew home three years ago today.", [("three years ago today", "DATE", "2016-05-17")]),
    ("He will fly home this Friday, May 24.", [("this Friday, May 24", "DATE", "2019-05-24")]),
    ("He flew home at twelve o'clock midnight.", [("twelve o'clock midnight", "TIME", "2019-05-17T24:00")]),
    ("He flew home the Tuesday before last.", [("the Tuesday before last", "DATE", "2019-05-07")]),
    ("He will fly home the week after next.", [("the week after next", "DATE", "2019-W22")]),
    ("He flew home in the latest week.", [("the latest week", "DATE", "2019-W19")]),
    ("The fire broke out this weekend.", [("this weekend", "DATE", "2019-W19-WE")]),
    # accounts: a year ago is that quarter of the year before, a half is that of a year
    ("Profit fell from the year-earlier quarter.", [("the year-earlier quarter", "DATE", "2018-Q1")]),
    ("Profit fell from the year-ago third quarter.", [("the year-ago third quarter", "DATE", "2017-Q3")]),
    ("Its year-ago loss was $2 million.", [("year-ago", "DATE", "2018")]),
    ("Sales rose 3% in the first half.", [("the first half", "DATE", "2019-H1")]),
    ("Sales rose 3% in fiscal 2018's third quarter.", [("fiscal 2018's third quarter", "DATE", "2018-Q3")]),
    ("The flood came in last year's October.", [("last year's October", "DATE", "2018-10")]),
    ("Debt fell at the end of the first quarter.", [("the end of the first quarter", "DATE", "2019-Q1")]),
    ("The mill will close by year's end.", [("year's end", "DATE", "2019")]),
    # words that make a length vague, and the noun of a period, belong to it
    ("She waited for more than two weeks.", [("more than two weeks", "DURATION", "P2W")]),
    ("She waited for up to 60 days or so.", [("up to 60 days or so", "DURATION", "P60D")]),
    ("She waited for another year.", [("another year", "DURATION", "P1Y")]),
    ("She waited for half a day.", [("half a day", "DURATION", "PT12H")]),
    ("She was elected for a six-year term.", [("a six-year term", "DURATION", "P6Y")]),
    ("It takes two to three years.", [("two", "DURATION", "P2Y"), ("three years", "DURATION", "P3Y")]),
    ("It took between 10 and 15 days.", [("10", "DURATION", "P10D"), ("15 days", "DURATION", "P15D")]),
    ("A recent survey shows it.", [("recent", "DATE", "PAST_REF")]),
    # the end of a range comes after its beginning
    (
        "The season runs from June 1 to Nov. 30.",
        [("June 1", "DATE", "2019-06-01"), ("Nov. 30", "DATE", "2019-11-30")],
    ),
    (
        "It was shut between Wednesday and Monday.",
        [("Wednesday", "DATE", "2019-05-15"), ("Monday", "DATE", "2019-05-20")],
    ),
    # times of day
    (
        "The shot was fired at 9:40 p.m. on Monday.",
        [("9:40 p.m.", "TIME", "2019-05-13T21:40"), ("Monday", "DATE", "2019-05-13")],
    ),
    (
        "The shot was fired on Monday at about 9:40 p.m.",
        [("Monday", "DATE", "2019-05-13"), ("about 9:40 p.m.", "TIME", "2019-05-13T21:40")],
    ),
    ("The shot was fired around 9 p.m. Monday.", [("around 9 p.m. Monday", "TIME", "2019-05-13T21:00")]),
    ("The shot was fired at 2 in the afternoon.", [("2 in the afternoon", "TIME", "2019-05-17T14:00")]),
    ("The shot was fired on Monday night.", [("Monday night", "TIME", "2019-05-13TNI")]),
    ("The shot was fired last night.", [("last night", "TIME", "2019-05-16TNI")]),
    ("The polls open at noon tomorrow.", [("noon tomorrow", "TIME", "2019-05-18T12:00")]),
    # durations and sets
    ("She waited for three and a half years.", [("three and a half years", "DURATION", "P3Y6M")]),
    ("She waited for twenty-five minutes.", [("twenty-five minutes", "DURATION", "PT25M")]),
    ("She waited for weeks.", [("weeks", "DURATION", "PXW")]),
    ("It was a 16-hour flight.", [("16-hour", "DURATION", "PT16H")]),
    ("She swims every Monday.", [("every Monday", "SET", "XXXX-WXX-1")]),
    ("She swims on Sunday mornings.", [("Sunday mornings", "SET", "XXXX-WXX-7TMO")]),
    ("She swims twice a week.", [("twice a week", "SET", "P1W")]),
    ("The shaft yields 40 tonnes a day.", [("a day", "SET", "P1D")]),
    ("Talks are now under way.", [("now", "DATE", "PRESENT_REF")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_value(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(found, time.type, time.value) for found, time in times(text, FRIDAY)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on 2 April 2018. Two days later it ended.", ["2018-04-02", "2018-04-04"]),
        ("It began on 2 April 2018. The following day it ended.", ["2018-04-02", "2018-04-03"]),
        ("It began on 2 April 2018. The day before, he had left.", ["2018-04-02", "2018-04-01"]),
        ("It began in May 2011. Later that year it ended.", ["2011-05", "2011"]),
        ("It began in 480 BC. The following year it ended.", ["BC0480", "BC0479"]),
        ("It began in 2008. In September that year it ended.", ["2008", "2008-09"]),
        ("It began in May 2011. The year before, he had left.", ["2011-05", "2010"]),
        ("They met on 4 May 2019. The talks were broken off on the 9th.", ["2019-05-04", "2019-05-09"]),
    ],
)
def test_counted_from_what_was_mentioned_before(text: str, expected: list[str]) -> None:
    assert [time.value for _, time in times(text, FRIDAY)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Some 2,000 people marched past 2000 soldiers.",
        "May spoke after Theresa May had left, and the troops will march.",
        "He told the Sunday Times so.",
        "Call 555-1998 or take Route 1984.",
        "A 44-year-old man came second; his son is 12 years old and two years younger than mine.",
        "It was the third in as many months, said the report of the small hours.",
        "They won 3-2 after a 21-14 win.",
        "It cost $1999 and £1850.",
        "Some nineteen ninety-year-olds and two thousand three hundred others sang.",
        "It was heard in two thousand six homes.",
        "In the year 99999 or after 12345678901234567890 steps.",
        "The fall of the castle was a blow.",
        "They scored twice in the second half and won on another day out.",
        "The Evening Packet and the Sunday Telegraph told it; the Morning Star did not.",
        'On the programme "Last Tuesday" and in Farming Today it was denied; each may think so.',
        "He was at the March on Alvona.",
        "The party daily Horizon denied it, and the weekly said nothing.",
        "Chapter XIV, Louis XVI and Pope John XXIII.",
        "Some " + "9" * 400 + " were counted, and 1,23,456 more.",
    ],
)
def test_no_time_at_all(text: str) -> None:
    assert times(text, FRIDAY) == []


def test_a_day_that_no_calendar_has_keeps_its_month_and_loses_confidence() -> None:
    (text, time), *_ = times("It is set for 30 February.", FRIDAY)
    assert (text, time.value) == ("30 February", "XXXX-02")
    assert time.confidence < 1


def test_days_covered() -> None:
    ((_, time),) = times("The mill closed last month.", FRIDAY)
    assert (time.earliest, time.latest) == (date(2019, 4, 1), date(2019, 4, 30))


def test_approximation_is_kept_beside_the_value() -> None:
    ((text, time),) = times("She waited for about three hours.", FRIDAY)
    assert (text, time.value, time.mod) == ("about three hours", "PT3H", "APPROX")


def test_without_a_reference_date_the_unknown_stays_unknown() -> None:
    found = [time.value for _, time in times("Police said on Friday that he left on August 15.", None)]
    assert found == ["XXXX-WXX-5", "XXXX-08-15"]


def test_history_is_counted_from_the_last_date() -> None:
    text = "In October 1904 the fleet left. In December it passed the cape, and in January it lay in harbour."
    assert [time.value for _, time in times(text, None)] == ["1904-10", "1904-12", "1905-01"]


def test_in_history_a_plan_moves_no_later_date() -> None:
    text = "The fort fell on 3 May 1861. A new push will begin in 1863. The town was burned on 9 June."
    assert [time.value for _, time in times(text, None)] == ["1861-05-03", "1863", "1861-06-09"]
