"""Stage 5, reconcile: what sets reports apart."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineSettings:
    """The timeline of a story."""

    shared_terms: float = 0.4
    """Share of the smaller set of terms that two clauses of one date must have in common to be one entry; 0 to 1.
    Set by reading the timelines of invented reports: at 0.3 meetings of one day run together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """What reports have from other outlets."""

    shared_parties: int = 2
    """Fewest states, people and bodies that two such accounts must both be about."""
    most_candidates: int = 200
    """Most accounts that one is compared with; keeps the time linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """One fact on the word of different people."""

    least: float = 0.4
    """Probability from which a sentence states the claim, so that its source is one of the claim's; 0 to 1."""
    same_words: int = 5
    """Words in a row that make what two sources say one text."""
    reports: int = 3
    """Fewest reports of such a fact, copies too, or all that there are: what two of more have is mostly two facts (of
    53 claims on the word of several, those of two reports are labelled differences in 3 of 23 cases on the development
    stories, those of more in 14 of 30). Without copies differences have F 41.0 for 41.6, 31.3 for 32.1 on ours."""
    own_reports: int = 4
    """The same where one side alone names its source: at 3 differences have F 44.1, typed 37.2, on the development
    stories and 33.7, typed 24.5, on 57 others; at 4 43.6, 37.6, 31.3 and 24.3."""
    most: int = 3
    """Most such facts of a story: most claims of several reports have several voices, and a reader wants those that
    matter."""


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
    respelt: float = 50.0
    """The same of words exchanged for one another, up to which they are other words ("at" and "with"), however long the
    rest is."""
    most_candidates: int = 30
    """Most groups of quotations that one is compared with; keeps the time linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDifferenceSettings:
    """Places that reports give one event, person or body."""

    most_places: int = 3
    """Most places of one event that are taken for rivals; a sentence that is told of more is of many events."""
    most_nested: int = 8
    """Most places of one event, the first ones, that are held against one another; keeps the time linear."""
    longest: int = 200
    """Tokens of the longest sentence whose phrases of place are read with what is nested in them: one of more is a
    list, and what is nested in each grows with its square."""
    names_together: int = 12
    """Names of places of one sentence, the first ones, of which each may lie in each that follows: a list of more says
    nothing of that, and the pairs grow with its square."""


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

    same_value: float = 0.5
    """Probability from which two readings of one small count are of one thing; 0 to 1. Differences have about one F1 at
    .4 to .7 (development stories, each scored with weights learnt on the others)."""
    same_large: float = 0.2
    """The same of other figures, which reports hardly have in common by chance. With .5 for all, spans against have F
    32.3 for 37.1, differences 42.4 for 43.8 on the development stories, 13.8 for 13.2 and 32.3 for 32.7 on our own; .15
    to .25 are alike."""
    same_date: float = 0.35
    """The same of dates. At .25, .35 and .5 differences have F 44.1, 43.8 and 43.3 on the development stories, 32.1,
    32.7 and 32.5 on our own."""
    figure_difference: float = 0.06
    """Probability from which two unequal figures are told as a difference; 0 to 1. On the development stories, leaving
    one out, every second difference told is a labelled one at .05 to .25 alike; invented reports have too many
    false ones at .05. At .06 and .08 differences have F 41.0 and 40.9, 34.9 and 34.8 on our own stories, 21.8 and 20.9
    on public affairs, 27.6 and 26.8 on the fourteen invented ones."""
    far: float = 0.2
    """The same of two figures of which one is five times the other: of those told at less, one in nine was a labelled
    difference on the development stories and 57 others."""
    share: float = 0.2
    """The same of two shares in per cent, of which one story has many: of those told at less, two in fourteen were
    labelled differences on all labelled stories."""
    date_difference: float = 0.2
    """The same for dates. At .1, .2, .3 and .4 differences have F 41.2, 41.4, 39.6 and 39.2 on the development stories,
    32.4, 32.4, 32.1 and 32.1 on our own."""
    conflict: float = 0.4
    """Probability from which a figure that cannot also hold stands against a claim; 0 to 1. Spans against have F 40.9,
    42.1 and 41.4 at .3, .4 and .5 on the development stories, leaving one out (106 of 171, 106 of 157 and 99 of 141 are
    labelled ones), 15.1, 15.0 and 15.4 on our own; on the fourteen invented stories 13 of 89, 9 of 77 and 1 of 57."""
    date_conflict: float = 0.35
    """The same for dates."""
    date_sure: float = 0.45
    """Probability from which two days of a month are of one event whatever the verbs, in aligned sentences; 0 to 1.
    Read off invented reports: .48 to .6 for two days of one meeting. Differences are the same at .4 to .6."""
    opposed: float = 0.9
    """What the probability is taken to be of two values that one report sets against one another ("organisers put the
    crowd at 2,500, police at 900"); 0 to 1."""
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
    sure: float = 0.6
    """Probability that a span states its claim, from which a denial of the span is one of the claim, if there is such a
    claim; 0 to 1. Read off the sample coverage."""
    fullest: float = 0.8
    """Share of what is denied that a claim must state, relative to the claim that states most of it; 0 to 1."""
    sentences_back: int = 4
    """How far back, in sentences, "the report" or "the allegation" can point."""
    fewest_terms: int = 2
    """Fewest content terms of a denial by which the claim that it answers is looked up."""
    common: float = 0.2
    """Share of news articles that use a word, up to which a sentence near a denial that has it tells of the same."""
    rare: float = 0.05
    """The same for the one noun that a denial names ("denied that officers had used batons")."""
    named_terms: float = 0.6
    """Weight of those terms that the sentence denied must share, as a share of all; 0 to 1. At .5 spans against have F
    24.5, at .65 25.2, status 49.9 and 50.3 (development stories, leaving one out)."""
    blamed_terms: float = 0.3
    """The same for a sentence of the outlet that the denial names as having reported it. Read off invented reports: it
    tells the matter in other words ("pull its soldiers out", "withdraw its troops")."""
    names_denier: float = 0.3
    """What it counts, as a share of that weight, that a sentence names the one who denies: people deny what is said
    of them."""
    own_share: float = 0.4
    """The same for a sentence that names the one who denies, where they share more than `fewest_terms`."""
    told_named: float = 0.5
    """Share of what a denial names that a span must have, by the rarity of its terms, to be of the claim denied."""
    told_pointed: float = 0.3
    """The same, by weight in the story, of the sentence that a denial points at: one fact has other words there. From
    .2 to .5 spans against have F 31.5, 31.4, 30.2 and 29.3 (development stories, leaving one out), 13.7, 14.1, 14.1
    and 13.6 (our own)."""
    told_alone: float = 0.7
    """The same for a sentence that is not aligned with the one denied: at .6, .8 and .95 F is 35.2, 32.4 and 32.6, and
    alignment 59.5, 60.6 and 60.7."""
    told_same: float = 0.5
    """Share of sentences, of all those of either, that a claim must have in common with those that tell what is denied
    to be the claim denied; else they are one of their own. At .5 and .7 F is 34.6 and 33.0."""
    one_matter: float = 0.3
    """Share of the sentences that two denials of one side answer, of the fewer, from which they are of one matter. At
    .5 spans against have F 41.2, at .3 and .2 42.1 (development stories, leaving one out); our own are level."""
    most_candidates: int = 200
    """Most sentences looked at for one term; keeps the time linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSettings:
    """What differences weigh beside one another, 0 to 1, before how sure they are: the reader has one minute.

    Set by reading the lists of twelve invented folders: a doubtful conflict comes after an update that is sure, and who
    tells a fact after what is told of it.
    """

    conflict: float = 1.0
    """Accounts that cannot both hold."""
    update: float = 0.6
    """An earlier and a later state."""
    origin: float = 0.5
    """Other words, or another origin."""
    granularity: float = 0.4
    """One account is vaguer than the other."""
    attribution: float = 0.2
    """One fact on the word of different people."""
    hedged: float = 0.1
    """One value, hedged in two ways."""
    person: float = 0.3
    """Factor on what is told of one person, an age or an office: who is 61 or 62 comes after the toll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastSettings:
    """Where reports part: against, differences, statements, positions, timeline, figures, places, cites."""

    timeline: TimelineSettings = field(default_factory=TimelineSettings)
    slots: SlotSettings = field(default_factory=SlotSettings)
    against: AgainstSettings = field(default_factory=AgainstSettings)
    voices: VoiceSettings = field(default_factory=VoiceSettings)
    quotes: QuoteSettings = field(default_factory=QuoteSettings)
    sources: SourceSettings = field(default_factory=SourceSettings)
    places: PlaceDifferenceSettings = field(default_factory=PlaceDifferenceSettings)
    order: OrderSettings = field(default_factory=OrderSettings)
    positions: PositionSettings = field(default_factory=PositionSettings)
