"""What a denial answers that shares but one word with it, or none: what somebody else says beside it."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from rashomon.model.annotation import Attribution
from rashomon.model.spans import Span
from rashomon.reconcile.denials.accusation import is_accusation
from rashomon.reconcile.denials.antecedent import Answered, mentions, names_of, said
from rashomon.reconcile.denials.content import deed_class, is_body, is_side, substance
from rashomon.reconcile.denials.search import Search
from rashomon.reconcile.denials.verdicts import anaphors
from rashomon.reconcile.material.drafts import Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.reconcile.material.terms import commonness
from rashomon.tables import read_table

_SAYING = frozenset({"accord", "say", "tell"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_THINGS = frozenset({"attr", "dobj", "nsubjpass"})


def said_beside(search: Search, units: Sequence[Unit], place: int, attribution: Attribution) -> Answered | None:
    """The sentence before or after a denial in which somebody else tells the same deed; or the one before, if it
    is about the denier and the denial, too, and tells a like deed: "“The firm walked out,” the union said. The firm
    denied that it had ended the talks"."""
    index = search.material.indices[units[place].report]
    tokens, terms = index.tokens, search.material.terms[units[place].report]
    content = substance(index, attribution)
    denier = search.denier(index, attribution)
    own = mentions(index, attribution.speaker)
    deed = next((terms[t] for t in content if tokens.pos[t] == "VERB" and tokens.lemma[t] not in _handling()), "")
    deed = deed if commonness(deed) <= search.settings.common else ""
    of_own = any(tokens.dep[t] in _SUBJECTS and (t in own or is_side(index, t)) for t in content)
    for other in (place - 1, place + 1):
        if not 0 <= other < len(units) or units[other].role != units[place].role:
            continue
        unit = units[other]
        span = _told(search, index, unit, attribution)
        if span is None or not search.speaks(unit.number, denier):
            continue
        report = units[place].report
        own_too = other < place and of_own and _is_of_denier(search, report, span, attribution, content)
        named = other < place and _names_denier(search, report, span, denier, content)
        if own_too or named or (deed and deed in unit.terms):
            return Answered(unit.number, span)
    return None


def _names_denier(search: Search, report: int, span: Span, denier: str | None, content: Sequence[int]) -> bool:
    """Whether what is said names the denier and has another word of the denial: "the oil came from the works of Norsk
    Steel" before "Norsk Steel denied that its works were to blame"."""
    index, terms = search.material.indices[report], search.material.terms[report]
    names = names_of(search.material, denier)
    told = {terms[t] for t in index.inside(span)}
    words = {terms[t] for t in content if index.tokens.pos[t] in {"NOUN", "VERB"} and terms[t]} - names
    return bool(names & told) and any(commonness(term) <= search.settings.common for term in sorted(words & told))


def _is_of_denier(search: Search, report: int, span: Span, denial: Attribution, content: Sequence[int]) -> bool:
    """Whether the subject of what is said is the denier, or a body that can be and is nobody else, and it has a word of
    the content of the denial or a deed of one class with it."""
    index, terms = search.material.indices[report], search.material.terms[report]
    tokens = index.tokens
    own = mentions(index, denial.speaker)
    record = search.material.actors.by_id.get(search.denier(index, denial) or "")
    rest = (one for one in index.report.annotation.actors if one.id != denial.speaker)
    others = {t for one in rest for mention in one.mentions for t in index.inside(mention.span)}
    sides = {tokens.lemma[t] for t in content if is_side(index, t)}
    named = names_of(search.material, record.id if record else None)
    words = {terms[t] for t in content if tokens.pos[t] in {"NOUN", "VERB"} and tokens.dep[t] not in _SUBJECTS} - named
    words = {term for term in words if term and commonness(term) <= search.settings.common}
    classes = {deed_class(index, t) for t in content if tokens.pos[t] == "VERB"} - {""}
    told = index.inside(span)
    meant = any(
        tokens.dep[t] in _SUBJECTS
        and (t in own or (t not in others and (is_body(index, t, record) or tokens.lemma[t] in sides)))
        for t in told
    )
    return meant and any(
        terms[t] in words or (tokens.pos[t] == "VERB" and deed_class(index, t) in classes) for t in told
    )


def told_of_thing(search: Search, units: Sequence[Unit], place: int, attribution: Attribution) -> Answered | None:
    """The sentence of somebody else that has the one rare noun of a denial whose verb says nothing: "denied that
    officers had used batons". The nearest of the report comes first, then the earliest of another that accuses,
    has a second rare word of it, or names the denier or whom the denier speaks for."""
    index = search.material.indices[units[place].report]
    tokens, terms = index.tokens, search.material.terms[units[place].report]
    content = substance(index, attribution)
    verbs = [t for t in content if tokens.pos[t] == "VERB"]
    if any(tokens.lemma[t] not in _handling() for t in verbs):
        return None
    things = {
        terms[t]
        for t in content
        if tokens.pos[t] == "NOUN" and terms[t] and tokens.dep[t] in _THINGS and not is_side(index, t)
    }
    words = {terms[t] for t in content if terms[t] and commonness(terms[t]) <= search.settings.rare}
    rare = [term for term in sorted(things) if commonness(term) <= search.settings.rare]
    if len(rare) != 1:
        return None
    denier = search.denier(index, attribution)
    record = search.material.actors.by_id.get(denier or "")
    names = names_of(search.material, denier) | names_of(search.material, record.of if record else None)
    found = []
    for number in search.by_term[rare[0]][: search.settings.most_candidates]:
        unit = search.material.units[number]
        here = unit.report == units[place].report
        if number == units[place].number or not search.speaks(number, denier):
            continue
        accused = is_accusation(search.material.indices[unit.report], unit) or len(words & set(unit.terms)) > 1
        if accused or (here and _told(search, index, unit, attribution) is not None) or names & set(unit.terms):
            found.append((not here, unit.role == "headline", abs(number - units[place].number) if here else 0, number))
    if not found:
        return None
    best = search.material.units[min(found)[-1]]
    return Answered(best.number, best.span, frozenset(rare))


def done_beside(
    search: Search, units: Sequence[Unit], place: int, attribution: Attribution, noun: str
) -> Answered | None:
    """The nearest sentence in which somebody else tells what "no such complaint" says was not done: who "had reported
    the leak" complained."""
    index = search.material.indices[units[place].report]
    tokens = index.tokens
    cues = anaphors().get(noun, frozenset()) - _SAYING
    denier = search.denier(index, attribution)
    back = search.settings.sentences_back
    for other in sorted(range(max(0, place - back), min(len(units), place + back + 1)), key=lambda o: abs(o - place)):
        unit = units[other]
        span = _told(search, index, unit, attribution) if other != place else None
        if span is None or not search.speaks(unit.number, denier):
            continue
        if any(tokens.pos[t] == "VERB" and tokens.lemma[t] in cues for t in index.inside(span)):
            return Answered(unit.number, span)
    return None


def _told(search: Search, index: ReportIndex, unit: Unit, denial: Attribution) -> Span | None:
    """What somebody else than the denier says in a sentence of the report; the whole of one that accuses."""
    for number in reversed(unit.attributions):
        other = index.report.annotation.attributions[number]
        if other.force == "asserts" and other.speaker != denial.speaker and other.cue:
            return said(index, unit, number)
    own = mentions(index, denial.speaker)
    return unit.span if is_accusation(index, unit, by=own) else None


@functools.cache
def _handling() -> frozenset[str]:
    """Lemmas of verbs whose object says what was done."""
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "handling.tsv", columns=1))
