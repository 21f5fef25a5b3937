"""The archive: how reports are searched, quotations checked and versions compared."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingSettings:
    """When a place of a text counts as a wording of a quotation."""

    near: float = 0.6
    """Share of words in common (normalised Indel similarity) from which it does; 0 to 1. Set by reading: below, places
    share the little words of the quotation and its subject, and no more."""
    near_short: float = 0.8
    """The same for quotations of fewer than `short` words, which recur by chance."""
    short: int = 5
    """Words of a quotation from which `near` holds."""
    slack: int = 20
    """Most words that may have been put into it (a speaker with office and name between two halves of a quotation), and
    for which an ellipsis stands."""
    most_reports: int = 200
    """Most reports, those with the most of its words first, that are read for one quotation; bounds the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionSettings:
    """When a clause of a new version is a changed one of the old version."""

    changed: float = 0.5
    """Share of words in common (normalised Indel similarity) from which two clauses are one that was changed; 0 to 1.
    Below it one was removed and another added. A sentence whose figure, name or verb was exchanged is .7 alike or more,
    two sentences on one subject mostly below .4 (invented texts)."""
    window: int = 12
    """Clauses between two kept ones up to which every pair is compared; in longer stretches only those at equal
    distance from the kept ones, so that the time stays linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """Search in an archive."""

    wording: WordingSettings = field(default_factory=WordingSettings)
    revision: RevisionSettings = field(default_factory=RevisionSettings)
