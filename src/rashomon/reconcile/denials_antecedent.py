"""What a denial answers: the sentence that it names, or that it points back at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.annotation import Attribution
from rashomon.model.spans import Span
from rashomon.model.synopsis import How
from rashomon.names import name_parts
from rashomon.reconcile.denials_force import ANSWERING, anaphors, falsity, find_pointer, is_self_denial, negates
from rashomon.reconcile.drafts import Material, Unit
from rashomon.reconcile.figures import TOLD_IN
from rashomon.reconcile.readings import TermWeights
from rashomon.reconcile.report_index import ReportIndex
from rashomon.reconcile.terms import commonness, is_number
from rashomon.settings import AgainstSettings

_ACCUSING = frozenset({"accusation", "allegation", "charge", "claim", "involvement", "responsibility", "wrongdoing"})
"""Nouns that point at what is said against somebody, never at what somebody says in their own defence."""
_SAID = frozenset({"statement", "remark", "version", "explanation"})
"""Nouns that point at what was said last, whomever it was about."""
_SAYING = frozenset({"asserts", "confirms", "suggests", "warns", "believes"})


@dataclass(frozen=True, slots=True)
class Answered:
    """What a denial answers: a stretch of a unit. `terms` are those of what is denied, empty where it is pointed at."""

    unit: int
    span: Span
    terms: frozenset[str] = frozenset()


def spoken_of_before(
    index: ReportIndex,
    units: Sequence[Unit],
    place: int,
    terms: Sequence[str],
    such: int,
    before: Sequence[tuple[int, Answered]],
    settings: AgainstSettings,
) -> Answered | None:
    """The earlier sentence that speaks of the thing by the same term, as a noun or as a verb.

    One that brings the thing up ("an offer", "had offered") comes before one that knows it ("the offer"), near ones
    before those further back. Where that is a denial, what it answers.
    """
    term = terms[such]
    if not term:
        return None
    found = [
        (not _brings_up(index, units[earlier], terms, term), place - earlier)
        for earlier in range(max(0, place - settings.sentences_back), place)
        if term in units[earlier].terms
    ]
    if not found:
        return None
    earlier = place - min(found)[1]
    denied = next((answers for other, answers in reversed(before) if other == earlier), None)
    return denied or Answered(units[earlier].number, units[earlier].span)


def _brings_up(index: ReportIndex, unit: Unit, terms: Sequence[str], term: str) -> bool:
    """Whether the sentence has the term as a verb, or as a noun without an article or pronoun that points."""
    tokens = index.tokens
    for token in range(unit.first, unit.last):
        if terms[token] == term:
            below = {tokens.lemma[child] for child in index.children(token) if tokens.dep[child] in {"det", "poss"}}
            if tokens.pos[token] == "VERB" or not below - {"a", "an", "some", "any"}:
                return True
    return False


def pointed_at(
    material: Material,
    index: ReportIndex,
    units: Sequence[Unit],
    place: int,
    attribution: Attribution,
    how: How,
    settings: AgainstSettings,
) -> Answered | None:
    """What a denial points back at; None where nothing is found.

    An idea or a situation is what the sentence before tells, whoever says so. Else it is what somebody else is said to
    say: a sentence that names the denier comes before one that does not, and near ones before those further back. One
    who does not comment on anything that is named may have been asked whatever; only what names them is answered so.
    """
    noun = find_pointer(index, attribution) or ""
    cues = anaphors().get(noun, frozenset())
    denier = _names_of(material, material.actors.of.get((index.id, attribution.speaker or "")))
    if place and noun and not cues and units[place - 1].role == units[place].role:
        return Answered(units[place - 1].number, units[place - 1].span)
    found = []
    for earlier in range(place - 1, max(-1, place - 1 - settings.sentences_back), -1):
        unit = units[earlier]
        names_denier = noun in _SAID or bool(denier & set(unit.terms))
        meant = [number for number in unit.attributions if _could_be_meant(index, number, attribution, noun)]
        if meant and (names_denier or noun or how != "no comment"):
            found.append((not names_denier, place - earlier, meant[-1]))
    if not found or min(found)[0]:
        told = _told_of(index, units, place, noun, settings)
        if told is not None or not found:
            return told
    _, back, number = min(found)
    unit = units[place - back]
    content = [span for span in index.report.annotation.attributions[number].content if span.overlaps(unit.span)]
    first, last = min(span.start for span in content), max(span.end for span in content)
    return Answered(unit.number, Span(max(first, unit.span.start), min(last, unit.span.end)))


def joined(
    index: ReportIndex,
    units: Sequence[Unit],
    place: int,
    attribution: Attribution,
    before: Sequence[tuple[int, Answered]],
    settings: AgainstSettings,
) -> Answered | None:
    """What an earlier denial of the report answered, where this one joins in: "also dismissed the report", said of the
    report that the earlier sentence names by the same noun. "The situation", too, is that of a denial just before."""
    noun = find_pointer(index, attribution)
    for earlier, answers in reversed(before):
        named = any(index.tokens.lemma[token] == noun for token in index.inside(units[earlier].span))
        next_to = place - earlier <= 2 and noun is not None and not anaphors().get(noun, noun)
        if noun and (named or next_to) and 0 < place - earlier <= settings.sentences_back:
            return answers
    return None


def _told_of(
    index: ReportIndex, units: Sequence[Unit], place: int, noun: str, settings: AgainstSettings
) -> Answered | None:
    """What an earlier noun like the pointing one is said to be of: "a report that ships sailed", "claims of fraud"."""
    tokens = index.tokens
    for earlier in range(place - 1, max(-1, place - 1 - settings.sentences_back), -1) if noun else ():
        unit = units[earlier]
        for token in range(unit.last - 1, unit.first - 1, -1):
            if tokens.lemma[token] != noun:
                continue
            below = [child for child in index.children(token) if child > token]
            of = next((child for child in below if _says_what(index, child)), None)
            if of is not None:
                inside = [one for one in index.subtree(of) if unit.first <= one < unit.last]
                return Answered(unit.number, Span(tokens.start[inside[0]], tokens.end[inside[-1]]))
    return None


def _says_what(index: ReportIndex, child: int) -> bool:
    """Whether a dependent of "report" or "claim" says what of: "of fraud", "that ships sailed", but not "that came"."""
    tokens = index.tokens
    if tokens.dep[child] in {"acl", "ccomp"} or tokens.lemma[child] == "of":
        return True
    subjects = [one for one in index.children(child) if tokens.dep[one] in {"nsubj", "nsubjpass"}]
    return tokens.dep[child] == "relcl" and any(tokens.tag[one] not in {"WDT", "WP"} for one in subjects)


def _could_be_meant(index: ReportIndex, number: int, denial: Attribution, noun: str) -> bool:
    """Whether an attribution is somebody else's saying, with a cue that the pointing noun calls for."""
    other = index.report.annotation.attributions[number]
    if other.force not in _SAYING or (other.speaker is not None and other.speaker == denial.speaker):
        return False
    cues = anaphors().get(noun, frozenset())
    if noun in _ACCUSING and is_self_denial(index, other):
        return False
    said = {index.tokens.lemma[token] for span in other.cue for token in index.inside(span)}
    states = any(index.tokens.pos[token] == "VERB" for span in other.content for token in index.inside(span))
    return states and (not cues or bool(said & cues))


