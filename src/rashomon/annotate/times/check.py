"""Tests that a matched rule must pass: what the words around it say about whether it is a time at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rashomon.annotate.times.check_lengths import LENGTH_CHECKS
from rashomon.annotate.times.context import Context, lists
from rashomon.annotate.times.grammar import Match
from rashomon.annotate.times.outlets import is_outlet, is_title

_NEAR = 25  # tokens: the length of a sentence of news


def passes(match: Match, context: Context) -> bool:
    """Whether the match is a time expression by the test that its rule names (none: always)."""
    if context.row[match.first].form == "\n" or is_outlet(match.last - 1, context) or is_title(match, context):
        return False
    return match.rule.check == "" or _CHECKS[match.rule.check](match, context)


def _month(match: Match, context: Context) -> bool:
    index = context.at(match, "MONTH")
    raw = context.raw(index)
    if not raw[:1].isupper():
        return False
    if match.last - match.first > 1:
        return True
    before = context.form(index - 1)
    token = context.token(index)
    if context.form(index) in ("may", "march"):
        if context.form(index) == "march" and before == "the" and context.form(index + 1) in ("on", "for"):
            return False  # the March on Washington
        if before not in lists("into") or (token is not None and token.pos_ in ("AUX", "VERB")):
            return False
    elif len(raw) <= 4 and context.form(index) not in ("june", "july") and context.form(index + 1) != ".":
        return False
    if before in lists("surely-month"):
        return True
    if token is not None and token.dep_ == "compound" and token.head.i == token.i + 1 and token.head.pos_ == "PROPN":
        return False  # April Jones
    return token is None or token.ent_type_ not in ("PERSON", "ORG", "GPE", "WORK_OF_ART", "FAC", "PRODUCT")


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


def _weekday(match: Match, context: Context) -> bool:
    index = context.at(match, "DOW")
    raw = context.raw(index)
    if not raw[:1].isupper() or context.form(match.first - 1) in ("a", "an"):  # "on a Friday" is none in particular
        return False
    if context.form(index + 1) in ("of", "in") and context.has(index - 1, "ORDW"):  # "the third Tuesday of every month"
        return False
    if len(raw) <= 5 and raw.lower() in lists("no-day"):
        return context.form(index + 1) in (".", ",")
    token = context.token(index)
    if token is not None and _is_named(token, context, index):
        return False
    if token is None or token.ent_type_ not in ("ORG", "WORK_OF_ART", "FAC", "PRODUCT", "PERSON"):
        return True
    after = context.raw(index + 1)
    if token.ent_type_ == "PERSON":
        return context.form(index - 1) in lists("into")
    return not (after[:1].isupper() and after.isalpha())


def _weekday_that(match: Match, context: Context) -> bool:
    """ "That Friday", not "they said that Friday's talks failed"."""
    token = context.token(match.first)
    return token is not None and token.dep_ == "det" and _weekday(match, context)


def _beside(match: Match, context: Context) -> bool:
    return _month(match, context) if "month" in dict(match.fields) else _weekday(match, context)


def _is_named(token: Any, context: Context, index: int) -> bool:
    """Whether a name's first part stands before the weekday: "Super Tuesday", "Bloody Sunday"."""
    before = context.token(index - 1)
    if before is None or not before.text[:1].isupper() or not before.text.isalpha() or context.row[index - 1].classes:
        return False
    return before.head.i == token.i and before.dep_ in ("compound", "amod") and before.pos_ in ("PROPN", "ADJ", "NOUN")


def _season(match: Match, context: Context) -> bool:
    index = context.at(match, "SEASON")
    raw = context.raw(index)
    if raw[:1].isupper() and context.raw(index + 1)[:1].isupper():
        return False
    if context.form(match.first - 1) in ("a", "whole", "entire", "one"):
        return False
    if raw.lower() in lists("whole-season"):
        return True
    token = context.token(index)
    if token is None or token.pos_ != "NOUN" or context.form(index + 1) == "of":  # the fall of a city
        return False
    return match.last - match.first > 1 or context.form(index - 1) in (
        "in",
        "by",
        "until",
        "since",
        "last",
        "and",
        "or",
    )


def _month_ordinal(match: Match, context: Context) -> bool:
    """ "March second", not "the May first-quarter loss"."""
    after = context.token(match.last)
    counted = after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
    return _month(match, context) and not counted and context.form(match.last) not in ("-", "quarter", "half")


def _year_spelt(match: Match, context: Context) -> bool:
    """ "In nineteen ninety", not "nineteen ninety people" nor "two thousand three hundred"."""
    after = context.token(match.last)
    counted = after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
    return context.form(match.first - 1) in lists("in-year") and not counted


def _every(match: Match, context: Context) -> bool:
    """ "Each May", not "what each may do"."""
    last = match.last - 1
    return not context.has(last, "MONTH") or context.raw(last)[:1].isupper()


def _clock(match: Match, context: Context) -> bool:
    index = match.first
    token = context.token(index)
    if match.last - match.first == 1 and token is not None and token.dep_ in ("compound", "amod", "nmod"):
        return False
    if context.has(index, "INSTANT") or match.last - match.first > 1:
        return context.form(index - 1) != "$"
    return context.form(index - 1) in lists("clock") and not context.has(index + 1, "NUM")


