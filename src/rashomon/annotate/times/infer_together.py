"""Date the undated reports of one story by the dated ones, and count their times anew without parsing again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from rashomon.annotate.times.infer import is_past_weekday
from rashomon.annotate.times.resolve import Found, resolve, tells_history
from rashomon.model.annotation import AnnotatedReport, Annotation, TimeExpression
from rashomon.model.report import Report
from rashomon.model.spans import ReferenceDate
from rashomon.settings import TimeSettings


def infer_together(reports: Sequence[AnnotatedReport], *, settings: TimeSettings) -> tuple[Annotation, ...]:
    """The annotations of one story's reports, in the given order, the undated ones dated where a sister shows the day.

    The news of a report is mostly dated by its first weekday ("confirmed on Friday"). Two reports of one story that
    both open with Friday mean the same Friday, so an undated one was published on that day or up to `settings.lag`
    days later. It must not contradict what it tells as past itself, and all dated sisters that open with that weekday
    must mean the same day; otherwise it stays undated. Pure; linear in the number of time expressions.
    """
    days: dict[int, set[ReferenceDate]] = {}
    for item in reports:
        opening = _opening(item)
        if opening and opening.earliest and opening.earliest == opening.latest and opening.term:
            day = ReferenceDate(
                earliest=opening.earliest,
                latest=opening.earliest + timedelta(days=settings.lag),
                source="text",
            )
            days.setdefault(opening.term.weekday or 0, set()).add(day)
    return tuple(_dated(item, days, settings) for item in reports)


def resolve_again(
    times: Sequence[TimeExpression], reference: ReferenceDate, *, settings: TimeSettings
) -> tuple[TimeExpression, ...]:
    """The same expressions counted from another reference date. Expressions without a term stay as they are."""
    found = [Found(time.span, time.term, time.tense) for time in times if time.term is not None]
    narrative = tells_history(found, reference, settings=settings)
    fresh = iter(resolve(found, reference, narrative=narrative, settings=settings))
    return tuple(next(fresh) if time.term is not None else time for time in times)


def _opening(item: AnnotatedReport) -> TimeExpression | None:
    """The first bare weekday of the report that is told as past, captions left out."""
    for time in item.annotation.times:
        if time.term is None or not is_past_weekday(Found(time.span, time.term, time.tense)):
            continue
        if not _in_caption(item.report, time):
            return time
    return None


def _in_caption(report: Report, time: TimeExpression) -> bool:
    return any(block.role == "caption" and block.span.contains(time.span) for block in report.blocks)


def _dated(item: AnnotatedReport, days: dict[int, set[ReferenceDate]], settings: TimeSettings) -> Annotation:
    annotation = item.annotation
    opening = _opening(item) if annotation.reference.source == "unknown" else None
    if opening is None or opening.term is None:
        return annotation
    candidates = days.get(opening.term.weekday or 0, set())
    if len(candidates) != 1:
        return annotation
    reference = replace(next(iter(candidates)), evidence=(opening.span,))
    if _contradicts(item, reference):
        return annotation
    return replace(annotation, reference=reference, times=resolve_again(annotation.times, reference, settings=settings))


def _contradicts(item: AnnotatedReport, reference: ReferenceDate) -> bool:
    """Whether the report tells as past, with its year, what came after the reference."""
    for time in item.annotation.times:
        explicit = time.term is not None and time.term.year is not None and time.term.kind == "calendar"
        told = time.tense == "past" or _in_caption(item.report, time)
        if explicit and told and time.earliest and reference.latest and time.earliest > reference.latest:
            return True
    return False
