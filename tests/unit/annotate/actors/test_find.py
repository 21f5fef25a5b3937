"""The actors of short reports written for this test."""

from __future__ import annotations

import re

import pytest

from rashomon.annotate.actors import find_actors
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import parse
from rashomon.annotate.places import find_places
from rashomon.model.annotation import Actor
from rashomon.model.report import Block, BlockRole, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings


def _report(text: str, roles: dict[int, BlockRole] | None = None) -> Report:
    lines = list(re.finditer(r"[^\n]+", text))
    blocks = tuple(Block(span=Span(m.start(), m.end()), role=(roles or {}).get(n, "body")) for n, m in enumerate(lines))
    return Report(id="r", text=text, blocks=blocks)


def _actors(text: str, *sources: str, roles: dict[int, BlockRole] | None = None) -> dict[str, Actor]:
    """The actors of `text` by name; each of `sources` is given as the source of an attribution of the whole text."""
    settings = AnnotateSettings()
    (parsed,) = parse([_report(text, roles)], settings=settings)
    found = tuple(
        FoundAttribution(
            source=(Span(text.index(s), text.index(s) + len(s)),), cue=(), content=(Span(0, len(text)),), confidence=1.0
        )
        for s in sources
    )
    actors = find_actors(parsed, (), found, settings=settings.actors)
    for actor in actors:
        assert list(actor.mentions) == sorted(actor.mentions, key=lambda m: m.span)
    return {actor.name: actor for actor in actors}


def _words(text: str, actor: Actor, form: str = "") -> list[str]:
    return [text[m.span.start : m.span.end] for m in actor.mentions if not form or m.form == form]


def test_a_title_is_an_office_and_no_part_of_the_name() -> None:
    text = "Polish Prime Minister Jan Nowak met the press. Nowak said he was tired."
    actors = _actors(text)
    nowak = actors["Jan Nowak"]
    assert (nowak.kind, nowak.office, nowak.country) == ("person", "Polish Prime Minister", "PL")
    assert _words(text, nowak) == ["Jan Nowak", "Nowak", "he"]


def test_two_people_with_one_surname_stay_two() -> None:
    text = (
        "Peter Hale sued his brother. Susan Hale, his sister, wept in court. "
        "Mr. Hale said he was sorry. Mrs. Hale said she was not."
    )
    actors = _actors(text)
    assert "Mr. Hale" not in actors
    assert "he" in _words(text, actors["Peter Hale"])
    assert "she" in _words(text, actors["Susan Hale"])
    assert len(_words(text, actors["Susan Hale"], "name")) == 2


def test_a_form_of_address_goes_to_whose_gender_is_known() -> None:
    text = "Dervla Coyle, 31, met Martin Coyle at noon. Mr Coyle was late. Mrs Coyle was not."
    actors = _actors(text)
    assert len(_words(text, actors["Martin Coyle"], "name")) == 2
    assert len(_words(text, actors["Dervla Coyle"], "name")) == 2


def test_one_of_a_nation_is_its_person_mentioned_last() -> None:
    text = (
        "Slovak Prime Minister Jana Hronec met Prime Minister Laszlo Kiss in Budapest. "
        "The Hungarian had invited his Slovak counterpart for lunch."
    )
    actors = _actors(text)
    assert "The Hungarian" in _words(text, actors["Laszlo Kiss"], "nominal")
    assert actors["Laszlo Kiss"].country == "HU"
    assert "his Slovak counterpart" in _words(text, actors["Jana Hronec"], "nominal")


def test_relatives_by_name_and_by_marriage() -> None:
    text = "His father, Frank Tully, said he was glad. She thanked her father-in-law."
    frank = _actors(text, "His father, Frank Tully,")["Frank Tully"]
    assert "he" in _words(text, frank)
    assert "her father" not in _words(text, frank)


def test_the_town_of_an_outlet_is_no_outlet() -> None:
    text = "He told the Derby Herald so. The Herald printed it. A tram overturned in Derby."
    settings = AnnotateSettings()
    (parsed,) = parse([_report(text)], settings=settings)
    actors = find_actors(parsed, find_places(parsed, settings=settings.places), (), settings=settings.actors)
    assert [(a.name, _words(text, a)) for a in actors if "Derby" in a.name or "Herald" in a.name] == [
        ("Derby Herald", ["Derby Herald", "Herald"])
    ]


def test_people_with_one_first_name_stay_two() -> None:
    text = "Donald Marsh met Donald Field in Oslo. Marsh left early. Field stayed."
    actors = _actors(text)
    assert _words(text, actors["Donald Marsh"], "name") == ["Donald Marsh", "Marsh"]
    assert _words(text, actors["Donald Field"], "name") == ["Donald Field", "Field"]


def test_two_spellings_in_one_report_are_one_actor() -> None:
    text = "President Oleksandr Zaretskiy spoke. Then Oleksandr Zaretsky left the hall, and Zaretskyy did not return."
    (zaretskiy,) = [a for a in _actors(text).values() if a.kind == "person"]
    assert len(zaretskiy.mentions) == 3


def test_an_acronym_is_linked_to_its_name() -> None:
    text = "The Coastal Workers' Federation (CWF) called a strike. The CWF said it would last."
    (union,) = [a for a in _actors(text, "The CWF").values() if a.kind == "organisation"]
    assert _words(text, union, "name")[-1] == "CWF"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Kyiv rejected the plan.", "metonym"),
        ("The offer was refused by Kyiv.", "metonym"),
        ("The talks between Kyiv and Warsaw failed.", "metonym"),
    ],
)
def test_a_capital_that_acts_is_its_state(text: str, form: str) -> None:
    ukraine = _actors(text)["Ukraine"]
    assert (ukraine.kind, ukraine.country) == ("state", "UA")
    assert [m.form for m in ukraine.mentions] == [form]


