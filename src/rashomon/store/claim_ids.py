"""The ids of claims, which follow from what they rest on, left out of what an archive keeps of a synopsis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rashomon.model.ids import derive_id
from rashomon.model.synopsis import Claim, Synopsis

_KINDS = {"#": (), "#v": ("value",)}
"""How an id is derived, besides the story and the spans: of claims in general, and of those about a value."""


def without_ids(synopsis: Synopsis) -> Synopsis:
    """Return a synopsis in which "#3", or "#v3", stands for the id of claim 3 where that can be derived again."""
    short: dict[str, str] = {}
    for place, claim in enumerate(synopsis.claims):
        if claim.id.startswith("#"):
            short[claim.id] = f"#{claim.id}"
        for mark, more in _KINDS.items():
            if claim.id == _derived(synopsis.story, claim, more):
                short[claim.id] = f"{mark}{place}"
    return _renamed(synopsis, short)


def with_ids(synopsis: Synopsis) -> Synopsis:
    """Return the synopsis that `without_ids` was handed."""
    whole: dict[str, str] = {}
    for claim in synopsis.claims:
        if claim.id.startswith("##"):
            whole[claim.id] = claim.id[1:]
        elif claim.id.startswith("#"):
            more = _KINDS["#v" if claim.id.startswith("#v") else "#"]
            whole[claim.id] = _derived(synopsis.story, claim, more)
    return _renamed(synopsis, whole)


def _derived(story: str, claim: Claim, more: tuple[str, ...]) -> str:
    return derive_id(story, *more, *(f"{one.at.report}:{one.at.start}:{one.at.end}" for one in claim.support))


def _renamed(synopsis: Synopsis, names: Mapping[str, str]) -> Synopsis:
    return replace(
        synopsis,
        claims=tuple(replace(claim, id=names.get(claim.id, claim.id)) for claim in synopsis.claims),
        differences=tuple(
            replace(one, claims=tuple(names.get(id, id) for id in one.claims)) if one.claims else one
            for one in synopsis.differences
        ),
        statements=tuple(
            one if one.claim is None else replace(one, claim=names.get(one.claim, one.claim))
            for one in synopsis.statements
        ),
    )
