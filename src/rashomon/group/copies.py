"""Which reports are, in whole or large part, the text of another.

Candidates share sampled shingles: those whose hash is in the lowest part of its range, and always the lowest few
(FracMinHash and bottom-k sketches; Irber et al. 2022, Broder 1997), so that a short text inside a long one is found as
well as two equal ones. Every candidate is then verified exactly on all shingles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from rashomon.group.digest import Digest
from rashomon.group.shingles import Shingles, count_shared
from rashomon.settings import GroupSettings


def find_copies(reports: Sequence[Digest], *, settings: GroupSettings) -> list[tuple[int, int, float]]:
    """Return (copy, original, containment) by index into `reports`, which are in order of publication.

    Containment is the share of the shorter text's shingles that the other has. Each report is compared with the
    `copy_candidates` earlier ones that share most sampled shingles, so the work is linear in the reports.
    """
    postings: dict[int, list[int]] = {}
    found: list[tuple[int, int, float]] = []
    for index, report in enumerate(reports):
        if len(report.shingles) < settings.copy_shingles:
            continue
        sample: list[int] = sample_shingles(report.shingles, settings=settings).tolist()
        shared: Counter[int] = Counter()
        for value in sample:
            shared.update(postings.get(value, ()))
        ranked = sorted(shared, key=lambda other: (-shared[other], other))
        for other in sorted(ranked[: settings.copy_candidates]):
            containment = contain(report.shingles, reports[other].shingles)
            if containment >= settings.copy_containment:
                found.append((index, other, containment))
        for value in sample:
            posting = postings.setdefault(value, [])
            if len(posting) < settings.copy_postings:
                posting.append(index)
    return found


def sample_shingles(shingles: Shingles, *, settings: GroupSettings) -> Shingles:
    """Return the shingles in the lowest 1/`sample_rate` of the hash range, and at least the `sample_least` lowest."""
    limit = np.uint64(((1 << 64) - 1) // settings.sample_rate)
    count = int(np.searchsorted(shingles, limit))
    return shingles[: max(count, settings.sample_least)]


def contain(one: Shingles, other: Shingles) -> float:
    """Return the share of the shorter text's distinct shingles that the other has, 0 to 1."""
    shorter = min(len(one), len(other))
    return count_shared(one, other) / shorter if shorter else 0.0
