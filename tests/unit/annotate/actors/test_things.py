"""Names of things are no actors, and names that only look like them are."""

from __future__ import annotations

import pytest
from tests.unit.annotate.actors.helpers import actors_of, words_of

from rashomon.annotate.actors.things import is_things_name


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        (
            "The council invoked the Clean Rivers Act. The Clean Rivers Act gives it power over mills.",
            "Clean Rivers Act",
        ),
        ("Police stopped him on Harrow Boulevard near the mill. Harrow Boulevard was shut.", "Harrow Boulevard"),
        ("The navy said the MV Orsina was boarded. Pirates left the MV Orsina at dawn.", "MV Orsina"),
        ("Tom Reeve was charged with DUI on Monday. It was his second DUI charge.", "DUI"),
        ('She starred in the film "Kill Karst" and sang. The film won.', "Kill Karst"),
        ("Orsina Ltd showed the Kestrel S9 on Monday. The Kestrel S9 has a new case.", "Kestrel S9"),
        ("The Coral Kestrel rolled over in May. Some 148 were aboard the Coral Kestrel.", "Coral Kestrel"),
        ("Fans of her latest single, Bartol Karda, were glad. They sang.", "Bartol Karda"),
        ("A rocket, known as the Heavy Kestrel, will fly. The Heavy Kestrel is new.", "Heavy Kestrel"),
        ("Police said Operation Sea Kestrel led to nine arrests. Operation Sea Kestrel began in May.", "Sea Kestrel"),
        ("Drivers left Route 9 at dawn. Route 9 runs to Karst. It was shut.", "Route 9"),
        ("The MS Orsina sank. Nine were aboard the MS Orsina.", "Orsina"),
        ("MS Orsina sailed at dawn. Divers found MS Orsina in May.", "Orsina"),
        ("INS Karda left port. Sailors of INS Karda were glad.", "Karda"),
        ("Crowds saw Kestrel 11 land. Engineers had built Kestrel 11 in May.", "Kestrel 11"),
        ("The roof flew off in Hurricane Orsina, which struck Bantry in May.", "Hurricane Orsina"),
        ("Ada Reeve won the Silver Oar Award in May and the Bantry Marathon in June.", "Silver Oar Award"),
    ],
)
def test_things_are_no_actors(text: str, thing: str) -> None:
    actors = actors_of(text)
    assert not [name for name in actors if thing in name]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Karst Housing Trust sued. The trust said it would win.", "Karst Housing Trust", "organisation"),
        ("Della Street spoke on Monday. Street said she would stay.", "Della Street", "person"),
        ("Mayor Jane Act resigned on Monday, officials said.", "Jane Act", "person"),
        ("Its chief rival Orsina lost. Analysts said Orsina has cut its costs.", "Orsina", "organisation"),
        ("His rival Tom Orsina lost. Analysts said he had cut his costs.", "Tom Orsina", "person"),
        ("The captain of the ferry, Ida Lund, said it was sound. Lund left.", "Ida Lund", "person"),
        ("The director of the film, Tsegaye Karda, was glad. Karda said so.", "Tsegaye Karda", "person"),
        (
            "Operation Lantern sent nurses to Karst. Operation Lantern has nine tents.",
            "Operation Lantern",
            "organisation",
        ),
        ("Operation Lantern said it would sue. Police named Operation Lantern.", "Operation Lantern", "organisation"),
        ("Channel 9 broadcast the talk. Viewers told Channel 9 that it was fair.", "Channel 9", "organisation"),
        ("The PGA banned him. The PGA is strict.", "PGA", "organisation"),
        ("MS Karda scored again. Fans cheered MS Karda on Monday. Karda left.", "MS Karda", "person"),
        ("SS Kardamouli made the film. Kardamouli was glad, friends of SS Kardamouli said.", "SS Kardamouli", "person"),
        ("Those were the MS Karda years. Fans cheered MS Karda, and MS Karda waved.", "MS Karda", "person"),
        ("The NATO ships left. NATO said nothing.", "NATO", "organisation"),
        ("The firm that built the ferry, Orsina Marine Ltd, said it was sound.", "Orsina Marine Ltd", "organisation"),
    ],
)
def test_bodies_and_people_of_like_names_are_actors(text: str, name: str, kind: str) -> None:
    assert actors_of(text)[name].kind == kind


