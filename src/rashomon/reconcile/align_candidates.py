"""Which pairs of sentences are looked at: those of different reports that share a term, the rarest terms first."""

from __future__ import annotations

import numpy as np

from rashomon.reconcile.facets import Facets
from rashomon.reconcile.sparse import Ints, Rows, expand
from rashomon.settings import AlignSettings

_CHUNK = 256
"""Units looked at together; only memory depends on it."""


def find_candidates(facets: Facets, reports: Ints, *, settings: AlignSettings) -> tuple[Ints, Ints]:
    """Return pairs (a[i] < b[i]) of units of different reports, by an inverted index over their terms.

    Each unit proposes its best partners by the summed squared rarity of shared terms, as many as keep the story near
    `settings.pairs` pairs, `least_candidates` at least; a term in more than `postings` units proposes none by itself.
    `reports` are the units' reports.
    """
    terms = facets.terms
    units = len(reports)
    most = max(settings.least_candidates, settings.pairs // max(1, units))
    order = np.lexsort((np.repeat(np.arange(units), terms.sizes), terms.columns))
    holders = np.repeat(np.arange(units), terms.sizes)[order]
    start = np.searchsorted(terms.columns[order], np.arange(terms.width + 1))
    postings = Rows(start.astype(np.int64), holders, max(1, units))
    weight = np.where(postings.sizes <= settings.postings, facets.rarity**2, 0.0)
    pairs = []
    for low in range(0, units, _CHUNK):
        rows = np.arange(low, min(units, low + _CHUNK))
        which, entry = expand(terms.start, rows)
        column = terms.columns[entry]
        keep = weight[column] > 0
        which, column = which[keep], column[keep]
        again, entry = expand(postings.start, column)
        key = which[again] * units + postings.columns[entry]
        score = np.bincount(key, weights=weight[column[again]], minlength=len(rows) * units).reshape(len(rows), units)
        score[reports[rows][:, None] == reports[None, :]] = 0.0
        for row, scores in zip(rows, score, strict=True):
            found = np.flatnonzero(scores)
            if len(found) > most:
                found = found[np.lexsort((found, -scores[found]))[:most]]
            pairs.append(np.column_stack([np.minimum(row, found), np.maximum(row, found)]))
    if not pairs:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    unique = np.unique(np.concatenate(pairs), axis=0)
    return unique[:, 0], unique[:, 1]
