"""Whom the words of a report mean: offices, passing people, short names, organisations by their nouns."""

from __future__ import annotations

import pytest
from tests.unit.annotate.actors.helpers import actors_of, words_of


def test_an_office_told_before_its_holder_is_named_is_his() -> None:
    text = "Five miners died, the regional governor said. Governor Ivo Plesnik told reporters that the search went on."
    actors = actors_of(text, "the regional governor", "Governor Ivo Plesnik")
    assert words_of(text, actors["Ivo Plesnik"]) == ["the regional governor", "Ivo Plesnik"]
    text = f"{text} Governor Mila Karst of the next province sent men."
    assert "the regional governor" not in words_of(text, actors_of(text, "the regional governor")["Ivo Plesnik"])


def test_an_unnamed_person_takes_his_own_pronouns() -> None:
    text = "Antonio Bress fell ill at sea. The captain turned back, and he radioed for help."
    assert "he" not in words_of(text, actors_of(text)["Antonio Bress"])
    assert "captain" not in actors_of(text)
    spoken = f"{text} He said the storm was near."
    assert words_of(spoken, actors_of(spoken, "He")["captain"]) == ["The captain", "he", "He"]


@pytest.mark.parametrize(
    ("text", "source", "named", "office"),
    [
        (
            "A former aide to Peru's transport minister, Ines Roca, told a court so.",
            "aide",
            False,
            "transport minister",
        ),
        ("A lawyer for the minister, Ines Roca, told a court so.", "lawyer", True, "lawyer"),
        ("A spokeswoman for the harbour office, Ines Roca, told a court so.", "spokeswoman", True, "spokeswoman"),
    ],
)
def test_a_name_behind_two_offices_is_that_of_the_last_told_apart(
    text: str, source: str, named: bool, office: str
) -> None:
    actors = actors_of(text, text[: text.index(",")])
    assert office in (actors["Ines Roca"].office or "")
    assert any(source in name for name in actors) is not named


def test_a_firm_behind_a_role_noun_is_meant_and_nobody_else() -> None:
    text = "Jonas Brell swam ashore. The owner, Alder Lines, denied it all."
    actors = actors_of(text, "The owner, Alder Lines")
    assert words_of(text, actors["Jonas Brell"]) == ["Jonas Brell"]
    assert "owner" not in actors


def test_what_a_stranger_says_of_herself_is_of_nobody_with_a_name() -> None:
    text = "Irma Holt called the raid a crime. A guard told the paper that she saw smoke. She left because she was ill."
    actors = actors_of(text, "A guard")
    assert words_of(text, actors["Irma Holt"]) == ["Irma Holt"]
    text = "Irma Holt called the raid a crime. Holt told the paper that she saw smoke. She left because she was ill."
    assert words_of(text, actors_of(text, "Holt")["Irma Holt"]).count("she") == 2


def test_who_defends_him_is_not_he() -> None:
    text = "Dragan Vel was jailed on Monday. Vel sat still. Natasa Korin, who defended him, wept. She will appeal."
    actors = actors_of(text)
    assert "him" in words_of(text, actors["Dragan Vel"])
    assert words_of(text, actors["Natasa Korin"]) == ["Natasa Korin", "She"]


def test_object_and_subject_of_one_verb_are_two() -> None:
    text = "The National Council for Order took power. The Border Union suspended it. The Union gave the junta a week."
    assert "the junta" in words_of(text, actors_of(text)["National Council for Order"])


def test_a_president_of_no_stated_country_is_the_report_s_own() -> None:
    text = "Shops in Lima, Cusco and Arequipa closed. President Hernan Quiroz spoke. The Peruvian leader left."
    quiroz = actors_of(text)["Hernan Quiroz"]
    assert (quiroz.country, words_of(text, quiroz)) == ("PE", ["Hernan Quiroz", "The Peruvian leader"])
    abroad = text.replace("The Peruvian leader", "The French leader")
    assert "The French leader" not in words_of(abroad, actors_of(abroad)["Hernan Quiroz"])
    spread = text.replace("Cusco and Arequipa", "Quito and Bogota").replace("The Peruvian leader", "He")
    assert actors_of(spread)["Hernan Quiroz"].country is None


def test_an_officer_of_no_stated_state_is_the_report_s_own() -> None:
    home = "Crowds filled Lima, Cusco, Arequipa and Tacna. "
    assert actors_of(home + "Interior Minister Rosa Diaz resigned.")["Rosa Diaz"].country == "PE"
    assert actors_of(home + "Rosa Diaz, president of the Miners' Club, resigned.")["Rosa Diaz"].country is None
    two = home + "President Rosa Diaz met President Ivo Lind."
    assert {actors_of(two)[name].country for name in ("Rosa Diaz", "Ivo Lind")} == {None}
    assert (
        actors_of(home + "The interior ministry shut the road, the interior ministry said.")[
            "interior ministry"
        ].country
        == "PE"
    )


