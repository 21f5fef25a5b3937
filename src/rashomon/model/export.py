"""The rows that an archive exports: one flat table a kind. docs/export.md says what each column holds.

Spans count code points of the column `text` of the reports table; several are written as `12:30 40:55`. Lists of names
are joined by ` | `. Days and times are ISO 8601. None is an empty cell, in JSON null.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

ExportKind = Literal["attributions", "claims", "evidence", "figures", "times", "actors", "stories", "reports"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRow:
    """One attribution of one report: who is said to have said what, with which force."""

    report: str
    version: int
    story: str | None
    outlet: str | None
    published: str | None
    number: int
    inside: int | None
    actor: str | None
    name: str | None
    names: str
    force: str
    kind: str
    negated: bool
    confidence: float
    source: str
    cue: str
    content: str
    source_spans: str
    cue_spans: str
    content_spans: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim of one story."""

    story: str
    claim: str
    kind: str
    status: str
    reports: int
    origins: int
    confidence: float
    weight: float
    report: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One span on which a claim rests, or which speaks against it."""

    story: str
    claim: str
    side: str
    report: str
    start: int
    end: int
    text: str
    origin: str | None
    chain: str
    value: str | None
    how: str | None
    by: str | None
    explanation: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One quantity in one report."""

    report: str
    version: int
    story: str | None
    start: int
    end: int
    text: str
    low: float
    high: float
    unit: str
    of: str
    event: str
    hedge: str
    scope: str
    as_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow:
    """One time expression in one report."""

    report: str
    version: int
    story: str | None
    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str | None
    earliest: str | None
    latest: str | None
    tense: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One actor of one story."""

    story: str
    actor: str
    name: str
    kind: str
    names: str
    country: str | None
    office: str | None
    of: str | None
    mentions: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryExportRow:
    """One story."""

    story: str
    title: str | None
    headline: str
    first: str | None
    last: str | None
    reports: str
    outlets: str
    copies: int
    corroborated: int
    one_origin: int
    single: int
    disputed: int
    denied: int
    updated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportExportRow:
    """One version of one report: what `rashomon import` reads."""

    report: str
    version: int
    newest: bool
    added: str
    hash: str
    story: str | None
    outlet: str | None
    title: str | None
    url: str | None
    authors: str
    published: str | None
    published_from: str
    language: str
    path: str | None
    record: int | None
    blocks: str
    extra: str
    text: str


ExportRow = AttributionRow | ClaimRow | EvidenceRow | FigureRow | TimeRow | ActorRow | StoryExportRow | ReportExportRow
ROWS: dict[ExportKind, type[ExportRow]] = dict(
    zip(
        get_args(ExportKind),
        (AttributionRow, ClaimRow, EvidenceRow, FigureRow, TimeRow, ActorRow, StoryExportRow, ReportExportRow),
        strict=True,
    )
)
