"""Votes and scores: "5 to 2", "121 votes to 98" are one value of two numbers, "a 6-10 record" is no count at all."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from rashomon.annotate.figures.measures import measure_behind
from rashomon.annotate.figures.numbers import Number, read_number
from rashomon.tables import read_table

VOTE = "vote"
_TO = re.compile(
    r"(?:(?P<votes>\s(?:votes?|ballots?))|(?P<goals>\s(?:goals|points|runs|sets|games)))?\sto\s|[-‐‑–](?=\d)",
    re.IGNORECASE,
)
_NIL = re.compile(r"(?:nil|zero|none|love)\b", re.IGNORECASE)
_NO_SCORE_BEFORE = re.compile(
    r"(?:\b(?:from|between|of\sthe|at|aged?|ages|than|nearly|almost|about|over)\s|[\d.,/:-]|[$€£¥])$", re.IGNORECASE
)
_JOINED_ON = re.compile(r"[-‐‑–/:.]\d|[-‐‑–][^\W\d_]|\s?(?:%|percent|per\scent)|(?:st|nd|rd|th)\b|[^\W\d_]")
_YEARS = re.compile(r"(?:19|20)\d\d[-‐‑–]\d|50[-‐‑–]50")
_BEFORE = 6  # words back within the clause: "voted on Thursday by a margin of"
_TOKENS = 10  # tokens back in which those words stand, commas among them
_MOST = 100_000_000  # of a popular vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A vote or score that ends at `end`. `value` is 1 and the share of those against, from 1, where nobody was (what
    "unanimous" says), to 2; it is the same however the vote is written."""

    end: int
    value: float
    kind: str


def read_score(text: str, doc: Any, first: int, number: Number, *, max_digits: int) -> Score | None:
    """Return the vote or score whose first number is `number`, at token `first`; None where there is none.

    Two numbers joined by "to" or a hyphen are one where a word of voting or playing stands beside them
    (figure-scores.tsv), or where the first counts votes. A range of things ("won 6-10 seats", "10 to 12 people"), a
    change ("from 9 to 5") and lengths are none.
    """
    if not _whole(number) or _YEARS.match(text, number.start) or not (join := _TO.match(text, number.end)):
        return None
    if _NO_SCORE_BEFORE.search(text, max(0, number.start - 8), number.start):
        return None
    nil = _NIL.match(text, join.end())
    two = None if nil else read_number(text, join.end(), letters=False, max_digits=max_digits)
    if not nil and (two is None or not _whole(two) or _JOINED_ON.match(text, two.end)):
        return None
    end = nil.end() if nil else two.end if two else 0
    if measure_behind(text, end):
        return None
    kind = VOTE if join["votes"] else "score" if join["goals"] else _told_as(doc, first, end)
    if not kind:
        return None
    against = two.low if two else 0.0
    cast = number.low + against
    return Score(end=end, value=1.0 + against / cast, kind=kind) if cast else None


def _whole(number: Number) -> bool:
    plain = number.low == number.high and not (number.share or number.vague)
    return plain and number.low == int(number.low) and number.low < _MOST


def _told_as(doc: Any, first: int, end: int) -> str:
    """Whether two numbers are a "vote" or a "score" by the words around them; "" where they are neither."""
    index = first
    while index < len(doc) and doc[index].idx < end:
        index += 1
    if index < len(doc) and not doc[index].is_sent_start:
        behind = doc[index + 1] if doc[index].text in ("-", "‐", "‑") and index + 1 < len(doc) else doc[index]
        if behind.tag_ != "NNS" and (kind := _words("behind").get(behind.lemma_.lower(), "")):
            return kind
        if behind.pos_ in ("NOUN", "PROPN") and behind.ent_type_ not in ("DATE", "TIME") and behind.tag_ != "NNP":
            return ""  # what is counted: "won 6-10 seats"
        if behind.pos_ == "ADJ" or behind.lower_ in ("percent", "times"):
            return ""
    words = 0
    for back in range(first - 1, max(-1, first - 1 - _TOKENS), -1):
        token = doc[back]
        words += not token.is_punct
        if token.text in (";", ":", "\n", "—", "–") or (token.is_sent_end and back < first - 1):
            break
        if kind := _words("before").get(token.lemma_.lower(), ""):
            return kind
        if token.like_num or token.is_sent_start or words == _BEFORE:
            break
    return ""


@functools.cache
def _words(where: str) -> dict[str, str]:
    rows = read_table("rashomon.annotate.data", "figure-scores.tsv", columns=3)
    return {word: kind for word, kind, place in rows if place in (where, "both")}
