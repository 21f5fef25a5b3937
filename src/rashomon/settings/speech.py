"""Stage 3, annotate: actors and attributions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSettings:
    """Actors, their aliases and the speakers of attributions."""

    title_case: float = 0.6
    """Share of capitalised words from which on capitals in a headline say nothing; sentence-case headlines of ten
    news sites stay under 0.5, title-case ones over 0.7."""
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
    """Added for each mention so far, up to six, when "the company" looks for its organisation: it is mostly the
    report's topic (own reading of business news)."""
    quoted_share: float = 0.3
    """What remains of the weight of a mention inside quotation marks: the reporter's "he" is rarely someone of whom
    only the quotation speaks (own reading)."""
    headline_share: float = 0.2
    """What remains of the weight of a mention in a headline: the body introduces its actors anew (own reading)."""
    stranger_share: float = 0.5
    """Share of its weight that somebody unnamed of unknown sex has as antecedent of "he" or "she": a name is more
    in mind. Own reading; .5 to .7 are alike on the labelled reports, .4 loses a mention."""
    centre_share: float = 0.7
    """Share of the weight of the weightiest that the subject of the sentence before needs to be meant by a "he"
    that opens the next. At .6 a mention of the desk reports is lost, .7 and .8 are alike."""
    grown_up: int = 16
    """Years from which on "the 16-year-old" can be somebody who holds an office or has a calling."""
    introduction_window: int = 8
    """Within how many sentences "the governor" is named: the opening paragraphs of a dispatch (own reading)."""
    home_share: float = 0.5
    """Share of the named places that must lie in one state before a president of no stated country is taken for its
    own. By hand, as for places that the gazetteer lacks."""
    own_share: float = 0.64
    """The same before its officers are told by their office alone ("the interior minister"). At .5 a quarter of them
    were foreigners, mostly presidents, in the news of 37 stories read for it; at this share none was."""
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
    according_confidence: float = 0.6
    """Confidence (probability) of an attribution read off "according to" where the finder has no cue: of 140 such
    phrases in PolNeAR 131 are cues, and for 96 the clause around them is the content (Jaccard .8)."""
    deed_confidence: float = 0.75
    """Confidence (probability) of "denied doing it" where the finder has no cue. By hand: PolNeAR has three gerunds
    behind a verb of denying or owning up, all of them contents."""
    headline_confidence: float = 0.7
    """Confidence (probability) of an attribution read off a colon or dash in a headline where the finder has none: of
    225 headlines with either in two corpora and in PolNeAR it adds 9, all of them right."""
    precise_confidence: float = 0.8
    """The `least_confidence` of the precise mode: what it shows is right nine times in ten on the validation month."""
