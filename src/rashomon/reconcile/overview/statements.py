"""Who said what: attributions with a known speaker, the same words of several reports in one statement."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import Attribution
from rashomon.model.synopsis import Citation, Statement
from rashomon.reconcile.material.drafts import TOLD_IN, ClaimDraft, Material


@dataclass(frozen=True, slots=True)
class _Said:
    actor: str
    attribution: Attribution
    claim: str | None
    spans: tuple[Citation, ...]


def find_statements(material: Material, drafts: Sequence[ClaimDraft]) -> tuple[Statement, ...]:
    """Return what each actor is said to have said, in the order of its first report and place in the text.

    Attributions of one speaker whose content supports one claim are one statement. One without a known speaker, and
    one that stands in a caption or a byline, is left out; so is a belief or a wish that nobody put into words.
    """
    claims = _claims_by_report(drafts)
    longest = {report: max(at.end - at.start for at, _, _ in rows) for report, rows in claims.items()}
    groups: dict[tuple[str, str], list[_Said]] = {}
    for number, item in enumerate(material.reports):
        index = material.indices[number]
        for place, attribution in enumerate(item.annotation.attributions):
            if attribution.speaker is None or attribution.force == "believes" or not attribution.content:
                continue
            if index.role(attribution.content[0].start) not in TOLD_IN:
                continue
            actor = material.actors.of.get((item.report.id, attribution.speaker), attribution.speaker)
            spans = tuple(material.citation(number, span) for span in attribution.content)
            rows = claims.get(item.report.id, [])
            low, high = min(span.start for span in spans), max(span.end for span in spans)
            first = bisect_left(rows, low - longest.get(item.report.id, 0), key=_start)
            claim = _claim_of(spans, rows[first : bisect_left(rows, high, key=_start)])
            key = (actor, claim if claim is not None else f"{number}/{place}")
            groups.setdefault(key, []).append(_Said(actor, attribution, claim, spans))
    return tuple(_statement(group) for group in groups.values())


def _claims_by_report(drafts: Sequence[ClaimDraft]) -> Mapping[str, list[tuple[Citation, str, int]]]:
    """Supports by report: the cited span, the claim, and how many reports the claim has."""
    out: dict[str, list[tuple[Citation, str, int]]] = {}
    for draft in drafts:
        reports = len({support.at.report for support in draft.support})
        for support in draft.support:
            out.setdefault(support.at.report, []).append((support.at, draft.id, reports))
    for rows in out.values():
        rows.sort(key=lambda row: (row[0], row[1]))
    return out


def _start(row: tuple[Citation, str, int]) -> int:
    return row[0].start


def _claim_of(spans: Sequence[Citation], rows: Sequence[tuple[Citation, str, int]]) -> str | None:
    """The claim that shares most text with the content; among equals that of most reports."""
    best: tuple[int, int, str] | None = None
    for at, claim, reports in rows:
        shared = 0
        for span in spans:
            if span.start < at.end and at.start < span.end:
                shared += min(span.end, at.end) - max(span.start, at.start)
        if shared and (best is None or (-shared, -reports, claim) < best):
            best = (-shared, -reports, claim)
    return best[2] if best else None


def _statement(group: Sequence[_Said]) -> Statement:
    first = group[0].attribution
    forces = Counter(said.attribution.force for said in group) if len(group) > 1 else {first.force: 1}
    kinds = {said.attribution.kind for said in group}
    return Statement(
        actor=group[0].actor,
        force=min(forces, key=lambda force: (-forces[force], force)),
        kind="direct" if "direct" in kinds else "mixed" if "mixed" in kinds else first.kind,
        spans=tuple(dict.fromkeys(span for said in group for span in said.spans)),
        claim=group[0].claim,
        confidence=max(said.attribution.confidence for said in group),
    )
