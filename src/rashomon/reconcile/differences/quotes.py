"""One utterance worded in two ways: quotations of the same words compared across reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Difference, Explanation, Side
from rashomon.reconcile.differences.wording import Wording, compare_wordings
from rashomon.reconcile.material.drafts import TOLD_IN, Material
from rashomon.reconcile.material.quotations import find_quotations, find_words, overlaps
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.settings import QuoteSettings


@dataclass(frozen=True, slots=True)
class _Quotation:
    report: int
    at: Citation
    text: str
    words: tuple[str, ...]
    speaker: str | None


def find_wordings(material: Material, *, settings: QuoteSettings) -> tuple[Difference, ...]:
    """Return the differences in wording between quotations of one utterance in two reports.

    Two quotations are of one utterance when between the first and the last word that they share most words agree, and
    they are not known to be of two speakers. That
    one report quotes less of it, at the start or at the end, is no difference. An explanation of "different origin"
    says that words were exchanged (two hearers or translators), "different granularity" that one leaves words out.
    """
    quotations = _gather(material, settings)
    sides: list[Difference] = []
    for group in _groups(quotations, settings):
        difference = _difference([quotations[number] for number in group], settings)
        if difference is not None:
            sides.append(difference)
    return tuple(sides)


def _gather(material: Material, settings: QuoteSettings) -> list[_Quotation]:
    """The quotations of all reports, cut at the edges of sentences; a quotation may run over several of them."""
    sentences: dict[int, list[Span]] = defaultdict(list)
    for unit in material.units:
        sentences[unit.report].append(unit.span)
    out = []
    for number, item in enumerate(material.reports):
        text = item.report.text
        index = material.indices[number]
        quoted = [
            span for block in item.report.blocks if block.role in TOLD_IN for span in find_quotations(text, block.span)
        ]
        for span in overlaps(quoted, sentences[number]):
            words = find_words(text, span)
            if len(words) >= settings.fewest_words:
                shown = Span(words[0][1].start, words[-1][1].end)
                at = material.citation(number, shown)
                speaker = _speaker(material, index, shown)
                out.append(
                    _Quotation(number, at, text[shown.start : shown.end], tuple(word for word, _ in words), speaker)
                )
    return out


def _speaker(material: Material, index: ReportIndex, shown: Span) -> str | None:
    """The person whose words the quotation is, by the attributions over it; None when that is not known."""
    people = {actor.id for actor in index.report.annotation.actors if actor.kind == "person"}
    for _, attribution in index.attributions_over(shown.start):
        if attribution.speaker in people:
            return material.actors.of.get((index.id, attribution.speaker))
    return None


def _groups(quotations: Sequence[_Quotation], settings: QuoteSettings) -> list[list[int]]:
    """Group renderings of one utterance: each joins the first group whose founder it is a rendering of.

    Candidates share two pairs of neighbouring words; a pair that many quotations have is no sign of anything.
    """
    founders: dict[tuple[str, str], list[int]] = defaultdict(list)
    groups: list[list[int]] = []
    for number, quotation in enumerate(quotations):
        votes: dict[int, int] = defaultdict(int)
        bigrams = sorted(set(pairwise(quotation.words)))
        for bigram in bigrams:
            for group in founders[bigram][: settings.most_candidates]:
                votes[group] += 1
        ranked = sorted((group for group in votes if votes[group] >= 2), key=lambda g: (-votes[g], g))
        for group in ranked[: settings.most_candidates]:
            if any(_one_utterance(quotation, quotations[member], settings) for member in groups[group][:3]):
                groups[group].append(number)
                break
        else:
            for bigram in bigrams:
                founders[bigram].append(len(groups))
            groups.append([number])
    return [group for group in groups if len({quotations[n].report for n in group}) > 1]


def _one_utterance(one: _Quotation, other: _Quotation, settings: QuoteSettings) -> bool:
    if one.words == other.words:
        return True
    if one.speaker is not None and other.speaker is not None and one.speaker != other.speaker:
        return False
    wording = compare_wordings(list(one.words), list(other.words))
    if wording is None:  # one contains the other, or they have nothing in common
        return _contains(one.words, other.words) or _contains(other.words, one.words)
    return _agrees(one, other, wording, settings)


def _agrees(one: _Quotation, other: _Quotation, wording: Wording, settings: QuoteSettings) -> bool:
    """Whether most words agree: of the longer part that is compared, and of the shorter quotation as a whole."""
    longer = max(wording.first[1] - wording.first[0], wording.second[1] - wording.second[0])
    shorter = min(len(one.words), len(other.words))
    return wording.shared >= max(settings.fewest_shared, settings.shared * longer, settings.shared_of_all * shorter)


def _contains(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    joined = f" {' '.join(longer)} "
    return f" {' '.join(shorter)} " in joined


def _differ(one: _Quotation, other: _Quotation, settings: QuoteSettings) -> Wording | None:
    """How two renderings of one utterance differ, spelling and bracketed additions left aside; None if they do not."""
    if one.report == other.report:
        return None
    wording = compare_wordings(list(one.words), list(other.words))
    if wording is None or not _agrees(one, other, wording, settings):
        return None
    first = "".join(one.words[slice(*wording.first)])
    second = "".join(other.words[slice(*wording.second)])
    respelt = all(fuzz.ratio(*words) >= settings.respelt for words in wording.exchanged)
    if respelt and fuzz.ratio(first, second) >= settings.spelling:
        return None
    return wording


def _difference(group: Sequence[_Quotation], settings: QuoteSettings) -> Difference | None:
    """Put the renderings on sides: the first one, those that differ from it, and so on."""
    sides: list[list[_Quotation]] = []
    changed = False
    for quotation in group:
        for side in sides:
            if all(_differ(quotation, other, settings) is None for other in side[:3]):
                side.append(quotation)
                break
        else:
            for side in sides:
                wording = _differ(quotation, side[0], settings)
                changed |= wording is not None and wording.changed
            sides.append([quotation])
    if len(sides) < 2 or len({quotation.report for side in sides for quotation in side}) < 2:
        return None
    explanation: Explanation = "different origin" if changed else "different granularity"
    return Difference(
        type="wording of a quote",
        explanation=explanation,
        sides=tuple(Side(value=side[0].text, spans=tuple(q.at for q in side)) for side in sides),
    )
