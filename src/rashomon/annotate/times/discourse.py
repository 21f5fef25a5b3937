"""Where a text stands in time while its expressions are resolved one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from rashomon.model.annotation import Tense
from rashomon.model.spans import Span
from rashomon.model.times import TimeTerm
from rashomon.settings import TimeSettings

BC = 5000
"""Years before Christ are counted as 5000 minus the year, so that the calendar's arithmetic holds for them too: the
year after 480 BC is 479 BC. No text of news names the years from 3000 on."""
EARLIEST_BC = 3000
"""From this year on a year is one before Christ."""


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression before it is resolved. `lasting`: a duration that has gone on until now."""

    span: Span
    term: TimeTerm
    tense: Tense | None
    lasting: bool = False


@dataclass(slots=True)
class Discourse:
    """Where the text stands: the reference, and the last mentioned day, month and year."""

    reference: date | None
    moment: datetime | None
    narrative: bool
    settings: TimeSettings
    before_christ: bool = False
    mentions: dict[str, date] = field(default_factory=dict)
    told: int = 0  # where the last expression with a day stood, in code points

    def base(self, term: TimeTerm, grain: str) -> date | None:
        """The day that a relative term of this grain is counted from."""
        if term.anchor == "mention" or self.narrative:
            order = {"D": "D", "W": "D", "M": "M", "Q": "M"}.get(grain, "Y")
            found = self.mentions.get(order)
            if found or self.narrative:
                return found
        return self.reference

    def mention(self, day: date, grain: str) -> None:
        """Remember a date of this grain (D, M or Y)."""
        for name in ("D", "M", "Y")["DMY".index(grain) :]:
            self.mentions[name] = day
