"""What makes an attribution a denial, a dismissal or a refusal to comment."""

from __future__ import annotations

import functools

from rashomon.model.annotation import Attribution
from rashomon.model.synopsis import How
from rashomon.reconcile.denials.pointers import ANSWERING, find_pointer, find_such
from rashomon.reconcile.denials.verdicts import (
    DENY,
    FACTS,
    HAPPENS,
    NONE,
    OWN,
    SELF,
    anaphors,
    calls_false,
    falsity,
    negates,
    pleads,
)
from rashomon.reconcile.differences.place_names import place_nouns
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.tables import read_table

_DISMISSES = frozenset({"dismiss", "scoff", "shrug", "brush", "wave", "laugh", "pour", "discount"})
DISMISSING = _DISMISSES | {"reject", "deny", "denounce", "deride"}
"""Cues behind which "as" says what the speaker thinks of it."""
_OPINIONS = frozenset(
    {
        "decide",
        "announce",
        "disclose",
        "hear",
        "feel",
        "know",
        "think",
        "mean",
        "intend",
        "believe",
        "want",
        "need",
        "like",
        "expect",
        "see",
        "understand",
        "remember",
        "say",
    }
)
"""What somebody does not know or want is no denial of a deed."""
_MORE = frozenset({"further", "far", "additional"})
_FORMERLY = frozenset({"before", "previously", "until", "yet"})
"""What had not been so is no denial that it is."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
"""Kinds of named entities that are places."""
_LAND = frozenset(
    {"land", "territory", "region", "area", "peninsula", "strait", "waters", "water", "enclave", "frontier"}
)
_FINITE = frozenset({"VBD", "VBP", "VBZ"})


def find_how(index: ReportIndex, attribution: Attribution) -> How | None:
    """How the attribution speaks against something; None for one that does not."""
    cues = {index.tokens.lemma[token] for span in attribution.cue for token in index.inside(span)}
    if attribution.force == "denies" and (_refuses(index, attribution) or _is_over_land(index, attribution, cues)):
        return None
    if attribution.force == "denies":
        return "dismisses" if cues & _DISMISSES else "denies"
    if attribution.force == "declines to comment":
        return "no comment"
    if cues & DENY and "be" not in cues and attribution.force == "asserts" and not attribution.negated:
        return "denies"
    tokens = [token for span in attribution.content for token in index.inside(span)]
    if attribution.force == "rejects" and cues & (_DISMISSES | DENY):
        if anaphors().get(find_pointer(index, attribution) or ""):
            return "dismisses"
        if any(anaphors().get(lemma) for lemma in cues) or _is_untold(index, attribution):
            return "denies"
        if find_pointer(index, attribution) == "" and attribution.content:
            return "denies"  # "rejects that", where somebody has said something before
    such = find_such(index, attribution)
    if such is not None and any(index.tokens.lemma[child] == "no" for child in index.children(such)):
        return "denies"
    lemma, dep = index.tokens.lemma, index.tokens.dep
    telling = [token for token in tokens if lemma[token] in _telling() or dep[token] == "neg"]
    if any(calls_false(index, token) or negates(index, token) for token in telling):
        return "denies"
    if is_self_denial(index, attribution) or pleads(index, attribution):
        return "denies"
    return None


def _is_untold(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is rejected is that something is so: "the idea that its guard was lax", not "that it should go"."""
    tokens = index.tokens
    for span in attribution.content:
        root = index.head_of(span)
        if root is None or tokens.lemma[root] not in anaphors():
            continue
        for child in index.children(root):
            below = index.children(child) if tokens.dep[child] in {"acl", "ccomp"} else []
            if any(tokens.dep[c] == "mark" and tokens.lemma[c] == "that" for c in below):
                return tokens.tag[child] in _FINITE or any(tokens.tag[c] in _FINITE for c in below)
    return False


@functools.cache
def _telling() -> frozenset[str]:
    """Lemmas without which, and without a "not", nothing calls anything false."""
    return HAPPENS | DENY | FACTS | falsity() | {"no"}


def _is_over_land(index: ReportIndex, attribution: Attribution, cues: set[str]) -> bool:
    """Whether what is disputed is a place, which nobody said: "both countries dispute the valley"."""
    if "dispute" not in cues:
        return False
    tokens = index.tokens
    inside = [token for span in attribution.content for token in index.inside(span)]
    if any(tokens.pos[token] in {"VERB", "AUX"} for token in inside):
        return False
    nouns = [token for token in inside if tokens.pos[token] in {"NOUN", "PROPN"} and tokens.head[token] not in inside]
    lemmas = {tokens.lemma[token].lower() for token in nouns}
    return bool(lemmas & (_LAND | place_nouns().keys())) or any(tokens.entity[token] in _PLACES for token in nouns)


