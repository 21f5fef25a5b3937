"""Words that put a day ahead of what is told around it: what is planned, set for, put off, asked by, likely or due.

The tense of the verb says little there: "announced a strike from Tuesday", "said a cut was likely by June". Own grammar
after Quirk et al. (1985), 4.41 ff. (future time) and 14.31 (indirect speech shifts "can" and "will" into the past).
"""

from __future__ import annotations

import functools
from itertools import islice
from typing import Any

from rashomon.annotate.times.heads import CHILDREN, CLIMB, listed
from rashomon.annotate.times.lexicon import DATA
from rashomon.tables import read_table

_BEFORE = 6  # tokens: "starting at 6 p.m. local time on"
_BEHIND = 6  # tokens: "until late on Sunday, when"
_SUBJECTS = ("nsubj", "nsubjpass")


def plans(verb: Any) -> bool:
    """Whether a day beside the verb is that of what is planned: "planned a march on Saturday", not "had planned"."""
    return verb.lemma_ in listed("plans") and verb.lemma_ in listed("ahead") and not had(verb)


def aims(token: Any, *, day: bool) -> bool:
    """Whether a day is what something is set for, put off to or asked by.

    "A strike for Monday", "extended until Friday", "demanded an answer by Sunday". Without `day` (a month, a year)
    "for" says that only of an occasion that somebody sets ("called an election for May", but "announced figures for
    December"). What has begun or ended by a past clause behind it ("until Sunday, when it collapsed") is over.
    """
    head = token.head
    if token.dep_ != "pobj" or head.i == token.i:
        return False
    verb = head.head
    if head.lower_ == "by" and verb.pos_ == "NOUN":
        verb = verb.head
    if had(verb):
        return False
    if head.lower_ == "for":
        return day or _sets(_verb_above(head), occasion=True)
    if head.lower_ == "by":
        return bool(verb.lemma_ in listed("asks")) and (day or verb.lemma_ in listed("ahead"))
    until = head.lower_ in ("until", "till", *(("to",) if day else ()))
    return until and verb.lemma_ in listed("onward") and not _over(token)


def calls(token: Any) -> bool:
    """Whether a day is that of what somebody is called for: "was summoned for questioning on Monday".

    The day hangs below the "for"; what the call led to has not happened ("…, and released him"), and what somebody
    was called for is no more than the call ("for a reprimand on Monday").
    """
    called, head = token, token.head
    for _ in range(CLIMB):
        clause = head.pos_ == "VERB" and head.dep_ not in ("pcomp", "pobj")
        if head.lower_ == "for" or clause or head.head.i == head.i:
            break
        called, head = head, head.head
    verb = head.head
    if head.lower_ != "for" or called.i == token.i or called.lemma_ in listed("scolds"):
        return False
    if verb.lemma_ not in listed("calls") or verb.dep_ in ("acl", "relcl", "advcl"):
        return False  # "the director, summoned for questioning on Sunday, was released"
    return not any(c.dep_ == "conj" and c.tag_ in ("VBD", "VBN") for c in islice(verb.children, CHILDREN))


def put_off(token: Any) -> bool:
    """Whether the day is that of what was called off or is awaited: "postponed Monday's march", "ahead of Monday's"."""
    noun, verb = token.head, token.head.head
    if token.dep_ not in ("poss", "compound", "nmod") or noun.pos_ != "NOUN":
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        return bool(verb.head.lower_ == "ahead")
    if noun.dep_ not in ("dobj", "nsubjpass") or had(verb):
        return False
    off = verb.lemma_ == "call" and any(c.dep_ == "prt" and c.lower_ == "off" for c in islice(verb.children, CHILDREN))
    return off or verb.lemma_ in listed("averts")


def begins(words: Any) -> bool:
    """Whether the date is when what somebody sets begins or ends: "agreed to a truce starting at noon on Monday".

    "Effective June 1" says that of any verb; "starting", "from" and "until" only below a verb that sets something, for
    "attacks starting on Sunday killed ten" has happened.
    """
    link = _link(words)
    if link is None:
        return False
    verb = _verb_above(link)
    return link.lower_ == "effective" or (_sets(verb, occasion=False) and not had(verb) and not _over(words.root))


def _sets(verb: Any, *, occasion: bool) -> bool:
    """Whether the verb sets something; one like "call", or any with `occasion`, only where an occasion is what it sets.

    "Called a strike", "a strike called", but not "called drivers".
    """
    if verb.lemma_ in listed("sets") and (not occasion or verb.lemma_ in listed("ahead")):
        return True
    if verb.lemma_ not in listed("sets") | listed("fixes"):
        return False
    objects = [c for c in islice(verb.children, CHILDREN) if c.dep_ in ("dobj", "nsubjpass")]
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        objects.append(verb.head)
    return any(noun.lemma_ in listed("occasion") for noun in objects)


def _over(token: Any) -> bool:
    """Whether a clause behind the day tells what happened then: "until Sunday, when crews cleared it"."""
    for index in range(token.i + 1, min(token.i + 1 + _BEHIND, len(token.doc))):
        word = token.doc[index]
        if word.is_sent_start:
            return False
        if word.lower_ == "when":
            verbs = (word.head, *(c for c in islice(word.head.children, CHILDREN) if c.dep_ in ("aux", "auxpass")))
            return any(verb.tag_ == "VBD" for verb in verbs)
    return False


