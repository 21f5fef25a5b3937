"""Noun phrases that name an actor by its role: where they stand, whose they are, and what they could be called
instead."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rashomon.annotate.actors.draft import Draft, Office, Reading, words_between
from rashomon.annotate.actors.lexicon import RoleNoun, lexicon
from rashomon.tables import read_table

_TAIL = 9  # longest "of …" that is taken into a phrase, in tokens; longer ones are mostly misparsed
_TITLE = 16  # tokens of the longest title in capitals before a name
_INSIDE = frozenset({"amod", "compound", "nmod", "nummod", "poss", "advmod", "npadvmod", "quantmod", "case", "punct"})
_STOP_TAGS = frozenset({"WP", "WDT", "VBD", "VBZ", "VBP", "MD"})
_OF_PLACES = frozenset({"governor", "mayor", "lord mayor", "mp", "senator", "lawmaker", "legislator", "chief minister"})
NATIONAL = "national"
"""The noun of those who are called by their nation."""
_BACKED = frozenset(
    {"backed", "aligned", "allied", "linked", "funded", "sponsored", "supported", "friendly", "trained"}
)
_HEADS = frozenset({"chief", "head", "boss", "leader", "director", "officer"})
"""Last words of offices that alone say too little: not all that a chief can be called is a "police chief"."""
_LESSER = frozenset(
    {"deputy", "vice", "ex", "former", "shadow", "acting", "assistant", "under", "co", "chief", "party"}
)
"""Words that make another office of an office."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "his", "her", "its", "their"})
_INDEFINITE = frozenset(
    {"a", "an", "one", "some", "another", "several", "many", "two", "three", "no", "any", "other", "few", "most"}
)


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role's noun phrase: tokens [start, end) with its head noun, and what the phrase says of whose role it is."""

    start: int
    end: int
    head: int
    role: RoleNoun
    definite: bool
    plural: bool
    country: str | None
    of: Draft | None
    words: frozenset[str]
    age: int | None = None
    """Of "the 58-year-old", in years; 0 where it is not told in digits or small words."""


@functools.cache
def _circles() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for (row,) in read_table("rashomon.annotate.data", "title-equals.tsv", columns=1):
        first, *others = row.split("|")
        out.setdefault(first, {first}).update(others)
    return {noun: frozenset(others) for noun, others in out.items()}


@functools.cache
def role_verbs() -> dict[str, frozenset[str]]:
    """Return the role nouns that each verb gives to its object."""
    out: dict[str, set[str]] = {}
    for lemma, noun in read_table("rashomon.annotate.data", "actor-role-verbs.tsv", columns=2):
        out.setdefault(lemma, set()).add(noun)
    return {lemma: frozenset(nouns) for lemma, nouns in out.items()}


def can_call(office: str, noun: str) -> bool:
    """Whether someone who holds `office` can later be called `noun`.

    >>> can_call("prime minister", "leader"), can_call("leader", "envoy")
    (True, False)
    """
    if office == noun or noun in _circles().get(office, ()):
        return True
    first, _, last = office.partition(" ")  # the "regional governor" is "the governor", the "deputy governor" is not
    if not last or first in _LESSER or first.partition("-")[0] in _LESSER:
        return False
    return last == noun or (last not in _HEADS and can_call(last, noun))


def find_roles(reading: Reading, named: dict[int, Draft], own: frozenset[str]) -> Iterator[RolePhrase]:
    """Yield the role phrases of a report in order.

    `named` maps the tokens of names to their drafts; `own` are nouns out of the names of the report's organisations,
    which with "the" before them refer back to these.
    """
    for token in reading.doc:
        if reading.open[token.i] and token.i not in named:
            role, width = (
                role_at(reading, token.i) if token.pos_ in ("NOUN", "PROPN") or token.lower_ == "old" else (None, 0)
            )
            if width == 1 and _begins_longer(reading, token.i):
                continue
            if (
                role is not None
                and role.noun.startswith("ex-")
                and (of_old := lexicon().roles.get((*role.noun[3:].split(),)))
            ):
                role = of_old  # "ex-" is read as "former"
            if role is None and (nation := _nation(reading, token.i)) is not None:
                role, width = nation, 1
            if role is None and token.lower_ in own and token.i and reading.words[token.i - 1].lower() == "the":
                role, width = RoleNoun(token.lower_, "organisation", "own", None), 1
            if role is not None and not _is_part(reading, token.i) and not _is_name(reading, token.i, role, width):
                yield _phrase(reading, token, role, width, named)


