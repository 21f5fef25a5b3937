"""A sentence's clauses: who does what to whom, and the stretch of text that says so."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rashomon.model.annotation import AnnotatedReport, Tokens
from rashomon.model.spans import Span
from rashomon.reconcile.material.drafts import Clause

_OPENS = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "csubj", "pcomp", "acl"})
"""ClearNLP labels under which a verb opens a clause of its own."""
_APART = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
"""Clauses that state a fact of their own: the span of the clause above leaves them out."""
_SUBJECT = ("csubj", "expl", "nsubj")
_OBJECT = ("nsubjpass", "attr", "dative", "dobj", "oprd")
"""Labels of what is shown as a clause's subject and object, those that come before others first."""
_ROLES = frozenset({*_SUBJECT, *_OBJECT, "neg"})
_VERBS = ("VERB", "AUX")


def find_clauses(item: AnnotatedReport, first: int, last: int, terms: tuple[str, ...]) -> tuple[Clause, ...]:
    """Return the clauses of the sentence over tokens `first` to `last` (exclusive), in order of their heads.

    A sentence without a verb is one clause. A clause's span has what depends on it, without complement clauses and
    co-ordinated clauses, which are clauses of their own. `terms` are the canonical terms of the report's tokens.
    """
    tokens = item.annotation.tokens
    deps, above = tokens.dep[first:last], tokens.head[first:last]
    opened = {
        index
        for index, dep, pos in zip(range(first, last), deps, tokens.pos[first:last], strict=True)
        if dep in _OPENS and (dep == "ROOT" or pos in _VERBS)
    } or {first}
    roles: dict[int, dict[str, int]] = {head: {} for head in opened}  # the first dependent of each label
    for index, dep, head in zip(range(first, last), deps, above, strict=True):
        if dep in _ROLES and head in roles and head != index:
            roles[head].setdefault(dep, index)
    reaches = _reaches(tokens, first, last, opened)
    out = []
    for head in sorted(opened):
        low, high = reaches[head]
        found = roles[head]
        out.append(
            Clause(
                span=_trim(item, low, high),
                head=head,
                predicate=terms[head] or tokens.lemma[head],
                subject=next((found[label] for label in _SUBJECT if label in found), None),
                object=next((found[label] for label in _OBJECT if label in found), None),
                negated="neg" in found,
            )
        )
    return tuple(out)


def _reaches(tokens: Tokens, first: int, last: int, opened: Set[int]) -> dict[int, tuple[int, int]]:
    """The first and the last token of each clause of a sentence, by its head."""
    if len(opened) == 1:
        return dict.fromkeys(opened, (first, last - 1))
    above = tokens.head[first:last]
    apart = {head for head in opened if tokens.dep[head] in _APART}
    owner = _climb(above, first, opened)
    owned = _edges(owner, first)
    if len(apart) == len(opened):
        return owned
    teller = _climb(above, first, apart)
    shown = _edges(teller, first)
    return {head: (shown if teller[head - first] == head else owned)[head] for head in opened}


def _climb(heads: Sequence[int], first: int, stops: Set[int]) -> list[int]:
    """Return for each token of a sentence the nearest of `stops` at or above it; the first stop where there is none.

    `heads` are the syntactic heads of the sentence's tokens, of which `first` is the first one.
    """
    last = first + len(heads)
    none = min(stops, default=first)
    out = [-1] * len(heads)
    for stop in stops:
        out[stop - first] = stop
    for place, above in enumerate(heads):
        if out[place] >= 0:
            continue
        if first <= above < last and out[above - first] >= 0:
            out[place] = out[above - first]
            continue
        here, path = place, []
        while out[here] < 0:
            out[here] = none  # also where heads run in a circle, or out of the sentence
            path.append(here)
            if first <= heads[here] < last:
                here = heads[here] - first
        for token in path:
            out[token] = out[here]
    return out


def _edges(stops: Sequence[int], first: int) -> dict[int, tuple[int, int]]:
    """The first and the last token of each stop."""
    highs = dict(zip(stops, range(first, first + len(stops)), strict=True))
    lows = dict(zip(reversed(stops), range(first + len(stops) - 1, first - 1, -1), strict=True))
    return {stop: (low, highs[stop]) for stop, low in lows.items()}


def _trim(item: AnnotatedReport, low: int, high: int) -> Span:
    """Return the span over tokens `low` to `high` (included) without punctuation and conjunctions at its edges."""
    tokens = item.annotation.tokens
    a, b = low, high
    while a < b and (tokens.pos[a] in ("PUNCT", "CCONJ") and tokens.tag[a] not in ("``", "-LRB-", "$")):
        a += 1
    while b > a and (tokens.pos[b] in ("PUNCT", "CCONJ") and tokens.tag[b] not in ("''", "-RRB-")):
        b -= 1
    return Span(tokens.start[a], tokens.end[b])
