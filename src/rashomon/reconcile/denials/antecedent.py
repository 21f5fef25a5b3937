"""What a denial answers: the sentence that it names, or that it points back at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import Attribution
from rashomon.model.spans import Span
from rashomon.model.synopsis import How
from rashomon.names import name_parts
from rashomon.reconcile.denials.accusation import accusing, is_accusation, says, speaks_of_denying
from rashomon.reconcile.denials.force import is_self_denial
from rashomon.reconcile.denials.pointers import ACCUSING, find_pointer
from rashomon.reconcile.denials.verdicts import anaphors, pleads
from rashomon.reconcile.material.drafts import Clause, Material, Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.reconcile.material.terms import is_number
from rashomon.settings import AgainstSettings

_SAID = frozenset({"statement", "remark", "version", "explanation"})
"""Nouns that point at what was said last, whomever it was about."""
_STEM = 5
"""Code points by which "smuggling" and "smuggled" are told to be of one charge."""
_WHO = frozenset({"WDT", "WP"})
_THIS = frozenset({"it", "this", "that"})
_SHORT = 6
"""Most words of what is denied that is no more than "this": "this on leaving the talks"."""
_WHOSE = frozenset({"by", "from", "of"})
"""Prepositions before one who does a thing or has it."""
_SAYING = frozenset({"asserts", "confirms", "suggests", "warns", "believes"})


@dataclass(frozen=True, slots=True)
class Answered:
    """What a denial answers: a stretch of a unit. `terms` are those of what is denied, empty where it is pointed at.

    `also` are the numbers of further units that have these terms; `whose` the terms by which sentences name the denier,
    where what is denied is the denier's own and they must tell it of the denier.
    """

    unit: int
    span: Span
    terms: frozenset[str] = frozenset()
    also: tuple[int, ...] = ()
    whose: frozenset[str] = frozenset()

    def is_told_by(self, span: Span, share: float) -> bool:
        """Whether a span of the same report has at least `share` of the stretch."""
        common = min(span.end, self.span.end) - max(span.start, self.span.start)
        return common >= share * (self.span.end - self.span.start)


def told_in_sentence(index: ReportIndex, unit: Unit, attribution: Attribution) -> Answered | None:
    """What stands before a clause that denies it: "accused of theft, which he denies", "…, a charge he denies"."""
    tokens = index.tokens
    heads = [token for span in attribution.cue for token in index.inside(span) if tokens.dep[token] == "relcl"]
    if not heads:
        return None
    if any(tokens.dep[child] == "nsubj" and tokens.tag[child] in _WHO for child in index.children(heads[0])):
        return None  # "the firm, which denies wrongdoing"
    above = tokens.head[heads[0]]
    last = min(index.subtree(above if tokens.lemma[above] in anaphors() else heads[0])) - 1
    while last > unit.first and tokens.pos[last] in {"PUNCT", "CCONJ", "ADP", "DET"}:
        last -= 1
    if not any(tokens.pos[token] == "VERB" for token in range(unit.first, last + 1)):
        return None
    return Answered(unit.number, Span(unit.span.start, tokens.end[last]))


def contrasted(index: ReportIndex, unit: Unit, attribution: Attribution) -> Answered | None:
    """What somebody else says in the same sentence, before a "but" behind which it is denied."""
    tokens = index.tokens
    heads = [token for span in attribution.cue for token in index.inside(span) if tokens.dep[token] == "conj"]
    if not heads:
        return None
    above = tokens.head[heads[0]]
    if not any(tokens.lemma[child] == "but" for child in index.children(above) if above < child < heads[0]):
        return None
    for other in index.report.annotation.attributions:
        if other.force in _SAYING and other.speaker != attribution.speaker and _states(index, other):
            inside = [span for span in (*other.cue, *other.content) if unit.span.contains(span)]
            if inside and unit.span.contains(inside[0]) and max(span.end for span in inside) <= tokens.start[heads[0]]:
                content = [span for span in other.content if unit.span.contains(span)]
                if content:
                    return Answered(unit.number, Span(content[0].start, content[-1].end))
    return None


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
    denying: Collection[tuple[int, str | None]],
    settings: AgainstSettings,
    *,
    noun: str | None = None,
) -> Answered | None:
    """What a denial points back at; None where nothing is found. `denying` are the units and speakers of denials.
    `noun` is what points, where it is not the head of the content ("her claims about it").

    An idea or a situation is what the sentence before tells, whoever says so. Else it is what somebody else is said to
    say: a sentence that names the denier comes before one that does not, and near ones before those further back. An
    allegation is also what a sentence tells that accuses, whoever does; a plea answers nothing else, from further back.
    One who does not comment on anything that is named may have been asked whatever; only what names them is answered.
    """
    named = noun is not None
    noun = noun or find_pointer(index, attribution) or ""
    cues = anaphors().get(noun, frozenset())
    denier = names_of(material, material.actors.of.get((index.id, attribution.speaker or "")))
    if place and noun and not cues and units[place - 1].role == units[place].role:
        told = units[place - 1]
        if not _may_be_answered(material, index, told, attribution, denying):
            return None
        return Answered(told.number, told.span)
    own = mentions(index, attribution.speaker)
    plea = pleads(index, attribution)
    pleaded = _pleaded(material, index, units[place].report, attribution) if plea else frozenset()
    owner = _owner(index, attribution, noun)
    found = []
    for earlier in range(
        place - 1, max(-1, place - 1 - settings.sentences_back * (1 + 4 * (plea or owner is not None))), -1
    ):
        unit = units[earlier]
        if pleaded and pleaded.isdisjoint(term[:_STEM] for term in unit.terms):
            continue
        names_denier = noun in _SAID or bool(denier & set(unit.terms))
        meant = [
            number
            for number in unit.attributions
            if (unit.number, index.report.annotation.attributions[number].speaker) not in denying
            and _could_be_meant(index, number, attribution, noun)
        ]
        if plea:
            meant = []
        elif owner is not None:
            meant = [number for number in meant if index.report.annotation.attributions[number].speaker == owner]
        accuses = noun in ACCUSING and is_accusation(index, unit, by=own)
        accuses = accuses or (not unit.attributions and says(index, unit, cues, by=own))
        if (meant or (accuses and owner is None)) and (names_denier or noun or how != "no comment"):
            span = said(index, unit, meant[-1]) if meant else unit.span
            if not named or (names_denier and (accuses or owner is not None)):
                near = (not names_denier and owner is None, noun == "charge" and not accuses, place - earlier)
                found.append((*near, Answered(unit.number, span)))
    nearest = min(found, key=lambda row: row[:3], default=None)
    if not named and (nearest is None or nearest[0]):
        thing = _told_of(index, units, place, noun, settings)
        if thing is not None or nearest is None:
            return thing
    return nearest[3] if nearest is not None else None


def just_before(
    material: Material,
    index: ReportIndex,
    units: Sequence[Unit],
    place: int,
    attribution: Attribution,
    denying: Collection[tuple[int, str | None]],
) -> Answered | None:
    """What was told last, where a denial only says "this" or "it": a clause before it in its sentence, else the
    sentence before, whoever tells it, unless that denies something itself, is negated, or told by the denier's side."""
    tokens, unit = index.tokens, units[place]
    words = [token for span in attribution.content for token in index.inside(span)]
    if not words or tokens.lemma[words[0]].lower() not in _THIS or len(words) > _SHORT:
        return None
    if tokens.head[words[0]] in words[1:]:
        return None  # "denied it had closed branches", "denied this report"
    first = min(span.start for span in (*attribution.source, *attribution.cue, *attribution.content))
    own = [c for c in unit.clauses if c.span.end <= first and c.subject is not None]
    if own:
        return None if own[-1].negated else Answered(unit.number, own[-1].span)
    told = units[place - 1] if place else None
    if told is None or told.role != unit.role or not _may_be_answered(material, index, told, attribution, denying):
        return None
    states = any(_has_subject(index, clause) for clause in told.clauses)
    return Answered(told.number, told.span) if states and not any(c.negated for c in told.clauses) else None


