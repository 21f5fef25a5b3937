"""Stage 3, annotate: the pass itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.settings.speech import ActorSettings, AttributionSettings
from rashomon.settings.values import FigureSettings, PlaceSettings, TimeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateSettings:
    """Stage 3, annotate."""

    batch: int = 16
    """Texts handed to spaCy at once; 16 to 32 is fastest on two cores (measured)."""
    chunk: int = 20_000
    """Longest stretch of text parsed at once, in code points. With the batch it bounds the memory: at 100,000 a text of
    1 MB took 3.4 GB (measured). Longer reports are cut at paragraph, sentence or word edges and put together again."""
    longest_run: int = 400
    """Code points without white space after which a text is cut: longer than any word or address of a report, short
    enough for the tokenizer, whose time grows with the square of a run (10,000 quotation marks took 10 s)."""
    times: TimeSettings = field(default_factory=TimeSettings)
    figures: FigureSettings = field(default_factory=FigureSettings)
    places: PlaceSettings = field(default_factory=PlaceSettings)
    actors: ActorSettings = field(default_factory=ActorSettings)
    attributions: AttributionSettings = field(default_factory=AttributionSettings)
