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
    looked_up: int = 6
    """Rarest words of a quotation by which the index is asked; any two of them make a report worth reading."""
    most_reports: int = 80
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
class RankSettings:
    """Which of the reports with the words of a query come first: BM25 (Robertson and Zaragoza, "The Probabilistic
    Relevance Framework", 2009), more for what is new."""

    most: int = 300
    """Reports read for one query: those that came last, half of them with the words in their headlines. Bounds the
    time; a query with more answers is narrowed by day, outlet or another word."""
    most_for_stories: int = 10_000
    """Reports with the words of a query whose stories are listed: those that came last."""
    phrase_reports: int = 400
    """Reports with the words of a phrase, those that came last, that are looked through for the phrase itself; 15 a
    millisecond. Bounds the time: of a phrase of everyday words that hardly stand together older places are missed."""
    k1: float = 1.2
    b: float = 0.75
    """BM25's saturation and length normalisation, as is usual."""
    usual_words: int = 400
    """Words of a usual report: BM25's average length, and what a word's share in English is counted over. A constant,
    so that a report's rank does not change with what else is in the archive."""
    title: float = 3.0
    """How often a word in the headline counts (BM25F)."""
    recency: float = 0.5
    """By how much, as a share, a report of the newest day counts more than an old one."""
    half_life: float = 14.0
    """Days in which half of that is lost; news stories are mostly told within two weeks."""
    snippet: int = 240
    """Longest snippet, in code points: two or three lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """Search in an archive."""

    rank: RankSettings = field(default_factory=RankSettings)
    wording: WordingSettings = field(default_factory=WordingSettings)
    revision: RevisionSettings = field(default_factory=RevisionSettings)
