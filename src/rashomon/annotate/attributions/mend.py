"""What the span finder marks by habit is put right by the words themselves: stamps of time, swallowed neighbours, deeds
that are denied, and verbs that tell of a greeting or a quarrel and quote nothing.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import Any

from rashomon.annotate.attributions.features import ROLES
from rashomon.annotate.attributions.headlines import is_label
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.spans import Span
from rashomon.tables import read_table

_HALF = r"[aApP]\.?[mM]\b\.?"
_ZONE = r"(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|IST)\b"
_COUNTED = r"(?:%|per ?cent\b|percent\b|(?:thousand|million|billion|trillion|[mb]n)\b)"
_STAMP = re.compile(
    rf"(?:\d{{1,2}}:\d\d(?!\d)(?:\s?{_HALF})?(?:\s?{_ZONE})?|\d{{1,2}}\.\d\d\s?(?:{_HALF}(?:\s?{_ZONE})?|{_ZONE})|\d{{4}}\s?GMT)"
    rf"\s*[:|–—-]?\s+(?=\S)(?!{_COUNTED})"
)
"""A time of day that stands before an entry of a live page; a dot without "am", "pm" or a zone is of a number."""
_BETWEEN = re.compile(r"[\s,]*")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BREAKS = frozenset({"conj", "cc", "punct", "parataxis"})


@functools.cache
def words_for(use: str) -> frozenset[str]:
    """The lemmas that attribution-words.tsv gives for a use."""
    rows = read_table("rashomon.annotate.data", "attribution-words.tsv", columns=2)
    return frozenset(word for word, kind in rows if kind == use)


def mend(parsed: ParsedReport, found: list[FoundAttribution]) -> list[FoundAttribution]:
    """Return the attributions with their spans put right and without those that quote nothing. Linear in tokens."""
    starts = {block.span.start for block in parsed.report.blocks}
    out = []
    for one in found:
        if _is_greeting(parsed, one) or _is_quarrel(parsed, one) or is_label(parsed, one):
            continue
        one = _without_stamp(parsed.report.text, one, starts)
        one = _apart(parsed, one)
        one = _without_verb(parsed, one)
        out.append(_whole_deed(parsed, one))
    return out


def find_deeds(parsed: ParsedReport, found: list[FoundAttribution], *, confidence: float) -> list[FoundAttribution]:
    """Return an attribution for each "SOURCE denied doing it" that is no cue of `found`.

    "Denied burning houses" is parsed as if the houses were burning: what counts is the gerund right behind the verb.
    """
    taken = {at for one in found for span in (*one.cue, *one.content) for at in range(span.start, span.end)}
    out = []
    for token in parsed.doc:
        if token.pos_ != "VERB" or token.lemma_ not in words_for("deed") or token.idx in taken:
            continue
        block = parsed.block(token.i)
        subject = next((child for child in token.children if child.dep_ == "nsubj" and child.i < token.i), None)
        if block is None or block.role not in ROLES or subject is None or not _gerund_behind(token):
            continue
        source = _trimmed(parsed.doc, subject.left_edge.i, subject.right_edge.i + 1)
        content = _trimmed(parsed.doc, token.i + 1, _end_of_object(token))
        if source is not None and content is not None:
            cue = Span(token.idx, token.idx + len(token))
            out.append(FoundAttribution(source=(source,), cue=(cue,), content=(content,), confidence=confidence))
    return out


def _gerund_behind(verb: Any) -> bool:
    """Whether a gerund follows at once; what somebody is denied ("denied existing customers a refund") has two
    objects."""
    if verb.i + 1 >= len(verb.doc) or verb.nbor().tag_ != "VBG":
        return False
    below = [child.dep_ for child in verb.children]
    return "dative" not in below and below.count("dobj") < 2 and "auxpass" not in below


def _end_of_object(verb: Any) -> int:
    """One past the last token of what hangs on a verb behind it, before a mark or a second verb joined to it."""
    end = verb.i + 2
    for child in verb.children:
        if child.i > verb.i:
            if child.dep_ in _BREAKS:
                break
            end = max(end, child.right_edge.i + 1)
    return int(end)


def _is_greeting(parsed: ParsedReport, one: FoundAttribution) -> bool:
    """Whether the content is nobody's words but the one who was greeted: "congratulated Roe"."""
    if not _cue(parsed, one, "greeting"):
        return False
    return all(
        token.pos_ in ("PROPN", "PRON", "DET", "ADJ", "NOUN", "CCONJ", "PUNCT", "PART", "SPACE", "NUM")
        and not token.is_quote
        for span in one.content
        for token in _tokens(parsed, span)
    )


def _is_quarrel(parsed: ParsedReport, one: FoundAttribution) -> bool:
    """Whether what is disputed is a place and not what somebody says: "have disputed the valley since 1994"."""
    cue = _cue(parsed, one, "territory")
    if cue is None or len(one.content) != 1:
        return False
    tokens = _tokens(parsed, one.content[0])
    heads = [token for token in tokens if token.head.i == cue.i and token.dep_ == "dobj"]
    return any(token.ent_type_ in _PLACES or token.lemma_.lower() in _lands() for token in heads)


