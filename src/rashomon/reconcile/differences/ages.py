"""Ages that reports give one person: "Marko Lind, 51," against "52-year-old Marko Lind"."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Difference, Side
from rashomon.reconcile.material.drafts import TOLD_IN, ClaimDraft, Material, Unit, claims_by_unit
from rashomon.reconcile.material.terms import digits_of
from rashomon.tables import read_table

_NUMBER = r"(?P<age>\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?)"
_BEFORE = re.compile(rf"\b{_NUMBER}[- ]years?[- ]old(?: (?P<noun>[a-z]+))?(?: [a-z]+){{0,3}} ?,? ?", re.IGNORECASE)
"""An age, and the noun and the name that may follow it."""
_YEAR = re.compile(r"[Yy][Ee][Aa][Rr]")
"""What is in it, looked for first: few sentences have it."""
_AFTER = re.compile(rf"(?:, aged |, who is |, (?:(?:an?|the) )?| \(){_NUMBER}(?P<old>[- ]years?[- ]old)?(?=[,.;:) ]|$)")
"""An age right behind a name: bare it must end at a mark."""
_OF = re.compile(rf"\b(?P<noun>[a-z]+),? (?:aged?|of) {_NUMBER}(?=[,.;:) ]|$)")
_OLDEST = 115
_BIRTHDAY = 0.25
"""Years between reports from which a birthday may lie between them."""


@dataclass(frozen=True, slots=True)
class _Age:
    report: int
    unit: int
    years: int
    at: Citation
    words: str


def find_age_differences(material: Material, drafts: Sequence[ClaimDraft]) -> tuple[Difference, ...]:
    """Return the people of whom reports give different ages, whole years, people by name before others.

    A person without a name ("the 42-year-old driver", "a boy of five") is one by the noun, where no report gives two
    such people and sentences of two ages share a claim. An age does not change between reports of one event: each
    difference is a real conflict, unless the reports lie so far apart that a birthday explains it.
    """
    claims = claims_by_unit(drafts)
    named: dict[str, list[_Age]] = defaultdict(list)
    unnamed: dict[str, list[_Age]] = defaultdict(list)
    mentions = [_mentions(material, number) for number in range(len(material.reports))]
    for unit in material.units:
        if unit.role in TOLD_IN | {"caption"}:
            for actor, noun, age in _ages(material, unit, mentions[unit.report]):
                if actor or noun:
                    (named if actor else unnamed)[actor or noun].append(age)
    names = {actor.id: actor.name for actor in material.actors.actors}
    out = [_difference(material, f"age of {names[key]}", ages) for key, ages in sorted(named.items()) if _differ(ages)]
    for noun, ages in sorted(unnamed.items()):
        if _differ(ages) and _one_a_report(ages) and _tied(ages, claims):
            out.append(_difference(material, f"age of the {noun}", ages))
    return tuple(out)


def _one_a_report(ages: Sequence[_Age]) -> bool:
    return len({(age.report, age.years) for age in ages}) == len({age.report for age in ages})


def _tied(ages: Sequence[_Age], claims: Mapping[int, frozenset[str]]) -> bool:
    """Whether two sentences that give different ages share a claim."""
    years: dict[str, set[int]] = defaultdict(set)
    for age in ages:
        for claim in claims.get(age.unit, ()):
            years[claim].add(age.years)
    return any(len(found) > 1 for found in years.values())


def _differ(ages: Sequence[_Age]) -> bool:
    return len({age.years for age in ages}) > 1 and len({age.report for age in ages}) > 1


def _difference(material: Material, about: str, ages: Sequence[_Age]) -> Difference:
    sides: dict[int, list[_Age]] = defaultdict(list)
    for age in ages:
        sides[age.years].append(age)
    ordered = sorted(
        sides.values(), key=lambda side: (-len({a.report for a in side}), side[0].report, side[0].at.start)
    )
    references = (material.reports[age.report].annotation.reference for age in ages)
    days = [reference.earliest for reference in references if reference.earliest is not None]
    apart = (max(days) - min(days)).days / 365 if days else 0.0
    grown = max(sides) - min(sides) <= apart + 1 and apart > _BIRTHDAY
    return Difference(
        type="figure",
        explanation="update over time" if grown else "real conflict",
        sides=tuple(Side(value=side[0].words, spans=tuple(dict.fromkeys(a.at for a in side))) for side in ordered),
        about=about,
    )


def _ages(material: Material, unit: Unit, mentions: Sequence[tuple[int, int, str]]) -> Iterator[tuple[str, str, _Age]]:
    """The merged actor, or "" and the noun, and the age, for each age that the sentence gives."""
    text = material.reports[unit.report].report.text
    low = bisect_left(mentions, unit.span.start, key=itemgetter(0))
    inside = mentions[low : bisect_left(mentions, unit.span.end, key=itemgetter(0))]
    seen: set[int] = set()

    def age(match: re.Match[str], span: Span) -> _Age | None:
        years = _years(match["age"])
        if years is None or match.start("age") in seen:
            return None
        seen.add(match.start("age"))
        return _Age(unit.report, unit.number, years, material.citation(unit.report, span), match["age"])

    for start, end, actor in inside:
        match = _AFTER.match(text, end, unit.span.end)
        if match and (match["old"] or text[match.end() : match.end() + 1] in {",", ".", ")", ";", ""}):
            found = age(match, Span(start, match.end()))
            if found:
                yield actor, "", found
    told = _YEAR.search(text, unit.span.start, unit.span.end) is not None
    for match in _BEFORE.finditer(text, unit.span.start, unit.span.end) if told else ():
        following = next((m for m in inside if match.start() < m[0] <= match.end() + 1), None)
        end = following[1] if following else match.end("noun") if match["noun"] else match.end()
        found = age(match, Span(match.start(), match.start() + len(text[match.start() : end].rstrip(" ,"))))
        if found:
            noun = (match["noun"] or "").lower()
            yield (following[2], "", found) if following else ("", noun if noun in _people() else "", found)
    for match in _OF.finditer(text, unit.span.start, unit.span.end):
        found = age(match, Span(match.start(), match.end())) if match["noun"] in _people() else None
        if found:
            yield "", match["noun"], found


def _mentions(material: Material, report: int) -> list[tuple[int, int, str]]:
    """Start, end and merged actor of each mention by name of a person in a report, in the order of the text."""
    item = material.reports[report]
    return sorted(
        (mention.span.start, mention.span.end, material.actors.of[item.report.id, actor.id])
        for actor in item.annotation.actors
        if actor.kind == "person" and (item.report.id, actor.id) in material.actors.of
        for mention in actor.mentions
        if mention.form == "name"
    )


def _years(word: str) -> int | None:
    parts = [part if part.isdigit() else digits_of(part) for part in word.lower().split("-")]
    years = sum(int(part) if part.isdigit() else _OLDEST for part in parts)  # "fifty-four"; no other word is an age
    return years if 0 < years <= _OLDEST and "" not in parts else None


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "people.tsv", columns=2))
