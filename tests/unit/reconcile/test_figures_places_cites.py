"""The tables of a story: quantities, places, and who rests on whom."""

from __future__ import annotations

from tests.unit.reconcile.make import actor, figure, material, report, span

from rashomon.model.annotation import Attribution, Place
from rashomon.reconcile.cites import find_cites
from rashomon.reconcile.figures import find_figures
from rashomon.reconcile.places import find_places


def test_two_wordings_of_one_quantity_are_one_row() -> None:
    one, other = "Roughly 25% of the fleet sank.", "A quarter of the fleet sank."
    found = find_figures(
        material(
            [
                report("a", one, figures=(figure(one, "Roughly 25%", 22.5, 27.5, unit="%", of="fleet"),)),
                report("b", other, figures=(figure(other, "A quarter", 25, unit="%", of="fleet", event="sink"),)),
            ]
        )
    )
    assert [(row.of, row.low, row.high, len(row.spans)) for row in found] == [("fleet", 25, 25, 2)]


def test_rival_values_and_other_events_are_rows_of_their_own() -> None:
    one, other = "4 died and 9 were hurt.", "6 died."
    rows = find_figures(
        material(
            [
                report(
                    "a",
                    one,
                    figures=(
                        figure(one, "4", 4, of="person", event="kill"),
                        figure(one, "9", 9, of="person", event="injure"),
                    ),
                ),
                report("b", other, figures=(figure(other, "6", 6, of="person", event="kill"),)),
            ]
        )
    )
    assert sorted((row.event, row.low) for row in rows) == [("injure", 9), ("kill", 4), ("kill", 6)]


def test_captions_count_nothing() -> None:
    text = "File photo: 30 boats in 2019."
    assert (
        find_figures(material([report("a", text, role="caption", figures=(figure(text, "30", 30, of="boat"),))])) == ()
    )


def test_a_place_that_stands_for_its_government_is_no_place() -> None:
    text = "Oslo said the ship was off Bergen."
    places = (
        Place(span=span(text, "Oslo"), name="Oslo", country="NO", lat=59.9, lon=10.7, kind="city", metonym=True),
        Place(span=span(text, "Bergen"), name="Bergen", country="NO", lat=60.4, lon=5.3, kind="city"),
    )
    assert [place.name for place in find_places(material([report("a", text, places=places)]))] == ["Bergen"]


def test_an_outlet_that_is_a_source_is_cited_and_ones_own_is_not() -> None:
    text = "The Harbour Gazette reported losses. The Tidewater Post reported gains."
    gazette = actor(text, "Harbour Gazette", "outlet")
    post = actor(text, "Tidewater Post", "outlet")
    said = tuple(
        Attribution(
            source=(span(text, name),),
            cue=(span(text, "reported", nth=number),),
            content=(span(text, what),),
            kind="indirect",
            force="asserts",
            speaker=who.id,
        )
        for number, (name, what, who) in enumerate(
            (("Harbour Gazette", "losses", gazette), ("Tidewater Post", "gains", post))
        )
    )
    found = find_cites(
        material([report("a", text, outlet="tidewaterpost.com", actors=(gazette, post), attributions=said)])
    )
    assert [(cite.outlet, text[cite.spans[0].start : cite.spans[0].end]) for cite in found] == [
        ("Harbour Gazette", "Harbour Gazette reported")
    ]
