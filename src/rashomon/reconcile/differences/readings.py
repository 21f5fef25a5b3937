"""Readings: the values that reports give, each with what tells it apart from values of other things."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from rashomon.model.annotation import ASIDE, Figure
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation
from rashomon.reconcile.differences.counted import (
    EACH,
    find_people,
    is_limit,
    is_misread,
    is_of_each,
    is_there,
    person_of,
    whose_of,
)
from rashomon.reconcile.differences.dates import find_dates, light_verbs
from rashomon.reconcile.differences.durations import find_durations
from rashomon.reconcile.differences.moments import Moment
from rashomon.reconcile.differences.votes import VOTE, find_votes, may_tell_vote
from rashomon.reconcile.material.bare import bare
from rashomon.reconcile.material.drafts import TOLD_IN, ClaimDraft, Clause, Material, Unit, claims_by_unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.reconcile.material.terms import common_terms, is_number
from rashomon.tables import read_table

ReadingKind = Literal["figure", "date"]
ReadingPlace = Literal["headline", "caption", "body"]

_PER = re.compile(r"[ -](?P<by>a|an|per|each|every)(?:[ -][\w’']+){1,2}")
_BRACKET = 16
"""Most code points between a figure and the bracket that gives it in another unit ("40 metres deep (131 feet)")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A value that one report gives for something: a figure, or the date of an event.

    [`low`, `high`] is the value: a figure in its unit, or the bounds of `moment`, in days, both bounds included.
    `measure` is the unit of a figure, with what it is counted by ("USD/share"); a date is a "day", or a "clock" where
    it says what part of a day. `of`, `event` and `scope` are those of the Figure; of a date, `of` is the predicate of
    its clause. `near` are the canonical terms of the
    clause, `around` those of the sentence, `names` the names among them; numbers are left out. `superseded` says that a
    word nearby ("initial") marks an earlier state, `background` that the sentence dates something long past.
    `at` cites the clause, `span` the value itself. `bare` is the number as it is written, hedges left aside. `claims`
    are the drafts that hold its sentence. `alone` says that the sentence gives no other value of its kind and measure,
    `place` where it stands; of headlines and captions only figures are read.
    `voice` is the merged actor who is said to give it, None for the report itself. `dimension` is what a length is the
    length of ("depth", "width"), "" where no word beside it says so; `fixed` that the thing keeps it ("deep"). `person`
    is the merged person who is the subject of the clause. What is told of each of several has a measure of its own.
    `whose` are the beginnings of the names that say of which country or body those counted are ("Danish soldiers");
    `limit` says that it is how many there may be ("licensed for 120").
    """

    kind: ReadingKind
    report: int
    unit: int
    span: Span
    at: Citation
    label: str
    low: float
    high: float
    bare: float
    measure: str
    of: str
    event: str
    scope: str
    superseded: bool
    background: bool
    near: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    claims: frozenset[str]
    alone: bool
    place: ReadingPlace
    voice: str | None = None
    dimension: str = ""
    fixed: bool = False
    moment: Moment | None = None
    person: str | None = None
    whose: frozenset[str] = frozenset()
    limit: bool = False


def find_readings(material: Material, drafts: Sequence[ClaimDraft] = ()) -> list[Reading]:
    """Return all readings of the story, in the order of its reports and their texts."""
    out: list[Reading] = []
    claims = claims_by_unit(drafts)
    people: dict[int, Mapping[int, str]] = {}
    for unit in material.units:
        some = (unit.role in TOLD_IN and unit.times) or (unit.role in TOLD_IN | {"caption"} and unit.figures)
        if some or (unit.role in TOLD_IN and may_tell_vote(material, unit)):
            index, terms = material.indices[unit.report], material.terms[unit.report]
            if unit.report not in people:
                people[unit.report] = find_people(material, unit.report)
            voice = functools.partial(_voice, material, unit)
            found = list(_of_unit(unit, index, terms, claims.get(unit.number, frozenset()), people[unit.report], voice))
            measures = Counter(_compared_as(reading) for reading in found)
            out += [r if measures[_compared_as(r)] == 1 else replace(r, alone=False) for r in found]
    return out


def _compared_as(reading: Reading) -> tuple[str, str]:
    """What readings that may be of one thing have in common: dates of every grain are one kind."""
    return reading.kind, reading.measure if reading.kind == "figure" else ""


def _voice(material: Material, unit: Unit, span: Span) -> str | None:
    """The merged actor on whose word the innermost attribution over `span` puts it; None in the report's own voice."""
    item = material.reports[unit.report]
    for number in reversed(unit.attributions):
        said = item.annotation.attributions[number]
        if said.speaker and any(part.contains(span) for part in said.content):
            return material.actors.of.get((item.report.id, said.speaker), said.speaker)
    return None


