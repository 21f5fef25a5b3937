"""Clauses that sentences of several reports share, beside what they share as wholes."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.reconcile.make import annotated, material

from rashomon.reconcile.align.align import Alignment
from rashomon.reconcile.align.facets import find_facets
from rashomon.reconcile.align.features import Looked
from rashomon.reconcile.align.vetoes import Vetoes
from rashomon.reconcile.claims.claims import draft_claims
from rashomon.reconcile.claims.parts import find_parts
from rashomon.reconcile.material.drafts import Material
from rashomon.settings import Settings

SETTINGS = Settings().reconcile
FIRST = "The ferry Alma sank off Varberg, and her captain was taken to hospital in Gothenburg."
SECOND = "Divers searched the harbour all night, while the captain was taken to hospital in Gothenburg."


def _aligned(found: Material, probability: float) -> Alignment:
    looked, vetoes = Looked(find_facets(found), titles=1), Vetoes(found)
    return Alignment((), {(0, 1): probability}, looked, vetoes, node=(0, 1), same={0: (0,), 1: (1,)})


def test_a_clause_that_two_sentences_share_is_a_claim() -> None:
    found = material(annotated(FIRST, SECOND, outlets=("a.example", "b.example")))
    drafts = draft_claims(found, _aligned(found, 0.5), settings=SETTINGS)
    (shared,) = [one for one in drafts if len(one.support) > 1]
    texts = [found.reports[n].report.text[s.at.start : s.at.end] for n, s in enumerate(shared.support)]
    assert all("taken to hospital" in text for text in texts)
    assert not any("sank" in text or "Divers" in text for text in texts)
    assert any(line.startswith("joined by a clause") for line in shared.why)


def test_sentences_that_hardly_agree_lend_no_clauses() -> None:
    found = material(annotated(FIRST, SECOND, outlets=("a.example", "b.example")))
    parts = find_parts(found, _aligned(found, 0.1), align=SETTINGS.align, settings=SETTINGS.parts)
    assert (parts.groups, parts.pairs) == ((), {})


def test_who_said_it_is_no_shared_clause() -> None:
    said = "Harbour master Nils Ek said on Monday that {}."
    texts = (said.format("the ferry sank within minutes"), said.format("divers would search until morning"))
    found = material(annotated(*texts, outlets=("a.example", "b.example")))
    parts = find_parts(found, _aligned(found, 0.5), align=SETTINGS.align, settings=SETTINGS.parts)
    assert parts.groups == ()


def test_what_a_claim_tells_already_is_not_told_again() -> None:
    found = material(annotated(FIRST, SECOND, outlets=("a.example", "b.example")))
    alignment = replace(_aligned(found, 0.5), groups=((0, 1),))
    shared = [one for one in draft_claims(found, alignment, settings=SETTINGS) if len(one.support) > 1]
    assert [one.why[0].split(":")[0] for one in shared] == ["joined"]
