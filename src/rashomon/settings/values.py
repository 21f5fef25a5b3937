"""Stage 3, annotate: times, figures and places."""

from __future__ import annotations

from dataclasses import dataclass


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
    weekday of that report can lie back. With it 31 of 32 answers were right when each of 188 dated reports in 37
    labelled stories had its date hidden in turn; without it 44 of 66."""
    history_years: int = 2
    """A year that far before the reference date is of history, not of news. In years."""
    history_least: int = 5
    """Fewest such years before a text can be a narrative."""
    history_near: float = 0.1
    """Most expressions counted from the day of writing for each such year. All 11 development narratives of WikiWars
    pass (at most .07), none of the 73 AQUAINT dispatches (at least .4)."""
    clock_reach: int = 800
    """How far a clock time may stand from the day told last to be of that day, in code points, where that day is not of
    the news: of 14 in development articles the 12 within 800 were of it, the two beyond were not."""
    news_days: int = 7
    """Days before its reference date of which a report tells as news: a timeline names its day once. By hand."""
    far: int = 300
    """In days. The tense of a clause chooses between the last and the next day of that name, but not one farther than
    this while the other is within `near`: "must decide by 14 January", told on the 15th. By hand: a reader takes no
    date that is most of a year off for one of last month."""
    near: int = 40
    """In days: see `far`."""
    over: int = 92
    """In days, the length of a season. "This summer" told as still to come is the next one if this year's began longer
    ago than that."""
    compared: int = 3
    """Expressions back within which "a year earlier" finds the quarter or month that it is compared with."""
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
    under: float = 1.0
    """What "less than" N reaches below N, as a share of N: a ceiling does not say how far below it the value is."""
    at_most: float = 1.0
    """What "up to", "no more than" and "did not exceed" N reach below N, as a share of N: as `under`."""
    max_digits: int = 15
    """Longest number read, in digits: a float keeps 15 decimal digits; a longer one is an identifier, not a count."""
    window: int = 8
    """How far from a number its counted noun may stand, in tokens: a noun phrase with more modifiers is rare."""
    voices: int = 12
    """Most of those who tell a reporter something one by one ("two witnesses said"); the number of more is news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSettings:
    """Places and their co-ordinates. How well known a place is, is a score on the scale of log10 of a city's
    population."""

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
    foreign_region: float = 7.5
    """The same in states of other languages against a city of this score abroad: Bari is in Italy, not in Somalia."""
    subregion: float = 5.5
    """Score of a county, department or district: that of a town of 5,000."""
    alternate: float = 2.0
    """What a name that is only an alternate name costs: a city a hundred times smaller goes before it."""
    country_named: float = 1.0
    """What a place gains when the report names its country or people: outdoes a namesake ten times its size."""
    country_often: float = 2.0
    """The same where it is named by two names or more: the report is about that country."""
    region_named: float = 1.5
    """What a city gains on top when the report names its region."""
    enclosing: float = 5.0
    """What a region gains when "province", "region" or the like stands behind the name."""
    elsewhere: float = 2.0
    """What a region loses whose state the report never names, against a town of its name in a state named twice or
    more: Uri is in Kashmir where India is spoken of. By hand, the worth of those two names."""
    namesake_rank: int = 50
    """A city of 10 ** (rank / 10) people goes before the region that bears its name ("Kharkiv" is the city)."""
    famous: float = 9.5
    """A city of this score is taken for one even where spaCy calls it a person but the report names its country."""
    great_rank: int = 55
    """A city of 10 ** (rank / 10) people, 300,000, needs only one sign that it is meant."""
    middling_rank: int = 42
    """A town of 10 ** (rank / 10) people, 15,000, needs two signs; a smaller one three. Signs: spaCy's entity label
    (counts twice), a locative preposition, its country or region named in the report."""
    main_share: float = 0.5
    """Share of the named places that must lie in one country before a place that the gazetteer lacks is put there. By
    hand: a report on one country's affairs has over half of its places there, neighbours and seats abroad apart."""
    near_degrees: float = 1.5
    """Degrees of latitude, 165 km, within which two places lie near each other: the reach of a regional report."""
    near_least: int = 2
    """Places near a town that outweigh a better known namesake abroad. By hand; one could be a namesake itself."""
    near_places: int = 12
    """Mentions to either side that are looked at for such places; bounds the work."""
