"""Words a second of figures and places, the parse left out: `python -m benchmarks.values [FOLDER]`.

FOLDER holds .txt files; by default the labelled reports of the evaluation are read. The same parsed reports are read
five times over; the median and the spread of CPU time are printed, and beside them quantulum3 (numbers with units) and
geotext (names of cities and countries, without co-ordinates) where they are installed. Then how long the gazetteer
takes to load in a fresh process, and how many names a second it looks up.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from string import ascii_lowercase

from evaluation.values import REPORTS, read_labelled

from rashomon.annotate.figures import find_figures
from rashomon.annotate.parse import ParsedReport, parse
from rashomon.annotate.places import find_places
from rashomon.annotate.places.gazetteer import gazetteer
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

_RUNS = 5
_LOAD = (
    "import time; from rashomon.annotate.places.gazetteer import gazetteer;"
    "begin = time.process_time(); gazetteer(); print(time.process_time() - begin)"
)


def main() -> None:
    """Parse once, then time each layer alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    folder: Path | None = parser.parse_args().folder
    settings = AnnotateSettings()
    if folder is None:
        reports = [item.report for path in REPORTS for item in read_labelled(path)]
    else:
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
        reports = [
            Report(id=str(n), text=text, blocks=(Block(span=Span(0, len(text)), role="body"),))
            for n, text in enumerate(texts)
            if text.strip()
        ]
    parsed = list(parse(reports, settings=settings))
    words = sum(len(report.text.split()) for report in reports)
    print(f"{len(parsed)} reports, {words} words")
    _time("figures", lambda item: find_figures(item, (), settings=settings.figures), parsed, words)
    _time("places", lambda item: find_places(item, settings=settings.places), parsed, words)
    if importlib.util.find_spec("quantulum3"):
        from quantulum3 import parser as quantulum

        _time("quantulum3", lambda item: quantulum.parse(item.report.text), parsed[:3], words * 3 // len(parsed))
    if importlib.util.find_spec("geotext"):
        from geotext import GeoText

        _time("geotext", lambda item: GeoText(item.report.text), parsed, words)
    loads = [
        float(subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, check=True).stdout) for _ in range(5)
    ]
    print(f"gazetteer loaded in {1000 * statistics.median(loads):.0f} ms of CPU time")
    random = Random(1)  # words that no run has looked up before, most of which name nothing
    keys = sorted({"".join(random.choices(ascii_lowercase, k=random.randint(4, 12))) for _ in range(300_000)})
    look_up = gazetteer().candidates
    begin = time.process_time()
    for key in keys:
        look_up(key)
    print(f"{len(keys) / (time.process_time() - begin):,.0f} look-ups/s of words never seen before")


def _time(name: str, layer: Callable[[ParsedReport], object], parsed: list[ParsedReport], words: int) -> None:
    repeats = max(1, 50_000 // max(words, 1))
    for item in parsed:  # warm the caches
        layer(item)
    speeds = []
    for _ in range(_RUNS):
        begin = time.process_time()
        for _ in range(repeats):
            for item in parsed:
                layer(item)
        speeds.append(words * repeats / (time.process_time() - begin))
    print(f"{name:<12}{statistics.median(speeds):>10,.0f} words/s (from {min(speeds):,.0f} to {max(speeds):,.0f})")


if __name__ == "__main__":
    main()
