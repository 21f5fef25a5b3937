"""Words a second of the time expressions, the parse left out: `python -m benchmarks.times [FOLDER]`.

FOLDER holds .txt files; by default the sample coverage that comes with the project. The same parsed reports are read
five times over; the median and the spread are printed. Peers on the same text size, as measured by others on one core:
HeidelTime 200 to 500 words a second with its tagger, Microsoft recognizers-text 900, dateparser.search 11,000.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from rashomon.annotate.parse import parse
from rashomon.annotate.times import find_times
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

_RUNS = 5


def main() -> None:
    """Parse once, then time `find_times` alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("examples/portsmouth-1905"))
    settings = AnnotateSettings()
    texts = [path.read_text(encoding="utf-8") for path in sorted(parser.parse_args().folder.glob("*.txt"))]
    reports = [
        Report(id=str(n), text=text, blocks=(Block(span=Span(0, len(text)), role="body"),))
        for n, text in enumerate(texts)
        if text.strip()
    ]
    parsed = list(parse(reports, settings=settings))
    words = sum(len(report.text.split()) for report in reports)
    repeats = max(1, 100_000 // max(words, 1))
    expressions = sum(len(find_times(item, settings=settings.times)[1]) for item in parsed)  # and warm the caches
    speeds = []
    for _ in range(_RUNS):
        begin = time.process_time()
        for _ in range(repeats):
            for item in parsed:
                find_times(item, settings=settings.times)
        speeds.append(words * repeats / (time.process_time() - begin))
    print(f"{len(parsed)} reports, {words} words, {expressions} time expressions, read {repeats} times a run")
    print(f"{statistics.median(speeds):,.0f} words/s of CPU time (from {min(speeds):,.0f} to {max(speeds):,.0f})")


if __name__ == "__main__":
    main()
