"""Ages that reports give one person."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.reconcile.make import annotated, material

from rashomon.model.synopsis import Difference
from rashomon.reconcile.reconcile import reconcile
from rashomon.settings import Settings

FERRY = "The captain of the ferry, {}, was arrested in Lyran on Sunday after the ferry sank."


def _ages(*texts: str, days: tuple[date, ...] = ()) -> list[Difference]:
    reports = annotated(*texts, days=days)
    found = reconcile(material(reports).story, reports, settings=Settings().reconcile)
    return [difference for difference in found.differences if difference.about.startswith("age of")]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("52-year-old Marko Lind", "Marko Lind, 51", {"52", "51"}),
        ("Marko Lind (52)", "Marko Lind, aged fifty", {"52", "fifty"}),
        ("Marko Lind, fifty-two", "Marko Lind, 51", {"fifty-two", "51"}),
        ("Marko Lind, a 52-year-old Dane", "51-year-old sailor Marko Lind", {"52", "51"}),
    ],
)
def test_two_ages_of_one_person_are_a_conflict(one: str, other: str, values: set[str]) -> None:
    (found,) = _ages(FERRY.format(one), FERRY.format(other))
    assert (found.type, found.explanation, found.about) == ("figure", "real conflict", "age of Marko Lind")
    assert {side.value for side in found.sides} == values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("52-year-old Marko Lind", "Marko Lind, 52"),  # one age
        ("52-year-old Marko Lind", "Anton Ruud, 51"),  # two people
        ("Marko Lind, 52", "Marko Lind, 3 of whose ships sank before"),  # no age
    ],
)
def test_no_difference_of_age(one: str, other: str) -> None:
    assert _ages(FERRY.format(one), FERRY.format(other)) == []


def test_a_birthday_between_the_reports() -> None:
    texts = FERRY.format("52-year-old Marko Lind"), FERRY.format("Marko Lind, 53")
    (found,) = _ages(*texts, days=(date(2021, 3, 1), date(2021, 11, 2)))
    assert found.explanation == "update over time"


def test_a_person_without_a_name_is_one_by_noun_and_deed() -> None:
    fell = "A {} boy fell into a dry well in the village of Sarel on Monday."
    (found,) = _ages(fell.format("five-year-old"), fell.format("six-year-old"))
    assert found.about == "age of the boy"
    two = fell.format("six-year-old") + "\nA nine-year-old boy saw it."
    assert _ages(fell.format("five-year-old"), two) == []
