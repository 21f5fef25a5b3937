"""What stage 5 makes of one story: claims, differences, statements, positions, timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rashomon.model.annotation import ActorKind, AttributionKind, Force
from rashomon.model.notebook import heading, paragraphs, table
from rashomon.model.spans import ReferenceDate

ClaimKind = Literal["event", "figure", "statement", "date", "place", "position", "background"]
Status = Literal["corroborated", "one origin", "single", "disputed", "denied"]
How = Literal[
    "denies",
    "dismisses",
    "different figure",
    "different date",
    "different place",
    "different actor",
    "contradicts",
    "no comment",
]
DifferenceType = Literal[
    "figure", "date", "place", "actor", "attribution", "denial", "wording of a quote", "omission of a key fact"
]
Explanation = Literal["real conflict", "update over time", "different granularity", "different origin"]
Grain = Literal["time", "day", "week", "month", "quarter", "season", "year", "decade", "century"]


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A span of one report's text, in code points; what every line of an output points at."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A span on which a claim rests, and on whose word.

    `chain` names the voices from the outlet inwards, the last being the first named source, empty for the reporter's
    own voice; `origin` is the key by which origins are counted: equal keys are one origin. `value` is the normalised
    figure, date or place that the span gives.
    """

    at: Citation
    origin: str
    chain: tuple[str, ...] = ()
    value: str | None = None
    confidence: float = 1.0
    """The probability, 0 to 1, that it states what the claim's gist states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A span that speaks against a claim, and how."""

    at: Citation
    how: How
    by: str | None = None
    """The name of the voice that denies or differs; None for the reporter's own."""
    value: str | None = None
    explanation: Explanation = "real conflict"
    """An "update over time" speaks against a claim without disputing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One fact as it stands in one or more reports. `gist` is the clearest of its supporting spans."""

    id: str
    kind: ClaimKind
    gist: Citation
    status: Status
    support: tuple[Support, ...]
    against: tuple[Against, ...] = ()
    reports: int = 1
    """How many reports attest it, copies counted once."""
    origins: int = 1
    """How many independent origins it has."""
    confidence: float = 1.0
    """The mean probability, 0 to 1, that its spans state one fact; 1 where there is but one."""
    weight: float = 0.0
    """How much it matters in its story, 0 to 1: the order within a section."""
    why: tuple[str, ...] = ()
    """The features and rules that joined, vetoed and labelled it, one line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a difference: a value and the spans that give it."""

    value: str
    spans: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A point on which reports part, with at least two sides."""

    type: DifferenceType
    explanation: Explanation
    sides: tuple[Side, ...]
    claims: tuple[str, ...] = ()
    confidence: float = 1.0
    """The probability, 0 to 1, that the sides speak of one thing."""
    about: str = ""
    """What differs, in words of the reports: a figure's head noun, a speaker's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryActor:
    """An actor over all reports of a story; `names` are all the forms that the reports use, the most frequent first."""

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...]
    country: str | None = None
    office: str | None = None
    of: str | None = None
    mentions: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What an actor is said to have said. Spans are the content, one or more fragments per report."""

    actor: str
    force: Force
    kind: AttributionKind
    spans: tuple[Citation, ...]
    claim: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """An actor's stance on an issue and the statements that show it, in order of time."""

    actor: str
    issue: str
    stance: str
    spans: tuple[Citation, ...]
    on: date | None = None
    """The day of the statement or of the report that has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """Something dated. `begin` to `end`, both included, is as wide as the reports are vague; `planned` if it lay
    ahead of the report."""

    begin: date
    end: date
    grain: Grain
    planned: bool
    spans: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFigure:
    """A quantity of the story with every value given for it."""

    of: str
    unit: str
    low: float
    high: float
    spans: tuple[Citation, ...]
    event: str = ""
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPlace:
    """A place of the story; degrees in WGS 84, which mean nothing where it is not `located`."""

    name: str
    country: str | None
    lat: float
    lon: float
    spans: tuple[Citation, ...]
    located: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A report rests on another outlet's: "The Wall Street Journal reported …"."""

    report: str
    outlet: str
    spans: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """A report as a reader of the synopsis needs it."""

    id: str
    outlet: str | None
    title: str | None
    published: ReferenceDate
    path: str | None = None
    url: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Synopsis:
    """All of this for one story: the data structure that every face shows."""

    story: str
    headline: Citation
    first: date | None
    last: date | None
    reports: tuple[StoryReport, ...]
    claims: tuple[Claim, ...]
    differences: tuple[Difference, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    timeline: tuple[TimelineEntry, ...]
    figures: tuple[StoryFigure, ...]
    places: tuple[StoryPlace, ...]
    actors: tuple[StoryActor, ...]
    copies: tuple[tuple[str, str], ...]
    cites: tuple[Cite, ...]

    def _repr_html_(self) -> str:
        """What a notebook shows: its reports and its claims; it cites and has no texts, a briefing has them."""
        days = " to ".join(dict.fromkeys(str(day) for day in (self.first, self.last) if day))
        reports = [
            (report.id, report.outlet or "", report.published.iso or "", report.title or "", report.copy_of or "")
            for report in self.reports
        ]
        claims = [
            (
                claim.status,
                claim.kind,
                str(claim.reports),
                str(claim.origins),
                str(len(claim.against)),
                f"{claim.gist.report} {claim.gist.start}:{claim.gist.end}",
            )
            for claim in self.claims
        ]
        return (
            heading(f"Story {self.story}")
            + paragraphs([("", days)])
            + table(("report", "outlet", "published", "title", "copy of"), reports)
            + table(("status", "kind", "reports", "origins", "against", "said in"), claims)
        )
