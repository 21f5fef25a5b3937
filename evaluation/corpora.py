"""Where the labelled corpora are, and whether a figure is above its floor."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


def corpus(name: str, *, description: str) -> Path:
    """Parse `--corpora DIR` (default: the environment's RASHOMON_CORPORA) and return DIR/name.

    Exits with code 0 and a line that says so when there is no such folder: the corpora are other publishers'
    texts and are not part of this project.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--corpora", default=os.environ.get("RASHOMON_CORPORA"), help="folder of the labelled corpora")
    folder = parser.parse_args().corpora
    if not folder or not (Path(folder) / name).is_dir():
        print(f"skipped: no corpus {name!r} (give --corpora DIR or set RASHOMON_CORPORA)")
        sys.exit(0)
    return Path(folder) / name


def check_floors(name: str, figures: dict[str, float]) -> None:
    """Print each figure beside its floor in floors.json; exit with code 1 when one is under it."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")).get(name, {})
    failed = False
    for key, value in figures.items():
        floor = floors.get(key)
        under = floor is not None and value < floor
        failed |= under
        held = "" if floor is None else f"   floor {floor:.3f}{'  UNDER' if under else ''}"
        print(f"{key:<40} {value:8.3f}{held}")
    missing = sorted(set(floors) - set(figures))
    if missing:
        print(f"figures with a floor that were not measured: {', '.join(missing)}")
        failed = True
    if failed:
        sys.exit(1)
