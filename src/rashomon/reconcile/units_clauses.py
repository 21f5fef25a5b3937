"""A sentence's clauses: who does what to whom, and the stretch of text that says so."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.spans import Span
from rashomon.reconcile.drafts import Clause

_OPENS = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "csubj", "pcomp", "acl"})
"""ClearNLP labels under which a verb opens a clause of its own."""
_APART = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
"""Clauses that state a fact of their own: the span of the clause above leaves them out."""
_SUBJECT = frozenset({"nsubj", "csubj", "expl"})
_OBJECT = frozenset({"dobj", "attr", "dative", "oprd"})


def find_clauses(item: AnnotatedReport, first: int, last: int, terms: tuple[str, ...]) -> tuple[Clause, ...]:
    """Return the clauses of the sentence over tokens `first` to `last` (exclusive), in order of their heads.

    A sentence without a verb is one clause. A clause's span has what depends on it, without complement clauses and
    co-ordinated clauses, which are clauses of their own. `terms` are the canonical terms of the report's tokens.
    """
    tokens = item.annotation.tokens
    heads = [
        index
        for index in range(first, last)
        if (tokens.dep[index] in _OPENS and tokens.pos[index] in ("VERB", "AUX")) or tokens.dep[index] == "ROOT"
    ]
    opened = set(heads) or {first}
    apart = {head for head in opened if tokens.dep[head] in _APART}
    owned: dict[int, list[int]] = {}
    shown: dict[int, list[int]] = {}
    below: dict[int, list[int]] = {}
    for index in range(first, last):
        owned.setdefault(_climb(tokens.head, index, first, last, opened), []).append(index)
        shown.setdefault(_climb(tokens.head, index, first, last, apart), []).append(index)
        if tokens.head[index] != index:
            below.setdefault(tokens.head[index], []).append(index)
    out = []
    for head in sorted(opened):
        top = _climb(tokens.head, head, first, last, apart)
        span_tokens = (shown if top == head else owned)[head]
        roles = {tokens.dep[i]: i for i in reversed(below.get(head, ()))}
        object_ = roles.get("nsubjpass", next((roles[r] for r in sorted(_OBJECT) if r in roles), None))
        out.append(
            Clause(
                span=_trim(item, min(span_tokens), max(span_tokens)),
                head=head,
                predicate=terms[head] or tokens.lemma[head],
                subject=next((roles[r] for r in sorted(_SUBJECT) if r in roles), None),
                object=object_,
                negated="neg" in roles,
            )
        )
    return tuple(out)


def _climb(head: Sequence[int], index: int, first: int, last: int, stops: set[int]) -> int:
    """Return the nearest of `stops` at or above the token; the sentence's first stop where there is none."""
    here = index
    for _ in range(last - first):
        if here in stops:
            return here
        above = head[here]
        if above == here or not first <= above < last:
            break
        here = above
    return min(stops) if stops else first


def _trim(item: AnnotatedReport, low: int, high: int) -> Span:
    """Return the span over tokens `low` to `high` (included) without punctuation and conjunctions at its edges."""
    tokens = item.annotation.tokens
    a, b = low, high
    while a < b and (tokens.pos[a] in ("PUNCT", "CCONJ") and tokens.tag[a] not in ("``", "-LRB-", "$")):
        a += 1
    while b > a and (tokens.pos[b] in ("PUNCT", "CCONJ") and tokens.tag[b] not in ("''", "-RRB-")):
        b -= 1
    return Span(tokens.start[a], tokens.end[b])
