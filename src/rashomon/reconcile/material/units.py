"""Reports become units: one sentence each, with its clauses, canonical terms and what the layers say of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from rashomon.model.annotation import AnnotatedReport, Annotation
from rashomon.model.spans import Span
from rashomon.reconcile.material.clauses import find_clauses
from rashomon.reconcile.material.drafts import MergedActors, Unit

T = TypeVar("T")


def find_units(
    reports: Sequence[AnnotatedReport], actors: MergedActors, terms: Sequence[tuple[str, ...]]
) -> tuple[Unit, ...]:
    """Return the units of all reports in order of report and text; `Unit.number` is the place in this order.

    `terms` are the canonical terms of each report's tokens.
    """
    units: list[Unit] = []
    for number, item in enumerate(reports):
        units.extend(_units(number, item, actors, terms[number], first=len(units)))
    return tuple(units)


def _units(
    report: int, item: AnnotatedReport, actors: MergedActors, terms: tuple[str, ...], *, first: int
) -> list[Unit]:
    annotation = item.annotation
    tokens = annotation.tokens
    mentions = sorted(
        (mention.span.start, actors.of[item.report.id, actor.id])
        for actor in annotation.actors
        for mention in actor.mentions
        if (item.report.id, actor.id) in actors.of
    )
    pronouns = []
    for actor in annotation.actors:
        if actor.kind == "person":
            merged = actors.by_id.get(actors.of.get((item.report.id, actor.id), ""), actor)
            surname = merged.name.split()[-1].lower()
            pronouns += [(mention.span.start, surname) for mention in actor.mentions if mention.form == "pronoun"]
    pronouns.sort()
    starts = [block.span.start for block in item.report.blocks]
    layers = [
        ([entry.span.start for entry in layer], range(len(layer)))
        for layer in (annotation.figures, annotation.times, annotation.places)
    ]
    referring = [start for start, _ in pronouns], [surname for _, surname in pronouns]
    naming = [start for start, _ in mentions], [actor for _, actor in mentions]
    out: list[Unit] = []
    attributions = find_attributions(annotation)
    for number, span in enumerate(annotation.sentences):
        low, high = bisect_left(tokens.start, span.start), bisect_left(tokens.start, span.end)
        block = bisect_left(starts, span.start + 1) - 1
        if low == high or block < 0 or not item.report.blocks[block].span.overlaps(span):
            continue
        figures, times, places = (tuple(_between(layer, span)) for layer in layers)
        out.append(
            Unit(
                number=first + len(out),
                report=report,
                span=span,
                role=item.report.blocks[block].role,
                first=low,
                last=high,
                clauses=find_clauses(item, low, high, terms),
                terms=(*(term for term in terms[low:high] if term), *_between(referring, span)),
                actors=tuple(dict.fromkeys(_between(naming, span))),
                figures=figures,
                times=times,
                places=places,
                attributions=attributions[number],
            )
        )
    return out


def _between(entries: tuple[Sequence[int], Sequence[T]], span: Span) -> Sequence[T]:
    """The values of those entries that begin inside the span; `entries` are their offsets, rising, and they."""
    starts, values = entries
    if not starts:
        return ()
    return values[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def find_attributions(annotation: Annotation) -> tuple[tuple[int, ...], ...]:
    """Return for each sentence the indices of the attributions whose content overlaps it, the outermost first."""
    ends = [span.end for span in annotation.sentences]
    found: list[set[int]] = [set() for _ in annotation.sentences]
    for index, attribution in enumerate(annotation.attributions):
        for content in attribution.content:
            at = bisect_right(ends, content.start)
            while at < len(ends) and annotation.sentences[at].start < content.end:
                found[at].add(index)
                at += 1
    depth = [_depth(annotation, index) for index in range(len(annotation.attributions))]
    return tuple(tuple(sorted(members, key=lambda index: (depth[index], index))) for members in found)


def _depth(annotation: Annotation, index: int) -> int:
    depth, seen = 0, set()
    inside = annotation.attributions[index].inside
    while inside is not None and inside not in seen:
        seen.add(inside)
        depth, inside = depth + 1, annotation.attributions[inside].inside
    return depth