def test_the_elder_and_the_younger_of_one_name() -> None:
    text = "Ana Pell, 71, told the court of his son, Jack Pell. The elder Pell wept. The younger Pell smiled."
    actors = actors_of(text)
    assert words_of(text, actors["Ana Pell"]).count("Pell") == 1
    assert words_of(text, actors["Jack Pell"]).count("Pell") == 1


def test_a_stranger_is_named_with_nothing_but_an_age() -> None:
    text = "A retired baker was jailed on Friday.\n\nTom Hale, 61, wept when the sentence was read. The baker left."
    assert "A retired baker" in words_of(text, actors_of(text)["Tom Hale"])


def test_a_state_behind_a_titled_name_is_his() -> None:
    assert actors_of("Prime Minister Ana Lind of Sweden resigned.")["Ana Lind"].country == "SE"


def test_a_short_form_of_a_title_is_an_office() -> None:
    text = "Gov. Mike Harrow sent troops. The Republican governor said he was angry."
    assert "The Republican governor" in words_of(text, actors_of(text, "The Republican governor")["Mike Harrow"])


@pytest.mark.parametrize("short", ["Indeci", "FAP", "NCR"])
def test_a_word_in_brackets_introduces_a_short_name(short: str) -> None:
    text = f"The Ruvian Institute of Relief ({short}) sent tents. On Monday {short} counted the dead."
    (body,) = (a for a in actors_of(text).values() if a.kind == "organisation" and short in words_of(text, a))
    assert words_of(text, body).count(short) == 2


def test_who_is_sentenced_is_the_defendant() -> None:
    text = "A court sentenced Milan Dragic to ten years. Judge Ana Peric read slowly. The defendant wept."
    assert "The defendant" in words_of(text, actors_of(text)["Milan Dragic"])


def test_an_operator_in_apposition_is_the_firm() -> None:
    text = "The operator, Ostrel Hydro, said the wall was sound."
    assert [(a.name, a.kind) for a in actors_of(text, "The operator, Ostrel Hydro,").values()] == [
        ("Ostrel Hydro", "organisation")
    ]


def test_what_a_paper_is_stands_behind_its_name() -> None:
    text = "The Lantern newspaper reported the offer. The Lantern stood by it."
    assert [(a.name, a.kind) for a in actors_of(text, "The Lantern newspaper").values()] == [("Lantern", "outlet")]


def test_a_state_s_name_may_open_an_organisation_s() -> None:
    service = actors_of("The Fiji Weather Service warned ships.")["Fiji Weather Service"]
    assert (service.kind, service.country) == ("organisation", "FJ")


def test_brussels_is_the_union_unless_the_report_is_of_belgium() -> None:
    assert "European Union" in actors_of("Brussels rejected the plan.")
    assert "European Union" not in actors_of("Brussels rejected the plan. Belgian farmers cheered.")


@pytest.mark.parametrize(
    "text",
    [
        "Engineers warned the town.",
        "The dam broke. Dam gives way.",
        "They drove down the A684 to the coast.",
        "He lives near Ostwick with his dog.",
    ],
)
def test_words_that_are_no_names_name_nobody(text: str) -> None:
    assert not [name for name, actor in actors_of(text).items() if actor.kind in ("person", "organisation")]


def test_a_name_told_before_the_longer_one_is_a_body_of_its_own() -> None:
    text = "Corvin said on Monday that it would close Corvin Labs. Corvin Labs has lost money. Corvin sells lamps."
    actors = actors_of(text, "Corvin")
    assert words_of(text, actors["Corvin Labs"]) == ["Corvin Labs", "Corvin Labs"]
    text = "Corvin buys a rival\n\nCorvin Labs said on Monday that it would buy a rival. Corvin sells lamps."
    assert words_of(text, actors_of(text, "Corvin Labs")["Corvin Labs"])[:2] == ["Corvin", "Corvin Labs"]


def test_a_team_is_called_by_the_last_word_of_its_name() -> None:
    text = "Ashby Rovers won again on Saturday. Rovers are second now."
    assert words_of(text, actors_of(text)["Ashby Rovers"]) == ["Ashby Rovers", "Rovers"]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "Boko Haram freed eleven people. The army met leaders of the militant group on Monday.",
            "Boko Haram",
            ["Boko Haram", "the militant group"],
        ),
        (
            "Karst Savings will lose money. The New York bank blames the tax.",
            "Karst Savings",
            ["Karst Savings", "The New York bank"],
        ),
        ("Karst Savings will lose money. A rival, the new bank, will not.", "Karst Savings", ["Karst Savings"]),
        (
            "The Karst Housing Trust helps villages. The army met leaders of the militant group on Monday.",
            "Karst Housing Trust",
            ["Karst Housing Trust"],
        ),
    ],
)
def test_bands_and_banks_are_told_by_what_they_are(text: str, name: str, words: list[str]) -> None:
    assert words_of(text, actors_of(text)[name]) == words
