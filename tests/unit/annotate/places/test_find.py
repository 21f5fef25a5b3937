"""Places in sentences: which one is meant, what is none, and when a name stands for a government."""

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


def found(text: str) -> list[tuple[str, str | None]]:
    return [(text[p.span.start : p.span.end], p.country) for p in places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry left Odesa for Varna.", [("Odesa", "UA"), ("Varna", "BG")]),
        ("A fire broke out in Paris, Texas.", [("Paris", "US"), ("Texas", "US")]),
        ("A fire broke out in Paris.", [("Paris", "FR")]),
        ("EDMONTON, Alberta — Alberta Reeve sang.", [("EDMONTON", "CA"), ("Alberta", "CA")]),
        ("The mill in Reading, England, burned.", [("Reading", "GB"), ("England", "GB")]),
        ("Storms hit Birmingham, Ala., overnight.", [("Birmingham", "US"), ("Ala.", "US")]),
        (
            "Voters in Savannah and Atlanta, Georgia, queued.",
            [("Savannah", "US"), ("Atlanta", "US"), ("Georgia", "US")],
        ),
        ("Georgia recalled its envoy from Tbilisi.", [("Georgia", "GE"), ("Tbilisi", "GE")]),
        ("Tankers crossed the Taiwan Strait.", [("Taiwan Strait", None)]),
        ("Guards in Nagorno-Karabakh fled to New\nYork.", [("Nagorno-Karabakh", "AZ"), ("New\nYork", "US")]),
        ("U.S. officials flew to the Golan Heights.", [("U.S.", "US"), ("Golan Heights", None)]),
        ("Cruisers left from Bor in South Sudan.", [("Bor", "SS"), ("South Sudan", "SS")]),
        ("Sindh and southern Punjab are under water.", [("Sindh", "PK"), ("Punjab", "PK")]),
        ("Trains ran as far as Sherbrooke and Ottawa.", [("Sherbrooke", "CA"), ("Ottawa", "CA")]),
        ("Milk is dear in Minneapolis and Rochester.", [("Minneapolis", "US"), ("Rochester", "US")]),
        (
            "Farmers in Macon, Georgia, wrote to a judge in Tbilisi, Georgia.",
            [("Macon", "US"), ("Georgia", "US"), ("Tbilisi", "GE"), ("Georgia", "GE")],
        ),
        ("Trains to Bari are late.", [("Bari", "IT")]),
        ("Rockets struck Tyre and Sidon in Lebanon.", [("Tyre", "LB"), ("Sidon", "LB"), ("Lebanon", "LB")]),
        ("The Lisbon-based firm opened a plant in Kraków.", [("Lisbon", "PT"), ("Kraków", "PL")]),
    ],
)
def test_which_place(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton and Jordan Peele gave a party.",
        "The Washington Post and the Moscow Times reported it.",
        "Nice weather for reading, said Chad Smith.",
        "The University of Texas and the Bank of England replied.",
        "Most people like turkey and china.",
        "The North Korean army marched.",
        "He wrote to us in March.",
        "He came in August.",
        "They tested a Hwasong 12.",
        "The probe fell through the clouds of Venus.",
        "Leicester beat Fulham on penalties.",
        "Harlow Foods closed two plants; shares of Harlow fell.",
    ],
)
def test_no_place(text: str) -> None:
    assert found(text) == []


def test_metonyms() -> None:
    marks = {
        p.name: p.metonym
        for p in places(
            "Moscow rejected the offer, the Kremlin said, and talks with Kyiv were held in Ankara on Monday."
        )
    }
    assert marks == {"Moscow": True, "Kremlin": True, "Kyiv": True, "Ankara": False}


def test_two_names_of_one_city_are_one_place() -> None:
    old, new = places("Trains from Kiev were late. Trains from Kyiv were not.")
    assert (old.name, old.lat, old.lon) == (new.name, new.lat, new.lon)
