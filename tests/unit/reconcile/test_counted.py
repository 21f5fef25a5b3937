"""Figures that are told of each of several, of one person, of some of many, or torn from a longer number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.reconcile.make import alone, annotated, material

from rashomon.model.spans import Span
from rashomon.reconcile.differences.counted import is_broken
from rashomon.reconcile.differences.readings import Reading, find_readings, weigh_terms
from rashomon.reconcile.differences.same_thing import same_thing
from rashomon.reconcile.differences.slots import excludes, find_values
from rashomon.reconcile.differences.written import find_totals, is_rounded, is_total
from rashomon.settings import SlotSettings


def _figures(*texts: str) -> list[Reading]:
    found = material(annotated(*texts))
    return [reading for reading in find_readings(found, alone(found)) if reading.kind == "figure"]


@pytest.mark.parametrize(
    "text",
    [
        "The two villages sent 40 goats each to the fair.",
        "Each village sent 40 goats to the fair.",
        "The villages each sent 40 goats to the fair.",
        "The villages sent 40 goats apiece to the fair.",
        "The villages sent goats to the fair, 40 goats per side.",
    ],
)
def test_what_each_has_is_not_what_all_have(text: str) -> None:
    each = next(reading for reading in _figures(text) if reading.bare == 40)
    assert each.measure == "/each"


@pytest.mark.parametrize("text", ["The villages sent 40 goats to each other.", "They sold 40 goats in each month."])
def test_each_of_something_else(text: str) -> None:
    assert [reading.measure for reading in _figures(text)] == [""]


def test_figures_of_two_people_are_of_two_things() -> None:
    texts = (
        "Anna Berg, who spent 14 months in prison, came home.",
        "Carl Holm, who spent nine months in prison, left.",
    )
    first, other = _figures(*texts)
    assert first.person
    assert other.person
    assert first.person != other.person
    weights = weigh_terms(material(annotated(*texts)))
    assert same_thing(first, other, weights) == 0
    assert same_thing(replace(first, person=None), other, weights) > 0


def test_a_person_beside_an_office_is_the_subject() -> None:
    texts = ("The mayor, Anna Berg, has led it for 9 years.", "The judge, Carl Holm, has led it for 3 years.")
    first, other = _figures(*texts)
    assert first.person
    assert other.person
    assert first.person != other.person


def test_some_of_many_are_not_all() -> None:
    texts = ("Nine of the buses were burnt on Sunday.", "Thirty buses were burnt on Sunday.")
    some, every = _figures(*texts)
    assert some.scope == "part"
    weights = weigh_terms(material(annotated(*texts)))
    assert same_thing(some, every, weights) == 0
    assert same_thing(replace(some, scope=""), every, weights) > 0


@pytest.mark.parametrize("unit", [" percent", "%", " %"])
def test_decimals_left_away_are_no_conflict(unit: str) -> None:
    rough, fine, other = _figures(f"Wool fell 4{unit}.", f"Wool fell 4.2{unit}.", f"Wool fell 4.7{unit}.")
    assert is_rounded(rough, fine)
    assert is_rounded(fine, rough)
    assert not is_rounded(rough, other)
    assert not is_rounded(fine, other)
    assert not excludes([rough], [fine])
    assert excludes([rough], [other])


@pytest.mark.parametrize(
    ("text", "piece", "broken"),
    [
        ("They won 7-8-1 in spring", "8", True),
        ("a quake of 6. 1 degrees", "1 degrees", True),
        ("it begins at 3: 30 today", "3", True),
        ("In 1990, 40 goats came", "40 goats", False),
        ("prices rose 40-70%", "40-70%", False),
    ],
)
def test_numbers_torn_from_a_longer_one(text: str, piece: str, broken: bool) -> None:
    start = text.index(piece)
    assert is_broken(text, Span(start, start + len(piece))) is broken


def test_a_hedged_number_is_as_near_as_it_is_exact() -> None:
    near, other, round_one, there = _figures(
        "The bid is worth some 146 million dollars.",
        "The bid is worth 149 million dollars.",
        "The bid is worth some 150 million dollars.",
        "The bid is worth some 146.4 million dollars.",
    )
    assert excludes([near], [other])
    assert not excludes([round_one], [other])
    assert not excludes([near], [there])


def test_two_limits_are_two() -> None:
    ten, more, killed = _figures(
        "She may spend up to 10 years in jail.", "She may spend up to 14 years in jail.", "She spent 9 years there."
    )
    assert excludes([ten], [more])
    assert not excludes([ten], [killed])


def test_hundreds_of_thousands_come_in_thousands() -> None:
    many, some, few = _figures(
        "Hundreds of thousands of people came.", "Thousands of people came.", "Hundreds of people came."
    )
    assert not excludes([many], [some])
    assert excludes([many], [few])


def test_what_all_have_is_no_rival_of_what_each_is_said_to_have() -> None:
    each, total, own, other = _figures(
        "Each village sold 40 goats.",
        "The villages sold 80 goats.",
        "Our village sold 40 goats.",
        "They sold 90 goats.",
    )
    known = find_totals((each, total, own, other))
    assert is_total(known, [own], [total])
    assert not is_total(known, [own], [other])
    assert not is_total(find_totals((total, own, other)), [own], [total])


def test_passengers_and_crew_are_those_aboard() -> None:
    texts = "The ferry carried 96 passengers and eight crew.", "It carried 104 people.", "It carried 130 people."
    found = find_readings(material(annotated(*texts)))
    passengers, crew, aboard, more = sorted((r for r in found if r.kind == "figure"), key=lambda r: (r.report, r.span))
    totals = find_totals(found)
    assert is_total(totals, [passengers], [aboard])
    assert is_total(totals, [aboard], [crew])
    assert not is_total(totals, [passengers], [more])


def test_a_month_is_thirty_days_and_34_years_are_not_33() -> None:
    month, days, less, more = _figures(
        "The talks lasted a month.", "The talks lasted 30 days.", "They waited 33 years.", "They waited 34 years."
    )
    assert not excludes([month], [days])
    assert excludes([less], [more])


def test_one_figure_five_times_the_other_is_of_one_thing_only_where_that_is_sure() -> None:
    crowd, dead = _figures("More than 12,000 people fled the valley.", "At least 18 people were with them.")
    claims = frozenset({"c"})
    crowd, dead = replace(crowd, claims=claims), replace(dead, report=1, claims=claims)
    weights = weigh_terms(material(annotated("Nobody fled the valley.")))
    assert 0.2 < find_values([crowd, dead], weights, settings=SlotSettings()).links[0, 1] < 0.5
    assert not find_values([crowd, dead], weights, settings=SlotSettings(far=0.5)).links


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Three Danish soldiers were killed.", "Two soldiers of Norway were killed.", True),
        ("Three Karsian soldiers were killed.", "Two soldiers of Orlovia were killed.", True),
        ("Three Danish soldiers were killed.", "Two soldiers of Denmark were killed.", False),
        ("Three Karsian soldiers were killed.", "Two soldiers of Karsia were killed.", False),
        ("Three Danish soldiers were killed.", "Two soldiers were killed.", False),
    ],
)
def test_those_of_two_countries_are_two_counts(one: str, other: str, *, apart: bool) -> None:
    first, second = (_figures(text)[0] for text in (one, other))
    weights = weigh_terms(material(annotated(one, other)))
    assert (same_thing(first, replace(second, report=1), weights) == 0) is apart


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The money went to a third party in Narva.", []),
        ("Two men left and a third, Jan Berg, stayed.", [2]),
        ("The money went to a third of the parties.", [100 / 3]),
    ],
)
def test_a_third_man_is_no_share(text: str, values: list[float]) -> None:
    assert [reading.bare for reading in _figures(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("At least 130 people were aboard the ferry.", "The ferry was licensed for 120 people.", True),
        ("At least 130 people were aboard the ferry.", "The ferry has a capacity of 120 people.", True),
        ("At least 130 people were aboard the ferry.", "The ferry sank with 120 people aboard.", False),
        ("The ferry has room for 130 people.", "The ferry was licensed for 120 people.", False),
    ],
)
def test_how_many_there_may_be_is_not_how_many_there_are(one: str, other: str, *, apart: bool) -> None:
    first, second = (_figures(text)[0] for text in (one, other))
    weights = weigh_terms(material(annotated(one, other)))
    assert (same_thing(first, replace(second, report=1), weights) == 0) is apart


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("The bomb went off at nine minutes past two.", []),
        ("He turned round at 87 degrees 48 minutes.", []),
        ("The talks lasted 45 minutes.", [0.75]),
        ("The alarm rang nine minutes before the blast.", [0.15]),
    ],
)
def test_minutes_of_an_hour_are_no_length(text: str, hours: list[float]) -> None:
    assert [one.bare for one in _figures(text) if one.measure == "hour"] == pytest.approx(hours)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("The ferry was licensed to carry 150 passengers.", [True]),
        ("The ferry was certified for 150 passengers and 12 crew.", [True, True]),
        ("The ferry was permitted to carry 150 passengers.", [True]),
        ("The hall was designed for 300 people.", [True]),
        ("The hall can hold 300 people.", [True]),
        ("The hall has a capacity of 300.", [True]),
        ("The maximum is 300 passengers.", [True]),
        ("The permitted number of passengers is 300.", [True]),
        ("There is room for 300 people in the hall.", [True]),
        ("The ferry carried 150 passengers.", [False]),
        ("The commission certified 4,210 ballots.", [False]),
        ("He sat in a room with 300 people.", [False]),
        ("Students designed 120 dresses.", [False]),
        ("Police permitted 300 people to leave.", [False]),
        ("Some 300 people were permitted to leave.", [False]),
        ("The hall housed 300 refugees.", [False]),
        ("A capacity crowd of 300 people cheered.", [False]),
        ("The party won 300 seats.", [False]),
    ],
)
def test_a_limit_is_one_by_how_the_number_hangs_on_its_word(text: str, limits: list[bool]) -> None:
    assert [one.limit for one in _figures(text)] == limits
