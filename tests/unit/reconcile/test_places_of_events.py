"""Differences of place: one event in two places, one person from two towns."""

from __future__ import annotations

from collections.abc import Sequence

from tests.unit.reconcile.make import annotated, draft, material

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.synopsis import Difference
from rashomon.reconcile.differences.places import find_place_differences
from rashomon.settings import PlaceDifferenceSettings


def _found(items: Sequence[AnnotatedReport]) -> tuple[Difference, ...]:
    story = material(items)
    one = draft(story, *(unit.number for unit in story.units))
    return find_place_differences(story, [one], settings=PlaceDifferenceSettings())


def _told(found: Sequence[Difference]) -> list[tuple[str, list[str]]]:
    return [(difference.explanation, sorted(side.value for side in difference.sides)) for difference in found]


def test_two_towns_are_a_conflict() -> None:
    found = _found(annotated("The ferry sank in Harwich on Monday.", "The ferry sank in Dover on Monday."))
    assert _told(found) == [("real conflict", ["in Dover", "in Harwich"])]


def test_a_town_and_its_county_are_of_different_grain() -> None:
    items = annotated(
        "The ferry sank in Harwich on Monday.",
        "The ferry sank in Essex on Monday.",
        "Divers reached Harwich, Essex, at noon.",
    )
    assert _told(_found(items)) == [("different granularity", ["in Essex", "in Harwich"])]


def test_what_others_give_too_is_no_difference() -> None:
    items = annotated("The ferry sank in Harwich. It had sunk in Dover.", "The ferry sank in Harwich.")
    assert _found(items) == ()


def test_the_two_ends_of_a_way_are_no_difference() -> None:
    assert _found(annotated("The ferry sailed from Harwich.", "The ferry sailed to Dover.")) == ()


def test_where_somebody_comes_from() -> None:
    items = annotated("Anna Brandt, 34, from Leeds, saw the fire.", "Anna Brandt, from Bradford, saw the fire.")
    assert _told(_found(items)) == [("real conflict", ["Bradford", "Leeds"])]


def test_where_a_body_has_its_seat() -> None:
    items = annotated("London-based Harbor Lines Ltd owns it.", "Rotterdam-based Harbor Lines Ltd owns it.")
    found = [difference for difference in _found(items) if "Harbor" in difference.about]
    assert _told(found) == [("real conflict", ["London", "Rotterdam"])]


def test_sentences_that_count_otherwise_tell_of_two_events() -> None:
    assert _found(annotated("Three divers died in Harwich.", "Eleven divers died in Dover.")) == ()
    assert _found(annotated("Three divers died in Harwich.", "Three divers died in Dover."))
