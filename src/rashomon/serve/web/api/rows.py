"""The shapes of rows that the API sends: what each field is stands with its type in `rashomon.model.archive`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from rashomon.model import archive as rows
from rashomon.model.annotation import AttributionKind, Force
from rashomon.model.archive import ChangeKind, EditKind
from rashomon.model.report import Refusal as RefusalRow
from rashomon.model.spans import PublishedFrom
from rashomon.model.spans import Span as SpanRow
from rashomon.model.synopsis import Status
from rashomon.serve.web import jobs

Item = TypeVar("Item")


class Shape(BaseModel):
    """What every shape has in common: it holds its own fields and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Listing(Shape, Generic[Item]):
    """One page of a list. Hand `next` back as `after` for the page that follows; it is null on the last."""

    items: list[Item]
    next: str | None


class Span(Shape):
    """A half-open stretch of a report's text, in Unicode code points."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)

    @classmethod
    def at(cls, span: SpanRow) -> Span:
        """The shape of a span."""
        return cls(start=span.start, end=span.end)


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
    statuses: dict[Status, int]
    days: list[tuple[date, int]]
    updated: datetime

    @classmethod
    def of(cls, row: rows.StoryRow) -> Story:
        """The shape of a row."""
        at = row.headline_at
        return cls(
            id=row.id,
            title=row.title,
            headline=row.headline,
            headline_at=Citation(report=at.report, start=at.start, end=at.end),
            first=row.first,
            last=row.last,
            outlets=list(row.outlets),
            reports=list(row.reports),
            copies=row.copies,
            statuses=dict(row.statuses),
            days=list(row.days),
            updated=row.updated,
        )


class Report(Shape):
    """A published text, without the text. `published` is a day, a moment or an interval of days in ISO 8601."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    published_from: PublishedFrom
    url: str | None
    path: str | None
    story: str | None
    copy_of: str | None
    versions: int
    added: datetime
    changed: datetime

    @classmethod
    def of(cls, row: rows.ReportRow) -> Report:
        """The shape of a row."""
        return cls(
            id=row.id,
            outlet=row.outlet,
            title=row.title,
            published=row.published.iso,
            published_from=row.published.source,
            url=row.url,
            path=row.path,
            story=row.story,
            copy_of=row.copy_of,
            versions=row.versions,
            added=row.added,
            changed=row.changed,
        )


class Version(Shape):
    """One version of a report. `hash` is SHA-256 of its text; `changed` names what differs from the one before."""

    number: int
    hash: str
    added: datetime
    published: str | None
    title: str | None
    characters: int
    changed: list[str]

    @classmethod
    def of(cls, row: rows.ReportVersion) -> Version:
        """The shape of a row."""
        return cls(
            number=row.number,
            hash=row.hash,
            added=row.added,
            published=row.published.iso,
            title=row.title,
            characters=row.characters,
            changed=list(row.changed),
        )


class Statement(Shape):
    """Something that somebody is reported to have said; `text` are the words of `sentence`."""

    report: str
    version: int
    story: str | None
    outlet: str | None
    published: str | None
    actor: str | None
    names: list[str]
    force: Force
    kind: AttributionKind
    confidence: float
    source: list[Span]
    content: list[Span]
    sentence: Span
    text: str

    @classmethod
    def of(cls, row: rows.StatementRow) -> Statement:
        """The shape of a row."""
        return cls(
            report=row.report,
            version=row.version,
            story=row.story,
            outlet=row.outlet,
            published=row.published.iso,
            actor=row.actor,
            names=list(row.names),
            force=row.force,
            kind=row.kind,
            confidence=round(row.confidence, 4),
            source=[Span.at(span) for span in row.source],
            content=[Span.at(span) for span in row.content],
            sentence=Span.at(row.sentence),
            text=row.text,
        )


class Actor(Shape):
    """An actor over all stories."""

    id: str
    name: str
    kind: str
    names: list[str]
    country: str | None
    stories: list[str]
    statements: int

    @classmethod
    def of(cls, row: rows.ActorPage) -> Actor:
        """The shape of a row."""
        return cls(
            id=row.id,
            name=row.name,
            kind=row.kind,
            names=list(row.names),
            country=row.country,
            stories=list(row.stories),
            statements=row.statements,
        )


