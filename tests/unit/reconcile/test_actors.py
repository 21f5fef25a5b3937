"""Actors of several reports become one, or stay apart."""

from __future__ import annotations

from itertools import permutations

from tests.unit.reconcile.make import actor, report

from rashomon.reconcile.material.actors import merge_actors


def _names(*reports):
    return sorted(sorted(found.names) for found in merge_actors(reports).actors)


def test_spellings_of_one_name_are_one_actor() -> None:
    first = "Oleksandr Kovalenko spoke. Kovalenko left."
    second = "Alexander Kowalenko spoke."
    merged = merge_actors(
        [
            report("a", first, actors=(actor(first, "Oleksandr Kovalenko", aliases=("Kovalenko",)),)),
            report("b", second, actors=(actor(second, "Oleksandr Kowalenko"), actor(second, "Kowalenko"))),
        ]
    )
    assert len(merged.actors) == 2  # the second report itself keeps its two apart
    found = merged.of["a", actor(first, "Oleksandr Kovalenko").id]
    assert found == merged.of["b", actor(second, "Oleksandr Kowalenko").id]


def test_a_surname_joins_its_only_bearer() -> None:
    full, short = "Marta Lindqvist resigned.", "Lindqvist resigned."
    merged = merge_actors(
        [
            report("a", full, actors=(actor(full, "Marta Lindqvist"),)),
            report("b", short, actors=(actor(short, "Lindqvist"),)),
        ]
    )
    assert [found.name for found in merged.actors] == ["Marta Lindqvist"]
    assert len(merged.actors[0].mentions) == 2


def test_a_surname_with_two_bearers_joins_neither() -> None:
    full, short = "Marta Lindqvist met Per Lindqvist.", "Lindqvist resigned."
    merged = merge_actors(
        [
            report("a", full, actors=(actor(full, "Marta Lindqvist"), actor(full, "Per Lindqvist"))),
            report("b", short, actors=(actor(short, "Lindqvist"),)),
        ]
    )
    assert sorted(found.name for found in merged.actors) == ["Lindqvist", "Marta Lindqvist", "Per Lindqvist"]


def test_a_surname_does_not_change_gender() -> None:
    full, short = "Marta Lindqvist resigned.", "Lindqvist resigned."
    merged = merge_actors(
        [
            report("a", full, actors=(actor(full, "Marta Lindqvist", gender="female"),)),
            report("b", short, actors=(actor(short, "Lindqvist", gender="male"),)),
        ]
    )
    assert len(merged.actors) == 2


def test_two_people_of_one_name_in_one_report_stay_two() -> None:
    text = "John Ames, a baker, met John Ames, a judge."
    one, other = actor(text, "John Ames", office="baker"), actor(text, "John Ames", office="judge")
    judge = type(other)(id="judge", name=other.name, kind=other.kind, mentions=other.mentions, office=other.office)
    merged = merge_actors([report("a", text, actors=(one, judge))])
    assert len(merged.actors) == 2
    assert len({found.id for found in merged.actors}) == 2


def test_initials_and_legal_forms_of_an_organisation() -> None:
    first = "The Northern Fisheries Board met Halden Ltd."
    second = "NFB met Halden."
    merged = merge_actors(
        [
            report(
                "a",
                first,
                actors=(
                    actor(first, "Northern Fisheries Board", "organisation"),
                    actor(first, "Halden Ltd", "organisation"),
                ),
            ),
            report("b", second, actors=(actor(second, "NFB", "organisation"), actor(second, "Halden", "organisation"))),
        ]
    )
    assert len(merged.actors) == 2


def test_a_firm_taken_for_a_person_in_one_report_joins_the_firm() -> None:
    first, second = "Halden sold ships.", "Halden sold its ships."
    merged = merge_actors(
        [
            report("a", first, actors=(actor(first, "Halden", "organisation"),)),
            report("b", second, actors=(actor(second, "Halden"),)),
        ]
    )
    assert [found.kind for found in merged.actors] == ["organisation"]


def test_unnamed_voices_of_two_reports_never_merge() -> None:
    text = "A diplomat spoke."
    merged = merge_actors([report(name, text, actors=(actor(text, "A diplomat", "unnamed"),)) for name in ("a", "b")])
    assert len({found.id for found in merged.actors}) == 2


def test_the_order_of_reports_changes_nothing() -> None:
    texts = {
        "a": ("Marta Lindqvist met Per Olsen.", ("Marta Lindqvist", "Per Olsen")),
        "b": ("Lindqvist met Olsson.", ("Lindqvist", "Olsson")),
        "c": ("M. Lindkvist left.", ("M. Lindkvist",)),
    }
    reports = [report(key, text, actors=tuple(actor(text, n) for n in names)) for key, (text, names) in texts.items()]
    results = {repr(merge_actors(order).actors) for order in permutations(reports)}
    assert len(results) == 1


def test_a_body_that_one_report_shows_to_be_an_outlet_is_one() -> None:
    text = "The Lantern told all."
    merged = merge_actors(
        [
            report("a", text, actors=(actor(text, "Lantern", "organisation"),)),
            report("b", text, actors=(actor(text, "Lantern", "outlet"),)),
        ]
    )
    assert [(found.name, found.kind) for found in merged.actors] == [("Lantern", "outlet")]
