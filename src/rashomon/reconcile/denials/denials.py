"""Denials, dismissals and refusals to comment, each attached to the claims that it answers.

A denial names what it answers ("denied that the talks had failed"), or points back at it ("dismissed the report").
In the first case its words are looked up in all reports of the story; in the second what it points at is the
nearest earlier sentence of its own report in which someone else says or reports something, with the cue that the
pointing noun calls for. A denial for which neither is found is attached to nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.annotation import Attribution
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, How
from rashomon.reconcile.denials.antecedent import (
    ACCUSING,
    Answered,
    joined,
    pointed_at,
    spoken_of_before,
    told_in_sentence,
)
from rashomon.reconcile.denials.clauses import find_utterances
from rashomon.reconcile.denials.force import find_how, find_pointer, find_such, is_silence, points_back
from rashomon.reconcile.denials.search import Search
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
        if unit.role in TOLD_IN:
            by_report[unit.report].append(unit)
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
    search = Search(material, weights, denying, settings)
    out = []
    for report, units in sorted(by_report.items()):
        index = material.indices[report]
        before: list[tuple[int, Answered]] = []
        speakers: list[str | None] = []
        for attribution, how, place in said[report]:
            by = material.actors.of.get((index.id, attribution.speaker)) if attribution.speaker else None
            answers: Answered | None
            such = find_such(index, attribution)
            if before and before[-1][0] == place and speakers[-1] == attribution.speaker:
                answers = before[-1][1]  # "denied that he fled, saying: this is not true"
            elif (answers := told_in_sentence(index, units[place], attribution)) is not None:
                pass
            elif such is not None:
                answers = spoken_of_before(index, units, place, terms[report], such, before, settings)
            elif points_back(index, attribution):
                answers = joined(index, units, place, attribution, before, settings)
                answers = answers or pointed_at(material, index, units, place, attribution, how, settings)
                if answers is None and how != "no comment" and find_pointer(index, attribution) in ACCUSING:
                    answers = search.accused(units, place, by)
            else:
                answers = search.named(units, place, index, terms[report], attribution)
            if answers is not None:
                at = index.cite(_shown(units[place], attribution))
                before.append((place, answers))
                speakers.append(attribution.speaker)
                out.append(Denial(at=at, unit=units[place].number, how=how, by=by, answers=answers))
    return out


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
            if max(shared, default=_MARKS) >= _MARKS:
                return place
    return None


def _shown(unit: Unit, attribution: Attribution) -> Span:
    """From the source, cue or content that comes first to the one that ends last, within the sentence."""
    spans = [span for span in (*attribution.source, *attribution.cue, *attribution.content) if unit.span.contains(span)]
    if not spans:
        return unit.span
    return Span(min(span.start for span in spans), max(span.end for span in spans))
