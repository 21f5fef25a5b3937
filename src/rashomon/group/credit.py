"""Whose text a report says it is, by its credit line, and which agency an outlet is."""

from __future__ import annotations

import functools
import re

from rashomon.model.report import Report
from rashomon.tables import read_table

_LEAD = 300
"""Code points at either end of a text in which a credit line stands; a dateline and a sentence at most."""


@functools.cache
def _agencies() -> tuple[dict[str, str], tuple[tuple[str, str], ...], re.Pattern[str]]:
    rows = read_table("rashomon.group.data", "agencies.tsv", columns=3)
    credits = {form: agency for agency, forms, _ in rows for form in forms.split("|")}
    outlets = tuple((piece, agency) for agency, _, pieces in rows for piece in pieces.split("|"))
    forms = "|".join(re.escape(form) for form in sorted(credits, key=lambda form: (-len(form), form)))
    # "(Reuters)", "[AP]", and a dash with the name at the end of a line
    pattern = re.compile(rf"[(\[](?:via )?({forms})[)\]]|[—–-] ?({forms})[ \t]*$", re.MULTILINE)
    return credits, outlets, pattern


def credited_agency(report: Report) -> str | None:
    """Return the agency whose credit line stands near the beginning or the end of `report`, if any."""
    credits, _, pattern = _agencies()
    text = report.text
    ends = text if len(text) <= 2 * _LEAD else text[:_LEAD] + "\n" + text[-_LEAD:]
    match = pattern.search(ends)
    return credits[match[1] or match[2]] if match else None


def agency_of(outlet: str | None) -> str | None:
    """Return the agency that an outlet is, if it is one.

    >>> agency_of("www.reuters.com"), agency_of("The Daily Ledger")
    ('Reuters', None)
    """
    name = (outlet or "").lower()
    return next((agency for piece, agency in _agencies()[1] if piece in name), None)
