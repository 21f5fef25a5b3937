"""What calls a thing untrue: "the charges are false", "this is no strike", "he is innocent"."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from rashomon.model.annotation import Attribution
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.tables import read_table

_MERELY = frozenset({"just", "only", "merely", "simply", "necessarily"})
HAPPENS = frozenset({"exist", "happen", "occur"})
DENY = frozenset({"deny", "reject", "refute", "repudiate", "rebut"})
SELF = frozenset({"it", "they", "we", "i", "he", "she"})
OWN = frozenset({"its", "their", "our", "my", "his", "her"})
NONE = frozenset({"none", "neither", "nobody"})
_MINE = frozenset({"its", "our", "my"})
FACTS = frozenset({"fact", "reality", "truth"})
_THIS = frozenset({"this", "that", "it"})
PRONOUNS = frozenset({"it", "this", "that", "these", "those", "them", "so"})


def pleads(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether somebody is said to be innocent, or not guilty."""
    tokens = index.tokens
    if any(tokens.lemma[token].lower() in NONE for span in attribution.source for token in index.inside(span)):
        return False
    for span in attribution.content:
        for token in index.inside(span):
            lemma = tokens.lemma[token]
            owned = lemma == "innocence" and any(tokens.dep[child] == "poss" for child in index.children(token))
            if owned or (lemma == "innocent" and tokens.dep[token] in {"acomp", "attr"} and _is_own(index, token)):
                return True
            if lemma == "guilty" and token and tokens.lemma[token - 1] in {"not", "n't"}:
                return True
    return False


def _is_own(index: ReportIndex, token: int) -> bool:
    """Whether the subject above the token is a pronoun, or has one before it: "he is innocent", "his client"."""
    tokens = index.tokens
    subjects = [c for c in index.children(tokens.head[token]) if tokens.dep[c] in {"nsubj", "nsubjpass"}]
    return any(
        tokens.lemma[c].lower() in SELF or any(tokens.lemma[below] in OWN for below in index.children(c))
        for c in subjects
    )


def calls_false(index: ReportIndex, token: int) -> bool:
    """Whether the token calls something said before untrue, by somebody else: "the charges were false"."""
    tokens = index.tokens
    if tokens.lemma[token] in HAPPENS and any(tokens.dep[child] == "neg" for child in index.children(token)):
        below = index.children(token)
        return any(tokens.dep[child] == "nsubj" and tokens.lemma[child] in anaphors() for child in below)
    if tokens.lemma[token] in DENY:
        return any(tokens.dep[c] == "nsubjpass" and tokens.lemma[c] in anaphors() for c in index.children(token))
    if is_verdict(index, token):
        return True
    if tokens.lemma[token] not in falsity() or tokens.dep[token] not in {"acomp", "attr", "oprd"}:
        return False
    for other in index.children(tokens.head[token]):
        if tokens.dep[other] in {"nsubj", "nsubjpass", "dobj"} and tokens.lemma[other] in anaphors().keys() | PRONOUNS:
            return not any(tokens.lemma[child] in _MINE for child in index.children(other))
    return False


def is_verdict(index: ReportIndex, token: int) -> bool:
    """Whether it is the noun of "does not accord with the facts", "is not in line with the truth"."""
    tokens = index.tokens
    if tokens.lemma[token] not in FACTS or tokens.dep[token] != "pobj":
        return False
    verb = index.predicate(tokens.head[token])
    return verb is not None and any(tokens.dep[child] == "neg" for child in index.children(verb))


def negates(index: ReportIndex, token: int) -> bool:
    """Whether the token says that something is not so: "this is not a strike", "there was no evidence of a strike"."""
    tokens = index.tokens
    head = tokens.head[token]
    if tokens.dep[token] == "neg" and tokens.lemma[head] == "be":
        roles = {tokens.dep[child]: tokens.lemma[child] for child in index.children(head)}
        if any(tokens.lemma[other] in _MERELY for other in range(token + 1, min(token + 3, len(tokens)))):
            return False
        return "attr" in roles and (roles.get("nsubj") in PRONOUNS or roles.get("nsubj") in anaphors())
    return tokens.lemma[token] == "no" and tokens.dep[token] == "det" and tokens.lemma[head] in _denied_nouns()


def goes_on(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is said is that "this" or "it" is not so: after a denial it says once more what that does."""
    tokens = index.tokens
    for span in attribution.content:
        for token in index.inside(span):
            if tokens.dep[token] == "neg" and tokens.lemma[tokens.head[token]] in {"be", "happen", "exist"}:
                below = index.children(tokens.head[token])
                return any(tokens.dep[c] == "nsubj" and tokens.lemma[c].lower() in _THIS for c in below)
    return False


@functools.cache
def _denied_nouns() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "denied_nouns.tsv", columns=1))


@functools.cache
def falsity() -> frozenset[str]:
    """Lemmas that call what was said untrue."""
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "falsity.tsv", columns=1))


@functools.cache
def anaphors() -> Mapping[str, frozenset[str]]:
    """Nouns that point back at what was said, each with the lemmas of cues that it calls for (none: any sentence)."""
    rows = read_table("rashomon.reconcile.data", "anaphors.tsv", columns=2)
    return {noun: frozenset(cues.split("|")) - {""} for noun, cues in rows}
