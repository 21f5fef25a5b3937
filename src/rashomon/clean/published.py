"""Understand the publication date that a record or page gives."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime

from rashomon.model.spans import PublishedFrom, ReferenceDate

_ISO_DAY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})")
_FORMATS = ("%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y", "%A %d %B %Y", "%A %B %d %Y", "%a %d %b %Y", "%a %b %d %Y")
_LONGEST = 64


def parse_published(value: str, *, source: PublishedFrom) -> ReferenceDate | None:
    """Return the day, and where given the moment with its time zone, that `value` names; None if it names none.

    Understood are ISO 8601 (RFC 3339), the mail and RSS form of RFC 2822, and English dates without a time. Midnight
    sharp without a zone is what software writes for a bare day and counts as one. Two-figure orders such as 03/04/2025
    are not guessed at.

    >>> parse_published("Tue, 05 Sep 1905 15:47:00 -0500", source="given").iso
    '1905-09-05T15:47:00-05:00'
    >>> parse_published("September 5, 1905", source="given").iso
    '1905-09-05'
    """
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return None
    found = _iso(value) or _mail(value) or _english(value)
    if found is None:
        return None
    day, moment = found
    return ReferenceDate(earliest=day, latest=day, moment=moment, source=source)


def _iso(value: str) -> tuple[date, datetime | None] | None:
    match = _ISO_DAY.fullmatch(value)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3])), None
        if not _ISO_DAY.match(value):  # 2025-W33 and the like say too little
            return None
        moment = datetime.fromisoformat(value.replace(" UTC", "+00:00").replace(" GMT", "+00:00"))
    except ValueError:
        return None
    bare = moment.tzinfo is None and moment.time() == time.min
    return moment.date(), None if bare else moment


def _mail(value: str) -> tuple[date, datetime | None] | None:
    if ":" not in value or not value[-1].isalnum():
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.date(), moment


def _english(value: str) -> tuple[date, datetime | None] | None:
    plain = " ".join(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|[,.]", " ", value).split())
    for form in _FORMATS:
        try:
            return datetime.strptime(plain, form).date(), None
        except ValueError:
            continue
    return None
