"""The JSON shapes of the outputs, field by field; `docs/schema/` publishes them as JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import Refusal
from rashomon.model.spans import Span
from rashomon.model.story import Story
from rashomon.model.synopsis import Against, Citation, Claim, Difference, Support, Synopsis

Json = dict[str, Any]


def dumps(value: Json, *, indent: int | None = None) -> str:
    """Return `value` as JSON text: fields in the order of the shape, no escapes but those that JSON asks for."""
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)


def annotation_json(member: AnnotatedReport, *, with_text: bool = False) -> Json:
    """The `rashomon annotate` record of one report; spans are [start, end] in code points of its text."""
    report, annotation = member.report, member.annotation
    record: Json = {
        "id": report.id,
        "path": report.path,
        "outlet": report.outlet,
        "title": report.title,
        "published": annotation.reference.iso,
        "published_from": annotation.reference.source,
        "published_evidence": _pairs(annotation.reference.evidence),
        "blocks": [{"start": b.span.start, "end": b.span.end, "role": b.role} for b in report.blocks],
        "sentences": _pairs(annotation.sentences),
        "actors": [
            {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "gender": actor.gender,
                "office": actor.office,
                "of": actor.of,
                "mentions": _pairs(mention.span for mention in actor.mentions),
                "forms": [mention.form for mention in actor.mentions],
            }
            for actor in annotation.actors
        ],
        "attributions": [
            {
                "source": _pairs(item.source),
                "cue": _pairs(item.cue),
                "content": _pairs(item.content),
                "kind": item.kind,
                "force": item.force,
                "negated": item.negated,
                "speaker": item.speaker,
                "inside": item.inside,
                "confidence": round(item.confidence, 4),
            }
            for item in annotation.attributions
        ],
        "times": [
            {
                "start": item.span.start,
                "end": item.span.end,
                "type": item.type,
                "value": item.value,
                "mod": item.mod,
                "earliest": item.earliest.isoformat() if item.earliest else None,
                "latest": item.latest.isoformat() if item.latest else None,
                "confidence": round(item.confidence, 4),
            }
            for item in annotation.times
        ],
        "figures": [
            {
                "start": item.span.start,
                "end": item.span.end,
                "low": item.low,
                "high": item.high,
                "unit": item.unit,
                "of": item.of,
                "event": item.event,
                "hedge": item.hedge,
                "scope": item.scope,
                "as_of": item.as_of,
            }
            for item in annotation.figures
        ],
        "places": [
            {
                "start": item.span.start,
                "end": item.span.end,
                "name": item.name,
                "country": item.country,
                "lat": item.lat if item.located else None,
                "lon": item.lon if item.located else None,
                "kind": item.kind,
                "metonym": item.metonym,
            }
            for item in annotation.places
        ],
        "versions": dict(annotation.versions),
    }
    if with_text:
        record["text"] = report.text
    return record


def story_json(story: Story) -> Iterable[Json]:
    """The `rashomon stories` records of one story: one a report, in the story's order, explained where it is."""
    copy_of = {copy.report: copy.original for copy in story.copies}
    why = {member.report: member for member in story.members}
    for report in story.reports:
        record: Json = {"id": report, "story": story.id, "copy_of": copy_of.get(report)}
        if report in why:
            record["why"] = {
                "score": round(why[report].score, 3),
                "terms": list(why[report].shared_terms),
                "names": list(why[report].shared_names),
                "actors": list(why[report].shared_actors),
                "places": list(why[report].shared_places),
                "days": why[report].days,
                "next_best": why[report].runner_up,
                "next_best_score": round(why[report].runner_up_score, 3),
            }
        yield record


def refusal_json(refusal: Refusal) -> Json:
    """One refused report."""
    return {
        "path": refusal.path,
        "record": refusal.record,
        "id": refusal.id,
        "stage": refusal.stage,
        "reason": refusal.reason,
        "detail": refusal.detail,
    }


