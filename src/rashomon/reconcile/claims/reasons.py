"""Why sentences were joined or kept apart: what each feature of the scorer added to the odds, in the mean over the
pairs of a claim, and which vetoes stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice
from types import MappingProxyType

import numpy as np

from rashomon.reconcile.align.features import PAIR_FEATURES, Looked
from rashomon.reconcile.align.scorer import has_few_reports, load_scorer
from rashomon.reconcile.align.vetoes import Vetoes
from rashomon.reconcile.material.drafts import ClaimDraft, Material
from rashomon.settings import AlignSettings

_PAIRS = 6
"""Pairs of a claim that are looked at, the first ones; the means of more are much the same."""
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
    out, first = [], 0
    for draft, found in zip(drafts, chosen, strict=True):
        if found:
            mean = shares[first : first + len(found)].mean(axis=0).tolist()
            draft = replace(draft, why=(*draft.why, *_lines(mean)))
            first += len(found)
        out.append(draft)
    return tuple(out)


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
    rows = [(place, gist, other) for place, gist in enumerate(gists) for other in sorted(linked[gist])]
    if not rows:
        return tuple(drafts)
    _, a, b = np.array(rows, dtype=np.int64).T
    stood = {
        "denial": vetoes.denial(a, b),
        "other day": vetoes.other_day(a, b, apart=settings.days_apart),
        "done and not done": vetoes.other_polarity(a, b),
    }
    lines: dict[int, list[str]] = defaultdict(list)
    for name, found in stood.items():
        told: dict[int, list[bool]] = defaultdict(list)
        for row in np.flatnonzero(found).tolist():
            place, _, other = rows[row]
            told[place].append(any(support.unit == other for support in drafts[place].support))
        for place, inside in told.items():
            apart = len(inside) - sum(inside)
            joined = f", {sum(inside)} joined all the same" if sum(inside) else ""
            lines[place].append(f"veto, {name}: {apart} kept apart{joined}")
    return tuple(replace(draft, why=(*draft.why, *lines[place])) for place, draft in enumerate(drafts))


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
