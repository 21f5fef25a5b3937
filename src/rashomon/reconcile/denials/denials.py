"""Denials, dismissals and refusals to comment, each attached to the claims that it answers.

A denial names what it answers ("denied that the talks had failed"), or points back at it ("dismissed the report").
In the first case its words are looked up in all reports of the story; in the second what it points at is the
nearest earlier sentence of its own report in which someone else says or reports something, with the cue that the
pointing noun calls for. A denial for which neither is found is attached to nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from rashomon.model.annotation import Attribution
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, How
from rashomon.reconcile.denials.antecedent import (
    Answered,
    contrasted,
    joined,
    just_before,
    names_of,
    pointed_at,
    spoken_of_before,
    told_in_sentence,
)
from rashomon.reconcile.denials.beside import done_beside, said_beside, told_of_thing
from rashomon.reconcile.denials.clauses import find_utterances
from rashomon.reconcile.denials.force import find_how, is_silence
from rashomon.reconcile.denials.pointers import ACCUSING, find_announced, find_pointer, find_such, points_back
from rashomon.reconcile.denials.search import Search
from rashomon.reconcile.denials.verdicts import anaphors, goes_on
from rashomon.reconcile.differences.readings import TermWeights
from rashomon.reconcile.material.drafts import TOLD_IN, Material, Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.settings import AgainstSettings

_MARKS = 4
"""Fewer code points of a quotation are a mark and a space at the end of the sentence before it."""


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
    terms = material.terms
    by_report: dict[int, list[Unit]] = defaultdict(list)
    for unit in material.units:
        if unit.role in TOLD_IN and any(map(str.isalnum, material.indices[unit.report].text(unit.span))):
            by_report[unit.report].append(unit)  # a lone quotation mark is no sentence
    said = {
        report: [
            found
            for attribution in find_utterances(material.indices[report], units)
            if (found := _denying(material.indices[report], units, attribution)) is not None
        ]
        for report, units in sorted(by_report.items())
    }
    denying = frozenset(
        by_report[report][place].number
        for report, found in said.items()
        for _, how, place in found
        if how != "no comment"
    )
    voices = {
        report: frozenset((units[place].number, one.speaker) for one, _, place in said[report])
        for report, units in sorted(by_report.items())
    }
    search = Search(material, weights, denying, settings)
    out: list[Denial] = []
    same: dict[tuple[str, frozenset[str]], Answered] = {}
    lone = []
    for report, units in sorted(by_report.items()):
        index = material.indices[report]
        before: list[tuple[int, Answered]] = []
        speaker: str | None = None
        for attribution, how, place in said[report]:
            by = material.actors.of.get((index.id, attribution.speaker)) if attribution.speaker else None
            if before and before[-1][0] == place and speaker == attribution.speaker:
                answers: Answered | None = before[-1][1]  # "denied that he fled, saying: this is not true"
            elif before and before[-1][0] == place - 1 and goes_on(index, attribution):
                answers = before[-1][1]  # "denied that they were exchanged. “This is not a swap,” he said"
            else:
                answers = _answer(search, units, place, attribution, how, before, voices[report])
            at = index.cite(_shown(units[place], attribution))
            number = units[place].number
            words = frozenset(terms[report][t] for span in attribution.content for t in index.inside(span)) - {""}
            if answers is None:
                lone.append((at, number, how, by or "", words))
                continue
            same.setdefault((by or "", words), answers)
            if before and before[-1] == (place, answers) and out[-1].by == by:
                out.append(_joined(out.pop(), at))
            else:
                out.append(Denial(at=at, unit=number, how=how, by=by, answers=answers))
            before.append((place, answers))
            speaker = attribution.speaker
    answered = {(denial.unit, denial.by): denial.answers for denial in out if denial.how != "no comment"}
    for at, number, how, denier, words in lone:
        if denier and how != "no comment":
            # the same denial in another report, where there is what it answers; else the next sentence points at it
            elsewhere = same.get((denier, words)) if len(words) >= settings.fewest_terms else None
            elsewhere = elsewhere or answered.get((number + 1, denier))
            if elsewhere is not None:
                out.append(Denial(at=at, unit=number, how=how, by=denier, answers=elsewhere))
    return sorted(out, key=lambda denial: (denial.unit, denial.at.start))


def _answer(
    search: Search,
    units: Sequence[Unit],
    place: int,
    attribution: Attribution,
    how: How,
    before: Sequence[tuple[int, Answered]],
    denying: Collection[tuple[int, str | None]],
) -> Answered | None:
    """What a denial answers by itself. `before` are the places of earlier ones and what they answer, `denying`
    the units and speakers of all of the report."""
    material, settings = search.material, search.settings
    unit = units[place]
    index = material.indices[unit.report]
    answers = told_in_sentence(index, unit, attribution)
    if answers is None and how != "no comment":
        answers = contrasted(index, unit, attribution)
    if answers is not None:
        return answers
    terms = material.terms[unit.report]
    such = find_such(index, attribution)
    if such is not None:
        answers = spoken_of_before(index, units, place, terms, such, before, settings)
        answers = answers or done_beside(search, units, place, attribution, index.tokens.lemma[such])
        if answers is not None or not anaphors().get(index.tokens.lemma[such]):
            return answers  # else "such stories" are what was told before, as "the stories" are
    if not points_back(index, attribution):
        answers = search.named(units, place, index, terms, attribution)
        noun = find_announced(index, attribution) if answers is None else None
        if noun is not None:
            return pointed_at(material, index, units, place, attribution, how, denying, settings, noun=noun)
        if answers is None and how == "denies" and attribution.force == "denies":
            answers = said_beside(search, units, place, attribution) or told_of_thing(search, units, place, attribution)
            answers = answers or just_before(material, index, units, place, attribution, denying)
        return answers
    answers = joined(index, units, place, attribution, before, settings)
    if answers is None and how != "no comment" and attribution.force == "denies":
        answers = just_before(material, index, units, place, attribution, denying)  # "denied that": what was told last
    answers = answers or pointed_at(material, index, units, place, attribution, how, denying, settings)
    if how != "no comment" and find_pointer(index, attribution) in ACCUSING:
        denier = search.denier(index, attribution)
        if answers is None or names_of(material, denier).isdisjoint(material.units[answers.unit].terms):
            answers = search.accused(units, place, denier) or answers
    if answers is None and how != "no comment":
        answers = search.named(units, place, index, terms, attribution)  # "dismissed their claim of an attack"
    return answers


def _joined(denial: Denial, at: Citation) -> Denial:
    """A denial that goes on to `at`: "dismissed the claim, saying it was false"."""
    return replace(denial, at=Citation(at.report, min(at.start, denial.at.start), max(at.end, denial.at.end)))


def _denying(
    index: ReportIndex, units: Sequence[Unit], attribution: Attribution
) -> tuple[Attribution, How, int] | None:
    """The attribution, how it denies and the place of its sentence; None for one that does not deny."""
    how = find_how(index, attribution)
    place = _place(units, attribution) if how is not None else None
    if how is None or place is None or (how == "no comment" and not is_silence(index, attribution)):
        return None
    return attribution, how, place


def _place(units: Sequence[Unit], attribution: Attribution) -> int | None:
    """The place of the unit that holds the cue; of the content, where there is no cue or it stands before all of it."""
    for spans in (attribution.cue, attribution.content):
        offset = spans[0].start if spans else -1
        place = bisect_right(units, offset, key=lambda unit: unit.span.start) - 1
        if place >= 0 and offset < units[place].span.end:
            unit = units[place].span
            shared = [min(unit.end, part.end) - max(unit.start, part.start) for part in attribution.content]
            whole = max((part.end - part.start for part in attribution.content), default=_MARKS)
            if max(shared, default=_MARKS) >= min(_MARKS, whole):
                return place
    return None


def _shown(unit: Unit, attribution: Attribution) -> Span:
    """From the source, cue or content that comes first to the one that ends last, within the sentence."""
    spans = [span for span in (*attribution.source, *attribution.cue, *attribution.content) if unit.span.contains(span)]
    if not spans:
        return unit.span
    return Span(min(span.start for span in spans), max(span.end for span in spans))
