"""Attributions inside the content of another: "the paper reported that officials had said …".

The corpus that the model learns from is flat, so what stands inside a content is read off the dependency tree: a verb
of saying with a subject and a clause, outside quotation marks, where a speaker's "I think" is no further source.
Chains of sources are built on these.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from typing import Any

from rashomon.annotate.attributions.mend import words_for
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.spans import Span
from rashomon.tables import read_table

_QUOTATION_MARK = re.compile(r"[\"“”«»‘]|''")
_NOT_SAYING = ("believes", "suggests")


def find_nested(parsed: ParsedReport, found: list[FoundAttribution], *, confidence: float) -> list[FoundAttribution]:
    """Return the attributions inside unquoted contents of `found`; each gets `confidence` times that of its host."""
    at = {token.idx: token for token in parsed.doc if token.pos_ == "VERB" and token.lemma_ in _verbs()}
    starts = sorted(at)
    taken = {start for one in found for span in one.cue for start in range(span.start, span.end)}
    out = []
    for host in found:
        for span in host.content:
            if _QUOTATION_MARK.search(parsed.report.text, span.start, span.end):
                continue
            for start in _between(starts, span):
                nested = None if start in taken else _read(at[start], span)
                if nested is not None:
                    source, cue, content = nested
                    sure = round(confidence * host.confidence, 3)
                    taken.add(start)
                    out.append(FoundAttribution(source=(source,), cue=(cue,), content=(content,), confidence=sure))
    return out


@functools.cache
def _verbs() -> frozenset[str]:
    rows = read_table("rashomon.annotate.data", "force-cues.tsv", columns=3)
    return frozenset(lemma for lemma, part, force in rows if part == "VERB" and force not in _NOT_SAYING)


def _between(starts: list[int], span: Span) -> list[int]:
    return starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def _read(verb: Any, host: Span) -> tuple[Span, Span, Span] | None:
    """Source, cue and content of a verb with a subject and a clause after it, all inside `host`."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None)
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    if subject is None or clause is None or subject.tag_ in ("WDT", "WP"):
        return None
    if verb.lemma_ in words_for("showing") and not _is_voice(subject):
        return None
    source, content = _span(subject), _span(clause)
    if content.start < verb.idx or not host.contains(source) or not host.contains(content):
        return None
    return source, Span(verb.idx, verb.idx + len(verb)), content


def _is_voice(subject: Any) -> bool:
    """Whether a subject is somebody or a body that speaks, and no thing: "the survey showed", not "her notes
    showed"."""
    return subject.pos_ in ("PRON", "PROPN") or bool({subject.lower_, subject.lemma_.lower()} & _roles())


@functools.cache
def _roles() -> frozenset[str]:
    rows = read_table("rashomon.annotate.data", "title-roles.tsv", columns=4)
    return frozenset(noun for noun, *_ in rows)


def _span(head: Any) -> Span:
    """The text under a word, without punctuation at its end."""
    words = [token for token in head.doc[head.left_edge.i : head.right_edge.i + 1] if not token.is_space]
    while len(words) > 1 and words[-1].is_punct and not words[-1].is_quote:
        words.pop()
    return Span(words[0].idx, words[-1].idx + len(words[-1]))
