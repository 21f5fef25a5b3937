"""The tables of a story: quantities, places, and who rests on whom."""

from __future__ import annotations

import pytest
from tests.unit.reconcile.make import actor, figure, material, report, span

from rashomon.model.annotation import Attribution, Place
from rashomon.reconcile.overview.cites import find_cites
from rashomon.reconcile.overview.figures import find_figures
from rashomon.reconcile.overview.places import find_places


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


def test_the_number_of_those_who_speak_counts_nothing() -> None:
    text = "Two sailors said that 4 boats had sunk."
    said = Attribution(
        source=(span(text, "Two sailors"),),
        cue=(span(text, "said"),),
        content=(span(text, "that 4 boats had sunk"),),
        kind="indirect",
        force="asserts",
    )
    figures = (figure(text, "Two", 2, of="sailor"), figure(text, "4", 4, of="boat"))
    rows = find_figures(material([report("a", text, figures=figures, attributions=(said,))]))
    assert [row.of for row in rows] == ["boat"]


@pytest.mark.parametrize("sources", [("Two sailors", "Two"), ("Two", "Two sailors")])
def test_the_longest_name_of_those_who_speak_holds_their_number(sources: tuple[str, str]) -> None:
    text = "Two sailors said that 4 boats had sunk."
    said = tuple(
        Attribution(
            source=(span(text, source),),
            cue=(span(text, "said"),),
            content=(span(text, "that 4 boats had sunk"),),
            kind="indirect",
            force="asserts",
        )
        for source in sources
    )
    figures = (figure(text, "Two sailors", 2, of="sailor"), figure(text, "4", 4, of="boat"))
    rows = find_figures(material([report("a", text, figures=figures, attributions=said)]))
    assert [row.of for row in rows] == ["boat"]


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


def _elm(text: str, country: str, lat: float) -> Place:
    return Place(span=span(text, "Elmbridge"), name="Elmbridge", country=country, lat=lat, lon=1.0, kind="city")


def test_a_name_is_the_place_that_most_reports_of_the_story_mean() -> None:
    texts = [f"The ship left Elmbridge {day}." for day in ("on Monday", "on Tuesday", "at dawn")]
    places = [_elm(texts[0], "US", 42.0), _elm(texts[1], "US", 42.0), _elm(texts[2], "GB", 51.0)]
    rows = find_places(
        material([report(name, text, places=(at,)) for name, text, at in zip("abc", texts, places, strict=True)])
    )
    assert [(row.country, len(row.spans)) for row in rows] == [("US", 3)]


def test_two_places_of_one_name_that_a_report_tells_apart_stay_two() -> None:
    text, other = "Elmbridge has a twin.", "It is also called Elmbridge, but lies far away."
    both = f"{text}\n{other}"
    second = Place(span=span(both, "Elmbridge", nth=1), name="Elmbridge", country="GB", lat=51.0, lon=1.0, kind="city")
    rows = find_places(material([report("a", both, places=(_elm(both, "US", 42.0), second))]))
    assert {row.country for row in rows} == {"GB", "US"}


def test_a_dateline_tells_which_place_is_meant() -> None:
    lines, body = [f"ELM {n} — Elmbridge" for n in range(2)], "The ship left Elmbridge."
    reports = [report(str(n), line, role="byline", places=(_elm(line, "US", 42.0),)) for n, line in enumerate(lines)]
    rows = find_places(material([*reports, report("c", body, places=(_elm(body, "GB", 51.0),))]))
    assert [(row.country, [at.report for at in row.spans]) for row in rows] == [("US", ["c"])]


def test_a_lower_bound_is_no_row_with_a_number_far_above_it() -> None:
    texts = "At least 19 people died.", "27 people died.", "More than 25 people died."
    values = [
        figure(texts[0], "At least 19", 19, 1e12, of="person", hedge="at least"),
        figure(texts[1], "27", 27, of="person"),
        figure(texts[2], "More than 25", 25, 1e12, of="person", hedge="more than"),
    ]
    items = [report(str(n), text, figures=(values[n],)) for n, text in enumerate(texts)]
    rows = find_figures(material(items))
    assert sorted(sorted(span.report for span in row.spans) for row in rows) == [["0"], ["1", "2"]]
