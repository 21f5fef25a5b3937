"""Clauses that several sentences share: a sentence tells several facts, and each may stand elsewhere.

Sentences are aligned as wholes, by what they tell together; of two aligned sentences only some clauses state the same.
Here the clauses of sentences that may be aligned are linked by their own words, and grouped as the sentences were.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rashomon.model.annotation import Tokens
from rashomon.model.spans import Span
from rashomon.reconcile.align.align import Alignment
from rashomon.reconcile.align.facets import Facets
from rashomon.reconcile.align.groups import find_groups
from rashomon.reconcile.material.drafts import ClaimDraft, Clause, Material
from rashomon.settings import AlignSettings, PartSettings

_THINGS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CONDITIONS = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a unit; `terms` are columns of the story's terms, without those of the clauses inside it."""

    unit: int
    span: Span
    terms: frozenset[int]


@dataclass(frozen=True, slots=True)
class Parts:
    """Clauses of the story, groups of them (by place) that state one fact, and how probably two do.

    `node` gives each clause the first one with its words, as in Alignment; `pairs` are pairs of such.
    """

    parts: tuple[Part, ...]
    groups: tuple[tuple[int, ...], ...]
    pairs: Mapping[tuple[int, int], float]
    node: tuple[int, ...]


def find_parts(material: Material, alignment: Alignment, *, align: AlignSettings, settings: PartSettings) -> Parts:
    """Return the clauses that sentences of several reports share.

    Two clauses are linked when their sentences state one fact with probability `settings.least` and their own terms
    have a cosine of `settings.least_cosine`; the strength of the link is the mean of the two. Groups are made of the
    links as they are of pairs of sentences.
    """
    linked = dict(sorted((pair, p) for pair, p in alignment.pairs.items() if p >= settings.least))
    parts: list[Part] = []
    of: dict[int, list[int]] = {}
    for unit in sorted({number for pair in linked for number in pair}):
        found = _parts_of(material, unit, alignment.facets)
        of[unit] = list(range(len(parts), len(parts) + len(found)))
        parts += found
    worth = _weigh(alignment.facets)
    norms = [_sum(part.terms, worth) for part in parts]
    pairs: dict[tuple[int, int], float] = {}
    for (one, other), probability in linked.items():
        for i in of[one]:
            own = parts[i].terms
            for j in of[other]:
                shared = own & parts[j].terms
                if not shared:
                    continue
                cosine = _sum(shared, worth) / math.sqrt(norms[i] * norms[j])
                if cosine >= settings.least_cosine:
                    pairs[i, j] = (probability + cosine) / 2
    reports = [material.units[part.unit].report for part in parts]
    a = np.array([i for i, _ in pairs], dtype=np.int64)
    b = np.array([j for _, j in pairs], dtype=np.int64)
    groups = find_groups(reports, a, b, np.array(list(pairs.values()), dtype=np.float64), settings=align)
    return _repeat(material, alignment, Parts(tuple(parts), groups, pairs, tuple(range(len(parts)))))


def _repeat(material: Material, alignment: Alignment, found: Parts) -> Parts:
    """Put the clauses of sentences in the same words beside those that were looked at."""
    parts, node = list(found.parts), list(found.node)
    same: list[list[int]] = []
    for place, part in enumerate(found.parts):
        begin = material.units[part.unit].span.start
        same.append([place])
        for unit in alignment.same[part.unit]:
            if unit != part.unit:
                ahead = material.units[unit].span.start - begin
                same[place].append(len(parts))
                parts.append(Part(unit, Span(part.span.start + ahead, part.span.end + ahead), part.terms))
                node.append(place)

    def in_order(place: int) -> tuple[int, Span]:
        return parts[place].unit, parts[place].span

    groups = tuple(tuple(sorted((p for place in group for p in same[place]), key=in_order)) for group in found.groups)
    return Parts(tuple(parts), groups, found.pairs, tuple(node))


