"""Which difference a reader sees first."""

from __future__ import annotations

from dataclasses import replace

from rashomon.model.synopsis import Citation, Difference, Side
from rashomon.reconcile.differences.differences import in_order
from rashomon.settings import OrderSettings


def _sides(*reports: str) -> tuple[Side, ...]:
    return tuple(Side(value=name, spans=(Citation(name, 0, 9),)) for name in reports)


def test_what_is_sure_and_matters_comes_first_and_who_tells_it_late() -> None:
    conflict = Difference(type="figure", explanation="real conflict", sides=_sides("a", "b"), confidence=0.9)
    doubtful = replace(conflict, confidence=0.2)
    update = replace(conflict, explanation="update over time")
    wording = Difference(type="wording of a quote", explanation="different origin", sides=_sides("a", "b"))
    vague = Difference(type="date", explanation="different granularity", sides=_sides("a", "b"), confidence=0.8)
    voice = Difference(type="attribution", explanation="different origin", sides=_sides("a", "b", "c", "d"))
    hedged = Difference(type="figure", explanation="different granularity", sides=_sides("a", "b"))
    wanted = [conflict, update, wording, vague, voice, doubtful, hedged]
    assert in_order(reversed(wanted), settings=OrderSettings()) == tuple(wanted)


def test_of_two_alike_that_of_more_reports_comes_first() -> None:
    few = Difference(type="place", explanation="real conflict", sides=_sides("a", "b"))
    many = replace(few, sides=_sides("a", "b", "c"))
    assert in_order((few, many), settings=OrderSettings()) == (many, few)


def test_the_age_of_somebody_comes_after_the_toll() -> None:
    age = Difference(type="figure", explanation="real conflict", sides=_sides("a", "b", "c"))
    toll = replace(age, sides=_sides("a", "d"), confidence=0.5)
    assert in_order((age, toll), settings=OrderSettings()) == (age, toll)
    assert in_order((age, toll), persons=frozenset({age}), settings=OrderSettings()) == (toll, age)
