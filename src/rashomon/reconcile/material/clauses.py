"""A sentence's clauses: who does what to whom, and the stretch of text that says so."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.spans import Span
from rashomon.reconcile.material.drafts import Clause

_OPENS = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "csubj", "pcomp", "acl"})
"""ClearNLP labels under which a verb opens a clause of its own."""
_APART = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
"""Clauses that state a fact of their own: the span of the clause above leaves them out."""
_SUBJECT = ("csubj", "expl", "nsubj")
_OBJECT = ("nsubjpass", "attr", "dative", "dobj", "oprd")
"""Labels of what is shown as a clause's subject and object, those that come before others first."""


def find_clauses(item: AnnotatedReport, first: int, last: int, terms: tuple[str, ...]) -> tuple[Clause, ...]:
    """Return the clauses of the sentence over tokens `first` to `last` (exclusive), in order of their heads.

    A sentence without a verb is one clause. A clause's span has what depends on it, without complement clauses and
    co-ordinated clauses, which are clauses of their own. `terms` are the canonical terms of the report's tokens.
    """
    tokens = item.annotation.tokens
    inside = range(first, last)
    deps, above = tokens.dep[first:last], tokens.head[first:last]
    opened = {
        index
        for index, dep, pos in zip(inside, deps, tokens.pos[first:last], strict=True)
        if dep == "ROOT" or (dep in _OPENS and pos in ("VERB", "AUX"))
    } or {first}
    apart = {head for head in opened if tokens.dep[head] in _APART}
    owner = _climb(above, first, opened)
    teller = owner if len(apart) == len(opened) else _climb(above, first, apart)
    roles: dict[int, dict[str, int]] = {head: {} for head in opened}  # the first dependent of each label
    for index, dep, head in zip(inside, deps, above, strict=True):
        if head in roles and head != index:
            roles[head].setdefault(dep, index)
    owned = _reaches(owner, first)
    shown = owned if teller is owner else _reaches(teller, first)
    out = []
    for head in sorted(opened):
        low, high = (shown if teller[head - first] == head else owned)[head]
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


def _climb(heads: Sequence[int], first: int, stops: Set[int]) -> list[int]:
    """Return for each token of a sentence the nearest of `stops` at or above it; the first stop where there is none.

    `heads` are the syntactic heads of the sentence's tokens, of which `first` is the first one.
    """
    last = first + len(heads)
    none = min(stops, default=first)
    out = [-1] * len(heads)
    for stop in stops:
        out[stop - first] = stop
    for index in range(first, last):
        above = heads[index - first]
        if out[index - first] < 0 and first <= above < last and out[above - first] >= 0:
            out[index - first] = out[above - first]
            continue
        here, path = index, []
        while out[here - first] < 0:
            out[here - first] = none  # also where heads run in a circle, or out of the sentence
            path.append(here)
            head = heads[here - first]
            if first <= head < last:
                here = head
        for token in path:
            out[token - first] = out[here - first]
    return out


def _reaches(stops: Sequence[int], first: int) -> dict[int, tuple[int, int]]:
    """The first and the last token of each stop."""
    lows: dict[int, int] = {}
    highs: dict[int, int] = {}
    for token, stop in enumerate(stops, first):
        lows.setdefault(stop, token)
        highs[stop] = token
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
