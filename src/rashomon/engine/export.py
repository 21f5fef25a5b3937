"""An archive as flat tables: one row an attribution, claim, piece of evidence, figure, time, actor, story or report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import get_args

from rashomon.errors import UsageError
from rashomon.model.archive import StoryRow
from rashomon.model.export import (
    ActorRow,
    AttributionRow,
    ClaimRow,
    EvidenceRow,
    ExportKind,
    ExportRow,
    FigureRow,
    ReportExportRow,
    StoryExportRow,
    TimeRow,
)
from rashomon.model.report import Block
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Synopsis
from rashomon.pipeline import Briefing
from rashomon.store import stories, walk
from rashomon.store.database import Store
from rashomon.store.reports import chunks
from rashomon.store.spoken import Voice
from rashomon.store.walk import Stored

_PART = 64
"""Reports read at a time."""
BETWEEN = " | "
"""Stands between the names of a list."""


def export(store: Store, kind: ExportKind, *, since: str | None, until: str | None) -> Iterator[ExportRow]:
    """Yield the rows of one kind: of reports in the order of coming, of stories by id.

    `since` and `until` are days of publication, both included; what has no date is left out when either is given.
    Only the newest version of a report is told of, but `reports` has every version. Raises UsageError for another kind.
    """
    days = (since, until)
    of_report: dict[str, Callable[[Stored, Sequence[Voice]], Iterator[ExportRow]]] = {
        "attributions": _attributions,
        "figures": lambda one, speaking: _figures(one),
        "times": lambda one, speaking: _times(one),
    }
    of_story: dict[str, Callable[[StoryRow, Briefing], Iterator[ExportRow]]] = {
        "claims": lambda row, briefing: _claims(briefing),
        "evidence": lambda row, briefing: _evidence(briefing),
        "actors": lambda row, briefing: _actors(briefing.synopses[0]),
    }
    if kind == "reports":
        for one, _ in _stored(store, days, every_version=True, with_voices=False):
            yield _report(one)
    elif kind in of_report:
        for one, speaking in _stored(store, days, every_version=False, with_voices=kind == "attributions"):
            yield from of_report[kind](one, speaking)
    elif kind == "stories":
        for row in _story_rows(store, days):
            yield _story(row)
    elif kind in of_story:
        for row in _story_rows(store, days):
            yield from of_story[kind](row, _briefing(store, row.id))
    else:
        raise UsageError(f"no such table: {kind}; there are {', '.join(get_args(ExportKind))}")


def _stored(
    store: Store, days: tuple[str | None, str | None], *, every_version: bool, with_voices: bool
) -> Iterator[tuple[Stored, Sequence[Voice]]]:
    after = (0, 0)
    while True:
        with store.reading() as connection:
            part = walk.read_part(connection, after=after, size=_PART, every_version=every_version)
            speaking = walk.speaking(connection, [one.number for one in part]) if with_voices else {}
        if not part:
            return
        for one in part:
            reference = one.member.annotation.reference
            if _within(reference.earliest, reference.latest, days):
                yield one, speaking.get(one.number, ())
        after = walk.next_place(part)


def _within(first: date | None, last: date | None, days: tuple[str | None, str | None]) -> bool:
    since, until = days
    if since is None and until is None:
        return True
    if first is None or last is None:
        return False
    return (since is None or last.isoformat() >= since) and (until is None or first.isoformat() <= until)


def _story_rows(store: Store, days: tuple[str | None, str | None]) -> Iterator[StoryRow]:
    with store.reading() as connection:
        ids = walk.list_stories(connection)
    for some in chunks(ids, _PART):
        with store.reading() as connection:
            rows = stories.read_story_rows(connection, some)
        yield from (row for row in rows if _within(row.first, row.last, days))


def _briefing(store: Store, id: str) -> Briefing:
    with store.reading() as connection:
        synopsis, made_from = stories.read_synopsis(connection, id, as_of=None)
        members = stories.read_members(connection, synopsis, made_from, with_tokens=False)
    return Briefing(synopses=(synopsis,), reports=members, refusals=())


def _attributions(one: Stored, speaking: Sequence[Voice]) -> Iterator[AttributionRow]:
    report, annotation = one.member.report, one.member.annotation
    local = {actor.id: actor for actor in annotation.actors}
    speakers = iter(speaking)
    for number, item in enumerate(annotation.attributions):
        voice = next(speakers, None) if item.content else None
        speaker = local.get(item.speaker or "")
        name = voice.names[0] if voice and voice.actor else speaker.name if speaker else None
        sentence = _sentence(annotation.sentences, (item.cue or item.content or item.source)[0].start)
        yield AttributionRow(
            report=report.id,
            version=one.version,
            story=one.story,
            outlet=report.outlet,
            published=annotation.reference.iso,
            number=number,
            inside=item.inside,
            actor=voice.actor if voice and voice.actor else item.speaker,
            name=name,
            names=BETWEEN.join(voice.names) if voice and voice.actor else name or "",
            force=item.force,
            kind=item.kind,
            negated=item.negated,
            confidence=round(item.confidence, 4),
            source=_words(report.text, item.source),
            cue=_words(report.text, item.cue),
            content=_words(report.text, item.content),
            source_spans=_spans(item.source),
            cue_spans=_spans(item.cue),
            content_spans=_spans(item.content),
            sentence=f"{sentence.start}:{sentence.end}" if sentence else "",
        )


def _sentence(sentences: Iterable[Span], place: int) -> Span | None:
    return next((span for span in sentences if span.start <= place < span.end), None)


def _words(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


def _spans(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}:{span.end}" for span in spans)


def _figures(one: Stored) -> Iterator[FigureRow]:
    report = one.member.report
    for item in one.member.annotation.figures:
        yield FigureRow(
            report=report.id,
            version=one.version,
            story=one.story,
            start=item.span.start,
            end=item.span.end,
            text=report.text[item.span.start : item.span.end],
            low=item.low,
            high=item.high,
            unit=item.unit,
            of=item.of,
            event=item.event,
            hedge=item.hedge,
            scope=item.scope,
            as_of=item.as_of,
        )


def _times(one: Stored) -> Iterator[TimeRow]:
    report = one.member.report
    for item in one.member.annotation.times:
        yield TimeRow(
            report=report.id,
            version=one.version,
            story=one.story,
            start=item.span.start,
            end=item.span.end,
            text=report.text[item.span.start : item.span.end],
            type=item.type,
            value=item.value,
            mod=item.mod,
            earliest=_iso(item.earliest),
            latest=_iso(item.latest),
            tense=item.tense,
            confidence=round(item.confidence, 4),
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _claims(briefing: Briefing) -> Iterator[ClaimRow]:
    (synopsis,) = briefing.synopses
    texts = {item.report.id: item.report.text for item in briefing.reports}
    for claim in synopsis.claims:
        yield ClaimRow(
            story=synopsis.story,
            claim=claim.id,
            kind=claim.kind,
            status=claim.status,
            reports=claim.reports,
            origins=claim.origins,
            confidence=round(claim.confidence, 4),
            weight=round(claim.weight, 4),
            report=claim.gist.report,
            start=claim.gist.start,
            end=claim.gist.end,
            text=_cited(texts, claim.gist),
        )


def _evidence(briefing: Briefing) -> Iterator[EvidenceRow]:
    (synopsis,) = briefing.synopses
    texts = {item.report.id: item.report.text for item in briefing.reports}
    for claim in synopsis.claims:
        for item in claim.support:
            yield EvidenceRow(
                story=synopsis.story,
                claim=claim.id,
                side="support",
                report=item.at.report,
                start=item.at.start,
                end=item.at.end,
                text=_cited(texts, item.at),
                origin=item.origin,
                chain=" > ".join(item.chain),
                value=item.value,
                how=None,
                by=None,
                explanation=None,
                confidence=round(item.confidence, 4),
            )
        for answer in claim.against:
            yield EvidenceRow(
                story=synopsis.story,
                claim=claim.id,
                side="against",
                report=answer.at.report,
                start=answer.at.start,
                end=answer.at.end,
                text=_cited(texts, answer.at),
                origin=None,
                chain="",
                value=answer.value,
                how=answer.how,
                by=answer.by,
                explanation=answer.explanation,
                confidence=None,
            )


def _cited(texts: dict[str, str], at: Citation) -> str:
    return texts[at.report][at.start : at.end]


def _actors(synopsis: Synopsis) -> Iterator[ActorRow]:
    for actor in synopsis.actors:
        yield ActorRow(
            story=synopsis.story,
            actor=actor.id,
            name=actor.name,
            kind=actor.kind,
            names=BETWEEN.join(actor.names),
            country=actor.country,
            office=actor.office,
            of=actor.of,
            mentions=len(actor.mentions),
            reports=len({at.report for at in actor.mentions}),
        )


def _story(row: StoryRow) -> StoryExportRow:
    counts = dict(row.statuses)
    return StoryExportRow(
        story=row.id,
        title=row.title,
        headline=row.headline,
        first=_iso(row.first),
        last=_iso(row.last),
        reports=" ".join(row.reports),
        outlets=BETWEEN.join(row.outlets),
        copies=row.copies,
        corroborated=counts.get("corroborated", 0),
        one_origin=counts.get("one origin", 0),
        single=counts.get("single", 0),
        disputed=counts.get("disputed", 0),
        denied=counts.get("denied", 0),
        updated=row.updated.isoformat(),
    )


def _report(one: Stored) -> ReportExportRow:
    report = one.member.report
    return ReportExportRow(
        report=report.id,
        version=one.version,
        newest=one.newest,
        added=one.added,
        hash=one.hash,
        story=one.story,
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        authors=BETWEEN.join(report.authors),
        published=report.published.iso,
        published_from=report.published.source,
        language=report.language,
        path=report.path,
        record=report.record,
        blocks=_blocks(report.blocks),
        extra=json.dumps(dict(report.extra), ensure_ascii=False),
        text=report.text,
    )


def _blocks(blocks: Iterable[Block]) -> str:
    return " ".join(f"{block.span.start}:{block.span.end}:{block.role}" for block in blocks)
