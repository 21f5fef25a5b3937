"""Addresses of the pages, and how a report is named beside a link to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote, urlencode

from rashomon.model.spans import ReferenceDate, Span
from rashomon.model.synopsis import Citation
from rashomon.present.dates import day_range, show_day, show_reference

_UNSEEN = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]+")
"""Controls of the terminal, of writing direction, and signs without width: nothing that a title or a tooltip needs."""


def segment(name: str) -> str:
    """`name` as one segment of a path, whatever is in it.

    >>> segment("a/b?c"), segment("..")
    ('a%2Fb%3Fc', '%2E%2E')
    """
    if name in (".", ".."):
        return name.replace(".", "%2E")
    return quote(name, safe="", errors="replace")


def story_link(story: str) -> str:
    """The page of a story."""
    return f"/stories/{segment(story)}"


def report_link(report: str, at: Span | Citation | None = None, *, version: int | None = None) -> str:
    """The page of a report; with a span, where that stands and is marked.

    >>> report_link("r1", Span(3, 9))
    '/reports/r1?at=3-9#at'
    """
    query = ([f"version={version}"] if version else []) + ([f"at={at.start}-{at.end}"] if at else [])
    return f"/reports/{segment(report)}" + ("?" + "&".join(query) if query else "") + ("#at" if at else "")


def line_link(story: str, key: str) -> str:
    """The page of one claim or difference of a story."""
    return f"{story_link(story)}?line={segment(key)}"


def actor_link(actor: str) -> str:
    """The page of an actor."""
    return f"/actors/{segment(actor)}"


def same_page(path: str, given: Mapping[str, str], **changes: str | None) -> str:
    """`path` with the query `given`, some of it changed; what is None or empty is left out.

    >>> same_page("/stories", {"query": "talks", "after": "x"}, after=None)
    '/stories?query=talks'
    """
    kept = {name: value for name, value in {**given, **changes}.items() if value}
    return path + ("?" + urlencode(kept, errors="replace") if kept else "")


def plain(text: str) -> str:
    """Text for a title or a tooltip, in which nothing can turn the direction of writing or break the line.

    >>> plain("one\\ntwo \\u202ethree")
    'one two three'
    """
    return " ".join(_UNSEEN.sub(" ", text).split())


def when(reference: ReferenceDate) -> str:
    """The date of a report as it is shown, with the clock of its own zone where that is known."""
    shown = show_reference(reference)
    return f"{shown}, {clock(reference.moment)}" if reference.moment else shown


def short(text: str, most: int = 600) -> str:
    """The first `most` code points of what no sentence but a hostile one is longer than.

    >>> short("abcdef", 3), short("abc", 3)
    ('abc …', 'abc')
    """
    return text if len(text) <= most else text[:most] + " …"


def clock(moment: datetime) -> str:
    """The time of day with its zone.

    >>> clock(datetime.fromisoformat("1905-08-11T07:00:00-05:00"))
    '07:00 −05:00'
    """
    zone = moment.strftime("%z")
    shown = f" {zone[:3]}:{zone[3:5]}".replace("-", "−") if zone else ""
    return moment.strftime("%H:%M") + (" UTC" if shown == " +00:00" else shown)


def stamp(moment: datetime) -> str:
    """When something was done here.

    >>> stamp(datetime.fromisoformat("2025-08-11T07:05:00+00:00"))
    '11 August 2025, 07:05 UTC'
    """
    return f"{day_range(moment.date(), moment.date())}, {clock(moment)}"


def byline(outlet: str | None, published: ReferenceDate) -> str:
    """Outlet and day, as a citation names a report."""
    return f"{short(plain(outlet or 'outlet unknown'), 80)}, {plain(show_reference(published))}"


def short_byline(outlet: str | None, published: ReferenceDate) -> str:
    """The same in the fewest words: what is not known is left out, and so is the year.

    >>> from datetime import date
    >>> short_byline("Harbor Ledger", ReferenceDate(earliest=date(1905, 8, 9), latest=date(1905, 8, 9), source="given"))
    'Harbor Ledger, 9 Aug'
    """
    day = show_day(published.latest) if published.latest else ""
    return ", ".join(part for part in (short(plain(outlet or ""), 80), day) if part)


HELPERS = {
    helper.__name__: helper
    for helper in (story_link, report_link, line_link, actor_link, same_page, plain, short, when, stamp, byline)
}
"""What templates may call."""
