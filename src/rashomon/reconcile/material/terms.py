"""Canonical terms: what a word is called whatever the wording of a report.

"Slain", "killing" and "deaths" are one term, "Briton" and "UK" another, "six" and "6" a third. A term is a lemma, a
class of `data/synonyms.tsv`, the code of a state behind "@" or a number; it is never shown to a reader.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport
from rashomon.reconcile.material.drafts import MergedActors
from rashomon.tables import read_table

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
_DOUBLED = re.compile(r"(\w*[aeiou]([bdgmnprt]))\2ing")
"""A noun in -ing with a doubled consonant ("swapping"): what is left is its verb."""
_DATA = "rashomon.reconcile.data"


_KNOWN: dict[tuple[str, str, str, str], str] = {}
"""Terms of tokens by form, lemma, part of speech and entity: a look-up takes a third of the time of `lru_cache`."""
_MOST_KNOWN = 1 << 16


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: dict[str, str]
    numbers: dict[str, str]
    light: frozenset[str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    events: frozenset[str]
    common: dict[str, float]


@functools.cache
def _lexicon() -> _Lexicon:
    words: dict[str, str] = {}
    events = set()
    for name, members in read_table(_DATA, "synonyms.tsv", columns=2):
        for member in (name, *members.split()):
            words.setdefault(member, name)
    for noun, verb in read_table(_DATA, "derived.tsv", columns=2):
        words.setdefault(noun, words.get(verb, verb))
        events.add(words[noun])
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for term, phrase in read_table(_DATA, "phrases.tsv", columns=2):
        parts = tuple(phrase.split())
        phrases.setdefault(parts[0], []).append((parts, words.get(term, term)))
    for code, name, _, _, _, others, demonyms in read_table("rashomon.data", "states.tsv", columns=7):
        for form in (name, *others.split("|"), *demonyms.split("|")):
            parts = tuple(form.lower().removeprefix("the ").split())
            if len(parts) == 1:
                words.setdefault("^" + parts[0], "@" + code)
            elif parts:
                phrases.setdefault(parts[0], []).append((parts, "@" + code))
    common = {lemma: float(rate) / 1000 for lemma, rate in read_table(_DATA, "background.tsv", columns=2)}
    return _Lexicon(
        words=words,
        numbers={row[0]: row[1] for row in read_table(_DATA, "numbers.tsv", columns=2)},
        light=frozenset(lemma for (lemma,) in read_table(_DATA, "light.tsv", columns=1)),
        phrases={first: tuple(sorted(rest, key=lambda r: (-len(r[0]), r[0]))) for first, rest in phrases.items()},
        events=frozenset(events),
        common=common,
    )


def commonness(term: str) -> float:
    """Return the share of news articles, of any topic, that use the term's word: 0 for a rare word or a name."""
    return _lexicon().common.get(term, 0.0)


def common_terms() -> Mapping[str, float]:
    """Return what `commonness` says of all terms but those of which it says 0."""
    return _lexicon().common


def digits_of(word: str) -> str:
    """The digits of a number word in small letters, "" for another word.

    >>> digits_of("twelve"), digits_of("door")
    ('12', '')
    """
    return _lexicon().numbers.get(word, "")


def canonical(lemma: str) -> str:
    """The canonical term of a lemma by itself.

    >>> canonical("nab"), canonical("door")
    ('arrest', 'door')
    """
    return _lexicon().words.get(lemma, lemma)


def same_kind(lemma: str, other: str) -> bool:
    """Whether two nouns may name things of one kind: they are of one class of synonyms, or one is the end of the other.

    >>> same_kind("vessel", "ship"), same_kind("schoolgirl", "girl"), same_kind("firefighter", "ambulance")
    (True, True, False)
    """
    words = _lexicon().words
    return words.get(lemma, lemma) == words.get(other, other) or lemma.endswith(other) or other.endswith(lemma)