def _unit(match: Match, context: Context) -> bool:
    unit = dict(match.fields).get("unit", "")
    if unit in ("S", "TM", "H") or (unit == "D" and context.form(match.last - 1) != "night"):
        return False
    if unit == "10Y" or unit == "100Y":
        return True
    return unit != "Q" or context.form(match.last) != "of"


def _that(match: Match, context: Context) -> bool:
    return dict(match.fields).get("unit", "") not in ("S", "TM", "H", "Q")


def _grain(match: Match, context: Context) -> bool:
    return dict(match.fields).get("unit", "") in ("W", "M", "Y", "100Y", "10Y", "Q")


def _ago(match: Match, context: Context) -> bool:
    return context.form(match.last - 1) == "ago" or _ends(match, context)


def _ends(match: Match, context: Context) -> bool:
    """Whether nothing follows that the expression could be counted from ("two days after the talks")."""
    after = context.form(match.last)
    if context.form(match.last - 1) in ("earlier", "later", "afterward", "afterwards"):
        return after not in ("than",)
    return after == "" or after == "\n" or after in lists("end")


def _day_of_month(match: Match, context: Context) -> bool:
    """ "On the 5th", not "on the 5th floor"."""
    after = context.token(match.last)
    return "DAY" in context.row[match.last - 1].classes and (
        after is None or after.pos_ not in ("NOUN", "ADJ", "PROPN")
    )


def _part(match: Match, context: Context) -> bool:
    if context.form(match.last - 1) in ("sunset", "sunrise"):
        return False
    return context.form(match.first - 1) in lists("part") and context.form(match.last) != "of"


def _half(match: Match, context: Context) -> bool:
    """The half of a business year, not of a match or a page: accounts are spoken of beside it."""
    if context.form(match.last) in ("of", "-", "hour", "century", "time"):
        return False
    near = range(match.first - _NEAR, match.last + _NEAR)
    return any(context.form(index) in lists("accounts") for index in near)


def _quarter(match: Match, context: Context) -> bool:
    return context.form(match.last) not in ("of", "-", "final", "finals", "century", "back")


def _freq(match: Match, context: Context) -> bool:
    """ "Rose daily", not a paper: "the daily said", "the party daily Granma"."""
    if context.raw(match.first)[:1].isupper() and context.form(match.first - 1) not in (".", "\n", ""):
        return False
    token = context.token(match.first)
    if token is None:
        return True
    named = token.dep_ in ("amod", "compound", "nmod") and token.head.pos_ == "PROPN" and token.head.i > token.i
    noun = token.pos_ == "NOUN" and token.dep_ not in ("npadvmod", "compound", "amod")
    return not (named or (noun and context.form(match.first - 1) in ("the", "a")))


def _now(match: Match, context: Context) -> bool:
    named = context.raw(match.last - 1)[:1].isupper() and context.form(match.first - 1).isalnum()
    return context.form(match.last) != "that" and not named


def _adjective(match: Match, context: Context) -> bool:
    token = context.token(match.first)
    return token is not None and token.pos_ == "ADJ" and not token.text[:1].isupper() and token.dep_ == "amod"


def _noun(match: Match, context: Context) -> bool:
    if context.form(match.last - 1) != "past":
        return True
    after = context.token(match.last)
    return after is None or after.pos_ not in ("NOUN", "NUM", "ADJ", "PROPN")


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
    before = context.form(match.first - 1)
    return before not in lists("owner") and (match.last - match.first > 1 or context.raw(index)[0] in "'’‘")


def _decade_word(match: Match, context: Context) -> bool:
    return match.last - match.first > 1 and context.form(match.first) in ("the",)


def _century(match: Match, context: Context) -> bool:
    token = context.token(match.last - 1)
    return token is None or token.ent_type_ not in ("ORG", "WORK_OF_ART")


def _list(match: Match, context: Context) -> bool:
    return not context.has(match.last, "NUM") and context.form(match.last) not in ("percent", "%", "people", ":")


def _holiday(match: Match, context: Context) -> bool:
    index = context.at(match, "HOLIDAY")
    return context.raw(index)[:1].isupper()


def known_checks() -> frozenset[str]:
    """The names that time-rules.tsv may give in its last column."""
    return frozenset(("", *_CHECKS))


_CHECKS: dict[str, Callable[[Match, Context], bool]] = {
    "month": _month,
    "year": _year,
    "weekday": _weekday,
    "weekday-that": _weekday_that,
    "beside": _beside,
    "season": _season,
    "clock": _clock,
    "unit": _unit,
    "unit-beside": lambda match, context: _grain(match, context) and _ends(match, context),
    "that": _that,
    "grain": _grain,
    "ago": _ago,
    "later": _ends,
    "part": _part,
    "day-of-month": _day_of_month,
    "quarter": _quarter,
    "freq": _freq,
    "now": _now,
    "adjective": _adjective,
    "noun": _noun,
    "short": _short,
    "range": _range,
    "era": _era,
    "decade": _decade,
    "decade-word": _decade_word,
    "century": _century,
    "list": _list,
    "holiday": _holiday,
    "present": lambda match, context: True,
    "half": _half,
    "every": _every,
    "month-ordinal": _month_ordinal,
    "year-spelt": _year_spelt,
} | LENGTH_CHECKS
