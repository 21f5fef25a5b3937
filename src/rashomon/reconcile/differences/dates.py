"""The dates that a sentence gives, and what each is the date of."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import Tokens
from rashomon.model.spans import Span
from rashomon.reconcile.differences.moments import Moment, may_be_one, moment_of
from rashomon.reconcile.material.drafts import Clause, Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.tables import read_table

_FILED = re.compile(
    r"\b(?:file|archive) (?:photo|picture|image)|^\W*(?:last )?(?:published|posted|updated|released?)\b", re.I
)
"""Sentences that say when a picture was taken or a report was put out."""
_APPOSED = 24
"""Most code points between a day and a time of day that are one time ("at 3.45 p.m. on Tuesday")."""
_PASSED = frozenset({"call", "name", "dub", "title", "time", "day"})
"""Verbs of a name, and nouns, that stand between a deed and its date ("launched a line called Ora in May", "met for the
first time on Monday")."""
_ENDS = frozenset({"since", "until", "till", "between", "over"})
"""Prepositions before a date that is one end of a time."""


WHILE = "while"
"""Scope of a date on which something was going on, as it may have been on others."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a sentence: the words, what they say, `of`, the canonical term of what it is the date of, or "", and
    `scope`, the preposition where it is one of an end of a time ("since", "until"), or WHILE."""

    span: Span
    moment: Moment
    of: str
    scope: str


def find_dates(unit: Unit, index: ReportIndex, terms: Sequence[str]) -> Iterator[Dated]:
    """Yield the dates of a sentence in the order of the text; `terms` are those of the report's tokens.

    Left out are dates on which somebody said something, those of a report or a picture itself, and years in the name
    of a thing.
    """
    for span, moment in _moments(unit, index, terms):
        clause, governor = unit.clause_over(span), _governor(index, span)
        if clause is None or not _is_told(index, unit, clause, governor):
            scope = _end(index, span) or (WHILE if _goes_on(index, governor) else "")
            yield Dated(span, moment, _dated(clause, governor, terms, index.tokens), scope)


def _governor(index: ReportIndex, span: Span) -> int | None:
    """The noun or verb that a date hangs on ("the March 3 raid", "met on Monday"), prepositions left out."""
    tokens, head = index.tokens, index.head_of(span)
    for token in index.path_up(head) if head is not None else ():
        if tokens.lemma[token] in _PASSED:
            continue
        if tokens.pos[token] in {"VERB", "NOUN"}:
            return token
        if tokens.pos[token] not in {"ADP", "SCONJ", "PART", "NUM", "ADV", "ADJ"}:
            return None
    return None


def _goes_on(index: ReportIndex, governor: int | None) -> bool:
    """Whether a date is one of those on which something went on: "ships were waiting on Monday"."""
    tokens = index.tokens
    if governor is None or tokens.tag[governor] != "VBG":
        return False
    return any(tokens.dep[child] == "aux" and tokens.lemma[child] == "be" for child in index.children(governor))


def _end(index: ReportIndex, span: Span) -> str:
    first = index.inside(span).start
    before = index.tokens.lemma[first - 1].lower() if first else ""
    return before if before in _ENDS else ""


def _dated(clause: Clause | None, governor: int | None, terms: Sequence[str], tokens: Tokens) -> str:
    """What a date is the date of: what it hangs on, else the predicate of its clause.

    Where that only says that something was or happened ("the blast occurred on Friday"), it is the subject, if that is
    no name.
    """
    verb = clause.head if clause is not None and (governor is None or tokens.pos[governor] == "VERB") else governor
    for term in (terms[governor] if governor is not None else "", clause.predicate if clause else ""):
        if term and term not in light_verbs():
            return term
    subject = clause.subject if clause is not None else None
    if verb is None or subject is None or tokens.pos[subject] != "NOUN" or tokens.lemma[verb] not in _occurring():
        return ""
    return terms[subject]


def _moments(unit: Unit, index: ReportIndex, terms: Sequence[str]) -> list[tuple[Span, Moment]]:
    """The times that a sentence gives; of a day beside a time of that day only the latter."""
    if unit.role == "body" and not any(clause.predicate for clause in unit.clauses):
        return []  # "Updated 5 March": when the report was made, or a picture
    if unit.role == "body" and not _tells(unit, index, terms):
        return []
    if _FILED.search(index.text(unit.span)):
        return []
    times = (
        time
        for time in (index.report.annotation.times[number] for number in unit.times)
        if not _names_thing(index, time.span)
    )
    found = [(time.span, moment) for time in times if (moment := moment_of(time, index.report.report.text))]
    return [
        (span, moment)
        for place, (span, moment) in enumerate(found)
        if not any(
            other.clock and not moment.clock and _beside(span, near) and may_be_one(moment, other)
            for near, other in found[max(0, place - 1) : place + 2]
        )
    ]


def _tells(unit: Unit, index: ReportIndex, terms: Sequence[str]) -> bool:
    """Whether a sentence has more than its dates."""
    dated = {i for number in unit.times for i in index.inside(index.report.annotation.times[number].span)}
    return any(terms[i][:1].isalpha() and i not in dated for i in range(unit.first, unit.last))


def _names_thing(index: ReportIndex, span: Span) -> bool:
    """Whether a year is part of the name of a thing ("a 2013 Corolla", "the 2016 Open")."""
    head = index.head_of(span)
    if head is None or not index.text(span).isdigit():
        return False
    governor = index.tokens.head[head]
    return governor > head and index.tokens.pos[governor] == "PROPN"


def _beside(one: Span, other: Span) -> bool:
    return max(one.start, other.start) - min(one.end, other.end) <= _APPOSED


def _is_told(index: ReportIndex, unit: Unit, clause: Clause, governor: int | None) -> bool:
    """Whether a date is that on which somebody said something, one of many; not that of a promise."""
    verb = clause.head if governor is None else governor
    if index.tokens.lemma[verb] not in sayings() or index.tokens.lemma[verb] in _speech_acts():
        return False
    annotation, start = index.report.annotation, index.tokens.start[verb]
    return any(
        cue.start <= start < cue.end for number in unit.attributions for cue in annotation.attributions[number].cue
    )


@functools.cache
def sayings() -> frozenset[str]:
    """Verbs of saying."""
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "sayings.tsv", columns=1))


@functools.cache
def _speech_acts() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "speech_acts.tsv", columns=1))


@functools.cache
def _occurring() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "occurring.tsv", columns=1))


@functools.cache
def light_verbs() -> frozenset[str]:
    """Verbs that do not say what happened."""
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "light_verbs.tsv", columns=1))
