"""Outlets whose names hold words of time: "the Sunday Times", "the Evening Packet", "Le Monde Weekly"."""

from __future__ import annotations

import functools

from rashomon.annotate.times.context import Context
from rashomon.annotate.times.grammar import Match
from rashomon.tables import read_table

_QUOTES = ('"', "“", "”", "‘", "’")
_NAMING = ("DOW", "PART", "FREQ", "TODAY", "MONTH", "SEASON", "PRESENT")


@functools.cache
def _words() -> dict[str, str]:
    """Last words of outlets' names, each strong or weak (outlet-words.tsv)."""
    return {row[0]: row[1] for row in read_table("rashomon.data", "outlet-words.tsv", columns=2)}


def is_outlet(index: int, context: Context) -> bool:
    """Whether the capitalised time word at token `index` begins an outlet's name rather than ends a time expression.

    A weak word ("Post", "Press") counts only where no capitalised word follows it: "Tuesday Press Secretary Roe said".
    """
    raw, name = context.raw(index), context.raw(index + 1)
    if not (raw[:1].isupper() and name[:1].isupper()) or not any(context.has(index, kind) for kind in _NAMING):
        return False
    if context.row[index + 1].start - context.row[index].end != 1:
        return False
    strength = _words().get(name.lower(), "")
    if strength == "strong":
        return True
    if strength == "weak":
        return not context.raw(index + 2)[:1].isupper() or context.form(index - 1) == "the"
    return context.has(index, "PART") and context.form(index - 1) == "the"


def is_title(match: Match, context: Context) -> bool:
    """Whether the words are a name: "USA Today", or capitalised throughout between quotation marks ("This Week")."""
    first, last = match.first, match.last - 1
    before = context.raw(first - 1)
    beside = before[:1].isupper() and before.isalpha() and context.text[context.row[first - 1].end] == " "
    if context.has(first, "TODAY") and context.raw(first)[:1].isupper() and beside:
        return True
    words = [context.raw(index) for index in range(first, match.last)]
    if len(words) < 2 or not all(word[:1].isupper() for word in words):
        return False
    after = context.raw(last + 1) + context.raw(last + 2)
    return before in _QUOTES and any(mark in after for mark in _QUOTES)
