"""The shapes of a synopsis and of an annotation: what `rashomon.present.as_json` writes, told in OpenAPI.

The answers are written by `present` and not checked at run time, which would cost more than making them; a test holds
that shape and answer agree.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from rashomon.model.annotation import ActorKind, AttributionKind, Force, Gender, PlaceKind, TimeType
from rashomon.model.report import BlockRole
from rashomon.model.spans import PublishedFrom
from rashomon.model.synopsis import ClaimKind, DifferenceType, Explanation, Grain, How, Status
from rashomon.serve.web.api.rows import Citation, Shape, Span

Pair = tuple[int, int]
"""Start and end of a span, in code points."""


class SynopsisReport(Shape):
    """A report of a story."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    published_from: PublishedFrom
    path: str | None
    url: str | None
    copy_of: str | None


class Support(Citation):
    """A span on which a claim rests, and on whose word."""

    origin: str
    chain: list[str]
    confidence: float
    value: str | None = None


class Against(Citation):
    """A span that speaks against a claim, and how."""

    how: How
    by: str | None
    value: str | None = None


class Claim(Shape):
    """One fact as it stands in one or more reports."""

    id: str
    kind: ClaimKind
    gist: Citation
    status: Status
    support: list[Support]
    against: list[Against]
    reports: int
    origins: int
    confidence: float
    weight: float
    why: list[str]


class Side(Shape):
    """One side of a difference."""

    value: str
    spans: list[Citation]


class Difference(Shape):
    """A point on which reports part."""

    type: DifferenceType
    explanation: Explanation
    confidence: float
    about: str
    claims: list[str]
    sides: list[Side]


class SynopsisStatement(Shape):
    """What an actor is said to have said."""

    actor: str
    force: Force
    kind: AttributionKind
    claim: str | None
    confidence: float
    spans: list[Citation]


class Position(Shape):
    """An actor's stance on an issue."""

    actor: str
    issue: str
    stance: str
    on: date | None
    spans: list[Citation]


class TimelineEntry(Shape):
    """Something dated."""

    begin: date = Field(alias="from")
    end: date = Field(alias="to")
    grain: Grain
    planned: bool
    spans: list[Citation]


class SynopsisFigure(Shape):
    """A quantity with every value given for it."""

    of: str
    unit: str
    event: str
    low: float
    high: float
    as_of: str | None
    spans: list[Citation]


class SynopsisPlace(Shape):
    """A place of the story."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    spans: list[Citation]


class SynopsisActor(Shape):
    """An actor over all reports of the story."""

    id: str
    name: str
    kind: ActorKind
    names: list[str]
    country: str | None
    office: str | None
    of: str | None
    mentions: list[Citation]


class Cite(Shape):
    """A report rests on another outlet's."""

    report: str
    outlet: str
    spans: list[Citation]


class Synopsis(Shape):
    """All of this for one story; docs/schema/brief.schema.json has the same."""

    story: str
    headline: Citation
    first: date | None
    last: date | None
    reports: list[SynopsisReport]
    claims: list[Claim]
    differences: list[Difference]
    statements: list[SynopsisStatement]
    positions: list[Position]
    timeline: list[TimelineEntry]
    figures: list[SynopsisFigure]
    places: list[SynopsisPlace]
    actors: list[SynopsisActor]
    copies: list[tuple[str, str]]
    cites: list[Cite]


class Block(Span):
    """A stretch of a report with one role."""

    role: BlockRole


class ReportActor(Shape):
    """An actor as one report knows it; `forms` go with `mentions`."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    gender: Gender | None
    office: str | None
    of: str | None
    mentions: list[Pair]
    forms: list[Literal["name", "nominal", "pronoun", "metonym"]]


class Attribution(Shape):
    """Source, cue and content of something said."""

    source: list[Pair]
    cue: list[Pair]
    content: list[Pair]
    kind: AttributionKind
    force: Force
    negated: bool
    speaker: str | None
    inside: int | None
    confidence: float


class Time(Span):
    """A TIMEX3 expression."""

    type: TimeType
    value: str
    mod: str | None
    earliest: date | None
    latest: date | None
    confidence: float


class Figure(Span):
    """A quantity as an interval."""

    low: float
    high: float
    unit: str
    of: str
    event: str
    hedge: str
    scope: str
    as_of: str | None


class Place(Span):
    """A place that is named."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: PlaceKind
    metonym: bool


class Annotation(Shape):
    """What was found in one report, with its text; docs/schema/annotate.schema.json has the same."""

    id: str
    path: str | None
    outlet: str | None
    title: str | None
    published: str | None
    published_from: PublishedFrom
    published_evidence: list[Pair]
    blocks: list[Block]
    sentences: list[Pair]
    actors: list[ReportActor]
    attributions: list[Attribution]
    times: list[Time]
    figures: list[Figure]
    places: list[Place]
    versions: dict[str, str]
    text: str | None = None
