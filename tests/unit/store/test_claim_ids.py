"""Ids of claims are left out where they follow from the spans, and come back as they were."""

from __future__ import annotations

from dataclasses import replace

from rashomon.model.synopsis import Synopsis
from rashomon.pipeline import Briefing
from rashomon.store.claim_ids import with_ids, without_ids
from rashomon.store.codec import encode


def test_they_come_back(briefing: Briefing) -> None:
    for synopsis in briefing.synopses:
        short = without_ids(synopsis)
        assert with_ids(short) == synopsis
        assert all(claim.id.startswith("#") for claim in short.claims)
        assert {one.claim for one in short.statements} <= {claim.id for claim in short.claims} | {None}
        assert len(encode(Synopsis, short)) < len(encode(Synopsis, synopsis))


def test_an_id_of_another_making_is_kept(briefing: Briefing) -> None:
    synopsis = briefing.synopses[0]
    first, *rest = synopsis.claims
    for odd in ("made by hand", "#1"):
        other = replace(synopsis, claims=(replace(first, id=odd), *rest))
        assert with_ids(without_ids(other)) == other
