"""What a denial answers that shares one word with it, or none, and what it does not answer for all the words shared."""

from __future__ import annotations

import pytest
from tests.unit.reconcile.make import annotated, material

from rashomon.reconcile.denials.denials import find_denials
from rashomon.reconcile.differences.readings import weigh_terms
from rashomon.settings import Settings

SETTINGS = Settings().reconcile.contrast.against


def _answers(*texts: str) -> list[tuple[str, str]]:
    """The words of each denial, and those of what it answers."""
    found = material(annotated(*texts))
    texts_of = {item.report.id: item.report.text for item in found.reports}
    out = []
    for denial in find_denials(found, weigh_terms(found), settings=SETTINGS):
        answers = denial.answers
        told = found.reports[found.units[answers.unit].report].report.text
        out.append(
            (texts_of[denial.at.report][denial.at.start : denial.at.end], told[answers.span.start : answers.span.end])
        )
    return out


def _only(*texts: str) -> str:
    ((_, told),) = _answers(*texts)
    return told


def test_what_was_used_is_the_whole_of_a_denial() -> None:
    told = "“They fired rubber bullets at us,” said Ole Dahl, a student."
    denied = "A police spokeswoman denied that officers had used rubber bullets."
    assert _only(f"{denied} {told}") == told


def test_the_same_deed_is_told_in_the_next_sentence() -> None:
    denied = "The former treasurer denies that he ever bribed the chairman of a bank."
    told = "Two clerks told the court that he had bribed two men."
    assert _only(f"{denied} {told}") == "that he had bribed two men"


def test_of_the_denier_in_other_words_just_before() -> None:
    told = "“The company walked out of the room,” said Marta Holm, who leads the union."
    denied = "Norsk Steel denied that it had ended the talks."
    text = f"Norsk Steel and its welders met on Monday. {told} {denied}"
    assert _only(text).startswith("“The company walked out of the room,”")


@pytest.mark.parametrize(
    "told",
    [
        "“The company broke off the talks,” said Marta Holm, who leads the union.",
        "“Norsk Steel walked out of the room,” said Marta Holm, who leads the union.",
    ],
)
def test_a_body_that_can_be_the_denier_did_a_like_deed(told: str) -> None:
    assert _only(f"{told} Norsk Steel denied that it had ended the talks.") == told.partition(" said")[0]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said the company had paid a fine. The bank denied that it had closed branches.",
        "“The firm was kind to her,” said Ida Lund, a welder. Norsk Steel denied that it had ended the talks.",
        "“Norsk Steel was kind to her,” said Ida Lund, a welder. Norsk Steel denied that it had ended the talks.",
        "Ole Dahl said the union was pleased. The airline denied that it had cut pensions.",
        "Ole Dahl said the union had stopped the talks. The airline denied that it had ended the talks.",
        "The airline said the company had left the talks. Norsk Steel denied that it had ended the talks.",
    ],
)
def test_another_body_or_another_deed_just_before_is_not_denied(text: str) -> None:
    assert _answers(text) == []


def test_who_reported_a_leak_had_complained() -> None:
    told = "A union official, Jan Moe, said two welders had reported the crack in May."
    denied = "“No such complaint was ever made,” the shipyard said in a statement."
    assert "had reported the crack" in _only(f"The crane fell on Monday. {denied} {told}")


def test_a_denial_that_the_next_one_explains_answers_the_same() -> None:
    told = "Two diplomats said that Norway had demanded that the ferries be handed over before any talks."
    denied = "The Norwegian minister, Lucia Berg, denied that her government had set any precondition."
    again = "“There was no such demand,” she said."
    answers = _answers(f"{told} {denied} {again}")
    assert [at for at, _ in answers] == [denied.rstrip("."), "“There was no such demand,” she said"]
    assert {answer for _, answer in answers} == {told}


