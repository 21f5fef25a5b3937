"""Claim alignment: which sentences of a story's reports state one fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rashomon.reconcile.align_candidates import find_candidates
from rashomon.reconcile.align_groups import find_groups
from rashomon.reconcile.drafts import Material
from rashomon.reconcile.facets import Facets, find_facets
from rashomon.reconcile.scorer import Logistic, has_few_reports, score_pairs
from rashomon.reconcile.vetoes import find_other_days
from rashomon.settings import AlignSettings

ALIGNED = frozenset({"headline", "standfirst", "body", "caption"})
"""Roles of blocks that can state a fact; a byline or boilerplate is nobody's claim."""

WORDY = 4
"""Terms that make a sentence without a verb ("Second walkout at the mill", under a picture) worth a look."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Groups of units that state one fact (they may overlap), and the probability of each pair, unit numbers rising."""

    groups: tuple[tuple[int, ...], ...]
    pairs: dict[tuple[int, int], float]
    facets: Facets


def align(material: Material, *, settings: AlignSettings, scorer: Mapping[str, Logistic] | None = None) -> Alignment:
    """Align the units of a story. `scorer` replaces the shipped weights."""
    units = material.units
    facets = find_facets(material)
    report = np.array([unit.report for unit in units], dtype=np.int64)
    a, b = find_candidates(facets, report, settings=settings)
    usable = find_usable(material)
    keep = usable[a] & usable[b]
    a, b, probability = score_pairs(facets, a[keep], b[keep], settings=settings, scorer=scorer)
    denies = _find_denying(material)
    probability = np.where(denies[a] != denies[b], probability * settings.denial, probability)
    other_day = find_other_days(material, a, b, apart=settings.days_apart)
    probability = np.where(other_day, probability * settings.other_day, probability)
    strong = probability >= settings.edge_floor
    a, b, probability = a[strong], b[strong], probability[strong]
    pairs = dict(zip(zip(a.tolist(), b.tolist(), strict=True), probability.tolist(), strict=True))
    if has_few_reports(facets, settings):
        settings = replace(settings, linkage=settings.few_linkage)
    return Alignment(find_groups(report.tolist(), a, b, probability, settings=settings), pairs, facets)


def _find_denying(material: Material) -> NDArray[np.bool_]:
    """Whether each unit denies something: what it denies is no support for it."""
    out = []
    for unit in material.units:
        attributions = material.reports[unit.report].annotation.attributions
        cues = [
            cue
            for number in unit.attributions
            if attributions[number].force == "denies"
            for cue in attributions[number].cue
        ]
        out.append(any(unit.span.contains(cue) for cue in cues))
    return np.array(out, dtype=bool)


def find_usable(material: Material) -> NDArray[np.bool_]:
    """Whether each unit can state a fact: one with a verb or some terms, or a headline, and no byline and the like."""
    out = []
    for unit in material.units:
        pos = material.reports[unit.report].annotation.tokens.pos[unit.first : unit.last]
        told = unit.role == "headline" or "VERB" in pos or "AUX" in pos or len(set(unit.terms)) >= WORDY
        out.append(unit.role in ALIGNED and told)
    return np.array(out, dtype=bool)
