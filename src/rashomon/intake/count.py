"""How many reports there are to read: counted beforehand, so that progress can tell what is left."""

from __future__ import annotations

import os
from collections.abc import Iterable

from rashomon.errors import ReportError
from rashomon.intake.read import read
from rashomon.intake.stream import lines, stream
from rashomon.intake.walk import STDIN, walk
from rashomon.model.report import Refusal
from rashomon.settings import IntakeSettings


def count(paths: Iterable[str], *, settings: IntakeSettings) -> int | None:
    """Return how many records `read` will find under `paths`; None where one of these can be read only once: standard
    input, a pipe.

    Lines are counted, not parsed, and a page is one report: a thousandth of the time to annotate them. What is in a
    file of another format than its name says is counted as if it were not.
    """
    paths = list(paths)
    if STDIN in paths:
        return None
    found = [path for path in walk(paths) if not isinstance(path, Refusal)]
    if not all(map(os.path.isfile, found)):
        return None
    return sum(_count_in(path, settings) for path in found)


def _count_in(path: str, settings: IntakeSettings) -> int:
    name = path.lower().removesuffix(".gz")
    if name.endswith(".json"):  # may hold a list
        return sum(1 for _ in read([path], settings=settings))
    if not name.endswith((".jsonl", ".ndjson")):
        return 1
    try:
        with open(path, "rb") as file:
            found = lines(stream(file, settings=settings), settings=settings)
            return sum(line is None or bool(line.strip()) for line in found)
    except (OSError, ReportError):
        return 1