class Hit(Shape):
    """A report that a search found: a snippet of its text and where in the text the words stand."""

    report: str
    story: str | None
    outlet: str | None
    title: str | None
    published: str | None
    snippet: Span
    marks: list[Span]
    text: str
    rank: float

    @classmethod
    def of(cls, row: rows.Hit) -> Hit:
        """The shape of a row."""
        return cls(
            report=row.report,
            story=row.story,
            outlet=row.outlet,
            title=row.title,
            published=row.published.iso,
            snippet=Span.at(row.snippet),
            marks=[Span.at(span) for span in row.marks],
            text=row.text,
            rank=row.rank,
        )


class WordDifference(Shape):
    """Words of the quotation that was looked for, and those that stand there in their place; either may be empty."""

    wanted: str
    found: str


class Wording(Shape):
    """A wording of a quotation that was looked for; `likeness` is 1 where it is verbatim."""

    report: str
    story: str | None
    outlet: str | None
    published: str | None
    at: Span
    text: str
    actor: str | None
    names: list[str]
    force: Force | None
    likeness: float
    differences: list[WordDifference]

    @classmethod
    def of(cls, row: rows.QuoteHit) -> Wording:
        """The shape of a row."""
        return cls(
            report=row.report,
            story=row.story,
            outlet=row.outlet,
            published=row.published.iso,
            at=Span.at(row.at),
            text=row.text,
            actor=row.actor,
            names=list(row.names),
            force=row.force,
            likeness=round(row.likeness, 4),
            differences=[WordDifference(wanted=wanted, found=found) for wanted, found in row.differences],
        )


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

    @classmethod
    def of(cls, row: rows.Change) -> Change:
        """The shape of a row."""
        return cls(
            number=row.number,
            at=row.at,
            kind=row.kind,
            story=row.story,
            report=row.report,
            version=row.version,
            others=list(row.others),
            detail=row.detail,
        )


class Refused(Shape):
    """A report that an addition did not read, and why."""

    path: str
    record: int | None
    id: str | None
    stage: str
    reason: str
    detail: str

    @classmethod
    def of(cls, told: RefusalRow) -> Refused:
        """The shape of a refusal."""
        return cls(
            path=told.path,
            record=told.record,
            id=told.id,
            stage=told.stage,
            reason=told.reason,
            detail=told.detail,
        )


class Refusal(Shape):
    """A report that was not read, and why; in the archive with its number and time."""

    number: int
    at: datetime
    refused: Refused

    @classmethod
    def of(cls, row: rows.RefusalRow) -> Refusal:
        """The shape of a row."""
        return cls(number=row.number, at=row.at, refused=Refused.of(row.refusal))


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

    @classmethod
    def of(cls, row: rows.Edit) -> Edit:
        """The shape of a row."""
        return cls(
            id=row.id,
            kind=row.kind,
            at=row.at,
            story=row.story,
            others=list(row.others),
            reports=list(row.reports),
            title=row.title,
            undone=row.undone,
        )


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
    added: Added | None
    edit: Edit | None
    refused: list[Refused]
    error: str
    status: Literal[200, 400, 404, 409, 500, 503]

    @classmethod
    def of(cls, job: jobs.Job) -> Job:
        """The shape of a job."""
        outcome = job.outcome
        added = None
        if isinstance(outcome, rows.Added):
            added = Added(
                new=outcome.new,
                versions=outcome.versions,
                known=outcome.known,
                refused=outcome.refused,
                stories=outcome.stories,
            )
        return cls.model_validate(
            {
                "id": job.id,
                "kind": job.kind,
                "state": job.state,
                "submitted": job.submitted,
                "stage": job.stage,
                "done": job.done,
                "total": job.total,
                "added": added,
                "edit": Edit.of(outcome) if isinstance(outcome, rows.Edit) else None,
                "refused": [Refused.of(told) for told in job.refused],
                "error": job.error,
                "status": job.status,
            }
        )
