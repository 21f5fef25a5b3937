"""Every number that shapes a result, one frozen dataclass a stage.

Each field says what it means, its unit, and where its value comes from.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSettings:
    """Stage 1, intake."""

    max_bytes: int = 40_000_000
    """Largest file read at once, largest inflated size of a compressed one, and longest line of a .jsonl file, in
    bytes. A day of one agency's wire is under 10 MB; a .jsonl file as a whole is streamed and has no bound."""
    max_characters: int = 4_000_000
    """Longest text of one report, in code points. "War and Peace" has 3.2 million; a page as HTML is mostly mark-up, so
    this holds for plain text and records alone."""
    bomb_ratio: int = 200
    """An inflated size of more than this many times the compressed one is a bomb. DEFLATE can reach 1,032; the
    development reports as .jsonl.gz reach 3, server logs about 20."""
    bomb_floor: int = 1_000_000
    """Inflated bytes below which the ratio is not looked at, because they do no harm."""
    detect_bytes: int = 65_536
    """Most bytes handed to charset-normalizer, whose time grows with their number."""
    broken_share: float = 0.2
    """Bytes that are not UTF-8, as a share of the valid characters beyond ASCII, up to which a text is damaged UTF-8
    rather than another encoding. In a legacy encoding hardly any pair of such bytes is valid UTF-8 by chance."""
    western_share: float = 0.1
    """Accented letters as a share of all, up to which Windows-1252 is taken for English. French prose has 4 to 5 %;
    Cyrillic or Greek read as Windows-1252 has nearly 100 %."""
    control_share: float = 0.01
    """Control codes as a share of all characters, above which a file is binary; wire copy has one or two a page."""
    head_bytes: int = 65_536
    """How far into a named file or standard input to look for what it is, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanSettings:
    """Stage 2, clean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSettings:
    """Time expressions and the reference date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSettings:
    """Figures as intervals. Widths are shares of the number that is hedged."""

    about: float = 0.10
    """Half the width of "about", "roughly", "some" N, and the width of "almost", "nearly", "just over" N: a speaker who
    rounds takes the nearest of the numbers 1, 2, 2.5, 5 times a power of ten and their tenths, whose neighbours lie
    about a tenth apart (Jansen and Pollmann 2001, On round numbers)."""
    over: float = 0.5
    """What "more than" N reaches above N. Readers of "more than 100" expect at most the next round number, 150
    (Cummins, Sauerland and Solt 2012, Granularity and scalar implicature in numerical expressions)."""
    at_least: float = 1.0
    """What "at least" N reaches above N: a floor that is expected to rise, as tolls are reported."""
    under: float = 0.5
    """What "less than" N reaches below N, as a share of N: as `over`."""
    at_most: float = 0.5
    """What "up to" and "as many as" N reach below N, as a share of N: as `over`."""
    max_digits: int = 15
    """Longest number read, in digits: a float keeps 15 decimal digits; a longer one is an identifier, not a count."""
    window: int = 8
    """How far from a number its counted noun may stand, in tokens: a noun phrase with more modifiers is rare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSettings:
    """Places and their co-ordinates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSettings:
    """Actors, their aliases and the speakers of attributions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSettings:
    """Attributions: source, cue, content."""

    longest_window: int = 256
    """Words that the model reads in one go; longer paragraphs are cut at sentences. 99.7 % of the paragraphs of the
    PolNeAR corpus are shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateSettings:
    """Stage 3, annotate."""

    batch: int = 16
    """Texts handed to spaCy at once; 16 to 32 is fastest on two cores (measured)."""
    chunk: int = 100_000
    """Longest stretch of text parsed at once, in code points; spaCy's memory grows with it (about 1 GB per 100,000
    words in its documentation). Longer reports are cut at paragraph, sentence or word edges and put together again."""
    times: TimeSettings = field(default_factory=TimeSettings)
    figures: FigureSettings = field(default_factory=FigureSettings)
    places: PlaceSettings = field(default_factory=PlaceSettings)
    actors: ActorSettings = field(default_factory=ActorSettings)
    attributions: AttributionSettings = field(default_factory=AttributionSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """Stage 4, group. "Measured" means on development halves of two corpora of hand-made stories (docs/stories.md)."""

    title_weight: float = 3.0
    """How often a word of the title counts; 2 to 5 give the same BCubed F1 within .01 (measured)."""
    terms: int = 300
    """Heaviest terms kept of a report; from 200 on there is no more gain (measured)."""
    max_words: int = 20_000
    """Words of a report that are read; a longer one is judged by its beginning. Bounds the work for one report."""
    background_reports: int = 20_000
    """Reports that the table of English word frequencies stands for; 5,000 to 100,000 differ by under .01 (measured)."""
    background_words: int = 300
    """Words in each of those; the order of a short news report."""
    threshold: float = 0.13
    """Mean cosine similarity at which two clusters are one story; the middle of the flat stretch .10 to .16 (measured)."""
    half_life: float = 30.0
    """Gap in days after which two clusters count half as close."""
    far_apart: float = 0.5
    """What is left of the similarity at any distance in time: dates are sometimes wrong. 0 to 1."""
    posting_cap: int = 2_000
    """A term in more clusters than this is no clue to which are alike. Bounds the work for one report."""
    posting_budget: int = 20_000
    """Entries of the inverted index read for one report. Bounds the work for one report."""
    candidates: int = 50
    """Clusters compared exactly with a report."""
    shingle_words: int = 5
    """Length of a shingle in words; five is what the labelled copies were defined by."""
    copy_containment: float = 0.5
    """Share of the shorter text's shingles from which a text is a copy; exact on the labelled copies (measured)."""
    copy_shingles: int = 20
    """Fewest distinct shingles of a text that can be a copy: a shorter one is a headline or a slogan."""
    sample_rate: int = 8
    """One in so many shingles is looked up; 60 shared shingles are missed once in 3,000 times ((7/8)**60)."""
    sample_least: int = 16
    """Shingles of a short text that are looked up at least."""
    copy_candidates: int = 20
    """Earlier reports with which a report is compared shingle by shingle. Bounds the work for one report."""
    copy_postings: int = 50
    """Reports remembered per sampled shingle; a shingle of more reports is boilerplate or a text copied everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignSettings:
    """Claim alignment: which sentences of a story state one fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSettings:
    """Origins and the status of claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineSettings:
    """The timeline of a story."""

    shared_terms: float = 0.4
    """Share of the smaller set of terms that two clauses of one date must have in common to be one entry; 0 to 1.
    Set by reading the timelines of invented reports: at 0.3 meetings of one day run together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteSettings:
    """Renderings of one utterance in several reports."""

    fewest_words: int = 4
    """Shortest quotation that is compared, in words; shorter ones ("significant", "no comment") recur by chance."""
    fewest_shared: int = 3
    """Fewest words that two renderings of one utterance share."""
    shared: float = 0.6
    """Shared words, as a share of the longer rendering between the first and the last shared word; 0 to 1."""
    shared_of_all: float = 0.4
    """Shared words, as a share of the whole of the shorter rendering; 0 to 1."""
    spelling: float = 93.0
    """Normalised indel similarity, in per cent, from which two renderings differ in spelling or punctuation alone."""
    most_candidates: int = 30
    """Most groups of quotations that one is compared with; keeps the time linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionSettings:
    """Who stands where on which issue."""

    often_named: int = 4
    """Sentences of the story that name a noun, from which it is an issue even when one stance alone is about it."""
    issues_per_stance: int = 2
    """Most issues that one stance is filed under: the nouns nearest to the verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastSettings:
    """Where reports part: against, differences, statements, positions, timeline, figures, places, cites."""

    timeline: TimelineSettings = field(default_factory=TimelineSettings)
    quotes: QuoteSettings = field(default_factory=QuoteSettings)
    positions: PositionSettings = field(default_factory=PositionSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileSettings:
    """Stage 5, reconcile."""

    align: AlignSettings = field(default_factory=AlignSettings)
    status: StatusSettings = field(default_factory=StatusSettings)
    contrast: ContrastSettings = field(default_factory=ContrastSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentSettings:
    """Stage 6, present. How much a terminal shows before `--all`; chosen so that a story of ten reports fits two
    screens of fifty lines. Counts of lines, speakers and issues."""

    lines_per_section: int = 8
    lines_per_voice: int = 3
    voices: int = 8
    issues: int = 4
    narrowest: int = 40
    """Columns below which text is no longer narrowed."""
    piped_width: int = 100
    """Columns of text that goes into a file or a pipe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of all stages."""

    intake: IntakeSettings = field(default_factory=IntakeSettings)
    clean: CleanSettings = field(default_factory=CleanSettings)
    annotate: AnnotateSettings = field(default_factory=AnnotateSettings)
    group: GroupSettings = field(default_factory=GroupSettings)
    reconcile: ReconcileSettings = field(default_factory=ReconcileSettings)
    present: PresentSettings = field(default_factory=PresentSettings)
