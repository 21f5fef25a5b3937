"""How many independent origins a claim has: equal voices, equal names and equal words are one."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from rashomon.model.spans import Span
from rashomon.names import fold
from rashomon.reconcile.material.drafts import DraftSupport, Material
from rashomon.reconcile.material.quotations import find_quotations, overlaps
from rashomon.settings import StatusSettings
from rashomon.tables import read_table

_WORD = re.compile(r"\w+")
_KEPT = 1_000
"""Code points up to which the words of a stretch are kept for the next claim that has it."""
_DEMONYM = ("n", "an", "ian", "i", "ese")
"""Endings that make the name of a country that no table knows that of its people ("Ruritania", "Ruritanian")."""
_LEAST = 4
"""Fewest code points of the name of such a country: of shorter words another is too often one with such an ending."""
_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})

_TELLING = 2
"""Fewest words of a quotation that are no function words: "we are going to" says nothing."""
_Voice = Literal["own", "named", "unnamed"]


class Counted(NamedTuple):
    """The origins of a claim's supports: the key of each, supports of one origin having one, and those that count."""

    keys: tuple[str, ...]
    independent: frozenset[str]


def count_origins(material: Material, support: Sequence[DraftSupport], *, settings: StatusSettings) -> Counted:
    """Return the origins of a claim's supports, and the keys of those that are independent.

    Supports are of one origin when their keys are equal, when the one name can be short for the other, or when
    `settings.shared_words` of their words in a row are the same, names and numbers apart: words are not found twice.
    A report that names its source once has named it for its headline and its own words on the same fact too: within
    one report (a copy counted as its original) its own voice counts only where no support of it is attributed. A voice
    without a name may be any of the others, so that it is never a second origin beside a named one.
    """
    if len({entry.origin for entry in support}) == 1:
        return Counted((support[0].origin,) * len(support), frozenset({support[0].origin}))
    voices = [_voice(entry) for entry in support]
    same = _Joined(len(support))
    _join_equal(material, support, same, settings)
    _join_names(support, voices, same)
    _join_states(material, support, voices, same)
    _join_quoted(material, support, voices, same, settings)
    by_report: dict[int, list[int]] = defaultdict(list)
    for place, entry in enumerate(support):
        report = material.units[entry.unit].report
        original = material.copy_of[report]
        by_report[report if original is None else original].append(place)
    found: dict[_Voice, set[int]] = {"own": set(), "named": set(), "unnamed": set()}
    for places in by_report.values():
        present = {voices[place] for place in places}
        counted: _Voice = "named" if "named" in present else "unnamed" if "unnamed" in present else "own"
        found[counted] |= {same.root(place) for place in places if voices[place] == counted}
    unnamed = found["unnamed"] - found["named"]
    own = found["own"] - found["named"] - unnamed
    counted_last = found["named"] or set(sorted(unnamed)[:1])
    return Counted(
        tuple(support[same.root(place)].origin for place in range(len(support))),
        frozenset(support[root].origin for root in own | counted_last),
    )


def _voice(entry: DraftSupport) -> _Voice:
    """Whether a support is the reporter's own, or of a voice with or without a name ("officials", "the company")."""
    if entry.origin.startswith("actor:"):
        return "unnamed" if entry.chain and entry.chain[-1].islower() else "named"
    return "unnamed" if entry.origin.startswith(("unnamed:", "voice:")) else "own"


