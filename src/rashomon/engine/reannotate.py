"""Reports annotated anew after an upgrade: those whose annotation other versions of the program or its models made."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator, Sequence

from rashomon.engine.add import Work, utc_now, work_on
from rashomon.engine.grouping import Grouping
from rashomon.engine.reconciling import reconcile_stale
from rashomon.model.archive import Added
from rashomon.model.report import Report
from rashomon.pipeline import Watcher
from rashomon.settings import Settings
from rashomon.store import log, outdated, placement, words
from rashomon.store.database import Store
from rashomon.store.moments import moment_text
from rashomon.store.prepared import Versions
from rashomon.uncollected import rest, uncollected


@uncollected
def reannotate(store: Store, *, settings: Settings, workers: int, watch: Watcher) -> Added:
    """Annotate the newest version of every report that is out of date, and reconcile the stories of these.

    Texts, versions and stories stay what they are. A run that was ended goes on where it stopped. A report that cannot
    be annotated any more keeps its annotation; `refused` counts those.
    """
    from rashomon.execute import crew_of

    tally = {"new": 0, "refused": 0}
    places: deque[tuple[int, int]] = deque()
    with store.adding(), crew_of(workers, begin=rest) as crew:
        with store.reading() as connection:
            at = max(moment_text(utc_now()), log.latest(connection))
            numbers = outdated.find(connection, _versions())
        if numbers:
            # what was grouped by the dates of the old annotations cannot be replayed by those of the new ones
            Grouping(store, settings=settings).keep_state()
        found = _read(store, numbers, places, settings.store.chunk)
        work = work_on(found, settings=settings, workers=workers, crew=crew)
        while part := list(itertools.islice(work, settings.store.chunk)):
            with store.writing() as connection:
                for item in part:
                    number, version = places.popleft()
                    if isinstance(item, Work):
                        outdated.replace(connection, number, version, item.prepared)
                        words.put(connection, [(number, version, item.indexed)])
                        placement.mark(connection, placement.stories_of(connection, [number]))
                    tally["new" if isinstance(item, Work) else "refused"] += 1
            watch("annotate", sum(tally.values()), len(numbers))
        changed = reconcile_stale(store, settings=settings, watch=watch, at=at, workers=workers, crew=crew)
    return Added(**tally, stories=changed)


def _versions() -> Versions:
    from rashomon.annotate.versions import versions

    return versions()


def _read(store: Store, numbers: Sequence[int], places: deque[tuple[int, int]], size: int) -> Iterator[Report]:
    """Yield the reports with these numbers, and tell `places` number and version of each."""
    for start in range(0, len(numbers), size):
        with store.reading() as connection:
            found = outdated.read(connection, numbers[start : start + size])
        for number, version, report in found:
            places.append((number, version))
            yield report
