"""Two sides that accuse one another of one deed have two accounts of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
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
    said = [text.rpartition(", the ")[2] for text in texts]
    voices = [(voice.removesuffix(" said."),) if voice.endswith(" said.") else () for voice in said]
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


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("Danish troops opened fire on a Norwegian post", "Norwegian troops opened fire on a Danish post"),
        ("Danish jets violated Norwegian airspace", "Norwegian jets violated Danish airspace"),
        ("Denmark has attacked a Norwegian island", "Norway has attacked a Danish island"),
        ("Danish guards shot 3 Norwegian fishermen", "Norwegian guards shot 3 Danish fishermen"),
        ("Denmark's navy repelled an attack by Norway", "Norway's navy repelled an attack by Denmark"),
        ("The army of Denmark shelled a Norwegian fort", "The army of Norway shelled a Danish fort"),
    ],
)
def test_a_hostile_deed_has_one_account_for_each_side(first: str, other: str) -> None:
    found, joined = _joined(f"{first}, the Norwegian army said.", f"{other}, the Danish army said.")
    drafts, rivals = part_roles(found, [joined])
    assert len(drafts) == len(rivals) == 2


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (
            "Denmark will play Norway in the stadium in Oslo on Friday",
            "Norway will play Denmark in the stadium in Oslo on Friday",
        ),
        ("Denmark exchanged 40 prisoners with Norway", "Norway exchanged 40 prisoners with Denmark"),
        (
            "Danish and Norwegian ministers visited the port",
            "Norwegian ministers visited the port with Danish officials",
        ),
        ("Danish ships left the Norwegian port", "Norwegian ships left the Danish port"),
        ("Denmark exported oil worth $3bn to Norway", "Norway exported oil worth $2bn to Denmark"),
        ("Danish troops will fire on a Norwegian raft", "Norwegian troops will fire on a Danish raft"),
        ("Danish guards shot 3 Norwegian fishermen", "Norwegian guards shot 5 Danish fishermen"),
        (
            "Danish planes attacked the camp with Norwegian planes",
            "Norwegian planes attacked the camp with Danish planes",
        ),
        ("Denmark opened a Norwegian school", "Norway opened a Danish school"),
        ("Denmark's army repelled a motion by Norway", "Norway's army repelled a motion by Denmark"),
        ("Danish swimmers crossed a Norwegian bay", "Norwegian swimmers crossed a Danish bay"),
    ],
)
def test_what_both_can_have_done_is_one_claim(first: str, other: str) -> None:
    found, joined = _joined(f"{first}, the Danish league said.", f"{other}, the Norwegian league said.")
    assert part_roles(found, [joined]) == ((joined,), {})


def test_a_headline_without_a_doer_goes_with_its_own_report() -> None:
    norwegians = f"Attack repelled\n{NORWEGIANS}"
    for deed, apart in (("repelled an attack by", [1, 2]), ("fired first on", [2])):
        texts = (DANES.replace("fired first on", deed), norwegians.replace("fired first on", deed))
        found = material(annotated(*texts))
        joined = draft(found, 0, 1, 2)
        voices = (("Danish army",), (), ("Norwegian army",))
        support = tuple(
            replace(one, chain=chain, origin=str(chain)) for one, chain in zip(joined.support, voices, strict=True)
        )
        drafts, _ = part_roles(found, [replace(joined, support=support)])
        assert sorted([s.unit for s in one.support] for one in drafts)[-1] == apart


def test_two_accounts_of_the_same_sentences_are_told_once() -> None:
    found, joined = _joined(DANES, NORWEGIANS)
    twin = replace(joined, id="twin")
    drafts, rivals = part_roles(found, [joined, twin])
    assert len(drafts) == len(rivals) == 2
    assert "twin" not in {one.id for one in drafts}
