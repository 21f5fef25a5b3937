"""Which headline stands for a story."""

from __future__ import annotations

import pytest
from tests.unit.reconcile.make import actor, material, report

from rashomon.model.annotation import ActorKind, Attribution
from rashomon.model.spans import Span
from rashomon.reconcile.align.facets import find_facets
from rashomon.reconcile.overview.headline import choose_headline
from rashomon.settings import Settings


@pytest.mark.parametrize(
    ("titles", "wanted"),
    [
        (("Ferry sinks off Lyran", "Lyran ferry sinks, captain held"), 1),  # the newest state
        (("Ferry sinks off Lyran", "Lyran ferry sinks, captain held", "Museum of glass opens its doors"), 1),
        (("Ferry sinks off Lyran", "Lyran ferry sinks, captain..."), 0),  # cut short by its page
        (("Ferry sinks off Lyran", "In Lyran the ferry sank, and its captain is held."), 0),  # a sentence
        (("Ferry sinks off Lyran", "Lyran ferry sinks on its way to the U.S."), 1),
        (("Ferry sinks off Lyran", "Lyran ferry sinks, owned by Lyran Lines Inc."), 1),
        (("Ferry sinks off Lyran", "Lyran ferry sinks at 4 a.m."), 1),
        (("Ferry sinks off Lyran", "Lyran ferry sinks, off the St."), 1),
        (("Ferry sinks off Lyran", "Lyran ferry sinks at 4 in the ice."), 0),
        (("Ferry sinks off Lyran", "Why the Lyran ferry should never have sailed"), 0),  # what ought to be
        (("Ferry sinks off Lyran", "Lyran ferry sinks: who is to blame?"), 0),
        (("Ferry sinks off Lyran", "DEATH SHIP! Lyran ferry sinks in the fog"), 0),
        (("Museum of glass opens its doors", "Ferry sinks off Lyran", "Ferry sinks off Lyran port"), 2),
    ],
)
def test_the_newest_headline_that_tells_what_the_story_is_about(titles: tuple[str, ...], wanted: int) -> None:
    found = material([report(f"r{n}", title, role="headline") for n, title in enumerate(titles)])
    chosen = choose_headline(found, find_facets(found), central=Settings().reconcile.headline)
    assert (chosen.report, chosen.start, chosen.end) == (f"r{wanted}", 0, len(titles[wanted]))


def test_what_the_reporter_tells_comes_before_what_one_side_says() -> None:
    said = "Lyran ferry sank by sabotage: army"
    content = Span(0, said.index(":"))
    army = Attribution(
        source=(Span(said.index("army"), len(said)),),
        cue=(Span(said.index(":"), said.index(":") + 1),),
        content=(content,),
        kind="indirect",
        force="asserts",
    )
    reports = [
        report("r0", "Lyran ferry sank at night", role="headline"),
        report("r1", said, role="headline", attributions=(army,)),
    ]
    found = material(reports)
    assert choose_headline(found, find_facets(found), central=0.5).report == "r0"


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("Selvan", "person", "r0"),
        ("Lyran Lines", "organisation", "r0"),
        ("Lyran", "state", "r1"),  # where it happened
    ],
)
def test_a_name_and_a_colon_are_somebodys_word(name: str, kind: ActorKind, wanted: str) -> None:
    said = f"{name}: ferry sank at night in the strait"
    reports = [
        report("r0", "Ferry sank at night in the strait", role="headline"),
        report("r1", said, role="headline", actors=(actor(said, name, kind),)),
    ]
    found = material(reports)
    assert choose_headline(found, find_facets(found), central=0.8).report == wanted


def test_without_a_headline_the_first_paragraph_stands_for_the_story() -> None:
    found = material([report("r0", "The ferry sank at dawn.\nNobody was hurt."), report("r1", "A ferry sank.")])
    chosen = choose_headline(found, find_facets(found), central=1.0)
    assert (chosen.report, chosen.start, chosen.end) == ("r0", 0, 23)
