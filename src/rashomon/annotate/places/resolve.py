"""Which of the places of one name is meant: what is well known first, then what the report speaks of."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.annotate.places.evidence import Evidence
from rashomon.annotate.places.gazetteer import Candidate
from rashomon.annotate.places.keys import place_key
from rashomon.settings import PlaceSettings
from rashomon.tables import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name at tokens [start, end), the places it can mean, and what speaks for its being one."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    evidence: Evidence


@functools.cache
def _abbreviations() -> dict[str, tuple[str, str]]:
    rows = read_table("rashomon.annotate.data", "place-abbreviations.tsv", columns=3)
    return {word: (key, country) for word, key, country in rows}


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
    countries, regions = _context(mentions, doc)
    out: list[Candidate | None] = []
    decided: Candidate | None = None
    for number, mention in enumerate(mentions):
        if decided is not None:
            out.append(decided)
            decided = None
            continue
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        enclosing, decided = _behind_comma(mention, following, doc)
        pool = mention.candidates
        if enclosing is not None:
            inside = [c for c in pool if _lies_in(c, enclosing)]
            if inside:
                out.append(_best(inside, mention, Counter(), Counter(), settings))
                continue
        best = _best(pool, mention, countries, regions, settings)
        out.append(best if _sure(best, mention, countries, regions, settings) else None)
    return out


def _context(mentions: Sequence[Mention], doc: Any) -> tuple[Counter[str], Counter[str]]:
    """How often the report names each country (itself, its people, its capital) and each region."""
    countries: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    for mention in mentions:
        first = mention.candidates[0]
        if first.alternate or first.source not in ("state", "capital", "curated", "region"):
            continue
        rivals = {c.country for c in mention.candidates if c.source in ("state", "region") and not c.alternate}
        if first.country and rivals <= {first.country}:
            countries[first.country] += 1
            if first.kind == "region":
                regions[place_key(first.name)] += 1
            if first.source == "region":
                regions[first.country] += 1  # codes are upper case, keys are lower case
    demonyms = _demonyms()
    for token in doc:
        if token.text in demonyms:
            countries[demonyms[token.text]] += 1
    return countries, regions


def _behind_comma(
    mention: Mention, following: Mention | None, doc: Any
) -> tuple[tuple[str, str] | None, Candidate | None]:
    """Return (key of a region or "", country) that stands behind a comma after the name, and the place it is itself."""
    if mention.end + 1 >= len(doc) or doc[mention.end].text != ",":
        return None, None
    abbreviation = _abbreviations().get(doc[mention.end + 1].text)
    if abbreviation is not None:
        return abbreviation, None
    if following is None or following.start != mention.end + 1:
        return None, None
    for candidate in following.candidates:
        if candidate.source == "region" or (candidate.source == "curated" and candidate.kind == "region"):
            if any(_lies_in(c, (place_key(candidate.name), candidate.country or "")) for c in mention.candidates):
                return (place_key(candidate.name), candidate.country or ""), candidate
        elif candidate.source == "state" and any(
            _lies_in(c, ("", candidate.country or "")) for c in mention.candidates
        ):
            return ("", candidate.country or ""), candidate
    return None, None


def _lies_in(candidate: Candidate, enclosing: tuple[str, str]) -> bool:
    region, country = enclosing
    if candidate.source in ("state", "region"):
        return bool(not region and candidate.country == country and candidate.source != "state")
    return candidate.country == country and (not region or candidate.region == region)


def _best(
    pool: Sequence[Candidate],
    mention: Mention,
    countries: Counter[str],
    regions: Counter[str],
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
                if mention.evidence.region:
                    value += settings.enclosing
                elif place_key(candidate.name) in namesake:
                    value = 0.0
                elif candidate.country == "US" and _is_domestic(pool, countries, regions):
                    value = settings.state + 0.5  # only the US calls its own Georgia by the bare name
            case "subregion":
                value = settings.subregion
            case _:
                value = known
        if candidate.alternate:
            value -= settings.alternate
        if candidate.country and candidate.source != "state" and countries[candidate.country]:
            value += settings.country_named
        if candidate.region and regions[candidate.region] and candidate.source in ("city", "subregion"):
            value += settings.region_named
        return value

    return max(pool, key=lambda c: (score(c), -pool.index(c)))


def _known(city: Candidate, settings: PlaceSettings) -> float:
    return (city.rank + settings.fame * city.fame) / 10


def _is_domestic(pool: Sequence[Candidate], countries: Counter[str], regions: Counter[str]) -> bool:
    """Whether the report names states of the US and nothing of the country that shares the name."""
    states = {c.country for c in pool if c.source == "state"}
    return bool(states) and not any(countries[code or ""] for code in states) and regions["US"] > 0


def _sure(
    best: Candidate, mention: Mention, countries: Counter[str], regions: Counter[str], settings: PlaceSettings
) -> bool:
    """Whether the evidence is enough for a place so little known."""
    if best.source in ("curated", "state", "capital", "region") and not best.alternate:
        return mention.evidence.points >= 0 or best.source != "region"
    named = bool(countries[best.country or ""]) or bool(best.region and regions[best.region])
    points = mention.evidence.points + named
    if _known(best, settings) >= settings.famous and not best.alternate:
        return points >= 0
    if best.rank >= settings.great_rank:
        return points >= 1
    if best.rank >= settings.middling_rank:
        return points >= 2
    return points >= 3
