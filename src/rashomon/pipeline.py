"""The stages in order.

    intake -> clean -> annotate -> group -> reconcile -> present

Only here does a report's error become a Refusal: whatever goes wrong with one report, the others go on.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rashomon.errors import ReportError, UsageError
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

    def _repr_html_(self) -> str:
        """What a notebook shows: the page of `brief`, in a frame whose styles are its own."""
        from html import escape
        from importlib import metadata

        from rashomon.present.as_html import as_html
        from rashomon.present.locate import Locator
        from rashomon.present.view import view

        by_id = {member.report.id: member for member in self.reports}
        shown = []
        for synopsis in self.synopses:
            locator = Locator([by_id[report.id] for report in synopsis.reports])
            shown.append((synopsis, view(synopsis, locator, settings=Settings().present), locator))
        page = as_html(shown, self.refusals, version=metadata.version("rashomon"))
        return f'<iframe sandbox srcdoc="{escape(page)}" style="width: 100%; height: 40em; border: 0"></iframe>'


def read_reports(
    paths: Iterable[str], *, settings: Settings, every_version: bool = False, workers: int = 1
) -> Iterator[Report | Refusal]:
    """Yield every report under `paths` once, cleaned, in the order of intake, and a Refusal for each that is none.

    With more than one worker, reports are cleaned in worker processes, which read ahead by a few hundred of them.

    Of two reports with one given id or address the first is kept; the second is refused, as "duplicate" when its text
    is the same. With `every_version` both are yielded, for an archive that tells them apart. Files of one name and text
    in several folders are several reports, copies of one another.
    """
    from rashomon.execute import map_ordered
    from rashomon.intake import read

    seen: dict[str, str] = {}
    places: Counter[str] = Counter()
    work = functools.partial(_clean_one, settings=settings)
    for report, id_given in map_ordered(work, read(paths, settings=settings.intake), workers=workers, chunk=32):
        if isinstance(report, Refusal):
            yield report
            continue
        if not id_given and report.url is None:
            places[report.id] += 1
            if places[report.id] > 1:
                report = dataclasses.replace(report, id=derive_id(report.id, str(places[report.id])))
        mark = derive_id(report.text)
        if report.id in seen and not every_version:
            same = seen[report.id] == mark
            yield Refusal(
                path=report.path or "",
                record=report.record,
                id=report.id,
                stage="clean",
                reason="duplicate" if same else "id taken",
                detail="the same report was read before" if same else "another report with this id was read before",
            )
            continue
        if not every_version:
            seen[report.id] = mark
        yield report


def _clean_one(raw: RawReport | Refusal, *, settings: Settings) -> tuple[Report | Refusal, bool]:
    """Return the report in `raw`, or why there is none, and whether an id was given with it."""
    from rashomon.clean import clean

    if isinstance(raw, Refusal):
        return raw, False
    try:
        return clean(raw, settings=settings.clean), raw.id is not None
    except ReportError as error:
        return Refusal(
            path=raw.path, record=raw.record, id=raw.id, stage="clean", reason=error.reason, detail=error.detail
        ), False


def annotate_reports(
    reports: Iterable[Report], *, settings: Settings, refuse: Callable[[Refusal], None], workers: int = 1
) -> Iterator[AnnotatedReport]:
    """Yield each report with its annotation, in order; reads ahead by a few batches only.

    The annotations are the same for any number of workers. Each worker process loads the model for itself. A report on
    which two workers died, or for which the memory does not suffice, is handed to `refuse`; the others go on.
    """
    from rashomon.execute import map_batches

    def lost(report: Report, reason: str) -> Refusal:
        return Refusal(
            path=report.path or "",
            record=report.record,
            id=report.id,
            stage="annotate",
            reason="not annotated",
            detail=f"{reason}; {len(report.text):,} characters",
        )

    work = functools.partial(_annotate_batch, settings=settings)
    for item in map_batches(work, reports, workers=workers, batch=settings.annotate.batch, lost=lost):
        if isinstance(item, Refusal):
            refuse(item)
        else:
            yield item


def _annotate_batch(reports: list[Report], *, settings: Settings) -> list[AnnotatedReport | Refusal]:
    from rashomon.annotate import annotate

    annotations = annotate(reports, settings=settings.annotate)
    return [AnnotatedReport(report=one, annotation=two) for one, two in zip(reports, annotations, strict=True)]


def _read_all(
    paths: Iterable[str], *, settings: Settings, workers: int, watch: Watcher
) -> tuple[tuple[AnnotatedReport, ...], tuple[Refusal, ...]]:
    refusals: list[Refusal] = []
    reports: list[Report] = []
    for report in only_reports(paths, settings=settings, refuse=refusals.append):
        reports.append(report)
        watch("read", len(reports), None)
    reports.sort(key=lambda report: report.id)
    annotated = []
    for member in annotate_reports(reports, settings=settings, workers=workers, refuse=refusals.append):
        annotated.append(member)
        watch("annotate", len(annotated), len(reports))
    refusals.sort(key=lambda refusal: (refusal.path, refusal.record or 0, refusal.reason))
    return tuple(annotated), tuple(refusals)


def stories(
    paths: Iterable[str],
    *,
    settings: Settings,
    refuse: Callable[[Refusal], None],
    workers: int = 1,
    state: Path | None = None,
    explained: bool = False,
    watch: Watcher = _nobody_watches,
) -> Iterator[Story]:
    """Yield the stories of everything under `paths` as they end, without annotating a report, in bounded memory.

    What cannot be read is handed to `refuse`. Reports should come roughly in the order of publication; memory grows
    with the stories that are open and, by some bytes, with the ids read so far. With a file `state`, reports that it
    has are passed over, the others are kept in it, and at the end all its stories are yielded; `explained`, they tell
    what each report shares with its story, except actors and places, which need annotations. Raises ArchiveError
    where that file cannot be read or written.
    """
    from rashomon.execute import map_ordered
    from rashomon.group import StateFile, group_stream, read_batches

    mapper = functools.partial(map_ordered, workers=workers)
    reports = _watched(only_reports(paths, settings=settings, refuse=refuse, workers=workers), watch)
    if state is None:
        yield from group_stream(reports, settings=settings.group, mapper=mapper)
        return
    with contextlib.closing(StateFile(state, settings=settings.group)) as kept:
        new = (report for report in reports if _is_new(report, kept.knows(report), refuse))
        for batch in read_batches(new, kept.boilerplate(), settings=settings.group, mapper=mapper):
            kept.take(batch)
        yield from kept.stories(explained=explained)


def explained_stories(
    paths: Iterable[str],
    *,
    settings: Settings,
    refuse: Callable[[Refusal], None],
    workers: int = 1,
    watch: Watcher = _nobody_watches,
) -> tuple[Story, ...]:
    """Return the stories of everything under `paths`, with the reasons for each membership; every report is annotated.

    All reports are held in memory at once. What cannot be read is handed to `refuse`.
    """
    from rashomon.group import group

    annotated, refusals = _read_all(paths, settings=settings, workers=workers, watch=watch)
    for refusal in refusals:
        refuse(refusal)
    return group(annotated, settings=settings.group)


def _watched(reports: Iterable[Report], watch: Watcher) -> Iterator[Report]:
    for count, report in enumerate(reports, 1):
        watch("read", count, None)
        yield report


def _is_new(report: Report, known: Literal["new", "same", "other text"], refuse: Callable[[Refusal], None]) -> bool:
    if known == "other text":
        refuse(
            Refusal(
                path=report.path or "",
                record=report.record,
                id=report.id,
                stage="group",
                reason="id taken",
                detail="the state has another report with this id",
            )
        )
    return known == "new"


def only_reports(
    paths: Iterable[str], *, settings: Settings, refuse: Callable[[Refusal], None], workers: int = 1
) -> Iterator[Report]:
    """Yield the reports under `paths`; what cannot be read is handed to `refuse`."""
    for item in read_reports(paths, settings=settings, workers=workers):
        if isinstance(item, Refusal):
            refuse(item)
        else:
            yield item


def brief(paths: Iterable[str], *, settings: Settings, workers: int = 1, watch: Watcher = _nobody_watches) -> Briefing:
    """Read everything under `paths`, group it into stories and reconcile each.

    An undated report of a story may be dated by the others in between, and its times are then counted anew.
    """
    from rashomon.group import group
    from rashomon.reconcile import reconcile

    annotated, refusals = _read_all(paths, settings=settings, workers=workers, watch=watch)
    found = group(annotated, settings=settings.group)
    by_id = {member.report.id: member for member in annotated}
    synopses = []
    for story in found:
        members = date_together([by_id[name] for name in story.reports], settings=settings)
        by_id.update((member.report.id, member) for member in members)
        synopses.append(reconcile(story, members, settings=settings.reconcile))
        watch("reconcile", len(synopses), len(found))
    synopses.sort(key=lambda synopsis: (-len(synopsis.reports), synopsis.story))
    dated = tuple(by_id[member.report.id] for member in annotated)
    return Briefing(synopses=tuple(synopses), reports=dated, refusals=refusals)


def compare(first: str, second: str, *, settings: Settings) -> Briefing:
    """Hold two reports, each the only one at its path, against each other, whatever grouping would make of them.

    The briefing has one synopsis, with the report of `first` before that of `second`; none where one is missing. Raises
    UsageError for a path that holds more than one report.
    """
    refusals: list[Refusal] = []
    reports: list[Report] = []
    for path in (first, second):
        found = False
        for item in read_reports([path], settings=settings):
            if isinstance(item, Refusal):
                refusals.append(item)
                continue
            if found:
                raise UsageError(f"{path} holds several reports; give a file with one report for each of the two")
            found = True
            reports.append(item)
    members = list(annotate_reports(reports, settings=settings, refuse=refusals.append))
    if len(members) < 2 or members[0].report.id == members[1].report.id:
        return Briefing(synopses=(), reports=tuple(members), refusals=tuple(refusals))
    return dataclasses.replace(compare_reports(*members, settings=settings), refusals=tuple(refusals))


def compare_reports(first: AnnotatedReport, second: AnnotatedReport, *, settings: Settings) -> Briefing:
    """Hold two reports of different ids against each other; the briefing has one synopsis, `first` before `second`."""
    from rashomon.group import group
    from rashomon.reconcile import reconcile

    members = date_together([first, second], settings=settings)
    ids = tuple(member.report.id for member in members)
    copies = tuple(copy for found in group(members, settings=settings.group) for copy in found.copies)
    story = Story(id=derive_id(*ids), reports=ids, copies=copies)
    synopsis = reconcile(story, members, settings=settings.reconcile)
    return Briefing(synopses=(synopsis,), reports=tuple(members), refusals=())


def date_together(members: Sequence[AnnotatedReport], *, settings: Settings) -> list[AnnotatedReport]:
    """The reports of one story, the undated ones dated where the others show the day."""
    from rashomon.annotate import infer_together

    annotations = infer_together(members, settings=settings.annotate.times)
    return [
        AnnotatedReport(report=member.report, annotation=annotation)
        for member, annotation in zip(members, annotations, strict=True)
    ]
