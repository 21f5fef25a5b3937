"""Sentences in no group are told with the one other sentence that is likeliest to state the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.unit.reconcile.make import annotated, material

from rashomon.reconcile.align.align import Alignment
from rashomon.reconcile.align.facets import find_facets
from rashomon.reconcile.align.features import Looked
from rashomon.reconcile.align.vetoes import Vetoes
from rashomon.reconcile.claims.claims import draft_claims
from rashomon.reconcile.material.drafts import Material
from rashomon.settings import Settings

SETTINGS = Settings().reconcile
ASKED = 0.3
"""What is asked of a partner here."""
TEXTS = (
    "The mill at Brenne was flooded on Sunday.",
    "Brenne has lost its mill to the water.",
    "A flood took the bridge, the school and the mill of Brenne.",
)


def _told(found: Material, pairs: Mapping[tuple[int, int], float], *, few: float = ASKED) -> set[tuple[int, ...]]:
    """The sentences of each claim, where nothing but `pairs` is known; `few` is asked of stories of few reports."""
    looked, vetoes = Looked(find_facets(found), titles=1), Vetoes(found)
    numbers = tuple(range(len(found.units)))
    alignment = Alignment((), dict(pairs), looked, vetoes, node=numbers, same={n: (n,) for n in numbers})
    settings = replace(SETTINGS, parts=replace(SETTINGS.parts, least=1.1))  # no clauses
    settings = replace(settings, status=replace(settings.status, partner=ASKED, few_partner=few))
    return {tuple(s.unit for s in draft.support) for draft in draft_claims(found, alignment, settings=settings)}


def test_each_sentence_is_told_with_its_likeliest_partner_alone() -> None:
    found = material(annotated(*TEXTS))
    assert _told(found, {(0, 1): 0.32, (0, 2): 0.3, (1, 2): 0.4}) == {(0, 1), (1, 2)}


def test_a_weaker_partner_is_none() -> None:
    found = material(annotated(*TEXTS))
    assert _told(found, {(0, 1): 0.29}) == {(0,), (1,), (2,)}


def test_in_a_story_of_few_reports_a_partner_must_be_likelier() -> None:
    found = material(annotated(*TEXTS))
    asked = SETTINGS.status.few_partner
    assert _told(found, {(0, 1): 0.4, (1, 2): 0.6}, few=asked) == {(0,), (1, 2)}


def test_a_headline_is_nobodys_partner() -> None:
    first, *rest = annotated(*TEXTS)
    blocks = tuple(replace(block, role="headline") for block in first.report.blocks)
    headed = replace(first, report=replace(first.report, blocks=blocks))
    found = material((headed, *rest))
    assert _told(found, {(0, 1): 0.4, (0, 2): 0.35, (1, 2): 0.33}) == {(0,), (1, 2)}