@pytest.mark.parametrize("text", ["They met in Kyiv.", "The mayor walked through Kyiv's streets.", "Kyiv was bombed."])
def test_a_capital_that_is_only_a_place_is_no_actor(text: str) -> None:
    assert "Ukraine" not in _actors(text)


def test_a_seat_is_an_organisation_of_its_state() -> None:
    kremlin = _actors("The Kremlin said no.", "The Kremlin")["Kremlin"]
    assert (kremlin.kind, kremlin.country, kremlin.mentions[0].form) == ("organisation", "RU", "metonym")


def test_an_unnamed_source_is_typed_and_belongs_to_its_office() -> None:
    text = "A senior White House official said the list was short. The official gave no names."
    actors = _actors(text, "A senior White House official")
    (official,) = [a for a in actors.values() if a.kind == "unnamed"]
    assert official.of == actors["White House"].id
    assert _words(text, official)[-1] == "The official"


def test_the_two_leaders_are_both() -> None:
    text = "French President Anne Morel received Italian Prime Minister Luca Conti. The two leaders embraced."
    actors = _actors(text)
    assert "The two leaders" in _words(text, actors["Anne Morel"])
    assert "The two leaders" in _words(text, actors["Luca Conti"])


def test_an_office_finds_its_holder_and_not_another_state_s() -> None:
    text = (
        "Kenyan President John Otieno met Polish President Adam Zielinski. "
        "The Kenyan president spoke first. The Polish president listened."
    )
    actors = _actors(text)
    assert _words(text, actors["John Otieno"], "nominal") == ["The Kenyan president"]
    assert _words(text, actors["Adam Zielinski"], "nominal") == ["The Polish president"]


def test_a_pronoun_respects_gender() -> None:
    text = "Maria Brandt interviewed Thomas Weil. She asked about money, and he answered."
    actors = _actors(text)
    assert _words(text, actors["Maria Brandt"], "pronoun") == ["She"]
    assert _words(text, actors["Thomas Weil"], "pronoun") == ["he"]


def test_i_is_the_speaker_of_the_quotation() -> None:
    text = "“I saw nothing,” Jane Porter said."
    assert _words(text, _actors(text, "Jane Porter")["Jane Porter"], "pronoun") == ["I"]


def test_outlets_are_told_from_words() -> None:
    text = "The Harbor Gazette reported the theft. Times have changed, The Times wrote."
    kinds = {name: a.kind for name, a in _actors(text, "The Times").items()}
    assert kinds == {"Harbor Gazette": "outlet", "Times": "outlet"}


def test_bylines_name_no_actor() -> None:
    text = "By Ruth Calder\nThe mayor, Ian Brook, resigned."
    assert list(_actors(text, roles={0: "byline"})) == ["Ian Brook"]


def test_title_case_headlines_make_no_names() -> None:
    text = "Brook Set For Long Talks With Council\nIan Brook met the council."
    assert [n for n in _actors(text, roles={0: "headline"}) if "Set" in n] == []


def test_equal_names_have_equal_ids_in_all_reports() -> None:
    one, two = _actors("Ian Brook left.")["Ian Brook"], _actors("We met Ian Brook, and he left.")["Ian Brook"]
    assert one.id == two.id


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        '"' * 500,
        "A " * 300,
        "HE SAID THAT THE PRESIDENT OF FRANCE WOULD SEE HIM",
        "he she it they his her its their",
        "SPEAKER: Yes.\nSPEAKER: No.",
        "’s ’s ’s president ’s of of of",
    ],
)
def test_strange_text_is_read_without_a_word(text: str) -> None:
    _actors(text)


def test_a_family_name_comes_before_an_outlet_of_that_name() -> None:
    text = "The Harbour Hawks dismissed coach Peter Fox on Monday.\nFox said that he had been told by telephone."
    assert len(_actors(text)["Peter Fox"].mentions) >= 2
    assert "Fox News" not in _actors(text)
    named = "Coach Peter Fox was dismissed on Monday, Fox News reported.\nFox said that it had spoken to two players."
    assert len(_actors(named)["Fox News"].mentions) >= 2


def test_an_outlet_of_a_family_name_reports() -> None:
    text = "Michael Bloomberg will run for mayor, Bloomberg reported on Monday. Bloomberg said that he had the money."
    actors = _actors(text)
    assert len(actors["Bloomberg"].mentions) == 1
    assert len(actors["Michael Bloomberg"].mentions) >= 2


@pytest.mark.parametrize(
    ("name", "longer", "same"),
    [
        ("Norvik", "Norvik Inc.", True),
        ("Norvik", "Norvik AG", True),
        ("Norvik", "Norvik plc", True),
        ("Norvik", "Norvik Motor Company", True),
        ("Apple", "Apple Inc.", True),
        ("Toyota", "Toyota Motor Corporation", True),
        ("Norvik", "Norvik Music", False),
    ],
)
def test_a_legal_form_makes_no_other_firm(name: str, longer: str, same: bool) -> None:
    text = (
        f"{name} will appeal the ruling. {longer} said on Monday that it had no orders. "
        f"{name} said it would pay the workers."
    )
    firms = [actor for key, actor in _actors(text).items() if key.startswith(name)]
    assert (len(firms) == 1) == same
