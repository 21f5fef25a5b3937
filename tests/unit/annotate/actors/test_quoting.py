"""What quotations and the clauses around them tell of pronouns, and bodies without a name."""

from __future__ import annotations

import re

import pytest
from tests.unit.annotate.actors.helpers import SETTINGS, words_of

from rashomon.annotate.actors import find_actors
from rashomon.annotate.attributions import find_attributions
from rashomon.annotate.parse import parse
from rashomon.annotate.places import find_places
from rashomon.model.annotation import Actor
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span


def _read(text: str) -> dict[str, Actor]:
    """The actors of a text by name, with the attributions that the model finds."""
    blocks = tuple(Block(span=Span(m.start(), m.end()), role="body") for m in re.finditer(r"[^\n]+", text))
    (parsed,) = parse([Report(id="r", text=text, blocks=blocks)], settings=SETTINGS)
    found = find_attributions(parsed, settings=SETTINGS.attributions)
    actors = find_actors(parsed, find_places(parsed, settings=SETTINGS.places), found, settings=SETTINGS.actors)
    return {actor.name: actor for actor in actors}


def test_who_is_named_in_the_words_does_not_say_them() -> None:
    text = 'Piet Vos met Jan Maas on Monday. Vos praised the plan. "Vos has my full support," he said.'
    actors = _read(text)
    assert words_of(text, actors["Jan Maas"])[-1] == "he"
    text = 'Piet Vos met Jan Maas on Monday. Vos praised the plan. "The plan has my full support," he said.'
    assert words_of(text, _read(text)["Piet Vos"])[-1] == "he"


def test_it_that_speaks_is_the_body_that_spoke_last() -> None:
    text = (
        "The Harbour Union said on Monday that the pier was unsafe. Rain had fallen for a week. "
        'The tide was high. "Nobody was warned," it said.'
    )
    assert words_of(text, _read(text)["Harbour Union"])[-1] == "it"
    other = text.replace("The tide was high.", "Piet Vos said so too.")
    assert "it" not in words_of(other, _read(other)["Harbour Union"])


@pytest.mark.parametrize(
    ("text", "name", "pronoun"),
    [
        ("The mayor put pressure on Piet Vos and his board on Monday.", "Piet Vos", "his"),
        ("Jan Maas met Piet Vos and thanked him for the boat.", "Piet Vos", "him"),
        ("Jan Maas wept. Piet Vos's voice broke when he spoke of the boat.", "Piet Vos", "he"),
        ("Piet Vos sold the boat to Jan Maas. By winter, he had bought another.", "Piet Vos", "he"),
    ],
)
def test_the_clause_tells_whom_a_pronoun_means(text: str, name: str, pronoun: str) -> None:
    assert pronoun in words_of(text, _read(text)[name])


def test_a_body_without_a_name_is_an_actor_when_it_is_meant_again() -> None:
    once = "The jury went out at noon. Piet Vos waited in the hall."
    assert "jury" not in _read(once)
    again = f"{once} The jury came back at six and it found him guilty."
    assert words_of(again, _read(again)["jury"])[:2] == ["The jury", "The jury"]


def test_a_bank_is_no_airline() -> None:
    text = "The bank said on Monday that it would lend more. The airline said that it would fly less."
    actors = _read(text)
    assert words_of(text, actors["bank"]) == ["The bank", "it"]
    assert words_of(text, actors["airline"]) == ["The airline", "it"]


def test_what_kind_of_body_it_is_goes_before_a_papers_word() -> None:
    text = "The rights group Voz del Valle said that two men had been beaten."
    assert _read(text)["Voz del Valle"].kind == "organisation"
    text = "The paper Voz del Valle said that two men had been beaten."
    assert _read(text)["Voz del Valle"].kind == "outlet"


def test_a_quotation_goes_on_in_the_first_person() -> None:
    text = '"The pier was rotten," Piet Vos told the hearing. It was late. "I warned them in May."'
    assert words_of(text, _read(text)["Piet Vos"])[-1] == "I"


def test_a_stamp_of_time_names_nobody() -> None:
    text = "07:15 Police say the road is shut.\n\n07:05 Police say a man was hurt."
    assert "Police" in _read(text)


@pytest.mark.parametrize(
    ("between", "own"),
    [
        ("Bob Doe, her brother, stayed at the scene.", 1),
        ("The street was dark.", 3),
        ("She wept as Bob Doe watched.", 3),
        ("Roe is a nurse.", 3),
    ],
)
def test_who_spoke_goes_on_until_another_is_told_of(between: str, own: int) -> None:
    text = f'"I went home," Ann Roe said. {between} "I saw the man fall and I called the police."'
    actors = _read(text)
    assert words_of(text, actors["Ann Roe"]).count("I") == own
    assert all("I" not in words_of(text, a) for name, a in actors.items() if name != "Ann Roe")


