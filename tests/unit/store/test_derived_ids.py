"""Ids that follow from what they name are left out of what is kept, and come back as they were."""

from __future__ import annotations

from dataclasses import replace

from rashomon.model.synopsis import Synopsis
from rashomon.names import name_key
from rashomon.pipeline import Briefing
from rashomon.store import columns
from rashomon.store.codec import decode, encode
from rashomon.store.derived_ids import actor_id, claim_id, with_ids


def test_most_claims_and_actors_are_written_without_their_ids(briefing: Briefing) -> None:
    for synopsis in briefing.synopses:
        line, _ = columns.write(Synopsis, synopsis)
        named = [actor for actor in synopsis.actors if actor.kind != "unnamed"]
        for ids in ([claim.id for claim in synopsis.claims], [actor.id for actor in named]):
            assert 5 * sum(id in line for id in ids) <= len(ids)


def test_an_id_of_another_making_is_kept(briefing: Briefing) -> None:
    synopsis = briefing.synopses[0]
    first, *rest = synopsis.claims
    actor, *others = synopsis.actors
    for odd in ("made by hand", "#1", ""):
        other = replace(synopsis, claims=(replace(first, id=odd), *rest), actors=(replace(actor, id=odd), *others))
        assert decode(Synopsis, encode(Synopsis, other)) == other


def test_the_rule_of_the_format_is_that_of_plain_names() -> None:
    for name in ("Ada Q. Moreno", "the Harbour Board", "J. P. Lund", "O'Dell", "Anna-Maria Holt", "NRC"):
        assert actor_id("person", name) == actor_id("person", name_key(name))


def test_ids_of_format_2_are_put_in_again(briefing: Briefing) -> None:
    synopsis = briefing.synopses[0]
    short = {}
    for place, claim in enumerate(synopsis.claims):
        for mark in ("#", "#v"):
            if claim.id == claim_id(synopsis.story, claim.support, value=mark == "#v"):
                short[claim.id] = f"{mark}{place}"
    assert len(short) > 40
    old = replace(
        synopsis,
        claims=tuple(replace(claim, id=short.get(claim.id, claim.id)) for claim in synopsis.claims),
        differences=tuple(
            replace(one, claims=tuple(short.get(id, id) for id in one.claims)) for one in synopsis.differences
        ),
        statements=tuple(
            replace(one, claim=short.get(one.claim, one.claim) if one.claim else None) for one in synopsis.statements
        ),
    )
    assert with_ids(old) == synopsis