class _Joined:
    """Disjoint sets of the numbers under `size`; the least number of each is its root."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, one: int) -> int:
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, one: int, other: int) -> None:
        one, other = self.root(one), self.root(other)
        self._above[max(one, other)] = min(one, other)


def _join_equal(material: Material, support: Sequence[DraftSupport], same: _Joined, settings: StatusSettings) -> None:
    """Join supports of one key, and those that share words in a row."""
    if len(support) < 2:
        return
    first: dict[str | tuple[str, ...], int] = {}
    whole: dict[str, int] = {}  # the stretches that have such a row of words, each looked at once
    for place, entry in enumerate(support):
        same.join(place, first.setdefault(entry.origin, place))
        text = material.reports[material.units[entry.unit].report].report.text
        stretch = text[entry.at.start : entry.at.end]
        if stretch in whole:
            same.join(place, whole[stretch])
            continue
        runs = _runs if len(stretch) <= _KEPT else _runs.__wrapped__
        for words in runs(stretch, settings.shared_words, settings.shared_with_names):
            earlier = first.setdefault(words, place)
            whole[stretch] = place
            if earlier != place:
                same.join(place, earlier)


@functools.lru_cache(maxsize=1 << 12)
def _runs(text: str, plain: int, named: int) -> tuple[tuple[str, ...], ...]:
    """The runs of words by which a stretch of text is known again: `plain` ones without a capital or digit, and `named`
    ones of any kind. A sentence is in several claims, and copies repeat it."""
    words = _WORD.findall(text)
    folded = [*map(str.lower, words)]
    found = []
    row = 0
    for place, word in enumerate(words, start=1):
        row = row + 1 if word[0].islower() else 0
        if row >= plain:
            found.append(tuple(words[place - plain : place]))
        if place >= named:
            found.append(tuple(folded[place - named : place]))
    return tuple(found)


def _join_names(support: Sequence[DraftSupport], voices: Sequence[_Voice], same: _Joined) -> None:
    """Join named voices one of whose names can be short for the other: they speak of one fact in one story."""
    first: dict[str, int] = {}
    for place, entry in enumerate(support):
        if voices[place] == "named" and entry.chain:
            first.setdefault(entry.chain[-1], place)
    names = [(_words(name), place) for name, place in first.items()]
    for number, (one, place) in enumerate(names):
        for other, earlier in names[:number]:
            if _short_for(one, other) or _short_for(other, one):
                same.join(place, earlier)


def _join_quoted(
    material: Material,
    support: Sequence[DraftSupport],
    voices: Sequence[_Voice],
    same: _Joined,
    settings: StatusSettings,
) -> None:
    """Join supports that quote the same words, two of which at least say something: whoever is taken to say them, they
    were said once. What two reporters put in marks in their own voices is a title, or a word held at arm's length."""
    first: dict[tuple[str, ...], int] = {}
    for place, entry in enumerate(support):
        report = material.units[entry.unit].report
        index, terms = material.indices[report], material.terms[report]
        around = index.block(entry.at.start)
        text = index.report.report.text
        quoted = find_quotations(text, around) if around is not None else []
        for part in overlaps(quoted, [Span(entry.at.start, entry.at.end)]):
            words = [token for token in index.inside(part) if index.tokens.pos[token] != "PUNCT"]
            for start in range(len(words) - settings.shared_quoted + 1):
                run = words[start : start + settings.shared_quoted]
                if sum(bool(terms[token]) for token in run) < _TELLING:
                    continue
                said = tuple(text[index.tokens.start[t] : index.tokens.end[t]].casefold() for t in run)
                earlier = first.setdefault(said, place)
                if voices[place] != "own" or voices[earlier] != "own":
                    same.join(place, earlier)


def _join_states(material: Material, support: Sequence[DraftSupport], voices: Sequence[_Voice], same: _Joined) -> None:
    """Join bodies of one state, and who speaks for them: its ministry and its government have one voice."""
    first: dict[str, int] = {}
    for place, entry in enumerate(support):
        actor = material.actors.by_id.get(entry.origin.removeprefix("actor:"))
        if voices[place] == "named" and actor is not None and (state := _state(actor.name)):
            same.join(place, first.setdefault(state, place))
    for state, place in first.items():  # "@" is in no word, so that a country of the table is no other's people
        for ending in _DEMONYM:
            country = state.removesuffix(ending)
            if len(country) >= _LEAST and country in first:
                same.join(place, first[country])


@functools.lru_cache(maxsize=1 << 14)
def _state(name: str) -> str:
    """The state of which a name tells a body, "" where it tells none: "@DK" for "the Danish army"; of a state that no
    table knows the one word that is left of the name."""
    words, kinds = _bare(name), _state_bodies()
    if "body" not in {kinds.get(word) for word in words}:
        return ""
    left = tuple(word for word in words if word not in kinds)
    return _states().get(left) or (left[0] if len(left) == 1 else "")


def _bare(name: str) -> tuple[str, ...]:
    """The folded words of a name without the small ones, each without a possessive ending ("Denmark's army")."""
    return tuple(part for word in name.split() for part in fold(word).split() if part not in _SMALL)


@functools.cache
def _states() -> Mapping[tuple[str, ...], str]:
    """The codes of states behind "@", by the words of their names and demonyms."""
    found: dict[tuple[str, ...], str] = {}
    for code, name, _, _, _, others, demonyms in read_table("rashomon.data", "states.tsv", columns=7):
        for form in (name, *others.split("|"), *demonyms.split("|")):
            if words := _bare(form):
                found.setdefault(words, f"@{code}")
    return found


@functools.cache
def _state_bodies() -> Mapping[str, str]:
    return {row[0]: row[1] for row in read_table("rashomon.reconcile.data", "state_bodies.tsv", columns=2)}


@functools.lru_cache(maxsize=1 << 14)
def _words(name: str) -> tuple[str, ...]:
    forms = {row[0] for row in read_table("rashomon.reconcile.data", "legal_forms.tsv", columns=1)}
    return tuple(word for word in fold(name).split() if word not in _SMALL | forms)


def _short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether all words of the one are among those of the other, or it is their initials."""
    if not short:
        return False
    initials = "".join(word[0] for word in full)
    return set(short) <= set(full) or (len(full) > 1 and short == (initials,))
