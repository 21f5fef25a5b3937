"""One event whose place some reports give more nearly than others: "in Harwich" and "outside a mill in Harwich"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.model.annotation import Place
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Difference, Side
from rashomon.names import fold
from rashomon.reconcile.differences.place_names import WHERE, called, is_named, place_at, place_nouns
from rashomon.reconcile.material.drafts import TOLD_IN, Material, Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.settings import PlaceDifferenceSettings

_WHERE = WHERE - {"by"}
_GENERIC = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "city", "town", "county"}
)
"""Words of a name that do not tell a place from another one."""
_POSSESSIVE = re.compile(r"['’´`]s?$")
_VERBAL = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
_WIDE = frozenset({"country", "region", "water"})
_MODIFIERS = frozenset({"compound", "poss", "nmod", "amod"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Where a report puts what `of` says: `names` folded, nearest first.

    `core` is what tells it from others: the words of the names that no nearer one makes idle ("Harwich" in "Harwich,
    Essex"), and the groups of its common nouns, behind a "~".
    """

    report: int
    of: str
    names: tuple[str, ...]
    core: frozenset[str]
    label: str
    at: Citation


def find_nested_places(
    material: Material,
    claims: Mapping[int, frozenset[str]],
    together: Container[tuple[str, str]],
    *,
    settings: PlaceDifferenceSettings,
) -> Iterator[Difference]:
    """Yield a difference of granularity for each predicate that reports place more and less nearly.

    Two places of one predicate in aligned sentences are one, told more or less nearly, when the words of one name hold
    those of the other, when a sentence of the story has one name before the other, or when they have a common noun in
    common and only one has a name; two names that share a noun ("a school in Lyon", "a school in Lille") are not.
    """
    groups: dict[tuple[str, str], list[_Phrase]] = defaultdict(list)
    for unit in material.units:
        if unit.role in TOLD_IN and unit.number in claims and unit.last - unit.first <= settings.longest:
            for phrase in _phrases(unit, material.indices[unit.report], material.terms[unit.report]):
                for claim in sorted(claims[unit.number]):
                    groups[phrase.of, claim].append(phrase)
    told: set[str] = set()
    for (of, _), group in sorted(groups.items(), key=lambda row: (-len({p.report for p in row[1]}), row[0])):
        sides = _sides(group, together, settings) if of not in told else []
        if len(sides) > 1:
            told.add(of)
            yield _difference(of, sides)


def _sides(
    group: Sequence[_Phrase], together: Container[tuple[str, str]], settings: PlaceDifferenceSettings
) -> list[list[_Phrase]]:
    """The places of a group by what tells them apart, where each is the same as another, more or less nearly."""
    by_core: dict[frozenset[str], list[_Phrase]] = defaultdict(list)
    for phrase in group:
        by_core[phrase.core].append(phrase)
    sides = list(by_core.values())[: settings.most_nested]
    near = {
        number
        for one, other in combinations(range(len(sides)), 2)
        if _nested(sides[one][0], sides[other][0], together) and _of_two_reports(sides[one], sides[other])
        for number in (one, other)
    }
    found = [sides[number] for number in sorted(near)]
    return sorted(found, key=lambda side: (-len({p.report for p in side}), side[0].report, side[0].at.start))


def _of_two_reports(one: Sequence[_Phrase], other: Sequence[_Phrase]) -> bool:
    """Whether some report gives one of the two places and not the other."""
    return {phrase.report for phrase in one} != {phrase.report for phrase in other}


def _nested(one: _Phrase, other: _Phrase, together: Container[tuple[str, str]]) -> bool:
    names = [(left, right) for left in one.names for right in other.names]
    if _bare(one.label) == _bare(other.label):
        return False
    if any(_words(left) <= _words(right) or _words(right) <= _words(left) for left, right in names):
        return True
    if any(pair in together or pair[::-1] in together for pair in names):
        return True
    return bool(one.core & other.core) and not (one.names and other.names)


def _bare(label: str) -> str:
    return re.sub(r"[^a-z]+", "", fold(label).lower())


def _words(name: str) -> frozenset[str]:
    return frozenset(name.split())


def _difference(of: str, sides: Sequence[Sequence[_Phrase]]) -> Difference:
    return Difference(
        type="place",
        explanation="different granularity",
        sides=tuple(Side(value=side[0].label, spans=tuple(dict.fromkeys(p.at for p in side))) for side in sides),
        about=of,
    )


