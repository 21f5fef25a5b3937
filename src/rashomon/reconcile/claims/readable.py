"""What of a sentence can be shown by itself: a statement with its subject, without the word that joins it on."""

from __future__ import annotations

import functools
import re

from rashomon.model.spans import Span
from rashomon.reconcile.material.drafts import Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.reconcile.origins.origins import sayings
from rashomon.tables import read_table

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_DENYING = frozenset({"deny", "dispute", "doubt", "refute", "reject", "question", "pretend"})
_VERBS = frozenset({"VERB", "AUX"})
_QUOTES = '"“”'
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_MARKS = frozenset({"that", "while", "as", "after", "when", "because", "since", "although", "though"})
"""Words that join on a clause which is told as a fact, so that it can be shown without them."""
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_NAMES = frozenset({"PROPN", "NUM", "PUNCT", "NOUN", "ADJ", "SYM", "X", "ADP"})
"""What datelines are made of."""
_DASHES = frozenset({"-", "--", "–", "—"})
_DATELINE = 16
"""Most tokens of a dateline."""
_STAMP = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d")
"""The hour at the head of an entry of a live report; with a point it may also be a number: "7.25 Magnitude"."""
_LONGEST = 5
"""Most words of a connective."""


def readable(index: ReportIndex, unit: Unit, span: Span, *, alone: bool = False) -> Span:
    """Return what to show for `span` of the sentence: the span, if it states something by itself, else the sentence.

    A dateline, complementizer or connective at its head is left out, and so is a quotation mark without its pair. What
    somebody thinks, doubts or denies is not shown without the verb that says so. Headlines are shown whole. A span
    that stands for its claim `alone` is also shown whole where it leaves out what is counted, or what is said.
    """
    if unit.role == "headline":
        return span
    inside = index.inside(span)
    inner = _without_joint(index, span, inside)
    inside = inside if inner is span else index.inside(inner)
    head = _head(index, inside)
    stated = _states(index, inside, head)
    if (
        stated
        and not _is_frame(index, unit, inside)
        and (inner == span or not _leans(index, head))
        and not _is_held(index, inside, head)
        and not (alone and _is_torn(index, inside, head))
    ):
        return _paired(index, inner)
    if inner != unit.span:
        stated = states(index, unit.span)
    return _paired(index, _without_joint(index, unit.span, index.inside(unit.span))) if stated else unit.span


def states(index: ReportIndex, span: Span) -> bool:
    """Whether the span is a finite clause with its subject, and no clause that hangs on another."""
    inside = index.inside(span)
    return _states(index, inside, _head(index, inside))


def unclear(index: ReportIndex, inside: range) -> int:
    """How far the span of some tokens is from what can be read alone: 1 if its subject is a pronoun, so that who or
    what is meant stands elsewhere, 2 if it states nothing."""
    head = _head(index, inside)
    return int(_leans(index, head)) if _states(index, inside, head) else 2


def _states(index: ReportIndex, inside: range, head: int | None) -> bool:
    tokens = index.tokens
    if head is None or tokens.dep[head] == "relcl":
        return False
    below = [child for child in index.children(head) if child in inside]
    if tokens.tag[head] not in _FINITE and not any(
        tokens.dep[child] in {"aux", "auxpass"} and tokens.tag[child] in _FINITE for child in below
    ):
        return False
    if tokens.dep[head] == "advcl" and any(
        tokens.dep[child] in {"mark", "advmod"} and tokens.tag[child] in {"IN", "WRB"} and child < head
        for child in below
    ):
        return False
    subjects = [child for child in below if tokens.dep[child] in _SUBJECTS]
    return any(tokens.tag[child] not in _RELATIVE for child in subjects) and tokens.tag[inside[0]] not in _RELATIVE


def _leans(index: ReportIndex, head: int | None) -> bool:
    """Whether the subject of the verb is a pronoun."""
    tokens = index.tokens
    below = index.children(head) if head is not None else ()
    return any(tokens.dep[child] in _SUBJECTS and tokens.tag[child] in {"PRP", "DT"} for child in below)


def _is_frame(index: ReportIndex, unit: Unit, inside: range) -> bool:
    """Whether the span says no more than who says something: "the governor said"."""
    attributions = index.report.annotation.attributions
    for number in unit.attributions:
        frame = [*attributions[number].source, *attributions[number].cue]
        held = {token for part in frame for token in index.inside(part)}
        if held and all(token in held or index.tokens.pos[token] == "PUNCT" for token in inside):
            return True
    return False


