"""Dates and stances, from texts through the real annotator."""

from __future__ import annotations

from datetime import date

from tests.unit.reconcile.make import alone, annotated, draft, material

from rashomon.reconcile.overview.positions import find_positions
from rashomon.reconcile.overview.statements import find_statements
from rashomon.reconcile.overview.timeline import find_timeline, grain_of
from rashomon.settings import Settings

SETTINGS = Settings().reconcile.contrast


def test_grains() -> None:
    values = ["1931-05-04T10:00", "1931-05-04", "1931-W18", "1931-05", "1931-Q2", "1931-SP", "1931", "193", "19", "PXD"]
    grains = ["time", "day", "week", "month", "quarter", "season", "year", "decade", "century", None]
    assert [grain_of(value) for value in values] == grains


def test_what_lies_ahead_is_planned_and_equal_dates_of_one_event_are_one_entry() -> None:
    days = (date(2031, 5, 5), date(2031, 5, 5))
    reports = annotated(
        "The two ministers met in Bergen on May 2. The treaty will be signed in Oslo on May 20.",
        "The treaty will be signed in Oslo on May 20, officials said.",
        days=days,
    )
    entries = find_timeline(material(reports), settings=SETTINGS.timeline)
    assert [(e.begin, e.planned, len(e.spans)) for e in entries] == [
        (date(2031, 5, 2), False, 1),
        (date(2031, 5, 20), True, 2),
    ]


def test_stances_on_what_both_reports_speak_of() -> None:
    reports = annotated(
        "Norway demanded an end to the sanctions. Denmark rejected the treaty.",
        "Norway wants the sanctions lifted. The treaty was printed in May.",
    )
    found = material(reports)
    names = {actor.id: actor.name for actor in found.actors.actors}
    positions = find_positions(found, find_statements(found, alone(found)), settings=SETTINGS.positions)
    stances = {(names[p.actor], p.issue, p.stance) for p in positions}
    assert {("Norway", "sanctions", "demands"), ("Denmark", "treaty", "rejects")} <= stances


def test_one_statement_in_two_reports_is_one() -> None:
    reports = annotated(
        "Marta Lindqvist said that the ferry was safe.", "The ferry was safe, Marta Lindqvist said on Monday."
    )
    found = material(reports)
    (together,) = find_statements(found, (draft(found, 0, 1),))
    assert {at.report for at in together.spans} == {"r0", "r1"}
    assert len(find_statements(found, alone(found))) == 2


def test_a_clause_with_day_and_hour_is_told_once_and_the_day_of_saying_not_at_all() -> None:
    items = annotated(
        "A dam burst at 5 a.m. on Tuesday near Velm, mayor Ann Field said on Wednesday.", days=(date(2019, 5, 15),)
    )
    entries = find_timeline(material(items), settings=SETTINGS.timeline)
    assert [(entry.begin, entry.grain) for entry in entries] == [(date(2019, 5, 14), "time")]


def test_conditions_and_deeds_are_no_positions() -> None:
    texts = (
        "Norway rejects a ceasefire unless Denmark withdraws its guns.",
        "Norway insists that its divers were freed in the exchange.",
        "Denmark spoke of the guns, the exchange and a ceasefire. It said the guns and the exchange were old.",
    )
    found = material(annotated(*texts))
    positions = find_positions(found, find_statements(found, alone(found)), settings=SETTINGS.positions)
    assert {(position.issue, position.stance) for position in positions} == {("ceasefire", "rejects")}


def test_within_a_day_the_clock_orders_and_what_is_of_all_of_it_comes_first() -> None:
    texts = (
        "Guards shut the harbour at noon on Tuesday. Divers searched the wreck on Tuesday evening.",
        "Pickets blocked the ring road at 8 a.m. on Tuesday. Sirens woke the village at dawn on Tuesday.",
        "Bakers in Velm went on strike on Tuesday. The bridge fell at 4:30 p.m. on Tuesday.",
    )
    reports = annotated(*texts, days=(date(2019, 5, 15),) * 3)
    entries = find_timeline(material(reports), settings=SETTINGS.timeline)
    told = [texts[int(e.spans[0].report[1:])][e.spans[0].start :].split()[0] for e in entries]
    assert told == ["Bakers", "Sirens", "Pickets", "Guards", "The", "Divers"]
    assert {entry.begin for entry in entries} == {date(2019, 5, 14)}
