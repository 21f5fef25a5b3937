"""Date the undated reports of one story by the dated ones, and count their times anew without parsing again."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from rashomon.annotate.times.discourse import Found
from rashomon.annotate.times.infer import is_past_weekday
from rashomon.annotate.times.resolve import resolve, tells_history
from rashomon.model.annotation import AnnotatedReport, Annotation, TimeExpression
from rashomon.model.report import BlockRole, Report
from rashomon.model.spans import ReferenceDate
from rashomon.settings import TimeSettings


def infer_together(reports: Sequence[AnnotatedReport], *, settings: TimeSettings) -> tuple[Annotation, ...]:
    """The annotations of one story's reports, in the given order, the undated ones dated where a sister shows the day.

    The news of a report is mostly dated by its first weekday ("confirmed on Friday"). Two reports of one story that
    both open with Friday mean the same Friday, so an undated one was published on that day or up to `settings.lag`
    days later. It stays undated where that contradicts what it tells as past itself, where dated sisters mean different
    days by that weekday, and where the story's dated reports are spread over more than `settings.story_days`. A
    dateline without a year ("KYIV, June 12 (Agency) -") is of the year that puts it within so many days of them. Pure;
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
    told = min(bounds), max(bounds)
    return tuple(
        _dated(item, _by_dateline(item, told, settings) or _by_news(item, news, settings), settings) for item in reports
    )


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
        if not _in(item.report, time, "caption"):
            return time
    return None


def _in(report: Report, time: TimeExpression, role: BlockRole) -> bool:
    return any(block.role == role and block.span.contains(time.span) for block in report.blocks)


def _by_dateline(item: AnnotatedReport, told: tuple[date, date], settings: TimeSettings) -> ReferenceDate | None:
    """The day of the report's dateline, in the year that brings it near the days that are known of the story."""
    around = timedelta(days=settings.story_days)
    for time in item.annotation.times:
        term = time.term
        if (
            term is None
            or term.year is not None
            or not term.month
            or not term.day
            or not _in(item.report, time, "byline")
        ):
            continue
        for year in sorted({told[0].year, told[1].year}):
            with contextlib.suppress(ValueError):  # 29 February
                day = date(year, term.month, term.day)
                if told[0] - around <= day <= told[1] + around:
                    return _published(day, time, settings)
    return None


def _by_news(item: AnnotatedReport, news: dict[int, set[date]], settings: TimeSettings) -> ReferenceDate | None:
    """The day that the weekday of the report's news is to those sisters which say so."""
    opening = _opening(item)
    if opening is None or opening.term is None:
        return None
    candidates = sorted(news.get(opening.term.weekday or 0, ()))
    return _published(candidates[0], opening, settings) if len(candidates) == 1 else None


def _published(day: date, by: TimeExpression, settings: TimeSettings) -> ReferenceDate:
    last = day + timedelta(days=settings.lag)
    return ReferenceDate(earliest=day, latest=last, source="text", evidence=(by.span,))


def _dated(item: AnnotatedReport, reference: ReferenceDate | None, settings: TimeSettings) -> Annotation:
    annotation = item.annotation
    if annotation.reference.source != "unknown" or reference is None or _contradicts(item, reference, settings):
        return annotation
    return replace(annotation, reference=reference, times=resolve_again(annotation.times, reference, settings=settings))


def _contradicts(item: AnnotatedReport, reference: ReferenceDate, settings: TimeSettings) -> bool:
    """Whether the report tells as past what came after the reference, or names a weekday that would be too far back."""
    for time in item.annotation.times:
        if time.term is None or reference.earliest is None or reference.latest is None:
            continue
        told = time.tense == "past" or _in(item.report, time, "caption")
        if told and time.term.year is not None and time.earliest and time.earliest > reference.latest:
            return True
        if is_past_weekday(Found(time.span, time.term, time.tense)):
            back = (reference.earliest.isoweekday() - (time.term.weekday or 0)) % 7
            if back > settings.story_days:
                return True
    return False
