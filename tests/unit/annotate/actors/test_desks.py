"""Whom the words of many desks mean: ages, trades, other names, bands, sexes that first names do not tell."""

from __future__ import annotations

import pytest
from tests.unit.annotate.actors.helpers import actors_of, words_of


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Chanda Bwalya ran the league. He was fined.", "Chanda Bwalya", ["Chanda Bwalya", "He"]),
        ("Mary Bwalya ran the league. Tom Reeve owned it. He was fined.", "Tom Reeve", ["Tom Reeve", "He"]),
        ("Ivo Plesnik has hurt himself.", "Ivo Plesnik", ["Ivo Plesnik", "himself"]),
        (
            "Jane Reeve, 58, met Tom Karst, 41, at the mill. The 41-year-old was late.",
            "Tom Karst",
            ["Tom Karst", "The 41-year-old"],
        ),
        (
            "Jane Reeve leads the board. The 72-year-old tycoon is ill.",
            "Jane Reeve",
            ["Jane Reeve", "The 72-year-old tycoon"],
        ),
        ("The Jane Reeve case goes on.", "Jane Reeve", ["Jane Reeve"]),
    ],
)
def test_people_are_told_by_age_and_pronoun(text: str, name: str, expected: list[str]) -> None:
    assert words_of(text, actors_of(text)[name]) == expected


def test_a_child_is_no_minister() -> None:
    text = "Minister Jane Reeve visited the clinic. The six-year-old slept."
    assert "The six-year-old" not in words_of(text, actors_of(text)["Jane Reeve"])


def test_a_name_without_a_word_on_who_it_is_is_that_of_the_officer_before() -> None:
    text = "In London the health secretary told members that tests went on.\n\nPriya Mandal said a team had been sent."
    assert words_of(text, actors_of(text, "the health secretary", "Priya Mandal")["Priya Mandal"]) == [
        "the health secretary",
        "Priya Mandal",
    ]
    text = text.replace("Priya Mandal said", "Priya Mandal, a nurse, said")
    assert words_of(text, actors_of(text, "the health secretary", "Priya Mandal")["Priya Mandal"]) == ["Priya Mandal"]


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        (
            "The Central Polling Tribunal, known by its Spanish initials TCV, closed. The TCV said it erred.",
            "Central Polling Tribunal",
            "TCV",
        ),
        ("The Lowland Workers Front, or MTL, marched. The MTL said it had won.", "Lowland Workers Front", "MTL"),
    ],
)
def test_an_organisation_is_found_by_the_name_the_report_gives_it(text: str, name: str, short: str) -> None:
    assert short in words_of(text, actors_of(text, f"The {short}")[name])


def test_an_acronym_in_brackets_is_the_reports_own() -> None:
    text = "The Sofia Fire Office (SFO) sent two crews. The SFO said it was too late."
    actors = actors_of(text, "The SFO")
    assert "Serious Fraud Office" not in actors
    assert "SFO" in words_of(text, actors["Sofia Fire Office"])


def test_a_section_is_not_its_organisation() -> None:
    text = "NHS Lowmoor recalled the cheese. NHS Lowmoor said it was sorry."
    assert "National Health Service" not in actors_of(text, "NHS Lowmoor")


def test_the_militants_are_the_band_that_was_named() -> None:
    text = "Hezbollah fired at the ridge. The army fired back, and the militants fled."
    assert "the militants" in words_of(text, actors_of(text)["Hezbollah"])
    text = "The Harbour Trust fired its cook. The army came, and the militants fled."
    assert all("the militants" not in words_of(text, actor) for actor in actors_of(text).values())


def test_who_stands_behind_a_group_is_not_its_state() -> None:
    text = "Hezbollah fired at the ridge on Monday. The Iran-backed group said it had been provoked."
    assert "The Iran-backed group" in words_of(text, actors_of(text, "The Iran-backed group")["Hezbollah"])


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Sen. Tom Gallo (D-Ariz.) urged a vote.", "Tom Gallo", "US"),
        ("Birgit Aas, the Norwegian who runs the office, left.", "Birgit Aas", "NO"),
        ("Shares of Taiwan's Tajin Electronics fell.", "Tajin Electronics", "TW"),
        ("Turkey honoured her, and its president, Emre Yalin, spoke.", "Emre Yalin", "TR"),
    ],
)
def test_a_country_is_read_beside_the_name(text: str, name: str, country: str) -> None:
    assert actors_of(text)[name].country == country


def test_the_couple_are_the_two_of_whom_it_was_told() -> None:
    text = "Pascal Orn was freed. His wife, Marie Lund, wept. The couple went home."
    actors = actors_of(text)
    assert "The couple" in words_of(text, actors["Pascal Orn"])
    assert "The couple" in words_of(text, actors["Marie Lund"])


def test_a_company_that_something_else_is_said_of_is_not_the_one_before() -> None:
    text = "Karst Foods said the company it hired had lost the files. The company apologised."
    assert words_of(text, actors_of(text, "Karst Foods")["Karst Foods"])[-1] == "The company"
    assert "the company" not in words_of(text, actors_of(text, "Karst Foods")["Karst Foods"])


def test_a_leaders_name_makes_an_administration() -> None:
    text = "The Obama administration restored the rule. Ivo Plesnik praised it."
    assert actors_of(text)["Obama administration"].kind == "organisation"


def test_two_people_of_one_family_are_meant_by_their_plural() -> None:
    text = "Pascal Orsin and Lea Orsin were heard. A neighbour said the Orsins had lived well."
    actors = actors_of(text)
    assert "Orsins" in words_of(text, actors["Pascal Orsin"])
    assert "Orsins" in words_of(text, actors["Lea Orsin"])


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Keeping her on the line, Jane Karst spoke calmly.", "Jane Karst", ["Jane Karst"]),
        ("Leaving her office, Jane Karst spoke calmly.", "Jane Karst", ["her", "Jane Karst"]),
        (
            "Jack Holm spoke. Tom Reeve said Holm was led astray, ruining his judgment.",
            "Jack Holm",
            ["Jack Holm", "Holm", "his"],
        ),
    ],
)
def test_whose_a_possessive_is_follows_from_the_clause(text: str, name: str, expected: list[str]) -> None:
    assert words_of(text, actors_of(text)[name]) == expected


def test_a_thing_has_its_own() -> None:
    text = "The Harbour Survey rang. The quake struck at noon and its centre lay at sea."
    assert all("its" not in words_of(text, actor) for actor in actors_of(text, "The Harbour Survey").values())
