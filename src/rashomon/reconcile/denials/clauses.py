"""Where a report may deny something: its attributions, sentence by sentence, and clauses that none of them has."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.model.annotation import Attribution, Force
from rashomon.model.spans import Span
from rashomon.reconcile.denials.force import refusable
from rashomon.reconcile.denials.verdicts import anaphors
from rashomon.reconcile.material.drafts import Clause, Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.tables import read_table

_DENY = frozenset({"deny", "dispute", "refute", "contest", "rebut", "repudiate"})
_PASSIVE = frozenset({"draw", "reach"})
"""Verbs of which who says nothing is the subject of a passive: "could not be reached"."""
_ARGUMENTS = frozenset({"acomp", "advmod", "attr", "auxpass", "dobj", "pobj", "prep", "prt"})
_LEADING = frozenset({"acomp", "prep"})
"""Dependents whose own arguments are looked at as well: "unavailable for comment", "laughed at the story"."""
_NOBODY = frozenset({"it", "that", "there", "this", "what", "which"})
_OPEN = frozenset({"denies", "rejects", "declines to comment"})
"""Forces of cues that deny, whatever is said after them."""
_Found = tuple[Force, Sequence[int], int | None]
"""The force of a clause that denies or says nothing, the tokens of its cue, and the head of what it answers."""


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
        content = next(iter(parts.values()), [])  # a mark behind the sentence is left out
        yield replace(attribution, content=tuple(content)) if content else attribution
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
    """Clauses in which somebody denies something, pleads innocent or says nothing, that no attribution has for its cue.

    Who denies has a subject of its own, or that of the clause it hangs on; "it was denied" has none.
    """
    tokens = index.tokens
    cues = [cue for attribution in index.report.annotation.attributions for cue in attribution.cue]
    told = {token for cue in cues for token in index.inside(cue)}
    clauses = [
        clause
        for unit in units
        for clause in unit.clauses
        if clause.head not in told and (tokens.lemma[clause.head] in _verbs() or _is_innocence(index, clause.object))
    ]
    speakers: dict[int, str] | None = None
    for clause in clauses:
        denied = None if clause.negated else _content(index, clause)
        found: _Found | None = _phrase(index, clause) if denied is None else ("denies", (clause.head,), denied)
        subject = _subject(index, clause) if found is not None else None
        if found is None or subject is None or tokens.lemma[subject].lower() in _NOBODY:
            continue
        if speakers is None:
            mentions = [
                (mention.span, actor.id) for actor in index.report.annotation.actors for mention in actor.mentions
            ]
            speakers = {token: actor for span, actor in mentions for token in index.inside(span)}
        force, cue, content = found
        if denied is not None and subject not in speakers:
            continue  # "plant denies blame", where "blame" may be read as a verb
        source = index.subtree(subject)
        below = index.subtree(content) if content is not None else []
        yield Attribution(
            source=(Span(tokens.start[source[0]], tokens.end[source[-1]]),) if subject < clause.head else (),
            cue=(Span(tokens.start[cue[0]], tokens.end[cue[-1]]),),
            content=(Span(tokens.start[below[0]], tokens.end[below[-1]]),) if below else (),
            kind="indirect",
            force=force,
            speaker=speakers.get(subject),
        )


def _phrase(index: ReportIndex, clause: Clause) -> _Found | None:
    """What a clause of one of the phrases of `answering_phrases.tsv` tells; None of another."""
    tokens = index.tokens
    below = [child for child in index.children(clause.head) if tokens.dep[child] in _ARGUMENTS]
    for child in below:  # those that come to hang on it are looked at in their turn
        below += [c for c in index.children(child) if tokens.dep[child] in _LEADING and tokens.dep[c] in _ARGUMENTS]
    for force, words, negative in _phrases().get(tokens.lemma[clause.head], ()):
        found = [child for child in below if tokens.lemma[child].lower() in words]
        none = clause.negated or any(tokens.lemma[c] == "no" for child in found for c in index.children(child))
        if len({tokens.lemma[child].lower() for child in found}) < len(words) or none != negative:
            continue
        if force == "denies":
            thing = next((c for c in below if tokens.dep[c] in {"dobj", "pobj"} and _is_said(index, c)), None)
            if thing is not None:
                return force, (clause.head,), thing
        else:
            return force, sorted({clause.head, *found}), None
    return None


def _is_innocence(index: ReportIndex, token: int | None) -> bool:
    return token is not None and index.tokens.lemma[token] == "innocence"


def _is_said(index: ReportIndex, noun: int) -> bool:
    """Whether the noun stands for what was said, or has a clause that says it: "rumours", "talk that he would go"."""
    tokens = index.tokens
    if anaphors().get(tokens.lemma[noun]):
        return True
    return any(
        tokens.dep[child] in {"acl", "ccomp"} and any(tokens.dep[c] == "mark" for c in index.children(child))
        for child in index.children(noun)
    )


def _content(index: ReportIndex, clause: Clause) -> int | None:
    """The head of what the clause denies: an object or a clause below "deny", "innocence", "guilty" of "not guilty"."""
    tokens = index.tokens
    if _is_innocence(index, clause.object):
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
    """The subject of the clause; of one without, as after "and" or of "denying", that of the clause it hangs on.

    Of "could not be reached" it is who was not reached.
    """
    tokens = index.tokens
    if clause.subject is not None:
        return clause.subject
    if clause.object is not None and tokens.dep[clause.object] == "nsubjpass":
        return clause.object if tokens.lemma[clause.head] in _PASSIVE else None
    above = tokens.head[clause.head]
    if tokens.dep[clause.head] in {"conj", "advcl"} and above != clause.head:
        return next((c for c in index.children(above) if tokens.dep[c] in {"nsubj", "nsubjpass"}), None)
    return None


@functools.cache
def _phrases() -> Mapping[str, tuple[tuple[Force, frozenset[str], bool], ...]]:
    """By the lemma of the verb: force, the words that must stand below it, whether one of them or it is negated."""
    found: dict[str, list[tuple[Force, frozenset[str], bool]]] = defaultdict(list)
    for force, verb, words, negated in read_table("rashomon.reconcile.data", "answering_phrases.tsv", columns=4):
        found[verb].append(
            ("denies" if force == "denies" else "declines to comment", frozenset(words.split()), negated == "not")
        )
    return {verb: tuple(rows) for verb, rows in found.items()}


@functools.cache
def _verbs() -> frozenset[str]:
    """Lemmas of verbs of clauses that may answer something."""
    return frozenset(_phrases()) | _DENY | {"plead"}
