"""Which numbers are no counts: dates, times of day, ages, scores, telephone numbers, labels, names."""

from __future__ import annotations

import functools
import re
from typing import Any

from rashomon.annotate.figures.numbers import Number
from rashomon.tables import read_table

_AGE_BEHIND = re.compile(
    r"[-\s]years?[-\s](?:old|of\sage)|-year-olds?|\smonths?[-\s]old|-month-olds?|-day-old", re.IGNORECASE
)
_AGE_BEFORE = re.compile(r"\b(?:aged?|ages|age\sof)\s(?:between\s)?$", re.IGNORECASE)
_CLOCK_BEHIND = re.compile(
    r"\s?(?:[ap]\.?m\b|o['’]clock|GMT|UTC|hours\s(?:GMT|local))|[:.]\d\d\s?(?:[ap]\.?m\b|GMT)|:\d\d|h\d\d\b",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS}\.?[^\S\n]$", re.IGNORECASE)
_MONTH_BEHIND = re.compile(rf"\s(?:of\s)?{_MONTHS}\b(?!\s(?:be|have|not)\b)", re.IGNORECASE)
_DIGIT_JOINED = re.compile(r"[-‐‑–—/:.]\d")
_JOINED_BEFORE = re.compile(r"[\d\w][-‐‑–—/:.+]$|[#+@]$|\d,\s?$")
_AROUND = 8  # tokens to both sides that show whether a line is in title case; a headline has about ten
_ADDRESS_BEHIND = re.compile(
    r"[A-Z]?\s(?:[A-Z][\w'’.-]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Drive|Boulevard|Terrace|Crescent)\b"
)
"""The rest of an address: "10 Downing Street"."""
_TELEPHONE = re.compile(r"\d{3}-\d{4}")
_ODDS_BEHIND = re.compile(r"[-\s]to[-\s](?:one|1)\b", re.IGNORECASE)
_ODDS_BEFORE = re.compile(r"\b(?:one|1)[-\s]to[-\s]$|\w[-\s]to[-\s](?=one|1\b)$", re.IGNORECASE)
_DIGITS_BEFORE = re.compile(r"(?<![\d,.])\d{2,5}[ ]$")
_DECIMAL = re.compile(r"\d+\.\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_VERSION_BEHIND = re.compile(
    r"\s(?:(?:software|firmware|system|beta|security|public|kernel|app)\s)?"
    r"(?:updates?|firmware|software|beta|patch|releases?|build|kernel|versions?|upgrade|edition|final)\b"
)
_ORDINAL_BEFORE = re.compile(r"\b(?:first|second|third|fourth|latter|other|final|last|opening|closing|better)\s$", re.I)
_ORDINAL_BEHIND = re.compile(r"(?:st|nd|rd|th)\b")
_WORD_JOINED = re.compile(r"[-‐‑]([^\W\d_]+)")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|of|for|to|and|before|after|during|early|late|mid|circa|the|year|through|between|fiscal|than)[\s-]$"
    r"|\b(?:an?|its|this|that|their|his|her|our|my)\s$|['’]s\s$"
    r"|[('’,]\s?$|(?:spring|summer|autumn|fall|winter)\s$",
    re.IGNORECASE,
)


@functools.cache
def _labels() -> tuple[frozenset[str], frozenset[str]]:
    rows = read_table("rashomon.annotate.data", "figure-labels.tsv", columns=2)
    return frozenset(w for w, where in rows if where == "before"), frozenset(
        w for w, where in rows if where == "behind"
    )


def is_no_count(text: str, doc: Any, first: int, start: int, end: int, *, joined: bool, measure: bool) -> bool:
    """Whether the number at [start, end) is a date, time, age, score, ordinal or part of a compound name."""
    before = text[max(0, start - 24) : start]
    digits = text[start].isdecimal()
    word = text[start:end]
    if _AGE_BEHIND.match(text, end) or _AGE_BEFORE.search(before) or _MONTH_BEFORE.search(before):
        return not measure or bool(_AGE_BEHIND.match(text, end))
    if before[-1:] in "=%&#@_" and before:
        return True  # part of an address
    if (run := _DIGITS_BEFORE.search(before)) and not (measure and _YEAR.fullmatch(run[0].strip())):
        return True  # part of a telephone number, but "2025 5.8%, 2026 3.9%" are of two years
    if _DECIMAL.fullmatch(word) and not measure and _VERSION_BEHIND.match(text, end):
        return True  # "the 5.50 update"
    if _CLOCK_BEHIND.match(text, end) or _ODDS_BEHIND.match(text, end) or _ODDS_BEFORE.search(before):
        return True
    compound = _WORD_JOINED.match(text, end)
    if compound and compound[1].lower() in _labels()[1]:
        return True
    if _ADDRESS_BEHIND.match(text, end) or (joined and not measure and _TELEPHONE.fullmatch(word)):
        return True
    if _ORDINAL_BEFORE.search(before) and word.lower().endswith(("half", "quarter")):
        return True  # "the first half"
    if not measure and text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return True  # a number on a shirt, a count of wins and losses
    if not digits:
        return _word_is_no_count(text, doc, first, start, end)
    if measure:
        return bool(_JOINED_BEFORE.search(before) and not before.endswith((", ", ",")))
    if not joined and _DIGIT_JOINED.match(text, end):
        return True
    if _JOINED_BEFORE.search(before) and not re.search(r",\s$", before):
        return True
    if _MONTH_BEHIND.match(text, end) or _ORDINAL_BEHIND.match(text, end):
        return True
    if len(word) == 4 and word.isdecimal() and 1000 <= int(word) <= 2100:
        return _is_year(text, doc, first, end, before)
    if joined and re.fullmatch(r"\d{4}[-–—/]\d{2,4}", word):
        return True
    return _is_age_in_commas(text, doc, first, start, end)