def test_another_who_is_told_of_may_speak_himself() -> None:
    text = '"I went home," Ann Roe said. Bob Doe stayed at the scene. "I saw the man fall," Doe said.'
    actors = _read(text)
    assert words_of(text, actors["Ann Roe"]).count("I") == words_of(text, actors["Bob Doe"]).count("I") == 1


@pytest.mark.parametrize(
    ("text", "body", "noun"),
    [
        (
            "The Football Association accused coach Piet Vos of taking bribes. The jury cleared him on Monday, "
            "and the jury said that he had paid nobody.",
            "Football Association",
            "jury",
        ),
        (
            "The Holm Foundation paid for the quay. The harbour authority said it was unsafe.",
            "Holm Foundation",
            "harbour authority",
        ),
        (
            "Roe Watch published its report on Piet Vos. The jury found him guilty, and the jury said so.",
            "Roe Watch",
            "jury",
        ),
        (
            "The Holm Navy left at dawn. The border service said that the strait was closed.",
            "Holm Navy",
            "border service",
        ),
    ],
)
def test_a_body_of_its_own_is_none_that_was_named(text: str, body: str, noun: str) -> None:
    actors = _read(text)
    assert all(noun not in words for words in words_of(text, actors[body]))
    assert f"he {noun}" in words_of(text, actors[noun])[0]


def test_what_a_named_body_is_called_means_it() -> None:
    text = "The Holm Foundation paid for the quay. The foundation said it was unsafe."
    assert "The foundation" in words_of(text, _read(text)["Holm Foundation"])
    text = "The Alder Harbour Authority closed the quay. The harbour authority said it was unsafe."
    assert "The harbour authority" in words_of(text, _read(text)["Alder Harbour Authority"])


@pytest.mark.parametrize(
    ("text", "name", "last"),
    [
        (
            "Piet Vos, 30, was jailed on Monday. According to a relative, he had lost his boat in May.",
            "Piet Vos",
            ["Piet Vos", "he", "his"],
        ),
        (
            "Ada Vos left the stage in May. A friend of the family said: 'She is tired of it all.'",
            "Ada Vos",
            ["Ada Vos", "She"],
        ),
        ('Piet Vos sold boats.\n\nActor Ivo Maas said:\n\n"He was a fair man."', "Piet Vos", ["Piet Vos", "He"]),
    ],
)
def test_nobody_tells_of_himself_as_another(text: str, name: str, last: list[str]) -> None:
    assert words_of(text, _read(text)[name]) == last


def test_a_named_source_can_tell_of_himself() -> None:
    text = "According to Piet Vos, he had lost his boat in May."
    assert words_of(text, _read(text)["Piet Vos"]) == ["Piet Vos", "he", "his"]


def test_a_sentence_goes_on_about_whom_a_source_behind_told_of() -> None:
    text = "Piet Vos was shot in the leg, Sergeant Ivo Maas said. He was taken to a clinic."
    assert words_of(text, _read(text)["Piet Vos"]) == ["Piet Vos", "He"]
    text = "Piet Vos was shot in the leg, Sergeant Ivo Maas said. He added that the road was shut."
    assert words_of(text, _read(text)["Ivo Maas"]) == ["Ivo Maas", "He"]


def test_who_alone_is_told_of_is_meant_beyond_some_sentences() -> None:
    rest = "The mill is old. It has three floors. The roof leaks. Rain gets in. The town pays."
    text = f"Ada Vos bought the mill. {rest} She was warned."
    assert words_of(text, _read(text)["Ada Vos"])[-1] == "She"
    text = f"Ada Vos and Ida Maas bought the mill. {rest} She was warned."
    assert all("She" not in words_of(text, actor) for actor in _read(text).values())


def test_what_one_was_called_one_is_called_again() -> None:
    text = "Ada Vos sang on Monday. The actress left early. A report by columnist Ida Maas called the actress weak."
    assert words_of(text, _read(text)["Ada Vos"]) == ["Ada Vos", "The actress", "the actress"]


def test_who_alone_spoke_before_speaks_on_whatever_the_first_name_says() -> None:
    text = 'A man was held. Robin Vos, a police chief, confirmed it. He said: "It was sad."'
    assert words_of(text, _read(text)["Robin Vos"]) == ["Robin Vos", "He"]
    text = 'Tom Maas sat by Robin Vos, a police chief, who confirmed it. He said: "It was sad."'
    assert words_of(text, _read(text)["Robin Vos"]) == ["Robin Vos"]


@pytest.mark.parametrize("name", ["Janez Kos", "Tsegaye Kos", "Marko Kos"])
@pytest.mark.parametrize("said", ["She lied to parliament twice", "Lies were told to parliament"])
def test_he_behind_a_quotation_is_whom_the_sentence_before_was_about(name: str, said: str) -> None:
    text = f'Prime Minister Robert Golob thanked her.\n\n{name} demanded early elections. "{said}," he said.'
    assert words_of(text, _read(text)[name]) == [name, "he"]
