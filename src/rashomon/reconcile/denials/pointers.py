"""How a denial names what it answers: by a noun that points back ("the report", "no such offer"), or not at all."""

from __future__ import annotations

from rashomon.model.annotation import Attribution
from rashomon.reconcile.denials.verdicts import PRONOUNS, anaphors, calls_false, falsity, pleads
from rashomon.reconcile.material.report_index import ReportIndex

ANSWERING = frozenset(
    {"comment", "respond", "answer", "reply", "confirm", "discuss", "elaborate", "speculate", "say", "draw"}
)
"""Lemmas of answering: what somebody declines to do who declines to comment."""
ACCUSING = frozenset(
    {"accusation", "allegation", "blame", "charge", "claim", "involvement", "responsibility", "wrongdoing"}
)
"""Nouns that point at what is said against somebody, never at what somebody says in their own defence."""
_POINTING = frozenset({"this", "that", "these", "those", "such", "the", "any", "all"})
_SPOKEN_OF = frozenset({"mention", "describe", "raise", "report", "refer", "cite", "quote"})
"""What is so said of a noun does not say what it is: "the plan described in a letter"."""
_ACCOUNTS = frozenset({"account", "description", "version"})
"""Of "his version of the call" what he said is meant, not the call."""
_UTTERING = frozenset({"give", "issue", "make", "use"})
_SHORT = 8
"""Most words that say no more than that something is untrue ("this is a shameful lie")."""


def find_such(index: ReportIndex, attribution: Attribution) -> int | None:
    """The noun of "no such warning", "any such offer": what it stands for is told before."""
    for span in attribution.content:
        for token in index.inside(span):
            head = index.tokens.head[token]
            if index.tokens.lemma[token] == "such" and head > token and index.tokens.pos[head] in {"NOUN", "PROPN"}:
                below = {index.tokens.lemma[child] for child in index.children(head)}
                if below & {"no", "any"} or attribution.force == "denies":
                    return head
    return None


def points_back(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is denied, or what nobody wants to speak about, is only pointed at."""
    return find_pointer(index, attribution) is not None


def find_pointer(index: ReportIndex, attribution: Attribution) -> str | None:
    """The noun or pronoun by which the content points back; None when it states what it denies."""
    tokens = [token for span in attribution.content for token in index.inside(span)]
    if not tokens:
        return ""
    if pleads(index, attribution):
        return "charge"
    if attribution.kind == "direct":  # "“It is nonsense,” he said. “She lies about everything”": the first says it
        first = index.sentence(index.tokens.start[tokens[0]])
        tokens = [token for token in tokens if first is None or index.tokens.start[token] < first.end]
    lemmas = [index.tokens.lemma[token] for token in tokens]
    states = any(
        index.tokens.pos[t] == "VERB" and index.tokens.lemma[t] not in ANSWERING and not _utters(index, t)
        for t in tokens
    )
    if states and not set(lemmas) & falsity() and not any(calls_false(index, token) for token in tokens):
        return None
    nouns = [token for token in tokens if index.tokens.pos[token] in {"NOUN", "PROPN"}]
    words = [token for token in tokens if index.tokens.pos[token] != "PUNCT"]
    if not any(index.tokens.lemma[token] not in falsity() for token in nouns) and len(words) <= _SHORT:
        return ""
    for token in nouns:
        if index.tokens.lemma[token] in anaphors() and _is_definite(index, token, tokens[0]):
            return index.tokens.lemma[token]
    if lemmas[0] in PRONOUNS and (not nouns or index.tokens.dep[tokens[0]] == "dobj"):
        return ""  # "denied this on leaving the talks"
    return None


def _utters(index: ReportIndex, verb: int) -> bool:
    """Whether the verb tells of saying the thing pointed at, and nothing else: "had made the remark", "said so"."""
    tokens = index.tokens
    return tokens.lemma[verb] in _UTTERING and any(
        tokens.dep[child] == "dobj" and tokens.lemma[child] in anaphors() and _is_definite(index, child, verb)
        for child in index.children(verb)
    )


def find_announced(index: ReportIndex, attribution: Attribution) -> str | None:
    """The noun of an allegation that the content says more of: "her claims about it", "any allegations of theft"."""
    for span in attribution.content:
        for token in index.inside(span):
            lemma = index.tokens.lemma[token]
            if lemma in ACCUSING and any(child > token for child in index.children(token)):
                return lemma
    return None


def _is_definite(index: ReportIndex, noun: int, first: int) -> bool:
    """Whether the noun is bare or has a determiner that points back, and no clause or phrase that says what it is."""
    below = index.children(noun)
    said = {child for child in below if index.tokens.lemma[child] in _SPOKEN_OF | {"as"}}
    owned = index.tokens.lemma[noun] in _ACCOUNTS and any(index.tokens.dep[child] == "poss" for child in below)
    if not owned and any(index.tokens.dep[child] in {"acl", "relcl", "prep"} and child not in said for child in below):
        return False
    determiners = [index.tokens.lemma[child] for child in below if index.tokens.dep[child] == "det"]
    return not determiners or determiners[0] in _POINTING
