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
    """Stage 2, clean. Lengths in words come from 1,700 news reports (PolNeAR, NewsCluster, ECB+): their headlines and
    standfirsts by length, 99th percentile rounded up, unless said otherwise."""

    page_characters: int = 5_000_000
    """Longest page of HTML, in code points. News pages stay under 2 million; 12 million took 20 s."""
    page_letters: int = 20
    """Fewest letters of an article on a page; fewer are a menu's ("Home", "Log in to read")."""
    line_characters: int = 1_200
    """Longest paragraph that can be anything but body, in code points."""
    title_words: int = 30
    """Most words of a headline."""
    standfirst_words: int = 50
    """Most words of a standfirst."""
    standfirst_lines: int = 2
    """Most lines of a standfirst."""
    kicker_words: int = 2
    """Most words of a section's name above a headline ("World", "Middle East")."""
    name_words: int = 4
    """Most words of an author's or outlet's name on a line of its own next to a byline."""
    repeat_words: int = 3
    """Fewest words of a line that is taken for a headline because it stands there twice; also what a line must exceed
    to be a standfirst. Shorter lines are cross-heads and labels."""
    head_paragraphs: int = 8
    """How many paragraphs from the top a headline, and below it a standfirst, is looked for."""
    sentence_words: int = 4
    """Fewest words of a sentence that shows that there is a text below the headline."""
    prose_words: int = 12
    """Fewest words of a paragraph that ends the top of a report; bylines and short standfirsts have fewer."""
    title_case: float = 0.9
    """Share of capitalised words, function words left out, from which a line with a final full stop is a headline.
    "Donald Trump met Vladimir Putin in Alaska." has .83."""
    list_lines: int = 12
    """Most lines of a list of links below a line such as "Related stories"."""
    transcript_lines: int = 4
    """Fewest paragraphs of the form "NAME: …" in a transcript."""
    transcript_share: float = 0.4
    """Their least share of all paragraphs in a transcript."""
    wrap_width: int = 100
    """Longest line of a hard-wrapped text, in code points; RFC 2822 and wire services break at 60 to 78."""
    wrap_lines: int = 3
    """Fewest line breaks inside stretches from which wrapping can be told."""
    wrap_share: float = 0.7
    """Share of these breaks that must be full, that is, where the next word would not have fitted."""
    wrap_lower: float = 0.4
    """Share of the lines after these breaks that must begin with a small letter; of the words of news text .75 do, of
    sentences and list items hardly any."""
    wrap_slack: float = 0.2
    """How far below the longest line a full line may fall short, as a share of it; allows for ragged wrapping."""
    language_characters: int = 2_000
    """How much of a text is looked at to tell its language, in code points."""
    english_words: int = 4
    """Fewest function words of English that settle the matter without the language identifier."""
    english_share: float = 0.06
    """Their least share of all words. 98 % of 1,646 development reports have both; of the example texts of 64 other
    languages that come with spaCy, none has a single such word."""
    latin_share: float = 0.5
    """Least share of the letters A to Z among all letters of an English text."""
    foreign_letters: int = 60
    """Fewest letters of a text in Latin letters that is refused as not English on the identifier's word alone."""
    foreign_sure: float = 0.9
    """The identifier's least probability for that. Of 6,000 English paragraphs with 60 to 200 letters none was taken
    for another language with more than .87."""
    foreign_agreed: float = 0.5
    """The same where the language that was given with the report agrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSettings:
    """Time expressions and the reference date."""

    unresolved: float = 0.5
    """Factor on the confidence of an expression whose value could not be made full ("XXXX-08-15")."""
    planned_weekday: float = 0.75
    """Factor on the confidence of a weekday that the tense puts ahead: 10 of 14 in AQUAINT are right, of those that it
    puts behind 140 of 152."""
    doubtful: float = 0.6
    """Factor on the confidence of a numeric date that reads as another day in another country ("03/04/2021")."""
    lag: int = 1
    """Days by which a report can be later than the latest weekday that it tells as past. In 63 of 65 AQUAINT dispatches
    it is 0 or 1 (46 and 17)."""
    widest: int = 4
    """Widest range of days that is still answered as an inferred reference date; anything wider is "unknown". A report
    with nothing but "next week" to go by would have seven."""
    window: int = 1100
    """Most candidate days that are looked at, about three years: clues farther apart do not belong together."""
    rounding: float = 0.25
    """How far a spoken duration is from the true one, in units: "three and a half years" is 3.25 to 3.75, "three years"
    2.75 to 3.75. A convention: speakers round to the nearest half, and down when they name whole units."""
    links: int = 6
    """Calendar dates on either side of a relative expression that are tried as its other name; bounds the work."""
    clues: int = 40
    """Most pairs of expressions that are used as clues, first come; bounds the work on very long texts."""
    apposition: int = 8
    """Longest gap in one sentence between two names of one day, in code points (", that is, ")."""
    shared_words: int = 3
    """Content words that two sentences must share before their dates are taken for one event's."""
    shared_part: float = 0.3
    """And their least share of the shorter sentence's content words. Both by hand on invented texts."""
    story_days: int = 4
    """Days over which the dated reports of a story may spread for it to date an undated one, and farthest that a
    weekday of that report can lie back. With it 31 of 32 answers were right when each of 188 dated reports in 37 labelled
    stories had its date hidden in turn; without it 44 of 66."""
    history_years: int = 2
    """A year that far before the reference date is of history, not of news. In years."""
    history_least: int = 5
    """Fewest such years before a text can be a narrative."""
    history_near: float = 0.1
    """Most expressions counted from the day of writing for each such year. All 11 development narratives of WikiWars
    pass (at most .07), none of the 73 AQUAINT dispatches (at least .4)."""
    lead: int = 60
    """How far into the text a dateline can stand, in code points after the start of its paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSettings:
    """Figures as intervals. Widths are shares of the number that is hedged."""

    rounding: float = 0.10
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
    """Places and their co-ordinates. How well known a place is, is a score on the scale of log10 of a city's population."""

    longest_name: int = 7
    """Longest name looked up, in tokens: "Grand Ethiopian Renaissance Dam" has four, hyphens count."""
    fame: float = 2.0
    """Weight of a city's fame, log10 of the number of its alternate names in all languages, beside log10 of its
    population: Venice in Italy (fame 1.8) then outdoes Venice in California (1.2), which is as large."""
    curated: float = 13.0
    """Score of a place of the hand-made table: above every city (Shanghai has 11.8)."""
    state: float = 12.5
    """Score of a state."""
    capital: float = 12.0
    """Highest score of a seat of government."""
    capital_gain: float = 1.5
    """What a city gains as seat of government."""
    region: float = 8.5
    """Score of a first-level subdivision: that of a city of 300,000 that is known in ten languages or so."""
    subregion: float = 5.5
    """Score of a county, department or district: that of a town of 5,000."""
    alternate: float = 2.0
    """What a name that is only an alternate name costs: a city a hundred times smaller goes before it."""
    country_named: float = 1.0
    """What a place gains when the report names its country or people: outdoes a namesake ten times its size."""
    region_named: float = 1.5
    """What a city gains on top when the report names its region."""
    enclosing: float = 5.0
    """What a region gains when "province", "region" or the like stands behind the name."""
    namesake_rank: int = 50
    """A city of 10 ** (rank / 10) people goes before the region that bears its name ("Kharkiv" is the city)."""
    famous: float = 9.5
    """A city of this score is taken for one even where spaCy calls it a person but the report names its country."""
    great_rank: int = 55
    """A city of 10 ** (rank / 10) people, 300,000, needs only one sign that it is meant."""
    middling_rank: int = 42
    """A town of 10 ** (rank / 10) people, 15,000, needs two signs; a smaller one three. Signs: spaCy's entity label (counts
    twice), a locative preposition, its country or region named in the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSettings:
    """Actors, their aliases and the speakers of attributions."""

    title_case: float = 0.6
    """Share of capitalised words from which on capitals in a headline say nothing; sentence-case headlines of ten news sites
    stay under 0.5, title-case ones over 0.7."""
    pronoun_window: int = 4
    """How many sentences back a pronoun can refer. Hobbs (1978) found 98 % of antecedents in the same or the previous
    sentence; a quotation of several sentences can stand between."""
    recency_weight: float = 100.0
    """Salience of a mention in the present sentence, halved with each sentence (Lappin and Leass 1994)."""
    subject_weight: float = 160.0
    """Salience of a subject: 80 as subject and 80 as head noun, in Lappin and Leass (1994)."""
    object_weight: float = 130.0
    """Salience of a direct object: 50 and 80, ibid."""
    other_weight: float = 80.0
    """Salience of any other head noun, ibid."""
    possessor_weight: float = 40.0
    """Salience of a possessor, which is not a head noun, ibid."""
    source_weight: float = 80.0
    """Added for the source of an attribution, as for one more role: who spoke speaks on (own reading of news)."""
    topic_weight: float = 30.0
    """Added for each mention so far, up to six, when "the company" looks for its organisation: it is mostly the report's
    topic (own reading of business news)."""
    quoted_share: float = 0.3
    """What remains of the weight of a mention inside quotation marks: the reporter's "he" is rarely someone of whom only the
    quotation speaks (own reading)."""
    headline_share: float = 0.2
    """What remains of the weight of a mention in a headline: the body introduces its actors anew (own reading)."""
    salient_actors: int = 64
    """How many actors are kept in mind at once; bounds the work for each pronoun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSettings:
    """Attributions: source, cue, content."""

    longest_window: int = 96
    """Words that the model reads in one go; longer paragraphs are cut at sentences. On the validation month 96 is as
    good as 256 and a tenth faster; 64 costs a point."""
    longest_part: int = 8192
    """Words computed at once; bounds the memory at some 100 MB. All but books are shorter."""
    cue_threshold: float = 0.25
    """Probability from which a word off the best path is tried as a cue too; its confidence decides in the end. On the
    validation month the two together give about 2 points of F1 over the best path alone; 0.1 gives no more than
    0.25."""
    least_confidence: float = 0.35
    """Attributions under this confidence (probability, 0 to 1) are left out. F1 on the validation month is highest,
    and flat, from 0.25 to 0.4."""
    transcript_confidence: float = 0.95
    """Confidence (probability) of a line of a transcript; 11 of 11 such lines in the PolNeAR corpus are attributed
    so."""
    nested_confidence: float = 0.75
    """Confidence (probability) of an attribution read off the tree inside another's content, given that the other is
    right: 9 of the 12 found in the validation month."""
    precise_confidence: float = 0.8
    """The `least_confidence` of the precise mode: what it shows is right nine times in ten on the validation month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateSettings:
    """Stage 3, annotate."""

    batch: int = 16
    """Texts handed to spaCy at once; 16 to 32 is fastest on two cores (measured)."""
    chunk: int = 20_000
    """Longest stretch of text parsed at once, in code points. With the batch it bounds the memory: at 100,000 a text of
    1 MB took 3.4 GB (measured). Longer reports are cut at paragraph, sentence or word edges and put together again."""
    longest_run: int = 400
    """Code points without white space after which a text is cut: longer than any word or address of a report, short
    enough for the tokenizer, whose time grows with the square of a run (10,000 quotation marks took 10 s)."""
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
    terms: int = 200
    """Heaviest terms kept of a report; 150 to 300 give the same BCubed F1 within .01 (measured)."""
    max_words: int = 20_000
    """Words of a report that are read; a longer one is judged by its beginning. Bounds the work for one report."""
    background_reports: int = 20_000
    """Reports that the table of English word frequencies stands for; 5,000 to 100,000 differ by .01 (measured)."""
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
    batch: int = 1_000
    """Reports taken in at once, in order of publication; they are compared with one another before they join stories."""
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
    """Fewest distinct shingles of a text that can be a copy: a shorter one is a headline or a slogan."""
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
    same_text: float = 0.8
    """Jaccard coefficient of the shingles from which a copy is the same text, and counts once in its story."""
    copy_candidates: int = 20
    """Earlier reports with which a report is compared shingle by shingle. Bounds the work for one report."""
    copy_postings: int = 50
    """Reports remembered per sampled shingle; a shingle of more reports is boilerplate or a text copied everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignSettings:
    """Claim alignment: which sentences of a story state one fact."""

    pairs: int = 150_000
    """About how many pairs of sentences a story may have: each sentence proposes its share of them by shared terms. No
    limit in stories of up to about ten reports; in larger ones it bounds time and memory."""
    least_candidates: int = 16
    """Partners that a sentence may propose however large the story is."""
    postings: int = 1_000
    """A term that more sentences of the story have than this proposes no pairs by itself."""
    edge_floor: float = 0.03
    """Pairs under this probability are dropped after each stage of the scorer (they are one in a hundred of the true ones)."""
    linkage: float = 0.4
    """Average linkage stops at this mean probability between two groups (development stories, leaving one out)."""
    membership: float = 0.5
    """Mean probability to a group's members with which a sentence joins it as well (as above)."""
    clause_share: float = 0.8
    """A clause is shown instead of its sentence when it holds this share of what the sentence has in common with the
    claim's other sentences (read off the development stories; not tuned)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSettings:
    """Origins and the status of claims."""

    publishers: tuple[tuple[str, str], ...] = ()
    """Further rows (registrable domain or outlet name in lower case, key of the family) for the table of publishers."""


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
    fewest_shared: int = 5
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

    often_named: int = 3
    """Sentences of the story that name a noun, from which it is an issue even when one stance alone is about it."""
    issues_per_stance: int = 2
    """Most issues that one stance is filed under: the nouns nearest to the verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotSettings:
    """Readings of one quantity or one date over the reports of a story."""

    same_value: float = 0.3
    """Probability from which two readings of equal value are of one thing; 0 to 1. Like the next, the best F1 of
    differences on the development stories, each scored with weights learnt on the others."""
    figure_difference: float = 0.08
    """Probability from which two unequal figures are shown as a difference; 0 to 1. At .1 three in five of those shown
    on the development stories are labelled ones; hardly any are lost above."""
    date_difference: float = 0.15
    """The same for dates."""
    conflict: float = 0.2
    """Probability from which a value that cannot also hold stands against a claim; 0 to 1. At .5 fewer and not better
    ones are found (spans against F .19 for .24, status .36 for .37 on the development stories)."""
    block_terms: int = 8
    """Rarest terms of the clause by which a value looks for its rivals."""
    most_candidates: int = 20
    """Most values that one is compared with; keeps the time linear in the readings."""
    most_members: int = 4
    """Most readings of a value, the first ones, that are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstSettings:
    """Denials and the claims that they answer."""

    about: float = 0.5
    """Share of a claim's spans that give a value for a thing, from which a rival value speaks against it; 0 to 1."""
    widest: float = 2.0
    """Most spans of a claim to which a denial is attached, as a multiple of the narrowest claim of the sentence that it
    answers: what is denied is the particular thing, not all that is told along with it."""
    sentences_back: int = 4
    """How far back, in sentences, "the report" or "the allegation" can point."""
    fewest_terms: int = 2
    """Fewest content terms of a denial by which the claim that it answers is looked up."""
    named_terms: float = 0.5
    """Weight of those terms that the sentence denied must share, as a share of all; 0 to 1."""
    names_denier: float = 0.3
    """What it counts, as a share of that weight, that a sentence names the one who denies: people deny what is said
    of them."""
    most_answers: int = 3
    """Most sentences that one denial answers: they are aligned, or it names several things."""
    most_candidates: int = 200
    """Most sentences looked at for one term; keeps the time linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """What reports have from other outlets."""

    shared_parties: int = 2
    """Fewest states, people and bodies that two such accounts must both be about."""
    most_candidates: int = 200
    """Most accounts that one is compared with; keeps the time linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastSettings:
    """Where reports part: against, differences, statements, positions, timeline, figures, places, cites."""

    timeline: TimelineSettings = field(default_factory=TimelineSettings)
    slots: SlotSettings = field(default_factory=SlotSettings)
    against: AgainstSettings = field(default_factory=AgainstSettings)
    quotes: QuoteSettings = field(default_factory=QuoteSettings)
    sources: SourceSettings = field(default_factory=SourceSettings)
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
