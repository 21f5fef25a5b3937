"""Which of the places of one name is meant: what is well known first, then what the report speaks of."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from rashomon.annotate.places.evidence import Evidence, also_words
from rashomon.annotate.places.gazetteer import Candidate
from rashomon.annotate.places.keys import place_key
from rashomon.annotate.places.metonym import is_metonym
from rashomon.settings import PlaceSettings
from rashomon.tables import read_table

_ENGLISH = frozenset({"AU", "CA", "GB", "IN", "NZ", "US", "ZA"})
"""States whose regions the English news calls by their bare names."""
_NOWHERE = ("", "")
_NO_NAMES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name at tokens [start, end), its look-up key, the places it can mean, and what speaks for its being one."""

    start: int
    end: int
    key: str
    candidates: tuple[Candidate, ...]
    evidence: Evidence


@functools.cache
def _demonyms() -> dict[str, str]:
    rows = read_table("rashomon.data", "states.tsv", columns=7)
    out = {word: row[0] for row in rows for word in row[6].split("|") if word}
    for word, code, _ in read_table("rashomon.data", "demonyms.tsv", columns=3):
        out.setdefault(word, code)
    return out


def resolve(mentions: Sequence[Mention], doc: Any, *, settings: PlaceSettings) -> list[Candidate | None]:
    """Return the place that each mention means, None where it is not sure enough that it is a place at all.

    A region or state behind a comma decides ("Paris, Texas"). Else the best score wins: how well known the place is,
    and whether the report speaks of its country or region elsewhere.
    """
    context = _context(mentions, doc)
    out: list[Candidate | None] = []
    decided: Candidate | None = None
    for number, mention in enumerate(mentions):
        if decided is not None:
            out.append(decided)
            decided = None
            continue
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        enclosing, decided = _behind_comma(mention, following, doc)
        inside = [c for c in mention.candidates if _lies_in(c, enclosing)]
        if inside:
            out.append(_best(inside, mention, _Context(), settings))
        else:
            best = _best(mention.candidates, mention, context, settings)
            missing = (
                _is_us_state(following) and best.source == "city" and _stands_behind_comma(mention, following, doc)
            )
            sure = not missing and _sure(best, mention, context, settings)
            out.append(_one_side(best, mention, context) if sure else None)
    for number, chosen in enumerate(out):
        if chosen is not None and chosen.source in ("city", "capital"):
            out[number] = _nearer(number, mentions, out, context, doc, settings)
    return out


def _nearer(
    number: int,
    mentions: Sequence[Mention],
    chosen: Sequence[Candidate | None],
    context: _Context,
    doc: Any,
    settings: PlaceSettings,
) -> Candidate | None:
    """The namesake amid the report's other places, if nothing else in it lies in the better known one's country.

    Spatial minimality (Leidner, Sinclair and Webber 2003, Grounding spatial named entities): Athens is in Ohio where
    the towns around are.
    """
    mention, best = mentions[number], chosen[number]
    rivals = [c for c in mention.candidates if c.source == "city" and best is not None and c.country != best.country]
    if best is None or not rivals or context.names(best.country, beside=mention.key):
        return best
    if best.stands_for and is_metonym(doc, mention.start, mention.end, best):
        return best
    around: dict[str, Candidate] = {}
    for other in range(max(0, number - settings.near_places), min(len(mentions), number + settings.near_places)):
        place = chosen[other]
        if place is not None and mentions[other].key != mention.key and place.source in ("city", "subregion"):
            around[mentions[other].key] = place
    for rival in rivals:
        if any(c.country == best.country for c in around.values()):
            break
        if sum(_near(rival, c, settings.near_degrees) for c in around.values()) >= settings.near_least:
            return rival
    return best


def _near(a: Candidate, b: Candidate, degrees: float) -> bool:
    """Whether two places of one country lie within so many degrees of latitude, and of longitude made equal to it."""
    east = (a.lon - b.lon) * math.cos(math.radians(a.lat))
    return a.country == b.country and math.hypot(a.lat - b.lat, east) <= degrees


