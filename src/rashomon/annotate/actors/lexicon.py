"""The tables behind the actors, read once and indexed by folded words."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, cast

from rashomon.model.annotation import ActorKind, Gender
from rashomon.names import fold
from rashomon.tables import read_table

_DATA = "rashomon.annotate.data"
_SHARED = "rashomon.data"

_POSSESSIVE = re.compile(r"(?<=\w)('s\b|'(?= ))")
EntryKind = Literal["state", "seat", "capital", "outlet", "organisation"]
RoleKind = Literal["person", "organisation", "group", "document"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A name that a table knows: what it is, its canonical name and its state. `common`: also an ordinary word."""

    kind: EntryKind
    name: str
    country: str | None
    common: bool = False
    group: str = ""
    """Class of an organisation as in title-roles.tsv; "armed": a band that is no state's."""


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun such as "president", "airline" or "statement" (see title-roles.tsv)."""

    noun: str
    kind: RoleKind
    group: str
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables. `entries` maps the case-kept words of a known name; `first_words` holds the first word of each."""

    entries: dict[tuple[str, ...], Entry]
    first_words: dict[str, int]
    """First word of a known name: how many words the longest name that begins with it has."""
    demonyms: dict[str, tuple[str | None, bool]]
    """Demonym: state's code if it has just one, and whether the word is a plural noun."""
    states: dict[str, str]
    """Code of a state: its name."""
    roles: dict[tuple[str, ...], RoleNoun]
    forms: dict[str, tuple[str, Gender | None]]
    """Form of address: the office that it abbreviates, and its gender."""
    given: dict[str, Gender]
    organisation_words: dict[str, tuple[str, str]]
    outlet_words: dict[str, str]


def words_of(name: str) -> tuple[str, ...]:
    """Split a name as the tokenizer does, near enough for matching: at spaces and before a possessive or hyphen.

    >>> words_of("Al-Ahram"), words_of("Quai d’Orsay"), words_of("People's Army")
    (('Al', '-', 'Ahram'), ('Quai', "d'Orsay"), ('People', "'s", 'Army'))
    """
    plain = name.replace("’", "'").replace("-", " - ").replace("/", " / ")
    return tuple(_POSSESSIVE.sub(r" \1", plain).split())


def unaccented(text: str) -> str:
    """Return `text` without accents, capitals kept.

    >>> unaccented("Bogotá")
    'Bogota'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@functools.cache
def lexicon() -> Lexicon:
    """Read every table of actors."""
    entries: dict[tuple[str, ...], Entry] = {}
    states: dict[str, str] = {}
    demonyms: dict[str, tuple[str | None, bool]] = {}
    for code, name, _, _, seats, others, peoples in read_table(_SHARED, "states.tsv", columns=7):
        states[code] = name
        _add(entries, (name, *others.split("|")), Entry("state", name, code))
        _add(entries, [s for s in seats.split("|") if not s.startswith("the ")], Entry("capital", name, code))
        for word in filter(None, peoples.split("|")):
            demonyms.setdefault(word, (code, _plural(word)))
    for word, code, _ in read_table(_SHARED, "demonyms.tsv", columns=3):
        demonyms.setdefault(word, (code or None, _plural(word)))
    for name, others, country, group in read_table(_DATA, "actor-organisations.tsv", columns=4):
        _add(entries, (name, *others.split("|")), Entry("organisation", name, country or None, group=group))
    for name, country, others in read_table(_DATA, "office-seats.tsv", columns=3):
        _add(entries, (name, *others.split("|")), Entry("seat", name, country or None))
    for name, others, country, common in read_table(_DATA, "outlet-names.tsv", columns=4):
        _add(entries, (name, *others.split("|")), Entry("outlet", name, country or None, bool(common)))
    first_words: dict[str, int] = {}
    for key in entries:
        first_words[key[0]] = max(first_words.get(key[0], 0), len(key))
    return Lexicon(
        entries=entries,
        first_words=first_words,
        demonyms=demonyms,
        states=states,
        roles={
            tuple(noun.replace("-", " - ").split()): RoleNoun(noun, cast(RoleKind, kind), group, _gender(gender))
            for noun, kind, group, gender in read_table(_DATA, "title-roles.tsv", columns=4)
        },
        forms={
            form: (office, _gender(gender)) for form, office, gender in read_table(_DATA, "title-forms.tsv", columns=3)
        },
        given={
            name: gender
            for name, cell in read_table(_DATA, "gender-first-names.tsv", columns=2)
            if (gender := _gender(cell)) is not None
        },
        organisation_words={
            word: (place, group) for word, place, group in read_table(_DATA, "actor-organisation-words.tsv", columns=3)
        },
        outlet_words=dict(read_table("rashomon.data", "outlet-words.tsv", columns=2)),  # type: ignore[arg-type]
    )


@functools.cache
def name_words(use: str) -> frozenset[str]:
    """The words that actor-name-words.tsv gives for a use."""
    return frozenset(word for word, kind in read_table(_DATA, "actor-name-words.tsv", columns=2) if kind == use)


def gender_of(name: str) -> Gender | None:
    """Return the gender borne by the first word of a full name, None for one word alone or an unknown name.

    >>> gender_of("Angela Merkel"), gender_of("Merkel")
    ('female', None)
    """
    parts = fold(name).split()
    return lexicon().given.get(parts[0]) if len(parts) > 1 and not family_first(name) else None


@functools.cache
def _family_names() -> frozenset[str]:
    return frozenset(row[0] for row in read_table(_DATA, "actor-family-first.tsv", columns=1))


def is_family_name(word: str) -> bool:
    """Whether a word is a family name that stands first in full names."""
    return fold(word) in _family_names()


def family_first(name: str) -> bool:
    """Whether a name begins with its family name: a known one, before two given names or one that is no English one.

    >>> family_first("Kim Jong Un"), family_first("Geng Shuang"), family_first("Kim Clark"), family_first("Jack Kim")
    (True, True, False, False)
    """
    parts = fold(name).split()
    if len(parts) < 2 or parts[0] not in _family_names():
        return False
    return len(parts) == 3 or (len(parts) == 2 and parts[0] not in lexicon().given and parts[1] not in lexicon().given)


def default_kind(entry: Entry) -> ActorKind:
    """Return the actor's kind that a table entry stands for."""
    if entry.kind in ("state", "capital"):
        return "state"
    return "outlet" if entry.kind == "outlet" else "organisation"


def _add(entries: dict[tuple[str, ...], Entry], names: tuple[str, ...] | list[str], entry: Entry) -> None:
    for name in names:
        if not name:
            continue
        words = words_of(name)
        entries.setdefault(words, entry)
        entries.setdefault(words_of(unaccented(name)), entry)
        if words[0] in ("the", "The") and len(words) > 1 and entry.kind != "outlet":
            entries.setdefault(words[1:], entry)


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


def _gender(cell: str) -> Gender | None:
    if cell == "female":
        return "female"
    return "male" if cell == "male" else None
