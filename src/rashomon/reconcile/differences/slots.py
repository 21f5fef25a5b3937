"""Slots: the readings of one and the same quantity or date, over all reports of a story.

Values in conflict usually stand in sentences that no alignment brings together; they are looked for by what they
count, in which unit, what happened to it and in which words (`same_thing`).
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.reconcile.differences.likeness import Likeness
from rashomon.reconcile.differences.readings import Reading, ReadingKind, TermWeights
from rashomon.reconcile.differences.same_thing import (
    FAR,
    SMALL,
    SlotModels,
    can_be_one,
    load_models,
    log_ratio,
    same_thing,
)
from rashomon.reconcile.differences.slots_vetoes import is_equal, value_of
from rashomon.reconcile.differences.written import can_both_hold, find_totals, is_converted, is_total
from rashomon.settings import SlotSettings

_COMPLETE = 0.7
"""Share of the probability asked of two values at first that any two values of one slot must have."""
_THIRD = 0.3
"""Probability asked of two values where one joins others that are a slot already: in a chain of doubtful links the ends
are of two things."""
_SHARE = "%"
_LENGTH = "km"
"""What the measures of lengths begin with, the only figures that have a dimension."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a story, each with its readings, and how probably two unequal ones (by place) are of one thing."""

    readings: tuple[tuple[Reading, ...], ...]
    links: Mapping[tuple[int, int], float]
    opposed: frozenset[tuple[int, int]] = frozenset()
    """The places of values that one report itself sets against one another, the lower first."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Values of one thing, in the order of the text, and the least probability, 0 to 1, that two of them are.

    `opposed` says that a report itself sets two of them against one another: nothing has come later.
    """

    values: tuple[tuple[Reading, ...], ...]
    confidence: float = 1.0
    opposed: bool = False


def find_values(
    readings: Sequence[Reading],
    weights: TermWeights,
    *,
    settings: SlotSettings,
    models: SlotModels | None = None,
    opposed: Iterable[tuple[int, int]] = (),
) -> Values:
    """Put readings of one thing and one value together, and link unequal values that may be of one thing.

    Values are compared when they share a claim, the counted noun, the event or a rare term of the clause; how many are
    is bounded, so that the time grows with the number of readings. `models` replaces the trained weights; `opposed` are
    the places of readings that one report sets against one another, which are of one thing without being asked.
    """
    known = models or load_models()
    alike = Likeness(functools.partial(same_thing, weights=weights, models=known))
    values = _same_values(readings, alike, settings)
    links, apart = _links(values, weights, alike, settings), _opposed(readings, values, opposed)
    links.update({pair: max(links.get(pair, 0.0), settings.opposed) for pair in sorted(apart)})
    return Values(tuple(tuple(value) for value in values), links, apart)


