"""Claims: what is shown of a sentence, what is nobody's claim, and the order of the reports."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.reconcile.make import annotated, material

from rashomon.model.story import Copy, Story
from rashomon.reconcile.align.facets import find_facets
from rashomon.reconcile.claims.draft import Between, Drafter
from rashomon.reconcile.reconcile import reconcile
from rashomon.settings import Settings

TEXTS = (
    "The dam at Orust burst early on Friday, and the mayor said the school would reopen next week.\nWas it too old?",
    "A dam at Orust burst early on Friday.\nFishermen had warned of cracks for years.",
    "Residents fled when the Orust dam burst on Friday.\nThe river carried off three barns.",
)


def _story(*ids: str) -> Story:
    return Story(id="s", reports=ids)


def test_the_clause_that_carries_the_fact_is_shown() -> None:
    synopsis = reconcile(_story("r0", "r1", "r2"), annotated(*TEXTS), settings=Settings().reconcile)
    texts = {item.report.id: item.report.text for item in annotated(*TEXTS)}
    burst = next(c for c in synopsis.claims if c.reports == 3)
    shown = {texts[s.at.report][s.at.start : s.at.end] for s in burst.support if s.at.report == "r0"}
    assert shown == {"The dam at Orust burst early on Friday"}
    assert burst.status == "corroborated"
    assert any(line.startswith("joined") for line in burst.why)


def test_a_question_is_no_claim_and_a_lone_fact_is_single() -> None:
    synopsis = reconcile(_story("r0", "r1", "r2"), annotated(*TEXTS), settings=Settings().reconcile)
    texts = {item.report.id: item.report.text for item in annotated(*TEXTS)}
    gists = {texts[c.gist.report][c.gist.start : c.gist.end]: c.status for c in synopsis.claims}
    assert not any(text.startswith("Was it") for text in gists)
    assert gists["Fishermen had warned of cracks for years."] == "single"


def test_the_order_in_which_reports_are_handed_over_changes_nothing() -> None:
    reports = annotated(*TEXTS)
    story = _story("r0", "r1", "r2")
    one = reconcile(story, reports, settings=Settings().reconcile)
    assert reconcile(story, reports[::-1], settings=Settings().reconcile) == one


def test_a_story_of_one_report_has_single_claims_only() -> None:
    synopsis = reconcile(_story("r1"), annotated(*TEXTS)[1:2], settings=Settings().reconcile)
    assert synopsis.claims
    assert {claim.status for claim in synopsis.claims} == {"single"}


def test_the_headline_of_one_report_weighs_less_than_its_sentences() -> None:
    text = "Orust dam bursts\nThe dam at Orust has burst.\nFishermen had warned of cracks."
    (item,) = annotated(text)
    first, *rest = item.report.blocks
    headed = replace(item, report=replace(item.report, blocks=(replace(first, role="headline"), *rest)))
    weights = []
    for one in (item, headed):
        synopsis = reconcile(_story("r0"), (one,), settings=Settings().reconcile)
        weights.append({text[c.gist.start : c.gist.end]: c.weight for c in synopsis.claims})
    plain, with_headline = (given["Orust dam bursts"] for given in weights)
    assert with_headline < plain / 2  # whether or not a sentence has its words: the body tells what it means
    assert with_headline < min(weight for text, weight in weights[1].items() if text != "Orust dam bursts")
    assert weights[1]["The dam at Orust has burst."] > with_headline


def test_copies_of_one_text_are_pairwise_copies() -> None:
    copies = tuple(Copy(report=key, original="r0", containment=1.0) for key in ("r1", "r2"))
    story = Story(id="s", reports=("r0", "r1", "r2"), copies=copies)
    synopsis = reconcile(story, annotated(*TEXTS), settings=Settings().reconcile)
    assert {frozenset(pair) for pair in synopsis.copies} == {
        frozenset(pair) for pair in (("r0", "r1"), ("r0", "r2"), ("r1", "r2"))
    }


def test_spans_that_share_no_number_are_linked_more_weakly() -> None:
    late = "The first boat reached the ferry in 95 minutes, a log says."
    found = material(
        annotated("The first boat reached the ferry in 10 minutes, the commander said.", late, "Rain fell.")
    )
    facets = find_facets(found)
    drafter = Drafter(found, facets, settings=Settings().reconcile.status)
    spans = [unit.span for unit in found.units]
    told = drafter.draft((0, 1), spans[:2], Between((0, 1), {(0, 1): 0.9}), why="joined")
    assert sorted(support.confidence for support in told.support) == [0.45, 1.0]
