"""How much room an archive takes, in shares of the texts in it, as it grows.

    python -m benchmarks.archive_size [--source reports.jsonl] [--adds 10] [--reports 100000] [--workers 2] [--plot …]

The reports of a file, or 2,000 made-up ones, are added as a user does, at once or, shuffled, in so many adds, which
leave superseded synopses behind. With `--reports` they come again and again in other words, names and dates
(`benchmarks.retold`), an add a turn, until there are so many: grouped, indexed and written as they came, but not
annotated again, and reconciled only where the grouping put them together otherwise than before; elsewhere the synopsis
is told again, too. Prints size over texts after every add, the shares of the tables at the end, how many stories were
reconciled, and the most memory that this process and a worker had.
"""

from __future__ import annotations

import argparse
import functools
import json
import random
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import rashomon
from benchmarks.archive import write
from benchmarks.retold import (
    Speech,
    Vocabulary,
    names_of,
    read_vocabulary,
    retell,
    retell_report,
    retell_synopsis,
    speak,
)
from benchmarks.synthetic import make_stream
from rashomon.engine import add, reconciling
from rashomon.execute import map_batches
from rashomon.execute.processes import Crew
from rashomon.group.digest import publication_order
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import Refusal, Report
from rashomon.model.synopsis import Synopsis
from rashomon.pipeline import date_together
from rashomon.present.firm import count_shown
from rashomon.settings import Settings
from rashomon.store.codec import decode_text
from rashomon.store.prepared_story import PreparedStory, prepare_story

_MADE_UP = 2_000
_BATCH = 32
_read: dict[str, tuple[int, int, int]] = {}
"""Of archives that grow, the last row of `versions` that was read, how many there were, the bytes of their texts."""


def grow(source: Path, folder: Path, *, adds: int, reports: int, workers: int) -> Iterator[tuple[int, float]]:
    """Fill an archive; yield after each add how many reports there are, and the size over that of the texts."""
    first, large = folder / "first.db", folder / "large.db"
    with rashomon.open(first) as archive:
        for part in _parts(source, folder, adds):
            archive.add([str(part)], workers=workers)
            yield measure(first)
    shutil.copy(first, large)
    yield from grow_again(first, large, reports=reports, workers=workers)


def grow_again(first: Path, large: Path, *, reports: int, workers: int) -> Iterator[tuple[int, float]]:
    """Add to `large` what is in `first` again and again, until there are so many reports; yield as `grow` does."""
    add.work_on = functools.partial(_work_on, first=str(first))
    reconciling._reconcile = functools.partial(_reconcile, first=str(first), then=reconciling._reconcile)
    turn = 0
    with rashomon.open(large) as archive:
        while dict(archive.counts())["reports"] < reports:
            turn += 1
            again = [retell_report(one, _speech(str(first), turn)) for one in _base(str(first)).members.values()]
            archive._take_in(again, workers=workers, watch=None, refuse=_complain)
            yield measure(large)


