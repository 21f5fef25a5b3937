"""Find the day of a bare clock time: that of its own clause, else of the same event, else of the story told.

"A tank exploded at 4:52 a.m." two sentences after "Tuesday's explosion" is of Tuesday, though "had reported the leak on
January 13" stands between: what had been before is no day of the story (the past perfect sets it apart; Reichenbach
1947, § 51).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from rashomon.annotate.times.discourse import Found
from rashomon.annotate.times.events import dated_by, is_day, is_other
from rashomon.annotate.times.heads import CHILDREN, CLIMB, listed
from rashomon.annotate.times.tense import said_on

_BRACKET = re.compile(r"\s?(?:local\s)?(?:time\s)?[(/]\s?", re.IGNORECASE)
_STEM = 5  # letters: "explode" and "explosion", "arrive" and "arrival" begin alike
_SHORT = 4  # letters: "crash" and "crashed" are one; of shorter words too many begin alike
_LOOK = 5  # days of like events looked at, from the last one on


def day_of_clocks(found: Sequence[Found], doc: Any) -> tuple[Found, ...]:
    """The same expressions; a bare clock time has the index of the expression that tells its day, where one does.

    One whose last mentioned day had been before what is told, or is to come, is of the last day that is neither, else
    counted from the reference date. Linear in the text.
    """
    clauses: dict[int, Any] = {}
    text = doc.text

    def clause(number: int) -> Any:
        if number not in clauses:
            clauses[number] = _clause(found[number], doc)
        return clauses[number]

    out = list(found)
    days: list[int] = []
    events: dict[str, list[tuple[int, str]]] = {}
    for number, item in enumerate(found):
        bare = _is_bare(item, text)
        if is_day(item) and not bare:
            days.append(number)
            for lemma in sorted(lemma for lemma in dated_by(item.span, doc) if " " not in lemma):
                events.setdefault(lemma[:_SHORT], []).append((number, lemma))
        elif bare and clause(number) is not None:
            beside = next((n for n in reversed(days[-2:]) if _beside(clause(n), clause(number))), None)
            following = number + 1 < len(found) and is_day(found[number + 1]) and not _is_bare(found[number + 1], text)
            if beside is None and following and _on(found[number + 1], clause(number), doc):
                beside = number + 1
            if beside is None:
                beside = _elsewhere(number, found, text)
            told = beside if beside is not None else _told(clause(number), events)
            if told is not None and _agree(found[told], item):
                out[number] = replace(item, term=replace(item.term, event=told))
            elif days and _is_apart(found[days[-1]], item, clause(days[-1]), clause(number)):
                last = next(
                    (n for n in reversed(days[-_LOOK:]) if not _before(clause(n)) and _agree(found[n], item)), None
                )
                term = replace(item.term, anchor="reference") if last is None else replace(item.term, event=last)
                out[number] = replace(item, term=term)
    return tuple(out)


def _elsewhere(number: int, found: Sequence[Found], text: str) -> int | None:
    """The day of the same moment on another clock, given in brackets: "at 12:05 local time (1605 GMT on Wednesday)"."""
    behind = found[number + 1 : number + 3]
    if not behind or not _BRACKET.fullmatch(text, found[number].span.end, behind[0].span.start):
        return None
    if _is_bare(behind[0], text):
        day = behind[1:]
        joined = day and is_day(day[0]) and text[behind[0].span.end : day[0].span.start].strip() in ("", "on", ",")
        return number + 2 if joined else None
    return number + 1 if is_day(behind[0]) and behind[0].term.hour is not None else None


def _is_bare(item: Found, text: str) -> bool:
    """Whether it is a time of day without its day: "4 a.m.", "dawn", but not "that night", which points back."""
    term = item.term
    timed = term.hour is not None or text[item.span.start : item.span.end].lower() in listed("clock")
    return term.kind == "shift" and term.unit == "D" and term.amount == 0 and timed and term.anchor == "mention"


def _agree(day: Found, clock: Found) -> bool:
    """What has happened did so on no day to come, and the other way round."""
    if clock.tense == "future":
        return day.tense == "future"
    return clock.tense != "past" or day.tense != "future"


def _is_apart(day: Found, clock: Found, of_day: Any, of_clock: Any) -> bool:
    """Whether the day told last is none of what the clock tells: it had been before, or is still to come."""
    return (_before(of_day) and not _before(of_clock)) or (day.tense == "future" and clock.tense == "past")


def _clause(item: Found, doc: Any) -> Any:
    """The verb whose clause the expression stands in; None where there is none."""
    words = doc.char_span(item.span.start, item.span.end, alignment_mode="expand")
    if words is None or not len(words):
        return None
    token = words.root
    for _ in range(CLIMB):
        if token.pos_ in ("VERB", "AUX") and not said_on(token, words.root):
            return token
        if token.head.i == token.i:
            break
        token = token.head
    return None


def _on(day: Found, verb: Any, doc: Any) -> bool:
    """Whether the day is when the verb's clause happened: "left at 9 a.m. ... on Monday", not "since May 3"."""
    words = doc.char_span(day.span.start, day.span.end, alignment_mode="expand")
    if words is None or not len(words):
        return False
    token = words.root
    if token.dep_ == "pobj" and token.head.lower_ == "on":
        token = token.head
    return token.dep_ in ("prep", "npadvmod") and token.head.i == verb.i


def _same(one: Any, other: Any) -> bool:
    return one is not None and other is not None and one.i == other.i


def _beside(day: Any, clock: Any) -> bool:
    """Whether two expressions are of one clause, or of clauses joined by "and"."""
    if day is None or clock is None:
        return False
    return _same(day, clock) or (clock.dep_ == "conj" and _same(day, clock.head) and clock.tag_ == day.tag_)


def _before(verb: Any) -> bool:
    """Whether the clause tells what had been before: "had reported the leak"."""
    if verb is None:
        return False
    return any(child.dep_ == "aux" and child.lower_ == "had" for child in islice(verb.children, CHILDREN))


def _told(verb: Any, events: dict[str, list[tuple[int, str]]]) -> int | None:
    """The last expression before it that tells the day of the same event, known again by its noun or verb."""
    names = {verb.lemma_.lower()} - listed("light") - listed("lasts") - listed("held") - listed("opens")
    for child in islice(verb.children, CHILDREN):
        if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ == "NOUN":
            if is_other(child):
                return None
            names.add(child.lemma_.lower())
    alike = [
        number
        for name in sorted(names)
        for number, lemma in events.get(name[:_SHORT], [])[-_LOOK:]
        if _related(name, lemma)
    ]
    return max(alike, default=None)


def _related(one: str, other: str) -> bool:
    """Whether two words are of one root, as far as their beginnings tell: "explode" and "explosion"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORT and (long.startswith(short) or short[:_STEM] == long[:_STEM])