def _phrases(unit: Unit, index: ReportIndex, terms: Sequence[str]) -> Iterator[_Phrase]:
    """The phrases of place in a sentence that hang on a deed, each with all that is nested in it."""
    tokens = index.tokens
    for token, dep in enumerate(tokens.dep[unit.first : unit.last], unit.first):
        if dep != "pobj":
            continue
        preposition = tokens.head[token]
        governor = tokens.head[preposition]
        if tokens.lemma[preposition] not in _WHERE or not terms[governor]:
            continue
        if tokens.lemma[preposition] == "on" and is_named(index, token) and tokens.lemma[token] not in place_nouns():
            continue  # an attack on a town is one on its people
        if tokens.pos[governor] not in {"VERB", "NOUN"} or tokens.lemma[governor] in place_nouns():
            continue
        inside = _inside(index, unit, token)
        names = _names(index, inside)
        nouns = _nouns(index, inside)
        if token not in inside or not (names or tokens.lemma[token].lower() in place_nouns()):
            continue
        near = [name for name, place in names if place is None or place.kind not in _WIDE] or [n for n, _ in names]
        words = {word for name in near for word in name.split()} | _modifying(index, inside)
        words -= place_nouns().keys() | _GENERIC
        clause = unit.clause_over(Span(tokens.start[token], tokens.end[token]))
        yield _Phrase(
            unit.report,
            terms[governor],
            tuple(name for name, _ in names),
            frozenset(words) | {f"~{noun}" for noun in nouns},
            " ".join(index.text(Span(tokens.start[preposition], tokens.end[max(inside)])).split()),
            index.cite(clause.span if clause is not None else unit.span),
        )


def _nouns(index: ReportIndex, inside: Sequence[int]) -> set[str]:
    """The groups of the common nouns of a phrase, but for those in the name of one place ("the Carlton hotel")."""
    tokens = index.tokens
    named = {
        tokens.head[i]
        for i in inside
        if tokens.pos[i] == "PROPN" and tokens.dep[i] in _MODIFIERS and place_at(index, i) is None
    }
    lemmas = (tokens.lemma[i].lower() for i in inside if i not in named)
    return {place_nouns()[lemma] for lemma in lemmas if lemma in place_nouns()}


def _modifying(index: ReportIndex, inside: Sequence[int]) -> set[str]:
    """The names before the common nouns of a phrase ("Carlton" in "the Carlton hotel")."""
    tokens = index.tokens
    found = (i for i in inside if tokens.pos[i] == "PROPN" and tokens.dep[i] in _MODIFIERS and tokens.head[i] in inside)
    return {_plain(index.text(Span(tokens.start[i], tokens.end[i]))) for i in found}


def _plain(name: str) -> str:
    return _POSSESSIVE.sub("", fold(name)).strip(" .,")


def _inside(index: ReportIndex, unit: Unit, token: int) -> list[int]:
    """The tokens of the phrase under a noun, up to a clause, a time or a comma that no name follows."""
    tokens = index.tokens
    times = [index.report.annotation.times[number].span for number in unit.times]
    kept = []
    for i in index.subtree(token):
        if not unit.first <= i < unit.last:
            continue
        if tokens.dep[i] in _VERBAL or any(time.start <= tokens.start[i] < time.end for time in times):
            break
        if i > token and tokens.pos[i] == "PUNCT" and not (i + 1 < unit.last and tokens.pos[i + 1] == "PROPN"):
            break
        kept.append(i)
    while kept and tokens.pos[kept[-1]] in {"PUNCT", "ADP", "CCONJ", "DET"}:
        kept.pop()
    return kept


def _names(index: ReportIndex, inside: Sequence[int]) -> list[tuple[str, Place | None]]:
    """The names of places among the tokens, in the order of the text, those of a gazetteer as it has them."""
    tokens = index.tokens
    found: dict[str, Place | None] = {}
    for token in inside:
        modifies = tokens.dep[token] in _MODIFIERS and tokens.head[token] in inside
        named = is_named(index, token)
        if tokens.pos[token] != "PROPN" or not (
            named or (not modifies and tokens.lemma[token].lower() in place_nouns())
        ):
            continue
        if named and modifies and tokens.entity[tokens.head[token]] == tokens.entity[token] and tokens.entity[token]:
            continue  # the head has the whole name
        place = place_at(index, token)
        name = _plain(place.name if place is not None else called(index, token))
        if name and name not in _GENERIC:
            found.setdefault(name, place)
    return list(found.items())
