"""How fast reports become stories, and in how much memory, over a made-up stream.

    python -m benchmarks.stories [--reports 200000] [--workers 2] [--exponent 1.7] [--plot curve.svg]

Prints, for each tenth of the stream, reports per CPU second of grouping (making the stream is not counted; what
worker processes do is told apart), live stories and memory; at the end copies and stories against the gold. --plot
draws the curve.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.synthetic import Made, make_stream
from rashomon.execute import map_ordered
from rashomon.group.digest import Digest
from rashomon.group.stream import Work, group_stream
from rashomon.model.report import Report
from rashomon.settings import GroupSettings


class Stream:
    """Yields the reports of a made-up stream and keeps its gold and the time that making it took."""

    def __init__(self, reports: int, exponent: float) -> None:
        self.gold: dict[str, tuple[int, str | None]] = {}
        self.making = 0.0
        self.curve: list[tuple[int, float]] = []
        self._reports = reports
        self._made = make_stream(reports, exponent=exponent)

    def __iter__(self) -> Iterator[Report]:
        batch = GroupSettings().batch
        step = max(batch, self._reports // 10 // batch * batch)
        last = time.process_time() - self.making
        while (made := self._next()) is not None:
            self.gold[made.report.id] = (made.story, made.copy_of)
            if len(self.gold) % step == 0:
                now = time.process_time() - self.making
                self.curve.append((len(self.gold), step / (now - last)))
                last = now
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(
                    f"{len(self.gold):>9} reports  {self.curve[-1][1]:7.0f} a CPU second  {memory:6.0f} MiB", flush=True
                )
            yield made.report

    def _next(self) -> Made | None:
        start = time.process_time()
        made = next(self._made, None)
        self.making += time.process_time() - start
        return made


def bcubed(gold: dict[str, int], found: dict[str, str]) -> tuple[float, float]:
    """Return BCubed precision and recall (Bagga and Baldwin 1998)."""
    cells = Counter((gold[name], found[name]) for name in gold)
    wanted, got = Counter(gold.values()), Counter(found[name] for name in gold)
    precision = sum(count * count / got[story] for (_, story), count in cells.items()) / len(gold)
    recall = sum(count * count / wanted[story] for (story, _), count in cells.items()) / len(gold)
    return precision, recall


def draw(curve: list[tuple[int, float]]) -> str:
    """Return the curve as SVG: reports so far across, reports per CPU second up."""
    width, height, edge = 640, 320, 50
    right, top = curve[-1][0], max(rate for _, rate in curve) * 1.1
    points = [
        (edge + (width - 2 * edge) * count / right, height - edge - (height - 2 * edge) * rate / top)
        for count, rate in curve
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    labels = "".join(
        f'<text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle">{rate:.0f}</text>'
        f'<text x="{x:.1f}" y="{height - edge + 18}" text-anchor="middle">{count // 1000}k</text>'
        for (x, y), (count, rate) in zip(points, curve, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="11">'
        f'<text x="{edge}" y="20">Grouping: reports per CPU second by reports so far</text>'
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

    def mapper(function: Callable[[Work], Digest], items: Iterable[Work]) -> Iterator[Digest]:
        return map_ordered(function, items, workers=options.workers, chunk=64)

    stream = Stream(options.reports, options.exponent)
    start = time.monotonic()
    stories = list(group_stream(stream, settings=GroupSettings(), mapper=mapper))
    wall = time.monotonic() - start
    own = time.process_time() - stream.making
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    others = children.ru_utime + children.ru_stime
    found = {name: story.id for story in stories for name in story.reports}
    precision, recall = bcubed({name: story for name, (story, _) in stream.gold.items()}, found)
    pairs = {(copy.report, copy.original) for story in stories for copy in story.copies}
    root = {name: copied or name for name, (_, copied) in stream.gold.items()}
    wanted = {(name, copied) for name, (_, copied) in stream.gold.items() if copied}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(found)} reports, {len(stories)} stories, {wall:.0f} s in all, of which {stream.making:.0f} s making them"
    )
    print(f"CPU seconds: clustering and copies {own:.0f}, reading words in workers {others:.0f}")
    print(f"peak memory {memory:.0f} MiB, and {children.ru_maxrss / 1024:.0f} MiB a worker")
    print(f"stories: BCubed P {precision:.3f} R {recall:.3f}")
    right = sum(root[one] == root[other] for one, other in pairs)
    print(f"copies: P {right / max(1, len(pairs)):.4f} R {len(wanted & pairs) / max(1, len(wanted)):.4f}")
    if options.plot:
        options.plot.write_text(draw(stream.curve), encoding="utf-8")


if __name__ == "__main__":
    main()
