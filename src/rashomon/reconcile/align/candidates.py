"""Which pairs of sentences are looked at: those of different reports that share a term, the rarest terms first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rashomon.reconcile.align.facets import Facets
from rashomon.reconcile.align.sparse import Floats, Ints, Rows, distinct, expand, places_of
from rashomon.settings import AlignSettings

_CHUNK = 256
"""Units looked at together; only memory depends on it."""
_PART = 16
"""Scores of which the greatest stands for all; only time depends on it."""
_DENSE = 4
"""Cells for each entry up to which sums are made in a table, rather than by sorting."""


def find_candidates(
    facets: Facets, reports: Ints, chosen: NDArray[np.bool_], *, settings: AlignSettings
) -> tuple[Ints, Ints]:
    """Return pairs (a[i] < b[i]) of chosen units of different reports, by an inverted index over their terms.

    Each unit proposes its best partners by the summed squared rarity of shared terms, as many as keep the story near
    `settings.pairs` pairs, `least_candidates` at least. It looks at no more than `postings` entries of the index, those
    of its least frequent terms, so that work grows with the number of units alone. `reports` are the units' reports.
    """
    terms = facets.terms
    members = np.flatnonzero(chosen)
    if not np.any(reports[members] != reports[members[:1]]):
        return members[:0], members[:0]  # of one report
    most = max(settings.least_candidates, settings.pairs // max(1, len(members)))
    which, entry = expand(terms.start, members)
    columns = terms.columns[entry]
    order = np.argsort(columns, kind="stable")
    start = np.searchsorted(columns[order], np.arange(terms.width + 1)).astype(np.int64)
    postings = Rows(start, which[order], max(1, len(members)))
    weight, length = facets.rarity**2, postings.sizes
    pairs = [np.zeros(0, dtype=np.int64)]
    for low in range(0, len(members), _CHUNK):
        rows = members[low : low + _CHUNK]
        which, entry = expand(terms.start, rows)
        column = terms.columns[entry]
        order = np.argsort((which * (len(members) + 1) + length[column]) * terms.width + column)  # no two are the same
        which, column = which[order], column[order]
        sizes = length[column].astype(np.float64)
        first = np.searchsorted(which, np.arange(len(rows) + 1))
        total = np.concatenate(([0.0], np.cumsum(sizes)))
        before = total[1:] - np.repeat(total[first[:-1]], np.diff(first))
        keep = (before <= settings.postings) & (weight[column] > 0)
        which, column = which[keep], column[keep]
        again, entry = expand(postings.start, column)
        key, value = (which * len(members))[again] + postings.columns[entry], weight[column][again]
        if len(rows) * len(members) <= _DENSE * len(key):
            scores = np.bincount(key, weights=value, minlength=len(rows) * len(members)).reshape(len(rows), -1)
            scores[reports[rows][:, None] == reports[members]] = 0.0
            row, place = np.nonzero((scores > 0) & (scores >= _least(scores, most)[:, None]))
            score, other = scores[row, place], members[place]
        else:
            found, at = places_of(key)
            score = np.bincount(at, weights=value, minlength=len(found))
            row, other = found // len(members), members[found % len(members)]
            keep = reports[rows[row]] != reports[other]
            row, other, score = row[keep], other[keep], score[keep]
            keep = score >= _least(_table(row, score, len(rows)), most)[row]
            row, other, score = row[keep], other[keep], score[keep]
        order = np.lexsort((-score, row))
        row, other = row[order], other[order]
        first = np.searchsorted(row, np.arange(len(rows)))
        best = np.arange(len(row)) - first[row] < most
        row, other = rows[row[best]], other[best]
        pairs.append(np.minimum(row, other) * len(reports) + np.maximum(row, other))
    unique = distinct(np.concatenate(pairs))
    return unique // max(1, len(reports)), unique % max(1, len(reports))


def _least(scores: Floats, most: int) -> Floats:
    """A score that `most` of each row's reach at least: that of the parts of the row whose greatest comes `most`th; 0
    where there are too few. What is less need not be sorted, which takes most of the time.
    """
    width = scores.shape[1] // _PART
    if width < most:
        return np.zeros(len(scores))
    greatest = scores[:, : width * _PART].reshape(len(scores), _PART, width).max(axis=1)
    return np.asarray(np.partition(greatest, width - most, axis=1)[:, width - most])


def _table(row: Ints, score: Floats, rows: int) -> Floats:
    """The scores of each row, which rise, side by side; 0 where a row has fewer than another."""
    sizes = np.bincount(row, minlength=rows)
    first = np.cumsum(sizes) - sizes
    table = np.zeros((rows, int(np.max(sizes, initial=0))))
    table[row, np.arange(len(row)) - first[row]] = score
    return table
