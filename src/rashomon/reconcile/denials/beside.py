"""What a denial answers that shares but one word with it, or none: what somebody else says beside it."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model.annotation import Attribution
from rashomon.model.spans import Span
from rashomon.reconcile.denials.accusation import is_accusation
from rashomon.reconcile.denials.antecedent import Answered, mentions, names_of, said
from rashomon.reconcile.denials.content import is_body, is_side, substance
from rashomon.reconcile.denials.force import anaphors
from rashomon.reconcile.denials.search import Search
from rashomon.reconcile.material.drafts import Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.reconcile.material.terms import commonness

_SAYING = frozenset({"accord", "say", "tell"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_THINGS = frozenset({"attr", "dobj", "nsubjpass"})
_HANDLING = frozenset(
    {"accept", "be", "carry", "commit", "deploy", "do", "employ", "get", "give", "have", "hold", "ignore", "make"}
    | {"offer", "pay", "receive", "take", "use"}
)
"""Verbs whose object says what was done: "used batons", "paid bribes", "made any promise"."""


def said_beside(search: Search, units: Sequence[Unit], place: int, attribution: Attribution) -> Answered | None:
    """The sentence before or after a denial in which somebody else tells the same deed; or the one before, if it is
    about the denier and the denial, too: "“The firm walked away,” the union said. The firm denied that it had"."""
    index = search.material.indices[units[place].report]
    tokens, terms = index.tokens, search.material.terms[units[place].report]
    content = substance(index, attribution)
    denier = search.material.actors.of.get((index.id, attribution.speaker or ""))
    own = mentions(index, attribution.speaker)
    deed = next((terms[t] for t in content if tokens.pos[t] == "VERB" and tokens.lemma[t] not in _HANDLING), "")
    deed = deed if commonness(deed) <= search.settings.common else ""
    of_own = any(tokens.dep[t] in _SUBJECTS and (t in own or is_side(index, t)) for t in content)
    for other in (place - 1, place + 1):
        if not 0 <= other < len(units) or units[other].role != units[place].role:
            continue
        unit = units[other]
        span = _told(search, index, unit, attribution)
        if span is None or not search.speaks(unit.number, denier):
            continue
        of_them = any(tokens.dep[t] in _SUBJECTS and (t in own or is_body(index, t)) for t in index.inside(span))
        if (deed and deed in unit.terms) or (other < place and of_own and of_them):
            return Answered(unit.number, span)
    return None


def told_of_thing(search: Search, units: Sequence[Unit], place: int, attribution: Attribution) -> Answered | None:
    """The sentence of somebody else that has the one rare noun of a denial whose verb says nothing: "denied that
    officers had used batons". The nearest of the report comes first, then the earliest of another that accuses,
    has a second rare word of it, or names the denier or whom the denier speaks for."""
    index = search.material.indices[units[place].report]
    tokens, terms = index.tokens, search.material.terms[units[place].report]
    content = substance(index, attribution)
    verbs = [t for t in content if tokens.pos[t] == "VERB"]
    if any(tokens.lemma[t] not in _HANDLING for t in verbs):
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
    denier = search.material.actors.of.get((index.id, attribution.speaker or ""))
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
    denier = search.material.actors.of.get((index.id, attribution.speaker or ""))
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
