"""Tests of rules for years, decades, centuries and eras: what makes a number a year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rashomon.annotate.times.context import Context, lists
from rashomon.annotate.times.grammar import Match

_NEAR = 12  # tokens: half a sentence


def _year(match: Match, context: Context) -> bool:
    index = context.at(match, "YEAR")
    text, word = context.text, context.row[index]
    before, after = context.form(index - 1), context.form(index + 1)
    if not 1400 <= int(word.form) <= 2099 and before not in lists("in-old-year"):
        return False
    if word.start and text[word.start - 1] in "$£€¥#.:/@&=+_%*":
        return False
    if context.glued(index) and before in ("-", "–", "/") and _number_before(context, index):
        return False
    if after in lists("counted") or before in lists("numbered"):
        return False
    if (after and context.glued(index + 1) and (after[0].isalpha() or after in ("/", "@", "_", "="))) or _code(
        context, index
    ):
        return False
    owned = before in lists("owner") or before in ("its", "'s", "’s")
    if owned and int(word.form) % 100 and context.raw(index + 1)[:1].islower():  # "their 1974 stories"
        return True
    if before in ("in", "the") or (before in lists("in-year") and before not in ("by", "of", "from")):
        return True
    return not _counts(context.token(index), context, index)


def _number_before(context: Context, index: int) -> bool:
    """Whether the year is the tail of a number or code ("555-1234", "A-1998")."""
    if context.has(index - 2, "YEAR"):
        return context.glued(index - 2) and context.form(index - 3).isalpha()
    if context.has(index - 2, "NEAR"):
        return False
    return context.has(index - 2, "NUM") or context.glued(index - 1)


def _code(context: Context, index: int) -> bool:
    """Whether a hyphen and a number that is no year follow: a telephone or part number."""
    if context.form(index + 1) != "-" or not context.has(index + 2, "NUM"):
        return False
    return not context.has(index + 2, "YEAR") and not context.has(index + 2, "YY")


def _counts(token: Any, context: Context, index: int) -> bool:
    """Whether the number counts a plural noun that follows it."""
    after = context.token(index + 1)
    if token is None or after is None:
        return False
    return after.tag_ in ("NNS", "NNPS") and after.text[:1].islower() and token.dep_ == "nummod"


def _year_spelt(match: Match, context: Context) -> bool:
    """ "In nineteen ninety", not "nineteen ninety people" nor "two thousand three hundred"."""
    after = context.token(match.last)
    counted = after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
    return context.form(match.first - 1) in lists("in-year") and not counted


def _short(match: Match, context: Context) -> bool:
    return context.form(match.first - 1) in lists("into") or context.has(match.first - 1, "MONTH")


def _range(match: Match, context: Context) -> bool:
    inner = [i for i in range(match.outer_first, match.outer_last) if context.has(i, "YEAR")]
    years = [int(context.form(i)) for i in inner]
    first = context.form(match.outer_first - 1)
    if (context.glued(match.outer_first) and first.isalpha()) or (
        years[0] < 1400 and first not in lists("in-old-year")
    ):
        return False
    if len(years) == 2:
        return 0 < years[1] - years[0] <= 1000 and context.form(match.outer_first - 1) not in ("$", "£", "€")
    return 1400 <= years[0] <= 2099 and context.form(match.outer_last) not in ("-", "/", "%")


def _era(match: Match, context: Context) -> bool:
    index = context.at(match, "ERA")
    return context.raw(index)[:1].isupper()


def _decade(match: Match, context: Context) -> bool:
    index = match.last - 1
    if len(dict(match.fields)["decade"]) == 4:
        return True
    near = range(match.first - _NEAR, match.last + _NEAR)
    if context.raw(index)[0].isdigit() and any(context.form(place) in lists("weather") for place in near):
        return False  # temperatures "in the 70s"
    before = context.form(match.first - 1)
    return before not in lists("owner") and (match.last - match.first > 1 or context.raw(index)[0] in "'’‘")


def _decade_word(match: Match, context: Context) -> bool:
    return match.last - match.first > 1 and context.form(match.first) in ("the",)


def _century(match: Match, context: Context) -> bool:
    token = context.token(match.last - 1)
    return token is None or token.ent_type_ not in ("ORG", "WORK_OF_ART")


YEAR_CHECKS: dict[str, Callable[[Match, Context], bool]] = {
    "year": _year,
    "year-spelt": _year_spelt,
    "short": _short,
    "range": _range,
    "era": _era,
    "decade": _decade,
    "decade-word": _decade_word,
    "century": _century,
}
