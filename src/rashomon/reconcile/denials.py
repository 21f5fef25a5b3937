"""Denials, dismissals and refusals to comment, each attached to the claims that it answers.

A denial names what it answers ("denied that the talks had failed"), or points back at it ("dismissed the report").
In the first case its words are looked up in all reports of the story; in the second what it points at is the
nearest earlier sentence of its own report in which someone else says or reports something, with the cue that the
pointing noun calls for. A denial for which neither is found is attached to nothing.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import Attribution
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, How
from rashomon.names import name_parts
from rashomon.reconcile.drafts import Material, Unit
from rashomon.reconcile.figures import TOLD_IN
from rashomon.reconcile.readings import TermWeights
from rashomon.reconcile.report_index import ReportIndex
from rashomon.reconcile.terms import commonness, find_terms, is_number
from rashomon.settings import AgainstSettings
from rashomon.tables import read_table

_DISMISSES = frozenset({"dismiss", "scoff", "shrug", "brush", "wave", "laugh", "pour", "discount"})
_POINTING = frozenset({"this", "that", "these", "those", "such", "the", "any", "all"})
_SAYING = frozenset({"asserts", "confirms", "suggests", "warns", "believes"})
_MERELY = frozenset({"just", "only", "merely", "simply", "necessarily"})
_ANSWERING = frozenset({"comment", "respond", "answer", "reply", "confirm", "discuss", "elaborate", "speculate", "say"})
_PRONOUNS = frozenset({"it", "this", "that", "these", "those", "them", "so"})


@dataclass(frozen=True, slots=True)
class Answered:
    """What a denial answers: a stretch of a unit. `terms` are those of what is denied, empty where it is pointed at."""

    unit: int
    span: Span
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """One denial: where it stands, how it speaks against, whose it is (a merged actor's id), what it answers."""

    at: Citation
    unit: int
    how: How
    by: str | None
    answers: Answered


def find_denials(material: Material, weights: TermWeights, *, settings: AgainstSettings) -> list[Denial]:
    """Return the denials of the story that have an antecedent, in the order of reports and text."""
    indices = [ReportIndex(item) for item in material.reports]
    terms = [find_terms(item) for item in material.reports]
    search = _Search(material, weights, settings)
    by_report: dict[int, list[Unit]] = defaultdict(list)
    for unit in material.units:
        if unit.role in TOLD_IN:
            by_report[unit.report].append(unit)
    out = []
    for report, units in sorted(by_report.items()):
        index = indices[report]
        before: list[tuple[int, Answered]] = []
        for attribution in material.reports[report].annotation.attributions:
            how = _how(index, attribution)
            place = _place(units, attribution) if how is not None else None
            if how is None or place is None or (how == "no comment" and not _is_silence(index, attribution)):
                continue
            by = material.actors.of.get((index.id, attribution.speaker)) if attribution.speaker else None
            such = _such(index, attribution)
            if such is not None:
                answers = _spoken_of_before(units, place, terms[report][such], settings)
            elif _points_back(index, attribution):
                answers = _joined(index, units, place, attribution, before, settings)
                answers = answers or _pointed_at(material, index, units, place, attribution, settings)
            else:
                answers = search.named(units[place], index, terms[report], attribution)
            if answers is not None:
                at = index.cite(_shown(units[place], attribution))
                before.append((place, answers))
                out.append(Denial(at=at, unit=units[place].number, how=how, by=by, answers=answers))
    return out


def _how(index: ReportIndex, attribution: Attribution) -> How | None:
    """How the attribution speaks against something; None for one that does not."""
    cues = {index.tokens.lemma[token] for span in attribution.cue for token in index.inside(span)}
    if attribution.force == "denies":
        return "dismisses" if cues & _DISMISSES else "denies"
    if attribution.force == "declines to comment":
        return "no comment"
    tokens = [token for span in attribution.content for token in index.inside(span)]
    such = _such(index, attribution)
    if such is not None and any(index.tokens.lemma[child] == "no" for child in index.children(such)):
        return "denies"
    if any(_calls_false(index, token) or _negates(index, token) for token in tokens):
        return "denies"
    return None


def _such(index: ReportIndex, attribution: Attribution) -> int | None:
    """The noun of "no such warning", "any such offer": what it stands for is told before."""
    for span in attribution.content:
        for token in index.inside(span):
            head = index.tokens.head[token]
            if index.tokens.lemma[token] == "such" and head > token and index.tokens.pos[head] in {"NOUN", "PROPN"}:
                below = {index.tokens.lemma[child] for child in index.children(head)}
                if below & {"no", "any"}:
                    return head
    return None


def _spoken_of_before(
    units: Sequence[Unit], place: int, term: str | None, settings: AgainstSettings
) -> Answered | None:
    """The nearest earlier sentence that speaks of the thing by the same term, as a noun or as a verb."""
    if not term:
        return None
    for earlier in range(place - 1, max(-1, place - 1 - settings.sentences_back), -1):
        if term in units[earlier].terms:
            return Answered(units[earlier].number, units[earlier].span)
    return None


def _calls_false(index: ReportIndex, token: int) -> bool:
    """Whether the token calls something said before untrue: "the charges were false"."""
    tokens = index.tokens
    if tokens.lemma[token] not in _falsity() or tokens.dep[token] not in {"acomp", "attr", "oprd"}:
        return False
    siblings = index.children(tokens.head[token])
    subjects = [tokens.lemma[other] for other in siblings if tokens.dep[other] in {"nsubj", "nsubjpass", "dobj"}]
    return any(lemma in _anaphors() or lemma in _PRONOUNS for lemma in subjects)


def _negates(index: ReportIndex, token: int) -> bool:
    """Whether the token says that something is not so: "this is not a strike", "there was no evidence of a strike"."""
    tokens = index.tokens
    head = tokens.head[token]
    if tokens.dep[token] == "neg" and tokens.lemma[head] == "be":
        roles = {tokens.dep[child]: tokens.lemma[child] for child in index.children(head)}
        if any(tokens.lemma[other] in _MERELY for other in range(token + 1, min(token + 3, len(tokens)))):
            return False
        return "attr" in roles and (roles.get("nsubj") in _PRONOUNS or roles.get("nsubj") in _anaphors())
    return tokens.lemma[token] == "no" and tokens.dep[token] == "det" and tokens.lemma[head] in _denied_nouns()


@functools.cache
def _denied_nouns() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "denied_nouns.tsv", columns=1))