def _has_subject(index: ReportIndex, clause: Clause) -> bool:
    """Whether the clause has a subject, that of a passive too: "the offer was raised"."""
    return clause.subject is not None or (clause.object is not None and index.tokens.dep[clause.object] == "nsubjpass")


def _may_be_answered(
    material: Material,
    index: ReportIndex,
    told: Unit,
    denial: Attribution,
    denying: Collection[tuple[int, str | None]],
) -> bool:
    """Whether a sentence right before a denial denies nothing itself, and is not told by the denier's side."""
    return told.number not in {number for number, _ in denying} and not _is_of_side(material, index, told, denial)


def _pleaded(material: Material, index: ReportIndex, report: int, attribution: Attribution) -> frozenset[str]:
    """The beginnings of the terms of the charge that a plea names: "innocent of smuggling"."""
    tokens = index.tokens
    terms = material.terms[report]
    found: set[str] = set()
    for span in attribution.content:
        for token in index.inside(span):
            if tokens.dep[token] == "prep" and tokens.lemma[tokens.head[token]] in {"guilty", "innocent"}:
                found |= {terms[t] for t in index.subtree(token) if tokens.lemma[t] not in ACCUSING}
    return frozenset(term[:_STEM] for term in found if term and not is_number(term))


def _is_of_side(material: Material, index: ReportIndex, unit: Unit, denial: Attribution) -> bool:
    """Whether the sentence speaks of denying, or is said by the denier or by another voice of the denier's country."""
    if speaks_of_denying(index, unit):
        return True
    side = _side(material, index, denial.speaker)
    voices = (index.report.annotation.attributions[number].speaker for number in unit.attributions)
    sides = [_side(material, index, voice) for voice in voices]
    return bool(sides) and all(other & side for other in sides)


