"""Stage 4, group."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """Stage 4, group. "Measured" means on development halves of two corpora of hand-made stories (docs/stories.md)."""

    title_weight: float = 3.0
    """How often a word of the title counts; 2 to 5 give the same BCubed F1 within .01 (measured)."""
    terms: int = 200
    """Heaviest terms kept of a report; 150 to 300 give the same BCubed F1 within .01 (measured)."""
    max_words: int = 20_000
    """Words of a report that are read; a longer one is judged by its beginning. Bounds the work for one report."""
    term_reports: int = 100_000
    """Reports after which a term that no live story has is forgotten, and how often it came; half a day's news."""
    spare_terms: int = 100_000
    """Terms by which the table may outgrow twice what it was left at, before some are forgotten. Bounds memory."""
    background_reports: int = 5_000
    """Reports that the table of English word frequencies stands for; 5,000 to 100,000 differ by .01 on stories of
    unlike subjects. Where all reports are about one subject fewer are better: of 840 on one election campaign 91 became
    one story with 20,000, and 22 with 5,000 (measured)."""
    background_words: int = 300
    """Words in each of those; the order of a short news report."""
    threshold: float = 0.12
    """Mean cosine similarity at which two clusters are one story, among `many` reports or more; the middle of the flat
    stretch .10 to .16 (measured)."""
    threshold_few: float = 0.10
    """The same among `few` reports or less: who hands over a handful of reports has chosen them, and two of them are
    far likelier to be of one event than two of a day's news. In between it rises with the logarithm of the number."""
    few: int = 10
    """Reports of a handful."""
    many: int = 200
    """Reports from which the higher threshold holds; the size of the corpus it was measured on."""
    same_day: float = 1.2
    """Factor on the similarity of clusters whose days overlap; two reports of one day at equal similarity are twice as
    often of one event as those a week apart (measured)."""
    far_apart: float = 0.85
    """The same factor at any distance in time; dates are sometimes wrong, so it is no veto (measured)."""
    half_life: float = 14.0
    """Gap in days over which half of the way from `same_day` to `far_apart` is gone; 3 to 30 do as well (measured)."""
    vague_days: int = 31
    """An inferred date that may lie anywhere within more days than this counts as unknown."""
    body_of_reports: int = 4
    """Reports from which both clusters count as a body of reports that can look like another."""
    look_alike: float = 0.6
    """Two bodies of reports whose mean similarity is under this share of their own coherence are two events."""
    names_apart: float = 0.05
    """Two clusters whose names have less than this cosine are two events. Of pairs of reports with three names each and
    more than .12 alike, 4 of 3,369 that are of one event have less, and 95 of 799 that are not (measured)."""
    names_least: int = 3
    """Distinct names that both must have for that."""
    names_alone: float = 0.88
    """Two clusters whose likeness is due to their names by more than this share are two events of the same people. Of
    pairs as above with enough terms 1 of one event has more, and 1 of two; of five invented such pairs 4 (measured)."""
    names_alone_terms: int = 40
    """Distinct terms that both must have for that: a few lines name an event and tell nothing of it."""
    titles_apart: float = 0.3
    """The same where no name in the titles of either stands in the other: between .05 and .3 this tells 10 pairs that
    are not of one event, and 1 that is (measured)."""
    titles_reports: int = 12
    """Reports of a story up to which the names in its titles have a say; those of more name everything."""
    numbers_share: float = 0.2
    """Share of the squared weight that is in numbers from which a text is a form filled in: a market report has .28 to
    .41, and 3 % of the reports of the corpora have as much (measured)."""
    numbers_apart: float = 0.1
    """Cosine of the numbers of two such texts of other days under which they are two events; no two reports of one
    dated event are (measured)."""
    outsider: float = 0.48
    """A report whose mean similarity to the others of its story is under this share of theirs to one another does not
    belong. Of 32 strays among 3 to 11 reports this tells 14, and takes 1 of the 236 others (measured)."""
    outsider_cap: float = 0.3
    """Similarity that a pair counts for at most in this: copies would make every other report a stranger."""
    outsider_coincidence: float = 0.65
    """The same share for a report that has hardly more than three words in common with the others."""
    outsider_tail: float = 0.05
    """Share of its similarity that is not due to the three words that contribute most, under which that is so."""
    outsider_reports: int = 12
    """Reports up to which a story is looked through for outsiders; in a larger one they do little harm."""
    story_terms: int = 1_000
    """Heaviest terms kept of a story."""
    indexed_terms: int = 40
    """Heaviest terms of a report or story under which it is found; 30 to 300 give the same stories (measured)."""
    posting_cap: int = 2_000
    """A term in more stories than this is no clue to which are alike. Bounds the work for one report."""
    posting_budget: int = 1_000
    """Entries of the inverted index read for one report. Bounds the work for one report."""
    candidates: int = 12
    """Stories and new reports compared exactly with a report; 10 to 100 give the same stories (measured)."""
    split_reports: int = 300
    """Reports up to which a growing story is tried whether it falls apart; the trial is quadratic in them."""
    idle_days: int = 30
    """Days without a new report after which a story of a stream is over."""
    live_stories: int = 200_000
    """Stories of a stream kept open at once; beyond, those that were quiet longest are over. Bounds memory."""
    dormant_stories: int = 100_000
    """Stories that are over but can be woken by a new report; beyond, the oldest are over for good. Bounds memory."""
    wake_terms: int = 8
    """Heaviest terms under which a story that is over is remembered."""
    wake_share: float = 0.5
    """Share of the squared weight of those terms that a report must have to wake the story."""
    wake_stories: int = 3
    """Stories that one report can wake. Bounds the work for one report."""
    log_bytes: int = 64_000_000
    """Bytes that the log of a state file grows to at least before a new snapshot is written; read back in seconds."""
    batch: int = 1_000
    """Reports taken in at once, in order of publication; they are compared with one another before they join
    stories."""
    shown_terms: int = 5
    """Shared terms, actors and places shown for each report of a story."""
    boilerplate_reports: int = 3
    """Reports of one outlet, on unlike subjects, that make a paragraph of all of them boilerplate."""
    boilerplate_paragraphs: int = 500_000
    """Paragraphs remembered for that; beyond, those seen once are forgotten. Bounds memory."""
    shingle_words: int = 5
    """Length of a shingle in words; five is what the labelled copies were defined by."""
    copy_containment: float = 0.5
    """Share of the shorter text's shingles from which a text is a copy; exact on the labelled copies (measured)."""
    copy_shingles: int = 20
    """Fewest distinct shingles of a text that can be a part of another: a shorter one is a headline or a slogan."""
    flash_shingles: int = 8
    """Fewest of one that can be the same text as another, word for word: a news flash of two sentences has twelve words
    and more. Read off invented flashes."""
    sample_rate: int = 8
    """One in so many shingles is looked up; 60 shared shingles are missed once in 3,000 times ((7/8)**60)."""
    sample_least: int = 16
    """Shingles of a short text that are looked up at least."""
    sample_slack: float = 3.0
    """Standard deviations by which fewer sampled shingles may be shared than a copy has on average; 3 miss 1 in 100."""
    template_numbers: int = 4
    """Distinct numbers in both texts from which they tell a copy from a template filled anew."""
    template_shared: float = 0.25
    """A copy has at least this share of the fewer numbers in common; a market report has none of yesterday's."""
    title_heard: float = 0.1
    """Share of the squared weight of a title under which it is not heard of in another text. No pair of the labelled or
    made-up copies has less both ways (measured)."""
    same_text: float = 0.8
    """Jaccard coefficient of the shingles from which a copy is the same text, and counts once in its story."""
    copy_candidates: int = 20
    """Earlier reports with which a report is compared shingle by shingle. Bounds the work for one report."""
    copy_postings: int = 50
    """Reports remembered per sampled shingle; a shingle of more reports is boilerplate or a text copied everywhere."""
