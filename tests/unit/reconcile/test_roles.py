"""Two sides that accuse one another of one deed have two accounts of it."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.reconcile.make import alone, annotated, draft, material

from rashomon.reconcile.claims.roles import part_roles
from rashomon.reconcile.material.drafts import ClaimDraft, Material

DANES = "Norwegian troops fired first on a Danish patrol, the Danish army said."
NORWEGIANS = "Danish troops fired first on a Norwegian patrol, the Norwegian army said."
BARE = "Danish troops fired first on a Norwegian patrol."


def _joined(*texts: str) -> tuple[Material, ClaimDraft]:
    """One claim of all the texts, each on the word of the army that it names, if it names one."""
    found = material(annotated(*texts))
    joined = draft(found, *range(len(texts)))
    voices = [("Danish army",) if text == DANES else ("Norwegian army",) if "army" in text else () for text in texts]
    support = tuple(
        replace(one, chain=chain, origin=str(chain)) for one, chain in zip(joined.support, voices, strict=True)
    )
    return found, replace(joined, support=support)


def test_each_accuses_the_other() -> None:
    found, joined = _joined(DANES, NORWEGIANS)
    drafts, rivals = part_roles(found, [joined])
    assert sorted(tuple(s.unit for s in one.support) for one in drafts) == [(0,), (1,)]
    assert {one.id: tuple(s.unit for s in rivals[one.id]) for one in drafts} == {
        one.id: (1 - one.support[0].unit,) for one in drafts
    }


def test_an_account_that_is_a_claim_already_is_not_told_twice() -> None:
    found, joined = _joined(DANES, NORWEGIANS)
    _, own = alone(found)
    drafts, rivals = part_roles(found, [joined, own])
    assert [one.id for one in drafts] == [joined.id, own.id]
    assert rivals.keys() == {joined.id, own.id}


def test_who_says_the_same_or_gives_no_source_is_left() -> None:
    for texts in ((DANES, DANES), (DANES, BARE), ("Norway and Denmark met, the Danish army said.", NORWEGIANS)):
        found, joined = _joined(*texts)
        assert part_roles(found, [joined]) == ((joined,), {})
