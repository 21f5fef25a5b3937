"""placeholder: owner INTAKE"""
from __future__ import annotations
from collections.abc import Iterable, Iterator
from pathlib import Path
from rashomon.model.report import RawReport, Refusal
from rashomon.settings import IntakeSettings


def read(paths: Iterable[str], *, settings: IntakeSettings) -> Iterator[RawReport | Refusal]:
    for p in paths:
        files = sorted(Path(p).rglob("*.txt")) if Path(p).is_dir() else [Path(p)]
        for f in files:
            yield RawReport(path=str(f), form="text", content=f.read_text())