def _nation(reading: Reading, i: int) -> RoleNoun | None:
    """The role of one of a nation: "the Hungarian said", "the Frenchwoman"; not "the Hungarian envoy"."""
    word, token = reading.words[i], reading.doc[i]
    known = lexicon().demonyms
    if not known.get(word, ("", False))[0] or not i or reading.words[i - 1].lower() not in ("the", "old"):
        return None
    if f"{word}s" not in known and not word.endswith(("man", "woman")):
        return None
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "poss") and i not in reading.heads:
        return None
    female = word.endswith("woman")
    return RoleNoun(NATIONAL, "person", "role", "female" if female else "male" if word.endswith("man") else None)


def role_at(reading: Reading, head: int) -> tuple[RoleNoun | None, int]:
    """The longest role whose last word is token `head`, with its width in tokens."""
    roles, doc = lexicon().roles, reading.doc
    for width in (3, 2, 1):
        if head - width + 1 >= 0:
            words = tuple(w.lower() for w in reading.words[head - width + 1 : head])
            for last in (reading.words[head].lower(), doc[head].lemma_.lower()):
                role = roles.get((*words, last))
                if role is not None:
                    return role, width
    return None, 0


def _begins_longer(reading: Reading, i: int) -> bool:
    """Whether a longer role begins at a token that is one by itself ("secretary" in "secretary of state")."""
    lower = tuple(w.lower() for w in reading.words[i : i + 3])
    return lower[:2] in lexicon().roles or (len(lower) == 3 and lower in lexicon().roles)


def _is_part(reading: Reading, i: int) -> bool:
    """Whether the role noun is only a modifier inside a longer role phrase ("police officer", "prime minister")."""
    token = reading.doc[i]
    if tuple(reading.words[i + 1 : i + 4]) == ("-", "in", "-"):
        return True  # "her father-in-law"
    if token.dep_ == "compound" and token.head.i > i and token.head.i - i <= 3:
        if i in reading.source_of and token.head.i not in reading.source_of:
            return False
        role, _ = role_at(reading, token.head.i)
        return role is not None or token.head.pos_ == "NOUN"
    return False


def _is_name(reading: Reading, i: int, role: RoleNoun, width: int) -> bool:
    """Whether an institution's noun ends a name that is none of the report's actors ("the Soviet Union")."""
    before = i - width
    if (
        role.kind != "organisation"
        or before < 0
        or not reading.words[i][:1].isupper()
        or reading.doc[before].is_sent_start
    ):
        return False
    word = reading.words[before]
    known = word in lexicon().demonyms or (word,) in lexicon().entries
    return word[:1].isupper() and reading.doc[before].dep_ == "compound" and not known


def _phrase(reading: Reading, token: Any, role: RoleNoun, width: int, named: dict[int, Draft]) -> RolePhrase:
    doc = reading.doc
    start = token.i - width + 1
    inner = {token.i, *(i for i in range(start, token.i) if doc[i].pos_ in ("NOUN", "PROPN"))}
    while start > 0 and _inside(doc, start - 1, token, inner):
        start -= 1
    end = token.i + 1
    tail = max(_tail(doc, token), _long_title(reading, token, named))
    tail = next((i for i in range(end + 2, tail) if i in named and named[i].kind == "person"), tail)
    first_of_role = token.i + 1 if role.noun == NATIONAL else token.i - width + 1
    words = [reading.words[i] for i in range(start, token.i - width + 1)] + [reading.words[i] for i in range(end, tail)]
    country, of = None, None
    for i in [*range(start, first_of_role), *range(end, tail)]:
        if _only_beside(reading.words, i):
            continue  # "the Iran-backed group"
        demonym = lexicon().demonyms.get(reading.words[i]) or lexicon().demonyms.get(" ".join(reading.words[i : i + 2]))
        if demonym and demonym[0]:
            country = country or demonym[0]
        draft = named.get(i)
        if draft is not None:
            country = country or draft.country
            if draft.kind != "state" or of is None:
                of = draft
    lower = [w.lower() for w in words]
    first = reading.words[start].lower()
    plural = token.tag_ in ("NNS", "NNPS")
    possessed = any(t.tag_ == "POS" for t in doc[start : token.i])
    definite = (
        first in _DEFINITE
        or possessed
        or (first not in _INDEFINITE and country is not None and role.group in ("office", "unique"))
    )
    if first in _INDEFINITE:
        definite = False
    return RolePhrase(
        start,
        tail if role.kind != "document" else end,
        token.i,
        role,
        definite,
        plural,
        country,
        of,
        (frozenset(lower) - _DEFINITE - _INDEFINITE) | _of_old(reading, token.i, width),
        _age(reading.words[start : token.i + 1]),
    )


def _of_old(reading: Reading, head: int, width: int) -> frozenset[str]:
    """ "former" where "ex-" is joined to the role that ends at token `head`."""
    inside = [w.lower() for w in reading.words[head - width + 1 : head + 1]]
    return frozenset({"former"}) if inside[:2] == ["ex", "-"] else frozenset()


