"""Where a report may deny something: its attributions, sentence by sentence, and clauses that none of them has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.model.annotation import Attribution
from rashomon.model.spans import Span
from rashomon.reconcile.denials.force import refusable
from rashomon.reconcile.material.drafts import Clause, Unit
from rashomon.reconcile.material.report_index import ReportIndex

_DENY = frozenset({"deny", "dispute", "refute", "contest", "rebut", "repudiate"})
_OPEN = frozenset({"denies", "rejects", "declines to comment"})
"""Forces of cues that deny, whatever is said after them."""


def find_utterances(index: ReportIndex, units: Sequence[Unit]) -> Iterator[Attribution]:
    """Yield the attributions of the report, a quotation of several sentences cut into these, and denying clauses."""
    for attribution in index.report.annotation.attributions:
        if attribution.force in _OPEN:
            yield attribution
        else:
            yield from _by_sentence(units, attribution)
    yield from _denying_clauses(index, units)


def _by_sentence(units: Sequence[Unit], attribution: Attribution) -> Iterator[Attribution]:
    """The attribution once for each sentence of its content; source and cue stay with the sentence that has them."""
    parts: dict[int, list[Span]] = {}
    for span in attribution.content:
        place = max(0, bisect_right(units, span.start, key=lambda unit: unit.span.start) - 1)
        while place < len(units) and units[place].span.start < span.end:
            low, high = max(span.start, units[place].span.start), min(span.end, units[place].span.end)
            if low < high:
                parts.setdefault(place, []).append(Span(low, high))
            place += 1
    if len(parts) < 2:
        yield attribution
        return
    for place, content in parts.items():
        here = units[place].span
        yield replace(
            attribution,
            source=tuple(span for span in attribution.source if span.overlaps(here)),
            cue=tuple(span for span in attribution.cue if span.overlaps(here)),
            content=tuple(content),
        )


def _denying_clauses(index: ReportIndex, units: Sequence[Unit]) -> Iterator[Attribution]:
    """Clauses in which an actor denies something or pleads innocent, where no attribution has the verb for its cue."""
    tokens = index.tokens
    cues = [cue for attribution in index.report.annotation.attributions for cue in attribution.cue]
    told = {token for cue in cues for token in index.inside(cue)}
    clauses = [clause for unit in units for clause in unit.clauses if clause.head not in told and not clause.negated]
    denying = [(clause, _content(index, clause)) for clause in clauses]
    found = [(clause, content) for clause, content in denying if content is not None]
    mentions = [(mention.span, actor.id) for actor in index.report.annotation.actors for mention in actor.mentions]
    speakers = {token: actor for span, actor in mentions for token in index.inside(span)} if found else {}
    for clause, content in found:
        subject = _subject(index, clause)
        if subject in speakers and subject is not None:
            source, inside = index.subtree(subject), index.subtree(content)
            yield Attribution(
                source=(Span(tokens.start[source[0]], tokens.end[source[-1]]),) if subject < clause.head else (),
                cue=(Span(tokens.start[clause.head], tokens.end[clause.head]),),
                content=(Span(tokens.start[inside[0]], tokens.end[inside[-1]]),),
                kind="indirect",
                force="denies",
                speaker=speakers[subject],
            )


def _content(index: ReportIndex, clause: Clause) -> int | None:
    """The head of what the clause denies: an object or a clause below "deny", "innocence", "guilty" of "not guilty"."""
    tokens = index.tokens
    if clause.object is not None and tokens.lemma[clause.object] == "innocence":
        return clause.object
    below = index.children(clause.head)
    if tokens.lemma[clause.head] == "plead":
        return next((c for c in below if tokens.lemma[c] == "guilty" and tokens.lemma[c - 1] in {"not", "n't"}), None)
    if tokens.lemma[clause.head] not in _DENY or any(tokens.dep[child] == "auxpass" for child in below):
        return None
    if tokens.tag[clause.head] == "VBN" and not any(tokens.dep[child] == "aux" for child in below):
        return None
    if clause.object is not None and tokens.dep[clause.object] != "nsubjpass":
        return clause.object if tokens.lemma[clause.object] not in refusable() else None
    return next((child for child in below if tokens.dep[child] in {"ccomp", "xcomp"}), None)


def _subject(index: ReportIndex, clause: Clause) -> int | None:
    """The subject of the clause; of one without, as after "and" or of "denying", that of the clause it hangs on."""
    if clause.subject is not None:
        return clause.subject
    tokens = index.tokens
    above = tokens.head[clause.head]
    if tokens.dep[clause.head] in {"conj", "advcl"} and above != clause.head:
        return next((c for c in index.children(above) if tokens.dep[c] in {"nsubj", "nsubjpass"}), None)
    return None
