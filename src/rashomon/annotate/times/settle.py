"""Choose the likelier reading of numeric dates such as 03/04/2021, and keep the doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from rashomon.annotate.times.context import lists
from rashomon.annotate.times.discourse import Found
from rashomon.model.report import Report


def settle(found: Sequence[Found], report: Report) -> tuple[Found, ...]:
    """The same expressions, each ambiguous numeric date in the order of day and month that the report prefers.

    Evidence, best first: its own numeric dates with a day over 12 (then no doubt is left), its spelt dates ("10 August"
    or "August 10"), the country of its address. Without any, the month comes first, as in most English wire copy.
    """
    if not any(item.term.doubt for item in found):
        return tuple(found)
    numeric = _balance(report.text, found, numeric=True)
    day_first = numeric or _balance(report.text, found, numeric=False) or _by_country(report)
    out = []
    for item in found:
        if item.term.doubt is None:
            out.append(item)
            continue
        readings = sorted([(item.term.month or 0, item.term.day or 0), item.term.doubt])
        first_number = int(
            report.text[item.span.start : item.span.end].replace(".", "/").replace("-", "/").split("/")[0]
        )
        prefers_day = day_first > 0 or (day_first == 0 and (item.term.month or 0) != first_number)
        chosen = next(reading for reading in readings if (reading[1] == first_number) == prefers_day)
        other = next(reading for reading in readings if reading != chosen)
        term = replace(item.term, month=chosen[0], day=chosen[1], doubt=None if numeric else other)
        out.append(replace(item, term=term))
    return tuple(out)


def _balance(text: str, found: Sequence[Found], *, numeric: bool) -> int:
    """Dates with the day first, less those with the month first."""
    score = 0
    for item in found:
        term = item.term
        if term.kind != "calendar" or term.month is None or term.day is None or term.doubt is not None:
            continue
        words = text[item.span.start : item.span.end]
        if "-" in words[:5] and words[:4].isdigit():
            continue  # ISO 8601 says nothing of habits
        if words.replace("/", "").replace("-", "").replace(".", "").isdigit() == numeric:
            number = "".join(c for c in words[:2] if c.isdigit())
            score += 1 if number and int(number) == term.day else -1
    return score


def _by_country(report: Report) -> int:
    host = urlsplit(report.url).hostname if report.url else report.outlet
    domain = (host or "").rsplit(".", 1)[-1].casefold() if "." in (host or "") else ""
    return 1 if len(domain) == 2 and domain not in lists("month-first") else 0
