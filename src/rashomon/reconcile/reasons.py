"""Why sentences were joined: what each feature of the scorer added to the odds, in the mean over a claim's pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, islice

import numpy as np

from rashomon.reconcile.drafts import ClaimDraft, Material
from rashomon.reconcile.facets import Facets
from rashomon.reconcile.scorer import has_few_reports, load_scorer
from rashomon.reconcile.scorer_features import PAIR_FEATURES, pair_features
from rashomon.settings import AlignSettings

_PAIRS = 6
"""Pairs of a claim that are looked at, the first ones; the means of more are much the same."""
_SHOWN = 4
"""Features that are named, of those that spoke for the pairs and of those that spoke against them."""


def give_reasons(
    material: Material, facets: Facets, drafts: Sequence[ClaimDraft], *, settings: AlignSettings
) -> tuple[ClaimDraft, ...]:
    """Return the drafts, those of several reports with a line on the features that weighed most.

    A feature's share is its standardised value times its weight in the first stage of the scorer, in units of log
    odds; the second stage sees the same features and how the probabilities of neighbouring pairs agree.
    """
    pairs = [list(islice(_pairs(material, draft), _PAIRS)) for draft in drafts]
    flat = [pair for found in pairs for pair in found]
    if not flat:
        return tuple(drafts)
    scorer = load_scorer(has_few_reports(facets, settings))["pair"]
    units = np.array(flat, dtype=np.int64)
    features = pair_features(facets, units[:, 0], units[:, 1])
    shares = (features - scorer.mean) / scorer.scale * scorer.weight
    out, first = [], 0
    for draft, found in zip(drafts, pairs, strict=True):
        if found:
            mean = shares[first : first + len(found)].mean(axis=0).tolist()
            draft = replace(draft, why=(*draft.why, *_lines(mean)))
            first += len(found)
        out.append(draft)
    return tuple(out)


def _pairs(material: Material, draft: ClaimDraft) -> list[tuple[int, int]]:
    """The pairs of units of different reports among the supports of a draft, unit numbers rising."""
    units = sorted({support.unit for support in draft.support})
    report = {unit: material.units[unit].report for unit in units}
    return [(one, other) for one, other in combinations(units[: 2 * _PAIRS], 2) if report[one] != report[other]]


def _lines(shares: Sequence[float]) -> list[str]:
    named = sorted(zip(shares, PAIR_FEATURES, strict=True), key=lambda row: (-abs(row[0]), row[1]))
    out = []
    for title, chosen in (
        ("for it", [row for row in named if row[0] > 0]),
        ("against it", [row for row in named if row[0] < 0]),
    ):
        if chosen:
            told = ", ".join(f"{name.replace('_', ' ')} {share:+.2f}" for share, name in chosen[:_SHOWN])
            out.append(f"features {title}: {told}")
    return out
