"""What a token is likely to be, by what is known of it when it is read back: tables made once, from parsed news.

For every token and every kind of label there is a context, the most telling one that is in the table, and for it the
labels in the order of their frequency. An archive keeps at which place of that order the label stands, mostly 0: the
modelling half of compression by context (PPM, Cleary and Witten 1984), with a model that does not adapt.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import Tokens
from rashomon.store.lemmas import lemma_rule
from rashomon.tables import read_table

EDGE = "-"
"""The label beyond either end of a report."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """The labels of one context, and at which place each stands."""

    labels: tuple[str, ...]
    places: dict[str, int]


@functools.cache
def _tables() -> dict[str, dict[str, str]]:
    """The labels by kind and context; those of "" are all, and follow in every other context."""
    tables: dict[str, dict[str, str]] = {}
    for kind, context, labels in read_table("rashomon.store.data", "tokens-2.tsv", columns=3):
        tables.setdefault(kind, {})[context] = labels
    return tables


def _look_up(kind: str, contexts: Sequence[str]) -> Order:
    return _order(kind, _most_telling(kind, contexts))


def _most_telling(kind: str, contexts: Sequence[str]) -> str:
    """The first context that is in the table; the last one always is."""
    table = _tables()[kind]
    for context in contexts:
        if context in table:
            break
    return context


@functools.lru_cache(maxsize=1 << 15)
def _order(kind: str, context: str) -> Order:
    table = _tables()[kind]
    line = tuple(dict.fromkeys([*table[context].split("|"), *table[""].split("|")]))
    return Order(line, {label: place for place, label in enumerate(line)})


def of_words(words: Sequence[str]) -> list[Order]:
    """The order of part of speech and tag for each written word."""
    return [*map(_of_word, words)]


@functools.lru_cache(maxsize=1 << 16)
def _of_word(word: str) -> Order:
    return _look_up("label", _word_contexts(word))


def _word_contexts(word: str) -> tuple[str, ...]:
    shape = _shape(word)
    low = word.lower()
    return (f"w {shape} {low}", f"s {shape} {low[-3:]}", f"s {shape} {low[-1:]}", f"s {shape}", "")


@functools.lru_cache(maxsize=1 << 16)
def _shape(word: str) -> str:
    first = word[:1]
    return "9" if first.isdigit() else "A" if first.isupper() else "a" if first.isalpha() else "."


def of_labels(labels: Sequence[str]) -> list[Order]:
    """The order of dependencies for each token, by its label and those on both sides."""
    return [*map(of_dep, [EDGE, *labels], labels, [*labels[1:], EDGE])]


def of_dependencies(deps: Sequence[str], labels: Sequence[str]) -> list[Order]:
    """The order of the distance to its head for each token, by its dependency, its label and the next one."""
    return [*map(of_head, deps, labels, [*labels[1:], EDGE])]


@functools.lru_cache(maxsize=1 << 16)
def of_dep(left: str, label: str, right: str) -> Order:
    """The order of dependencies for a token, by its label and those on both sides."""
    return _look_up("dep", _triple_contexts("dep", left, label, right))


@functools.lru_cache(maxsize=1 << 16)
def of_head(dep: str, label: str, right: str) -> Order:
    """The order of the distance to its head for a token, by its dependency, its label and the next one."""
    return _look_up("head", _triple_contexts("head", dep, label, right))


def _triple_contexts(kind: str, one: str, two: str, three: str) -> tuple[str, ...]:
    if kind == "dep":
        return (f"{one},{two},{three}", f"{two},{three}", two, "")
    return (f"{one},{two},{three}", f"{one},{two}", one, "")


@functools.lru_cache(maxsize=1 << 14)
def of_entity(before: str, label: str, shape: str) -> Order:
    """The order of entity labels, by that of the token before, its label and its shape."""
    return _look_up("entity", _entity_contexts(before, label, shape))


def _entity_contexts(before: str, label: str, shape: str) -> tuple[str, ...]:
    return (f"{before},{label},{shape}", f"{before},{label}", label, "")


@functools.lru_cache(maxsize=1 << 16)
def rule_of(word: str, label: str) -> str:
    """How a word of this label, in lower case, becomes its lemma, most likely."""
    context = _most_telling("lemma", _lemma_contexts(word, label))
    return _tables()["lemma"][context].partition("|")[0]  # the first of its order, which is not made


def _lemma_contexts(word: str, label: str) -> tuple[str, ...]:
    return (f"w {label} {word}", f"s {label} {word[-3:]}", f"s {label} {word[-2:]}", label, "")


def shapes(words: Sequence[str]) -> list[str]:
    """What each word begins with: a capital, a small letter, a digit, or something else."""
    return [*map(_shape, words)]


def examples(tokens: Tokens, text: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield, to make the tables from, kind of label, the contexts of a token and the label that it has."""
    words = [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]
    labels = [f"{pos} {tag}" for pos, tag in zip(tokens.pos, tokens.tag, strict=True)]
    for place, (word, label) in enumerate(zip(words, labels, strict=True)):
        left = labels[place - 1] if place else EDGE
        right = labels[place + 1] if place + 1 < len(labels) else EDGE
        yield "label", _word_contexts(word), label
        yield "dep", _triple_contexts("dep", left, label, right), tokens.dep[place]
        yield "head", _triple_contexts("head", tokens.dep[place], label, right), str(tokens.head[place] - place)
        before = tokens.entity[place - 1] if place else ""
        yield "entity", _entity_contexts(before, label, _shape(word)), tokens.entity[place]
        low = word.lower()
        yield "lemma", _lemma_contexts(low, label), lemma_rule(low, tokens.lemma[place])
