"""Figures told of something else: a gap between two values, and another estimate of what was counted before."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from rashomon.model.annotation import Figure
from rashomon.tables import read_table

_GAP = re.compile(
    r"(?!\stimes\b)(?:\s[^\W\d_][\w’'-]*){0,2}\s(?:more|less|fewer|higher|lower|longer|shorter|older|younger|larger|smaller|bigger|taller"
    r"|deeper|heavier|lighter|earlier|later|faster|slower)(?:\s[^\W\d_][\w’'-]*){0,2}\sthan\s(?=\S)",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(r"(?:\d|[$€£]|an?\s|half\b|twice\b)", re.IGNORECASE)
_FAR = 400  # code points between two estimates of one thing: the sentences beside it
_CHILDREN = 12
_BESIDE = 3  # tokens behind a number in which a noun shows what it counts


def is_gap(text: str, end: int) -> bool:
    """Whether the figure that ends at `end` says how far two things are apart: "two years less than he sought".

    Not what a hedge of the next number looks like: "killed 12 people more than a decade ago".
    """
    match = _GAP.match(text, end)
    if match is None or _NUMBER_BEHIND.match(text, match.end()):
        return False
    word = re.match(r"[^\W\d_]+", text[match.end() : match.end() + 16])
    return word is None or word[0].lower() not in _number_words()


def of_the_same(doc: Any, starts: Sequence[int], figure: Figure, before: Figure | None) -> Figure:
    """The figure, of what `before` counts where it is another estimate of that: "the union put it at 900".

    So it is where a number without a noun of its own hangs on a verb of estimating ("spoke of", "counted", "put the
    figure at", "estimated it at": figure-estimates.tsv). Who estimates is not what is counted.
    """
    if figure.unit or figure.scope or (figure.of_span is not None and figure.of_span.start >= figure.span.end):
        return figure
    if _estimated(doc, starts, figure) is None:
        named = figure.of_span is not None and figure.event in _estimating()
        return replace(figure, event="") if named else figure  # "put the number of strikers at 900"
    if _of_another(doc, starts, figure):
        return replace(figure, of="", of_span=None, event="")
    near = before is not None and 0 < figure.span.start - before.span.end <= _FAR
    if before is None or not near or before.unit or not before.of or before.scope:
        return figure
    return replace(figure, of=before.of, of_span=None, event="" if before.event in _estimating() else before.event)


def _estimated(doc: Any, starts: Sequence[int], figure: Figure) -> Any:
    """The verb of estimating that the figure hangs on, with no other noun for what is counted; else None."""
    token = doc[bisect_right(starts, figure.span.end - 1) - 1]
    if token.dep_ not in ("dobj", "pobj", "nummod", "attr", "oprd", "conj") or token.pos_ not in ("NUM", "NOUN"):
        return None
    head = token.head
    if token.dep_ == "pobj":
        if head.lower_ not in ("at", "of", "as", "about"):
            return None
        owner = head.head
        bare = owner.lemma_ in _nouns() and not _says_of_what(owner, head)
        head = owner.head if bare and owner.dep_ in ("dobj", "pobj") else owner
    if head.pos_ != "VERB" or head.lemma_ not in _estimating() or head.i > token.i:
        return None
    if token.dep_ != "pobj" and head.lemma_ not in _counting():
        return None  # "put up 50", "set two of them free"
    for child in islice(head.rights, _CHILDREN):
        if child.dep_ == "dobj" and child.i < token.i and child.pos_ == "NOUN":
            told = child.lemma_ in _nouns() and not _says_of_what(child, head)
            return head if told else None
    return head


def _of_another(doc: Any, starts: Sequence[int], figure: Figure) -> bool:
    """Whether the verb of estimating says whose number it gives: "put their number at 900", "crowds put at 900"."""
    verb = _estimated(doc, starts, figure)
    owned = (child for child in islice(verb.rights, _CHILDREN) if child.dep_ == "dobj" and child.lemma_ in _nouns())
    return verb.dep_ == "acl" or any(below.dep_ == "poss" for noun in owned for below in islice(noun.lefts, _CHILDREN))


def _says_of_what(noun: Any, head: Any) -> bool:
    """Whether "of" and what is counted stand behind a noun of estimates; `head` is no such "of"."""
    return any(child.lower_ == "of" and child.i != head.i for child in islice(noun.rights, _CHILDREN))


@functools.cache
def _rows() -> tuple[tuple[str, str], ...]:
    rows = read_table("rashomon.annotate.data", "figure-estimates.tsv", columns=2)
    return tuple((word, kind) for word, kind in rows)


@functools.cache
def _estimating() -> frozenset[str]:
    return frozenset(word for word, kind in _rows() if kind != "noun")


@functools.cache
def _counting() -> frozenset[str]:
    return frozenset(word for word, kind in _rows() if kind == "counting")


@functools.cache
def _nouns() -> frozenset[str]:
    return frozenset(word for word, kind in _rows() if kind == "noun")


@functools.cache
def _number_words() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.annotate.data", "figure-numbers.tsv", columns=4))
