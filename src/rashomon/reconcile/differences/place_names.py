"""How reports name places: the names of a gazetteer, other names, and common nouns."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Mapping

from rashomon.model.annotation import Place
from rashomon.model.spans import Span
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.tables import read_table

WHERE = frozenset({"in", "at", "near", "on", "outside", "inside", "into", "beside", "by"})
"""Prepositions that say where something happens; those of a way ("to", "from") name two ends of it."""
NAMES = frozenset({"GPE", "LOC", "FAC"})


def is_named(index: ReportIndex, token: int) -> bool:
    """Whether a token is of the name of a place."""
    return index.tokens.entity[token] in NAMES or (
        index.tokens.pos[token] == "PROPN" and place_at(index, token) is not None
    )


def called(index: ReportIndex, token: int) -> str:
    """The name of a place by its head: what of the words before and behind it is of the same name."""
    tokens = index.tokens
    first = last = token
    while first > 0 and tokens.entity[first - 1] == tokens.entity[token] and tokens.head[first - 1] == token:
        first -= 1
    return index.text(Span(tokens.start[first], tokens.end[last]))


def place_at(index: ReportIndex, token: int) -> Place | None:
    """The place of the gazetteer that a token is of the name of."""
    offset = index.tokens.start[token]
    places = index.report.annotation.places
    number = bisect_left(places, offset + 1, key=lambda place: place.span.start) - 1
    return places[number] if number >= 0 and offset < places[number].span.end else None


@functools.cache
def place_nouns() -> Mapping[str, str]:
    """Common nouns of places, each with its group."""
    return {row[0]: row[1] for row in read_table("rashomon.reconcile.data", "place_nouns.tsv", columns=2)}
