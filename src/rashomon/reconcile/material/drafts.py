"""What flows between the parts of this stage: units of text, merged actors, and claims before their status is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import BlockRole
from rashomon.model.spans import Span
from rashomon.model.story import Story
from rashomon.model.synopsis import Citation, ClaimKind, StoryActor
from rashomon.reconcile.material.report_index import ReportIndex

TOLD_IN = frozenset({"headline", "standfirst", "body"})
"""Block roles whose words are the report's own account; captions, bylines and boilerplate are nobody's claim."""


class Clause(NamedTuple):  # a tuple, as they are made by the thousand: it takes a third of the time of a dataclass
    """A finite clause (or the whole of a headline) inside a sentence.

    `head`, `subject` and `object` are indices into the report's `Annotation.tokens` (None where there is none); the
    subject of a passive is its logical object. `predicate` is the canonical term of the head, "" without a verb.
    `attribution` is the index of the innermost attribution whose content covers the clause.
    """

    span: Span
    head: int
    predicate: str = ""
    subject: int | None = None
    object: int | None = None
    negated: bool = False
    attribution: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One sentence of one report: the node of claim alignment.

    `report` indexes `Material.reports`; `first` to `last` (exclusive) index the report's tokens. `terms` are the
    canonical terms of its content words, with those that its pronouns stand for. `actors` are ids of
    `MergedActors.actors`. `figures`, `times` and `places` are indices into the report's Annotation;
    `attributions` those attributions whose
    content overlaps the sentence, outermost first.
    """

    number: int
    report: int
    span: Span
    role: BlockRole
    first: int
    last: int
    clauses: tuple[Clause, ...]
    terms: tuple[str, ...]
    actors: tuple[str, ...] = ()
    figures: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    attributions: tuple[int, ...] = ()

    def clause_over(self, span: Span) -> Clause | None:
        """The narrowest clause that holds the span, the first of several."""
        holding = [clause for clause in self.clauses if clause.span.contains(span)]
        return min(holding, key=lambda c: (c.span.end - c.span.start, c.span.start), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedActors:
    """The actors of a story: `of` gives, for (report id, actor id in its Annotation), the id of the merged actor.

    `by_id` has the actors by their ids.
    """

    actors: tuple[StoryActor, ...]
    of: Mapping[tuple[str, str], str]
    by_id: Mapping[str, StoryActor] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {actor.id: actor for actor in self.actors})


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that the parts of this stage read. `reports` are in the order of `Story.reports`.

    `copy_of[i]` is the index of the report that report i copies, or None; `indices[i]` looks things up in report i.
    `terms[i]` are the canonical terms of report i's tokens, "" for function words, a person's surname as it is spelt in
    the merged actor's name. `units` are in order of report and text.
    """

    story: Story
    reports: tuple[AnnotatedReport, ...]
    copy_of: tuple[int | None, ...]
    indices: tuple[ReportIndex, ...]
    actors: MergedActors
    terms: tuple[tuple[str, ...], ...]
    units: tuple[Unit, ...]

    def citation(self, report: int, span: Span) -> Citation:
        """Cite `span` of report number `report`."""
        return Citation(self.reports[report].report.id, span.start, span.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSupport:
    """A span that supports a claim, the unit it stands in, and on whose word (as in `Support`)."""

    at: Citation
    unit: int
    origin: str
    chain: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """A claim without its status: what speaks against it is looked for next. Supports are in order of unit."""

    id: str
    kind: ClaimKind
    gist: Citation
    support: tuple[DraftSupport, ...]
    confidence: float = 1.0
    weight: float = 0.0
    why: tuple[str, ...] = ()


def claims_by_unit(drafts: Sequence[ClaimDraft]) -> Mapping[int, frozenset[str]]:
    """The ids of the claims that have a span of the unit, by its number; units of no claim are left out."""
    found: dict[int, set[str]] = defaultdict(set)
    for draft in drafts:
        for support in draft.support:
            found[support.unit].add(draft.id)
    return {unit: frozenset(claims) for unit, claims in found.items()}
