"""How much room an archive takes, in shares of the texts in it, as it grows.

    python -m benchmarks.archive_size [--source reports.jsonl] [--adds 10] [--reports 100000] [--workers 2] [--plot …]

The reports of a file, or 2,000 made-up ones, are added as a user does, at once or, shuffled, in so many adds, which
leave superseded synopses behind. With `--reports` they come again and again under other names and dates
(`benchmarks.retold`), an add a turn, until there are so many: indexed, grouped and reconciled as they came, but not
annotated again, which is nine tenths of the time. Prints size over texts after every add, the shares of the tables at
the end, and the most memory that this process and a worker had.
"""

from __future__ import annotations

import argparse
import functools
import random
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import rashomon
from benchmarks.archive import write
from benchmarks.retold import retell
from benchmarks.synthetic import make_stream
from rashomon.engine import Archive, add
from rashomon.engine.take_in import read_exported
from rashomon.execute import map_batches
from rashomon.execute.processes import Crew
from rashomon.model.report import Refusal, Report
from rashomon.settings import Settings
from rashomon.store.codec import decode_text

_MADE_UP = 2_000
_BATCH = 32


def grow(source: Path, folder: Path, *, adds: int, reports: int, workers: int) -> Iterator[tuple[int, float]]:
    """Fill an archive; yield after each add how many reports there are, and the size over that of the texts."""
    first, large = folder / "first.db", folder / "large.db"
    with rashomon.open(first) as archive:
        for part in _parts(source, folder, adds):
            archive.add([str(part)], workers=workers)
            yield measure(first)
    shutil.copy(first, large)
    settings = Settings()
    add.work_on = functools.partial(_work_on, first=str(first))
    turn = 0
    with rashomon.open(large) as archive:
        while dict(archive.counts())["reports"] < reports:
            turn += 1
            archive._take_in(_again(first, turn, settings), workers=workers, watch=None, refuse=_complain)
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


def _again(first: Path, turn: int, settings: Settings) -> Iterator[Report | Refusal]:
    for item in read_exported([str(first)], settings=settings):
        assert isinstance(item, Report)
        yield replace(item, id=f"{item.id}~{turn}")


def _work_on(
    items: Iterable[Report], *, settings: Settings, workers: int, crew: Crew | None = None, first: str
) -> Iterator[add.Work | Refusal]:
    """What `rashomon.engine.add.work_on` yields, from annotations that there are."""
    yield from map_batches(functools.partial(_retell, first=first), items, workers=workers, batch=_BATCH, crew=crew)


def _retell(items: list[Report], *, first: str) -> list[add.Work | Refusal]:
    out: list[add.Work | Refusal] = []
    for item in items:
        id, _, turn = item.id.rpartition("~")
        out.append(add.work_of(retell(_open(first).report(id), int(turn)), fresh=Settings().store.fresh))
    return out


@functools.cache
def _open(path: str) -> Archive:
    return rashomon.open(path, create=False)


def _complain(refusal: Refusal) -> None:
    raise AssertionError(refusal)


def measure(place: Path) -> tuple[int, float]:
    """Return how many versions of reports an archive has, and its pages in use over the bytes of their texts."""
    with closing(sqlite3.connect(place)) as connection:
        count = texts = 0
        for (data,) in connection.execute("SELECT text FROM versions"):
            count += 1
            texts += len(decode_text(data).encode())
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
    if options.plot:
        draw(curve, options.plot)


def _memory() -> str:
    both = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    own, worker = both
    return f"{own:.0f} MiB, a worker {worker:.0f}"


if __name__ == "__main__":
    main()
