"""The attributions of one report."""

from __future__ import annotations

import math

from rashomon.annotate.attributions.according import find_according
from rashomon.annotate.attributions.decode import Draft, Run, decode
from rashomon.annotate.attributions.features import Columns, columns
from rashomon.annotate.attributions.headlines import find_in_headlines
from rashomon.annotate.attributions.mend import find_deeds, mend
from rashomon.annotate.attributions.nested import find_nested
from rashomon.annotate.attributions.paragraphs import continue_quotations
from rashomon.annotate.attributions.transcripts import read_transcript
from rashomon.annotate.attributions.weights import Weights, load_weights
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.spans import Span
from rashomon.settings import AttributionSettings

_EDGE = " \u00a0\t,;:–—"


def find_attributions(parsed: ParsedReport, *, settings: AttributionSettings) -> tuple[FoundAttribution, ...]:
    """Return the attributions of the headline, the standfirst and the body, in the order of their content.

    Spans are in code points of the report's text; several content spans are one utterance ("…," she said. "…"), an
    empty source is one that the report leaves unsaid. `confidence` is the calibrated probability that source and
    content are right.
    """
    seen = columns(parsed, longest=settings.longest_window)
    if not seen.windows:
        return ()
    weights = load_weights()
    drafts = decode(seen, weights, cue_threshold=settings.cue_threshold, longest_part=settings.longest_part)
    continue_quotations(drafts, seen)
    drafts = read_transcript(parsed.report, drafts, seen)
    drafts = [draft for draft in drafts if not _adds_a_thing(draft, seen, parsed)]
    found = [_found(draft, seen, parsed.report.text, weights, settings) for draft in drafts]
    found = [one for one in found if one.content and one.confidence >= settings.least_confidence]
    found = mend(parsed, found)
    found += find_deeds(parsed, found, confidence=settings.deed_confidence)
    found += find_according(parsed, found, confidence=settings.according_confidence)
    found += find_in_headlines(parsed, found, confidence=settings.headline_confidence)
    found += find_nested(parsed, found, confidence=settings.nested_confidence)
    found = [one for one in found if one.confidence >= settings.least_confidence]
    return tuple(sorted(found, key=lambda one: (one.content, one.cue)))


def _adds_a_thing(draft: Draft, seen: Columns, parsed: ParsedReport) -> bool:
    """Whether the cue is "add" with an object in place of words ("added a field goal"): in the PolNeAR corpus 1 such
    verb of 38 is a cue, but elsewhere the model takes it for one.
    """
    first, last = draft.cue
    for token in parsed.doc.char_span(int(seen.start[first]), int(seen.end[last - 1]), alignment_mode="expand") or ():
        if token.lemma_ == "add":
            below = {child.dep_ for child in token.children}
            quoted = any((seen.quote[a:b] >= 6).any() for a, b in draft.content)
            return "dobj" in below and not below & {"ccomp", "parataxis"} and not quoted
    return False


def _found(draft: Draft, seen: Columns, text: str, weights: Weights, settings: AttributionSettings) -> FoundAttribution:
    confidence = settings.transcript_confidence
    if draft.evidence:
        *factors, constant = weights.layers["confidence"].tolist()
        score = constant + sum(factor * value for factor, value in zip(factors, draft.evidence, strict=True))
        confidence = round(1 / (1 + math.exp(-score)), 3)
    return FoundAttribution(
        source=_spans(draft.source, seen, text),
        cue=_spans([draft.cue], seen, text),
        content=_spans(draft.content, seen, text),
        confidence=confidence,
    )


def _spans(runs: list[Run], seen: Columns, text: str) -> tuple[Span, ...]:
    """The spans of runs of words, without a comma, colon or dash at their edges; what is nothing but edge stays."""
    out = []
    for first, last in sorted(runs):
        start, end = int(seen.start[first]), int(seen.end[last - 1])
        piece = text[start:end]
        left, right = len(piece) - len(piece.lstrip(_EDGE)), len(piece) - len(piece.rstrip(_EDGE))
        if left + right < len(piece):
            out.append(Span(start + left, end - right))
        elif piece:
            out.append(Span(start, end))
    return tuple(out)
