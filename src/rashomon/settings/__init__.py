"""Every number that shapes a result, one frozen dataclass a stage.

Each field says what it means, its unit, and where its value comes from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.settings.annotate import AnnotateSettings
from rashomon.settings.clean import CleanSettings
from rashomon.settings.contrast import (
    AgainstSettings,
    ContrastSettings,
    OrderSettings,
    PlaceDifferenceSettings,
    PositionSettings,
    QuoteSettings,
    SlotSettings,
    SourceSettings,
    TimelineSettings,
    VoiceSettings,
)
from rashomon.settings.group import GroupSettings
from rashomon.settings.intake import IntakeSettings
from rashomon.settings.present import PresentSettings
from rashomon.settings.reconcile import AlignSettings, PartSettings, ReconcileSettings, StatusSettings
from rashomon.settings.search import RankSettings, RevisionSettings, SearchSettings, WordingSettings
from rashomon.settings.speech import ActorSettings, AttributionSettings
from rashomon.settings.store import StoreSettings
from rashomon.settings.values import FigureSettings, PlaceSettings, TimeSettings
from rashomon.settings.web import WebSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of all stages."""

    intake: IntakeSettings = field(default_factory=IntakeSettings)
    clean: CleanSettings = field(default_factory=CleanSettings)
    annotate: AnnotateSettings = field(default_factory=AnnotateSettings)
    group: GroupSettings = field(default_factory=GroupSettings)
    reconcile: ReconcileSettings = field(default_factory=ReconcileSettings)
    present: PresentSettings = field(default_factory=PresentSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    web: WebSettings = field(default_factory=WebSettings)


__all__ = [
    "ActorSettings",
    "AgainstSettings",
    "AlignSettings",
    "AnnotateSettings",
    "AttributionSettings",
    "CleanSettings",
    "ContrastSettings",
    "FigureSettings",
    "GroupSettings",
    "IntakeSettings",
    "OrderSettings",
    "PartSettings",
    "PlaceDifferenceSettings",
    "PlaceSettings",
    "PositionSettings",
    "PresentSettings",
    "QuoteSettings",
    "RankSettings",
    "ReconcileSettings",
    "RevisionSettings",
    "SearchSettings",
    "Settings",
    "SlotSettings",
    "SourceSettings",
    "StatusSettings",
    "StoreSettings",
    "TimeSettings",
    "TimelineSettings",
    "VoiceSettings",
    "WebSettings",
    "WordingSettings",
]
