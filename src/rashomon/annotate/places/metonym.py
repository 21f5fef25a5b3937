"""Whether the name of a capital, a state or a seat stands for the government: "Moscow rejected", "talks with Kyiv"."""

from __future__ import annotations

import functools
from typing import Any

from rashomon.annotate.places.gazetteer import Candidate
from rashomon.tables import read_table

_SIDES = frozenset({"with", "between", "against", "on", "to", "by", "and", "from", "of", "for"})


@functools.cache
def _lemmas(where: str) -> frozenset[str]:
    return frozenset(w for w, k in read_table("rashomon.annotate.data", "place-metonyms.tsv", columns=2) if k == where)


def is_metonym(doc: Any, start: int, end: int, candidate: Candidate) -> bool:
    """Whether tokens [start, end), a name that can stand for a government, do so here."""
    token = doc[end - 1]
    while token.head.i != token.i and start <= token.head.i < end:
        token = token.head
    for _ in range(3):  # "Moscow and Kyiv agreed"
        if token.dep_ not in ("conj", "appos") or token.head.i == token.i:
            break
        token = token.head
    head = token.head
    match token.dep_:
        case "nsubj" | "nsubjpass":
            if head.pos_ == "AUX":
                return any(c.dep_ == "acomp" for c in head.children) and candidate.kind != "country"
            return head.pos_ == "VERB" and head.lemma_ not in _lemmas("no subject")
        case "dobj" | "dative":
            return head.lemma_ in _lemmas("object")
        case "poss":
            return head.lemma_ in _lemmas("whose")
        case "agent":
            return True
        case "pobj":
            if head.dep_ == "agent":
                return True
            return (
                head.lower_ in _SIDES
                and (head.lower_ in ("with", "between", "against") or head.head.lemma_ in _lemmas("object"))
                and (head.head.lemma_ in _lemmas("with") or head.head.lemma_ in _lemmas("object"))
            )
    return False
