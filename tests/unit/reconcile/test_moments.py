"""What a time expression says, also where the year is not known, and which two can be of one time."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.reconcile.make import annotated, material

from rashomon.reconcile.differences.moments import Moment, days_between, may_be_one
from rashomon.reconcile.differences.readings import find_readings
from rashomon.reconcile.differences.slots_vetoes import is_excluded


def _moments(text: str, day: date | None = None) -> dict[str, Moment]:
    items = annotated(text, days=(day,)) if day else annotated(text)
    return {r.label: r.moment for r in find_readings(material(items)) if r.moment is not None}


def _first(text: str, day: date | None = None) -> Moment:
    return next(iter(_moments(text, day).values()))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("The kiln exploded on Friday night.", "The kiln exploded on Friday.", True),
        ("The kiln exploded on Friday night.", "The kiln exploded on Saturday.", False),
        ("The kiln exploded on Friday night.", "The kiln exploded on Friday morning.", False),
        ("The kiln exploded on 4 March.", "The kiln exploded in March.", True),
        ("The kiln exploded on 4 March.", "The kiln exploded on 5 March.", False),
        ("The kiln exploded on 4 March.", "The kiln exploded on Friday.", True),
        ("The kiln exploded on Saturday.", "The kiln exploded at the weekend.", True),
        ("The kiln exploded at 11:30 p.m.", "The kiln exploded last night.", True),
        ("The kiln exploded at 3:30 p.m.", "The kiln exploded last night.", False),
    ],
)
def test_without_a_year(one: str, other: str, agree: bool) -> None:
    assert may_be_one(_first(one), _first(other)) is agree


def test_a_weekday_without_a_week_against_a_known_day() -> None:
    tuesday = date(2031, 5, 20)
    known = _first("The kiln exploded on 20 May 2031.", tuesday)
    assert may_be_one(known, _first("The kiln exploded on Tuesday."))
    assert not may_be_one(known, _first("The kiln exploded on Monday."))
    assert days_between(known, _first("The kiln exploded on Sunday.")) == 2
    assert may_be_one(_first("The kiln exploded in May 2031.", tuesday), _first("The kiln exploded on Monday."))
    assert not may_be_one(known, _first("The kiln exploded on 21 May."))


def test_parts_of_a_day_and_of_a_month() -> None:
    day = date(2031, 5, 22)
    told = _moments("The kiln broke early on Tuesday. It cracked in late March. It was sold in March.", day)
    late, whole = told["late March"], told["March"]
    assert whole.low < late.low < late.high <= whole.high
    assert not may_be_one(_first("It cracked on 4 March.", day), late)
    assert may_be_one(_first("It cracked on 29 March.", day), late)


def test_years_ago_are_rounded() -> None:
    day = date(2031, 1, 10)
    assert may_be_one(_first("The kiln burned in 2028.", day), _first("The kiln burned two years ago.", day))
    assert not may_be_one(_first("The kiln burned in 2024.", day), _first("The kiln burned two years ago.", day))


def test_a_day_beside_its_hour_is_one_date() -> None:
    labels = list(_moments("The kiln exploded on Tuesday at 3:45 p.m. near the quay.", date(2031, 5, 22)))
    assert len(labels) == 1
    assert "3:45" in labels[0]


def test_days_that_are_no_events() -> None:
    day = date(2031, 5, 22)
    assert _moments("Updated 5 May 2031.", day) == {}
    assert _moments("In this 5 May 2029 file photo a kiln is seen.", day) == {}
    assert _moments("Witnesses said on Tuesday that the kiln was new.", day) == {}
    assert _moments("He crashed his 2029 Corolla into the kiln.", day) == {}
    assert list(_moments("The owners promised on Tuesday that the kiln would be mended.", day)) == ["Tuesday"]


def test_what_a_date_is_the_date_of() -> None:
    day = date(2031, 5, 22)
    told = {
        "The blast occurred on Tuesday.": "explode",
        "The March 3 raid was long.": "attack",
        "Police arrested the owner on Tuesday.": "arrest",
    }
    for text, event in told.items():
        found = [reading.of for reading in find_readings(material(annotated(text, days=(day,))))]
        assert found == [event]


def test_lengths_of_time_in_words_are_compared() -> None:
    items = annotated("The governor declared a week of mourning.", "It rained for weeks.")
    found = [(r.label, r.bare, r.measure) for r in find_readings(material(items)) if r.kind == "figure"]
    assert found == [("a week", 7.0, "day")]


def test_the_end_of_a_time_is_told_apart() -> None:
    found = find_readings(material(annotated("The kiln was shut since March 2031.", days=(date(2031, 5, 22),))))
    assert [(r.label, r.scope) for r in found if r.kind == "date"] == [("March 2031", "since")]


def test_what_was_going_on_on_one_day_may_go_on_on_another() -> None:
    texts = "Nine ferries were waiting off Halden on Monday.", "Twelve ferries were waiting off Halden on Tuesday."
    ended = "Nine ferries sank off Halden on Monday.", "Twelve ferries sank off Halden on Tuesday."
    for told, apart in ((texts, True), (ended, False)):
        readings = find_readings(material(annotated(*told, days=(date(2031, 5, 22),) * 2)))
        one, other = (reading for reading in readings if reading.kind == "date")
        assert is_excluded(one, other) is apart


def test_a_night_is_of_the_day_that_it_begins_on() -> None:
    day = date(2031, 5, 22)
    night = _first("The kiln broke on Sunday night.", day)
    assert not may_be_one(night, _first("The kiln broke on Monday.", day))
    assert may_be_one(night, _first("The kiln broke at 2 a.m. on Monday.", day))
    assert _moments("The kiln broke three hours later.", day) == {}
