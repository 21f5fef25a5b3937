"""Places that no gazetteer has: when a sentence makes a place of a name, and in which country."""

from __future__ import annotations

import pytest

from rashomon.annotate.parse import parse
from rashomon.annotate.places import find_places
from rashomon.model.annotation import Place
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

SETTINGS = AnnotateSettings()


def places(text: str) -> tuple[Place, ...]:
    report = Report(id="r", text=text, blocks=(Block(span=Span(0, len(text)), role="body"),))
    (parsed,) = parse([report], settings=SETTINGS)
    return find_places(parsed, settings=SETTINGS.places)


def unlisted(text: str) -> list[tuple[str, str | None]]:
    return [(text[p.span.start : p.span.end], p.country) for p in places(text) if not p.located]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Snow cut off the hamlet of Vellinore in Austria.", [("Vellinore", "AT")]),
        ("They were buried in Tessoumba, a village in northern Chad.", [("Tessoumba", "TD")]),
        ("Boats were lost on the Quillabuco River in Bolivia.", [("Quillabuco River", "BO")]),
        ("The plane landed at Honoria Delmundo airport.", [("Honoria Delmundo airport", None)]),
        ("The bridge over the Ostrovica Gorge was closed.", [("Ostrovica Gorge", None)]),
    ],
)
def test_a_word_beside_a_name_makes_it_a_place(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert unlisted(text) == expected


def test_a_place_without_a_position_says_so() -> None:
    (place,) = (p for p in places("Snow cut off the hamlet of Vellinore.") if not p.located)
    assert (place.name, place.kind, place.country, place.lat, place.lon) == ("Vellinore", "city", None, 0, 0)


def test_a_country_is_that_of_most_places_unless_the_sentence_speaks_of_another() -> None:
    start = "Police in Lyon, Dijon and Grenoble searched houses. "
    assert unlisted(f"{start}A hut burned in the hamlet of Vellinore.") == [("Vellinore", "FR")]
    assert unlisted(f"{start}Shots fell near Turin and in the hamlet of Vellinore.") == [("Vellinore", "IT")]


def test_a_water_is_not_the_town_it_is_named_after() -> None:
    (place,) = places("A tanker ran aground in the Marsala Strait.")
    assert (place.name, place.located) == ("Marsala Strait", False)


def test_a_village_is_no_far_town_of_the_name() -> None:
    text = "Rain fell on Lima, Cusco and Puno in Peru. The village of Fairbanks lost its church."
    assert unlisted(text) == [("Fairbanks", "PE")]
    assert unlisted("Rain fell on Seattle and Fairbanks.") == []


def test_an_unlisted_place_is_found_again() -> None:
    text = "Snow cut off the hamlet of Vellinore in Austria. Nobody reached Vellinore for a week."
    assert unlisted(text) == [("Vellinore", "AT"), ("Vellinore", "AT")]


@pytest.mark.parametrize(
    "text",
    [
        "Voters have little trust in Marek Dovhal.",
        "The River Foods company said sales rose.",
        "Jane Roe, a village elder, refused to leave.",
        "He works for Hocking Bridge Capital.",
        "The Iraqi province was quiet.",
    ],
)
def test_people_firms_and_peoples_are_no_places(text: str) -> None:
    assert unlisted(text) == []


def test_a_namesake_amid_the_towns_around_it_is_meant() -> None:
    text = "Trains stopped at Belpre and Parkersburg. Buses ran as far as Athens."
    assert [p.country for p in places(text)] == ["US", "US", "US"]
    assert places("Trains stopped at Belpre and Parkersburg. Then Athens objected.")[-1].country == "GR"


def test_the_work_grows_with_the_text() -> None:
    text = "They met in Xandor Quellin near Ypsor Ven, a village. " * 400
    assert len(places(text)) >= 400


def test_to_and_from_of_what_moves_govern_towns() -> None:
    text = "Snow fell in Graz, Austria. The convoy drove from Vellinore to Obermolk. She wrote to Hallberg."
    assert [name for name, _ in unlisted(text)] == ["Vellinore", "Obermolk"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The troops reached al-Bab on Monday.", ["al-Bab"]),
        ("The cheese was sold in Portree, Ullapool and Zarnish.", ["Portree", "Ullapool", "Zarnish"]),
        ("KHARTOUM, Nov 3 — The army withdrew.", ["KHARTOUM"]),
        ("BEIRUT — Rescuers dug on.", ["BEIRUT"]),
        ("Kazakh crude goes by rail.", []),
        ("She spent her holidays on Réunion.", ["Réunion"]),
        ("Houses fell in Bukit Zarnish village on Monday.", ["Bukit Zarnish village"]),
        ("He lives in the Lancashire village of Zarnish.", ["Lancashire", "Zarnish"]),
    ],
)
def test_names_as_desks_write_them(text: str, expected: list[str]) -> None:
    report = Report(id="r", text=text, blocks=(Block(span=Span(0, len(text)), role="body"),))
    (parsed,) = parse([report], settings=SETTINGS)
    places = find_places(parsed, settings=SETTINGS.places)
    assert [text[p.span.start : p.span.end] for p in places] == expected