def brief_json(
    synopses: Iterable[Synopsis], refusals: Iterable[Refusal], *, versions: Iterable[tuple[str, str]]
) -> Json:
    """The whole of `rashomon brief --format json`."""
    return {
        "stories": [synopsis_json(synopsis) for synopsis in synopses],
        "refused": [refusal_json(refusal) for refusal in refusals],
        "versions": dict(versions),
    }


def synopsis_json(synopsis: Synopsis) -> Json:
    """One story."""
    return {
        "story": synopsis.story,
        "headline": _citation(synopsis.headline),
        "first": synopsis.first.isoformat() if synopsis.first else None,
        "last": synopsis.last.isoformat() if synopsis.last else None,
        "reports": [
            {
                "id": report.id,
                "outlet": report.outlet,
                "title": report.title,
                "published": report.published.iso,
                "published_from": report.published.source,
                "path": report.path,
                "url": report.url,
                "copy_of": report.copy_of,
            }
            for report in synopsis.reports
        ],
        "claims": [_claim(claim) for claim in synopsis.claims],
        "differences": [_difference(difference) for difference in synopsis.differences],
        "statements": [
            {
                "actor": item.actor,
                "force": item.force,
                "kind": item.kind,
                "claim": item.claim,
                "confidence": round(item.confidence, 4),
                "spans": _citations(item.spans),
            }
            for item in synopsis.statements
        ],
        "positions": [
            {
                "actor": item.actor,
                "issue": item.issue,
                "stance": item.stance,
                "on": item.on.isoformat() if item.on else None,
                "spans": _citations(item.spans),
            }
            for item in synopsis.positions
        ],
        "timeline": [
            {
                "from": item.begin.isoformat(),
                "to": item.end.isoformat(),
                "grain": item.grain,
                "planned": item.planned,
                "spans": _citations(item.spans),
            }
            for item in synopsis.timeline
        ],
        "figures": [
            {
                "of": item.of,
                "unit": item.unit,
                "event": item.event,
                "low": item.low,
                "high": item.high,
                "as_of": item.as_of,
                "spans": _citations(item.spans),
            }
            for item in synopsis.figures
        ],
        "places": [
            {
                "name": item.name,
                "country": item.country,
                "lat": item.lat if item.located else None,
                "lon": item.lon if item.located else None,
                "spans": _citations(item.spans),
            }
            for item in synopsis.places
        ],
        "actors": [
            {
                "id": item.id,
                "name": item.name,
                "kind": item.kind,
                "names": list(item.names),
                "country": item.country,
                "office": item.office,
                "of": item.of,
                "mentions": _citations(item.mentions),
            }
            for item in synopsis.actors
        ],
        "copies": [list(pair) for pair in synopsis.copies],
        "cites": [
            {"report": item.report, "outlet": item.outlet, "spans": _citations(item.spans)} for item in synopsis.cites
        ],
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "gist": _citation(claim.gist),
        "status": claim.status,
        "support": [_support(item) for item in claim.support],
        "against": [_against(item) for item in claim.against],
        "reports": claim.reports,
        "origins": claim.origins,
        "confidence": round(claim.confidence, 4),
        "weight": round(claim.weight, 4),
        "why": list(claim.why),
    }


def _support(item: Support) -> Json:
    record = {**_citation(item.at), "origin": item.origin, "chain": list(item.chain)}
    record["confidence"] = round(item.confidence, 4)
    if item.value is not None:
        record["value"] = item.value
    return record


def _against(item: Against) -> Json:
    record = {**_citation(item.at), "how": item.how, "by": item.by}
    if item.value is not None:
        record["value"] = item.value
    return record


def _difference(item: Difference) -> Json:
    return {
        "type": item.type,
        "explanation": item.explanation,
        "confidence": round(item.confidence, 4),
        "about": item.about,
        "claims": list(item.claims),
        "sides": [{"value": side.value, "spans": _citations(side.spans)} for side in item.sides],
    }


def _citation(at: Citation) -> Json:
    return {"report": at.report, "start": at.start, "end": at.end}


def _citations(spans: Iterable[Citation]) -> list[Json]:
    return [_citation(at) for at in spans]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
