"""Spans that the finder marks by habit and the words themselves put right."""

from __future__ import annotations

import pytest
from tests.unit.annotate.attributions.test_find import SETTINGS, cut, find, report

from rashomon.annotate.attributions.mend import mend
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import parse
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span


def _mended(text: str, source: str, cue: str, content: str, role: str = "body") -> list[tuple[str, str, str]]:
    """The one attribution of `text` with these words, mended."""

    def at(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    block = Block(span=Span(0, len(text)), role="headline" if role == "headline" else "body")
    (parsed,) = parse([Report(id="r", text=text, blocks=(block,))], settings=SETTINGS)
    found = FoundAttribution(source=at(source), cue=at(cue), content=at(content), confidence=0.9)
    rows = ((one.source, one.cue, one.content) for one in mend(parsed, [found]))
    return [(cut(text, a)[0], cut(text, b)[0], cut(text, c)[0]) for a, b, c in rows]


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("11:45 The ferry line says the pier is shut.", "11:45 The ferry line", "The ferry line"),
        ("11.45am – The ferry line says the pier is shut.", "11.45am – The ferry line", "The ferry line"),
        ("0615 GMT: Rescuers say the pier is shut.", "0615 GMT: Rescuers", "Rescuers"),
        ("24 ferry pilots say the pier is shut.", "24 ferry pilots", "24 ferry pilots"),
        ("1945 Foundation says the pier is shut.", "1945 Foundation", "1945 Foundation"),
    ],
)
def test_a_stamp_of_time_is_nobody(text: str, source: str, speaker: str) -> None:
    cue = "says" if "says" in text else "say"
    assert _mended(text, source, cue, "the pier is shut")[0][0] == speaker


@pytest.mark.parametrize(
    ("source", "speaker", "content"),
    [
        (
            "former diver Anna Keller, harbour master Karl Brandt",
            "harbour master Karl Brandt",
            "The prize went to her rival, former diver Anna Keller",
        ),
        ("Anna Keller, a former diver,", "Anna Keller, a former diver,", "The prize went to her rival"),
        (
            "Anna Keller, spokeswoman for Karl Brandt",
            "Anna Keller, spokeswoman for Karl Brandt",
            "The prize went to her rival",
        ),
        (
            "Anna Keller, Ann Oster and Karl Brandt",
            "Anna Keller, Ann Oster and Karl Brandt",
            "The prize went to her rival",
        ),
    ],
)
def test_a_name_before_the_speaker_belongs_to_what_is_said(source: str, speaker: str, content: str) -> None:
    text = f"The prize went to her rival, {source} said on Friday."
    assert _mended(text, source, "said", "The prize went to her rival") == [(speaker, "said", content)]


def test_a_headline_of_two_verbs_keeps_its_subject() -> None:
    text = "Karvan miners reject offer, call it an insult"
    assert _mended(text, "Karvan miners reject", "call", "it an insult", "headline")[0][0] == "Karvan miners"
    assert _mended(text, "Karvan miners reject", "call", "it an insult")[0][0] == "Karvan miners reject"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The guard denied shelling villages near the river.", ["shelling villages near the river"]),
        ("The guard denied having shelled the village.", ["having shelled the village"]),
        ("The owner admitted hiding the ledgers.", ["hiding the ledgers"]),
    ],
)
def test_a_deed_that_is_denied_is_the_content(text: str, rows: list[str]) -> None:
    assert [content for _, _, (content,) in find(text)] == rows
    assert [cue for _, cue, _ in find(text)] == [text.split()[2]]


@pytest.mark.parametrize(
    "text", ["The lender denied existing clients a refund.", "Two men were denied boarding by the ferry line."]
)
def test_what_somebody_is_denied_is_no_deed(text: str) -> None:
    (parsed,) = parse([report(text)], settings=SETTINGS)
    from rashomon.annotate.attributions.mend import find_deeds

    assert find_deeds(parsed, [], confidence=0.7) == []


