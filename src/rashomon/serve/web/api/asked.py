"""Parameters that several routes take, with their bounds."""

from __future__ import annotations

from typing import Annotated, TypedDict

from fastapi import Depends, Path, Query

from rashomon.settings import WebSettings

_BOUNDS = WebSettings()
NO_ZERO = r"^[^\x00]*$"
"""Text without the zero character, which PostgreSQL cannot take."""

_ISO = r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?$"
_TIMES = ("2025-08-09", "2025-08-09T12:30:00Z")

Since = Annotated[
    str | None, Query(pattern=_ISO, description="From this moment or day on, in ISO 8601.", examples=_TIMES)
]
Until = Annotated[
    str | None, Query(pattern=_ISO, description="Up to this moment, or to the end of this day.", examples=_TIMES)
]
AsOf = Annotated[
    str | None, Query(pattern=_ISO, description="As known at this moment, or at the end of this day.", examples=_TIMES)
]
Limit = Annotated[int, Query(ge=1, le=_BOUNDS.largest_page, description="Rows of the page.")]
After = Annotated[
    str | None,
    Query(max_length=_BOUNDS.longest_query, pattern=NO_ZERO, description="The `next` of the page before this one."),
]


class Part(TypedDict):
    """Which page of a list is asked for, as the archive takes it."""

    limit: int
    after: str | None


def _part(limit: Limit = _BOUNDS.page, after: After = None) -> Part:
    return Part(limit=limit, after=after)


ThisPage = Annotated[Part, Depends(_part)]
"""A list's `limit` and `after`."""
Words = Annotated[str | None, Query(min_length=1, max_length=_BOUNDS.longest_query, pattern=NO_ZERO)]
_Name = Path(min_length=1, max_length=_BOUNDS.longest_query, pattern=NO_ZERO)
StoryId = Annotated[str, _Name]
ReportId = Annotated[str, _Name]
ActorName = Annotated[str, _Name]
VersionNumber = Annotated[
    int | None, Query(ge=1, le=2**31 - 1, description="The number of a version; without it, the newest.")
]
PAGE = _BOUNDS.page
