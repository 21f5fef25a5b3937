"""Which sentences are put together, and which are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.reconcile.make import actor, annotated, material

from rashomon.model.synopsis import StoryActor
from rashomon.reconcile.align.align import align
from rashomon.reconcile.align.facets import find_facets
from rashomon.reconcile.align.features import Looked
from rashomon.reconcile.align.groups import find_groups
from rashomon.reconcile.align.sparse import make_rows, shared, weigh
from rashomon.reconcile.align.unit_sets import find_sets
from rashomon.reconcile.material.drafts import MergedActors
from rashomon.reconcile.material.terms import find_terms
from rashomon.settings import AlignSettings, Settings

FIRST = (
    "Two ferries collided off Bergen on Tuesday and eleven passengers were injured.\nThe harbour was closed for a day."
)
SECOND = (
    "Eleven people were hurt when two ferries collided near Bergen, police said.\nA museum opens in Oslo next spring."
)
THIRD = "In Bergen two ferries collided on Tuesday, injuring eleven passengers.\nTicket prices will rise by a tenth."


def _groups(probability: dict[tuple[int, int], float], reports: list[int], **numbers: float) -> set[tuple[int, ...]]:
    a = np.array([pair[0] for pair in probability], dtype=np.int64)
    b = np.array([pair[1] for pair in probability], dtype=np.int64)
    settings = AlignSettings(**numbers)  # type: ignore[arg-type]
    return set(find_groups(reports, a, b, np.array(list(probability.values())), settings=settings))


def test_one_event_in_three_reports_is_one_group_and_asides_stay_out() -> None:
    found = material(annotated(FIRST, SECOND, THIRD))
    alignment = align(found, settings=Settings().reconcile.align)
    texts = [
        {found.reports[found.units[n].report].report.text[found.units[n].span.start :][:12] for n in group}
        for group in alignment.groups
    ]
    assert {"Two ferries ", "Eleven peopl", "In Bergen tw"} in texts
    assert not any(piece in {"A museum ope", "Ticket price"} for group in texts for piece in group)


@pytest.mark.parametrize(("hurt", "share"), [("Nineteen", 0.6), ("Eleven", 1.0)])
def test_sentences_with_unlike_values_of_one_thing_are_less_probably_one_fact(hurt: str, share: float) -> None:
    told = SECOND.replace("Eleven people", f"{hurt} passengers").replace("two ", "")
    found = material(annotated(FIRST, told))
    lead, other = (next(n for n, unit in enumerate(found.units) if unit.report == report) for report in (0, 1))
    settings = Settings().reconcile.align
    weighed, bare = (align(found, settings=s) for s in (settings, replace(settings, other_amount=1.0)))
    assert bare.probability(lead, other) > 0.1
    assert weighed.probability(lead, other) == pytest.approx(share * bare.probability(lead, other))


def test_units_of_one_report_are_never_a_pair() -> None:
    found = material(annotated(FIRST + "\n" + FIRST, THIRD))
    alignment = align(found, settings=Settings().reconcile.align)
    assert alignment.pairs
    assert all(found.units[i].report != found.units[j].report for i, j in alignment.pairs)


def test_sentences_in_the_same_words_are_one_node_and_all_of_them_support() -> None:
    found = material(annotated(FIRST, FIRST, THIRD))
    alignment = align(found, settings=Settings().reconcile.align)
    texts = [found.reports[unit.report].report.text[unit.span.start : unit.span.end] for unit in found.units]
    harbour = tuple(number for number, text in enumerate(texts) if text.startswith("The harbour"))
    assert len(harbour) == 2
    assert len({alignment.node[number] for number in harbour}) == 1
    assert alignment.probability(*harbour) == 1.0
    assert harbour in alignment.groups
    assert all(alignment.node[number] == number for pair in alignment.pairs for number in pair)


def test_a_name_is_one_term_however_it_is_spelt() -> None:
    other = "Aleksei Morosov left Oslo."
    merged = MergedActors(
        actors=(StoryActor(id="a", name="Alexei Morozov", kind="person", names=("Alexei Morozov",)),),
        of={("r1", actor(other, "Aleksei Morosov").id): "a"},
    )
    item = annotated(other)[0]
    marked = replace(
        item,
        report=replace(item.report, id="r1"),
        annotation=replace(item.annotation, actors=(actor(other, "Aleksei Morosov"),)),
    )
    assert "morozov" in find_terms(marked, merged)
    assert "morosov" in find_terms(marked)


def test_linkage_stops_where_the_mean_falls_under_the_threshold() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.9}
    assert _groups(chain, [0, 1, 2], linkage=0.5, membership=0.99) == {(0, 1)}
    assert _groups(chain, [0, 1, 2], linkage=0.45, membership=0.99) == {(0, 1, 2)}


def test_a_sentence_may_belong_to_two_groups() -> None:
    pairs = {(0, 1): 0.9, (2, 3): 0.9, (0, 4): 0.6, (1, 4): 0.6, (2, 4): 0.6, (3, 4): 0.6}
    assert _groups(pairs, [0, 1, 2, 3, 4], linkage=0.65, membership=0.5) == {(0, 1, 4), (2, 3, 4)}


def test_sentences_of_one_report_are_neither_for_nor_against_a_merger() -> None:
    assert _groups({(0, 2): 0.8, (1, 2): 0.8}, [0, 0, 1], linkage=0.7, membership=0.99) == {(0, 1, 2)}


def test_what_two_rows_share() -> None:
    rows, index = make_rows([("a", "b"), ("b", "c"), ()])
    a, b = np.array([0, 0, 1]), np.array([1, 2, 2])
    which, column = shared(rows, a, b)
    assert (which.tolist(), column.tolist()) == ([0], [index["b"]])
    assert weigh((which, column), np.array([1.0, 2.5, 4.0]), len(a)).tolist() == [2.5, 0.0, 0.0]


def test_what_two_rows_share_is_the_same_where_a_table_would_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, _ = make_rows([{3, 1, 7}, set(), {7, 2}, {1, 2, 3}])
    a, b = np.array([0, 0, 1, 3, 2]), np.array([2, 3, 0, 0, 2])
    spread = shared(rows, a, b)
    monkeypatch.setattr("rashomon.reconcile.align.sparse._TABLE", 0)
    searched = shared(rows, a, b)
    assert [one.tolist() for one in spread] == [one.tolist() for one in searched]
    assert spread[0].tolist() == [0, 1, 1, 3, 3, 4, 4]


def test_the_sets_of_sentences_are_numbered_in_the_order_of_the_text() -> None:
    found = material(annotated(FIRST))
    terms, index = make_rows([unit.terms for unit in found.units])
    sets = find_sets(found, index)
    first = sets.words.columns[: sets.words.start[1]].tolist()
    assert first == list(range(len(first)))  # each of its words is new
    words = [word for word in FIRST.split(".")[0].split() if word.isalpha()]
    assert int(sets.marks.sizes["sequences"][0]) == len(words) - 2
    assert sets.clause_start.tolist()[-1] == len(sets.clause_terms) == sum(len(unit.clauses) for unit in found.units)
    assert set(sets.clause_terms.columns.tolist()) <= set(range(terms.width))


def test_features_that_are_kept_are_those_that_would_be_worked_out() -> None:
    facets = find_facets(material(annotated(FIRST, SECOND, THIRD)))
    a, b = np.array([0, 0, 1, 2, 0]), np.array([2, 4, 5, 4, 3])  # as claims have them, in no order
    fresh, kept = Looked(facets, titles=3), Looked(facets, titles=3)
    expected = fresh.features(a, b)
    some = np.lexsort((b, a))[::2]
    kept.keep(a[some], b[some], kept.features(a[some], b[some]))
    assert np.array_equal(kept.find(a, b), expected)
    assert np.array_equal(fresh.find(a, b), expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Six sailors were killed.", "The deaths of 6 sailors."),
        ("Britons left the United States.", "The UK left America."),
        ("An investigation began.", "They investigate it."),
    ],
)
def test_canonical_terms_meet(one: str, other: str) -> None:
    first, second = (set(find_terms(item)) - {""} for item in annotated(one, other))
    assert first & second


def test_lower_case_us_is_no_state() -> None:
    (item,) = annotated("They told us everything.")
    assert "@US" not in find_terms(item)
