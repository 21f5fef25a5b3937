"""How fast reports become stories, and in how much memory, over a made-up stream.

    python -m benchmarks.stories [--reports 200000] [--workers 2] [--exponent 1.7] [--plot curve.svg]

Prints, for each tenth of the stream, the CPU microseconds that one report takes to be read (its words counted, hashed)
and to be grouped, both as a rate, the live stories and the memory; at the end copies and stories against the gold.
Making the stream is not counted. With one worker everything runs in this process; what worker processes do is told at
the end. --exponent 3 makes nearly every report a story of its own: 100,000 of them are live at 110,000 reports.
--plot draws the curve.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does, before numpy is loaded

from benchmarks.synthetic import make_stream
from rashomon.execute import map_ordered
from rashomon.group.boilerplate import Boilerplate
from rashomon.group.digest import Digest
from rashomon.group.story_stream import StoryStream, Work
from rashomon.group.stream import read_batches
from rashomon.model.report import Report
from rashomon.model.story import Story
from rashomon.settings import GroupSettings

Point = tuple[int, float, int]
"""Reports so far, reports per CPU second over the last tenth, live stories."""


class Run:
    """Groups a made-up stream; keeps its gold, its stories, the curve, and what each part took in CPU seconds."""

    def __init__(self, reports: int, exponent: float, workers: int) -> None:
        self.gold: dict[str, tuple[int, str | None]] = {}
        self.stories: list[Story] = []
        self.curve: list[Point] = []
        self.making = self.grouping = 0.0
        self._reports = reports
        self._made = make_stream(reports, exponent=exponent)
        self._workers = workers

    def go(self) -> None:
        """Group all reports."""
        settings = GroupSettings()
        stream = StoryStream(settings=settings)
        step = max(settings.batch, self._reports // 10 // settings.batch * settings.batch)
        done, marks = 0, (self._elapsed(), 0.0)
        for batch in read_batches(self._give(), Boilerplate(settings=settings), settings=settings, mapper=self._mapper):
            start = time.process_time()
            self.stories.extend(item.story for item in stream.add(batch).retired)
            self.grouping += time.process_time() - start
            done += len(batch)
            if done % step == 0:
                elapsed, grouped = self._elapsed() - marks[0], self.grouping - marks[1]
                marks = (self._elapsed(), self.grouping)
                self.curve.append((done, step / elapsed, len(stream.index.live)))
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(
                    f"{done:>9} reports  {step / elapsed:6.0f} a CPU second  "
                    f"reading {(elapsed - grouped) / step * 1e6:4.0f} us, grouping {grouped / step * 1e6:4.0f} us each"
                    f"  {len(stream.index.live):>7} live stories  {memory:6.0f} MiB",
                    flush=True,
                )
        self.stories.extend(stream.stories())

    def _elapsed(self) -> float:
        return time.process_time() - self.making

    def _give(self) -> Iterator[Report]:
        while True:
            start = time.process_time()
            made = next(self._made, None)
            self.making += time.process_time() - start
            if made is None:
                return
            self.gold[made.report.id] = (made.story, made.copy_of)
            yield made.report

    def _mapper(self, function: Callable[[Work], Digest], items: Iterable[Work]) -> Iterator[Digest]:
        return map_ordered(function, items, workers=self._workers, chunk=64)


def bcubed(gold: dict[str, int], found: dict[str, str]) -> tuple[float, float]:
    """Return BCubed precision and recall (Bagga and Baldwin 1998)."""
    cells = Counter((gold[name], found[name]) for name in gold)
    wanted, got = Counter(gold.values()), Counter(found[name] for name in gold)
    precision = sum(count * count / got[story] for (_, story), count in cells.items()) / len(gold)
    recall = sum(count * count / wanted[story] for (story, _), count in cells.items()) / len(gold)
    return precision, recall


def draw(curve: list[Point]) -> str:
    """Return the curve as SVG: reports so far across, reports per CPU second up, live stories below each point."""
    width, height, edge = 640, 340, 50
    right, top = curve[-1][0], max(rate for _, rate, _ in curve) * 1.1
    points = [
        (edge + (width - 2 * edge) * count / right, height - edge - (height - 2 * edge) * rate / top)
        for count, rate, _ in curve
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    labels = "".join(
        f'<text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle">{rate:.0f}</text>'
        f'<text x="{x:.1f}" y="{height - edge + 18}" text-anchor="middle">{count // 1000}k</text>'
        f'<text x="{x:.1f}" y="{height - edge + 32}" text-anchor="middle" fill="#777">{live / 1000:.0f}k</text>'
        for (x, y), (count, rate, live) in zip(points, curve, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="11">'
        f'<text x="{edge}" y="20">Words to stories: reports per CPU second (grey: live stories)</text>'
        f'<path d="M{edge} {edge}V{height - edge}H{width - edge}" fill="none" stroke="#888"/>'
        f'<polyline points="{line}" fill="none" stroke="#046" stroke-width="2"/>{labels}</svg>\n'
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=200_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--exponent", type=float, default=1.7, help="of the Zipf law of story sizes")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()

    run = Run(options.reports, options.exponent, options.workers)
    start = time.monotonic()
    run.go()
    wall = time.monotonic() - start
    own = time.process_time() - run.making
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = {name: story.id for story in run.stories for name in story.reports}
    precision, recall = bcubed({name: story for name, (story, _) in run.gold.items()}, found)
    pairs = {(copy.report, copy.original) for story in run.stories for copy in story.copies}
    root = {name: copied or name for name, (_, copied) in run.gold.items()}
    wanted = {(name, copied) for name, (_, copied) in run.gold.items() if copied}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(found)} reports, {len(run.stories)} stories, {wall:.0f} s in all")
    print(
        f"CPU seconds: {own:.0f} here, of which {run.grouping:.0f} for copies and stories; "
        f"{children.ru_utime + children.ru_stime:.0f} in workers; {run.making:.0f} more for making the stream"
    )
    print(f"peak memory {memory:.0f} MiB, and {children.ru_maxrss / 1024:.0f} MiB a worker")
    print(f"stories: BCubed P {precision:.3f} R {recall:.3f}")
    right = sum(root[one] == root[other] for one, other in pairs)
    print(f"copies: P {right / max(1, len(pairs)):.4f} R {len(wanted & pairs) / max(1, len(wanted)):.4f}")
    if options.plot:
        options.plot.write_text(draw(run.curve), encoding="utf-8")


if __name__ == "__main__":
    main()
