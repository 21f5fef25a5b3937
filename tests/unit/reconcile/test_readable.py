"""What of a sentence can be shown by itself."""

from __future__ import annotations

import pytest
from tests.unit.reconcile.make import annotated, material

from rashomon.model.spans import Span
from rashomon.reconcile.claims.readable import readable, states, unclear


def _shown(text: str, clause: str | None = None) -> str:
    found = material(annotated(text))
    unit = next(unit for unit in found.units if (clause or text)[:20] in text[unit.span.start : unit.span.end])
    start = text.index(clause) if clause else unit.span.start
    span = readable(found.indices[0], unit, Span(start, start + len(clause)) if clause else unit.span)
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("However, the harbour stayed open all night.", "the harbour stayed open all night."),
        ("In addition, lorries will be banned from the pier.", "lorries will be banned from the pier."),
        ("But the mayor kept the school shut.", "the mayor kept the school shut."),
        ("OSLO, May 3 (Coast Wire) - Divers found the ferry.", "Divers found the ferry."),
        ("Still waters run deep in the harbour.", "Still waters run deep in the harbour."),
    ],
)
def test_a_sentence_is_shown_without_what_joins_it_to_the_one_before(text: str, shown: str) -> None:
    assert _shown(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13:25 Varberg's harbour is closed again.", "Varberg's harbour is closed again."),
        ("12.40 Divers search the harbour.", "Divers search the harbour."),
        ("13:25 Minutes later the harbour was closed.", "Minutes later the harbour was closed."),
        ("7.25 Magnitude quake shakes the harbour.", "7.25 Magnitude quake shakes the harbour."),
        ("13.25 Million people live on the coast.", "13.25 Million people live on the coast."),
        ("27.40 Divers search the harbour.", "27.40 Divers search the harbour."),
        ("12.75 Divers search the harbour.", "12.75 Divers search the harbour."),
        ("13.25 million people live on the coast.", "13.25 million people live on the coast."),
    ],
)
def test_an_entry_is_shown_without_its_hour(text: str, shown: str) -> None:
    assert _shown(text) == shown


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Two guards were killed and four were wounded.", "four were wounded"),
        ("The ferry sank off Varberg, officials said on Friday.", "officials said on Friday"),
    ],
)
def test_what_stands_alone_has_what_is_counted_and_what_is_said(text: str, clause: str) -> None:
    found = material(annotated(text))
    start = text.index(clause)
    span = readable(found.indices[0], found.units[0], Span(start, start + len(clause)), alone=True)
    assert text[span.start : span.end] == text


@pytest.mark.parametrize(
    ("clause", "shown"),
    [
        ("that the ferry had sunk", "the ferry had sunk"),
        ("while divers searched the harbour", "divers searched the harbour"),
    ],
)
def test_a_clause_is_shown_without_its_mark(clause: str, shown: str) -> None:
    assert _shown(f"The coast guard said on Monday {clause}.", clause) == shown


@pytest.mark.parametrize(
    "clause", ["which was built in Varberg", "killing two sailors on board", "had been left unused for years"]
)
def test_a_clause_without_a_subject_of_its_own_is_shown_as_its_sentence(clause: str) -> None:
    text = {
        "which was built in Varberg": "The ferry Alma, which was built in Varberg, sank on Monday.",
        "killing two sailors on board": "The ferry hit a rock on Monday, killing two sailors on board.",
        "had been left unused for years": "The pier was narrow and had been left unused for years.",
    }[clause]
    assert _shown(text, clause) == text


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("The cook thought it was a rock.", "it was a rock"),
        ("The harbour office denied that a ferry had sunk.", "a ferry had sunk"),
        ("The office did not say that the ferry had sunk.", "the ferry had sunk"),
    ],
)
def test_what_somebody_thinks_or_denies_is_not_shown_without_the_verb(text: str, clause: str) -> None:
    assert _shown(text, clause) == text


def test_while_stays_where_the_sentence_goes_on() -> None:
    text = "While three rounds of talks have failed, the two sides will meet again."
    assert _shown(text) == text


def test_a_quotation_mark_without_its_pair_is_left_out() -> None:
    text = "“The ferry was old. It sank at dawn,” the cook said."
    assert _shown(text, "“The ferry was old.") == "The ferry was old."


def test_a_caption_states_nothing_and_a_pronoun_leans_on_what_stands_before() -> None:
    found = material(annotated("A view of the ferry on Monday. It carries nine cars. The ferry sank."))
    index, spans = found.indices[0], [unit.span for unit in found.units]
    assert [states(index, span) for span in spans] == [False, True, True]
    assert [unclear(index, index.inside(span)) for span in spans] == [2, 1, 0]


def test_who_says_it_is_not_shown_without_what_is_said() -> None:
    text = "“We know that this hurts,” Governor Ida Lund said on Monday."
    assert _shown(text, "Governor Ida Lund said").startswith("“We know")


def test_a_clause_with_more_than_who_says_it_is_shown() -> None:
    text = "The harbour was closed, Governor Ida Lund said, and the ferry was sold on Monday."
    assert _shown(text, "the ferry was sold on Monday") == "the ferry was sold on Monday"
