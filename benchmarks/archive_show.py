"""How fast a story of fifty reports is shown.

    python -m benchmarks.archive_show ARCHIVE [--reports 50] [--times 60]

In a copy of the archive the largest story takes in, by hand as a user does, the smallest other one with which it has so
many reports; it is reconciled as any story is. Then it is shown as `rashomon show` does, from its stored synopsis, and
so are the largest stories as they were: median and 95th percentile of the processor time in milliseconds, and how much
of it is reading.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

import rashomon
from benchmarks.archive_answers import show
from rashomon.engine import Archive
from rashomon.model.archive import StoryRow

_LARGEST = 4


def largest_first(archive: Archive) -> list[StoryRow]:
    """Return the stories of an archive, those of most reports first."""
    return sorted(_rows(archive), key=lambda row: (-len(row.reports), row.id))


def _rows(archive: Archive) -> Iterator[StoryRow]:
    after = None
    while True:
        page = archive.stories(limit=500, after=after)
        yield from page.rows
        after = page.next
        if after is None:
            return


def merge(archive: Archive, *, reports: int) -> None:
    """Make of the largest story one of so many reports; nothing where it has them, or no other is large enough."""
    first, *others = largest_first(archive)
    enough = [row for row in others if len(first.reports) + len(row.reports) >= reports]
    if len(first.reports) < reports and enough:
        archive.merge(first.id, enough[-1].id)


def measure(archive: Archive, story: str, *, times: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds that showing a story takes, time after time, and those of reading it."""
    show(archive, story)
    whole, reading = [], []
    for _ in range(times):
        start = time.thread_time()
        archive.briefing(story, reasoned=False)
        reading.append((time.thread_time() - start) * 1000)
        start = time.thread_time()
        show(archive, story)
        whole.append((time.thread_time() - start) * 1000)
    return whole, reading


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--reports", type=int, default=50)
    parser.add_argument("--times", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "merged.db"
        with closing(sqlite3.connect(options.archive)) as source, closing(sqlite3.connect(place)) as copy:
            source.backup(copy)
        with rashomon.open(place, create=False) as archive:
            merge(archive, reports=options.reports)
            for row in largest_first(archive)[:_LARGEST]:
                claims = len(archive.synopsis(row.id).claims)
                whole, reading = measure(archive, row.id, times=options.times)
                print(
                    f"{len(row.reports)} reports, {claims} claims: {np.median(whole):.0f} ms, 95th percentile "
                    f"{np.percentile(whole, 95):.0f}; reading {np.median(reading):.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