def _parts(source: Path, folder: Path, adds: int) -> Iterator[Path]:
    if adds == 1:
        yield source
        return
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(5).shuffle(lines)
    size = -(-len(lines) // adds)
    for start in range(0, len(lines), size):
        part = folder / f"part-{start}.jsonl"
        part.write_text("".join(lines[start : start + size]), encoding="utf-8")
        yield part


@dataclass(frozen=True, slots=True)
class _Base:
    """What comes again: the reports by their ids, their words, the synopses by the reports that they are of."""

    members: dict[str, AnnotatedReport]
    vocabulary: Vocabulary
    synopses: dict[frozenset[str], Synopsis]


@functools.cache
def _base(path: str) -> _Base:
    members: dict[str, AnnotatedReport] = {}
    synopses = {}
    with rashomon.open(path, create=False) as archive:
        after = None
        while True:
            page = archive.stories(limit=500, after=after)
            for row in page.rows:
                briefing = archive.briefing(row.id, tokens=True)
                synopses[frozenset(row.reports)] = briefing.synopses[0]
                members.update((one.report.id, archive.report(one.report.id)) for one in briefing.reports)
            after = page.next
            if after is None:
                break
    members = dict(sorted(members.items(), key=lambda one: publication_order(one[1].annotation.reference, one[0])))
    return _Base(members, read_vocabulary(members.values()), synopses)


@functools.lru_cache(maxsize=2)
def _speech(path: str, turn: int) -> Speech:
    return speak(_base(path).vocabulary, turn)


@functools.lru_cache(maxsize=4_000)
def _retold(path: str, id: str) -> AnnotatedReport:
    id, _, turn = id.rpartition("~")
    return retell(_base(path).members[id], _speech(path, int(turn)))


def _work_on(
    items: Iterable[Report], *, settings: Settings, workers: int, crew: Crew | None = None, first: str
) -> Iterator[add.Work | Refusal]:
    """What `rashomon.engine.add.work_on` yields, from annotations that there are."""
    yield from map_batches(functools.partial(_work, first=first), items, workers=workers, batch=_BATCH, crew=crew)


def _work(items: list[Report], *, first: str) -> list[add.Work | Refusal]:
    return [add.work_of(_retold(first, item.id), fresh=0) for item in items]


def _reconcile(
    item: reconciling._Stale, *, settings: Settings, at: datetime, first: str, then: Callable[..., Any]
) -> PreparedStory | None:
    """What `rashomon.engine.reconciling` makes of a story: from its synopsis in an earlier turn where there is one."""
    ids = [id.rpartition("~") for id in item.story.reports]
    synopsis = _base(first).synopses.get(frozenset(id for id, _, _ in ids))
    turns = {turn for _, _, turn in ids}
    if synopsis is None or len(turns) > 1 or not item.members:
        made: PreparedStory | None = then(item, settings=settings, at=at)
        return made
    speech = _speech(first, int(turns.pop()))
    names = frozenset(name for id, _, _ in ids for name in names_of(_base(first).members[id]))
    retold = retell_synopsis(synopsis, speech, names=names, story=item.story.id)
    members = [_retold(first, id) for id in item.story.reports]
    return prepare_story(
        retold,
        members=members,
        dated=date_together(members, settings=settings),
        statuses=count_shown(retold, settings=settings.present),
        made_from=item.newest,
        last=item.last,
        at=at,
        whole=settings.store.whole,
    )


def _complain(refusal: Refusal) -> None:
    raise AssertionError(refusal)


def count_reconciled(place: Path, first: Path) -> tuple[int, int]:
    """Return how many stories of an archive there are, and how many have not the reports of one of the first turn."""
    known = _base(str(first)).synopses
    with closing(sqlite3.connect(place)) as connection:
        rows = connection.execute("SELECT story, json_group_array(id) FROM reports GROUP BY story").fetchall()
    own = 0
    for _, ids in rows:
        parts = [id.rpartition("~") for id in json.loads(ids) if "~" in id]
        same = frozenset(id for id, _, _ in parts) in known and len({turn for _, _, turn in parts}) == 1
        own += bool(parts) and not same
    return len(rows), own


def measure(place: Path) -> tuple[int, float]:
    """Return how many versions of reports an archive has, and its pages in use over the bytes of their texts."""
    with closing(sqlite3.connect(place)) as connection:
        read, count, texts = _read.get(str(place), (0, 0, 0))
        for row, data in connection.execute("SELECT rowid, text FROM versions WHERE rowid > ?", (read,)):
            read, count, texts = max(read, row), count + 1, texts + len(decode_text(data).encode())
        _read[str(place)] = read, count, texts
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    return count, (pages - free) * size / texts


def print_shares(place: Path) -> None:
    """Print the shares of the tables."""
    count, whole = measure(place)
    with closing(sqlite3.connect(place)) as connection:
        query = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"
        rows = connection.execute(query).fetchall()
    pages = sum(size for _, size in rows)
    print(f"{count} reports: {whole:.2f} of the size of the texts")
    for name, size in rows:
        if size > pages / 600:
            print(f"  {size / pages * whole:.2f}  {name}")


def draw(curve: list[tuple[int, float]], path: Path) -> None:
    """Write the curve as a picture, SVG or PNG by the name of the file."""
    import altair as alt

    rows = [{"reports": count, "share": share} for count, share in curve]
    chart = (
        alt.Chart(alt.Data(values=rows), title="Size of the archive over that of the texts")
        .mark_line(point=True)
        .encode(x="reports:Q", y=alt.Y("share:Q", title=None, scale=alt.Scale(domain=(0, 4))))
        .properties(width=560, height=300)
    )
    chart.save(str(path))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path)
    parser.add_argument("--adds", type=int, default=1)
    parser.add_argument("--reports", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    curve = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = options.source or folder / "reports.jsonl"
        if options.source is None:
            write(source, (made.report for made in make_stream(_MADE_UP)))
        began = time.perf_counter()
        for count, share in grow(source, folder, adds=options.adds, reports=options.reports, workers=options.workers):
            seconds = time.perf_counter() - began
            print(f"{count:>7} reports  {share:.2f} of the texts  {seconds:.0f} s  {_memory()}", flush=True)
            curve.append((count, share))
        print_shares(folder / "large.db")
        stories, own = count_reconciled(folder / "large.db", folder / "first.db")
        print(f"{stories} stories, of which {own} told again were reconciled")
    if options.plot:
        draw(curve, options.plot)


def _memory() -> str:
    both = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    own, worker = both
    return f"{own:.0f} MiB, a worker {worker:.0f}"


if __name__ == "__main__":
    main()