@pytest.mark.parametrize(
    ("text", "name", "first"),
    [
        ('The inquiry heard that Anthony "Fat Tony" Orsino ran the docks. Orsino denied it.', "Anthony Orsino", 0),
        ("Police found Jaden (Jay) Reeve, 16, in a lane. Reeve was shot.", "Jaden Reeve", 0),
    ],
)
def test_a_nickname_inside_a_name_is_left_out_of_it(text: str, name: str, first: int) -> None:
    words = words_of(text, actors_of(text)[name])
    assert words[first].split()[0] == name.split()[0]
    assert words[first].endswith(name.split()[1])
    assert words[1] == name.split()[1]


@pytest.mark.parametrize(
    "text",
    [
        'Jane Reeve met Tom Karst. Tom said "Nonsense" and left. Karst Ltd was shut.',
        "Jane (Labour) is ahead. Tom (Tuesday) and Karst Ltd were not.",
    ],
)
def test_other_words_in_marks_join_no_names(text: str) -> None:
    assert not {"Tom Karst Ltd", "Jane Tom", "Tom Nonsense"} & set(actors_of(text))
    assert "Karst Ltd" in actors_of(text)


def test_the_times_is_the_paper_that_was_named_in_full() -> None:
    text = "The New York Times wrote of the mill. Later the Times said it had been shut for years."
    assert words_of(text, actors_of(text, "the Times")["New York Times"]) == ["The New York Times", "Times", "it"]


def test_the_times_is_the_london_paper_beside_two_others() -> None:
    text = "The New York Times and the Irish Times wrote of the mill. In London the Times said it had been shut."
    assert "Times" in actors_of(text, "the Times")


def test_an_office_in_front_is_no_part_of_a_bodys_name() -> None:
    actors = actors_of("She was Chair of the Federation of Town Boards. The Bank of Oslo said so.", "The Bank of Oslo")
    assert {"Federation of Town Boards", "Bank of Oslo"} <= set(actors)


def test_a_single_letter_belongs_to_the_name_behind_its_hyphen() -> None:
    text = "K-Orsina sued Karst Ltd on Monday.\n\nK-Orsina won."
    actors = actors_of(text, "K-Orsina")
    assert words_of(text, actors["K-Orsina"]) == ["K-Orsina", "K-Orsina"]
    assert not [name for name in actors if name == "Orsina"]


def test_the_north_is_the_state_of_a_divided_country_that_is_named() -> None:
    text = "North Korea fired a missile. The North said it would go on. The North Pacific was calm."
    assert words_of(text, actors_of(text, "The North")["North Korea"]) == ["North Korea", "North", "it"]
    text = "Norway is cold. Snow lies in the North."
    assert words_of(text, actors_of(text)["Norway"]) == ["Norway"]


def test_a_states_possessive_before_a_thing_is_still_the_state() -> None:
    text = "China's Kestrel space station will fall to earth. China's Renewable Future is a party."
    assert words_of(text, actors_of(text)["China"])[0] == "China"


def test_an_acronym_that_begins_a_name_is_its_short_form() -> None:
    text = "KLO Foundries will close a mill. Workers of both KLO and Karst Ltd met on Monday."
    assert words_of(text, actors_of(text)["KLO Foundries"]) == ["KLO Foundries", "KLO"]


def test_numbers_behind_a_bodys_name_make_no_model_of_it() -> None:
    assert is_things_name("Kestrel S9")
    assert is_things_name("Kestrel 11")
    assert not is_things_name("Karst Brigade 9")
    assert not is_things_name("Kestrel Mills")
