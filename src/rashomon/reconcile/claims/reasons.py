"""Why sentences were joined or kept apart: what each feature of the scorer added to the odds, in the mean over the
pairs of a claim, and which vetoes stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice, pairwise
from types import MappingProxyType

import numpy as np

from rashomon.reconcile.align.features import PAIR_FEATURES, Looked
from rashomon.reconcile.align.scorer import has_few_reports, load_scorer
from rashomon.reconcile.align.vetoes import Vetoes
from rashomon.reconcile.material.drafts import ClaimDraft, Material
from rashomon.settings import AlignSettings

_PAIRS = 6
"""Pairs of a claim that are looked at, the first ones; the means of more are much the same."""
_BY_NAME = sorted(range(len(PAIR_FEATURES)), key=PAIR_FEATURES.__getitem__)
_NAMES = tuple(PAIR_FEATURES[place].replace("_", " ") for place in _BY_NAME)
"""Features are named in this order where they weigh the same."""
_SHOWN = 4
"""Features that are named, of those that spoke for the pairs and of those that spoke against them."""


def give_reasons(
    material: Material,
    looked: Looked,
    vetoes: Vetoes,
    drafts: Sequence[ClaimDraft],
    *,
    pairs: Mapping[tuple[int, int], float] = MappingProxyType({}),
    settings: AlignSettings,
) -> tuple[ClaimDraft, ...]:
    """Return the drafts, those of several reports with a line on the features that weighed most, and those near whose
    gist a veto stood with a line on it. `pairs` are the pairs of units that were linked, at whatever strength.

    A feature's share is its standardised value times its weight in the first stage of the scorer, in units of log
    odds; the second stage sees the same features and how the probabilities of neighbouring pairs agree.
    """
    drafts = _with_vetoes(vetoes, drafts, pairs, settings=settings)
    chosen = [list(islice(_pairs(material, draft), _PAIRS)) for draft in drafts]
    flat = [pair for found in chosen for pair in found]
    if not flat:
        return tuple(drafts)
    scorer = load_scorer(has_few_reports(looked.facets, settings))["pair"]
    units = np.array(flat, dtype=np.int64)
    shares = (looked.find(units[:, 0], units[:, 1]) - scorer.mean) / scorer.scale * scorer.weight
    starts = np.cumsum([0, *map(len, chosen)])
    means = [shares[a:b].mean(axis=0)[_BY_NAME] for a, b in pairwise(starts.tolist()) if a < b]
    orders = np.argsort(-np.abs(means), axis=1, kind="stable").tolist()
    lines = map(_lines, (mean.tolist() for mean in means), orders)
    return tuple(
        replace(draft, why=(*draft.why, *next(lines))) if found else draft
        for draft, found in zip(drafts, chosen, strict=True)
    )


def _with_vetoes(
    vetoes: Vetoes,
    drafts: Sequence[ClaimDraft],
    pairs: Mapping[tuple[int, int], float],
    *,
    settings: AlignSettings,
) -> tuple[ClaimDraft, ...]:
    """The drafts, each with a line for every veto between its gist and a sentence that is linked with the gist's."""
    linked: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        linked[one].append(other)
        linked[other].append(one)
    gists = [next(support.unit for support in draft.support if support.at == draft.gist) for draft in drafts]
    near = {gist: sorted(linked[gist]) for gist in set(gists)}
    rows = [(place, gist, other) for place, gist in enumerate(gists) for other in near[gist]]
    if not rows:
        return tuple(drafts)
    _, a, b = np.array(rows, dtype=np.int64).T
    stood = {
        "denial": vetoes.denial(a, b),
        "other day": vetoes.other_day(a, b, apart=settings.days_apart),
        "done and not done": vetoes.other_polarity(a, b),
    }
    joined = [{support.unit for support in draft.support} for draft in drafts]
    lines: dict[int, list[str]] = defaultdict(list)
    for name, found in stood.items():
        told: dict[int, list[bool]] = defaultdict(list)
        for row in np.flatnonzero(found).tolist():
            place, _, other = rows[row]
            told[place].append(other in joined[place])
        for place, inside in told.items():
            apart = len(inside) - sum(inside)
            kept = f", {sum(inside)} joined all the same" if sum(inside) else ""
            lines[place].append(f"veto, {name}: {apart} kept apart{kept}")
    return tuple(
        replace(draft, why=(*draft.why, *lines[place])) if place in lines else draft
        for place, draft in enumerate(drafts)
    )


def _pairs(material: Material, draft: ClaimDraft) -> list[tuple[int, int]]:
    """The pairs of units of different reports among the supports of a draft, unit numbers rising."""
    units = sorted({support.unit for support in draft.support})
    report = {unit: material.units[unit].report for unit in units}
    return [(one, other) for one, other in combinations(units[: 2 * _PAIRS], 2) if report[one] != report[other]]


def _lines(shares: Sequence[float], order: Sequence[int]) -> list[str]:
    """What the features that weighed most added; `order` are their places, the heaviest first."""
    out = []
    for title, sign in (("for it", 1), ("against it", -1)):
        chosen = list(islice((place for place in order if sign * shares[place] > 0), _SHOWN))
        if chosen:
            told = ", ".join(f"{_NAMES[place]} {shares[place]:+.2f}" for place in chosen)
            out.append(f"features {title}: {told}")
    return out
