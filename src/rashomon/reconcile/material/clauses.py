"""A sentence's clauses: who does what to whom, and the stretch of text that says so."""

from __future__ import annotations

from collections.abc import Sequence

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
_MARKS = ("PUNCT", "CCONJ")


def find_clauses(item: AnnotatedReport, first: int, last: int, terms: tuple[str, ...]) -> tuple[Clause, ...]:
    """Return the clauses of the sentence over tokens `first` to `last` (exclusive), in order of their heads.

    A sentence without a verb is one clause. A clause's span has what depends on it, without complement clauses and
    co-ordinated clauses, which are clauses of their own. `terms` are the canonical terms of the report's tokens.
    """
    tokens = item.annotation.tokens
    deps, above, parts = tokens.dep[first:last], tokens.head[first:last], tokens.pos[first:last]
    opened = [
        first + place for place, dep in enumerate(deps) if dep in _OPENS and (dep == "ROOT" or parts[place] in _VERBS)
    ] or [first]
    roles: dict[int, dict[str, int]] = {head: {} for head in opened}  # the first dependent of each label
    for place in [place for place, dep in enumerate(deps) if dep in _ROLES]:
        head = above[place]
        if head in roles and head != first + place:
            roles[head].setdefault(deps[place], first + place)
    reaches = _reaches(deps, above, first, opened)
    out = []
    for head in opened:
        low, high = reaches[head]
        found = roles[head]
        out.append(
            Clause(
                _trim(tokens, low, high),
                head,
                terms[head] or tokens.lemma[head],
                next((found[label] for label in _SUBJECT if label in found), None) if found else None,
                next((found[label] for label in _OBJECT if label in found), None) if found else None,
                "neg" in found,
            )
        )
    return tuple(out)


def _reaches(
    deps: Sequence[str], above: Sequence[int], first: int, opened: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """The first and the last token of each clause of a sentence, by its head; `opened` are the heads, rising."""
    if len(opened) == 1:
        return dict.fromkeys(opened, (first, first + len(above) - 1))
    owner = _climb(above, first, opened)
    reaches = _edges(owner, first)
    apart = {head for head in opened if deps[head - first] in _APART}
    whole = dict(reaches)
    for head in opened if apart else ():
        over = head
        for _ in opened:  # no longer: heads may run in a circle
            if over in apart:
                break
            up = above[over - first] - first
            over = owner[up] if 0 <= up < len(above) else head
        if over in apart and over != head:
            low, high = reaches[head]
            least, most = whole[over]
            whole[over] = min(low, least), max(high, most)
    return whole


def _climb(heads: Sequence[int], first: int, stops: Sequence[int]) -> list[int]:
    """Return for each token of a sentence the nearest of `stops` at or above it; the first stop where there is none.

    `heads` are the syntactic heads of the sentence's tokens, of which `first` is the first one; `stops` rise.
    """
    last = first + len(heads)
    none = stops[0]
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


def _trim(tokens: Tokens, low: int, high: int) -> Span:
    """Return the span over tokens `low` to `high` (included) without punctuation and conjunctions at its edges."""
    pos, tag = tokens.pos, tokens.tag
    a, b = low, high
    while a < b and (pos[a] in _MARKS and tag[a] not in ("``", "-LRB-", "$")):
        a += 1
    while b > a and (pos[b] in _MARKS and tag[b] not in ("''", "-RRB-")):
        b -= 1
    return Span(tokens.start[a], tokens.end[b])
