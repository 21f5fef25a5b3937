"""What is denied: of the words of a denial those that say it."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from rashomon.model.annotation import Attribution
from rashomon.model.synopsis import StoryActor
from rashomon.names import fold
from rashomon.reconcile.denials.force import DISMISSING, finite_root, is_self_denial
from rashomon.reconcile.denials.verdicts import anaphors, is_verdict
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.tables import read_table

_ASIDE = frozenset({"relcl", "acl", "advcl", "appos", "parataxis"})
"""Dependents that say more of what is denied, as a thing known."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CAPACITIES = frozenset({"role", "work", "use", "job", "post", "service", "status", "position", "career"})
"""Nouns behind which "as" says what somebody or something is, and no verdict: "his work as a spy"."""
_KINDS = {"organisation": "business", "state": "state"}
"""The class, of those of `bodies.tsv`, of a body whose name has none of the nouns there."""
_FEWEST = 2
_MARKS = 2
"""Most marks and brackets that close a sentence or a quotation."""


def substance(index: ReportIndex, attribution: Attribution) -> list[int]:
    """The tokens that say what is denied: without asides, clauses joined on, and what calls it untrue.

    "No soldiers were inside the school, which was shelled on Monday": that there were soldiers inside the school. Where
    the asides say nearly all ("denied being the one who …"), they stay.
    """
    tokens = index.tokens
    content = [token for span in attribution.content for token in index.inside(span)]
    verdicts = [token for token in content if is_verdict(index, token)]
    known = {one for token in verdicts for one in (token, tokens.head[tokens.head[token]])}
    content = [token for token in content if token not in known]
    verdict = _verdict_as(index, attribution, content)
    content = [token for token in content if token not in verdict]
    root = finite_root(index, attribution) if is_self_denial(index, attribution) else None
    aside: set[int] = set()
    for token in content:
        dep, head = tokens.dep[token], tokens.head[token]
        joined = root is not None and head == root and dep == "conj"
        whole = tokens.tag[token] != "VBN" or any(tokens.dep[c] in _SUBJECTS for c in index.children(token))
        says_what = tokens.lemma[head] in anaphors() and whole  # "the report that he fled", not "a report released"
        whose = dep == "poss" or (dep in {"amod", "compound"} and bool(tokens.entity[token]))
        told_by = whose and tokens.lemma[head] in anaphors()
        if joined or told_by or (dep in _ASIDE and head in content and not says_what):
            aside.update(index.subtree(token))
    left = [token for token in content if token not in aside]
    said = {tokens.lemma[token] for token in left if tokens.pos[token] in {"NOUN", "PROPN", "VERB", "NUM"}}
    return left if len(said - anaphors().keys()) >= _FEWEST else content


def _verdict_as(index: ReportIndex, attribution: Attribution, content: list[int]) -> frozenset[int]:
    """What the denied is called at the end ("rejected claims of fraud as a fabrication"): no part of what is denied.

    It hangs on the cue: no verb of what is denied stands between them ("denied that the hotel served as a prison").
    """
    tokens = index.tokens
    cues = {token for span in attribution.cue for token in index.inside(span)}
    if not any(tokens.lemma[token] in DISMISSING for token in cues):
        return frozenset()
    for token in content:
        if tokens.lemma[token] == "as" and tokens.dep[token] == "prep":
            below = index.subtree(token)
            at_end = below[-1] >= content[-1] - _MARKS and token > content[0]
            capacity = any(tokens.lemma[other] in _CAPACITIES for other in content if other < token)
            if at_end and not capacity and index.predicate(tokens.head[token]) in cues:
                return frozenset(range(token, content[-1] + 1))
    return frozenset()


def is_side(index: ReportIndex, token: int) -> bool:
    """Whether it is the denier's own side, which says nothing of what is denied: "its government", "our country"."""
    tokens = index.tokens
    if tokens.lemma[token] not in _sides():
        return False
    return any(tokens.dep[child] == "poss" and tokens.pos[child] == "PRON" for child in index.children(token))


def is_body(index: ReportIndex, token: int, denier: StoryActor | None) -> bool:
    """Whether it is a body that the text has named before, "the company", and of the class of the denier."""
    tokens = index.tokens
    if denier is None or tokens.lemma[token] not in _sides():
        return False
    if not any(tokens.dep[child] == "det" and tokens.lemma[child] == "the" for child in index.children(token)):
        return False
    kind = _bodies().get(tokens.lemma[token], tokens.lemma[token])
    named = {_bodies()[word] for word in fold(denier.name).split() if word in _bodies()}
    return kind in (named or {_KINDS.get(denier.kind, "")})


def deed_class(index: ReportIndex, verb: int) -> str:
    """The class in `deed_classes.tsv` of a verb, by itself or with a particle of it ("walk out"); "" for none."""
    tokens = index.tokens
    lemma = tokens.lemma[verb]
    phrases = (lemma, *(f"{lemma} {tokens.lemma[child]}" for child in index.children(verb)))
    return next((_deed_classes()[phrase] for phrase in phrases if phrase in _deed_classes()), "")


@functools.cache
def _deed_classes() -> Mapping[str, str]:
    """The class of each verb that others can stand for."""
    return {row[1]: row[0] for row in read_table("rashomon.reconcile.data", "deed_classes.tsv", columns=2)}


@functools.cache
def _sides() -> frozenset[str]:
    """Lemmas of nouns for a side."""
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "sides.tsv", columns=1))


@functools.cache
def _bodies() -> Mapping[str, str]:
    """The class of each noun for a body that speaks, by its lemma."""
    return {row[0]: row[1] for row in read_table("rashomon.reconcile.data", "bodies.tsv", columns=2)}


def heads(index: ReportIndex, content: list[int]) -> list[int]:
    """The tokens without adjectives, adverbs and the first parts of compounds: of "physical assault" the assault."""
    kept = {"NOUN", "PROPN", "VERB"}
    return [t for t in content if index.tokens.pos[t] in kept and index.tokens.dep[t] not in {"amod", "compound"}]