@dataclass(frozen=True, slots=True)
class _Context:
    """By which names a report names each country (itself, its people, its capital, its regions) and each region."""

    countries: dict[str, set[str]] = field(default_factory=dict)
    regions: dict[str, set[str]] = field(default_factory=dict)

    def has_country(self, code: str | None, *, beside: str) -> bool:
        """Whether the country is named by another name than `beside`, which is to be resolved."""
        return self.names(code, beside=beside) > 0

    def names(self, code: str | None, *, beside: str) -> int:
        """How many names of the country or of what lies in it there are but for `beside`."""
        names = self.countries.get(code or "", _NO_NAMES)
        return len(names) - (beside in names)

    def has_region(self, key: str, *, beside: str) -> bool:
        """Whether the region is named, by another name than `beside`."""
        names = self.regions.get(key, _NO_NAMES)
        return len(names) > (beside in names)


def _context(mentions: Sequence[Mention], doc: Any) -> _Context:
    context = _Context()
    for mention in mentions:
        first = mention.candidates[0]
        only = {c.country for c in mention.candidates if not c.alternate}
        if first.source in ("city", "subregion") and len(only) == 1 and first.country and mention.evidence.points > 0:
            context.countries.setdefault(first.country, set()).add(mention.key)
        if first.source == "city" and first.region and mention.evidence.points > 0:
            rival = max((c.rank for c in mention.candidates[1:]), default=0)
            if first.rank >= rival + 10:  # "Minneapolis" names Minnesota: no namesake has a tenth of its people
                context.regions.setdefault(first.region, set()).add(mention.key)
        if first.alternate or first.source not in ("state", "capital", "curated", "region"):
            continue
        rivals = {c.country for c in mention.candidates if c.source in ("state", "region") and not c.alternate}
        if first.country and rivals <= {first.country}:
            context.countries.setdefault(first.country, set()).add(mention.key)
            if first.kind == "region":
                context.regions.setdefault(place_key(first.name), set()).add(mention.key)
            if first.source == "region":
                # codes are upper case, keys are lower case
                context.regions.setdefault(first.country, set()).add(mention.key)
    for mention, following in pairwise(mentions):
        (region, country), inside = _behind_comma(mention, following, doc)
        if inside is not None:  # "Paris, Texas" names Texas, whatever else could be meant
            context.countries.setdefault(country, set()).add(following.key)
            if region:
                context.regions.setdefault(region, set()).add(following.key)
                context.regions.setdefault(country, set()).add(following.key)
    demonyms = _demonyms()
    for token in doc:
        if token.text in demonyms:
            context.countries.setdefault(demonyms[token.text], set()).add(token.text)
    return context


def encloses(following: Mention, mention: Mention, doc: Any) -> bool:
    """Whether a region or state stands right behind a comma after a place that can lie in it: "Edmonton, Alberta"."""
    behind = mention.end < len(doc) and doc[mention.end].text == ","
    return behind and _behind_comma(mention, following, doc)[1] is not None


def _behind_comma(mention: Mention, following: Mention | None, doc: Any) -> tuple[tuple[str, str], Candidate | None]:
    """Return (key of a region or "", country) that stands behind a comma after the name, and the place it is itself.

    "In" does as well where the name stands as a place: "from Lokichokio in Kenya". Without it the pair is ("", "").
    """
    if mention.end + 1 >= len(doc) or not (
        doc[mention.end].text == "," or (doc[mention.end].lower_ == "in" and mention.evidence.points > 0)
    ):
        return _NOWHERE, None
    if following is None or following.start != mention.end + 1:
        return _NOWHERE, None
    for candidate in following.candidates:
        if candidate.source == "region" or (candidate.source == "curated" and candidate.kind == "region"):
            if any(_lies_in(c, (place_key(candidate.name), candidate.country or "")) for c in mention.candidates):
                return (place_key(candidate.name), candidate.country or ""), candidate
        elif candidate.source == "state" and any(
            _lies_in(c, ("", candidate.country or "")) for c in mention.candidates
        ):
            return ("", candidate.country or ""), candidate
    return _NOWHERE, None


def _is_us_state(mention: Mention | None) -> bool:
    return mention is not None and mention.candidates[0].country == "US" and mention.candidates[0].kind == "region"


def _stands_behind_comma(mention: Mention, following: Mention | None, doc: Any) -> bool:
    """Whether the state follows as in "Sharon, Connecticut": a town that the gazetteer does not have."""
    return following is not None and following.start == mention.end + 1 and doc[mention.end].text == ","


