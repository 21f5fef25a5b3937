"""What speaks against two sentences being of one fact, whatever their words have in common."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from rashomon.model.annotation import Tokens
from rashomon.reconcile.align.sparse import Ints, Rows, make_rows, shared
from rashomon.reconcile.align.who import find_told
from rashomon.reconcile.material.drafts import Material, Unit
from rashomon.reconcile.material.terms import canonical
from rashomon.tables import read_table

_LIGHT = frozenset({"be", "have", "do", "say", "get", "make", "take", "go", "know", "think", "want", ""})
"""Predicates too common to name a deed by themselves."""
_NONE = frozenset({"no", "neither", "none", "nobody", "nothing"})
"""Who or what a deed is denied of, or the word before it."""


class Vetoes:
    """What the units of one story say that another may be at odds with; looked at once, when it is asked for."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._deeds: dict[int, tuple[set[str], set[str]]] = {}

    @functools.cached_property
    def _denies(self) -> NDArray[np.bool_]:
        return _denying(self._material)

    @functools.cached_property
    def _days(self) -> tuple[Ints, Ints]:
        return _days(self._material)

    @functools.cached_property
    def _undone(self) -> list[set[int]]:
        reports = self._material.reports
        return [_negated(reports[unit.report].annotation.tokens, unit) for unit in self._material.units]

    @functools.cached_property
    def _undoes(self) -> NDArray[np.bool_]:
        """Whether each unit says of a deed that it was not done, or one that has an opposite."""
        known = opposites()
        out = []
        for number, unit in enumerate(self._material.units):
            asked = bool(self._undone[number]) or not known.keys().isdisjoint(unit.terms)
            out.append(asked and bool(self._split(number)[1]))
        return np.array(out, dtype=bool)

    @functools.cached_property
    def _told(self) -> Rows:
        return make_rows(find_told(self._material))[0]

    @functools.cached_property
    def _actors(self) -> Rows:
        return make_rows([unit.actors for unit in self._material.units])[0]

    def denial(self, a: Ints, b: Ints) -> NDArray[np.bool_]:
        """Whether one of the units a[i] and b[i] denies something: what it denies is no support for it."""
        return np.asarray(self._denies[a] != self._denies[b])

    def other_day(self, a: Ints, b: Ints, *, apart: int) -> NDArray[np.bool_]:
        """Whether the units a[i] and b[i] name days of which none is within less than `apart` days of the other's.

        Only days and hours count; a unit without one is of any day. Two events of a kind, a week apart, have the words
        of their sentences in common, and often the weekday.
        """
        low, high = self._days
        dated = (low[a] > 0) & (low[b] > 0)
        gap = np.maximum(low[a] - high[b], low[b] - high[a])
        return np.asarray(dated & (gap >= apart), dtype=bool)

    def other_polarity(self, a: Ints, b: Ints) -> NDArray[np.bool_]:
        """Whether one of the units a[i] and b[i] says of a deed that it was, and the other that it was not.

        Only deeds that both name by the same predicate count; where they also agree on one, they tell the same.
        """
        out = np.zeros(len(a), dtype=bool)
        for at in np.flatnonzero(self._undoes[a] | self._undoes[b]).tolist():
            (said, unsaid), (told, untold) = self._split(int(a[at])), self._split(int(b[at]))
            apart = (unsaid & told - said) | (untold & said - told)
            out[at] = bool(apart) and not (said & told - apart) and not unsaid & untold
        return out

    def only_who(self, a: Ints, b: Ints) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether the units a[i] and b[i] say nothing in common but of one actor at most, and whether but of several.

        "Plant manager Ida Lund resigned" and "“The tanks are whole,” plant manager Ida Lund said" share five words and
        no fact. Who meets whom is half of a fact.
        """
        told = np.bincount(shared(self._told, a, b)[0], minlength=len(a))
        actors = np.bincount(shared(self._actors, a, b)[0], minlength=len(a))
        return np.asarray((told == 0) & (actors < 2)), np.asarray((told == 0) & (actors > 1))

    def _split(self, number: int) -> tuple[set[str], set[str]]:
        """The deeds that the unit says were done, and those that it says were not: the opposite of what was, too."""
        if number not in self._deeds:
            self._deeds[number] = _deeds(self._material, self._material.units[number], self._undone[number])
        return self._deeds[number]


@functools.cache
def opposites() -> Mapping[str, frozenset[str]]:
    """The canonical terms that say the opposite of each that has one."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table("rashomon.reconcile.data", "opposites.tsv", columns=2):
        one, other = map(canonical, row)
        found[one].add(other)
        found[other].add(one)
    return {term: frozenset(others - {term}) for term, others in found.items()}


def _denying(material: Material) -> NDArray[np.bool_]:
    """Whether each unit denies something."""
    out = []
    for unit in material.units:
        attributions = material.reports[unit.report].annotation.attributions
        cues = [
            cue
            for number in unit.attributions
            if attributions[number].force == "denies"
            for cue in attributions[number].cue
        ]
        out.append(any(unit.span.contains(cue) for cue in cues))
    return np.array(out, dtype=bool)


def _days(material: Material) -> tuple[Ints, Ints]:
    """The first and the last day that each unit names, as ordinals; 0 where it names none."""
    first, last = [], []
    for unit in material.units:
        times = material.reports[unit.report].annotation.times
        days = [
            (time.earliest.toordinal(), time.latest.toordinal())
            for time in (times[number] for number in unit.times)
            if time.type in ("DATE", "TIME")
            and time.earliest is not None
            and time.latest is not None
            and (time.latest - time.earliest).days <= 1
        ]
        first.append(min((day for day, _ in days), default=0))
        last.append(max((day for _, day in days), default=0))
    return np.array(first, dtype=np.int64), np.array(last, dtype=np.int64)


def _deeds(material: Material, unit: Unit, undone: set[int]) -> tuple[set[str], set[str]]:
    """The predicates of a unit that do not stand at the tokens `undone`, and those that do."""
    tokens, terms = material.reports[unit.report].annotation.tokens, material.terms[unit.report]
    known = opposites()
    named = [
        (i in undone, terms[i] or tokens.lemma[i])
        for i in range(unit.first, unit.last)
        if (tokens.pos[i] == "VERB" and tokens.lemma[i] not in _LIGHT) or (tokens.pos[i] == "ADJ" and terms[i] in known)
    ]
    done = {name for negated, name in named if not negated}
    against = {other for name in done for other in known.get(name, ())} - done
    return done, {name for negated, name in named if negated} | against


def _negated(tokens: Tokens, unit: Unit) -> set[int]:
    """The tokens that a "not" or a "nobody" of the unit speaks of: the word above it, or the one above that.

    "Nobody came" and "did not come" hang on the verb; in "no talks were held" the verb is above what "no" hangs on.
    """
    out: set[int] = set()
    deps, lemmas = tokens.dep[unit.first : unit.last], tokens.lemma[unit.first : unit.last]
    if "neg" not in deps and _NONE.isdisjoint(map(str.lower, lemmas)):
        return out
    for i, dep, lemma in zip(range(unit.first, unit.last), deps, lemmas, strict=True):
        if dep == "neg" or lemma.lower() in _NONE:
            above = tokens.head[i]
            out.add(above)
            if tokens.pos[above] != "VERB":
                out.add(tokens.head[above])
    return out
