"""Statements looked up: who said what, on which matter, with which force."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport, Attribution, AttributionKind, Force
from rashomon.model.spans import Span
from rashomon.model.synopsis import StoryActor, Synopsis
from rashomon.names import fold, same_name
from rashomon.pipeline import Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One attribution of one report, with its sentence. `actor` is None where nobody known speaks; `names` are then the
    words of the source, if there are any. Spans are in the report's text.
    """

    report: AnnotatedReport
    actor: str | None
    names: tuple[str, ...]
    force: Force
    kind: AttributionKind
    confidence: float
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    sentence: Span


def said(
    briefing: Briefing,
    *,
    who: str | None = None,
    about: str | None = None,
    forces: Sequence[Force] = (),
    least_confidence: float = 0.0,
) -> tuple[Said, ...]:
    """The statements of all reports that fit, in order of story, report and text.

    `who` fits an actor by any of its names in the story: all words of `who` are in the name, or it is a spelling of it.
    Every word of `about` must stand in the sentence or the content, as written or as a lemma. No `forces` means any but
    "believes": a belief or plan that nobody put into words is no statement.
    """
    rows = []
    by_id = {item.report.id: item for item in briefing.reports}
    for synopsis in briefing.synopses:
        actors = _actors(synopsis)
        for row in synopsis.reports:
            rows += list(_rows(by_id[row.id], actors))
    wanted = fold(about).split() if about else []
    return tuple(
        row
        for row in rows
        if row.confidence >= least_confidence
        and (row.force in forces if forces else row.force != "believes")
        and (who is None or any(_is(who, name) for name in row.names))
        and (not wanted or _speaks_of(row, wanted))
    )


def _actors(synopsis: Synopsis) -> dict[tuple[str, int, int], StoryActor]:
    return {(at.report, at.start, at.end): actor for actor in synopsis.actors for at in actor.mentions}


def _rows(item: AnnotatedReport, actors: dict[tuple[str, int, int], StoryActor]) -> Iterator[Said]:
    local = {actor.id: actor for actor in item.annotation.actors}
    starts = [span.start for span in item.annotation.sentences]
    for attribution in item.annotation.attributions:
        if not attribution.content:
            continue
        actor, names = None, tuple(_words(item, attribution.source))
        if attribution.speaker is not None and attribution.speaker in local:
            speaker = local[attribution.speaker]
            mentions = ((item.report.id, m.span.start, m.span.end) for m in speaker.mentions)
            merged = next((actors[key] for key in mentions if key in actors), None)
            actor = merged.id if merged else speaker.id
            names = (merged.name, *merged.names) if merged else (speaker.name,)
        yield Said(
            report=item,
            actor=actor,
            names=tuple(dict.fromkeys(names)),
            force=attribution.force,
            kind=attribution.kind,
            confidence=attribution.confidence,
            source=attribution.source,
            content=attribution.content,
            sentence=_sentence(item, attribution, starts),
        )


def _words(item: AnnotatedReport, spans: Iterable[Span]) -> list[str]:
    return [" ".join(item.report.text[span.start : span.end].split()) for span in spans]


def _sentence(item: AnnotatedReport, attribution: Attribution, starts: Sequence[int]) -> Span:
    """The sentence of the cue, else that in which the content begins."""
    place = (attribution.cue or attribution.content)[0].start
    return item.annotation.sentences[max(0, bisect.bisect_right(starts, place) - 1)]


def _is(who: str, name: str) -> bool:
    return set(fold(who).split()) <= set(fold(name).split()) or same_name(who, name)


def _speaks_of(row: Said, wanted: Sequence[str]) -> bool:
    tokens = row.report.annotation.tokens
    text = row.report.report.text
    found: set[str] = set()
    for span in (row.sentence, *row.content):
        first, last = bisect.bisect_left(tokens.start, span.start), bisect.bisect_left(tokens.start, span.end)
        found.update(fold(lemma) for lemma in tokens.lemma[first:last])
        found.update(fold(text[tokens.start[i] : tokens.end[i]]) for i in range(first, last))
    return all(word in found for word in wanted)
