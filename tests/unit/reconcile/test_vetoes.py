"""Sentences of different days are of different events, and what was done was not left undone."""

from __future__ import annotations

from datetime import date

import numpy as np
from tests.unit.reconcile.make import annotated, material

from rashomon.reconcile.align.vetoes import Vetoes

DAYS = (date(1931, 5, 7), date(1931, 5, 21), date(1931, 5, 7))


def test_days_that_lie_apart_veto_and_missing_ones_do_not() -> None:
    texts = (
        "The cabinet met in Karlstad on Tuesday.",
        "The cabinet met in Karlstad on Tuesday.",
        "The cabinet met again in Karlstad.",
    )
    found = material(annotated(*texts, days=DAYS))
    a, b = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert Vetoes(found).other_day(a, b, apart=2).tolist() == [True, False, False]


def test_the_next_day_may_be_that_of_another_clock() -> None:
    texts = ("The cabinet met in Karlstad on Tuesday.", "The cabinet met in Karlstad on Wednesday.")
    found = material(annotated(*texts, days=(DAYS[0], DAYS[2])))
    one = np.array([0]), np.array([1])
    assert Vetoes(found).other_day(*one, apart=2).tolist() == [False]
    assert Vetoes(found).other_day(*one, apart=1).tolist() == [True]


def test_a_deed_done_and_not_done_are_told_apart() -> None:
    texts = (
        "The rebels released twelve prisoners on Tuesday.",
        "The rebels did not release the prisoners.",
        "The rebels released no prisoners.",
        "Prisoners were seen at the gate.",
        "Nobody released the prisoners.",
    )
    found = material(annotated(*texts, days=(DAYS[0],) * 5))
    a, b = np.array([0, 0, 1, 1, 0, 0]), np.array([1, 2, 2, 3, 3, 4])
    assert Vetoes(found).other_polarity(a, b).tolist() == [True, True, False, False, False, True]


def test_who_alone_is_no_fact_in_common() -> None:
    texts = (
        "“All our tanks are whole,” said plant manager Ida Lund.",
        "Plant manager Ida Lund resigned on Tuesday.",
        "Ida Lund, the plant manager, said that the tanks were whole.",
        "Ida Lund met Per Holm in Karlstad.",
        "Per Holm drove home with Ida Lund.",
        "A heron was seen in the fog.",
    )
    found = material(annotated(*texts, days=(DAYS[0],) * 6))
    one, several = Vetoes(found).only_who(np.array([0, 0, 1, 3, 1]), np.array([1, 2, 2, 4, 5]))
    assert one.tolist() == [True, False, True, False, True]
    assert several.tolist() == [False, False, False, True, False]


def test_a_deed_and_its_opposite_are_told_apart() -> None:
    texts = (
        "The ferry Orlu passed its inspection in May.",
        "The ferry Orlu failed its inspection in May.",
        "The ferry Orlu did not pass its inspection.",
        "The court convicted Ole Dahl on two counts and acquitted him on three.",
        "The court acquitted Ole Dahl on three counts.",
        "The mine was opened by the mayor.",
        "The mine was closed by the mayor.",
    )
    found = material(annotated(*texts, days=(DAYS[0],) * 7))
    a, b = np.array([0, 1, 3, 5]), np.array([1, 2, 4, 6])
    assert Vetoes(found).other_polarity(a, b).tolist() == [True, False, False, True]


def test_one_fact_from_two_ends_is_not() -> None:
    texts = (
        "Ida Lund joined the Harbour Union from the Mill Union.",
        "Ida Lund left the Mill Union for the Harbour Union.",
        "One of the four sailors survived.",
        "Three of the four sailors were killed.",
        "The end of the strike was near, the union said.",
        "The strike began at the end of May.",
    )
    found = material(annotated(*texts, days=(DAYS[0],) * 6))
    assert not Vetoes(found).other_polarity(np.array([0, 2, 4]), np.array([1, 3, 5])).any()


def test_that_somebody_rejects_a_thing_is_itself_in_common() -> None:
    texts = ("Ida Lund firmly rejected any preconditions.", "Ida Lund swiftly rejected a deal that cedes land.")
    one, several = Vetoes(material(annotated(*texts, days=(DAYS[0],) * 2))).only_who(np.array([0]), np.array([1]))
    assert not one.any()
    assert not several.any()