def _only_beside(words: tuple[str, ...], i: int) -> bool:
    """Whether a state's name is joined to a word that says who stands behind somebody: "Iran-backed"."""
    return words[i + 1 : i + 2] == ("-",) and words[i + 2 : i + 3] != () and words[i + 2].lower() in _BACKED


def _age(words: tuple[str, ...]) -> int | None:
    """The years of "58-year-old" among words."""
    for i in range(len(words) - 4):
        if words[i + 1 : i + 5] == ("-", "year", "-", "old"):
            number = words[i].lower()
            return int(number) if number.isdecimal() and len(number) < 4 else small_numbers().get(number, 0)
    return None


@functools.cache
def small_numbers() -> dict[str, int]:
    """Return the number words from nought to nineteen."""
    rows = read_table("rashomon.annotate.data", "figure-numbers.tsv", columns=4)
    return {word: int(low) for word, kind, low, _ in rows if kind == "small"}


def _inside(doc: Any, i: int, head: Any, inner: set[int]) -> bool:
    """Whether token i, left of a role, belongs to its phrase: it hangs on a word of the role (`inner`)."""
    token = doc[i]
    if token.is_sent_start is True and i + 1 <= head.i and doc[i + 1].is_sent_start:
        return False
    if doc[i + 1].is_sent_start or token.is_space:
        return False
    if _is_clock(token.text):
        return False  # "07:00 Police said"
    if token.dep_ in ("det", "predet", "poss") or token.tag_ in ("POS", "PRP$", "DT", "PDT"):
        return any(a.i in inner for a in token.ancestors)
    if token.dep_ == "punct" and token.text not in ("-", "'s", "."):
        return False
    verbal = token.pos_ == "VERB" and not (token.dep_ == "amod" and token.tag_ in ("VBG", "VBN"))  # "the ruling party"
    return token.dep_ in _INSIDE and any(a.i in inner for a in token.ancestors) and not verbal


def _is_clock(word: str) -> bool:
    """Whether a word is a time of day in digits."""
    hour, mark, minute = word.partition(":")
    return bool(mark) and hour.isdecimal() and minute.isdecimal()


def _tail(doc: Any, token: Any) -> int:
    """The end of the phrase with the "of …" that says whose role it is, when it is short and without a verb."""
    end: int = token.i + 1
    if end < len(doc) and doc[end].lower_ in ("of", "for", "at", "to", "from", "with") and doc[end].head == token:
        right = int(doc[end].right_edge.i) + 1
        for i in range(end, min(right, end + _TAIL)):
            if (
                doc[i].is_space
                or doc[i].pos_ == "VERB"
                or doc[i].text in (",", "(", ";", "—", "–")
                or doc[i].tag_ in ("WP", "WDT")
            ):
                return i if i > end + 1 else end
        return int(min(right, end + _TAIL)) if right > end + 1 else end
    return end


def _long_title(reading: Reading, token: Any, named: dict[int, Draft]) -> int:
    """The end of a long title in capitals that a person's name follows at once, 0 without one.

    "First Deputy Chairman of the Federation Council's Defence and Security Committee Jane Roe".
    """
    words, at = reading.words, token.i + 1
    if not words[token.i][:1].isupper() or words[at : at + 1] != ("of",):
        return 0
    while at < min(token.i + _TITLE, len(words)):
        draft = named.get(at)
        if draft is not None and draft.kind == "person":
            return at if at > token.i + 2 else 0
        if not words[at][:1].isupper() and words[at] not in ("of", "the", "and", "'s", "for", "on", "'", "-"):
            return 0
        at += 1
    return 0


def whole(reading: Reading, start: int, head: int) -> str:
    """The words of an unnamed source from `start` on, without an article: up to a mark, a relative or a finite verb."""
    doc = reading.doc
    while start < head and reading.words[start].lower() in ("a", "an", "the"):
        start += 1
    end, last = head + 1, doc[head].right_edge.i
    while end <= last and not doc[end].is_space and doc[end].tag_ not in _STOP_TAGS:
        if doc[end].is_punct and (doc[end].text != "-" or doc[end].whitespace_):
            break
        end += 1
    return words_between(reading, start, end)


def office(reading: Reading, phrase: RolePhrase) -> Office:
    """The office that a role phrase gives to whoever it is said of: its words without determiner and possessive
    pronoun."""
    start = phrase.start
    while start < phrase.head and reading.words[start].lower() in _DEFINITE | _INDEFINITE:
        start += 1
    text = words_between(reading, start, phrase.end)
    tags = {t.tag_ for t in reading.doc[phrase.start : phrase.head]}
    owned = bool(tags & {"PRP$", "POS"}) or (phrase.end > phrase.head + 1 and phrase.role.noun not in _OF_PLACES)
    return Office(phrase.role.noun, phrase.role.group, text, phrase.country, phrase.words, phrase.of, owned)
