"""Days and moments as text that sorts by time, and dates of publication as text."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time

from rashomon.errors import UsageError
from rashomon.model.spans import ReferenceDate


def moment_text(moment: datetime) -> str:
    """Return a moment in UTC, to the microsecond; a naive one is taken to be UTC.

    >>> moment_text(datetime(2026, 3, 1, 9, 30))
    '2026-03-01T09:30:00.000000Z'
    """
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_moment(text: str) -> datetime:
    """Return the moment that `moment_text` wrote, with the time zone UTC."""
    return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)


def as_moment(value: datetime | date | str, *, end: bool) -> str:
    """Return what a caller means by a point in time, as `moment_text` does; of a day its first or its last moment.

    Raises UsageError for a string that is no ISO 8601 date or time, and for what UTC has no year for.

    >>> as_moment("2026-03-01", end=True), as_moment("2026-03-01T10:00+01:00", end=True)
    ('2026-03-01T23:59:59.999999Z', '2026-03-01T09:00:00.000000Z')
    """
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
        except ValueError:
            raise UsageError(f"{value!r} is no date or time in ISO 8601") from None
    if not isinstance(value, datetime):
        value = datetime.combine(value, time.max if end else time.min)
    try:
        return moment_text(value)
    except OverflowError:  # in UTC it lies before the year 1 or after 9999
        raise UsageError(f"{value.isoformat()!r} is beyond the calendar") from None


def as_day(value: datetime | date | str) -> str:
    """Return the day that a caller means, in ISO 8601. Raises UsageError for a string that is none."""
    return as_moment(value, end=False)[:10]


def reference_text(reference: ReferenceDate) -> str:
    """Return a date of publication as text, without the spans that it was inferred from.

    >>> reference_text(ReferenceDate(earliest=date(1905, 8, 9), latest=date(1905, 8, 9), source="given"))
    '["1905-08-09","1905-08-09",null,"given"]'
    """
    days = [day.isoformat() if day else None for day in (reference.earliest, reference.latest)]
    moment = reference.moment.isoformat() if reference.moment else None
    return json.dumps([*days, moment, reference.source], separators=(",", ":"))


def read_reference(text: str) -> ReferenceDate:
    """Return the date of publication that `reference_text` wrote."""
    earliest, latest, moment, source = json.loads(text)
    return ReferenceDate(
        earliest=date.fromisoformat(earliest) if earliest else None,
        latest=date.fromisoformat(latest) if latest else None,
        moment=datetime.fromisoformat(moment) if moment else None,
        source=source,
    )
