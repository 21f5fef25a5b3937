"""The stages in order.

    intake -> clean -> annotate -> group -> reconcile -> present

Only here does a report's error become a Refusal: whatever goes wrong with one report, the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rashomon.errors import ReportError
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.ids import derive_id
from rashomon.model.report import RawReport, Refusal, Report
from rashomon.model.story import Story
from rashomon.model.synopsis import Synopsis
from rashomon.settings import Settings

Watcher = Callable[[str, int, int | None], None]
"""Told of progress: the stage's name, how many are done, and of how many (None when that is not known)."""


def _nobody_watches(stage: str, done: int, total: int | None) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What `brief` hands to the presenters: synopses, most reports first; the reports they cite; the refusals."""

    synopses: tuple[Synopsis, ...]
    reports: tuple[AnnotatedReport, ...]
    refusals: tuple[Refusal, ...]


def read_reports(paths: Iterable[str], *, settings: Settings) -> Iterator[Report | Refusal]:
    """Yield every report under `paths` once, cleaned, in the order of intake, and a Refusal for each that is none.

    Of two reports with one id the first is kept; the second is refused, as "duplicate" when its text is the same.
    """
    from rashomon.clean import clean
    from rashomon.intake import read

    seen: dict[str, str] = {}
    for raw in read(paths, settings=settings.intake):
        if isinstance(raw, Refusal):
            yield raw
            continue
        report = _clean_one(raw, settings=settings, clean=clean)
        if isinstance(report, Refusal):
            yield report
            continue
        mark = derive_id(report.text)
        if report.id in seen:
            same = seen[report.id] == mark
            yield Refusal(
                path=raw.path,
                record=raw.record,
                id=report.id,
                stage="clean",
                reason="duplicate" if same else "id taken",
                detail="the same report was read before" if same else "another report with this id was read before",
            )
            continue
        seen[report.id] = mark
        yield report


def _clean_one(raw: RawReport, *, settings: Settings, clean: Callable[..., Report | Refusal]) -> Report | Refusal:
    try:
        return clean(raw, settings=settings.clean)
    except ReportError as error:
        return Refusal(
            path=raw.path, record=raw.record, id=raw.id, stage="clean", reason=error.reason, detail=error.detail
        )


def annotate_reports(reports: Iterable[Report], *, settings: Settings) -> Iterator[AnnotatedReport]:
    """Yield each report with its annotation, in order; reads ahead by one batch only."""
    from rashomon.annotate import annotate

    waiting: list[Report] = []

    def remember() -> Iterator[Report]:
        for report in reports:
            waiting.append(report)
            yield report

    for annotation in annotate(remember(), settings=settings.annotate):
        yield AnnotatedReport(report=waiting.pop(0), annotation=annotation)


def _read_all(
    paths: Iterable[str], *, settings: Settings, watch: Watcher
) -> tuple[tuple[AnnotatedReport, ...], tuple[Refusal, ...]]:
    reports: list[Report] = []
    refusals: list[Refusal] = []
    for item in read_reports(paths, settings=settings):
        if isinstance(item, Refusal):
            refusals.append(item)
        else:
            reports.append(item)
            watch("read", len(reports), None)
    reports.sort(key=lambda report: report.id)
    refusals.sort(key=lambda refusal: (refusal.path, refusal.record or 0, refusal.reason))
    annotated = []
    for member in annotate_reports(reports, settings=settings):
        annotated.append(member)
        watch("annotate", len(annotated), len(reports))
    return tuple(annotated), tuple(refusals)


def stories(
    paths: Iterable[str], *, settings: Settings, watch: Watcher = _nobody_watches
) -> tuple[tuple[AnnotatedReport, ...], tuple[Story, ...], tuple[Refusal, ...]]:
    """Read everything under `paths` and group it into stories."""
    from rashomon.group import group

    annotated, refusals = _read_all(paths, settings=settings, watch=watch)
    return annotated, group(annotated, settings=settings.group), refusals


def brief(paths: Iterable[str], *, settings: Settings, watch: Watcher = _nobody_watches) -> Briefing:
    """Read everything under `paths`, group it into stories and reconcile each."""
    from rashomon.reconcile import reconcile

    annotated, found, refusals = stories(paths, settings=settings, watch=watch)
    by_id = {member.report.id: member for member in annotated}
    synopses = []
    for story in found:
        synopses.append(reconcile(story, [by_id[name] for name in story.reports], settings=settings.reconcile))
        watch("reconcile", len(synopses), len(found))
    synopses.sort(key=lambda synopsis: (-len(synopsis.reports), synopsis.story))
    return Briefing(synopses=tuple(synopses), reports=annotated, refusals=refusals)
