"""Reports and annotations made by hand, or by the real annotator, for the tests of this stage."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from rashomon.annotate import annotate
from rashomon.model.annotation import (
    Actor,
    ActorKind,
    AnnotatedReport,
    Annotation,
    Figure,
    Mention,
    Tokens,
)
from rashomon.model.ids import derive_id
from rashomon.model.report import Block, BlockRole, Report
from rashomon.model.spans import UNKNOWN_DATE, ReferenceDate, Span
from rashomon.model.story import Copy, Story
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.reconcile import gather
from rashomon.settings import Settings


def span(text: str, piece: str, *, nth: int = 0) -> Span:
    """Where `piece` stands in `text` for the nth time, counted from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(piece, start + 1)
    return Span(start, start + len(piece))


def actor(text: str, name: str, kind: ActorKind = "person", **fields: Any) -> Actor:
    """An actor mentioned wherever its name, or one of `aliases`, stands."""
    forms = (name, *fields.pop("aliases", ()))
    spans = sorted({m.span() for form in forms for m in re.finditer(rf"\b{re.escape(form)}\b", text)})
    mentions = tuple(Mention(span=Span(*at), form="name") for at in spans)
    return Actor(id=derive_id(kind, name), name=name, kind=kind, mentions=mentions, **fields)


def figure(text: str, piece: str, low: float, high: float | None = None, **fields: Any) -> Figure:
    """A figure over `piece`."""
    return Figure(span=span(text, piece), low=low, high=low if high is None else high, **fields)


def report(
    name: str,
    text: str,
    *,
    role: BlockRole = "body",
    outlet: str | None = None,
    published: date | None = None,
    **layers: Any,
) -> AnnotatedReport:
    """A report of one block a line, with the layers given; its tokens have neither tags nor trees."""
    blocks = tuple(Block(span=Span(*m.span()), role=role) for m in re.finditer(r"\S[^\n]*", text))
    words = list(re.finditer(r"\w+|[^\w\s]", text))
    tokens = Tokens(
        start=tuple(w.start() for w in words),
        end=tuple(w.end() for w in words),
        lemma=tuple(w[0].lower() for w in words),
        pos=tuple("PROPN" if w[0][0].isupper() else "NOUN" for w in words),
        tag=tuple("NN" for _ in words),
        dep=tuple("ROOT" for _ in words),
        head=tuple(range(len(words))),
        entity=tuple("" for _ in words),
    )
    reference = (
        ReferenceDate(earliest=published, latest=published, source="given") if published is not None else UNKNOWN_DATE
    )
    sentences = tuple(Span(*m.span()) for m in re.finditer(r"[^\s.][^.\n]*\.?", text))
    given = {"actors": (), "attributions": (), "times": (), "figures": (), "places": (), **layers}
    annotation = Annotation(report=name, reference=reference, tokens=tokens, sentences=sentences, versions=(), **given)
    return AnnotatedReport(report=Report(id=name, text=text, blocks=blocks, outlet=outlet), annotation=annotation)


@functools.cache
def annotated(*texts: str, outlets: tuple[str, ...] = (), days: tuple[date, ...] = ()) -> tuple[AnnotatedReport, ...]:
    """Annotate plain texts of one paragraph a line; their ids are "r0", "r1" and so on."""
    reports = []
    for number, text in enumerate(texts):
        blocks = tuple(Block(span=Span(*m.span()), role="body") for m in re.finditer(r"\S[^\n]*", text))
        day = days[number] if days else None
        published = ReferenceDate(earliest=day, latest=day, source="given") if day else UNKNOWN_DATE
        outlet = outlets[number] if outlets else None
        reports.append(Report(id=f"r{number}", text=text, blocks=blocks, published=published, outlet=outlet))
    found = annotate(reports, settings=Settings().annotate)
    return tuple(
        AnnotatedReport(report=one, annotation=annotation) for one, annotation in zip(reports, found, strict=True)
    )


def material(reports: Sequence[AnnotatedReport], *, copies: Sequence[tuple[str, str]] = ()) -> Material:
    """The material of a story of these reports; `copies` are pairs (copy, original)."""
    story = Story(
        id="story",
        reports=tuple(item.report.id for item in reports),
        copies=tuple(Copy(report=one, original=other, containment=1.0) for one, other in copies),
    )
    return gather(story, reports, settings=Settings().reconcile)


def alone(found: Material) -> tuple[ClaimDraft, ...]:
    """A claim for each sentence by itself."""
    return tuple(draft(found, unit.number) for unit in found.units)


def draft(found: Material, *units: int) -> ClaimDraft:
    """A claim that the sentences of these numbers support."""
    support = tuple(
        DraftSupport(
            at=found.citation(found.units[number].report, found.units[number].span),
            unit=number,
            origin=str(found.units[number].report),
        )
        for number in units
    )
    return ClaimDraft(id="c" + "-".join(map(str, units)), kind="event", gist=support[0].at, support=support)
