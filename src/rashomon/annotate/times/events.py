"""Find the dated mention of the event that a length of time is counted from: "two days after the vote".

TimeML tags only the length ("two days", its annotation guidelines on postmodifiers) and links it to the event. Here the
link is drawn where the same report says on which day the event was, in words that leave no doubt: "the vote on
Monday", "Monday's vote", "the vote was held on Monday", "they voted on Monday".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from rashomon.annotate.times.discourse import Found
from rashomon.annotate.times.heads import CHILDREN, CLIMB, listed
from rashomon.model.annotation import TimeExpression
from rashomon.model.spans import Span

_SIGNS = {"after": 1, "following": 1, "before": -1}
_TURNING = ("until", "till", "by", "from", "since", "about", "around")
_OTHER = frozenset(
    ("another", "other", "next", "previous", "last", "first", "second", "third", "new", "earlier", "later")
)
_NAMING = ("compound", "nmod", "poss", "npadvmod", "amod", "appos")


def count_from_events(found: Sequence[Found], times: Sequence[TimeExpression], doc: Any) -> tuple[Found, ...]:
    """The same expressions; a length beside "after" or "before" gets a sign, and the index of the event's day.

    `times` are the expressions as resolved so far. The index stays None where the report does not say the event's day
    or says two. Linear in the text: each date is looked up once by the words that it stands with.
    """
    counted = {n: event for n, item in enumerate(found) if (event := _event(item, doc)) is not None}
    within = {n: n + 1 for n in counted if n + 1 < len(found) and _tells(found[n + 1], found[n], doc)}
    if not counted:
        return tuple(found)
    wanted = {lemma for _, lemma in counted.values()} - {""}
    days: dict[str, list[int]] = {}
    for n, time in enumerate(times):
        if n not in counted and is_day(found[n]):
            for lemma in sorted(dated_by(time.span, doc) & wanted):
                days.setdefault(lemma, []).append(n)
    out = list(found)
    for n, (sign, lemma) in counted.items():
        named = days.get(lemma, [])
        known = named[0] if len({times[m].value.partition("T")[0] for m in named}) == 1 else within.get(n)
        out[n] = replace(out[n], term=replace(out[n].term, anchor="event", sign=sign, event=known))
    return tuple(out)


def _tells(day: Found, length: Found, doc: Any) -> bool:
    """Whether a day is that of the clause that a length is counted from: "a day after a truce took hold on Monday"."""
    words = doc.char_span(day.span.start, day.span.end, alignment_mode="expand")
    before = doc.char_span(length.span.start, length.span.end, alignment_mode="expand")
    if not is_day(day) or words is None or before is None or before.end >= len(doc):
        return False
    link, token = doc[before.end], words.root
    token = token.head if token.dep_ == "pobj" and token.head.lower_ == "on" else token
    return link.dep_ == "mark" and token.dep_ in ("prep", "npadvmod") and token.head.i == link.head.i


def is_day(item: Found) -> bool:
    """Whether the expression names a day: a weekday, a day of a month, a holiday, "yesterday"."""
    term = item.term
    if term.kind == "calendar":
        return term.weekday is not None or (term.month is not None and term.day is not None)
    return term.kind == "holiday" or (term.kind == "shift" and term.unit == "D" and term.amount is not None)


def _event(item: Found, doc: Any) -> tuple[int, str] | None:
    """Whether the length is counted forward or back, and the lemma of the event that it is counted from.

    The lemma is "" for an event that cannot be known again.
    """
    words = doc.char_span(item.span.start, item.span.end, alignment_mode="expand")
    if item.term.kind != "duration" or words is None or words.end >= len(doc):
        return None
    link, root = doc[words.end], words.root
    sign = _SIGNS.get(link.lower_)
    if sign is None or (root.dep_ == "pobj" and root.head.lower_ not in _TURNING):  # "for two days before the vote"
        return None
    if link.dep_ == "mark":
        return sign, _told(link.head)
    nouns = [child for child in islice(link.children, CHILDREN) if child.dep_ in ("pobj", "pcomp")]
    if len(nouns) == 1 and nouns[0].tag_ == "VBG" and nouns[0].dep_ == "pcomp":  # "a day after being fined, she left"
        return sign, _told(nouns[0], _clause(link))
    if len(nouns) != 1 or nouns[0].ent_type_ in ("DATE", "TIME", "PERSON", "GPE") or is_other(nouns[0]):
        return None
    return sign, nouns[0].lemma_.lower()


def is_other(noun: Any) -> bool:
    """Whether the words set it apart from what else bears the name: "the second vote", "another attack"."""
    return any(child.lower_ in _OTHER for child in islice(noun.children, CHILDREN))


def dated_by(span: Span, doc: Any) -> set[str]:
    """Lemmas of the events that a date is the day of, by how it stands in its sentence."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return set()
    token = words.root
    if token.dep_ == "pobj" and token.head.lower_ in ("on", "for", "of"):
        head, planned = token.head.head, token.head.lower_ == "for"
    elif token.dep_ in _NAMING:
        head, planned = token.head, False
    else:
        return set()
    if head.pos_ == "NOUN":
        return set() if is_other(head) or planned else {head.lemma_.lower()}
    if head.pos_ not in ("VERB", "AUX"):
        return set()
    verb = head.lemma_.lower()
    if planned or any(child.dep_ == "neg" for child in islice(head.children, CHILDREN)):
        return _subjects(head, "nsubjpass") if planned and verb in listed("ahead") else set()
    out = {_told(head)} if verb in listed("light") else {_told(head), verb}  # "the plane crashed on 2 May": the crash
    if verb in listed("held"):
        out |= _subjects(head, "nsubjpass")
    return out if verb in listed("lasts") else out | _subjects(head, "nsubj")


def _clause(token: Any) -> Any:
    """The verb whose clause the token stands in; the root of its sentence where there is none."""
    for _ in range(CLIMB):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            break
        token = token.head
    return token


def _told(verb: Any, around: Any = None) -> str:
    """What a clause tells, as far as another clause can be known to tell the same: its subject and its verb.

    The subject of a verb in -ing is that of the clause `around` it.
    """
    children = islice((around if around is not None else verb).children, CHILDREN)
    subjects = [child.lemma_.lower() for child in children if child.dep_ in ("nsubj", "nsubjpass")]
    return f"{subjects[0]} {verb.lemma_.lower()}" if subjects and verb.lemma_.lower() not in listed("light") else ""


def _subjects(verb: Any, relation: str) -> set[str]:
    subjects = [child for child in islice(verb.children, CHILDREN) if child.dep_ == relation]
    if verb.dep_ == "relcl" and any(child.tag_ == "WDT" for child in subjects):
        subjects = [verb.head]  # "the storm, which struck on 12 May"
    return {noun.lemma_.lower() for noun in subjects if noun.pos_ == "NOUN" and not is_other(noun)}