@functools.cache
def _lands() -> frozenset[str]:
    rows = read_table("rashomon.annotate.data", "place-features.tsv", columns=4)
    return frozenset(word for word, _, kind, _ in rows if kind in ("region", "area", "water", "city")) | {
        "territory",
        "border",
        "land",
    }


def _without_stamp(text: str, one: FoundAttribution, starts: set[int]) -> FoundAttribution:
    """The attribution without the time of day before its source, or before a content that opens a paragraph."""
    source = tuple(_cut_stamp(text, span) for span in one.source)
    content = tuple(_cut_stamp(text, span) if span.start in starts else span for span in one.content)
    return one if (source, content) == (one.source, one.content) else replace(one, source=source, content=content)


def _cut_stamp(text: str, span: Span) -> Span:
    stamp = _STAMP.match(text, span.start, span.end)
    return Span(stamp.end(), span.end) if stamp and stamp.end() < span.end else span


def _apart(parsed: ParsedReport, one: FoundAttribution) -> FoundAttribution:
    """The attribution with the person right before its cue, where the source swallowed another before a comma.

    "…, former judge Jane Roe, council president Ann Doe said": an apposition would be closed by a comma (The Chicago
    Manual of Style, 6.28), so Roe belongs to what is said before.
    """
    if len(one.source) != 1 or len(one.cue) != 1 or parsed.report.text[one.source[0].end : one.cue[0].start].strip():
        return one
    tokens = _tokens(parsed, one.source[0])
    comma = next((at for at in range(len(tokens) - 2, 0, -1) if tokens[at].text == ","), 0)
    if not comma:
        return one
    before, after = tokens[comma - 1], tokens[comma + 1 :]
    if before.ent_type_ != "PERSON" or after[-1].ent_type_ != "PERSON" or before.text == after[-1].text:
        return one
    if any(token.tag_ in ("CC", "WP", "WDT", "IN") or token.pos_ in ("VERB", "AUX") for token in after):
        return one  # "Jane Roe, spokeswoman for Ann Doe said"
    start, end = one.source[0].start, before.idx + len(before)
    content = tuple(
        Span(span.start, end) if span.end <= start and _BETWEEN.fullmatch(parsed.report.text, span.end, start) else span
        for span in one.content
    )
    return replace(one, source=(Span(after[0].idx, one.source[0].end),), content=content)


def _without_verb(parsed: ParsedReport, one: FoundAttribution) -> FoundAttribution:
    """The attribution of a headline without the first of two verbs in its source: "Roe party rejects" of "Roe party
    rejects result, calls vote a fraud"."""
    if len(one.source) != 1 or not one.cue or not parsed.report.text[one.source[0].end : one.cue[0].start].strip():
        return one
    tokens = _tokens(parsed, one.source[0])
    block = parsed.block(tokens[0].i) if tokens else None
    if block is None or block.role != "headline" or one.source[0].end > one.cue[0].start:
        return one
    last = tokens[-1]
    if len(tokens) < 2 or not (last.tag_ == "VBZ" or last.lower_.removesuffix("s") in _verbs()):
        return one
    return replace(one, source=(Span(one.source[0].start, tokens[-2].idx + len(tokens[-2])),))


@functools.cache
def _verbs() -> frozenset[str]:
    rows = read_table("rashomon.annotate.data", "force-cues.tsv", columns=3)
    return frozenset(lemma for lemma, part, _ in rows if part == "VERB")


def _whole_deed(parsed: ParsedReport, one: FoundAttribution) -> FoundAttribution:
    """The attribution with a gerund that the cue took given back to the content: "denied | ordering the raid"."""
    if len(one.cue) != 1 or not one.content or not parsed.report.text[one.cue[0].end : one.content[0].start].isspace():
        return one
    tokens = _tokens(parsed, one.cue[0])
    if len(tokens) < 2 or tokens[-1].tag_ != "VBG" or tokens[-2].lemma_ not in words_for("deed"):
        return one
    first, *others = one.content
    return replace(
        one,
        cue=(Span(one.cue[0].start, tokens[-2].idx + len(tokens[-2])),),
        content=(Span(tokens[-1].idx, first.end), *others),
    )


def _cue(parsed: ParsedReport, one: FoundAttribution, use: str) -> Any:
    """The verb of the cue that has a use, None without one."""
    return next(
        (
            token
            for span in one.cue
            for token in _tokens(parsed, span)
            if token.pos_ == "VERB" and token.lemma_ in words_for(use)
        ),
        None,
    )


def _tokens(parsed: ParsedReport, span: Span) -> list[Any]:
    piece = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    return [] if piece is None else [token for token in piece if not token.is_space]


def _trimmed(doc: Any, first: int, stop: int) -> Span | None:
    """The text of tokens [first, stop) without punctuation and space at its edges; None when nothing is left."""
    tokens = list(doc[first:stop])
    while tokens and (tokens[-1].is_space or tokens[-1].is_punct):
        tokens.pop()
    while tokens and (tokens[0].is_space or tokens[0].is_punct):
        tokens.pop(0)
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None