def _is_torn(index: ReportIndex, inside: range, head: int | None) -> bool:
    """Whether the span is parted from what it means little without: what is counted ("four were wounded"), or what is
    said ("officials said on Friday")."""
    tokens = index.tokens
    return any(
        (tokens.dep[child] in _SUBJECTS and tokens.tag[child] == "CD")
        or (tokens.dep[child] == "ccomp" and child not in inside)
        for child in (index.children(head) if head is not None else ())
    )


def _is_held(index: ReportIndex, inside: range, head: int | None) -> bool:
    """Whether the span is what somebody thinks or denies, or does not say: a clause below such a verb or noun."""
    tokens = index.tokens
    if head is None or tokens.dep[head] not in {"ccomp", "acl"} or tokens.head[head] in inside:
        return False
    above = tokens.head[head]
    if tokens.pos[above] == "NOUN":
        return tokens.lemma[above] != "fact"
    if tokens.lemma[above] in _DENYING or any(tokens.dep[child] == "neg" for child in index.children(above)):
        return True
    return tokens.pos[above] == "VERB" and tokens.lemma[above] not in sayings()


def _paired(index: ReportIndex, span: Span) -> Span:
    """The span without a quotation mark at an edge whose pair is not in it."""
    text = index.text(span)
    marks = text.count(_QUOTES[0]) + text.count(_QUOTES[1]) + text.count(_QUOTES[2])
    if marks % 2 and len(text) > 2:
        if text[0] in _QUOTES:
            return Span(span.start + 1, span.end)
        if text[-1] in _QUOTES:
            return Span(span.start, span.end - 1)
    return span


def _head(index: ReportIndex, inside: range) -> int | None:
    """The first token whose head is outside the span, of those that are verbs; None where there is none."""
    heads, pos = index.tokens.head, index.tokens.pos
    for token in inside:
        if pos[token] in _VERBS and (heads[token] == token or heads[token] not in inside):
            return token
    return None


def _without_joint(index: ReportIndex, span: Span, whole: range) -> Span:
    """The span, of tokens `whole`, without a dateline, "that", "while" or "In addition," at its head."""
    tokens, inside = index.tokens, _without_dateline(index, whole)
    if not inside:
        return span
    first = inside[0]
    opens = tokens.lemma[first].lower() in _MARKS and tokens.dep[first] in {"mark", "advmod"}
    cut = int(opens and tokens.head[first] == _head(index, whole))
    begins = _form(index, first).lower() in _first_words()
    text = [_form(index, token).lower() for token in inside[: _LONGEST + 1]] if begins else [""]
    for size in range(min(_LONGEST, len(text) - 1), 0, -1):
        comma = text[size] == ","
        if " ".join(text[:size]) in _connectives() and (comma or tokens.dep[first] == "cc"):
            cut = max(cut, size + comma)
            break
    start = tokens.start[inside[cut]]
    return Span(start, span.end) if cut < len(inside) - 1 and start != span.start else span


def _without_dateline(index: ReportIndex, inside: range) -> range:
    """The tokens of a span behind "LAGOS, May 3 (Reuters) -" (capitals or a year among names and numbers, a dash), or
    behind the hour of an entry ("13:25 The toll has risen")."""
    tokens = index.tokens
    if len(inside) > 1 and _is_hour(_form(index, inside[0]), _form(index, inside[1])):
        return inside[1:]
    if inside and tokens.pos[inside[0]] not in _NAMES:
        return inside
    marked = False
    for place, token in enumerate(inside[:_DATELINE]):
        form = _form(index, token)
        if form in _DASHES and place:
            return inside[place + 1 :] if marked and inside[place + 1 :] else inside
        if tokens.pos[token] not in _NAMES:
            return inside
        marked = marked or (place == 0 and form.isupper() and len(form) > 2) or (form.isdigit() and len(form) == 4)
    return inside


def _is_hour(form: str, behind: str) -> bool:
    """Whether a sentence begins with the hour of an entry, by its first word and the one behind."""
    return bool(_STAMP.fullmatch(form)) and behind.istitle() and (":" in form or behind.lower() not in _scales())


def _form(index: ReportIndex, token: int) -> str:
    return index.report.report.text[index.tokens.start[token] : index.tokens.end[token]]


@functools.cache
def _connectives() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "connectives.tsv", columns=1))


@functools.cache
def _scales() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "scales.tsv", columns=1))


@functools.cache
def _first_words() -> frozenset[str]:
    return frozenset(words.split()[0] for words in _connectives())
