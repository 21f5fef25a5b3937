"""The shapes of rows that the API sends: what each field is stands with its type in `rashomon.model.archive`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import AfterValidator, AliasChoices, AliasPath, BaseModel, BeforeValidator, ConfigDict, Field

from rashomon.model import archive as rows
from rashomon.model.annotation import AttributionKind, Force
from rashomon.model.archive import ChangeKind, EditKind
from rashomon.model.spans import PublishedFrom, ReferenceDate
from rashomon.model.synopsis import Status
from rashomon.serve.web import jobs

Item = TypeVar("Item")


def _iso(value: object) -> object:
    return value.iso if isinstance(value, ReferenceDate) else value


def _pair(value: object) -> object:
    return dict(zip(("wanted", "found"), value, strict=True)) if isinstance(value, tuple) else value


def _counts(value: object) -> object:
    return dict(value) if isinstance(value, tuple) else value


def _only(kind: type) -> Callable[[object], object]:
    return lambda value: value if isinstance(value, kind) else None


Published = Annotated[str | None, BeforeValidator(_iso)]
"""A day, a moment or an interval of days in ISO 8601."""
Share = Annotated[float, AfterValidator(lambda value: round(value, 4))]


class Shape(BaseModel):
    """What every shape has in common: it holds its own fields and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def shape_of(cls, row: object) -> Self:
        """The shape of a row, whose fields have the same names."""
        return cls.model_validate(row, from_attributes=True)


class Listing(Shape, Generic[Item]):
    """One page of a list. Hand `next` back as `after` for the page that follows; it is null on the last."""

    items: list[Item] = Field(validation_alias=AliasChoices("items", "rows"))
    next: str | None


class Span(Shape):
    """A half-open stretch of a report's text, in Unicode code points."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)


class Citation(Span):
    """A span with the id of the report it is in."""

    report: str


class Story(Shape):
    """The reports about one event. `title` was given by hand; `headline` are the words at `headline_at`."""

    id: str
    title: str | None
    headline: str
    headline_at: Citation
    first: date | None
    last: date | None
    outlets: list[str]
    reports: list[str]
    copies: int
    statuses: Annotated[dict[Status, int], BeforeValidator(_counts)]
    days: list[tuple[date, int]]
    updated: datetime


class Report(Shape):
    """A published text, without the text. `published` is a day, a moment or an interval of days in ISO 8601."""

    id: str
    outlet: str | None
    title: str | None
    published: Published
    published_from: PublishedFrom = Field(validation_alias=AliasPath("published", "source"))
    url: str | None
    path: str | None
    story: str | None
    copy_of: str | None
    versions: int
    added: datetime
    changed: datetime


class Version(Shape):
    """One version of a report. `hash` is SHA-256 of its text; `changed` names what differs from the one before."""

    number: int
    hash: str
    added: datetime
    published: Published
    title: str | None
    characters: int
    changed: list[str]


class Statement(Shape):
    """Something that somebody is reported to have said; `text` are the words of `sentence`."""

    report: str
    version: int
    story: str | None
    outlet: str | None
    published: Published
    actor: str | None
    names: list[str]
    force: Force
    kind: AttributionKind
    confidence: Share
    source: list[Span]
    content: list[Span]
    sentence: Span
    text: str


class ActorRow(Shape):
    """An actor in a list, with one of its names and how often it speaks."""

    id: str
    name: str
    kind: str
    country: str | None
    statements: int


class Actor(Shape):
    """An actor over all stories."""

    id: str
    name: str
    kind: str
    names: list[str]
    country: str | None
    stories: list[str]
    statements: int


class Hit(Shape):
    """A report that a search found: a snippet of its text and where in the text the words stand."""

    report: str
    story: str | None
    outlet: str | None
    title: str | None
    published: Published
    snippet: Span
    marks: list[Span]
    text: str
    rank: float


class WordDifference(Shape):
    """Words of the quotation that was looked for, and those that stand there in their place; either may be empty."""

    wanted: str
    found: str


class Wording(Shape):
    """A wording of a quotation that was looked for; `likeness` is 1 where it is verbatim."""

    report: str
    story: str | None
    outlet: str | None
    published: Published
    at: Span
    text: str
    actor: str | None
    names: list[str]
    force: Force | None
    likeness: Share
    differences: list[Annotated[WordDifference, BeforeValidator(_pair)]]


class Change(Shape):
    """Something that happened in the archive; `number` counts up and never changes."""

    number: int
    at: datetime
    kind: ChangeKind
    story: str | None
    report: str | None
    version: int | None
    others: list[str]
    detail: str


class Refused(Shape):
    """A report that was not read, and why."""

    path: str
    record: int | None
    id: str | None
    stage: str
    reason: str
    detail: str


class Refusal(Shape):
    """A report that was not read, and when."""

    number: int
    at: datetime
    refused: Refused = Field(validation_alias="refusal")


class Edit(Shape):
    """What somebody did to stories by hand; `undone` is when it was undone."""

    id: int
    kind: EditKind
    at: datetime
    story: str
    others: list[str]
    reports: list[str]
    title: str | None
    undone: datetime | None


class Added(Shape):
    """What an addition came to, in reports; `stories` counts those that it founded or changed."""

    new: int
    versions: int
    known: int
    refused: int
    stories: int


class Job(Shape):
    """A write: how far it is, and what came of it."""

    id: str
    kind: jobs.JobKind
    state: jobs.JobState
    submitted: datetime
    stage: str
    done: int
    total: int | None
    added: Annotated[Added | None, BeforeValidator(_only(rows.Added))] = Field(validation_alias="outcome")
    edit: Annotated[Edit | None, BeforeValidator(_only(rows.Edit))] = Field(validation_alias="outcome")
    refused: list[Refused]
    error: str
    status: Literal[200, 400, 404, 409, 500, 503]
