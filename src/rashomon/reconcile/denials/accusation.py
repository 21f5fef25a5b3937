"""Sentences that accuse somebody: what a denial answers before anything else that is said near it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from rashomon.reconcile.material.drafts import Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.tables import read_table

RETURNS = frozenset({"retaliate", "return"})
"""Verbs without which nobody answers fire."""
DENYING = frozenset({"denial", "deny", "dismissal"})
_FIRE = frozenset({"fire", "gunfire"})
_FORCES = frozenset({"army", "force", "guard", "military", "navy", "patrol", "police", "soldier", "troop", "unit"})
_OWNING = frozenset({"amod", "compound", "nmod", "poss"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})


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


def only_answers_fire(index: ReportIndex, unit: Unit, denied: Sequence[int], *, by: AbstractSet[int]) -> bool:
    """Whether a sentence tells only how somebody answered fire: "its troops returned fire" accuses nobody of firing.

    `denied` are its tokens that have the terms of what is denied, `by` those that name the denier. The denier or their
    troops must do it, and whatever else of a deed is told must be that of another.
    """
    tokens = index.tokens
    below: set[int] = set()
    for token in range(unit.first, unit.last):
        fire = any(tokens.dep[c] == "dobj" and tokens.lemma[c] == "fire" for c in index.children(token))
        if tokens.lemma[token] == "retaliate" or (tokens.lemma[token] == "return" and fire):
            helped = any(tokens.dep[c] == "aux" and tokens.tag[c] != "TO" for c in index.children(token))
            if (tokens.tag[token] in _FINITE or helped) and _is_own(index, _doer(index, token), by):
                below.update(index.subtree(token))
    fires = [token for token in denied if tokens.lemma[token] in _FIRE and tokens.pos[token] == "NOUN"]
    answered = below.intersection(fires)
    for token in denied if answered else ():
        if token not in answered and (tokens.pos[token] == "VERB" or token in fires):
            doer = _doer(index, index.predicate(token))
            if doer is None or _is_own(index, doer, by):
                return False
    return bool(answered)


def _doer(index: ReportIndex, verb: int | None) -> int | None:
    """The subject of an active verb, its own or that of the verb it is joined to; None where there is none."""
    tokens = index.tokens
    while verb is not None:
        below = index.children(verb)
        subject = next((child for child in below if tokens.dep[child] in {"nsubj", "nsubjpass"}), None)
        if subject is not None:
            who = tokens.dep[verb] == "relcl" and tokens.tag[subject] in {"WDT", "WP"}
            return None if tokens.dep[subject] == "nsubjpass" else tokens.head[verb] if who else subject
        verb = tokens.head[verb] if tokens.dep[verb] == "conj" else None
    return None


def _is_own(index: ReportIndex, noun: int | None, by: AbstractSet[int]) -> bool:
    """Whether the noun is one of the tokens, or troops of one: "Danish forces", "the army of Denmark"."""
    tokens = index.tokens
    if noun is None or noun in by:
        return noun is not None
    below = index.children(noun)
    owners = [child for child in below if tokens.dep[child] in _OWNING]
    owners += [c for child in below if tokens.lemma[child] == "of" for c in index.children(child)]
    return tokens.lemma[noun].lower() in _FORCES and any(owner in by for owner in owners)


def speaks_of_denying(index: ReportIndex, unit: Unit) -> bool:
    """Whether the sentence has a word of denying: what "plant denies blame" tells is the denial."""
    return any(index.tokens.lemma[token].lower() in DENYING for token in range(unit.first, unit.last))


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
