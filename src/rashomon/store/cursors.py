"""Where a page of a long answer ends, as an opaque string: the sort key of its last row."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from rashomon.errors import UsageError
from rashomon.model.archive import Page

Row = TypeVar("Row")


def page_of(rows: Sequence[Row], limit: int, key: Callable[[Row], str]) -> Page[Row]:
    """Return a page of at most `limit` of `rows`, of which one more was read to see whether there are more."""
    if limit < 1:
        raise UsageError(f"a page has at least one row, not {limit}")
    more = len(rows) > limit
    return Page(rows=tuple(rows[:limit]), next=key(rows[limit - 1]) if more else None)


def cursor(*parts: str) -> str:
    """Return the sort key `parts` as a cursor; safe in a URL."""
    return base64.urlsafe_b64encode(json.dumps(parts, ensure_ascii=False).encode()).decode().rstrip("=")


def read_cursor(after: str, size: int) -> list[str]:
    """Return the `size` parts of a cursor. Raises UsageError for a string that is none."""
    try:
        parts = json.loads(base64.b64decode(after + "=" * (-len(after) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        parts = None
    if not isinstance(parts, list) or len(parts) != size or not all(isinstance(part, str) for part in parts):
        raise UsageError(f"{after!r} is no place in a list; use what `next` of the page before says")
    return parts


def number_after(after: str | None) -> int:
    """Return the number after which a page begins. Raises UsageError for a string that is none."""
    if after is None:
        return 0
    if not (after.isascii() and after.isdigit() and len(after) < 16):
        raise UsageError(f"{after!r} is no place in a list; use what `next` of the page before says")
    return int(after)
