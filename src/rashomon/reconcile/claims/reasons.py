"""Why sentences were joined or kept apart: what each feature of the scorer added to the odds, in the mean over the
pairs of a claim, and which vetoes stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, islice
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
    sizes = np.array([len(found) for found in chosen if found])
    means = (np.add.reduceat(shares, np.cumsum(sizes) - sizes) / sizes[:, None])[:, _BY_NAME]
    orders = np.argsort(-np.abs(means), axis=1, kind="stable").tolist()
    lines = map(_lines, means.tolist(), orders)
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
    if not pairs:
        return tuple(drafts)
    a, b = np.fromiter(chain.from_iterable(pairs), dtype=np.int64, count=2 * len(pairs)).reshape(-1, 2).T
    one, several = vetoes.only_who(a, b)
    stood = {
        "only who in common": one | several,
        "denial": vetoes.denial(a, b),
        "other day": vetoes.other_day(a, b, apart=settings.days_apart),
        "done and not done": vetoes.other_polarity(a, b),
    }
    parted: dict[int, list[tuple[str, list[int]]]] = defaultdict(list)  # by unit what it is kept apart from
    for name, found in stood.items():
        others: dict[int, list[int]] = defaultdict(list)
        for one, other in zip(a[found].tolist(), b[found].tolist(), strict=True):
            others[one].append(other)
            others[other].append(one)
        for unit, rest in others.items():
            parted[unit].append((name, rest))
    out = []
    for draft in drafts:
        gist = next(support.unit for support in draft.support if support.at == draft.gist)
        if gist in parted:
            joined = {support.unit for support in draft.support}
            lines = []
            for name, rest in parted[gist]:
                inside = sum(other in joined for other in rest)
                kept = f", {inside} joined all the same" if inside else ""
                lines.append(f"veto, {name}: {len(rest) - inside} kept apart{kept}")
            draft = replace(draft, why=(*draft.why, *lines))
        out.append(draft)
    return tuple(out)


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
