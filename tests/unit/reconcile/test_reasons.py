"""The features that joined a claim, as lines."""

from __future__ import annotations

from collections.abc import Mapping

from tests.unit.reconcile.make import annotated, draft, material

from rashomon.reconcile.align.facets import find_facets
from rashomon.reconcile.align.features import Looked
from rashomon.reconcile.align.vetoes import Vetoes
from rashomon.reconcile.claims.reasons import give_reasons
from rashomon.reconcile.material.drafts import ClaimDraft, Material
from rashomon.settings import Settings

ALIGN = Settings().reconcile.align
TOLD = "The ferry Alma sank off Varberg on Tuesday in thick fog."
AGAIN = "On Tuesday the ferry Alma went down in fog near Varberg."


def _why(found: Material, one: ClaimDraft, linked: Mapping[tuple[int, int], float] | None = None) -> tuple[str, ...]:
    looked = Looked(find_facets(found), titles=ALIGN.titles)
    return give_reasons(found, looked, Vetoes(found), [one], pairs=linked or {}, settings=ALIGN)[0].why


def test_a_claim_of_two_reports_names_what_spoke_for_it() -> None:
    found = material(annotated(TOLD, AGAIN, outlets=("a.example", "b.example")))
    spoke, against = _why(found, draft(found, 0, 1))
    assert spoke.startswith("features for it: ")
    assert "-" not in spoke
    assert against.startswith("features against it: ")
    assert "+" not in against


def test_a_claim_of_one_report_has_no_features() -> None:
    found = material(annotated(TOLD, AGAIN, outlets=("a.example", "b.example")))
    assert _why(found, draft(found, 0)) == ()


def test_a_veto_near_the_gist_is_told_with_what_it_kept_apart() -> None:
    found = material(annotated(TOLD, "The owner denied that the ferry Alma sank off Varberg.", "A ferry sank."))
    linked = {(0, 1): 0.4, (0, 2): 0.4}
    kept, joined = (_why(found, one, linked) for one in (draft(found, 0), draft(found, 0, 1)))
    assert "veto, denial: 1 kept apart" in kept
    assert "veto, denial: 0 kept apart, 1 joined all the same" in joined
    assert not any("other day" in line for line in kept)