def test_nobodys_own_losses_are_those_of_the_others() -> None:
    others = "Four Danish soldiers were killed at the border with Norway, the Danish army said."
    own = "A Danish officer said that two Norwegian soldiers were killed as well."
    assert _only(f"{others} {own} Norway said none of its soldiers had been killed.") == own.rstrip(".")
    assert _answers(f"{others} Norway said none of its soldiers had been killed.") == []


def test_charges_are_what_somebody_was_convicted_of() -> None:
    told = "A court in Bergen convicted the banker Ole Dahl of fraud on Monday."
    judge = "Judge Anna Lund said that Dahl had “robbed widows”."
    assert _only(f"{told} {judge} Dahl has always denied the charges.") == told


@pytest.mark.parametrize("called", ["a shameful lie", "an outrageous and shameful lie"])
def test_a_lie_is_what_was_said_just_before(called: str) -> None:
    told = "The opposition leader, Karl Dunn, accused the government of selling the lighthouse."
    (denial,) = _answers(f"{told} “This is {called},” a government spokesman said.")
    assert "selling the lighthouse" in denial[1]


def test_a_report_is_what_somebody_told_an_outlet() -> None:
    mayor = "Mayor Lena Holm said that the bridge would open in May."
    told = "An engineer told the Harbour Gazette that the bridge had cracked twice."
    assert "cracked twice" in _only(f"{mayor} {told} The city dismissed the report as false.")


def test_a_bribe_denied_is_that_of_which_another_report_accuses() -> None:
    told = "The court in Bergen convicted a former minister of taking bribes."
    other = "Lena Holm is a painter. Her show opens in May."
    assert _only("Ole Dahl, who runs a shipyard, denied paying bribes.", other, told) == told


def test_what_was_employed_may_be_told_by_another_report_in_two_words() -> None:
    told = "Stones flew, and officers answered with tear gas and rubber bullets."
    answered = _only("Ole Dahl denied that the police had employed rubber bullets.", told)
    assert answered == "officers answered with tear gas and rubber bullets"


def test_a_sentence_that_names_the_denier_and_the_thing_stands_just_before() -> None:
    told = "The agency said that the oil had come from the smelter of Norsk Steel near Varberg."
    assert _only(f"{told} Norsk Steel denied that its smelter was the source.") in told


def test_a_sentence_that_names_the_denier_alone_does_not() -> None:
    told = "The agency said that Norsk Steel had hired forty sailors."
    assert _answers(f"{told} Norsk Steel denied that its smelter was the source.") == []


def test_one_rare_deed_of_the_denier_is_found_in_another_report() -> None:
    told = "His party, the Harbour Union, expelled Ole Dahl last night."
    assert _only("The Harbour Union denied reports that he had been expelled.", told) == told


def test_one_rare_deed_of_somebody_else_is_not() -> None:
    told = "The chess club of Varberg expelled Ole Dahl last night."
    assert _answers("The Harbour Union denied reports that he had been expelled.", told) == []


def test_to_deny_that_the_remark_was_made_denies_the_remark() -> None:
    told = "Ole Dahl called the strike a crime, according to two people who were there."
    assert _only(f"The talks began at noon. {told} A spokesman denied that Ole Dahl had made the remark.") in told


def test_who_would_not_go_denies_nothing() -> None:
    told = "The union said that the ferry had sunk off Varberg."
    assert _answers(f"{told} The union demanded that Ole Dahl resign. Ole Dahl said he would not.") == []


@pytest.mark.parametrize(("asked", "found"), [("said that the guard had slept", 1), ("asked for a new guard", 0)])
def test_to_reject_that_is_to_deny_what_was_said(asked: str, found: int) -> None:
    assert len(_answers(f"The inspectors {asked}. Norsk Steel rejected that.")) == found


def test_that_is_what_was_told_last_before_what_somebody_said_further_up() -> None:
    told = "The rescue service had warned Norsk Steel twice about its stores, letters show."
    first = "The fire was seen at noon, the guard Ole Dahl said."
    assert _only(f"{first} {told} The director Ida Lund denied that.") == told
