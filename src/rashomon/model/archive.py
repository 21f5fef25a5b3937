"""What flows out of an archive: rows of stories, reports, statements, hits, changes and edits, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from rashomon.model.annotation import AttributionKind, Force
from rashomon.model.report import Refusal
from rashomon.model.spans import ReferenceDate, Span
from rashomon.model.synopsis import Citation, Status

Row = TypeVar("Row")

ChangeKind = Literal[
    "report added",
    "report changed",
    "report refused",
    "story founded",
    "story grown",
    "stories merged",
    "story split",
    "claim changed",
    "edited by hand",
    "edit undone",
]
EditKind = Literal["merge", "split", "rename"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Row]):
    """One page of a long answer. `next` is handed back as `after` to get the page that follows; None on the last."""

    rows: tuple[Row, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one `add` did: reports that were new, new versions of known ones, those known already, those refused, and
    how many stories it founded or changed."""

    new: int = 0
    versions: int = 0
    known: int = 0
    refused: int = 0
    stories: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story in a list. `title` was given by hand; `headline` are the words at `headline_at`.

    `reports` are ids in order of publication, `outlets` their names in alphabetical order; `copies` counts the reports
    that are copies. `statuses` counts the lines that its brief shows of every status, `days` the reports of every day
    that has any, `first` to `last`. `updated` is the time of the add that last changed it.
    """

    id: str
    title: str | None
    headline: str
    headline_at: Citation
    first: date | None
    last: date | None
    outlets: tuple[str, ...]
    reports: tuple[str, ...]
    copies: int
    statuses: tuple[tuple[Status, int], ...]
    days: tuple[tuple[date, int], ...]
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in a list, as its newest version has it. `story` is None until it is grouped."""

    id: str
    outlet: str | None
    title: str | None
    published: ReferenceDate
    url: str | None
    path: str | None
    story: str | None
    copy_of: str | None
    versions: int
    added: datetime
    """When its first version came."""
    changed: datetime
    """When its newest version came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersion:
    """One version of a report, counted from 1. `hash` is SHA-256 of its text, in hex.

    `changed` names the fields that differ from the version before: "text", "title", "outlet", "published", "url".
    """

    report: str
    number: int
    hash: str
    added: datetime
    published: ReferenceDate
    title: str | None
    characters: int
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One attribution of one report.

    `actor` is the id of the speaker in its story, None where nobody known speaks; `names` are its names, the most
    frequent first, or the words of the source. Spans are in the report's text; `text` are the words of `sentence`.
    """

    report: str
    version: int
    story: str | None
    outlet: str | None
    published: ReferenceDate
    actor: str | None
    names: tuple[str, ...]
    force: Force
    kind: AttributionKind
    confidence: float
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    sentence: Span
    text: str
    path: str | None = None
    """Where the report was read from."""
    paragraph: int | None = None
    """The paragraph of the body in which the sentence begins, from 1; None in a headline or caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor in a list, with one of its names and how often it speaks."""

    id: str
    name: str
    kind: str
    country: str | None
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """An actor over all stories: its names, the most frequent first, where it appears, and how often it speaks."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    country: str | None
    stories: tuple[str, ...]
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that a search found. `snippet` is a span of its text, `text` its words, `marks` the words that were
    looked for, as spans of the report's text; the higher the `rank`, the better."""

    report: str
    story: str | None
    outlet: str | None
    title: str | None
    published: ReferenceDate
    snippet: Span
    marks: tuple[Span, ...]
    text: str
    rank: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteHit:
    """A wording of a quotation that was looked for, at `at` in the report's text, where it reads `text`.

    `likeness` is the share of words in common, 1 where it is verbatim. `differences` are pairs (words looked for, words
    found), either of which may be empty; `places` is where they stand in the quotation looked for and in the text. The
    attribution it stands in, if any, says who is said to have said it: `actor`, `names`, `force`, as in StatementRow.
    """

    report: str
    story: str | None
    outlet: str | None
    published: ReferenceDate
    at: Span
    text: str
    actor: str | None
    names: tuple[str, ...]
    force: Force | None
    likeness: float
    differences: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[Span | None, Span | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that happened in the archive; `number` counts up and never changes.

    `story` and `report` are ids where they apply, `version` the new version of a report, `others` the stories that were
    taken in or split off, or for a claim (its id, status before, status now). `detail` is one line for a human.
    """

    number: int
    at: datetime
    kind: ChangeKind
    story: str | None = None
    report: str | None = None
    version: int | None = None
    others: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalRow:
    """A refusal with the time of its add."""

    number: int
    at: datetime
    refusal: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What somebody did to stories by hand, kept apart from what the grouping says. `undone` is the time it was undone.

    A merge takes the stories `others` into `story`; a split takes `reports` out of `story` into the new story
    `others[0]`; a rename gives it a `title`, None for none.
    """

    id: int
    kind: EditKind
    at: datetime
    story: str
    others: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    title: str | None = None
    undone: datetime | None = None
