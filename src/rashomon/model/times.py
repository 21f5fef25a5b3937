"""What a time expression says before it is counted from a reference date: small enough to store and resolve again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TermKind = Literal[
    "calendar",  # names a part of the calendar: "10 August", "last March", "the summer of 1955", "Monday"
    "shift",  # so many units from an anchor: "yesterday", "two weeks ago", "the following day", "this week"
    "decade",  # "the 1990s", "the past century"
    "century",
    "holiday",
    "duration",
    "set",
    "fixed",  # a TIMEX3 value that needs no anchor: PRESENT_REF
]
Anchor = Literal["reference", "mention", "discourse", "event", "range"]
TO_THE_DAY = "day"
"""The `value` of a shift by years or months that keeps the day: "a year ago today"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeTerm:
    """The meaning of one time expression, free of any reference date.

    Fields that the words leave open are None. `unit` is an ISO 8601 designator (S, TM for minute, H, D, W, M, Q, Y, WE
    for week-end), `amount` a count of units (None: an unknown number, TIMEX3's X). `sign` is -1, 0 or 1: last, this,
    next; or ago, later. `steps` counts years from the anchor's ("of last year": -1). `part` is TIMEX3's part of day.
    `value` is a fixed value, or TO_THE_DAY. `doubt` holds a second reading of a numeric date as (month, day).

    `anchor` says from what a relative term is counted: the report's reference date, the date mentioned before it, or
    the one in news and the other in history ("the end of the year"), or the event beside it ("two days after the
    vote"); `event` is then the index of the report's expression that tells the event's day, None where none does. The
    end of a range ("from Monday to Friday") is the first such day from its beginning on.
    """

    kind: TermKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str | None = None
    part: str | None = None
    unit: str | None = None
    amount: float | None = None
    sign: int | None = None
    steps: int | None = None
    anchor: Anchor = "reference"
    holiday: str | None = None
    era: str | None = None
    value: str | None = None
    mod: str | None = None
    doubt: tuple[int, int] | None = None
    event: int | None = None
