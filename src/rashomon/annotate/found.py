"""What the span finder hands on: an attribution before anyone knows who the speaker is."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAttribution:
    """Source, cue and content as spans of the text; `confidence` is the calibrated probability that all are right."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