def _is_year(text: str, doc: Any, first: int, end: int, before: str) -> bool:
    if first + 1 < len(doc) and doc[first + 1].tag_ == "NNS" and not _YEAR_BEFORE.search(before):
        return False
    return bool(_YEAR_BEFORE.search(before)) or not (first + 1 < len(doc) and doc[first + 1].tag_ in ("NNS", "JJ"))


def _is_age_in_commas(text: str, doc: Any, first: int, start: int, end: int) -> bool:
    """ "Maria Lopez, 34, said": a number of at most three digits between commas behind a name."""
    if text[max(0, start - 2) : start] != ", " or text[end : end + 1] not in (",", ".", ")") or end - start > 3:
        return False
    return first >= 2 and doc[first - 2].pos_ in ("PROPN", "NOUN")


def _word_is_no_count(text: str, doc: Any, first: int, start: int, end: int) -> bool:
    """A number word that is a pronoun ("one", "the two"), or part of a name ("Group of Seven", "Five Eyes")."""
    word = text[start:end]
    token = doc[first]
    while token.idx < start and token.i + 1 < len(doc):
        token = doc[token.i + 1]
    last = token
    while last.idx + len(last) < end and last.i + 1 < len(doc):
        last = doc[last.i + 1]
    lower = word.lower()
    if lower == "one":
        return not (last.dep_ == "nummod" and last.head.i > last.i and last.pos_ == "NUM") or last.head.lemma_ in (
            "day",
            "time",
            "thing",
            "way",
            "point",
            "side",
            "hand",
            "side",
            "moment",
            "sense",
            "word",
            "sort",
            "kind",
        )
    if text[start - 1 : start] in ("-", "‐", "‑") and start > 1 and text[start - 2].isalpha():
        return True
    named = token.pos_ == "PROPN" or (last.i + 1 < len(doc) and doc[last.i + 1].tag_ in ("NNP", "NNPS"))
    if word[0].isupper() and named and not token.is_sent_start and not _is_title_case(token):
        return True
    behind = text[end : end + 4]
    if token.i and doc[token.i - 1].lower_ == "the" and behind[:1] in (" ", ".", ",") and last.i + 1 < len(doc):
        # "the two met": no noun follows
        return (
            doc[last.i + 1].pos_ in ("VERB", "AUX", "PUNCT", "ADP", "CCONJ")
            and last.dep_ != "nummod"
            and " " not in word
        )
    return False


def _is_title_case(token: Any) -> bool:
    """Whether the words around are a headline in title case, whose capitals say nothing."""
    around = token.doc[max(0, token.i - _AROUND) : token.i + _AROUND]
    words = [t for t in around if t.is_alpha and len(t) > 3]
    return bool(sum(t.text[0].isupper() for t in words) * 3 >= 2 * len(words))


def is_label(doc: Any, first: int, number: Number, of: str) -> bool:
    """Whether the number names one of a series: "Article 5", "Boeing 737", "Chapter Two", "the Group of 20"."""
    if first == 0:
        return False
    before = doc[first - 1]
    if before.text == "." and first > 1 and doc[first - 2].lower_ == "no" and not doc[first - 2].whitespace_:
        return True  # "REPORT NO. 4"
    if before.lower_ in _labels()[0] and before.pos_ in ("NOUN", "PROPN", "X", "ADJ", "INTJ"):
        return True
    if before.lower_ == "of" and first > 1 and doc[first - 2].text in ("Group", "Gang", "Council"):
        return True
    if of:
        return False
    if number.digits and before.pos_ == "PROPN" and before.idx + len(before) < doc[first].idx:
        return True
    return bool(number.digits and doc[first].ent_type_ in ("ORG", "LAW", "PRODUCT", "WORK_OF_ART", "FAC", "EVENT"))