@functools.cache
def _falsity() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "falsity.tsv", columns=1))


@functools.cache
def _anaphors() -> Mapping[str, frozenset[str]]:
    rows = read_table("rashomon.reconcile.data", "anaphors.tsv", columns=2)
    return {noun: frozenset(cues.split("|")) - {""} for noun, cues in rows}


def _place(units: Sequence[Unit], attribution: Attribution) -> int | None:
    """The place of the unit that holds the cue (or the content, where there is no cue)."""
    spans = attribution.cue or attribution.content
    if not spans:
        return None
    offset = spans[0].start
    return next((place for place, unit in enumerate(units) if unit.span.start <= offset < unit.span.end), None)


def _shown(unit: Unit, attribution: Attribution) -> Span:
    """From the source, cue or content that comes first to the one that ends last, within the sentence."""
    spans = [span for span in (*attribution.source, *attribution.cue, *attribution.content) if unit.span.contains(span)]
    if not spans:
        return unit.span
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _points_back(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is denied, or what nobody wants to speak about, is only pointed at."""
    return _pointer(index, attribution) is not None


def _pointed_at(
    material: Material,
    index: ReportIndex,
    units: Sequence[Unit],
    place: int,
    attribution: Attribution,
    settings: AgainstSettings,
) -> Answered | None:
    """What a denial points back at; None where nothing is found.

    An idea or a situation is what the sentence before tells, whoever says so. Else it is what somebody else is said to
    say: a sentence that names the denier comes before one that does not, and near ones before those further back.
    """
    noun = _pointer(index, attribution)
    cues = _anaphors().get(noun or "", frozenset())
    denier = _names_of(material, material.actors.of.get((index.id, attribution.speaker or "")))
    if place and noun and not cues and units[place - 1].role == units[place].role:
        return Answered(units[place - 1].number, units[place - 1].span)
    found = []
    for earlier in range(place - 1, max(-1, place - 1 - settings.sentences_back), -1):
        unit = units[earlier]
        names_denier = bool(denier & set(unit.terms))
        meant = [number for number in unit.attributions if _could_be_meant(index, number, attribution, cues)]
        if meant:
            found.append((not names_denier, place - earlier, meant[-1]))
    if not found:
        return None
    _, back, number = min(found)
    unit = units[place - back]
    content = [span for span in index.report.annotation.attributions[number].content if span.overlaps(unit.span)]
    first, last = min(span.start for span in content), max(span.end for span in content)
    return Answered(unit.number, Span(max(first, unit.span.start), min(last, unit.span.end)))


def _joined(
    index: ReportIndex,
    units: Sequence[Unit],
    place: int,
    attribution: Attribution,
    before: Sequence[tuple[int, Answered]],
    settings: AgainstSettings,
) -> Answered | None:
    """What an earlier denial of the report answered, where this one joins in: "also dismissed the report", said of the
    report that the earlier sentence names by the same noun."""
    noun = _pointer(index, attribution)
    for earlier, answers in reversed(before):
        named = any(index.tokens.lemma[token] == noun for token in index.inside(units[earlier].span))
        if noun and named and 0 < place - earlier <= settings.sentences_back:
            return answers
    return None


def _could_be_meant(index: ReportIndex, number: int, denial: Attribution, cues: frozenset[str]) -> bool:
    """Whether an attribution is somebody else's saying, with a cue that the pointing noun calls for."""
    other = index.report.annotation.attributions[number]
    if other.force not in _SAYING or (other.speaker is not None and other.speaker == denial.speaker):
        return False
    said = {index.tokens.lemma[token] for span in other.cue for token in index.inside(span)}
    return not cues or bool(said & cues)


def _is_silence(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether cue or content has a verb of answering: "refused to give way" is no refusal to comment."""
    spans = (*attribution.cue, *attribution.content)
    return any(index.tokens.lemma[token] in _ANSWERING for span in spans for token in index.inside(span))


def _names_of(material: Material, actor: str | None) -> frozenset[str]:
    """The canonical terms by which sentences name an actor: its country and the words of its name."""
    if actor is None:
        return frozenset()
    record = next((found for found in material.actors.actors if found.id == actor), None)
    if record is None:
        return frozenset()
    return frozenset(name_parts(record.name)) | {f"@{record.country}"}


def _pointer(index: ReportIndex, attribution: Attribution) -> str | None:
    """The noun or pronoun by which the content points back; None when it states what it denies."""
    tokens = [token for span in attribution.content for token in index.inside(span)]
    if not tokens:
        return ""
    lemmas = [index.tokens.lemma[token] for token in tokens]
    states = any(index.tokens.pos[t] == "VERB" and index.tokens.lemma[t] not in _ANSWERING for t in tokens)
    if states and not set(lemmas) & _falsity():
        return None
    nouns = [token for token in tokens if index.tokens.pos[token] in {"NOUN", "PROPN"}]
    if not any(index.tokens.lemma[token] not in _falsity() for token in nouns) and len(tokens) <= 6:
        return ""
    for token in nouns:
        if index.tokens.lemma[token] in _anaphors() and _is_definite(index, token, tokens[0]):
            return index.tokens.lemma[token]
    if not nouns and lemmas[0] in _PRONOUNS:
        return ""
    return None


def _is_definite(index: ReportIndex, noun: int, first: int) -> bool:
    """Whether the noun is bare or has a determiner that points back, and no clause or phrase that says what it is."""
    below = index.children(noun)
    if any(index.tokens.dep[child] in {"acl", "relcl", "prep"} for child in below):
        return False
    determiners = [index.tokens.lemma[child] for child in below if index.tokens.dep[child] == "det"]
    return not determiners or determiners[0] in _POINTING


class _Search:
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
            if terms[token] and not is_number(terms[token]) and index.tokens.lemma[token] not in _falsity() | _ANSWERING
        }
        named_terms = {terms[token] for token in tokens if index.tokens.pos[token] == "PROPN"}
        shares = {term: 1.0 - commonness(term) for term in content}
        total = sum(shares.values())
        fewest = min(self.settings.fewest_terms, len(content))
        if not total or (fewest == 1 and not any(_negates(index, token) for token in tokens)):
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
