"""An office held in one report and left in another."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.reconcile.make import actor, annotated, material, report

from rashomon.reconcile.differences.offices import find_office_differences


def _differences(first: str, second: str, days: tuple[date | None, date | None] = (None, None)):
    texts = (f"{first} Marta Lindqvist spoke.", f"{second} Marta Lindqvist spoke.")
    return find_office_differences(
        material(
            [
                report(str(n), text, published=days[n], actors=(actor(text, "Marta Lindqvist", office=office),))
                for n, (text, office) in enumerate(zip(texts, (first, second), strict=True))
            ]
        )
    )


def test_held_and_left() -> None:
    (difference,) = _differences("Mayor", "Former mayor")
    assert (difference.type, difference.explanation, difference.about) == ("actor", "real conflict", "Marta Lindqvist")
    assert [side.value for side in difference.sides] == ["in office", "former"]
    (difference,) = _differences("Mayor", "Former mayor", (date(1931, 5, 1), date(1931, 5, 3)))
    assert difference.explanation == "update over time"


@pytest.mark.parametrize("second", ["Mayor", "Bergen mayor", "Former harbour pilot"])
def test_another_wording_or_another_office_is_no_difference(second: str) -> None:
    assert _differences("Mayor", second) == ()


def test_who_was_ousted_holds_the_office_no_more() -> None:
    texts = ("Marta Lindqvist, the ousted liberal mayor, spoke.", "The former mayor Marta Lindqvist spoke.")
    offices = ("liberal mayor", "former mayor")
    reports = [
        report(str(n), text, actors=(actor(text, "Marta Lindqvist", office=office),))
        for n, (text, office) in enumerate(zip(texts, offices, strict=True))
    ]
    assert find_office_differences(material(reports)) == ()


@pytest.mark.parametrize(
    "verb",
    [
        "The court dismissed Mayor Marta Lindqvist's appeal.",
        "The council removed Mayor Marta Lindqvist's portrait.",
        "The board has fired Mayor Marta Lindqvist.",
        "Workers had removed Mayor Marta Lindqvist's old statue.",
    ],
)
def test_the_verb_before_an_office_is_none_of_its_words(verb: str) -> None:
    assert find_office_differences(material(annotated(verb, "Mayor Marta Lindqvist lost an appeal."))) == ()


@pytest.mark.parametrize(
    "first",
    [
        "The court sentenced ousted Islamist president Karim Adel to death.",
        "Karim Adel, the ousted Islamist president, lost an appeal.",
        "Deposed President Karim Adel lost an appeal.",
    ],
)
def test_what_modifies_an_office_is_said_of_it(first: str) -> None:
    held = "President Karim Adel will speak in the harbour."
    (difference,) = find_office_differences(material(annotated(first, held)))
    assert [side.value for side in difference.sides] == ["in office", "former"]


def test_initials_are_the_office() -> None:
    assert len(_differences("Chief executive", "Former CEO")) == 1


def test_an_office_is_not_shown_from_the_headline_into_the_text() -> None:
    head, body = "Marta Lindqvist resigns", "The former mayor Marta Lindqvist spoke."
    text = f"{head}\n{body}"
    left = report("1", text, actors=(actor(text, "Marta Lindqvist", office="former mayor"),))
    held = report(
        "0",
        "Mayor Marta Lindqvist spoke.",
        actors=(actor("Mayor Marta Lindqvist spoke.", "Marta Lindqvist", office="Mayor"),),
    )
    for difference in find_office_differences(material([held, left])):
        for side in difference.sides:
            assert all(at.report == "0" or at.start >= len(head) for at in side.spans)
