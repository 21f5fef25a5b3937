"""Sentences that accuse somebody: what a denial answers before anything else that is said near it."""

from __future__ import annotations

import functools

from rashomon.reconcile.material.drafts import Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.tables import read_table


def is_accusation(index: ReportIndex, unit: Unit, *, by: frozenset[int] = frozenset()) -> bool:
    """Whether the sentence has a verb of accusing that is not negated and whose subject is none of the tokens `by`."""
    return says(index, unit, accusing(), by=by)


def says(index: ReportIndex, unit: Unit, lemmas: frozenset[str], *, by: frozenset[int] = frozenset()) -> bool:
    """Whether the sentence has a verb of `lemmas` that is not negated and whose subject is none of the tokens `by`."""
    tokens = index.tokens
    for token in range(unit.first, unit.last):
        aside = tokens.dep[token] == "acl" and tokens.tag[token] == "VBG"  # "the judges investigating it"
        if tokens.pos[token] == "VERB" and tokens.lemma[token] in lemmas and not aside:
            below = index.children(token)
            own = (child for child in below if tokens.dep[child] == "nsubj" and _is_one_of(index, child, by))
            if next(own, None) is None and not any(tokens.dep[child] == "neg" for child in below):
                return True
    return False


def _is_one_of(index: ReportIndex, token: int, by: frozenset[int]) -> bool:
    """Whether a noun is one of the tokens, or stands beside one: "the head of the port, Ida Lund,"."""
    beside = (child for child in index.children(token) if index.tokens.dep[child] == "appos")
    return token in by or any(child in by for child in beside)


def alleges(index: ReportIndex, unit: Unit) -> bool:
    """Whether the sentence tells of an allegation or a rumour by one of the words of `alleging.tsv`."""
    tokens = index.tokens
    return any(tokens.lemma[token].lower() in alleging() for token in range(unit.first, unit.last))


@functools.cache
def alleging() -> frozenset[str]:
    """Lemmas of words that make an allegation or a rumour of what is told."""
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "alleging.tsv", columns=1))


@functools.cache
def accusing() -> frozenset[str]:
    """Lemmas of verbs with which somebody is accused."""
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "accusing.tsv", columns=1))
