"""Positions: who demands, offers, accepts or rejects what, by the force of statements and by verbs of stance."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rashomon.model.annotation import AnnotatedReport, Force
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Position, Statement
from rashomon.reconcile.material.drafts import TOLD_IN, Clause, Material, Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.settings import PositionSettings
from rashomon.tables import read_table

_STANCE_OF_FORCE: Mapping[Force, str] = {
    "demands": "demands",
    "proposes": "proposes",
    "promises": "promises",
    "threatens": "threatens",
    "rejects": "rejects",
}
_CIRCUMSTANCES = frozenset({"under", "during", "after", "before", "until", "without", "despite"})
_SUBJECT_KINDS = frozenset({"person", "organisation", "state", "group", "unnamed"})


@dataclass(frozen=True, slots=True)
class _Stance:
    """One place where an actor takes a stance; `nouns` are the heads of what it is about, nearest to the verb first."""

    actor: str
    stance: str
    report: int
    at: Citation
    on: date | None
    nouns: tuple[tuple[str, str], ...]
    """(lemma of the head noun, the noun with its modifiers as it stands)."""


def find_positions(
    material: Material, statements: Sequence[Statement], *, settings: PositionSettings
) -> tuple[Position, ...]:
    """Return the stances of the story's actors on its issues, by actor, issue and day.

    An issue is a noun that stances of several reports or actors are about, or that the story often names; it is shown
    in the words most used. Stances come from statements whose force is one (demands, proposes, promises, threatens,
    rejects) and from clauses in which an actor is the subject of a verb of stance.
    """
    number_of = {item.report.id: number for number, item in enumerate(material.reports)}
    stances = [
        stance
        for statement in statements
        if (stance_of := _STANCE_OF_FORCE.get(statement.force))
        for stance in _from_statement(statement, stance_of, material.indices, number_of)
    ]
    for unit in material.units:
        if unit.role in TOLD_IN:
            stances.extend(_from_clauses(material, unit, material.indices[unit.report]))
    issues = _issues(material, stances, settings)
    found: dict[tuple[str, str, str, date | None], set[Citation]] = defaultdict(set)
    for stance in stances:
        chosen = [lemma for lemma, _ in stance.nouns if lemma in issues][: settings.issues_per_stance]
        for lemma in dict.fromkeys(chosen):
            found[stance.actor, issues[lemma], stance.stance, stance.on].add(stance.at)
    order = {actor.id: place for place, actor in enumerate(material.actors.actors)}
    positions = [
        Position(actor=actor, issue=issue, stance=stance, on=on, spans=tuple(sorted(spans)))
        for (actor, issue, stance, on), spans in found.items()
    ]
    positions.sort(key=lambda p: (order.get(p.actor, len(order)), p.issue, p.on or date.max, p.stance, p.spans))
    return tuple(positions)


def _from_statement(
    statement: Statement, stance: str, indices: Sequence[ReportIndex], number_of: Mapping[str, int]
) -> Iterable[_Stance]:
    for at in statement.spans:
        report = number_of[at.report]
        index = indices[report]
        if index.role(at.start) not in TOLD_IN or (stance == "demands" and _is_told_as_done(index, at)):
            continue
        nouns = _nouns(index, _without_conditions(index, index.inside(at)))
        if nouns:
            yield _Stance(statement.actor, stance, report, at, _day(index.report), nouns)


def _from_clauses(material: Material, unit: Unit, index: ReportIndex) -> Iterable[_Stance]:
    tokens = index.tokens
    verbs = _verbs()
    for clause in unit.clauses:
        row = verbs.get(tokens.lemma[clause.head])
        subject = _subject(unit, clause, index)
        if row is None or subject is None or tokens.pos[clause.head] != "VERB":
            continue
        stance = row[1] if clause.negated else row[0]
        actor = _actor_at(material, index.report, tokens.start[subject])
        if not stance or actor is None:
            continue
        objects = [child for child in index.children(clause.head) if child > clause.head]
        if stance == "demands" and any(_is_done(index, child) for child in objects if tokens.dep[child] == "ccomp"):
            continue
        about = [
            token
            for child in objects
            if tokens.dep[child] in {"dobj", "prep", "xcomp", "ccomp", "attr"}
            for token in _without_conditions(index, index.subtree(child))
        ]
        nouns = _nouns(index, about)
        if nouns:
            at = material.citation(unit.report, clause.span)
            yield _Stance(actor, stance, unit.report, at, _day(index.report), nouns)


def _subject(unit: Unit, clause: Clause, index: ReportIndex) -> int | None:
    """The subject of a clause, or of the one that it is co-ordinated with: "said so and demanded an inquiry"."""
    passive = clause.object is not None and index.tokens.dep[clause.object] == "nsubjpass"
    if clause.subject is not None or passive:
        return clause.subject
    above = index.tokens.head[clause.head] if index.tokens.dep[clause.head] == "conj" else -1
    return next((other.subject for other in unit.clauses if other.head == above), None)


def _is_told_as_done(index: ReportIndex, at: Citation) -> bool:
    """Whether the content is in the past: who insists that a thing was done demands nothing."""
    head = index.head_of(at)
    return head is not None and _is_done(index, head)


def _is_done(index: ReportIndex, verb: int) -> bool:
    auxiliaries = [child for child in index.children(verb) if index.tokens.dep[child] in {"aux", "auxpass"}]
    tags = {index.tokens.tag[token] for token in (verb, *auxiliaries)}
    return "VBD" in tags and "MD" not in tags


def _without_conditions(index: ReportIndex, inside: Iterable[int]) -> list[int]:
    """The tokens without clauses and phrases of condition and circumstance: "unless they leave", "under fire"."""
    tokens = index.tokens
    chosen = list(inside)
    left_out: set[int] = set()
    for token in chosen:
        if tokens.dep[token] == "advcl" or (tokens.dep[token] == "prep" and tokens.lemma[token] in _CIRCUMSTANCES):
            left_out.update(index.subtree(token))
    return [token for token in chosen if token not in left_out]


@functools.cache
def _verbs() -> Mapping[str, tuple[str, str]]:
    rows = read_table("rashomon.reconcile.data", "stances.tsv", columns=3)
    return {lemma: (stance, negated) for lemma, stance, negated in rows}


@functools.cache
def _no_issue() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "no_issue.tsv", columns=1))


def _nouns(index: ReportIndex, inside: Iterable[int]) -> tuple[tuple[str, str], ...]:
    """The common nouns among the tokens, each with the adjectives and nouns that stand directly before it."""
    tokens = index.tokens
    out = []
    for token in inside:
        if tokens.pos[token] != "NOUN" or tokens.entity[token] or tokens.dep[token] == "compound":
            continue
        if tokens.lemma[token] in _no_issue():
            continue
        first = token
        while first > 0 and tokens.head[first - 1] == token and tokens.pos[first - 1] in {"NOUN", "ADJ"}:
            first -= 1
        spans = [Span(tokens.start[word], tokens.end[word]) for word in range(first, token)]
        named = zip(tokens.entity[first:token], spans, strict=True)
        if any(entity != "NORP" and index.text(span)[:1].isupper() for entity, span in named):
            first = token  # "would see Kyiv cede land": no issue is named by whom it concerns
        shown = index.text(Span(tokens.start[first], tokens.end[token]))
        out.append((tokens.lemma[token], " ".join(shown.split()).lower()))
    return tuple(out)


def _issues(material: Material, stances: Sequence[_Stance], settings: PositionSettings) -> dict[str, str]:
    """The issues of the story: lemma of the noun to the words that name it."""
    voices: dict[str, set[str]] = defaultdict(set)
    reports: dict[str, set[int]] = defaultdict(set)
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    for stance in stances:
        for lemma, words in dict(stance.nouns).items():
            voices[lemma].add(stance.actor)
            reports[lemma].add(stance.report)
            shown[lemma][words] += 1
    named: Counter[str] = Counter()
    telling: dict[str, set[int]] = defaultdict(set)
    for unit in material.units if voices else ():
        lemmas = material.reports[unit.report].annotation.tokens.lemma[unit.first : unit.last]
        for lemma in sorted(voices.keys() & lemmas):
            named[lemma] += 1
            telling[lemma].add(unit.report)
    issues = {}
    for lemma in sorted(voices):
        shared = len(voices[lemma]) > 1 or len(reports[lemma]) > 1 or len(telling[lemma]) > 1
        if shared or named[lemma] >= settings.often_named:
            uses = shown[lemma]
            most = min(uses, key=lambda words: (-uses[words], len(words), words))
            issues[lemma] = most if 2 * uses[most] > uses.total() else lemma
    return issues


def _actor_at(material: Material, report: AnnotatedReport, offset: int) -> str | None:
    for actor in report.annotation.actors:
        if actor.kind in _SUBJECT_KINDS:
            for mention in actor.mentions:
                if mention.span.start <= offset < mention.span.end:
                    return material.actors.of.get((report.report.id, actor.id))
    return None


def _day(report: AnnotatedReport) -> date | None:
    """The day of the report; the first possible one when it is not known exactly."""
    return report.annotation.reference.earliest
