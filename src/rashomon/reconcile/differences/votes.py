"""How a vote went: as figures read it ("5 to 2", "a 7-2 majority"), and as they do not ("six of the seven members voted
for it", "unanimously")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.model.spans import Span
from rashomon.reconcile.differences.durations import Lasting
from rashomon.reconcile.material.drafts import Material, Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.reconcile.material.terms import digits_of

VOTE = "vote"
"""The unit of a figure that tells how a vote went, the measure of its reading, and what it counts."""
_NUMBER = r"(?:\d{1,3}(?:,\d{3})*|[a-z]+(?:-[a-z]+)?)"
_OF = re.compile(
    rf"\b(?P<yes>{_NUMBER}) of (?:the |its |their )?(?P<all>{_NUMBER})\b(?:(?!\bnot\b|n['’]t\b)[^.;]){{0,60}}?"
    r" voted (?:for|in favou?r|yes)\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"\bunanimous(?:ly)?\b", re.IGNORECASE)
_TOLD = re.compile(r"\bunanimous(?:ly)?\b|\bvoted (?:for|in favou?r|yes)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|nearly|almost|far from|all but)(?: \w{1,24})? $", re.IGNORECASE)
_BACK = 40
"""Code points before "unanimous" in which a word that takes it back stands."""


def find_votes(unit: Unit, index: ReportIndex) -> Iterator[Lasting]:
    """Yield the votes that a sentence tells of, in the order of the text, without overlaps.

    Each is a number from 1, where nobody was against, to 2: 1 and the share of those against, as figures of the unit
    "vote" are. A vote that was nearly unanimous is none.
    """
    text, figures = index.text(unit.span), index.report.annotation.figures
    votes = (figures[number] for number in unit.figures if figures[number].unit == VOTE)
    found = [(vote.span, vote.low) for vote in votes]
    shares = [(match, _share(match)) for match in _OF.finditer(text)]
    shares += [(match, 1.0) for match in _ALL.finditer(text) if not _is_denied(text, match.start())]
    for match, share in shares:
        if share is not None:
            found.append((Span(unit.span.start + match.start(), unit.span.start + match.end()), share))
    last = 0
    for span, share in sorted(found, key=lambda one: (one[0].start, one[0].end)):
        if span.start >= last:
            last = span.end
            yield Lasting(span, share, share, share, VOTE)


def may_tell_vote(material: Material, unit: Unit) -> bool:
    """Whether a sentence tells of a vote in words, though it has no figure or time."""
    return _TOLD.search(material.reports[unit.report].report.text, unit.span.start, unit.span.end) is not None


def _is_denied(text: str, start: int) -> bool:
    return _DENIED.search(text, max(0, start - _BACK), start) is not None


def _share(match: re.Match[str]) -> float | None:
    """1 and the share of those who were not for it; None for what is no vote."""
    yes, whole = _count(match["yes"]), _count(match["all"])
    return None if yes is None or not whole or yes > whole else 1.0 + (whole - yes) / whole


def _count(words: str) -> int | None:
    digits = (digits_of(words.lower()) or words).replace(",", "")
    return int(digits) if digits.isdigit() else None
