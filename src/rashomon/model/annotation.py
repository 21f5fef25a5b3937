"""What stage 3 knows of one report: tokens, actors, attributions, times, figures, places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rashomon.model.notebook import heading, paragraphs, table
from rashomon.model.report import Report
from rashomon.model.spans import ReferenceDate, Span
from rashomon.model.times import TimeTerm

ActorKind = Literal["person", "organisation", "state", "outlet", "group", "unnamed"]
Gender = Literal["female", "male"]
MentionForm = Literal["name", "nominal", "pronoun", "metonym"]
AttributionKind = Literal["direct", "mixed", "indirect"]
Force = Literal[
    "asserts",
    "confirms",
    "denies",
    "rejects",
    "demands",
    "proposes",
    "promises",
    "threatens",
    "warns",
    "suggests",
    "believes",
    "declines to comment",
]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Tense = Literal["past", "present", "future"]
PlaceKind = Literal["country", "region", "city", "site", "water", "area"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The words of a report as columns of equal length, in the order of the text.

    `lemma` is lower-case; `pos`, `tag` and `dep` are Universal POS, Penn Treebank and ClearNLP dependency labels;
    `head` is the index of the syntactic head (its own index at a root); `entity` is the OntoNotes entity label or
    "". Tokens that are white space are left out.
    """

    start: tuple[int, ...]
    end: tuple[int, ...]
    lemma: tuple[str, ...]
    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    entity: tuple[str, ...]

    def __post_init__(self) -> None:
        sizes = {len(getattr(self, name)) for name in ("start", "end", "lemma", "pos", "tag", "dep", "head", "entity")}
        if len(sizes) != 1:
            raise ValueError(f"token columns of unequal length: {sorted(sizes)}")

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where an actor is named. A `metonym` is a place or seat that stands for it (Kyiv, the Kremlin)."""

    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, organisation, state or outlet as one report knows it.

    `id` is derived from kind and name, so that the same name gives the same id in every report. An `unnamed` actor
    ("a senior White House official") keeps its own words as name, and `of` is the id of the actor it belongs to, if
    the text says so. `office` is the title that the report gives ("Russian President"). `country` is ISO 3166-1
    alpha-2.
    """

    id: str
    name: str
    kind: ActorKind
    mentions: tuple[Mention, ...]
    country: str | None = None
    gender: Gender | None = None
    office: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content spans in the sense of the PARC 3 and PolNeAR corpora, with what they mean.

    `speaker` is the id of the actor that the source names. `inside` is the index, in `Annotation.attributions`, of
    the attribution in whose content this one stands: the chain outlet, office, person is read along it. `negated`
    holds for a negated cue ("did not rule out") whose force already takes that into account. `confidence` is the
    calibrated probability, 0 to 1, that source and content are right.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: AttributionKind
    force: Force
    speaker: str | None = None
    inside: int | None = None
    negated: bool = False
    confidence: float = 1.0
    also: tuple[str, ...] = ()
    """Ids of further speakers when several speak as one ("Roe and Doe said", "the two leaders agreed")."""
    told: str | None = None
    """Id of the outlet that was told ("she told Reuters"): credited with the interview, not the speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A TIMEX3 expression (ISO-TimeML). `value` is the TIMEX3 value; `earliest` and `latest` are the days it can
    cover, both included, when it could be resolved to days. `tense` is that of the clause it stands in.
    """

    span: Span
    type: TimeType
    value: str
    confidence: float = 1.0
    mod: str | None = None
    earliest: date | None = None
    latest: date | None = None
    tense: Tense | None = None
    term: TimeTerm | None = None
    """What the words say, free of a reference date: from it the value is found anew when the date becomes known."""


ASIDE = frozenset({"voices", "withdrawn", "gap"})
"""Scopes of figures that are no part of the news; nothing is held against them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity as a closed interval [low, high] with what it counts.

    `unit` is "" for a plain count, else a normalised unit ("%", "USD", "km", "year", "person"); values are already
    in that unit. `of` is the head noun that is counted, lower-case lemma, `of_span` the whole noun
    phrase. `hedge` is the word that widened the interval ("about", "more than"). `event` is the lemma of the
    predicate that tells the counted apart ("kill", "injure"). `scope` is "part" ("of which 3"), "including", "other",
    "", or for what tells nothing of the events one of ASIDE: "voices" (how many unnamed ones speak: "two witnesses
    said"), "withdrawn" (what a correction takes back), "gap" (how far a thing is from another: "two years less than").
    Of a vote ("5 to 2") `unit` is "vote" and the value 1 and the share of those against (9 / 7).
    """

    span: Span
    low: float
    high: float
    unit: str = ""
    of: str = ""
    of_span: Span | None = None
    event: str = ""
    hedge: str = ""
    scope: str = ""
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with its centre in degrees (WGS 84); country is ISO 3166-1 alpha-2, None for a sea or a disputed area.

    `metonym` marks a place name that stands for a government ("Moscow said").
    """

    span: Span
    name: str
    country: str | None
    lat: float
    lon: float
    kind: PlaceKind
    metonym: bool = False
    located: bool = True
    """False for a place that the gazetteer does not have: `lat` and `lon` are 0 then and mean nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """All that stage 3 found in one report. Spans are in the report's text; every sequence is in text order."""

    report: str
    reference: ReferenceDate
    tokens: Tokens
    sentences: tuple[Span, ...]
    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]
    times: tuple[TimeExpression, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    versions: tuple[tuple[str, str], ...]
    """What made this annotation: (component, version), so that an archive knows what is out of date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedReport:
    """A report together with its annotation: what stages 4 and 5 read."""

    report: Report
    annotation: Annotation

    def _repr_html_(self) -> str:
        """What a notebook shows: the report block by block, and who says what in it."""
        report, annotation = self.report, self.annotation
        head = " · ".join(part for part in (report.outlet, annotation.reference.iso) if part)
        names = {actor.id: actor.name for actor in annotation.actors}
        blocks = (
            ("" if block.role == "body" else block.role, report.text[block.span.start : block.span.end])
            for block in report.blocks
        )

        def words(spans: tuple[Span, ...]) -> str:
            return " … ".join(report.text[span.start : span.end] for span in spans)

        said = [
            (names.get(one.speaker or "", words(one.source)), one.force, words(one.content))
            for one in annotation.attributions
            if one.content
        ]
        return heading(report.title) + paragraphs([(head, report.id), *blocks]) + table(("who", "force", "what"), said)
