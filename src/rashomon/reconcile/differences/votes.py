"""How a vote went: "by a vote of 5 to 2", "121 votes to 98", "six of the seven members voted for it", "unanimously"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rashomon.model.spans import Span
from rashomon.reconcile.differences.durations import Lasting
from rashomon.reconcile.material.drafts import Material, Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.tables import read_table

VOTE = "vote"
"""The measure of a vote, and what it counts."""
_NUMBER = r"(?:\d{1,3}(?:,\d{3})*|[a-z]+(?:-[a-z]+)?)"
_SCORE = re.compile(
    rf"(?<![\d,.])\b(?P<yes>{_NUMBER})(?P<votes> votes?)?(?: to |-|–)(?P<no>{_NUMBER})\b(?P<after> votes?\b)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:by|of|voted|was|were|split|divided|deadlocked) $", re.IGNORECASE)
"""Words before a score of a sentence that tells of a vote: not "from 65 to 125", nor "like 3 to 1"."""
_OF = re.compile(
    rf"\b(?P<yes>{_NUMBER}) of (?:the |its |their )?(?P<all>{_NUMBER})\b[^.;]{{0,60}}? voted (?:for|in favou?r|yes)\b",
    re.IGNORECASE,
)
_VOTED = re.compile(r"\bvot(?:e|es|ed|ing)\b|\bballot\b", re.IGNORECASE)
_ALL = re.compile(r"\bunanimous(?:ly)?\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|nearly|almost|far from|all but)(?: \w+)? $", re.IGNORECASE)


def find_votes(unit: Unit, index: ReportIndex) -> Iterator[Lasting]:
    """Yield the votes that a sentence tells of, each as a number from 1, where nobody was against, to 2.

    It is 1 and the share of those against. A score ("won 5-2") is none, nor is a vote that was nearly unanimous.
    """
    text = index.text(unit.span)
    found = [(match, _share(match)) for match in (*_OF.finditer(text), *_scores(text))]
    found += [(match, 1.0) for match in _ALL.finditer(text) if not _DENIED.search(text, 0, match.start())]
    last = 0
    for match, share in sorted(found, key=lambda one: one[0].start()):
        if share is not None and match.start() >= last:
            last = match.end()
            span = Span(unit.span.start + match.start(), unit.span.start + match.end())
            yield Lasting(span, share, share, share, VOTE)


def may_tell_vote(material: Material, unit: Unit) -> bool:
    """Whether a sentence has a word of voting, though no figure or time."""
    text, span = material.reports[unit.report].report.text, unit.span
    return any(word.search(text, span.start, span.end) for word in (_ALL, _VOTED))


def _scores(text: str) -> Iterator[re.Match[str]]:
    for match in _SCORE.finditer(text) if _VOTED.search(text) else ():
        if match["votes"] or match["after"] or _BEFORE.search(text, 0, match.start()):
            yield match


def _share(match: re.Match[str]) -> float | None:
    """1 and the share of those against; None for what is no vote."""
    parts = match.groupdict()
    yes, no, whole = _count(parts["yes"]), _count(parts.get("no")), _count(parts.get("all"))
    if yes is not None and whole is not None:
        no = whole - yes
    return None if yes is None or no is None or no < 0 or yes + no == 0 else 1.0 + no / (yes + no)


def _count(words: str | None) -> int | None:
    if words is None:
        return None
    digits = _numbers().get(words.lower(), words).replace(",", "")
    return int(digits) if digits.isdigit() else None


@functools.cache
def _numbers() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("rashomon.reconcile.data", "numbers.tsv", columns=2)}