def leave_out_told(
    parts: Parts, drafts: Sequence[ClaimDraft], *, settings: PartSettings
) -> tuple[tuple[int, ...], ...]:
    """Return the groups that no draft tells already: of which `settings.told` of all spans are its spans."""
    spans: dict[int, list[tuple[Span, str]]] = defaultdict(list)
    for draft in drafts:
        for support in draft.support:
            spans[support.unit].append((Span(support.at.start, support.at.end), draft.id))
    sizes = {draft.id: len(draft.support) for draft in drafts}

    def is_told(group: Sequence[int]) -> bool:
        common = Counter(
            draft
            for part in (parts.parts[place] for place in group)
            for span, draft in spans[part.unit]
            if _alike(span, part.span) >= settings.same_span
        )
        return any(
            count >= settings.told * (sizes[draft] + len(group) - count) for draft, count in sorted(common.items())
        )

    return tuple(group for group in parts.groups if not is_told(group))


def _alike(one: Span, other: Span) -> float:
    """What two spans have in common, as a share of what they cover together."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))


def _parts_of(material: Material, number: int, facets: Facets) -> list[Part]:
    """The clauses of a unit that have terms of their own; one that only says who said it is left out."""
    clauses = material.units[number].clauses
    tokens = material.reports[material.units[number].report].annotation.tokens
    cues = _cues(material, number)
    first = int(facets.compared.clause_start[number])
    rows = facets.compared.clause_terms
    start = rows.start[first : first + len(clauses) + 1].tolist()
    terms = [frozenset(rows.columns[low:high].tolist()) for low, high in pairwise(start)]
    edges = [(clause.span.start, clause.span.end) for clause in clauses]
    out = []
    for clause, own, (low, high) in zip(clauses, terms, edges, strict=True):
        inside = [
            other
            for other, (begin, end) in zip(terms, edges, strict=True)
            if low <= begin and end <= high and (begin, end) != (low, high)
        ]
        own = own.difference(*inside)
        if not own or clause.head in cues:
            continue
        opens = bisect_left(tokens.start, low)
        if (
            not _is_conditional(tokens, opens)
            and not _is_purpose(tokens, clause, opens)
            and _names_something(tokens, opens, bisect_left(tokens.start, high))
        ):
            out.append(Part(number, clause.span, own))
    return out


def _names_something(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a clause has a noun, pronoun or number: "accused of" is left of one whose rest is a clause of its own."""
    return not _THINGS.isdisjoint(tokens.pos[first:last])


def _is_conditional(tokens: Tokens, first: int) -> bool:
    """Whether a clause says what may be, and nobody states it."""
    return tokens.lemma[first].lower() in _CONDITIONS


def _is_purpose(tokens: Tokens, clause: Clause, first: int) -> bool:
    """Whether a clause says what something is for ("to save the child"): nobody states that it happened."""
    return clause.subject is None and tokens.tag[first] == "TO"


def _cues(material: Material, number: int) -> frozenset[int]:
    """The tokens of a unit that stand in the cue of an attribution."""
    unit = material.units[number]
    annotation = material.reports[unit.report].annotation
    spans = [cue for index in unit.attributions for cue in annotation.attributions[index].cue]
    if not spans:
        return frozenset()
    return frozenset(
        token
        for token in range(unit.first, unit.last)
        if any(span.start <= annotation.tokens.start[token] < span.end for span in spans)
    )


def _weigh(facets: Facets) -> Sequence[float]:
    """The square of each term's inverse frequency in the sentences of the story."""
    held = np.bincount(facets.terms.columns, minlength=facets.terms.width)
    weights: list[float] = np.log((len(facets.terms) + 1) / (held + 0.5)).tolist()
    return [weight**2 for weight in weights]


def _sum(terms: frozenset[int], worth: Sequence[float]) -> float:
    return math.fsum([worth[term] for term in terms]) or 1.0
