"""Words that widen a number into an interval: "about", "more than", "at least", "or so"."""

from __future__ import annotations

import functools
import re

from rashomon.annotate.figures.numbers import Number
from rashomon.settings import FigureSettings
from rashomon.tables import read_table

_DENIED = {"over": "no more than", "just over": "no more than", "under": "no fewer than"}
_REACH = re.compile(r"(?<!\w)(?:reach(?:ed|ing)?|attain(?:ed)?|hit)\s(?:the\s|an?\s)?$", re.IGNORECASE)
_LOOK = 32  # code points: "would not have", a verb


@functools.cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    table = read_table("rashomon.annotate.data", "figure-hedges.tsv", columns=3)
    return tuple((words, where, kind) for words, where, kind in table)


@functools.cache
def phrasal_verbs() -> dict[str, str]:
    """Lemmas of the verbs that "up to" can belong to ("signed up to a ten-day truce"), and when it does."""
    return {words: kind for words, where, kind in _rows() if where == "verb"}


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str], dict[str, str]]:
    before: dict[str, str] = {}
    behind: dict[str, str] = {}
    for words, where, kind in _rows():
        if where in ("before", "behind"):
            (before if where == "before" else behind)[words] = kind

    def alternatives(table: dict[str, str]) -> str:
        return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(table, key=lambda w: (-len(w), w)))

    return (
        re.compile(rf"(?<!\w)(?:{alternatives(before)})\s{{0,2}}(?:the\s|an?\s|another\s)?$", re.IGNORECASE),
        re.compile(rf"\s{{0,1}}(?:{alternatives(behind)})(?!\w)", re.IGNORECASE),
        before,
        behind,
    )


@functools.cache
def _negated() -> re.Pattern[str]:
    """A negation just before a hedge, with its auxiliary and at most one verb of measure: "did not rise (above)"."""
    verbs = "|".join(sorted(words for words, where, _ in _rows() if where == "measuring"))
    return re.compile(
        r"(?<!\w)(?:(?:d(?:id|oes|o)|ha(?:s|ve|d)|c(?:an|ould)|w(?:ill|ould|as|ere)|m(?:ay|ust|ight)|should|shall|is|are)"
        r"(?:\s|(?=n['’]t)))?(?:not|n['’]t|never|cannot|without|nowhere|fail(?:s|ed|ing)?\sto)"
        rf"\s(?:(?:{verbs})\s)?$",
        re.IGNORECASE,
    )


def hedge_before(text: str, position: int) -> tuple[int, str, str] | None:
    """Return (start, words, kind) of the hedge that ends just before `position`.

    What is denied to be more is at most the number, and what is denied to be less at least.

    >>> hedge_before("killed more than 200", 17)
    (7, 'more than', 'over')
    >>> hedge_before("did not exceed 200", 15)
    (0, 'no more than', 'at most')
    """
    pattern, _, kinds, _ = _patterns()
    window = max(0, position - 32)
    match = pattern.search(text[window:position])
    if not match:
        return None
    words = " ".join(match[0].lower().split())
    for ending in (" the", " another", " an", " a"):
        if words not in kinds and words.endswith(ending):
            words = words[: -len(ending)]
    kind, start = kinds[words], window + match.start()
    if kind in _DENIED and (negation := _negated().search(text, max(0, start - _LOOK), start)):
        words = _DENIED[kind]
        return negation.start(), words, kinds[words]
    return None if kind == "none" else (start, words, kind)


def not_reached(text: str, position: int) -> int | None:
    """Where "did not reach", "failed to reach" just before `position` begin: what is measured is less.

    >>> not_reached("Turnout did not reach 40 percent", 22)
    8
    """
    if not (reach := _REACH.search(text, max(0, position - _LOOK), position)):
        return None
    negation = _negated().search(text, max(0, reach.start() - _LOOK), reach.start())
    return negation.start() if negation else None


def hedge_behind(text: str, position: int) -> tuple[int, str, str] | None:
    """Return (end, words, kind) of the hedge that begins at `position`."""
    _, pattern, _, kinds = _patterns()
    match = pattern.match(text, position)
    if not match:
        return None
    words = " ".join(match[0].lower().split())
    return match.end(), words, kinds[words]


def widen(number: Number, kind: str, *, settings: FigureSettings) -> tuple[float, float]:
    """Return the interval that a hedge of this kind makes of the number. Bounds are swapped for negative numbers."""
    low, high = number.low, number.high
    if high < 0:
        bounds = _widen(-high, -low, kind, settings)
        return -bounds[1], -bounds[0]
    return _widen(low, high, kind, settings)


def _widen(low: float, high: float, kind: str, settings: FigureSettings) -> tuple[float, float]:
    match kind:
        case "about":
            return low * (1 - settings.rounding), high * (1 + settings.rounding)
        case "over":
            return low, high * (1 + settings.over)
        case "just over":
            return low, high * (1 + settings.rounding)
        case "at least":
            return low, high * (1 + settings.at_least)
        case "almost":
            return low * (1 - settings.rounding), high
        case "under":
            return low * (1 - settings.under), high
        case "at most":
            return low * (1 - settings.at_most), high
        case _:
            return low, high