def _names_of(material: Material, actor: str | None) -> frozenset[str]:
    """The canonical terms by which sentences name an actor: its country and the words of its name."""
    if actor is None:
        return frozenset()
    record = next((found for found in material.actors.actors if found.id == actor), None)
    if record is None:
        return frozenset()
    return frozenset(name_parts(record.name)) | {f"@{record.country}"}


class Search:
    """Finds the sentences that say what a denial denies, by the rare terms they share."""

    def __init__(self, material: Material, weights: TermWeights, settings: AgainstSettings) -> None:
        self.material, self.weights, self.settings = material, weights, settings
        self.by_term: dict[str, list[int]] = defaultdict(list)
        for unit in material.units:
            if unit.role in TOLD_IN:
                for term in sorted(set(unit.terms)):
                    self.by_term[term].append(unit.number)

    def named(self, unit: Unit, index: ReportIndex, terms: Sequence[str], attribution: Attribution) -> Answered | None:
        """The unit of any report that best matches the content of a denial."""
        tokens = [token for span in attribution.content for token in index.inside(span)]
        content = {
            terms[token]
            for token in tokens
            if terms[token] and not is_number(terms[token]) and index.tokens.lemma[token] not in falsity() | ANSWERING
        }
        named_terms = {terms[token] for token in tokens if index.tokens.pos[token] == "PROPN"}
        shares = {term: 1.0 - commonness(term) for term in content}
        total = sum(shares.values())
        fewest = min(self.settings.fewest_terms, len(content))
        if not total or (fewest == 1 and not any(negates(index, token) for token in tokens)):
            return None
        votes: dict[int, float] = defaultdict(float)
        for term in sorted(content, key=lambda term: (-self.weights[term], term)):
            for other in self.by_term[term][: self.settings.most_candidates]:
                votes[other] += shares[term]
        denier = self.material.actors.of.get((index.id, attribution.speaker or ""))
        names = _names_of(self.material, denier)
        found = []
        for other, share in votes.items():
            if share < self.settings.named_terms * total or other == unit.number:
                continue
            shared = content & set(self.material.units[other].terms)
            if len(shared) < fewest or (content - named_terms and not shared - named_terms):
                continue
            if self._speaks(other, denier):
                named = bool(names & set(self.material.units[other].terms))
                found.append((-share / total - self.settings.names_denier * named, other))
        if not found:
            return None
        _, best = min(found)
        return Answered(best, self.material.units[best].span, frozenset(content))

    def _speaks(self, other: int, denier: str | None) -> bool:
        """Whether the unit could be what is denied: not itself a denial, nor words of the same speaker."""
        candidate = self.material.units[other]
        item = self.material.reports[candidate.report]
        for number in candidate.attributions:
            said = item.annotation.attributions[number]
            if said.force in {"denies", "declines to comment", "rejects"}:
                return False
            if said.speaker and self.material.actors.of.get((item.report.id, said.speaker)) == denier:
                return False
        lemmas = item.annotation.tokens.lemma[candidate.first : candidate.last]
        return "no" not in lemmas and not any(clause.negated for clause in candidate.clauses)