def _opposed(
    readings: Sequence[Reading], values: Sequence[Sequence[Reading]], pairs: Iterable[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """The places of the values that have the two readings of each pair."""
    found = [(readings[one], readings[other]) for one, other in pairs]
    if not found:
        return frozenset()
    home = {id(reading): place for place, value in enumerate(values) for reading in value}
    places = ((home[id(one)], home[id(other)]) for one, other in found)
    return frozenset((min(pair), max(pair)) for pair in places if pair[0] != pair[1])


def find_slots(values: Values, *, kind: ReadingKind, least: float) -> list[Slot]:
    """Group values of one kind and thing into slots by complete linkage at probability `least`, the most alike first.

    Returned are slots of several values, all rivals of one another, and single values that reports hedge in different
    ways ("200", "more than 200"), in the order of their first readings.
    """
    home: dict[int, int] = {}
    slots: dict[int, list[int]] = {}
    chosen = {place: value for place, value in enumerate(values.readings) if value[0].kind == kind}
    ordered = sorted((-link, pair) for pair, link in values.links.items() if link >= least and pair[0] in chosen)
    for _, (one, other) in ordered:
        left = slots.get(home.get(one, -1), [one])
        right = slots.get(home.get(other, -1), [other])
        if left is right or not all(
            _linked(values, a, b, least, pair=len(left) + len(right) == 2) for a in left for b in right
        ):
            continue
        for value in (one, other):
            slots.pop(home.get(value, -1), None)
        place = min(left + right)
        slots[place] = sorted(left + right)
        home.update(dict.fromkeys(slots[place], place))
    hedged = {place: [place] for place, value in chosen.items() if place not in home and _hedged(value)}
    return [_slot(values, places) for _, places in sorted({**slots, **hedged}.items())]


def find_all_slots(values: Values, *, settings: SlotSettings) -> tuple[Slot, ...]:
    """The slots of figures, then those of dates, at the probability from which each is told of a claim."""
    return (
        *find_slots(values, kind="figure", least=settings.conflict),
        *find_slots(values, kind="date", least=settings.date_conflict),
    )


def _slot(values: Values, places: Sequence[int]) -> Slot:
    """The slot of the values at `places`, which rise."""
    links = [values.links.get((one, other), 0.0) for one, other in combinations(places, 2)]
    opposed = not values.opposed.isdisjoint(combinations(places, 2))
    return Slot(tuple(values.readings[place] for place in places), min(links, default=1.0), opposed)


def _hedged(value: Sequence[Reading]) -> bool:
    """Whether two reports bound one value in different ways."""
    return len({r.report for r in value}) > 1 and len(by_bounds(value)) > 1


def by_bounds(value: Sequence[Reading]) -> list[list[Reading]]:
    """The readings of one value, apart by how they hedge it; one in another unit goes with that of which it may be a
    conversion."""
    sides: list[list[Reading]] = []
    for reading in value:
        for side in sides:
            if (side[0].low, side[0].high) == (reading.low, reading.high) or is_converted(side[0], reading):
                side.append(reading)
                break
        else:
            sides.append([reading])
    return sides


def _linked(values: Values, one: int, other: int, least: float, *, pair: bool) -> bool:
    """Whether two values may stand in one slot: rivals, and not much less probably so than `least`."""
    places = min(one, other), max(one, other)
    enough = _COMPLETE * least if pair else max(_COMPLETE * least, _THIRD)
    if values.links.get(places, 0.0) < enough:
        return False
    return places in values.opposed or are_rivals(values.readings[one], values.readings[other])


def excludes(one: Sequence[Reading], other: Sequence[Reading]) -> bool:
    """Whether two values cannot both hold. One that some reports hedge is as narrow as the others have it."""
    return _part(_narrowest(one), _narrowest(other))


def _narrowest(value: Sequence[Reading]) -> Reading:
    return min(value, key=_width) if len(value) > 1 else value[0]


def _part(one: Reading, other: Reading) -> bool:
    """Whether two readings cannot both hold."""
    return not (can_both_hold(one, other) if one.kind == "figure" else can_be_one(one, other))


def same_event(one: Reading, other: Reading) -> bool:
    """Whether two dates are of one predicate, in sentences that are aligned; else they may well be of two events."""
    return one.of == other.of != "" and bool(one.claims & other.claims)


def same_day_or_event(one: Reading, other: Reading) -> bool:
    """Whether two dates of aligned sentences are of one predicate, or each a day of a month, alone in its own sentence,
    and one has the predicate of the other beside it ("the meeting will be held on the 4th", "they meet on the 5th").
    """
    days = _is_day_of_month(one) and _is_day_of_month(other) and (one.of in other.near or other.of in one.near)
    return same_event(one, other) or (days and bool(one.claims & other.claims))


def _is_day_of_month(reading: Reading) -> bool:
    one_day = reading.measure != "clock" and reading.high - reading.low < 1
    return reading.alone and one_day and any(letter.isdigit() for letter in reading.label)


def _width(reading: Reading) -> float:
    return reading.high - reading.low


def are_rivals(one: Sequence[Reading], other: Sequence[Reading]) -> bool:
    """Whether two values are told of one thing by different reports.

    A report that gives two values which exclude each other tells of two things, whatever their words have in common;
    but a headline or a caption is often not of the hand, or not of the hour, that wrote the body, and two voices that
    it quotes may be at odds with one another.
    """
    first, second = frozenset(reading.report for reading in one), frozenset(reading.report for reading in other)
    if not excludes(one, other):
        return len(first | second) > 1
    return _may_part(one, other, first & second)


def _may_part(one: Sequence[Reading], other: Sequence[Reading], both: frozenset[int]) -> bool:
    """Whether two values that exclude each other may be of one thing; `both` are the reports that give the two."""
    return not any(_at_odds_in_body(one, other, report) for report in both)


def _at_odds_in_body(one: Sequence[Reading], other: Sequence[Reading], report: int) -> bool:
    """Whether one voice gives both values in the body of a report, or its headlines or its captions do."""
    first, second = ([reading for reading in value if reading.report == report] for value in (one, other))
    return any(not _apart(left, right) for left in first for right in second)


def _apart(one: Reading, other: Reading) -> bool:
    """Whether what two readings of one report say may be at odds: body, headline and caption, or two voices."""
    voices = one.voice is not None and other.voice is not None and one.voice != other.voice
    return one.place != other.place or (voices and one.event == other.event != "")


def _same_values(readings: Sequence[Reading], alike: Likeness, settings: SlotSettings) -> list[list[Reading]]:
    """Group readings of one thing and of one value: each joins the group it fits best, or founds one."""
    groups: list[list[Reading]] = []
    by_value: dict[tuple[str, str, tuple[float, ...]], list[int]] = defaultdict(list)
    by_measure: dict[str, list[int]] = defaultdict(list)
    for reading in readings:
        same = by_value[*_measured(reading), value_of(reading)]
        founded = by_measure[reading.measure] if reading.kind == "figure" and reading.measure else []
        last = founded[-settings.most_candidates :]
        converted = [place for place in last if is_converted(groups[place][0], reading)]
        places = [*same, *converted]
        fits = [(_link([reading], groups[place], alike, settings), -place) for place in places]
        best, place = max(fits, default=(0.0, 0))
        counted = settings.same_value if reading.high < SMALL else settings.same_large
        if best >= (counted if reading.kind == "figure" else settings.same_date):
            groups[-place].append(reading)
        else:
            if len(same) < settings.most_candidates:
                same.append(len(groups))
            founded.append(len(groups))
            groups.append([reading])
    return groups


def _links(
    values: Sequence[Sequence[Reading]], weights: TermWeights, alike: Likeness, settings: SlotSettings
) -> dict[tuple[int, int], float]:
    """How probably two values are of one thing, for the pairs that are worth asking and of which a slot may be."""
    blocks: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    links: dict[tuple[int, int], float] = {}
    parted: set[tuple[int, int]] = set()
    if _by_one_voice(values):
        return links
    floors = {
        "figure": _COMPLETE * min(settings.figure_difference, settings.conflict),
        "date": _COMPLETE * min(settings.date_difference, settings.date_conflict),
    }
    narrow = [_narrowest(value) for value in values]
    reports = [frozenset(reading.report for reading in value) for value in values]
    equal: dict[tuple[str, str, tuple[float, ...]], list[int]] = defaultdict(list)
    totals = find_totals(reading for value in values for reading in value)
    some_total = bool(totals.each or totals.sums)
    for place, value in enumerate(values):
        equal[*_measured(value[0]), value_of(value[0])].append(place)
    for place, value in enumerate(values):
        seen: list[int] = []
        keys = (key for reading in value[: settings.most_members] for key in _keys(reading, weights, settings))
        for key in dict.fromkeys(keys):
            block = blocks[key]
            seen += block[: settings.most_candidates]
            seen += block[-settings.most_candidates :]
            block.append(place)
        votes = sorted((-count, other) for other, count in Counter(seen).items())
        for _, other in votes[: settings.most_candidates]:
            rival = values[other]
            if is_equal(value[0], rival[0]) or (some_total and is_total(totals, value, rival)):
                continue
            apart = _part(narrow[place], narrow[other])
            if apart and not _may_part(value, rival, reports[place] & reports[other]):
                continue
            if not apart and len(reports[place] | reports[other]) == 1:
                continue
            link = _link(value, rival, alike, settings)
            if link < floors[value[0].kind] or (value[0].measure == _SHARE and link < settings.share):
                continue  # no slot is made of it
            if link >= settings.far or value[0].kind == "date" or log_ratio(value[0], rival[0]) < FAR:
                links[other, place] = link
                if apart:
                    parted.add((other, place))

    asked: dict[tuple[int, int], float] = {}

    def agrees(one: int, rival: int, least: float) -> bool:
        """Whether a report of `one` gives, elsewhere, the value of `rival` for what is as probably the same thing."""
        key = *_measured(values[rival][0]), value_of(values[rival][0])
        for same in equal[key][: settings.most_candidates]:
            if same != rival and not reports[one].isdisjoint(reports[same]):
                if (same, rival) not in asked:
                    asked[same, rival] = _link(values[same], values[rival], alike, settings)
                if asked[same, rival] >= least:
                    return True
        return False

    return {
        (one, other): link
        for (one, other), link in links.items()
        if not ((one, other) in parted and (agrees(one, other, link) or agrees(other, one, link)))
    }


def _by_one_voice(values: Sequence[Sequence[Reading]]) -> bool:
    """Whether one voice of one report gives all values in one place, so that no two are rivals."""
    readings = [reading for value in values for reading in value]
    voices = {reading.voice for reading in readings if reading.voice is not None}
    return len({(reading.report, reading.place) for reading in readings}) < 2 and len(voices) < 2


def _keys(reading: Reading, weights: TermWeights, settings: SlotSettings) -> list[tuple[str, str, str, str]]:
    rare = sorted(reading.near, key=lambda term: (-weights[term], term))[: settings.block_terms]
    kind = _measured(reading)
    keys = [(*kind, "term", term) for term in rare]
    keys += [(*kind, "claim", claim) for claim in sorted(reading.claims)]
    if reading.measure:
        keys.append((*kind, "measure", ""))
    keys += [(*kind, name, word) for name, word in (("of", reading.of), ("event", reading.event)) if word]
    return keys


def _measured(reading: Reading) -> tuple[str, str]:
    """What is compared with what: figures of one measure, and dates of whatever grain."""
    return reading.kind, reading.measure if reading.kind == "figure" else ""


def _link(one: Sequence[Reading], other: Sequence[Reading], alike: Likeness, settings: SlotSettings) -> float:
    """The mean of the best few probabilities between two groups, 0 where nothing may be compared."""
    if one[0].measure.startswith(_LENGTH):
        dimensions = [{(r.dimension, r.fixed) for r in value if r.dimension} for value in (one, other)]
        if all(dimensions) and not dimensions[0] & dimensions[1]:
            return 0.0
    if len(one) == len(other) == 1 and one[0].report != other[0].report:
        return alike(one[0], other[0])  # most values are given once
    found = [
        alike(left, right)
        for left in one[: settings.most_members]
        for right in other[: settings.most_members]
        if left.report != right.report or _apart(left, right) or can_be_one(left, right)
    ]
    best = sorted(found, reverse=True)[:3]
    return sum(best) / len(best) if best else 0.0