@pytest.mark.parametrize(
    ("text", "cue", "content", "kept"),
    [
        ("Peru and Chile congratulated Anna Keller.", "congratulated", "Anna Keller", False),
        ("Peru congratulated Anna Keller for a clean vote.", "congratulated", "Anna Keller for a clean vote", True),
        ("Peru thanked the rescuers.", "thanked", "the rescuers", False),
        ("Peru thanked her for 'saving the harbour'.", "thanked", "for 'saving the harbour'", True),
        ("Peru and Chile have disputed the Ancon valley since 1910.", "disputed", "the Ancon valley", False),
        ("Peru and Chile have disputed the figures since 1910.", "disputed", "the figures", True),
        ("Peru disputed that the valley was ever theirs.", "disputed", "that the valley was ever theirs", True),
    ],
)
def test_greetings_and_quarrels_over_land_quote_nothing(text: str, cue: str, content: str, kept: bool) -> None:
    assert bool(_mended(text, "Peru", cue, content)) is kept


def test_what_shows_something_is_no_second_speaker() -> None:
    said = "The mayor said that her own notes showed that the dam had leaked for a year."
    assert [source for source, _, _ in find(said)] == ["The mayor"]
    told = "The mayor said that the survey showed that the dam had leaked for a year."
    assert [source for source, _, _ in find(told)] == ["The mayor", "the survey"]


@pytest.mark.parametrize(
    ("text", "source", "content", "kept"),
    [
        ("Valdoria: miners killed as roof falls", "Valdoria", "miners killed as roof falls", False),
        ("Harbour fire: two dead after blast", "Harbour fire", "two dead after blast", False),
        ("Valdoria: 'We will not yield'", "Valdoria", "'We will not yield'", True),
        ("Police: driver fell asleep at the wheel", "Police", "driver fell asleep at the wheel", True),
        ("Anna Keller: harbour will not be sold", "Anna Keller", "harbour will not be sold", True),
    ],
)
def test_what_a_headline_is_about_is_no_speaker(text: str, source: str, content: str, kept: bool) -> None:
    assert bool(_mended(text, source, ":", content, "headline")) is kept


def test_a_border_service_speaks_on() -> None:
    text = (
        "Karva's border service said on Monday that two guards had been hurt. Rain fell all night. "
        'The river was high. "Nobody crossed it," it said.'
    )
    from rashomon.annotate import annotate

    (annotation,) = annotate([report(text)], settings=SETTINGS)
    names = {actor.id: actor.name for actor in annotation.actors}
    assert [names.get(one.speaker or "") for one in annotation.attributions] == ["Karva's border service"] * 2


@pytest.mark.parametrize(
    ("said", "content"),
    [
        ("10.45 million people need food", "10.45 million people need food"),
        ("12.50 percent is too high a rate", "12.50 percent is too high a rate"),
        ("12.50 euros an hour is too little", "12.50 euros an hour is too little"),
        ("10.45 of the boats are lost", "10.45 of the boats are lost"),
        ("10.45 Estonian boats are lost", "10.45 Estonian boats are lost"),
        ("10.45 ampere melted the fuse", "10.45 ampere melted the fuse"),
        ("10:45 The pier is shut", "The pier is shut"),
        ("10.45pm The pier is shut", "The pier is shut"),
        ("10.45 GMT – The pier is shut", "The pier is shut"),
    ],
)
def test_a_decimal_is_no_stamp_of_time(said: str, content: str) -> None:
    assert _mended(f"{said}, the union said.", "the union", "said", said)[0][2] == content


@pytest.mark.parametrize(
    ("label", "speaks"),
    [
        ("Pentagon", True),
        ("Downing Street", True),
        ("Human Rights Watch", True),
        ("Alder City Council", True),
        ("Valdoria", False),
        ("Moscow", False),
        ("Port Alder tram", False),
    ],
)
def test_an_institution_before_a_colon_speaks(label: str, speaks: bool) -> None:
    text = f"{label}: strike killed three in the square"
    assert bool(_mended(text, label, ":", "strike killed three in the square", "headline")) == speaks
