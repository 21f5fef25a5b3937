"""Stage 5, reconcile: claims and their status."""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.settings.contrast import ContrastSettings

FEW_REPORTS = 5
"""Reports, copies counted once, under which a story has a scorer of its own, and with it another measure of how
probable is probable: most features depend on how many reports there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignSettings:
    """Claim alignment: which sentences of a story state one fact."""

    pairs: int = 150_000
    """About how many pairs of sentences a story may have: each sentence proposes its share of them by shared terms. No
    limit in stories of up to about ten reports; in larger ones it bounds time and memory."""
    least_candidates: int = 16
    """Partners that a sentence may propose however large the story is."""
    postings: int = 4_000
    """Entries of the inverted index that a sentence looks at, those of its rarest terms first: work grows with the
    number of sentences alone. No limit in stories of up to about ten reports."""
    edge_floor: float = 0.03
    """Pairs under this probability are dropped after each stage of the scorer (they are one in a hundred of the true
    ones)."""
    denial: float = 0.2
    """Factor on the probability of two sentences of which one denies something: the other is mostly what it denies."""
    few_reports: int = FEW_REPORTS
    wordy: int = 4
    """Fewest terms of a sentence without a verb ("Second walkout at the mill", under a picture) that can state a
    fact."""
    titles: int = 64
    """Headlines that sentences are compared with, spread evenly over the reports of a larger story: time and memory of
    a story of a thousand. No limit in those with labels, of nine reports at most."""
    other_day: float = 0.2
    """Factor on the probability of two sentences that name different days: alignment P 66.5 over 65.2, R 53.6 over 54.8
    (development stories, leaving one out); stories that last for weeks are not of such."""
    other_polarity: float = 0.2
    """Factor on the probability of two sentences of which one says of a deed that it was, the other that it was not:
    alignment F 59.97 over 59.88, P 65.0 over 64.8, for few of the labelled pairs are of such."""
    only_who: float = 0.35
    """Factor on the probability of two sentences that have no word in common but those that say who: alignment P 68.8
    over 67.2, F 61.3 over 61.2; on our own stories P 85.7 over 82.6, F 59.6 over 60.8 (leaving one out, with
    `only_who_several`). What two reports are falsely said to agree on is mostly of such."""
    only_who_several: float = 0.7
    """The same where they have two actors and more in common: at .35 doc F of public affairs 50.2, at .7 51.5."""
    other_amount: float = 0.6
    """Factor on the probability of two sentences that give unlike values of one thing, and none in common: the scorer
    gives such pairs .56 on average, and 38 in a hundred are right (development stories, leaving one out). Alignment F
    is 61.5 over 61.2, P 68.4 over 67.6, status 53.0 over 52.5, differences 43.0 over 43.6; at .3 to .7 the same."""
    days_apart: int = 2
    """Days between the days of two sentences from which they differ: the next may be that of another clock."""
    linkage: float = 0.38
    """Average linkage stops at this mean probability between two groups (development stories, leaving one out)."""
    few_linkage: float = 0.3
    """The same in stories of few reports, where nothing but the two sentences speaks for a pair: over parts of two
    and three reports P is 64, R 49 there (at .25 60 and 51, at .2 55 and 52), leaving one story out."""
    membership: float = 0.52
    """Mean probability to a group's members with which a sentence joins it as well. With a linkage of .38 and this at
    .5 and .52 alignment P is 68.2 and 68.8, F 61.1 both, differences 40.8 and 41.0, status 53.8 and 54.0; at a linkage
    of .35 and .52 66.9, 60.5, 39.8 and 53.8. Five clock times read otherwise have moved F by one."""
    few_membership: float = 0.43
    """The same in stories of few reports."""
    clause_share: float = 0.99
    """A clause is shown instead of its sentence when it holds this share of what the sentence has in common with the
    claim's other sentences. At .8 the clause leaves out part of the fact: alignment F is 1 and status .9 lower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSettings:
    """Clauses that sentences of several reports share."""

    least: float = 0.2
    """Probability that two sentences state one fact, from which their clauses are compared. From .1 to .35 alignment F
    moves by half a point and status by one (development stories, leaving one out)."""
    least_cosine: float = 0.3
    """Cosine of the terms of two clauses from which they are linked (.2 to .4 are alike)."""
    same_span: float = 0.6
    """Share of their text from which two spans are one (read off; .8 is alike)."""
    told: float = 0.9
    """Share of a claim's spans that a group of clauses must leave to be a claim of its own: at .8 and .9 alignment F is
    60.9 and 61.1, against 41.0 and 42.4, differences 43.7 and 42.9, status 54.2 and 54.0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSettings:
    """Origins and the status of claims."""

    publishers: tuple[tuple[str, str], ...] = ()
    """Further rows (registrable domain or outlet name in lower case, key of the family) for the table of publishers."""
    compared: int = 50
    """Most spans of a claim, spread evenly, with which each one is compared to find the clearest: work stays linear in
    large claims."""
    shared_words: int = 6
    """Words in a row, none a name or a number, that two spans must share to be one text, a quotation or a wire's: names
    and numbers are the same whoever writes. With names and numbers among the six, status is 51.6 for 53.2 on the
    development stories, leaving one out, 57.9 for 59.3 on our own; with five plain words 52.5 and 59.5."""
    shared_with_names: int = 8
    """The same where names and numbers count. At 8 and 10 status is 52.8 and 53.0, 59.1 and 59.4 on our own."""
    shared_quoted: int = 4
    """The same inside quotation marks in both, where one names who says it. Status 54.0 with it and 53.7 without on the
    development stories, leaving one out, 41.2 and 40.9 on our own, 37.4 and 37.0 on public affairs."""
    partner: float = 0.4
    """Probability from which a sentence that is in no group is told with the one of another report that most probably
    states the same; 0 to 1. At .35, .4 and .45 status is 54.0, 53.3 and 53.0 on the development stories, leaving one
    out, differences have F 41.3, 42.6 and 43.1, pairs of reports 73.5, 73.7 and 73.9; on our own stories status is the
    better, the more is told so."""
    few_partner: float = 0.5
    """The same in stories of few reports, where a stranger's sentence that only shares the day has .38."""
    gist_central: float = 0.5
    """What the span that stands for a claim gains by its cosine with the story's centre, beside its mean probability
    with the claim's other spans. Read off nine folders: a report's lead comes before an aside that fits as well."""
    gist_lone: float = 0.05
    """What it loses for a number that no other report of the claim gives."""
    headline_alone: float = 0.3
    """Factor on the weight of a claim that headlines alone make: their bodies tell it more fully, if in other words, so
    that it comes after what sentences tell. Read off twelve folders."""
    names_alone: float = 0.5
    """Factor on the probability that a span states its claim, where it shares nothing but names with the clearest span:
    of twelve such spans that would be shown as firm on the development stories, leaving one out, three are right, of
    the others 88 in a hundred."""
    other_numbers: float = 0.5
    """The same factor where both give numbers, those of dates apart, and none in common: of the 76 spans that would be
    shown as firm on the development stories, leaving one out, 33 in a hundred are wrong, of the others 7."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileSettings:
    """Stage 5, reconcile."""

    align: AlignSettings = field(default_factory=AlignSettings)
    parts: PartSettings = field(default_factory=PartSettings)
    status: StatusSettings = field(default_factory=StatusSettings)
    contrast: ContrastSettings = field(default_factory=ContrastSettings)
    headline: float = 0.8
    """Share of the most central headline's centrality from which a later report's headline stands for the story. Read
    off 40 labelled stories: at .6 a headline on a side of the event comes first, at 1.0 the state of days ago."""