def _link(words: Any) -> Any:
    """The word that makes the date a beginning or an end, looked for before it past a clock time; None without."""
    doc = words.doc
    for index in range(words.start - 1, max(words.start - 1 - _BEFORE, -1), -1):
        token = doc[index]
        if token.lower_ in listed("edge"):
            return token
        clock = token.like_num or token.lower_ in listed("clock") or token.is_space
        if not clock or token.is_sent_start:
            return None
    return None


def _verb_above(token: Any) -> Any:
    """The nearest verb that the token hangs below, passing over "starting" and what stands for no clause."""
    current = token.head if token.pos_ == "VERB" or token.dep_ in ("prep", "acl") else token
    for _ in range(CLIMB):
        clause = current.pos_ in ("VERB", "AUX") and current.dep_ != "pobj" and current.lower_ not in listed("edge")
        if clause or current.head.i == current.i:
            break
        current = current.head
    return current


def foreseen(verb: Any, *, alone: bool = False) -> bool:
    """Whether the verb says no more than that something is due, likely or expected: "was likely by June".

    `alone`: nothing else is foreseen of the subject ("the vote in May was likely", but the attack on Monday "was likely
    to raise fears" has happened).
    """
    if verb.lemma_ not in listed("copula") or had(verb):
        return False
    children = list(islice(verb.children, CHILDREN))
    if any(c.dep_ == "neg" for c in children):
        return False
    if any(c.dep_ in _SUBJECTS and c.lower_ == "it" for c in children) and any(c.dep_ == "ccomp" for c in children):
        return False  # "it looked likely on Sunday that he would win"
    for child in children:
        if child.dep_ in ("acomp", "oprd", "attr") and child.lower_ in listed("ahead") and child.i > verb.i:
            return not (alone and any(c.dep_ in ("xcomp", "ccomp") for c in islice(child.children, CHILDREN)))
    return False


def possible(verb: Any) -> bool:
    """Whether "could" beside the verb speaks of what may come, not of what one was able to do or to perceive.

    That is sure of what somebody says only ("signalled that it could cut rates in April", but "rescuers could reach the
    village on Sunday"), for the "could" of indirect speech is a "can".
    """
    if verb.lemma_ in listed("perceives") or not _said(verb):
        return False
    for child in islice(verb.children, CHILDREN):
        nobody = child.dep_ in _SUBJECTS and any(t.lower_ in listed("nobody") for t in (child, *child.lefts))
        if child.dep_ == "neg" or nobody or (child.dep_ == "preconj" and child.lower_ == "neither"):
            return False
    return True


def stands(verb: Any) -> bool:
    """Whether the verb tells in indirect speech how a thing stands, which may lie ahead: "said the May vote was on".

    What it was or had been is over ("said the May vote was a farce").
    """
    if verb.lemma_ != "be" or verb.tag_ != "VBD" or not _said(verb):
        return False
    parts = {child.dep_ for child in islice(verb.children, CHILDREN)}
    return "attr" not in parts and not parts.isdisjoint({"acomp", "prep", "advmod", "oprd"})


def able(verb: Any) -> bool:
    """Whether an infinitive tells what somebody is able to do: "it was not possible to reach the pilot on Sunday"."""
    if verb.dep_ != "xcomp":
        return False
    if verb.head.lower_ in listed("able"):
        return True
    return any(c.dep_ == "acomp" and c.lower_ in listed("able") for c in islice(verb.head.children, CHILDREN))


def _said(verb: Any) -> bool:
    """Whether the clause of the verb is what somebody says: "the clerk said the road could open on Friday"."""
    for _ in range(CLIMB):
        if verb.dep_ != "conj" or verb.head.i == verb.i:
            break
        verb = verb.head
    if verb.dep_ == "ccomp" and verb.head.lemma_ in _sayings():
        return True
    return any(child.lower_ == "according" for child in islice(verb.children, CHILDREN))


@functools.cache
def _sayings() -> frozenset[str]:
    """The verbs of force-cues.tsv, by which somebody says or believes something."""
    rows = read_table(DATA, "force-cues.tsv", columns=3)
    return frozenset(word for word, kind, _ in rows if kind == "VERB") - listed("perceives")


def to_come(verb: Any) -> bool:
    """Whether an infinitive behind a noun tells when that is to be: "the vote to be held in May", "talks to start".

    What the first, the last or the only one has been to do is told of the past.
    """
    if verb.dep_ not in ("acl", "relcl"):
        return False
    children = list(islice(verb.children, CHILDREN))
    passive = any(child.dep_ == "auxpass" for child in children)
    place = verb.lemma_ == "take" and any(child.dep_ == "dobj" and child.lower_ == "place" for child in children)
    if not (passive or place or verb.lemma_ in listed("opens")):
        return False
    noun = verb.head
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False  # "the first to be held"
    return not any(c.lower_ in listed("ranks") or c.tag_ == "JJS" for c in islice(noun.children, CHILDREN))


def had(verb: Any) -> bool:
    """Whether the verb is in the past perfect."""
    return any(child.lower_ in ("had", "'d", "’d") for child in islice(verb.children, CHILDREN) if child.dep_ == "aux")
