"""What adding to an archive costs beyond annotating, and how soon a story is shown.

    python -m benchmarks.archive add [--reports 300 | --source reports.jsonl]
    python -m benchmarks.archive show [--reports 50]

`add` annotates reports, made-up or those of a file, with and without an archive, in one process and in two, and
compares seconds of the wall and of the processors; on a busy machine trust the latter. The one process has its model
loaded before; workers load it each time. `show` times the brief of one story from its stored synopsis. How an archive
of many reports answers is measured by `benchmarks.archive_answers`, how large it is by `benchmarks.archive_size`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

import rashomon
from benchmarks.synthetic import make_stream
from rashomon import pipeline
from rashomon.model.report import Refusal, Report
from rashomon.settings import Settings


def percentile(function: Callable[[str], object], queries: Sequence[str]) -> tuple[float, float]:
    """Return the median and the 95th percentile of the processor time of `function`, in milliseconds.

    What it reads is in memory, so on a machine with nothing else to do the wall says the same.
    """
    times = []
    for query in queries:
        start = time.thread_time()
        function(query)
        times.append((time.thread_time() - start) * 1000)
    return float(np.percentile(times, 50)), float(np.percentile(times, 95))


def compare(reports: int, source: Path | None) -> None:
    """Time annotating alone and adding, in one process and in two."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path, first = source or Path(folder) / "reports.jsonl", Path(folder) / "first.jsonl"
        if source is None:
            write(path, (made.report for made in make_stream(reports)))
        write(first, (made.report for made in make_stream(2)))
        _annotate(first, 1)
        for workers in (1, 2):
            bare = _timed(lambda workers=workers: _annotate(path, workers))
            archive = Path(folder) / f"add{workers}.db"
            add = _timed(lambda archive=archive, workers=workers: _add(archive, path, workers))
            rows.append((bare, add))
            print(
                f"{workers} worker{'s'[: workers - 1]}: annotate {bare[0]:.1f} s, {bare[1]:.1f} s of processors; "
                f"add {add[0]:.1f} s, {add[1]:.1f} s of processors; rate of add over annotate {bare[0] / add[0]:.2f} "
                f"by the wall, {bare[1] / add[1]:.2f} by processors",
                flush=True,
            )
    annotate, added = (rows[0][which][0] / rows[1][which][0] for which in (0, 1))
    print(f"two workers over one: annotate {annotate:.2f}, add {added:.2f}; load {os.getloadavg()[0]:.0f}")
    print(
        f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB, "
        f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB a worker"
    )


def _timed(function: Callable[[], None]) -> tuple[float, float]:
    """Seconds of the wall, and of the processors in this process and in those that ended meanwhile."""
    wall, used = time.perf_counter(), _processors()
    function()
    return time.perf_counter() - wall, _processors() - used


def _processors() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def _annotate(path: Path, workers: int) -> None:
    settings = Settings()

    def refuse(refusal: Refusal) -> None:
        raise AssertionError(refusal)

    reports = pipeline.only_reports([str(path)], settings=settings, refuse=refuse)
    for _ in pipeline.annotate_reports(reports, settings=settings, refuse=refuse, workers=workers):
        pass


def _add(archive: Path, path: Path, workers: int) -> None:
    with rashomon.open(archive) as opened:
        opened.add([str(path)], workers=workers)


def write(path: Path, reports: Iterator[Report]) -> None:
    """Write reports as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for report in reports:
            title, _, text = report.text.partition("\n\n")
            row = {
                "id": report.id,
                "outlet": report.outlet,
                "title": title,
                "text": text,
                "published": report.published.iso,
            }
            file.write(json.dumps(row) + "\n")


def show(reports: int) -> None:
    """Time the brief of one story of so many reports, from the stored synopsis."""
    from rashomon.serve.cli.brief import Format, render

    with tempfile.TemporaryDirectory() as folder, rashomon.open(Path(folder) / "show.db") as archive:
        path = Path(folder) / "reports.jsonl"
        by_story: dict[int, list[Report]] = {}
        for made in make_stream(reports * 60):
            told = by_story.setdefault(made.story, [])
            told.append(made.report)
            if len(told) == reports:
                break
        day = told[0].published
        write(path, iter([replace(report, published=day) for report in told]))
        archive.add([str(path)])
        ids = [row.id for row in archive.stories().rows]
        while len(ids) > 1:  # one story by hand, where the grouping made several
            archive.merge(ids[0], ids.pop())
        settings = Settings()

        def once(id: str) -> None:
            briefing = archive.briefing(id)
            render(briefing, format=Format.text, output=None, everything=False, settings=settings)

        median, high = percentile(lambda id: archive.briefing(id), ids * 20)
        print(f"{len(told)} reports: from the archive {median:.0f} ms, 95th percentile {high:.0f} ms")
        median, high = percentile(once, ids * 20)
        print(f"with its text: {median:.0f} ms, 95th percentile {high:.0f} ms")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("add", "show"))
    parser.add_argument("--reports", type=int)
    parser.add_argument("--source", type=Path)
    options = parser.parse_args()
    if options.what == "add":
        compare(options.reports or 300, options.source)
    else:
        show(options.reports or 50)


if __name__ == "__main__":
    main()