def _side(material: Material, index: ReportIndex, speaker: str | None) -> frozenset[str]:
    """A speaker of a report and the country that it is of."""
    actor = material.actors.of.get((index.id, speaker or ""))
    record = material.actors.by_id.get(actor or "")
    return frozenset({record.id, record.country or record.id}) if record is not None else frozenset()


def _owner(index: ReportIndex, attribution: Attribution, noun: str) -> str | None:
    """The actor of the report whose words are pointed at: of "the mayor's remarks" the mayor."""
    tokens = index.tokens
    for span in attribution.content:
        for token in index.inside(span):
            above = tokens.head[token]
            owns = tokens.dep[token] == "poss" or (tokens.dep[token] == "compound" and tokens.pos[token] == "PROPN")
            if owns and tokens.lemma[above] == noun and tokens.pos[token] != "PRON":
                actors = index.report.annotation.actors
                return next((one.id for one in actors if token in mentions(index, one.id)), None)
    return None


def mentions(index: ReportIndex, actor: str | None) -> frozenset[int]:
    """The tokens of a report that name an actor of it, or stand for one."""
    found = (one for one in index.report.annotation.actors if one.id == actor)
    return frozenset(token for one in found for mention in one.mentions for token in index.inside(mention.span))


def said(index: ReportIndex, unit: Unit, number: int) -> Span:
    """What somebody says, of an attribution, within the sentence; with who accuses where a name is all that is said."""
    attribution = index.report.annotation.attributions[number]
    spans = attribution.content if _states(index, attribution) else (*attribution.source, *attribution.content)
    inside = [span for span in spans if span.overlaps(unit.span)]
    first, last = min(span.start for span in inside), max(span.end for span in inside)
    return Span(max(first, unit.span.start), min(last, unit.span.end))


def _states(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is said has a verb."""
    tokens = (token for span in attribution.content for token in index.inside(span))
    return any(is_full_verb(index, token) for token in tokens)


def is_full_verb(index: ReportIndex, token: int) -> bool:
    """Whether it is a verb that says what is done or is: "was" of "was a spy", not of "was seen"."""
    tokens = index.tokens
    return tokens.pos[token] == "VERB" or (tokens.pos[token] == "AUX" and tokens.dep[token] not in {"aux", "auxpass"})


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
    if noun in ACCUSING and is_self_denial(index, other):
        return False
    said = {index.tokens.lemma[token] for span in other.cue for token in index.inside(span)}
    return (_states(index, other) or bool(said & accusing())) and (not cues or bool(said & cues))


def is_told_of(material: Material, unit: Unit, names: frozenset[str]) -> bool:
    """Whether a sentence names the denier, and not in passing alone: "killed on the border with Denmark" tells nothing
    of what Denmark's soldiers did or suffered."""
    if not names & set(unit.terms):
        return False
    index, terms = material.indices[unit.report], material.terms[unit.report]
    tokens = index.tokens
    named = [token for token in range(unit.first, unit.last) if terms[token] in names]
    return not named or any(
        tokens.dep[token] != "pobj" or tokens.lemma[tokens.head[token]] in _WHOSE for token in named
    )


def names_of(material: Material, actor: str | None) -> frozenset[str]:
    """The canonical terms by which sentences name an actor: its country and the words of its name."""
    if actor is None:
        return frozenset()
    record = next((found for found in material.actors.actors if found.id == actor), None)
    if record is None:
        return frozenset()
    return frozenset(name_parts(record.name)) | {f"@{record.country}"}