def _lies_in(candidate: Candidate, enclosing: tuple[str, str]) -> bool:
    region, country = enclosing
    if not country:
        return False
    if candidate.source in ("state", "region"):
        return bool(not region and candidate.country == country and candidate.source != "state")
    return candidate.country == country and (not region or candidate.region == region)


def _best(
    pool: Sequence[Candidate],
    mention: Mention,
    context: _Context,
    settings: PlaceSettings,
) -> Candidate:
    namesake = {c.region for c in pool if c.source == "city" and c.rank >= settings.namesake_rank}

    def score(candidate: Candidate) -> float:
        known = _known(candidate, settings)
        match candidate.source:
            case "curated":
                value = settings.curated
            case "state":
                value = settings.state
            case "capital":
                value = min(settings.capital, known + settings.capital_gain)
            case "region":
                value = settings.region
                abroad = max((_known(c, settings) for c in pool if c.country != candidate.country), default=0.0)
                if candidate.country not in _ENGLISH and abroad >= settings.foreign_region:
                    value = settings.foreign_region
                if mention.evidence.region:
                    value += settings.enclosing
                elif place_key(candidate.name) in namesake:
                    value = 0.0
                elif _elsewhere(candidate, pool, mention, context):
                    value -= settings.elsewhere
                elif candidate.country == "US" and _is_domestic(pool, mention, context):
                    value = settings.state + 0.5  # only the US calls its own Georgia by the bare name
            case "subregion":
                value = settings.subregion
            case _:
                value = known
        if candidate.alternate:
            value -= settings.alternate
        if (
            candidate.country
            and candidate.source != "state"
            and context.has_country(candidate.country, beside=mention.key)
        ):
            often = context.names(candidate.country, beside=mention.key) > 1
            value += settings.country_often if often else settings.country_named
        if candidate.source in ("city", "subregion") and context.has_region(candidate.region, beside=mention.key):
            value += settings.region_named
        return value

    return max(pool, key=lambda c: (score(c), -pool.index(c)))


def _elsewhere(region: Candidate, pool: Sequence[Candidate], mention: Mention, context: _Context) -> bool:
    """Whether a report that never names a region's state speaks often of that of a town of the same name."""
    if region.country in _ENGLISH or context.has_country(region.country, beside=mention.key):
        return False
    return any(c.source == "city" and context.names(c.country, beside=mention.key) > 1 for c in pool)


def _one_side(best: Candidate, mention: Mention, context: _Context) -> Candidate:
    """The half of a land of several states that lies in the only one that the report names: Pakistan's Punjab."""
    if best.source != "curated" or best.country or best.kind != "region":
        return best
    halves = [
        c for c in mention.candidates if c.source == "region" and context.has_country(c.country, beside=mention.key)
    ]
    return replace(halves[0], name=best.name) if len(halves) == 1 else best


def _known(city: Candidate, settings: PlaceSettings) -> float:
    return (city.rank + settings.fame * city.fame) / 10


def _is_domestic(pool: Sequence[Candidate], mention: Mention, context: _Context) -> bool:
    """Whether the report names states of the US and nothing of the country that shares the name."""
    states = [c.country for c in pool if c.source == "state"]
    foreign = any(context.has_country(code, beside=mention.key) for code in states)
    return bool(states) and not foreign and context.has_region("US", beside=mention.key)


def _sure(best: Candidate, mention: Mention, context: _Context, settings: PlaceSettings) -> bool:
    """Whether the evidence is enough for a place so little known."""
    if best.source in ("curated", "state", "capital", "region") and not best.alternate:
        return mention.evidence.points >= 1 or best.source != "region"
    named = min(context.names(best.country, beside=mention.key), 2)
    named = max(named, int(context.has_region(best.region, beside=mention.key)))
    alone = (
        len({c.country for c in mention.candidates}) == 1 and best.rank >= settings.middling_rank and not best.alternate
    )
    points = mention.evidence.points + named - (best.alternate and " " not in mention.key)
    points += (
        alone and mention.evidence.points == 1 and mention.key not in also_words()
    )  # a town without namesakes abroad
    if _known(best, settings) >= settings.famous and not best.alternate:
        return points >= 0
    if best.rank >= settings.great_rank:
        return points >= 1
    if best.rank >= settings.middling_rank:
        return points >= 2
    return points >= 3
