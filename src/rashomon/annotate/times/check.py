"""Tests that a matched rule must pass: what the words around it say about whether it is a time at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rashomon.annotate.times.check_lengths import LENGTH_CHECKS
from rashomon.annotate.times.check_years import YEAR_CHECKS
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
    if not raw[:1].isupper() or (context.glued(match.last) and context.form(match.last).isalpha()):
        return False
    if match.last - match.first > 1:
        return True
    before = context.form(index - 1)
    token = context.token(index)
    if context.form(index) in ("may", "march"):
        if context.form(index) == "march" and before == "the" and context.form(index + 1) in ("on", "for"):
            return False  # the March on Washington
        if token is not None and token.pos_ in ("AUX", "VERB"):
            return False
        soon = before == "as" and context.form(index - 2) in ("early", "soon", "late")
        if before not in lists("into") and not soon and not (_in_sentence(index, context) and _names_noun(token)):
            return False
    elif len(raw) <= 4 and context.form(index) not in ("june", "july") and context.form(index + 1) != ".":
        return False
    if before in lists("surely-month"):
        return True
    if token is not None and token.dep_ == "compound" and token.head.i == token.i + 1 and token.head.pos_ == "PROPN":
        return False  # April Jones
    return token is None or token.ent_type_ not in ("PERSON", "ORG", "GPE", "WORK_OF_ART", "FAC", "PRODUCT")


def _in_sentence(index: int, context: Context) -> bool:
    """Whether a word in lower case or a quotation mark stands before it: no part of a name, no imperative."""
    return context.raw(index - 1).islower() or context.form(index - 1) in ('"', "“", "'", "‘")


def _names_noun(token: Any) -> bool:
    """Whether a month or weekday stands before the noun that it says the time of: "a March election"."""
    return bool(
        token is not None
        and token.dep_ in ("compound", "nmod", "amod", "npadvmod")
        and token.head.i > token.i
        and token.head.pos_ == "NOUN"
        and token.head.text[:1].islower()
    )


def _weekday(match: Match, context: Context) -> bool:
    index = context.at(match, "DOW")
    raw = context.raw(index)
    if not raw[:1].isupper() or context.form(index - 1) in ("every", "each"):
        return False
    if context.form(match.first - 1) in ("a", "an") and not _names_noun(context.token(index)):
        return False  # "on a Friday" is none in particular, but "a Friday meeting"
    if context.form(index + 1) in ("of", "in") and context.has(index - 1, "ORDW"):  # "the third Tuesday of every month"
        return False
    if len(raw) <= 5 and raw.lower() in lists("no-day"):
        dated = any(context.has(index + 2, name) for name in ("NUM", "MONTH", "CLOCK"))
        return context.form(index + 1) == "." or (context.form(index + 1) == "," and dated)
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


def _hours(match: Match, context: Context) -> bool:
    """ "In the early hours", not those of a term of office."""
    return context.form(match.first - 1) in lists("part") and context.form(match.last) != "of"


def _quarter(match: Match, context: Context) -> bool:
    """The quarter of a year, not of a game."""
    near = range(match.first - _NEAR, match.last + _NEAR)
    if context.sporting or any(context.form(index) in lists("sport") for index in near):
        return False
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
    if context.form(match.last) == "that":
        return False
    if not (context.raw(match.last - 1)[:1].isupper() and context.form(match.first - 1).isalnum()):
        return True
    token = context.token(match.last - 1)  # in a headline all words are written so: "Why Oslo Now Leads the World"
    return bool(
        token is not None and token.dep_ == "advmod" and token.head.pos_ == "VERB" and token.head.i == token.i + 1
    )


def _past(match: Match, context: Context) -> bool:
    """ "Recently", not "as recently as last year"."""
    return context.form(match.last) != "as"


def _adjective(match: Match, context: Context) -> bool:
    token = context.token(match.first)
    if token is None or context.form(match.first - 1) == "most":  # "the most recent film" is the last one
        return False
    named = token.text[:1].isupper() and context.form(match.first - 1) not in (".", "\n", "")
    return bool(token.pos_ == "ADJ" and not named and token.dep_ == "amod")


def _noun(match: Match, context: Context) -> bool:
    if context.form(match.last - 1) != "past":
        return True
    after = context.token(match.last)
    return after is None or after.pos_ not in ("NOUN", "NUM", "ADJ", "PROPN")


def _list(match: Match, context: Context) -> bool:
    return not context.has(match.last, "NUM") and context.form(match.last) not in ("percent", "%", "people", ":")


def _not_counted(match: Match, context: Context) -> bool:
    """ "9/11", neither part of a longer number nor a share ("9/11 of them")."""
    glued = context.glued(match.first) and context.form(match.first - 1) not in ("-", "–")
    return not (glued or context.form(match.last) in ("/", "of", "-") or context.form(match.last) == "%")


def _holiday(match: Match, context: Context) -> bool:
    index = context.at(match, "HOLIDAY")
    return context.raw(index)[:1].isupper()


def known_checks() -> frozenset[str]:
    """The names that time-rules.tsv may give in its last column."""
    return frozenset(("", *_CHECKS))


_CHECKS: dict[str, Callable[[Match, Context], bool]] = {
    "month": _month,
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
    "past": _past,
    "not-counted": _not_counted,
    "list": _list,
    "holiday": _holiday,
    "present": lambda match, context: context.form(match.last) not in ("last", "next"),
    "half": _half,
    "hours": _hours,
    "every": _every,
    "month-ordinal": _month_ordinal,
} | (LENGTH_CHECKS | YEAR_CHECKS)
