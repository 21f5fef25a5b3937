"""Which classes of time-rules.tsv a word or number belongs to, and what value it has in each."""

from __future__ import annotations

import functools
import re
import unicodedata

from rashomon.tables import read_table

DATA = "rashomon.annotate.data"
Classes = dict[str, str]  # class -> value


@functools.cache
def words() -> dict[str, Classes]:
    """Each word of time-words.tsv and time-holidays.tsv with its classes."""
    out: dict[str, Classes] = {}
    for word, name, value in read_table(DATA, "time-words.tsv", columns=3):
        out.setdefault(word, {})[name] = value
    return out


@functools.cache
def number(text: str) -> Classes:
    """The classes of a number in digits, "1990" or "1,200" or "7.30".

    >>> sorted(number("1998"))
    ['NUM', 'YEAR']
    >>> sorted(number("24"))
    ['DAY', 'HOUR', 'NUM', 'YY']
    """
    if len(text) > 12:
        return {}
    if not text.isascii():  # "２０２１", the digits of another script
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    digits = text.replace(",", "")
    if not text.isdigit():
        head, _, tail = digits.partition(".")
        if not tail.isdigit():
            return {"NUM": digits} if digits.isdigit() else {}
        out = {"NUM": digits}
        if len(tail) == 2 and len(head) <= 2 and head.isdigit() and int(head) < 24 and int(tail) < 60:
            out["CLOCKDOT"] = f"{head}:{tail}"
        return out
    value = int(digits)
    out = {"NUM": str(value)}
    if len(text) <= 2:
        if 1 <= value <= 31:
            out["DAY"] = str(value)
        if value <= 24:
            out["HOUR"] = str(value)
        if len(text) == 2:
            out["YY"] = text
    elif len(text) == 4:
        if 1000 <= value <= 2199:
            out["YEAR"] = text
        if value // 100 < 24 and value % 100 < 60:
            out["HHMM"] = f"{text[:2]}:{text[2:]}"
    return out


def ordinal(value: int) -> Classes:
    """The classes of an ordinal: a day of the month when it can be one.

    >>> ordinal(31)
    {'ORD': '31', 'DAY': '31'}
    """
    out = {"ORD": str(value)}
    if 1 <= value <= 31:
        out["DAY"] = str(value)
    return out


@functools.cache
def short_forms() -> frozenset[str]:
    """Words that a full stop may belong to: the first three to five letters of a longer word of the same value."""
    out = set()
    known = words()
    for word, classes in known.items():
        for name in ("MONTH", "DOW", "UNIT", "UNITS"):
            longer = (w for w, c in known.items() if w != word and w[0] == word[0] and c.get(name) == classes.get(name))
            if name in classes and 2 <= len(word) <= 5 and any(len(w) > len(word) for w in longer):
                out.add(word)
    return frozenset(out)


@functools.cache
def holiday_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of time-holidays.tsv as tokens, longest first, by their first token."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for name, _ in read_table(DATA, "time-holidays.tsv", columns=2):
        pieces = tuple(re.findall(r"'s|\w+|\S", name))
        out.setdefault(pieces[0], []).append(pieces)
    return {first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in out.items()}


def joined(name: tuple[str, ...]) -> str:
    """The name of a holiday from its tokens, as time-holidays.tsv writes it.

    >>> joined(("new", "year", "'s", "eve"))
    "new year's eve"
    """
    out = ""
    for piece in name:
        out += piece if not out or not piece[0].isalnum() or out.endswith("-") else " " + piece
    return out
