"""Sources after "according to" that the span finder passed over, mostly because it took another cue of the sentence.

Of 44 such phrases in the PolNeAR corpus's validation month 41 are cues; the finder has 37 of these.
"""

from __future__ import annotations

from typing import Any

from rashomon.annotate.attributions.features import ROLES
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.spans import Span

_NO_ACCOUNT = frozenset({"plan", "rule", "need", "size", "schedule", "taste", "ability", "standard", "principle"})
"""What something is done according to, without its saying anything."""


def find_according(parsed: ParsedReport, found: list[FoundAttribution], *, confidence: float) -> list[FoundAttribution]:
    """Return an attribution for each "according to SOURCE" of the text that is no cue of `found`.

    The content is the rest of the clause that the phrase belongs to, before or after it. Linear in tokens.
    """
    taken = {start for one in found for span in (*one.cue, *one.source) for start in range(span.start, span.end)}
    out = []
    for token in parsed.doc:
        if token.lower_ != "according" or token.idx in taken:
            continue
        block = parsed.block(token.i)
        if block is None or block.role not in ROLES:
            continue
        attribution = _read(token, confidence)
        if attribution is not None:
            out.append(attribution)
    return out


def _read(according: Any, confidence: float) -> FoundAttribution | None:
    to = next((child for child in according.children if child.lower_ == "to" and child.i == according.i + 1), None)
    noun = next((child for child in (to.children if to is not None else ()) if child.dep_ == "pobj"), None)
    if to is None or noun is None or noun.lemma_.lower() in _NO_ACCOUNT:
        return None
    sentence = according.sent
    last = noun.right_edge
    content = _trimmed(according.doc, *_rest(according, last, sentence))
    if content is None:
        return None
    source = _trimmed(according.doc, noun.left_edge.i, last.i + 1)
    if source is None:
        return None
    cue = Span(according.idx, to.idx + len(to))
    return FoundAttribution(source=(source,), cue=(cue,), content=(content,), confidence=confidence)


def _rest(according: Any, last: Any, sentence: Any) -> tuple[int, int]:
    """First token and the one after the last of what the phrase vouches for: the clause it stands in, less itself."""
    clause = according.head
    while (clause.pos_ not in ("VERB", "AUX") or clause.dep_ in ("conj", "advcl")) and clause.head.i != clause.i:
        clause = clause.head
    first, stop = clause.left_edge.i, clause.right_edge.i + 1
    if according.i <= first or all(not token.is_alpha for token in according.doc[first : according.i]):
        return last.i + 1, max(stop, sentence.end if last.i + 1 >= stop else stop)
    return first, according.i


def _trimmed(doc: Any, first: int, stop: int) -> Span | None:
    """The text from one token to another without punctuation and space at its edges; None when nothing is left."""
    tokens = list(doc[first:stop])
    while tokens and (tokens[-1].is_space or (tokens[-1].is_punct and not tokens[-1].is_quote)):
        tokens.pop()
    while tokens and (tokens[0].is_space or (tokens[0].is_punct and not tokens[0].is_quote)):
        tokens.pop(0)
    if not any(token.is_alpha or token.like_num for token in tokens):
        return None
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
