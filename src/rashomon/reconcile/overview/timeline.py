"""The timeline: what the reports date, past and planned, with the grain of the date."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from rashomon.model.annotation import TimeExpression, Tokens
from rashomon.model.spans import ReferenceDate, Span
from rashomon.model.synopsis import Citation, Grain, TimelineEntry
from rashomon.reconcile.differences.dates import sayings
from rashomon.reconcile.material.drafts import TOLD_IN, Material, Unit
from rashomon.settings import TimelineSettings

_GRAINS: tuple[tuple[re.Pattern[str], Grain], ...] = (
    (re.compile(r"\d{4}-\d{2}-\d{2}T"), "time"),
    (re.compile(r"\d{4}-\d{2}-\d{2}$"), "day"),
    (re.compile(r"\d{4}-W\d{2}"), "week"),
    (re.compile(r"\d{4}-\d{2}$"), "month"),
    (re.compile(r"\d{4}-[QH]\d"), "quarter"),
    (re.compile(r"\d{4}-(SP|SU|FA|WI)$"), "season"),
    (re.compile(r"\d{4}$"), "year"),
    (re.compile(r"\d{3}X?$"), "decade"),
    (re.compile(r"\d{2}(XX)?$"), "century"),
)

_CLOCK = re.compile(r"T(?P<hour>\d{2})(?::?(?P<minute>\d{2}))?|T(?P<part>MO|MI|AF|EV|NI)")
_PARTS = {"MO": 6.0, "MI": 12.0, "AF": 14.0, "EV": 18.0, "NI": 21.0}
"""The hour from which a part of the day of TIMEX3 counts."""
_ALL_DAY = -1.0
"""What is told of the day as a whole comes before what is told of its hours."""


@dataclass(frozen=True, slots=True)
class _Dated:
    begin: date
    end: date
    grain: Grain
    planned: bool
    clock: float
    terms: frozenset[str]
    at: Citation


def grain_of(value: str) -> Grain | None:
    """Return the grain of a TIMEX3 value of type DATE or TIME; None for a reference to no calendar unit.

    >>> grain_of("1905-08-09"), grain_of("1905-08"), grain_of("PRESENT_REF")
    ('day', 'month', None)
    """
    for pattern, grain in _GRAINS:
        if pattern.match(value):
            return grain
    return None


def find_timeline(material: Material, *, settings: TimelineSettings) -> tuple[TimelineEntry, ...]:
    """Return the dated events of the story in order of time, each with the clauses that date it.

    Within a day what is told of all of it comes first, then by the clock; a part of the day counts from its first hour.

    Clauses of the same days and grain that share enough of their terms are one entry; a clause that gives the day and
    the hour is told once, and when somebody said so is no event. An entry is planned when the
    clause looks ahead (future tense) to days that were not over when its report was published, or when its days
    began after that.
    """
    days: dict[tuple[date, date, Grain, bool], list[_Dated]] = {}
    for unit in material.units:
        if unit.role not in TOLD_IN:
            continue
        annotation = material.reports[unit.report].annotation
        finest: dict[tuple[Citation, date, date, bool], _Dated] = {}
        for number in unit.times:
            dated = _read(material, unit, annotation.times[number], annotation.reference)
            if dated is not None:
                finest.setdefault((dated.at, dated.begin, dated.end, dated.planned), dated)
                if dated.grain == "time":
                    finest[dated.at, dated.begin, dated.end, dated.planned] = dated
        for dated in finest.values():
            days.setdefault((dated.begin, dated.end, dated.grain, dated.planned), []).append(dated)
    entries: list[tuple[float, TimelineEntry]] = []
    for begin, end, grain, planned in sorted(days):
        groups: list[tuple[frozenset[str], float, list[Citation]]] = []
        for dated in days[begin, end, grain, planned]:
            for place, (terms, clock, spans) in enumerate(groups):
                if _alike(terms, dated.terms, settings.shared_terms):
                    spans.append(dated.at)
                    groups[place] = (terms | dated.terms, min(clock, dated.clock), spans)
                    break
            else:
                groups.append((dated.terms, dated.clock, [dated.at]))
        for _, clock, spans in groups:
            entry = TimelineEntry(begin=begin, end=end, grain=grain, planned=planned, spans=tuple(sorted(set(spans))))
            entries.append((clock, entry))
    entries.sort(key=lambda e: (e[1].begin, e[1].end, e[1].planned, e[0], -len(e[1].spans), e[1].spans))
    return tuple(entry for _, entry in entries)


def _clock(value: str) -> float:
    """The hours of the day that a TIMEX3 value tells, `_ALL_DAY` where it tells none.

    >>> _clock("1905-08-09T16:30"), _clock("1905-08-09TEV"), _clock("1905-08-09")
    (16.5, 18.0, -1.0)
    """
    match = _CLOCK.search(value)
    if match is None:
        return _ALL_DAY
    return _PARTS[match["part"]] if match["part"] else int(match["hour"]) + int(match["minute"] or 0) / 60


def _read(material: Material, unit: Unit, time: TimeExpression, reference: ReferenceDate) -> _Dated | None:
    if time.type not in {"DATE", "TIME"} or time.earliest is None or time.latest is None:
        return None
    grain = grain_of(time.value)
    if grain is None:
        return None
    ahead = reference.latest is not None and time.earliest > reference.latest
    not_over = reference.earliest is None or time.latest >= reference.earliest
    clause = unit.clause_over(time.span)
    tokens = material.reports[unit.report].annotation.tokens
    if clause is not None and tokens.lemma[clause.head] in sayings() and _is_aside(tokens, clause.head, time.span):
        return None
    shown: Span = clause.span if clause else unit.span
    return _Dated(
        begin=time.earliest,
        end=time.latest,
        grain=grain,
        clock=_clock(time.value),
        planned=ahead or (time.tense == "future" and not_over),
        terms=frozenset(unit.terms),
        at=material.citation(unit.report, shown),
    )


def _is_aside(tokens: Tokens, verb: int, time: Span) -> bool:
    """Whether the time hangs on the verb of saying itself, at most through a preposition: "said on Wednesday"."""
    token = bisect_left(tokens.start, time.start)
    for _ in range(3):
        if token >= len(tokens) or token == verb:
            break
        token = tokens.head[token]
    return token == verb


def _alike(one: frozenset[str], other: frozenset[str], share: float) -> bool:
    """Whether the smaller set of terms has at least `share` of its terms in the other (overlap coefficient)."""
    smaller = min(len(one), len(other))
    return smaller > 0 and len(one & other) >= share * smaller
