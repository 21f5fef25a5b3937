"""What an outlet changed from one version of a report to another, as rows to be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rashomon.engine.revision import Fate, Revised, compare_versions
from rashomon.model.annotation import AnnotatedReport
from rashomon.settings import RevisionSettings


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stand in both versions, only in the new one, or only in the old one."""

    kind: Literal["same", "new", "old"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedRow:
    """A sentence and what became of it."""

    fate: Fate
    parts: tuple[Part, ...]


def revised(old: AnnotatedReport, new: AnnotatedReport, *, settings: RevisionSettings) -> tuple[RevisedRow, ...]:
    """Every sentence of either version, in the order of the new one."""
    before, after = old.report.text, new.report.text
    return tuple(
        RevisedRow(fate=row.fate, parts=tuple(_parts(row, before, after)))
        for row in compare_versions(old, new, settings=settings)
    )


def _parts(row: Revised, before: str, after: str) -> Iterator[Part]:
    if row.new is None:
        if row.old is not None:
            yield Part("old", before[row.old.start : row.old.end])
        return
    if row.fate == "added":
        yield Part("new", after[row.new.start : row.new.end])
        return
    position = row.new.start
    for gone, come in row.differences:
        if come is not None:
            if position < come.start:
                yield Part("same", after[position : come.start])
            position = come.start
        if gone is not None:
            yield Part("old", before[gone.start : gone.end])
            if come is None:
                yield Part("same", " ")
        if come is not None:
            yield Part("new", after[come.start : come.end])
            position = come.end
    if position < row.new.end:
        yield Part("same", after[position : row.new.end])