def find_terms(item: AnnotatedReport, actors: MergedActors | None = None) -> tuple[str, ...]:
    """Return the canonical term of each token, "" for function words and marks; a phrase stands at its last token.

    With `actors` the last word of a person's name is that of the merged actor's name, however this report spells it.
    """
    tokens, text = item.annotation.tokens, item.report.text
    forms = [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]
    words = [*zip(forms, tokens.lemma, tokens.pos, tokens.entity, strict=True)]
    known = map(_KNOWN.get, words)
    out = [term if term is not None else _term(*word) for word, term in zip(words, known, strict=True)]
    phrases, behind = _lexicon().phrases, 0
    lemmas = [*map(str.lower, tokens.lemma)]
    for number in [place for place, lemma in enumerate(lemmas) if lemma in phrases]:
        last = _phrase(phrases[lemmas[number]], lemmas, number) if number >= behind else None
        if last is not None:
            behind = last[0] + 1
            out[number:behind] = [""] * (behind - number)
            out[last[0]] = last[1]
    for token, name in _surnames(item, actors) if actors is not None else ():
        if out[token]:
            out[token] = name
    return tuple(out)


def _surnames(item: AnnotatedReport, actors: MergedActors) -> list[tuple[int, str]]:
    """The last token of each mention by name of a person, and the surname as the story has it."""
    starts = item.annotation.tokens.start
    found = []
    for actor in item.annotation.actors:
        merged = actors.by_id.get(actors.of.get((item.report.id, actor.id), ""))
        if merged is None or merged.kind != "person":
            continue
        name = merged.name.split()[-1].lower()
        for mention in actor.mentions if name else ():
            last = bisect_left(starts, mention.span.end) - 1
            if mention.form == "name" and last >= 0:
                if item.annotation.tokens.tag[last] == "POS":
                    last -= 1
                found.append((last, name))
    return found


def _phrase(known: Sequence[tuple[tuple[str, ...], str]], lemmas: Sequence[str], first: int) -> tuple[int, str] | None:
    for parts, term in known:
        if tuple(lemmas[first : first + len(parts)]) == parts:
            return first + len(parts) - 1, term
    return None


def _term(form: str, lemma: str, pos: str, entity: str) -> str:
    """The term of a token by itself, from now on known."""
    if len(_KNOWN) >= _MOST_KNOWN:
        _KNOWN.clear()
    return _KNOWN.setdefault((form, lemma, pos, entity), _find_term(form, lemma, pos, entity))


def _find_term(form: str, lemma: str, pos: str, entity: str) -> str:
    lexicon = _lexicon()
    if pos not in _CONTENT or lemma in lexicon.light:
        return ""
    lemma = lemma.lower()
    if _DIGITS.fullmatch(form):
        return form.replace(",", "")
    low = form.lower().removesuffix("'s").removesuffix("’s")
    if low in lexicon.numbers:
        return lexicon.numbers[low]
    if not any(c.isalnum() for c in low):
        return ""
    if form[0].isupper():
        state = lexicon.words.get("^" + low) or lexicon.words.get("^" + lemma)
        if state is not None and (low != "us" or form == "US"):
            return state
    if pos != "PROPN":
        base = _DOUBLED.fullmatch(lemma) if pos == "NOUN" else None
        return lexicon.words.get(lemma) or (lexicon.words.get(base[1], base[1]) if base else lemma)
    return low if entity else _uninflected(lexicon, low)


def _uninflected(lexicon: _Lexicon, word: str) -> str:
    """Return the term of a common word that the tagger took for a name, as in a headline, and left inflected."""
    for form in (word, *(word.removesuffix(end) + new for end, new in _ENDINGS if word.endswith(end))):
        if form in lexicon.words:
            return lexicon.words[form]
        if form in lexicon.common:
            return form
    return word


def is_number(term: str) -> bool:
    """Whether a canonical term is a number."""
    return term[:1].isdigit()
