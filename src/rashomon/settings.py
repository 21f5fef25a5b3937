"""Every number that shapes a result, one frozen dataclass a stage.

Each field says what it means, its unit, and where its value comes from.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSettings:
    """Stage 1, intake."""

    max_bytes: int = 40_000_000
    """Largest file read as one report, and largest inflated size of a compressed one, in bytes.
    A day of one agency's wire is under 10 MB; a .jsonl file is streamed and only its lines are bounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanSettings:
    """Stage 2, clean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSettings:
    """Time expressions and the reference date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSettings:
    """Figures as intervals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSettings:
    """Places and their co-ordinates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSettings:
    """Actors, their aliases and the speakers of attributions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSettings:
    """Attributions: source, cue, content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateSettings:
    """Stage 3, annotate."""

    batch: int = 16
    """Texts handed to spaCy at once; 16 to 32 is fastest on two cores (measured)."""
    chunk: int = 100_000
    """Longest stretch of text parsed at once, in code points; spaCy's memory grows with it (about 1 GB per 100,000
    words in its documentation). Longer reports are cut at paragraph, sentence or word edges and put together again."""
    times: TimeSettings = field(default_factory=TimeSettings)
    figures: FigureSettings = field(default_factory=FigureSettings)
    places: PlaceSettings = field(default_factory=PlaceSettings)
    actors: ActorSettings = field(default_factory=ActorSettings)
    attributions: AttributionSettings = field(default_factory=AttributionSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """Stage 4, group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignSettings:
    """Claim alignment: which sentences of a story state one fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSettings:
    """Origins and the status of claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastSettings:
    """Where reports part: against, differences, statements, positions, timeline, figures, places, cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileSettings:
    """Stage 5, reconcile."""

    align: AlignSettings = field(default_factory=AlignSettings)
    status: StatusSettings = field(default_factory=StatusSettings)
    contrast: ContrastSettings = field(default_factory=ContrastSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentSettings:
    """Stage 6, present."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of all stages."""

    intake: IntakeSettings = field(default_factory=IntakeSettings)
    clean: CleanSettings = field(default_factory=CleanSettings)
    annotate: AnnotateSettings = field(default_factory=AnnotateSettings)
    group: GroupSettings = field(default_factory=GroupSettings)
    reconcile: ReconcileSettings = field(default_factory=ReconcileSettings)
    present: PresentSettings = field(default_factory=PresentSettings)
