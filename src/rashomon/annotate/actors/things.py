"""Names that name no actor but a thing: laws, roads, contests, storms, ships, works and devices."""

from __future__ import annotations

import functools
import re
from typing import Any

from rashomon.annotate.actors.clean_name import Candidate, role_of
from rashomon.annotate.actors.draft import Reading
from rashomon.annotate.actors.lexicon import gender_of, lexicon, name_words
from rashomon.names import fold
from rashomon.tables import read_table

_THINGS = frozenset({"LAW", "WORK_OF_ART"})
_MODEL = re.compile(r"[A-Z]{0,2}\d{1,3}[a-z]?")
"""The number of a model or a flight."""
_NAMED = frozenset({"known", "called", "named", "dubbed"})
_CALLED = _NAMED | {",", "as"}
_MARKS = frozenset({'"', "“", "”", "'", "‘", "The", "the"})


@functools.cache
def _words(use: str) -> frozenset[str]:
    rows = read_table("rashomon.annotate.data", "actor-thing-words.tsv", columns=2)
    return frozenset(word for word, kind in rows if kind == use)


def is_things_name(text: str) -> bool:
    """Whether the words of a name alone tell that it is a thing's.

    >>> [is_things_name(name) for name in ("Clean Rivers Act", "MV Orsina", "DUI", "Jack Street")]
    [True, True, True, False]
    """
    words = text.split()
    if len(words) == 1:
        return text.isupper() and text.lower() in _words("whole")
    first, last = words[0], fold(words[-1])
    if _MODEL.fullmatch(words[-1]):
        known = {*lexicon().organisation_words, *lexicon().outlet_words}
        return not known & set(map(fold, words[:-1]))  # "Galaxy S9", "Apollo 11"
    if is_ship(text) and words[1][:1].isupper():
        return True
    return fold(first) in _words("first") or (last in _words("last") and gender_of(text) is None)


def is_ship(text: str) -> bool:
    """Whether a ship's prefix opens a name."""
    first, *rest = text.split()
    return bool(rest) and first.isupper() and first.lower() in _words("ship") | _words("initials")


def has_initials(text: str) -> bool:
    """Whether the ship's prefix of a name may as well be somebody's initials: "MS Orsina", "MS Karda"."""
    return is_ship(text) and text.split()[0].lower() in _words("initials")


def may_act(text: str) -> bool:
    """Whether a name in a thing's form is as often a charity's, a club's, a station's or a band's.

    >>> [may_act(name) for name in ("Operation Lantern", "Karst 96", "Kestrel S9", "Clean Rivers Act")]
    [True, True, False, False]
    """
    words = text.split()
    first = fold(words[0])
    named = first in _words("first") and first not in _words("last")  # no storm acts: "Ada Hurricane", "Hurricane Ada"
    return len(words) > 1 and (words[-1].isdigit() or named)


def does_deed(reading: Reading, candidate: Candidate) -> bool:
    """Whether a name is the subject of what only somebody does, or is told: "Operation Lantern sent doctors"."""
    if candidate.start and reading.words[candidate.start - 1].lower() == "told":
        return True
    deeds = _words("deed") | name_words("reporting")
    tokens = reading.doc[candidate.start : candidate.end]  # the number of "Channel 4" is not its head
    return any(token.dep_ == "nsubj" and token.head.lemma_ in deeds for token in tokens)


def is_at_sea(reading: Reading, candidate: Candidate) -> bool:
    """Whether "the" or what ships do stands beside a name: "the MS Orsina", "MS Orsina sailed"."""
    last = reading.doc[candidate.end - 1]
    if last.dep_ in ("nsubj", "nsubjpass") and last.head.lemma_ in _words("sail"):
        return True
    behind_the = candidate.start > 0 and reading.words[candidate.start - 1].lower() == "the"
    return behind_the and last.dep_ != "compound"  # not "the MS Karda years"


def called_thing(reading: Reading, candidate: Candidate) -> bool:
    """Whether what stands beside a name says that it is a work's or a vessel's: "the film The Quiet Harbour", "the
    ferry Orsina", "a cargo ship, the Orsina"."""
    words, start = reading.words, candidate.start
    at = start - 1
    while at >= 0 and start - at < 8 and words[at] in _MARKS | _CALLED:
        at -= 1
    before = words[at] if at >= 0 and reading.sentence[at] == reading.sentence[start] else ""
    if words[candidate.end - 1].lower() in lexicon().organisation_words:
        return False  # "who built the ferry, Orsina Marine Ltd, said"
    if before in ("aboard", "board"):
        return True  # "aboard the Orsina"
    named = not _NAMED.isdisjoint(words[at + 1 : start])
    if before in _words("craft") and named:
        return True  # "a rocket, known as the Orsina"
    if "," in words[at + 1 : start] and not named and (gender_of(_text(reading, candidate)) or _is_ones(reading, at)):
        return False  # "the captain of the ferry, Ida Lund"
    marked = at < start - 1
    if before in _words("work") and (marked or reading.doc[at].dep_ != "compound"):
        return marked or _whole_title(reading, candidate)
    if before in _words("craft") and reading.doc[at].tag_ == "NN":
        return True
    last = reading.doc[candidate.end - 1]
    return last.dep_ == "appos" and last.head.i < start and last.head.lemma_ in _words("craft")


def _text(reading: Reading, candidate: Candidate) -> str:
    return " ".join(candidate.words(reading))


def _is_ones(reading: Reading, at: int) -> bool:
    """Whether somebody is told of by the noun at token `at`: "the captain of the ferry"."""
    above = reading.doc[at].head
    return above.lower_ in ("of", "for") and (role := role_of(above.head.lower_)) is not None and role.kind == "person"


def _whole_title(reading: Reading, candidate: Candidate) -> bool:
    """Whether spaCy takes a name without marks behind "film" or "novel" for a work's: not "the play Roe wrote"."""
    return bool(reading.doc[candidate.start].ent_type_ == "WORK_OF_ART")


def modifies_craft(reading: Reading, candidate: Candidate) -> bool:
    """Whether a name stands right before the kind of vessel or device that it is: "the Orsina ferry"."""
    last: Any = reading.doc[candidate.end - 1]
    return bool(last.dep_ == "compound" and last.head.lemma_ in _words("craft") and candidate.end == last.head.i)


def is_tagged_thing(reading: Reading, candidate: Candidate) -> bool:
    """Whether spaCy takes a name for a law's or work's, which "the" makes no body's."""
    return reading.doc[candidate.start].ent_type_ in _THINGS and not reading.words[candidate.end - 1].endswith("s")
