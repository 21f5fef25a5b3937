"""How far the parse of a sentence is followed, up and down, and what its verbs are."""

from __future__ import annotations

import functools

from rashomon.annotate.times.lexicon import DATA
from rashomon.tables import read_table

CLIMB = 12
"""Heads: deeper than any clause that a reader would still connect."""
CHILDREN = 30
"""Dependents looked at: a list of ten thousand hangs on one head."""


@functools.cache
def listed(name: str) -> frozenset[str]:
    """The words of time-verbs.tsv that have the class."""
    return frozenset(row[0] for row in read_table(DATA, "time-verbs.tsv", columns=2) if name in row[1].split())
