"""Tests of rules for durations and sets: what makes a number before "days" a length of time."""

from __future__ import annotations

from collections.abc import Callable

from rashomon.annotate.times.context import Context, lists
from rashomon.annotate.times.grammar import Match

_HEDGES = ("HEDGE", "OVER", "HEDGE_THAN", "HEDGE_AT", "HEDGE_UP")
_AGES = ("old", "olds", "older", "young", "younger")
_NO_RANGE = (*_AGES, "-", "ago", "later", "earlier")
_SMALL = 1000  # a range of lengths counts fewer; 1998 in "1998 or 2 years" is a year


def _counted(match: Match, context: Context) -> int:
    """Index of the token that says how many: the first after the hedges ("more than", "at least")."""
    index = match.first
    while index + 1 < match.last:
        hedges = any(context.has(index, name) for name in _HEDGES)
        quantity = context.has(index, "QUANT") and not context.has(index + 1, "NUM")  # "some years", "some 20 years"
        if quantity or not (hedges or context.form(index) in ("no", "well", "than", "to", "least", "most")):
            break
        index += 1
    return index


def _duration(match: Match, context: Context) -> bool:
    fields = dict(match.fields)
    unit, after, first = fields.get("unit", ""), context.form(match.last), match.first
    amount, last = _counted(match, context), context.form(match.last - 1)
    if _named(match, context) or (unit == "D" and context.has(amount, "ART") and context.form(first - 1) == "on"):
        return False  # "on a day that all remember"
    hyphen = match.last - 2 if last == "long" else match.last
    if context.has(amount, "ART") and context.form(hyphen) == "-" and context.form(hyphen + 1) == "long":
        return False  # "a week-long trip", "a months-long siege": without the article
    if fields.get("unit2") == unit:  # "five days and two days" are two lengths
        return False
    glued = context.form(first - 1) if context.glued(first) else ""
    if glued in ("/", "$", "£", "€", ".", ",") or (glued in ("-", "–") and not context.has(first - 2, "NUM")):
        return False
    if context.glued(first) and context.has(first - 1, "NUM"):  # the million of "£1.3million days"
        return False
    if after in _AGES or (after == "-" and context.form(match.last + 1) in _AGES):
        return False
    if last == "night" and context.has(amount, "ART"):
        return False
    if context.form(first) == "many" and context.form(first - 1) in ("as", "so", "how", "too"):
        return False
    if context.form(amount) in ("some", "many", "several", "few") and not context.has(match.last - 1, "UNITS"):
        return False
    if unit == "Q" and (after == "of" or context.has(amount, "ART") or last == "quarter"):
        return False
    if last in ("second", "sec", "min"):
        token = context.token(match.last - 1)
        if context.has(match.last - 2, "ART") or (token is not None and token.pos_ != "NOUN"):
            return False
    return not (context.form(first) in ("a", "an") and is_rate(first, context))


def _named(match: Match, context: Context) -> bool:
    """Whether the length names something: "the Six Day War", "the Thirty Years' War"."""
    after = match.last + (context.form(match.last) in ("'", "’", "'s"))
    return context.form(after) == "war" and context.raw(after)[:1].isupper()


def is_rate(first: int, context: Context) -> bool:
    """Whether "a day" at token `first` means "each day": a number is counted just before it."""
    for index in range(first - 1, max(first - 4, -1), -1):
        form = context.form(index)
        if context.has(index, "NUM") or form in lists("rate"):
            return context.form(first - 1) not in lists("span")
        if not form.isalpha() or form in lists("span"):
            return False
    return False


def _rate(match: Match, context: Context) -> bool:
    return is_rate(match.first, context)


def _bare(match: Match, context: Context) -> bool:
    form = context.form(match.last - 1)
    if form == "weekends" or context.form(match.first - 1) == "light":
        return False
    if form in ("seconds", "quarters", "minutes", "nights") and context.form(match.first) == form:
        return context.form(match.first - 1) in lists("bare")
    before = context.form(match.first - 1)
    if form == "hours" and (before in lists("hours") or context.has(match.first - 1, "PART")):
        return False
    if context.form(match.first) == "many" and before in ("as", "so", "how", "too"):
        return False
    if match.last - match.first == 1 and (
        before in ("these", "those", "-") or before in lists("owner") or context.glued(match.first)
    ):
        return False
    if context.raw(match.first)[:1].isupper() and context.form(match.first - 1) not in (".", "\n", ""):
        return False
    return context.form(match.last) not in (*_AGES, "ago")


def _range_first(match: Match, context: Context) -> bool:
    """The first number of "two to three years", neither a year nor the tail of a code or sum."""
    amount = dict(match.fields)["amount"]
    if not amount.replace(".", "").isdigit() or float(amount) >= _SMALL:
        return False
    if context.form(match.last) == "-" and not context.glued(match.last):
        return False
    return not context.glued(match.first) and context.form(match.outer_last) not in _NO_RANGE


def _another(match: Match, context: Context) -> bool:
    """ "Another year" is one more, "another day" some other."""
    return context.form(match.last - 1) not in ("day", "night", "second")


def _beside_event(match: Match, context: Context) -> bool:
    """ "The day before the vote": what it is counted from follows."""
    after, word = context.token(match.outer_last), context.form(match.last - 1)
    if context.form(match.first - 1) == "to":  # "two years to the day after"
        return False
    return word in ("day", "week", "month", "year") and after is not None and after.pos_ in ("DET", "PRON", "NOUN")


def _plural(match: Match, context: Context) -> bool:
    first, before = context.token(match.first), context.token(match.first - 1)
    subject = before is not None and before.pos_ in ("NOUN", "PROPN", "PRON", "AUX")
    if context.form(match.first) == "last" and first is not None and (first.pos_ == "VERB" or subject):
        return False  # "the talks last three hours"
    return context.form(match.last - 1) not in ("quarter", "quarters")


def _long(match: Match, context: Context) -> bool:
    return context.form(match.last - 1) not in ("quarters", "hours", "minutes", "seconds")


def _per(match: Match, context: Context) -> bool:
    """ "Twenty a day, per month", not what is a unit of speed or pace: "per hour", "each second"."""
    return _long(match, context) and dict(match.fields).get("unit") not in ("S", "TM", "H")


LENGTH_CHECKS: dict[str, Callable[[Match, Context], bool]] = {
    "duration": _duration,
    "rate": _rate,
    "bare": _bare,
    "range-first": _range_first,
    "another": _another,
    "beside-event": _beside_event,
    "plural": _plural,
    "long": _long,
    "per": _per,
}
