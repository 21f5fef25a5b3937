"""Reports become part of an archive: read, annotated, acknowledged chunk by chunk, grouped and reconciled.

An add that is killed has acknowledged what it wrote; the next one goes on from there and comes to the same stories:
reports are grouped in batches by their order of coming, however many runs brought them in.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rashomon.engine.fresh import FRESH
from rashomon.engine.grouping import Grouping
from rashomon.engine.reconciling import reconcile_stale
from rashomon.model.archive import Added
from rashomon.model.report import Refusal, Report, Stage
from rashomon.pipeline import Watcher
from rashomon.settings import Settings
from rashomon.store import log, placement, reports, words
from rashomon.store.database import Store
from rashomon.store.indexed import Indexed, indexed
from rashomon.store.moments import moment_text
from rashomon.store.prepared import Prepared, prepare
from rashomon.store.tokens import share
from rashomon.uncollected import rest, uncollected

if TYPE_CHECKING:
    from rashomon.execute.processes import Crew
    from rashomon.model.annotation import AnnotatedReport

Clock = Callable[[], datetime]
_LOOKED_UP = 64
"""Reports looked up at a time, to see which are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a worker makes of a report: all that is written of it; and the number of the worker."""

    prepared: Prepared
    indexed: Indexed
    worker: int | None


@dataclass(slots=True)
class _Tally:
    refuse: Callable[[Refusal], None]
    new: int = 0
    versions: int = 0
    known: int = 0
    refused: int = 0


@uncollected
def add(
    store: Store,
    items: Iterable[Report | Refusal],
    *,
    settings: Settings,
    workers: int,
    watch: Watcher,
    refuse: Callable[[Refusal], None],
    now: Clock | None,
    total: int | None = None,
) -> Added:
    """Add reports, `total` in all where that is known; see `Archive.add`."""
    from rashomon.execute import crew_of

    with store.adding(), crew_of(workers, begin=rest) as crew:
        with store.reading() as connection:
            at = max(moment_text((now or utc_now)()), log.latest(connection))
        tally = _Tally(refuse)
        refusals: list[Refusal] = []
        grouping = Grouping(store, settings=settings)
        fresh = _fresh(store, items, settings=settings, tally=tally, refusals=refusals)
        done = 0
        worker_of: dict[str, int] = {}
        for chunk in _chunks(work_on(fresh, settings=settings, workers=workers, crew=crew), settings.store.chunk):
            _acknowledge(store, chunk, refusals, tally, at=at)
            done += len(chunk)
            worker_of.update(
                (item.prepared.id, item.worker) for item in chunk if isinstance(item, Work) and item.worker is not None
            )
            # what is known already, or refused, needs no time and is not told of
            watch("annotate", done, None if total is None else max(done, total - tally.known - tally.refused))
            grouping.group_full_batches(at=at)
        if refusals:
            _acknowledge(store, [], refusals, tally, at=at)
        grouping.group_rest(at=at)
        changed = reconcile_stale(
            store, settings=settings, watch=watch, at=at, workers=workers, crew=crew, worker_of=worker_of
        )
    return Added(new=tally.new, versions=tally.versions, known=tally.known, refused=tally.refused, stories=changed)


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def work_on(
    items: Iterable[Report], *, settings: Settings, workers: int, crew: Crew | None = None
) -> Iterator[Work | Refusal]:
    """Yield each report annotated and ready to be written, in order, or why it could not be annotated."""
    from rashomon.execute import map_batches

    function = functools.partial(_work_on_batch, settings=settings)
    yield from map_batches(function, items, workers=workers, batch=settings.annotate.batch, lost=_lost, crew=crew)


def _work_on_batch(items: list[Report], *, settings: Settings) -> list[Work | Refusal]:
    from rashomon.annotate import annotate
    from rashomon.model.annotation import AnnotatedReport

    annotations = annotate(items, settings=settings.annotate)
    members = [
        AnnotatedReport(report=report, annotation=replace(annotation, tokens=share(annotation.tokens)))
        for report, annotation in zip(items, annotations, strict=True)
    ]
    return [work_of(member, fresh=settings.store.fresh) for member in members]


def work_of(member: AnnotatedReport, *, fresh: int) -> Work:
    """Return what is written of an annotated report; tokens of as many reports as `fresh` allows are kept at hand."""
    from rashomon.execute import worker_number
    from rashomon.group.digest import publication_order

    unknown, day, moment, _ = publication_order(member.annotation.reference, member.report.id)
    sort = "\x1f".join(("1" if unknown else "0", day, moment))  # a mark that sorts before every letter and digit
    prepared = prepare(member, sort=sort)
    FRESH.keep(member, prepared, most=fresh)
    return Work(prepared=prepared, indexed=indexed(member), worker=worker_number())


def _lost(report: Report, reason: str) -> Refusal:
    return _refusal(report, "annotate", "not annotated", f"{reason}; {len(report.text):,} characters")


def _refusal(report: Report, stage: Stage, reason: str, detail: str) -> Refusal:
    path, id = report.path or "", report.id[:100]
    return Refusal(path=path, record=report.record, id=id, stage=stage, reason=reason, detail=detail)


def _fresh(
    store: Store,
    items: Iterable[Report | Refusal],
    *,
    settings: Settings,
    tally: _Tally,
    refusals: list[Refusal],
) -> Iterator[Report]:
    """Yield the reports that are not in the archive as they are; collect refusals."""
    source = iter(items)
    while part := list(itertools.islice(source, _LOOKED_UP)):
        found: list[Report] = []
        for item in part:
            if isinstance(item, Refusal):
                refusals.append(item)
            elif len(item.id) > settings.store.id_length or "\x00" in item.id:
                refusals.append(_refusal(item, "intake", "id not usable", "too long, or with a NUL character"))
            else:
                found.append(item)
        with store.reading() as connection:
            known = reports.find_known(connection, found)
        tally.known += sum(known)
        yield from (item for item, is_known in zip(found, known, strict=True) if not is_known)


def _chunks(items: Iterator[Work | Refusal], size: int) -> Iterator[list[Work | Refusal]]:
    return iter(lambda: list(itertools.islice(items, size)), [])


def _acknowledge(store: Store, chunk: list[Work | Refusal], refusals: list[Refusal], tally: _Tally, *, at: str) -> None:
    """Write a chunk and what was refused so far in one transaction: after it, neither is ever lost."""
    refused = [*refusals, *(item for item in chunk if isinstance(item, Refusal))]
    done = [item for item in chunk if isinstance(item, Work)]
    with store.writing() as connection:
        log.put_refusals(connection, refused, at=at)
        places = reports.put_reports(connection, [item.prepared for item in done], at=at)
        newest = {place[0]: (place, item) for place, item in zip(places, done, strict=True) if place is not None}
        words.put(connection, [(*place, item.indexed) for place, item in newest.values()])
        changed = [place[0] for place in places if place is not None and place[1] > 1]
        placement.mark(connection, placement.stories_of(connection, changed))
    refusals.clear()
    for item in refused:
        tally.refuse(item)
    tally.refused += len(refused)
    tally.new += sum(place is not None and place[1] == 1 for place in places)
    tally.versions += len(changed)
    tally.known += places.count(None)
