"""Ids that follow from what they name: an archive does not keep them, but derives them again."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.model.ids import derive_id
from rashomon.model.synopsis import Claim, Support, Synopsis

_MARKS = re.compile(r"['’.]")
_WORD = re.compile(r"[^\W_]+")


@functools.lru_cache(maxsize=1 << 14)
def actor_id(kind: str, name: str) -> str:
    """The id that an actor mostly has.

    The rule is that of `rashomon.names.name_key` as it was for plain names when format 3 was made. It is part of the
    format and never changes; ids by another rule are written as they are.
    """
    words = _WORD.findall(_MARKS.sub("", name.lower()))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 2 and len(words[0]) > 1:
        words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
    return derive_id(kind, " ".join(words))


def claim_id(story: str, support: Sequence[Support], *, value: bool) -> str:
    """The id that a claim mostly has, by the spans that it rests on; with `value` that of one about a value."""
    spans = (f"{one.at.report}:{one.at.start}:{one.at.end}" for one in support)
    return derive_id(story, "value", *spans) if value else derive_id(story, *spans)


def with_ids(synopsis: Synopsis) -> Synopsis:
    """Return a synopsis of format 2, in which "#3", or "#v3", stands for the id of claim 3, with the ids themselves."""
    whole: dict[str, str] = {}
    for claim in synopsis.claims:
        if claim.id.startswith("##"):
            whole[claim.id] = claim.id[1:]
        elif claim.id.startswith("#"):
            whole[claim.id] = claim_id(synopsis.story, claim.support, value=claim.id.startswith("#v"))
    return _renamed(synopsis, whole)


def _renamed(synopsis: Synopsis, names: Mapping[str, str]) -> Synopsis:
    def renamed(claim: Claim) -> Claim:
        return replace(claim, id=names.get(claim.id, claim.id))

    return replace(
        synopsis,
        claims=tuple(map(renamed, synopsis.claims)),
        differences=tuple(
            replace(one, claims=tuple(names.get(id, id) for id in one.claims)) if one.claims else one
            for one in synopsis.differences
        ),
        statements=tuple(
            one if one.claim is None else replace(one, claim=names.get(one.claim, one.claim))
            for one in synopsis.statements
        ),
    )
