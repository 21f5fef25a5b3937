"""Read time-rules.tsv and find its rules in a row of tokens.

Each token becomes one character that stands for the set of its classes, each rule one regular expression over these
characters; so a rule file of this size runs at the speed of a few string searches.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.annotate.times.lexicon import DATA, words
from rashomon.annotate.times.tokens import Word, tokens
from rashomon.tables import read_table

_PRIVATE = 0xE000  # code points that no text rule can collide with: one a set of classes
_NOTHING = "."
_COMMON = frozenset(("the", "of", "in", "a", "on", ",", "-", ".", "and", "to", "NUM", "ART", "DAY", "THIS", "HOUR"))
_SHAPES = "0 7 13 24 25 31 32 100 1961 1998 2010 0930 9.30 2.5 21st 99th five fifty 1/2 2001-02-03 3/4/2001 2001/2/3"
_SHAPES += " 10:30 1990s '98 480s a.m. b.c. Q1 christmas nineteen-ninety"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of time-rules.tsv: `constants` are fields that the rule sets itself, `check` names a test."""

    name: str
    pattern: str
    kind: str
    constants: tuple[tuple[str, str], ...]
    check: str


@dataclass(frozen=True, slots=True)
class Match:
    """A rule found at tokens [first, last), with its context at [outer_first, outer_last) and what its fields hold."""

    rule: Rule
    first: int
    last: int
    outer_first: int
    outer_last: int
    fields: tuple[tuple[str, str], ...]


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The rules in file order, their macros put in place."""
    macros: dict[str, str] = {}
    out = []
    for name, pattern, meaning, check in read_table(DATA, "time-rules.tsv", columns=4):
        for macro in sorted(macros, key=len, reverse=True):
            pattern = re.sub(rf"{macro}(?!\w)", macros[macro].replace("\\", ""), pattern)
        if name.startswith("@"):
            macros[name] = pattern
            continue
        kind, *constants = meaning.split()
        pairs = tuple((key, value) for key, _, value in (item.partition("=") for item in constants))
        out.append(Rule(name, pattern, kind, pairs, check))
    return tuple(out)


@functools.cache
def _literals() -> frozenset[str]:
    """The words that rules name as themselves."""
    out = set()
    for rule in rules():
        for item in rule.pattern.split():
            item = item if item == "?" else item.removesuffix("?")
            if item not in ("(", ")", "|", "[", "]") and ":" not in item[1:] and not item.isupper():
                out.add(item)
    return frozenset(out)


class Alphabet:
    """Which character stands for which set of classes; grows as texts bring new sets, and rules are compiled for it."""

    def __init__(self) -> None:
        self._characters: dict[tuple[str, ...], str] = {}
        self._of_class: dict[str, str] = defaultdict(str)  # the characters of all sets with a class, as they came
        self._of_form: dict[str, str] = defaultdict(str)
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._needed: dict[str, frozenset[str]] = {}

    def encode(self, row: Iterable[Word]) -> str:
        """One character a token; "." for a token that no rule can use."""
        literals = _literals()
        characters = self._characters
        out = []
        for word in row:
            form = word.form if word.form in literals else ""
            if not form and not word.classes:
                out.append(_NOTHING)
                continue
            key = (form, *word.classes)
            character = characters.get(key)
            if character is None:
                character = characters[key] = chr(_PRIVATE + len(characters))
                self._of_form[form] += character
                for name in word.classes:
                    self._of_class[name] += character
                self._compiled.clear()
                self._needed.clear()
            out.append(character)
        return "".join(out)

    def compiled(self, rule: Rule) -> re.Pattern[str]:
        """The rule as a regular expression over the characters known so far."""
        pattern = self._compiled.get(rule.name)
        if pattern is None:
            pattern = self._compiled[rule.name] = re.compile(self._translate(rule.pattern))
        return pattern

    def needed(self, rule: Rule) -> frozenset[str]:
        """Characters of which the text must hold one for the rule to match."""
        found = self._needed.get(rule.name)
        if found is None:
            names = needed_names(rule.pattern)
            rows = (self._of_class.get(name, "") + self._of_form.get(name, "") for name in names)
            found = self._needed[rule.name] = frozenset(character for row in rows for character in row)
        return found

    def _translate(self, pattern: str) -> str:
        out: list[str] = []
        count = 0
        for item in pattern.split():
            if item in ("(", ")", "|", ")?"):
                out.append("(?:" if item == "(" else item)
            elif item in ("[", "]"):
                out.append("(?P<span>" if item == "[" else ")")
            else:
                optional = "?" if len(item) > 1 and item.endswith("?") else ""
                item = item[: len(item) - len(optional)]
                field, colon, name = item.partition(":") if len(item) > 1 else ("", "", item)
                if not colon:
                    field, name = "", item
                fitting = (self._of_class if name.isupper() else self._of_form).get(name, "")
                group = f"[{fitting}]" if fitting else "(?!)"
                if field:
                    count += 1
                    group = f"(?P<{field}__{name}__{count}>{group})"
                out.append(group + optional)
        return "".join(out)


@functools.cache
def _alphabet() -> Alphabet:
    """The one alphabet of the process, begun with the words of the lists so that rules are compiled once."""
    alphabet = Alphabet()
    samples = [*words(), *sorted(_literals()), *_SHAPES.split()]
    seen = [word for sample in samples for word in tokens(sample)]
    alphabet.encode(seen)
    return alphabet


def find(row: list[Word]) -> list[Match]:
    """Every match of every rule, in the order of the rules, then of the tokens."""
    alphabet = _alphabet()
    code = alphabet.encode(row)
    present = set(code)
    out = []
    for rule in rules():
        if present.isdisjoint(alphabet.needed(rule)):
            continue
        for match in alphabet.compiled(rule).finditer(code):
            groups = match.groupdict()
            first, last = match.span("span") if "span" in groups else match.span()
            if first == last:
                continue
            fields = dict(rule.constants)
            for name in groups:
                if name != "span" and groups[name] is not None:
                    field, group, _ = name.split("__")
                    fields[field] = row[match.start(name)].classes[group]
            out.append(Match(rule, first, last, match.start(), match.end(), tuple(fields.items())))
    return out


def needed_names(pattern: str) -> frozenset[str]:
    """Classes and literals of which at least one stands in every text that the pattern matches; rare ones preferred.

    >>> sorted(needed_names("( in | on )? the month:MONTH ( year:YEAR )?"))
    ['MONTH']
    """
    items = pattern.split()
    found, _ = _needed(items, 0)
    return found


def _needed(items: list[str], position: int) -> tuple[frozenset[str], int]:
    """The needed names of the alternatives from `position` to their closing bracket, and the index after it."""
    alternatives: list[frozenset[str]] = []
    best: frozenset[str] = frozenset()
    while position < len(items):
        item = items[position]
        position += 1
        if item in (")", ")?"):
            break
        if item == "|":
            alternatives.append(best)
            best = frozenset()
        elif item == "(":
            inner, position = _needed(items, position)
            if items[position - 1] != ")?":
                best = _rarer(best, inner)
        elif item not in ("[", "]") and not (len(item) > 1 and item.endswith("?")):
            best = _rarer(best, frozenset((item.rpartition(":")[2] or item,)))
    alternatives.append(best)
    if not all(alternatives):
        return frozenset(), position
    return frozenset().union(*alternatives), position


def _rarer(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    if not one or not other:
        return one or other
    return min(one, other, key=lambda names: (sum(name in _COMMON for name in names), len(names)))
