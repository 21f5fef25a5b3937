"""Whether a capital's name stands for its government: by its place in the clause (Markert and Nissim, SemEval-2007
task 8)."""

from __future__ import annotations

import functools
from typing import Any

from rashomon.annotate.actors.draft import Reading
from rashomon.tables import read_table


@functools.cache
def place_verbs(use: str) -> frozenset[str]:
    """Return the words that actor-metonym-words.tsv gives for a use."""
    rows = read_table("rashomon.annotate.data", "actor-metonym-words.tsv", columns=2)
    return frozenset(word for word, kind in rows if kind == use)


@functools.cache
def _cue_verbs() -> frozenset[str]:
    rows = read_table("rashomon.annotate.data", "force-cues.tsv", columns=3)
    return frozenset(lemma for lemma, pos, _ in rows if pos == "VERB")


def is_metonym(reading: Reading, start: int, end: int) -> bool:
    """Whether the place name at tokens [start, end) acts, owns or is dealt with as a government does."""
    doc = reading.doc
    head = next((t for t in doc[start:end] if t.head.i < start or t.head.i >= end or t.head.i == t.i), doc[end - 1])
    return _acts(head, 3)


def _acts(head: Any, depth: int) -> bool:
    verb: Any = head.head
    if head.dep_ == "conj" and depth:
        return _acts(verb, depth - 1)
    if head.dep_ == "nsubj":
        if verb.lemma_ == "be" or verb.pos_ == "AUX":
            return any(c.dep_ == "acomp" for c in verb.children)
        return bool(verb.pos_ == "VERB") and verb.lemma_ not in place_verbs("place verb")
    if head.dep_ in ("dobj", "dative"):
        return verb.lemma_ in _cue_verbs() or verb.lemma_ in place_verbs("deal verb")
    if head.dep_ == "nsubjpass":
        return verb.lemma_ in _cue_verbs()
    if head.dep_ == "poss":
        return verb.lemma_ not in place_verbs("place noun")
    if head.dep_ == "pobj":
        prep, above = verb.lower_, verb.head
        if prep in ("between", "against", "with"):
            return above.lemma_ not in ("mile", "border", "road", "train", "flight")
        if prep == "by":
            return bool(verb.dep_ == "agent")
        if above.pos_ == "VERB":
            return above.lemma_ in place_verbs(f"{prep} verb")
        return above.lemma_ in place_verbs(f"{prep} noun")
    return False
