"""The tense of the clause that a time expression stands in, read off the dependency parse."""

from __future__ import annotations

import functools
from typing import Any

from rashomon.annotate.times.lexicon import DATA
from rashomon.model.annotation import Tense
from rashomon.model.spans import Span
from rashomon.tables import read_table

_UNITS = ("day", "week", "month", "quarter", "year", "night")
_NAMING = ("compound", "nmod", "amod", "npadvmod")
_CLIMB = 12  # heads: deeper than any clause that a reader would still connect


@functools.cache
def _lists() -> dict[str, str]:
    """Each word of time-verbs.tsv with its first class."""
    return {row[0]: row[1].split()[0] for row in read_table(DATA, "time-verbs.tsv", columns=2)}


@functools.cache
def _with(name: str) -> frozenset[str]:
    """The words of time-verbs.tsv that have the class."""
    return frozenset(row[0] for row in read_table(DATA, "time-verbs.tsv", columns=2) if name in row[1].split())


def tense(doc: Any, span: Span, *, day: bool = False) -> Tense | None:
    """The tense of the verb that governs `span` of a spaCy Doc; None where no finite clause is found.

    `day` says that the span names a day: what is "for Friday", or put off until Friday, is to come.
    """
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or not len(words):
        return None
    token = words.root
    if words.start and doc[words.start - 1].lower_ == "since":
        return "past"
    lists = _lists()
    if day and (_aims(token) or _calls(token)):
        return "future"
    current = token
    if _nominal(token):
        verb = token.head
        for _ in range(_CLIMB):
            if day and verb.pos_ == "ADJ" and lists.get(verb.lemma_) == "ahead":
                return "future"  # "ready for talks on Saturday"
            if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
                break
            verb = verb.head
        if verb.pos_ in ("VERB", "AUX") and (
            (day and _plans(verb)) or any(c.dep_ == "aux" and lists.get(c.lower_) == "will" for c in verb.children)
        ):
            return "future"
        began = token.dep_ in _NAMING and token.head.dep_ == "nsubj" and token.head.head.i == verb.i
        return "past" if began and _of_verb(verb) == "past" else None  # "when the spring survey began"
    for _ in range(_CLIMB):
        if current.pos_ in ("VERB", "AUX"):
            answer: Tense | None = "future" if day and _plans(current) else _of_verb(current)
            if answer is not None:
                return answer
        elif lists.get(current.lemma_) == "ahead" and current.i != token.i:
            return "future"
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def _plans(verb: Any) -> bool:
    """Whether a day beside the verb is that of what is planned: "planned a march on Saturday"."""
    return verb.lemma_ in _with("plans") and verb.lemma_ in _with("ahead")


def _aims(token: Any) -> bool:
    """Whether a day is what something is set for, put off to or asked by.

    "A strike for Monday", "extended until Friday", "demanded an answer by Sunday".
    """
    head = token.head
    if token.dep_ != "pobj" or head.i == token.i:
        return False
    if head.lower_ == "for":
        return True
    verb = head.head
    if head.lower_ == "by":
        verb = verb.head if verb.pos_ == "NOUN" else verb
        return verb.lemma_ in _with("asks")
    return head.lower_ in ("until", "till", "to") and verb.lemma_ in _with("onward")


def _calls(token: Any) -> bool:
    """Whether a day is that of what somebody is called for: "was summoned for questioning on Monday".

    The day hangs below the "for"; what the call led to has not happened ("…, and released him"), and what somebody
    was called for is no more than the call ("for a reprimand on Monday").
    """
    called, head = token, token.head
    for _ in range(_CLIMB):
        clause = head.pos_ == "VERB" and head.dep_ not in ("pcomp", "pobj")
        if head.lower_ == "for" or clause or head.head.i == head.i:
            break
        called, head = head, head.head
    verb = head.head
    if head.lower_ != "for" or called.i == token.i or called.lemma_ in _with("scolds"):
        return False
    if verb.lemma_ not in _with("calls") or verb.dep_ in ("acl", "relcl", "advcl"):
        return False  # "the director, summoned for questioning on Sunday, was released"
    return not any(c.dep_ == "conj" and c.tag_ in ("VBD", "VBN") for c in verb.children)


def lasting(doc: Any, span: Span) -> bool:
    """Whether the clause is in the present perfect: "has been fought over for three years" goes on until now."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or not len(words):
        return False
    token = words.root
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            helpers = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
            been = "been" in helpers or token.tag_ == "VBN"
            return been and bool(helpers & {"have", "has", "'ve", "’ve", "'s", "’s"})
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _nominal(token: Any) -> bool:
    """Whether a noun stands between it and its verb ("the talks on Friday"), whose tense then says little.

    A stretch of time is none ("in the year to March").
    """
    head = token.head if token.dep_ == "pobj" and token.head.pos_ == "ADP" else token
    if head.head.lemma_ in _UNITS:
        return False
    return head.head.i != head.i and head.head.pos_ in ("NOUN", "PROPN") and head.dep_ not in ("ROOT", "npadvmod")


def _of_verb(verb: Any) -> Tense | None:
    lists = _lists()
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = [child.lower_ for child in helpers]
    kinds = {lists.get(word, "") for word in words}
    tag = verb.tag_
    if "will" in kinds:
        return "past" if "have" in words and verb.tag_ == "VBN" and "would" in words else "future"
    if "modal" in kinds:
        return "past" if "have" in words else "future"
    if "open" in kinds:
        return "past" if "have" in words else None
    if tag == "VBN" and lists.get(verb.lemma_) == "ahead" and "have" not in words:
        return "future"
    if "had" in kinds:
        return "past"
    if tag == "VBD":
        return "past"
    if tag == "VBN":
        if lists.get(verb.lemma_) == "ahead":
            return "future"
        if not words or "have" in words or "has" in words or "'ve" in words:
            return "past"
        return "present"
    if tag == "VBG":
        if "be" in {child.lemma_ for child in helpers}:
            return "future" if verb.lemma_ == "go" and any(c.dep_ == "xcomp" for c in verb.children) else "present"
        return None
    if tag == "VB":
        if "to" in words:
            head = verb.head
            if head.i != verb.i and head.pos_ in ("VERB", "AUX") and lists.get(head.lemma_) == "done":
                return None
            if verb.dep_ == "advcl" or (verb.dep_ in ("acl", "relcl") and head.lemma_ not in _with("plans")):
                return None  # "celebrations to mark", "met to discuss": as the clause around it
            return "future"
        if "did" in words:
            return "past"
        return "present" if words else None
    if tag in ("VBZ", "VBP"):
        if lists.get(verb.lemma_) == "ahead" and tag == "VBP" and not words:
            return "future"
        return "present"
    if tag == "MD":
        return "future"
    return None
