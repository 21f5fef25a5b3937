"""One group of spans becomes a claim draft: on whose word it rests, its kind, its clearest span, its weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.model.ids import derive_id
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation
from rashomon.reconcile.align.facets import Facets
from rashomon.reconcile.align.features import centrality
from rashomon.reconcile.claims.kind import find_kind
from rashomon.reconcile.claims.readable import readable, unclear
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.material.terms import is_number
from rashomon.reconcile.origins.origins import Origins
from rashomon.settings import StatusSettings

_Compared = tuple[Sequence[float], int, Sequence[float], Sequence[float]]
_Stated = tuple[Span, Citation, tuple[str, ...], str]
"""What is shown for a span, its citation, the chain of voices and the key of the origin."""
_Told = tuple[int, set[str], set[str]]
"""How far a span is from what can be read alone, the numbers that it gives without those of dates, and its canonical
terms but for names."""
_ALONE: _Compared = ((1.0,), 0, (1.0,), ())
"""What comparing gives of one span: it is the gist."""


class Between:
    """How probably two members of a group, by their places in it, state one fact: 1 for two of one node.

    `nodes` are those of the members, `known` the probabilities of pairs of nodes, numbers rising.
    """

    __slots__ = ("_known", "_nodes", "_rows")

    def __init__(self, nodes: Sequence[int], known: Mapping[tuple[int, int], float]) -> None:
        self._nodes, self._known = nodes, known
        self._rows: dict[int, list[float]] = {}

    def __call__(self, one: int, other: int) -> float:
        """The probability of two members."""
        i, j = self._nodes[one], self._nodes[other]
        return 1.0 if i == j else self._known.get((i, j) if i < j else (j, i), 0.0)

    def row(self, place: int, others: range) -> list[float]:
        """The probability of a member with each of some others, the same ones at every call: of one node once."""
        node, nodes, known = self._nodes[place], self._nodes, self._known
        if node not in self._rows:
            self._rows[node] = [
                1.0
                if (other := nodes[at]) == node
                else known.get((node, other) if node < other else (other, node), 0.0)
                for at in others
            ]
        return self._rows[node]


class Drafter:
    """Makes the claim drafts of one story."""

    __slots__ = ("_central", "_known", "_material", "_origins", "_settings", "_shown")

    def __init__(self, material: Material, facets: Facets, *, settings: StatusSettings) -> None:
        self._material = material
        self._origins = Origins(material, settings=settings)
        self._central = centrality(facets).tolist()
        self._known: dict[tuple[int, int, int], _Told] = {}
        self._shown: dict[tuple[int, int, int, bool], _Stated] = {}
        self._settings = settings

    def draft(self, group: Sequence[int], spans: Sequence[Span], same: Between, *, why: str) -> ClaimDraft:
        """Return the draft that spans of units make; `same` is how probably two of them, by place, state one fact."""
        units = self._material.units
        shown = [self._stated(number, span, alone=len(group) == 1) for number, span in zip(group, spans, strict=True)]
        spans = [span for span, _, _, _ in shown]
        reports = [units[number].report for number in group]
        if len(group) == 1:
            fits, gist, likely, found = _ALONE
        else:
            fits, gist, likely, found = self._compare(group, spans, reports, same)
        weight = 0.5 * len(set(reports)) / len(self._material.reports)
        weight += 0.5 * sum(self._central[number] for number in group) / len(group)
        if all(units[number].role == "headline" for number in group):
            weight *= self._settings.headline_alone
        return ClaimDraft(
            id=derive_id(self._material.story.id, *(_key(at) for _, at, _, _ in shown)),
            kind=find_kind(self._material, group, spans),
            gist=shown[gist][1],
            support=tuple(
                DraftSupport(at=at, unit=number, origin=origin, chain=chain, confidence=confidence)
                for number, (_, at, chain, origin), confidence in zip(group, shown, likely, strict=True)
            ),
            confidence=sum(fits) / len(fits),
            weight=round(min(1.0, weight), 6),
            why=(_why(why, found),),
        )

    def _stated(self, number: int, span: Span, *, alone: bool) -> _Stated:
        """What is shown for a span of a unit, and on whose word, looked up once: it may be in several claims."""
        key = number, span.start, span.end, alone
        if key not in self._shown:
            unit = self._material.units[number]
            shown = readable(self._material.indices[unit.report], unit, span, alone=alone)
            self._shown[key] = shown, self._material.citation(unit.report, shown), *self._origins.find(unit, shown)
        return self._shown[key]

    def _compare(self, group: Sequence[int], spans: Sequence[Span], reports: Sequence[int], same: Between) -> _Compared:
        """How each span fits the others; which is the gist; how probably each states it; the probabilities above 0."""
        units = self._material.units
        looked = range(0, len(group), -(-len(group) // self._settings.compared))
        rows = [same.row(place, looked) for place in range(len(group))]
        of = [reports[place] for place in looked]
        fits = [_fit(row, of, own) for row, own in zip(rows, reports, strict=True)]
        told = [self._told(number, span) for number, span in zip(group, spans, strict=True)]
        numbers, words = [given for _, given, _ in told], [terms for _, _, terms in told]
        lone = _lone(reports, numbers)
        gist = min(
            range(len(group)),
            key=lambda place: (
                units[group[place]].role != "body",
                told[place][0],
                -round(self._clear(fits[place], group[place], lone=lone[place]), 1),
                units[group[place]].span.start,
                place,
            ),
        )
        likely = [
            _states_gist(place, gist, reports, fits, same)
            * (1.0 if words[place] & words[gist] or not words[gist] else self._settings.names_alone)
            * (self._settings.other_numbers if _differ(numbers[place], numbers[gist]) else 1.0)
            for place in range(len(group))
        ]
        found = [
            probability
            for number, place in enumerate(looked)
            for probability, report in zip(rows[place][:number], of, strict=False)
            if report != reports[place] and probability > 0
        ]
        return fits, gist, likely, found

    def _clear(self, fit: float, number: int, *, lone: bool) -> float:
        """How well a span stands for its claim: by how it fits the others and the story as a whole."""
        value = fit + self._settings.gist_central * float(self._central[number])
        return value - self._settings.gist_lone if lone else value

    def _told(self, number: int, span: Span) -> _Told:
        """What a span of a unit tells, looked up once: it may be in several claims."""
        key = number, span.start, span.end
        if key not in self._known:
            unit = self._material.units[number]
            terms, index = self._material.terms[unit.report], self._material.indices[unit.report]
            inside, parts = index.inside(span), index.tokens.pos
            found = [token for token in inside if terms[token]]
            numbers = [token for token in found if is_number(terms[token])]
            if numbers and unit.times:
                times = (self._material.reports[unit.report].annotation.times[time] for time in unit.times)
                days = {token for time in times if time.type == "DATE" for token in index.inside(time.span)}
                numbers = [token for token in numbers if token not in days]
            self._known[key] = (
                unclear(index, inside),
                {terms[token] for token in numbers},
                {terms[token] for token in found if parts[token] != "PROPN"},
            )
        return self._known[key]


def _lone(reports: Sequence[int], numbers: Sequence[set[str]]) -> list[bool]:
    """Whether each span gives a number that no other report of the group gives; of one report none does."""
    told: dict[str, set[int]] = defaultdict(set)
    for report, given in zip(reports, numbers, strict=True):
        for number in sorted(given):
            told[number].add(report)
    several = len(set(reports)) > 1
    return [several and any(len(told[number]) < 2 for number in given) for given in numbers]


def _differ(one: set[str], other: set[str]) -> bool:
    """Whether both have numbers, and none in common."""
    return bool(one and other) and not one & other


def _key(at: Citation) -> str:
    return f"{at.report}:{at.start}:{at.end}"


def _fit(row: Sequence[float], reports: Sequence[int], own: int) -> float:
    """The mean probability of a span with those of other reports than its own, `row`; 1 where there is none."""
    others = [probability for probability, report in zip(row, reports, strict=True) if report != own]
    return sum(others) / len(others) if others else 1.0


def _states_gist(place: int, gist: int, reports: Sequence[int], fits: Sequence[float], same: Between) -> float:
    """How probably a span states what the gist states; one of the gist's own report by how it fits the group."""
    if place == gist:
        return 1.0
    return fits[place] if reports[place] == reports[gist] else same(place, gist)


def _why(joined: str, found: Sequence[float]) -> str:
    if not found:
        return "alone: no sentence of another report reaches the linkage threshold"
    mean = sum(found) / len(found)
    return f"{joined}: {len(found)} pairs, probability {min(found):.2f} to {max(found):.2f}, mean {mean:.2f}"
