"""Claim alignment: which sentences of a story's reports state one fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rashomon.reconcile.align.candidates import find_candidates
from rashomon.reconcile.align.facets import Facets, find_facets
from rashomon.reconcile.align.features import Looked
from rashomon.reconcile.align.groups import find_groups
from rashomon.reconcile.align.scorer import Logistic, has_few_reports, score_pairs
from rashomon.reconcile.align.sparse import Floats, Ints
from rashomon.reconcile.align.vetoes import Vetoes
from rashomon.reconcile.material.drafts import Material
from rashomon.settings import AlignSettings

ALIGNED = frozenset({"headline", "standfirst", "body", "caption"})
"""Roles of blocks that can state a fact; a byline or boilerplate is nobody's claim."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Groups of units that state one fact; they may overlap. Units of one text are one node, the first of them.

    `node` gives each unit its node, `same` each node its units; `pairs` the probability of pairs of nodes, numbers
    rising. `looked` and `vetoes` are what pairs of units were looked at by, and what kept them apart.
    """

    groups: tuple[tuple[int, ...], ...]
    pairs: dict[tuple[int, int], float]
    looked: Looked
    vetoes: Vetoes
    node: tuple[int, ...]
    same: dict[int, tuple[int, ...]]

    @property
    def facets(self) -> Facets:
        """What the units hold."""
        return self.looked.facets

    def probability(self, one: int, other: int) -> float:
        """How probably two units state one fact: 1 in the same words, 0 for a pair that was not looked at."""
        i, j = self.node[one], self.node[other]
        return 1.0 if i == j else self.pairs.get((min(i, j), max(i, j)), 0.0)


def align(material: Material, *, settings: AlignSettings, scorer: Mapping[str, Logistic] | None = None) -> Alignment:
    """Align the units of a story. `scorer` replaces the shipped weights."""
    units = material.units
    facets = find_facets(material)
    report = np.array([unit.report for unit in units], dtype=np.int64)
    node = find_nodes(material)
    usable = find_usable(material, wordy=settings.wordy)
    a, b = find_candidates(facets, report, usable & (node == np.arange(len(units))), settings=settings)
    looked, vetoes = Looked(facets, titles=settings.titles), Vetoes(material)
    a, b, probability = score_pairs(looked, a, b, settings=settings, scorer=scorer)
    if len(a):
        probability = _weaken(probability, a, b, looked, vetoes, settings=settings)
    strong = probability >= settings.edge_floor
    a, b, probability = a[strong], b[strong], probability[strong]
    pairs = dict(zip(zip(a.tolist(), b.tolist(), strict=True), probability.tolist(), strict=True))
    if has_few_reports(facets, settings):
        settings = replace(settings, linkage=settings.few_linkage, membership=settings.few_membership)
    groups = find_groups(report.tolist(), a, b, probability, settings=settings)
    same: dict[int, list[int]] = {}
    for number, first in enumerate(node.tolist()):
        same.setdefault(first, []).append(number)
    grouped = {number for group in groups for number in group}
    alone = [
        (first,)
        for first, members in same.items()
        if first not in grouped and usable[first] and len(set(report[members].tolist())) > 1
    ]
    return Alignment(
        groups=tuple(sorted(tuple(sorted(m for n in group for m in same[n])) for group in (*groups, *alone))),
        pairs=pairs,
        looked=looked,
        vetoes=vetoes,
        node=tuple(node.tolist()),
        same={first: tuple(members) for first, members in same.items()},
    )


def _weaken(
    probability: Floats, a: Ints, b: Ints, looked: Looked, vetoes: Vetoes, *, settings: AlignSettings
) -> Floats:
    """The probabilities of pairs, less where something speaks against two units being of one fact."""
    one, several = vetoes.only_who(a, b)
    stands = (
        (one, settings.only_who),
        (several, settings.only_who_several),
        (vetoes.denial(a, b), settings.denial),
        (vetoes.other_day(a, b, apart=settings.days_apart), settings.other_day),
        (vetoes.other_polarity(a, b), settings.other_polarity),
        (looked.column("amount_conflict", a, b) > 0, settings.other_amount),
    )
    for found, factor in stands:
        probability = np.where(found, probability * factor, probability)
    return probability


def find_nodes(material: Material) -> NDArray[np.int64]:
    """Give each unit the number of the first unit with its text: what copies repeat is looked at once."""
    first: dict[str, int] = {}
    return np.array(
        [
            first.setdefault(material.reports[unit.report].report.text[unit.span.start : unit.span.end], unit.number)
            for unit in material.units
        ],
        dtype=np.int64,
    )


def find_usable(material: Material, *, wordy: int) -> NDArray[np.bool_]:
    """Whether each unit can state a fact: one with a verb or `wordy` terms, or a headline; no byline and the like."""
    out = []
    for unit in material.units:
        pos = material.reports[unit.report].annotation.tokens.pos[unit.first : unit.last]
        told = unit.role == "headline" or "VERB" in pos or "AUX" in pos or len(set(unit.terms)) >= wordy
        out.append(unit.role in ALIGNED and told)
    return np.array(out, dtype=bool)
