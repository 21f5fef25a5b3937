"""Points in time as users give them, in the form in which the archive compares them; None stays None."""

from __future__ import annotations

from datetime import date, datetime

from rashomon.store.moments import as_day, as_moment

Moment = datetime | date | str
"""A point in time: a datetime (naive ones are UTC), a day (its very end for `as_of` and `until`, its beginning for
`since`), or either in ISO 8601."""


def day(value: Moment | None) -> str | None:
    """The day. Raises UsageError for what is no time."""
    return None if value is None else as_day(value)


def start(value: Moment | None) -> str | None:
    """The moment, or the beginning of the day. Raises UsageError."""
    return None if value is None else as_moment(value, end=False)


def end(value: Moment | None) -> str | None:
    """The moment, or the end of the day. Raises UsageError."""
    return None if value is None else as_moment(value, end=True)
