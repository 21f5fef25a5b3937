"""The tense of the clause that a time expression stands in, read off the dependency parse."""

from __future__ import annotations

import functools
from itertools import islice
from typing import Any

from rashomon.annotate.times import ahead
from rashomon.annotate.times.heads import CHILDREN, CLIMB, listed
from rashomon.annotate.times.lexicon import DATA
from rashomon.model.annotation import Tense
from rashomon.model.spans import Span
from rashomon.tables import read_table

_UNITS = ("day", "week", "month", "quarter", "year", "night")
_NAMING = ("compound", "nmod", "amod", "npadvmod")


@functools.cache
def _lists() -> dict[str, str]:
    """Each word of time-verbs.tsv with its first class."""
    return {row[0]: row[1].split()[0] for row in read_table(DATA, "time-verbs.tsv", columns=2)}


def tense(doc: Any, span: Span, *, day: bool = False, dated: bool = True) -> Tense | None:
    """The tense of the verb that governs `span` of a spaCy Doc; None where no finite clause is found.

    `day` says that the span names a day: what is "for Friday", or put off until Friday, is to come. `dated` says that
    it names a day or longer part of the calendar, not a length of time.
    """
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or not len(words):
        return None
    token = _past_clock(_root(words))
    if words.start and doc[words.start - 1].lower_ == "since":
        return "past"
    lists = _lists()
    if dated and (ahead.aims(token, day=day) or ahead.begins(words) or (day and ahead.calls(token))):
        return "future"
    if day and ahead.put_off(token):
        return "future"
    current = token
    if _nominal(token):
        verb = token.head
        for _ in range(CLIMB):
            if day and verb.pos_ == "ADJ" and lists.get(verb.lemma_) == "ahead":
                return "future"  # "ready for talks on Saturday"
            if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
                break
            verb = verb.head
        if verb.pos_ in ("VERB", "AUX") and (
            (day and ahead.plans(verb))
            or ahead.foreseen(verb, alone=True)
            or any(c.dep_ == "aux" and lists.get(c.lower_) == "will" for c in verb.children)
        ):
            return "future"
        began = token.dep_ in _NAMING and token.head.dep_ == "nsubj" and token.head.head.i == verb.i
        over = began and _of_verb(verb) == "past" and (day or not ahead.stands(verb))
        return "past" if over else None  # "when the spring survey began"
    for _ in range(CLIMB):
        if current.pos_ in ("VERB", "AUX") and not _of_clock(current) and not said_on(current, token):
            forward = (day and ahead.plans(current)) or ahead.foreseen(current)
            answer: Tense | None = "future" if forward else _of_verb(current)
            if answer is not None:
                return answer
        elif lists.get(current.lemma_) == "ahead" and current.i != token.i and not said_on(current, token):
            return "future"
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def _root(words: Any) -> Any:
    """The token through which the expression hangs in its sentence; of several that of the preposition before it."""
    root = words.root
    if words.start and len(words) > 1 and words.doc[words.start - 1].pos_ == "ADP":
        before = words.start - 1
        return next((t for t in words if t.dep_ == "pobj" and t.head.i == before), root)
    return root


def _past_clock(token: Any) -> Any:
    """The clock time that a day hangs below ("at 10 a.m. on Thursday"), which stands for the day; else the token."""
    above = token.head.head if token.dep_ == "pobj" and token.head.dep_ == "prep" else token.head
    numeric = above.text[:1].isdigit() or above.lower_ in listed("clock")
    if above.lower_ == "time" and (above.i == 0 or above.nbor(-1).lower_ != "local"):
        return token  # "for the first time Friday"
    return above if numeric and above.i < token.i and above.pos_ in ("NOUN", "PROPN", "NUM") else token


def _of_clock(token: Any) -> bool:
    """Whether an "am" that was taken for a verb is that of a clock time."""
    return bool(token.lower_ == "am" and token.i > 0 and token.nbor(-1).text[:1].isdigit())


def said_on(verb: Any, token: Any) -> bool:
    """Whether a date below a verb stands between who says so and what: "said on Monday the mill would close"."""
    if verb.dep_ != "ccomp" or not verb.head.i < token.i < verb.i:
        return False
    children = list(islice(verb.children, CHILDREN))
    subject = next((c.i for c in children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), -1)
    return subject > token.i and not any(c.dep_ == "mark" and c.i < token.i for c in children)


def lasting(doc: Any, span: Span) -> bool:
    """Whether the clause is in the present perfect: "has been fought over for three years" goes on until now."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or not len(words):
        return False
    token = words.root
    for _ in range(CLIMB):
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
        return "past" if "have" in words else "future" if ahead.possible(verb) else None
    hoped = "had" in words and "been" not in words  # "had expected a ruling on Monday"
    if tag == "VBN" and lists.get(verb.lemma_) == "ahead" and "have" not in words and not hoped:
        return "future"
    if "had" in kinds:
        return "past"
    if tag == "VBD":
        return "past"
    infinitive = "to" in words and "have" not in words
    if tag == "VBN" and not infinitive:
        if lists.get(verb.lemma_) == "ahead" and not hoped:
            return "future"
        if not words or "have" in words or "has" in words or "'ve" in words:
            return "past"
        return "present"
    if tag == "VBG":
        if "be" in {child.lemma_ for child in helpers}:
            return "future" if verb.lemma_ == "go" and any(c.dep_ == "xcomp" for c in verb.children) else "present"
        return None
    if tag == "VB" or (tag == "VBN" and infinitive):
        if "to" in words:
            head = verb.head
            if head.i != verb.i and head.pos_ in ("VERB", "AUX") and lists.get(head.lemma_) == "done":
                return None
            if ahead.able(verb):
                return None  # "was not able to leave", "was possible to reach": as the clause around it
            if ahead.to_come(verb):
                return "future"
            if verb.dep_ == "xcomp" and (head.lemma_ == "have" or ahead.had(head)):
                return None  # "had to be turned around", "had hoped to open": as "had"
            if verb.dep_ == "advcl" or (verb.dep_ in ("acl", "relcl") and head.lemma_ not in listed("plans")):
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