def speaks_of_own(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is said has a pronoun that may stand for the speaker: "none of its ships"."""
    tokens = (token for span in attribution.content for token in index.inside(span))
    return any(index.tokens.lemma[token].lower() in OWN | SELF for token in tokens)


def keys(index: ReportIndex, attribution: Attribution) -> list[int]:
    """The tokens that a sentence must have in common with what is said without a verb of denying: what is done or not,
    and to whom or what, but for pronouns; of "no shot was fired" the shot and the firing."""
    tokens = index.tokens
    inside = index.inside(attribution.content[0]) if attribution.content else range(0)
    verbs = (t for t in inside if tokens.pos[t] == "VERB" and tokens.dep[t] != "amod")
    root = next((token for token in verbs if tokens.lemma[token] not in ANSWERING), None)
    if root is None:
        return []
    below = index.children(root)
    nouns = [
        child
        for child in below
        if tokens.dep[child] in {"dobj", "attr"}
        or (tokens.dep[child] in {"nsubj", "nsubjpass"} and any(tokens.lemma[c] == "no" for c in index.children(child)))
    ]
    return [root, *(noun for noun in nouns if tokens.pos[noun] != "PRON")]


def is_self_denial(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether somebody says that they did not do a thing, or that none was done: "its forces had not fired".

    The first clause of the content must be finite, not about the future or an opinion, and negated; its subject is a
    pronoun or "its forces", or has the "no": "no shot was fired", "none of its men had fired", "there was no shot".
    """
    root = finite_root(index, attribution)
    if attribution.force not in {"asserts", "confirms"} or root is None or index.tokens.lemma[root] in _OPINIONS:
        return False
    tokens = index.tokens
    inside = index.inside(attribution.content[0])
    below = index.children(root)
    if (
        tokens.tag[root] == "MD"
        or any(tokens.tag[child] == "MD" for child in below)
        or any(tokens.lemma[t] in _FORMERLY for t in inside)
    ):
        return False
    if tokens.lemma[root] == "be" and any(tokens.dep[child] == "acomp" for child in below):
        return False
    if any(tokens.dep[child] == "expl" for child in below):
        things = [child for child in below if tokens.dep[child] == "attr"]
        return any(tokens.lemma[c].lower() == "no" for thing in things for c in index.children(thing))
    subject = next((child for child in below if tokens.dep[child] in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return False
    parts = {tokens.lemma[child] for child in index.children(subject)}
    if "no" in parts:
        return True
    if tokens.lemma[subject] in NONE:
        return bool({tokens.lemma[token] for token in index.subtree(subject)} & (OWN | SELF))
    own = tokens.lemma[subject].lower() in SELF or bool(parts & OWN)
    return own and any(tokens.dep[child] == "neg" for child in below)


def finite_root(index: ReportIndex, attribution: Attribution) -> int | None:
    """The verb of the first clause of what is said; None where it has none."""
    tokens = index.tokens
    inside = index.inside(attribution.content[0]) if attribution.content else range(0)
    root = next((token for token in inside if tokens.head[token] not in inside or tokens.head[token] == token), None)
    return root if root is not None and tokens.pos[root] in {"VERB", "AUX"} else None


def _refuses(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is denied is something that one gives or not: "denied the ships access"."""
    tokens = index.tokens
    roots = (index.head_of(span) for span in attribution.content)
    return any(root is not None and tokens.pos[root] == "NOUN" and tokens.lemma[root] in refusable() for root in roots)


@functools.cache
def refusable() -> frozenset[str]:
    """Lemmas of what is given to somebody or denied them."""
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "refusable.tsv", columns=1))


def is_silence(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether cue or content has a verb of answering: "refused to give way" is no refusal to comment.

    Who does not comment further has commented.
    """
    spans = (*attribution.cue, *attribution.content)
    said = {index.tokens.lemma[token] for span in spans for token in index.inside(span)}
    last = max(index.inside(span)[-1] for span in spans if index.inside(span)) if said else 0
    after = index.tokens.lemma[last + 1 : last + 2]
    return bool(said & ANSWERING) and not said & _MORE and not set(after) & _MORE
