"""One event in two places, and one person or body that two reports put in two places."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, islice

from rashomon.model.annotation import Actor, Mention, Place
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Difference, Explanation, Side
from rashomon.names import fold
from rashomon.reconcile.differences.nested_places import find_nested_places
from rashomon.reconcile.differences.place_names import NAMES, WHERE, called, is_named, place_at, place_nouns
from rashomon.reconcile.material.drafts import TOLD_IN, ClaimDraft, Material, Unit, claims_by_unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.settings import PlaceDifferenceSettings

_AFTERWARDS = frozenset({"hospital", "prison", "court"})
"""Groups of place nouns to which people are brought: a death there is of a wound that they got elsewhere."""
_SEAT = re.compile(r"-(?:based|headquartered|registered|flagged)\s+")
_FROM = re.compile(r"(?:,\s+\(?\d{1,3}\)?)?,?\s+(?:who\s+(?:is|comes)\s+)?from\s+")
_RANK = {"country": 0, "water": 0, "area": 1, "region": 1, "city": 2, "site": 3}


@dataclass(frozen=True, slots=True)
class _Where:
    """A place that a report gives. `of` is what it is the place of: (predicate) or (actor); `name` folded, or a group
    of place nouns."""

    report: int
    unit: int
    of: str
    name: str
    proper: bool
    label: str
    at: Citation
    place: Place | None = None


def find_place_differences(
    material: Material, drafts: Sequence[ClaimDraft], *, settings: PlaceDifferenceSettings
) -> tuple[Difference, ...]:
    """Return where aligned sentences of two reports put one event, or two reports one person or body, apart.

    An event's place is that which a preposition of place puts to its predicate; a person's that behind "from", a body's
    that before "-based". Two names are a difference of granularity when one is a larger unit of the same country or
    stands beside the other in some sentence of the story ("in Harwich, Essex"), else a real conflict; two common nouns
    ("in woods", "on a hillside") are of granularity, and a name and a common noun are no difference.
    """
    if len(material.reports) < 2:
        return ()
    claims = claims_by_unit([draft for draft in drafts if len({support.at.report for support in draft.support}) > 1])
    terms = material.terms
    named = _mentions_by_unit(material)
    together = _Together(material, settings.names_together)
    events: dict[tuple[str, str], list[_Where]] = defaultdict(list)
    homes: dict[str, list[_Where]] = defaultdict(list)
    for unit in material.units:
        if unit.role not in TOLD_IN:
            continue
        index = material.indices[unit.report]
        for where in _events(index, unit, terms[unit.report]) if unit.number in claims else ():
            for claim in sorted(claims[unit.number]):
                events[claim, where.of].append(where)
        for home in _homes(material, unit, named.get(unit.number, ())):
            homes[home.of].append(home)
    nested = list(find_nested_places(material, claims, together, settings=settings))
    told = {at for item in nested for side in item.sides for at in side.spans}
    found = list(nested)
    for group in _groups(material, events, settings):
        if not told.issuperset(where.at for where in group):
            found.append(_difference(group, together, ""))
    names = material.actors.by_id
    found += [
        _difference(group, together, names[of].name) for of, group in sorted(homes.items()) if _part(group, settings)
    ]
    return tuple(found)


def _groups(
    material: Material, events: Mapping[tuple[str, str], Sequence[_Where]], settings: PlaceDifferenceSettings
) -> Iterator[list[_Where]]:
    """The places of one event by claim, those of names and of common nouns apart; each pair of places once."""
    told: set[tuple[str, ...]] = set()
    for _, group in sorted(events.items(), key=lambda row: (min(where.unit for where in row[1]), row[0])):
        for proper in (True, False):
            alike = list({(w.at, w.name): w for w in group if w.proper == proper}.values())
            names = tuple(sorted({where.name for where in alike}))
            if names not in told and _part(alike, settings) and not _count_otherwise(material, alike):
                told.add(names)
                yield alike


def _part(group: Sequence[_Where], settings: PlaceDifferenceSettings) -> bool:
    """Whether reports part: two places, none of which the reports of the other give as well."""
    reports: dict[str, set[int]] = defaultdict(set)
    for where in group:
        reports[where.name].add(where.report)
    if not 1 < len(reports) <= settings.most_places:
        return False
    return all(not one & other for one, other in combinations(reports.values(), 2))


def _count_otherwise(material: Material, group: Sequence[_Where]) -> bool:
    """Whether the sentences of two places count things of one kind, and never alike: they tell of two events."""
    counts: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for where in group:
        unit = material.units[where.unit]
        figures = material.reports[where.report].annotation.figures
        for figure in (figures[number] for number in unit.figures):
            if figure.event and not figure.unit:
                counts[where.name][figure.event].append((figure.low, figure.high))
    return any(
        all(high < other_low or other_high < low for low, high in one[event] for other_low, other_high in other[event])
        for one, other in combinations(counts.values(), 2)
        for event in one.keys() & other.keys()
    )


def _difference(group: Sequence[_Where], together: Container[tuple[str, str]], about: str) -> Difference:
    sides: dict[str, list[_Where]] = defaultdict(list)
    for where in group:
        sides[where.name].append(where)
    ordered = sorted(sides.values(), key=lambda side: (-len({w.report for w in side}), side[0].unit))
    apart = all(_apart(one[0], other[0], together) for one, other in combinations(ordered, 2))
    explanation: Explanation = "real conflict" if apart else "different granularity"
    return Difference(
        type="place",
        explanation=explanation,
        sides=tuple(Side(value=side[0].label, spans=tuple(dict.fromkeys(w.at for w in side))) for side in ordered),
        about=about or ordered[0][0].of,
    )


def _apart(one: _Where, other: _Where, together: Container[tuple[str, str]]) -> bool:
    """Whether nothing says that one place may lie in the other."""
    if not one.proper or (one.name, other.name) in together or (other.name, one.name) in together:
        return False
    if set(one.name.split()) & set(other.name.split()):
        return False
    if one.place is None or other.place is None or one.place.country != other.place.country:
        return True
    return _RANK[one.place.kind] == _RANK[other.place.kind] and one.place.kind != "country"


class _Together:
    """Pairs of names of places, the second behind the first in some sentence of the story: "in Harwich, Essex", "in
    Harwich, in the county of Essex". Two places of one sentence may be one inside the other; that they are not, nothing
    here can tell. Of a sentence the first `most` names count. They are looked for when first asked about.
    """

    def __init__(self, material: Material, most: int) -> None:
        self._material, self._most = material, most

    def __contains__(self, pair: object) -> bool:
        return pair in self._pairs

    @functools.cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        pairs: set[tuple[str, str]] = set()
        for unit in self._material.units:
            if unit.role in TOLD_IN:
                index = self._material.indices[unit.report]
                named = islice(_named(index, unit), self._most)
                pairs.update(combinations(dict.fromkeys(fold(called(index, token)) for token in named), 2))
        return frozenset(pairs)


def _named(index: ReportIndex, unit: Unit) -> Iterator[int]:
    tokens, places = index.tokens, index.report.annotation.places
    entity, pos = tokens.entity, tokens.pos
    for token in range(unit.first, unit.last):
        named = entity[token] in NAMES or (places and pos[token] == "PROPN" and place_at(index, token) is not None)
        if named and tokens.dep[token] != "compound":
            yield token


def _events(index: ReportIndex, unit: Unit, terms: Sequence[str]) -> Iterator[_Where]:
    tokens = index.tokens
    for token in _objects(index, unit):
        preposition = tokens.head[token]
        if tokens.lemma[preposition] not in WHERE:
            continue
        governor = tokens.head[preposition]
        proper = tokens.pos[token] == "PROPN" and is_named(index, token)
        noun = place_nouns().get(tokens.lemma[token])
        if not (proper or noun) or not terms[governor] or tokens.pos[governor] not in {"VERB", "NOUN"}:
            continue
        if tokens.pos[governor] == "NOUN" and terms[governor] == tokens.lemma[governor]:
            continue  # a noun that is no deed ("a house in Kent") is not what happens there
        town = None if proper or noun in _AFTERWARDS else _town(index, token)
        named = token if town is None else town
        at = Span(tokens.start[named], tokens.end[named])
        clause = unit.clause_over(at)
        span = clause.span if clause is not None else unit.span
        label = index.text(Span(tokens.start[preposition], tokens.end[named]))
        yield _Where(
            unit.report,
            unit.number,
            terms[governor],
            fold(called(index, named)) if proper or town is not None else noun or "",
            proper or town is not None,
            " ".join(label.split()),
            index.cite(span),
            place_at(index, named) if proper or town is not None else None,
        )


def _objects(index: ReportIndex, unit: Unit) -> list[int]:
    """The objects of prepositions in a sentence."""
    deps = index.tokens.dep[unit.first : unit.last]
    return [token for token, dep in enumerate(deps, unit.first) if dep == "pobj"] if "pobj" in deps else []


def _town(index: ReportIndex, token: int) -> int | None:
    """The name of the place that a common noun lies in ("a hotel in Leeds")."""
    tokens = index.tokens
    under = (i for child in index.children(token) if tokens.lemma[child] in WHERE for i in index.children(child))
    return next((i for i in under if tokens.pos[i] == "PROPN" and is_named(index, i)), None)


def _mentions_by_unit(material: Material) -> Mapping[int, list[tuple[Actor, Mention]]]:
    """The mentions of people and bodies, but for pronouns, by the unit that holds them."""
    out: dict[int, list[tuple[Actor, Mention]]] = defaultdict(list)
    for report, units in groupby(material.units, key=lambda unit: unit.report):
        inside = list(units)
        starts = [unit.span.start for unit in inside]
        for actor in material.reports[report].annotation.actors:
            for mention in actor.mentions if actor.kind in {"person", "organisation"} else ():
                unit = inside[max(0, bisect_right(starts, mention.span.start) - 1)]
                if mention.form != "pronoun" and unit.span.contains(mention.span):
                    out[unit.number].append((actor, mention))
    return out


def _homes(material: Material, unit: Unit, mentions: Sequence[tuple[Actor, Mention]]) -> Iterator[_Where]:
    """Where a named person is from, or a named body has its seat."""
    index = material.indices[unit.report]
    text = index.report.report.text
    for actor, mention in mentions:
        merged = material.actors.of.get((index.id, actor.id))
        if merged is None:
            continue
        match = _FROM.match(text, mention.span.end, unit.span.end) if actor.kind == "person" else None
        token = _token_at(index, match.end()) if match else None
        token = None if token is None else _last_of_name(index, token)
        if match is None:
            match = _SEAT.search(text, max(unit.span.start, mention.span.start - 40), mention.span.end)
            token = _token_at(index, match.start() - 1) if match and match.start() > unit.span.start else None
        if token is None or match is None:
            continue
        place = place_at(index, token)
        if place is None and index.tokens.entity[token] not in NAMES:
            continue
        name = place.name if place else called(index, token)
        named = place.span if place else Span(index.tokens.start[token], index.tokens.end[token])
        span = Span(min(mention.span.start, named.start), max(mention.span.end, named.end))
        yield _Where(unit.report, unit.number, merged, fold(name), True, name, index.cite(span), place)


def _token_at(index: ReportIndex, offset: int) -> int | None:
    token = bisect_left(index.tokens.start, offset + 1) - 1
    return token if token >= 0 and offset < index.tokens.end[token] else None


def _last_of_name(index: ReportIndex, token: int) -> int:
    tokens = index.tokens
    while token + 1 < len(tokens) and tokens.entity[token] and tokens.entity[token + 1] == tokens.entity[token]:
        token += 1
    return token
