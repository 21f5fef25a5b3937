"""One event whose place some reports give more nearly than others."""

from __future__ import annotations

from tests.unit.reconcile.make import annotated, draft, material

from rashomon.reconcile.differences.places import find_place_differences
from rashomon.settings import PlaceDifferenceSettings


def _told(*texts: str) -> list[tuple[str, list[str]]]:
    story = material(annotated(*texts))
    one = draft(story, *(unit.number for unit in story.units))
    found = find_place_differences(story, [one], settings=PlaceDifferenceSettings())
    return [(difference.explanation, sorted(side.value for side in difference.sides)) for difference in found]


def test_a_house_and_the_town_it_stands_in() -> None:
    assert _told("A man was killed at a hotel in Leeds on Monday.", "A man was killed in Leeds on Monday.") == [
        ("different granularity", ["at a hotel in Leeds", "in Leeds"])
    ]


def test_a_house_with_a_name_and_one_without() -> None:
    assert _told("Divers searched in the Sambra forest.", "Divers searched in a forest near the border.") == [
        ("different granularity", ["in a forest", "in the Sambra forest"])
    ]


def test_two_schools_of_two_towns_are_no_nearer_place() -> None:
    told = _told("Three boys were hurt at a school in Leeds.", "Three boys were hurt at a school in Dover.")
    assert [explanation for explanation, _ in told] in ([], ["real conflict"])


def test_the_same_place_in_other_letters() -> None:
    assert _told("She died in Leeds, England, on Monday.", "She died in Leeds on Monday.") == []
    assert _told("She sang at the Carlton hotel in Cannes.", "She sang at the Carlton Hotel in Cannes.") == []


def test_what_is_done_to_a_town_is_not_where_it_is_done() -> None:
    assert _told("They fired rockets on Leeds.", "They fired rockets on a school in Leeds.") == []


def test_two_towns_with_a_house_each() -> None:
    told = _told("He was arrested at an airport in Lisbon.", "He was arrested at a hotel in Porto.")
    assert told == [("real conflict", ["at a hotel in Porto", "at an airport in Lisbon"])]


def test_where_somebody_was_shot_and_where_he_died() -> None:
    told = _told("He was killed at a hotel in Lisbon.", "He died in a hospital in Porto.")
    assert [explanation for explanation, _ in told if explanation == "real conflict"] == []
