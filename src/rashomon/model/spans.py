"""Places in a text, and what is known of when it was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

PublishedFrom = Literal["given", "page", "text", "unknown"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of `Report.text`, in code points: the text is `report.text[start:end]`.

    >>> Span(3, 2)
    Traceback (most recent call last):
    ValueError: not a span: 3 to 2
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceDate:
    """When a report was published: the day from which its "today" and "on Friday" are counted.

    `earliest` and `latest` are the same day unless the date was inferred as a range; both are None when `source` is
    "unknown". `moment` is the exact time when one was given. `evidence` holds the spans of the text that an
    inferred date rests on.
    """

    earliest: date | None = None
    latest: date | None = None
    moment: datetime | None = None
    source: PublishedFrom = "unknown"
    evidence: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if (self.earliest is None) != (self.latest is None) or (self.earliest is None) != (self.source == "unknown"):
            raise ValueError("a reference date has both bounds and a source, or none of them")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"a reference date from {self.earliest} to {self.latest}")

    @property
    def iso(self) -> str | None:
        """The moment, the day, or the interval of days in ISO 8601 ("2025-08-08/2025-08-09"); None when unknown."""
        if self.earliest is None or self.latest is None:
            return None
        if self.moment is not None:
            return self.moment.isoformat()
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"


UNKNOWN_DATE = ReferenceDate()