class TermWeights:
    """How much each canonical term tells in one story, and the cosine of two sets of terms."""

    __slots__ = ("_norms", "_squared", "_weights")

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._squared = defaultdict(float, {term: weight**2 for term, weight in weights.items()})
        self._norms: dict[frozenset[str], float] = {}

    def __getitem__(self, term: str) -> float:
        return self._weights.get(term, 0.0)

    def cosine(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The cosine of the two sets as weighted vectors, 0 to 1."""
        shared = one & other
        if not shared:
            return 0.0
        norms = self._norms
        for terms in (one, other):
            if terms not in norms:
                norms[terms] = self._squares(terms) or 1.0
        return self._squares(shared) / math.sqrt(norms[one] * norms[other])

    def _squares(self, terms: frozenset[str]) -> float:
        # fsum, because the order of a set is not that of another run
        return math.fsum(map(self._squared.__getitem__, terms))


def weigh_terms(material: Material) -> TermWeights:
    """Weigh each term by its inverse frequency in the story; words of all news tell less."""
    counts = Counter(chain.from_iterable(set(unit.terms) for unit in material.units))
    total = len(material.units) + 1
    common = common_terms()
    return TermWeights(
        {t: math.log(total / (count + 0.5)) * (1.0 - min(0.9, common.get(t, 0.0))) for t, count in counts.items()}
    )


def _of_unit(
    unit: Unit,
    index: ReportIndex,
    terms: Sequence[str],
    claims: frozenset[str],
    people: Mapping[int, str],
    voice: Callable[[Span], str | None],
) -> Iterator[Reading]:
    annotation = index.report.annotation
    around = frozenset(term for term in unit.terms if not is_number(term))
    background = _is_background(unit, index)
    previous: Figure | None = None
    votes = [*find_votes(unit, index)]
    voted_at = frozenset(token for vote in votes for token in index.inside(vote.span))
    for number in unit.figures:
        figure = annotation.figures[number]
        converted = previous is not None and _converts(index.report.report.text, previous, figure)
        previous = figure
        broken = is_misread(index, figure) or not voted_at.isdisjoint(index.inside(figure.span))
        told = (figure.unit or figure.of or figure.event or is_there(index, figure.span)) and figure.scope not in ASIDE
        if told and not converted and not broken:
            clause, near, names = _context(unit, figure.span, index, terms)
            dimension, fixed = _dimension(index, figure)
            yield Reading(
                kind="figure",
                report=unit.report,
                unit=unit.number,
                span=figure.span,
                at=index.cite(clause.span if clause else unit.span),
                label=_label(index, figure),
                low=figure.low,
                high=figure.high,
                bare=bare(figure),
                measure=figure.unit + (_rate(index, figure) or EACH * is_of_each(index, clause, figure)),
                of=figure.of,
                event=_event(index, unit, figure),
                scope=figure.scope,
                superseded=_superseded(index, figure.span),
                background=background,
                near=near,
                around=around,
                names=names,
                claims=claims,
                alone=True,
                place=_place(unit),
                voice=voice(figure.span),
                dimension=dimension,
                fixed=fixed,
                person=person_of(index, clause, people),
                whose=whose_of(index, terms, figure),
                limit=is_limit(index, figure),
            )
    for lasting in (*votes, *find_durations(unit, index)) if unit.role in TOLD_IN else ():
        clause, near, names = _context(unit, lasting.span, index, terms)
        voted = lasting.measure == VOTE
        if clause is None or (not voted and clause.predicate in light_verbs() | {""}):
            continue  # what lasted so long is not said
        yield Reading(
            kind="figure",
            report=unit.report,
            unit=unit.number,
            span=lasting.span,
            at=index.cite(clause.span),
            label=index.text(lasting.span),
            low=lasting.low,
            high=lasting.high,
            bare=lasting.bare,
            measure=lasting.measure,
            of=VOTE if voted else "",
            event=VOTE if voted else clause.predicate,
            scope="",
            superseded=_superseded(index, lasting.span),
            background=background,
            near=near,
            around=around,
            names=names,
            claims=claims,
            alone=True,
            place=_place(unit),
            voice=voice(lasting.span),
        )
    for dated in find_dates(unit, index, terms) if unit.role in TOLD_IN else ():
        clause, near, names = _context(unit, dated.span, index, terms)
        yield Reading(
            kind="date",
            report=unit.report,
            unit=unit.number,
            span=dated.span,
            at=index.cite(clause.span if clause else unit.span),
            label=index.text(dated.span),
            low=dated.moment.low,
            high=dated.moment.high,
            bare=dated.moment.low,
            measure="day" if dated.moment.clock is None else "clock",
            of=dated.of,
            event="",
            scope=dated.scope,
            superseded=False,
            background=background,
            near=near,
            around=around,
            names=names,
            claims=claims,
            alone=True,
            place=_place(unit),
            voice=voice(dated.span),
            moment=dated.moment,
        )


def _place(unit: Unit) -> ReadingPlace:
    return unit.role if unit.role == "headline" or unit.role == "caption" else "body"


def _converts(text: str, one: Figure, other: Figure) -> bool:
    """Whether the second figure gives the first one in another unit, in brackets: "40 metres (131 feet)", "40 metres
    deep (131 feet)"."""
    between = text[one.span.end : other.span.start]
    if not between.endswith("("):
        return False
    return len(between) <= 2 or (len(between) <= _BRACKET and one.unit == other.unit != "" and _close(one, other))


def _close(one: Figure, other: Figure, *, share: float = 0.05) -> bool:
    return abs(bare(one) - bare(other)) <= share * abs(bare(one))


def _dimension(index: ReportIndex, figure: Figure, *, before: int = 3, after: int = 3) -> tuple[str, bool]:
    """What a length is the length of, and whether the thing keeps it; by the nearest word that says so within a few
    tokens of it, those behind first."""
    if figure.unit != "km":
        return "", False
    tokens, inside = index.tokens, index.inside(figure.span)
    behind = range(inside.stop, min(len(tokens), inside.stop + after))
    ahead = range(inside.start - 1, max(-1, inside.start - 1 - before), -1)
    for places, where in ((behind, "after"), (ahead, "before")):
        for token in places:
            if tokens.pos[token] == "NUM" or tokens.lemma[token] in {",", ";", "and", "but"}:
                break
            dimension, side, kept = _dimensions().get(tokens.lemma[token], ("", "", ""))
            if side in {where, "any"}:
                return dimension, kept == "fixed"
    return "", False


@functools.cache
def _dimensions() -> Mapping[str, tuple[str, str, str]]:
    rows = read_table("rashomon.reconcile.data", "dimensions.tsv", columns=4)
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def _event(index: ReportIndex, unit: Unit, figure: Figure) -> str:
    """What befell those counted: by the words beside them, where the predicate only says how the count changes."""
    if figure.unit or (figure.event and figure.event not in _changes()):
        return figure.event
    tokens = index.tokens
    counted = index.head_of(figure.of_span) if figure.of_span is not None else index.head_of(figure.span)
    if counted is None:
        return figure.event
    near = [child for child in index.children(counted) if tokens.dep[child] in {"amod", "acl"}]
    if figure.event:
        clause = unit.clause_over(figure.span)
        subject = clause.subject if clause is not None else None
        near += index.subtree(subject) if subject is not None else []
    elif counted + 1 < len(tokens) and tokens.tag[counted + 1] in {"VBN", "VBD", "JJ"}:
        near.append(counted + 1)
    events = {_fates()[tokens.lemma[token]] for token in near if tokens.lemma[token] in _fates()}
    return events.pop() if len(events) == 1 else figure.event


@functools.cache
def _fates() -> Mapping[str, str]:
    return {row[0]: row[1] for row in read_table("rashomon.reconcile.data", "fates.tsv", columns=2)}


@functools.cache
def _changes() -> frozenset[str]:
    """Events that say of a count only how it stands or changes."""
    rows = read_table("rashomon.reconcile.data", "running.tsv", columns=2)
    return frozenset(row[0] for row in rows if row[1] == "level") | light_verbs() | {"reach", "stand"}


def _rate(index: ReportIndex, figure: Figure) -> str:
    """What a figure is counted by, "/share" in "$70 a share"; "" for one that is no rate."""
    match = _PER.match(index.report.report.text, figure.span.end)
    if match is None or (match["by"] in {"a", "an"} and not figure.unit):
        return ""
    tokens = index.tokens
    inside = index.inside(Span(match.end("by"), match.end()))
    return next((f"/{tokens.lemma[token]}" for token in inside if tokens.tag[token] == "NN"), "")


def _context(
    unit: Unit, span: Span, index: ReportIndex, terms: Sequence[str]
) -> tuple[Clause | None, frozenset[str], frozenset[str]]:
    """The narrowest clause that holds the span, the terms of it and the names among them."""
    clause = unit.clause_over(span)
    inside = [
        token
        for token in index.inside(clause.span if clause else unit.span)
        if terms[token] and not is_number(terms[token]) and not span.start <= index.tokens.start[token] < span.end
    ]
    names = frozenset(terms[token] for token in inside if index.tokens.pos[token] == "PROPN" or terms[token][0] == "@")
    return clause, frozenset(terms[token] for token in inside), names


def _is_background(unit: Unit, index: ReportIndex, *, days: int = 45) -> bool:
    """Whether the sentence dates something more than `days` days before its report was published."""
    annotation = index.report.annotation
    if annotation.reference.earliest is None:
        return False
    latest = [annotation.times[number].latest for number in unit.times if annotation.times[number].type == "DATE"]
    return any(day is not None and (annotation.reference.earliest - day).days > days for day in latest)


@functools.cache
def _earlier_states() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "earlier_states.tsv", columns=1))


def _superseded(index: ReportIndex, span: Span, *, window: int = 5) -> bool:
    """Whether a word that marks an earlier state stands within `window` tokens before the span or three behind it."""
    inside = index.inside(span)
    around = range(max(0, inside.start - window), min(len(index.tokens), inside.stop + 3))
    return any(index.tokens.lemma[token] in _earlier_states() for token in around)


def _label(index: ReportIndex, figure: Figure) -> str:
    """The figure as it stands, with what it counts when that stands next to it."""
    end = figure.span.end
    if figure.of_span is not None and 0 <= figure.of_span.start - end <= 1:
        end = figure.of_span.end
    return " ".join(index.text(Span(figure.span.start, end)).split())
