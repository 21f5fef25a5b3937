"""Understand the line that says where a report stood: "By Ann Field, Harbour Post, 4 May 2024"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from rashomon.clean.lines import piece
from rashomon.tables import read_table

_LONGEST = 160
_PART = re.compile(r" ?\| ?| ?[•·] ?|, ")
_BAR = re.compile(r" [|–—-] ")
_BY = re.compile(r"(?:[Bb]y|BY):? (?=[A-Z])")
_EDITION = re.compile(r" \([A-Z][\w ]{1,40}\)$")
_SMALL = frozenset(
    ("of", "the", "and", "&", "de", "du", "des", "del", "di", "da", "la", "le", "von", "van", "for", "in")
)
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a masthead line names: the outlet, as written; `told` if a date, author or rubric stands beside it."""

    outlet: str
    told: bool


def read_masthead(plain: str) -> Masthead | None:
    """Return what the line `plain`, white space collapsed, says of where its report stood; None if it is another line.

    Each part between commas, bars or dots must be an outlet, an author, a rubric or the date. An outlet is a name with
    a word that outlets' names have ("Times", "Weekly"), for a place is set before a date in the same way; beside a bar
    and a rubric ("Opinion"), "The" will do.

    >>> read_masthead("The Harbour Post, live, 4 March 2026")
    Masthead(outlet='The Harbour Post', told=True)
    >>> read_masthead("The Hague, 4 March 2026") is None
    True
    """
    if len(plain) > _LONGEST:
        return None
    undated = _stamp().sub("", plain)
    outlets = []
    told = undated != plain
    parts = [part for part in _PART.split(undated.strip(" ,|•·")) if part]
    rubrics = [part for part in parts if _rubric().fullmatch(part)]
    for part in parts:
        if part in rubrics or _BY.match(part):
            told = True
            continue
        name = _EDITION.sub("", part)
        if not (is_outlet(name) or (rubrics and "|" in plain and name.startswith("The ") and _is_name(name))):
            return None
        outlets.append(name)
    return Masthead(outlets[0], told) if len(outlets) == 1 else None


def site_of(page_title: str, headline: str) -> str | None:
    """Return the outlet that a page's title names behind the headline and a bar or dash, if it does.

    >>> site_of("Ships leave | World | The Harbour Bell", "Ships leave")
    'The Harbour Bell'
    """
    plain = " ".join(page_title.split())
    rest = plain.removeprefix(headline)
    if rest == plain or not _BAR.match(rest):
        return None
    name = _BAR.split(rest)[-1]
    return name if is_outlet(name) or ("|" in rest and name.startswith("The ") and _is_name(name)) else None


def is_outlet(name: str) -> bool:
    """Whether `name`, of two words or more, is written like an outlet's: "Lyran Daily News", "El Diario de Lyran"."""
    words = [word.lower() for word in name.split()]
    if not _is_name(name) or words[-1] in _posts():
        return False
    kinds = _outlet_words()
    strong = any(kinds.get(word) == "strong" for word in words)
    first = words[1] if kinds.get(words[0]) == "article" else words[0]
    return strong or kinds.get(words[-1]) == "weak" or kinds.get(first) == "first"


def _is_name(name: str) -> bool:
    words = name.split()
    capitals = all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)
    return 2 <= len(words) <= _MOST_WORDS and capitals and name[-1] not in ".!?:"


@functools.cache
def _stamp() -> re.Pattern[str]:
    return re.compile(rf"^{piece('STAMP')} ?[|•·,–—-] ?|(?:[,|•·–—-] ?|^){piece('STAMP')}\.?$")


@functools.cache
def _rubric() -> re.Pattern[str]:
    return re.compile(piece("RUBRIC"))


@functools.cache
def _posts() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.clean.data", "credits.tsv", columns=1))


@functools.cache
def _outlet_words() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("rashomon.data", "outlet-words.tsv", columns=2)}
