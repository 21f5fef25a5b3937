"""The features that joined a claim, as lines."""

from __future__ import annotations

from tests.unit.reconcile.make import annotated, draft, material

from rashomon.reconcile.facets import find_facets
from rashomon.reconcile.reasons import give_reasons
from rashomon.settings import Settings

ALIGN = Settings().reconcile.align
TOLD = "The ferry Alma sank off Varberg on Tuesday in thick fog."
AGAIN = "On Tuesday the ferry Alma went down in fog near Varberg."


def test_a_claim_of_two_reports_names_what_spoke_for_it() -> None:
    found = material(annotated(TOLD, AGAIN, outlets=("a.example", "b.example")))
    (one,) = give_reasons(found, find_facets(found), [draft(found, 0, 1)], settings=ALIGN)
    spoke, against = one.why
    assert spoke.startswith("features for it: ")
    assert "-" not in spoke
    assert against.startswith("features against it: ")
    assert "+" not in against


def test_a_claim_of_one_report_has_no_features() -> None:
    found = material(annotated(TOLD, AGAIN, outlets=("a.example", "b.example")))
    assert [one.why for one in give_reasons(found, find_facets(found), [draft(found, 0)], settings=ALIGN)] == [()]
