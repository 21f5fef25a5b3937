"""Tell by its wording alone what role a paragraph has: the rules of `data/lines.tsv`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal, cast

from rashomon.errors import DataFileError
from rashomon.model.report import BlockRole
from rashomon.tables import read_table

Place = Literal["top", "middle", "end"]
_PACKAGE = "rashomon.clean.data"
_WORD = re.compile(r"[\w@][\w'’.@-]*")
_DIGIT = re.compile(r"\d")
_WHERE = {"any": ("top", "middle", "end"), "top": ("top",), "end": ("end",), "edge": ("top", "end")}
_TESTS = ("match", "whole", "end", "names", "list")


@dataclass(frozen=True, slots=True)
class _Rule:
    role: BlockRole
    where: tuple[str, ...]
    words: int
    test: str
    regex: str
    digits: bool
    """Whether only a paragraph with a digit in it can fit."""


def role_of(plain: str, *, place: Place) -> tuple[BlockRole | None, bool]:
    """Return the role that the rules give a paragraph, None if they give none, and whether a list belongs to it.

    `plain` is the paragraph with its white space collapsed; `place` says where it stands in its report.

    >>> role_of("By Ann Field and Omar Said | Harbour Post", place="top")
    ('byline', False)
    >>> role_of("By noon the square was empty.", place="top")
    (None, False)
    """
    words = plain.count(" ") + 1
    digits = _DIGIT.search(plain) is not None
    for rule in _rules():
        if words <= rule.words and place in rule.where and rule.digits <= digits and _holds(rule, plain):
            return rule.role, rule.test == "list"
    return None, False


def _holds(rule: _Rule, plain: str) -> bool:
    pattern = _compiled(rule.regex)
    if rule.test == "whole":
        return pattern.fullmatch(plain) is not None
    if rule.test in ("match", "list"):
        return pattern.match(plain) is not None
    found = pattern.search(plain)
    if found is None or rule.test == "end":
        return found is not None
    rest = _WORD.findall(plain[: found.start()]) + _WORD.findall(plain[found.end() :])
    return bool(rest) and all(not word[0].islower() or word.rstrip(".") in _credits() for word in rest)


@functools.cache
def _credits() -> frozenset[str]:
    return frozenset(row[0] for row in read_table(_PACKAGE, "credits.tsv", columns=1))


def piece(name: str) -> str:
    """The regular expression that a row "define" of `data/lines.tsv` calls `name`."""
    return _pieces()[name]


@functools.cache
def _pieces() -> dict[str, str]:
    pieces: dict[str, str] = {}
    for role, name, regex, _, _ in read_table(_PACKAGE, "lines.tsv", columns=5):
        if role == "define":
            pieces[name] = _fill(regex, pieces)
    return pieces


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    pieces = _pieces()
    rules = []
    for number, (role, where, words, test, regex) in enumerate(read_table(_PACKAGE, "lines.tsv", columns=5), 1):
        if role == "define":
            continue
        if where not in _WHERE or test not in _TESTS or not words.isdigit():
            raise DataFileError("lines.tsv", number, f"a rule with {where!r}, {words!r}, {test!r} (counted by rows)")
        digits = any(name in regex for name in ("{DAY}", "{CLOCK}", "{STAMP}"))
        rules.append(_Rule(cast(BlockRole, role), _WHERE[where], int(words), test, _fill(regex, pieces), digits))
    return tuple(rules)


@functools.cache
def _compiled(regex: str) -> re.Pattern[str]:
    """Compiled when it is first needed: all of them take 60 ms, which two short reports should not wait for."""
    return re.compile(regex)


def _fill(regex: str, pieces: dict[str, str]) -> str:
    for name, piece in pieces.items():
        regex = regex.replace("{" + name + "}", piece)
    return regex
