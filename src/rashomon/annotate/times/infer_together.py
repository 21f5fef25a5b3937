"""Date the undated reports of one story by the dated ones, and count their times anew without parsing again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from rashomon.annotate.times.discourse import Found
from rashomon.annotate.times.infer import is_past_weekday
from rashomon.annotate.times.resolve import resolve, tells_history
from rashomon.model.annotation import AnnotatedReport, Annotation, TimeExpression
from rashomon.model.report import Report
from rashomon.model.spans import ReferenceDate
from rashomon.settings import TimeSettings


def infer_together(reports: Sequence[AnnotatedReport], *, settings: TimeSettings) -> tuple[Annotation, ...]:
    """The annotations of one story's reports, in the given order, the undated ones dated where a sister shows the day.

    The news of a report is mostly dated by its first weekday ("confirmed on Friday"). Two reports of one story that
    both open with Friday mean the same Friday, so an undated one was published on that day or up to `settings.lag`
    days later. It stays undated where that contradicts what it tells as past itself, where dated sisters mean different
    days by that weekday, and where the story's dated reports are spread over more than `settings.story_days`. Pure;
    linear in the number of time expressions.
    """
    known = [item.annotation.reference for item in reports if item.annotation.reference.earliest]
    bounds = [day for reference in known for day in (reference.earliest, reference.latest) if day]
    if not bounds or (max(bounds) - min(bounds)).days > settings.story_days:
        return tuple(item.annotation for item in reports)
    news: dict[int, set[date]] = {}
    for item in reports:
        opening = _opening(item)
        published = item.annotation.reference.latest
        if opening is None or opening.earliest is None or opening.earliest != opening.latest or published is None:
            continue
        if 0 <= (published - opening.earliest).days <= settings.lag:
            news.setdefault(opening.earliest.isoweekday(), set()).add(opening.earliest)
    return tuple(_dated(item, news, settings) for item in reports)


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


def _dated(item: AnnotatedReport, news: dict[int, set[date]], settings: TimeSettings) -> Annotation:
    annotation = item.annotation
    opening = _opening(item) if annotation.reference.source == "unknown" else None
    if opening is None or opening.term is None:
        return annotation
    candidates = sorted(news.get(opening.term.weekday or 0, ()))
    if len(candidates) != 1:
        return annotation
    first, last = candidates[0], candidates[0] + timedelta(days=settings.lag)
    reference = ReferenceDate(earliest=first, latest=last, source="text", evidence=(opening.span,))
    if _contradicts(item, reference, settings):
        return annotation
    return replace(annotation, reference=reference, times=resolve_again(annotation.times, reference, settings=settings))


def _contradicts(item: AnnotatedReport, reference: ReferenceDate, settings: TimeSettings) -> bool:
    """Whether the report tells as past what came after the reference, or names a weekday that would be too far back."""
    for time in item.annotation.times:
        if time.term is None or reference.earliest is None or reference.latest is None:
            continue
        told = time.tense == "past" or _in_caption(item.report, time)
        if told and time.term.year is not None and time.earliest and time.earliest > reference.latest:
            return True
        if is_past_weekday(Found(time.span, time.term, time.tense)):
            back = (reference.earliest.isoweekday() - (time.term.weekday or 0)) % 7
            if back > settings.story_days:
                return True
    return False
