"""Places that the gazetteer does not have but the sentence calls places: "the village of Lipa", "the Hocking River"."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from rashomon.annotate.places.evidence import (
    PLACE_LABELS,
    given_names,
    governor_of,
    place_words,
    title_case,
    word_before,
)
from rashomon.annotate.places.gazetteer import Candidate, gazetteer
from rashomon.annotate.places.keys import place_key
from rashomon.model.annotation import PlaceKind
from rashomon.settings import PlaceSettings
from rashomon.tables import read_table

_ARTICLES = frozenset({"a", "an", "the"})
_BEYOND = 12  # tokens behind a name in which "in Peru" says where it lies
_APPOSED = 6  # tokens from the article of an apposition to its noun: "a small fishing village"
_SENTENCE = 40  # tokens to either side that are looked at for places of the same sentence
_RUN = 5  # words of a name: longer ones are lists or headlines
_NAMESAKES = 8  # places of one first word that are looked for again; bounds the work
_TOWN_BEFORE = frozenset({"in", "near", "outside"})
_OVER = frozenset({"at", "on", "off", "above", "below", "beyond", "passing", "leaving", "around", "towards"})
"""Words that govern places where spaCy takes the name for one."""
_APPOSED_BEFORE = _TOWN_BEFORE | {"at", "from", "to"}
_TOWNS = frozenset({"GPE", "LOC", "FAC", "PERSON", "ORG", "WORK_OF_ART", "PRODUCT"})
_ENDS = frozenset({"from", "to"})
_MATCHES = frozenset({"win", "lose", "defeat", "victory", "draw", "loss", "play", "score"})
"""Words of matches, which are played at a club."""
_WORDY = frozenset({"GPE", "LOC", "FAC", ""})


@dataclass(frozen=True, slots=True)
class Feature:
    """A word beside a name: the kind of place it makes, whether such a place also acts, whether it is a small one."""

    kind: PlaceKind
    house: bool
    small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlisted:
    """A place at tokens [start, end) of which only the name, the kind and perhaps the country is known."""

    start: int
    end: int
    name: str
    country: str | None
    kind: PlaceKind


@dataclass(frozen=True, slots=True)
class Listed:
    """A place of the gazetteer at tokens [start, end)."""

    start: int
    end: int
    candidate: Candidate


@functools.cache
def _features(where: str) -> dict[str, Feature]:
    rows = read_table("rashomon.annotate.data", "place-features.tsv", columns=4)
    return {
        word: Feature(cast(PlaceKind, kind), how == "house", how == "small")
        for word, side, kind, how in rows
        if side == where
    }


def find_unlisted(
    doc: Any, words: Sequence[str], listed: Sequence[Listed], people: frozenset[str], *, settings: PlaceSettings
) -> tuple[list[Unlisted], list[Listed]]:
    """Return the unlisted places of a report, and those of the `listed` ones that stay, both in text order.

    `words` are the texts of the tokens, `people` the words of persons' names.

    A feature's word decides against a listed place where the two are different things: a river or strait is not the
    town it is named after, and a village is not a town of that name in a country that the report never speaks of. A
    country is that of the place behind "in" or a comma, else the one in which most listed places lie.
    """
    at = {i: place for place in listed for i in range(place.start, place.end)}
    main = _main_country(listed, settings)
    gone: set[Listed] = set()
    found: dict[int, Unlisted] = {}
    end_before = 0
    for start, end, feature, whole in sorted(_named(doc, words, people), key=lambda f: (f[0], -f[1])):
        if start < end_before:
            continue
        over = {at[i] for i in range(start, max(end, whole)) if i in at}
        if whole and any(place.end >= whole for place in over):
            continue  # the gazetteer has it with its feature: "Green Bay"
        if any(not _gives_way(place, listed, feature, whole > 0, settings) for place in over):
            continue
        gone |= over
        for place in over:
            for i in range(place.start, place.end):
                del at[i]
        last = max(end, whole)
        name = " ".join(doc[start:last].text.split())
        country = _stated_country(doc, last, at) or _country_beside(doc, start, at, main)
        found[start] = Unlisted(start=start, end=last, name=name, country=country, kind=feature.kind)
        end_before = last
    left = [place for place in listed if place not in gone]
    _again(doc, words, found, {i for place in left for i in range(place.start, place.end)})
    return list(found.values()), left


def _main_country(listed: Sequence[Listed], settings: PlaceSettings) -> str | None:
    """The country in which most of the listed places lie, each name once; None where none is clear."""
    names = {(p.candidate.name, p.candidate.country) for p in listed if p.candidate.country}
    counts = Counter(country for _, country in names)
    if not counts:
        return None
    country, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
    alone = len(counts) == 1 and any(p.candidate.source in ("city", "region", "subregion") for p in listed)
    return country if (most > 1 or alone) and most >= settings.main_share * len(names) else None


def _gives_way(
    place: Listed, listed: Sequence[Listed], feature: Feature, includes: bool, settings: PlaceSettings
) -> bool:
    """Whether a listed place inside a feature's name is another thing than the feature."""
    candidate = place.candidate
    if includes and feature.kind == "water":
        return candidate.kind != "water"
    if candidate.source in ("curated", "state"):
        return False
    if not feature.small or candidate.source != "city" or candidate.rank >= settings.great_rank:
        return False
    return all(
        other.candidate.country != candidate.country for other in listed if other.candidate.name != candidate.name
    )


def _stated_country(doc: Any, end: int, at: dict[int, Listed]) -> str | None:
    """The country of the place behind "in", "of" or a comma; None without one."""
    for i in range(end, min(end + _BEYOND, len(doc) - 1)):
        token = doc[i]
        if token.is_sent_start and i > end:
            break
        joined = token.lower_ == "in" or (i == end and token.text == ",")
        nearest = next((k for k in range(i + 1, min(i + 4, len(doc))) if k in at), None) if joined else None
        if nearest is not None and all(_is_small(t) for t in doc[i + 1 : nearest]):
            return at[nearest].candidate.country
        if token.pos_ == "VERB":
            break
    return None


def _country_beside(doc: Any, start: int, at: dict[int, Listed], main: str | None) -> str | None:
    """The only country in which places of the same sentence lie, else the main one if none speaks against it."""
    near: set[str | None] = set()
    for step in (-1, 1):
        for i in range(start, start + step * _SENTENCE, step):
            if not 0 <= i < len(doc) or (step > 0 and i > start and doc[i].is_sent_start):
                break
            near.update({at[i].candidate.country} if i in at else ())
            if step < 0 and doc[i].is_sent_start:
                break
    near.discard(None)
    if len(near) == 1:
        return near.pop()
    return main if not near or main in near else None


def _is_small(token: Any) -> bool:
    return bool(token.lower_ == "the" or token.pos_ == "ADJ" or token.is_punct)


def _named(doc: Any, words: Sequence[str], people: frozenset[str]) -> Iterator[tuple[int, int, Feature, int]]:
    """Names that a feature makes places, and those that spaCy and a preposition do: (start, end, feature, end with the
    feature's word or 0)."""
    behind, before, of = _features("behind"), _features("before"), _features("of")
    plain = Feature("city", house=False, small=False)
    uses: Counter[str] = Counter()
    for i, word in enumerate(words):
        lower, capital = word.lower(), word[0].isupper()
        if lower in behind and (start := _run_before(doc, i)) < i and _counts(doc, start, i, behind[lower]):
            yield start, i, behind[lower], i + 1
        if capital and lower in before:
            end = _run_after(doc, i + 1)
            if end > i + 1 and not _person_like(doc, i, end):
                yield i, end, before[lower], end
        if not capital and lower in of:
            if i + 2 < len(doc) and words[i + 1] == "of":
                end = _run_after(doc, i + 2)
                if end > i + 2:
                    yield i + 2, end, of[lower], 0
            elif doc[i].dep_ != "compound" and (name := _apposed_name(doc, i)) is not None:
                yield *name, of[lower], 0
        if capital and i and ((_town_before(doc, i) and _may_be_town(doc, i)) or _joins_places(doc, i)):
            uses = uses or Counter(words)
            end = _run_after(doc, i)
            if end > i and not title_case(doc, i) and _is_unknown_town(doc, i, end, people, uses):
                yield i, end, plain, 0


def _may_be_town(doc: Any, i: int) -> bool:
    """Whether spaCy takes token `i` for a name of some kind, or for no entity at all behind "to" and "from"."""
    return doc[i].ent_type_ in _TOWNS or (not doc[i].ent_type_ and doc[i - 1].lower_ in _ENDS)


def _joins_places(doc: Any, i: int) -> bool:
    """Whether spaCy takes token `i` for a place, behind "at", "on" and the like or in a list behind a clear
    preposition."""
    if doc[i].ent_type_ not in ("GPE", "LOC") or doc[i].ent_iob_ == "I":
        return False
    if doc[i - 1].lower_ in _OVER:
        return doc[i - 1].head.lemma_ not in place_words("match") | _MATCHES
    behind = doc[i + 1].lower_ if i + 1 < len(doc) else "."
    listed = doc[i - 1].lower_ in (",", "and") and behind in (",", "and", "or", ".", ";")
    return listed and governor_of(doc, i, i + 1) in _TOWN_BEFORE


def _town_before(doc: Any, i: int) -> bool:
    """Whether the preposition before token `i` governs towns: "near", and "from" and "to" of what moves or leads."""
    before = doc[i - 1]
    if before.lower_ in _TOWN_BEFORE:
        return True
    if before.lower_ not in _ENDS or before.head.lower_ == "according":
        return False
    head = before.head
    for _ in range(2):  # "from Bama to Gwoza", "soldiers to Wumbi"
        if head.lemma_ in place_words("motion"):
            return True
        head = head.head
    return False


def _run_before(doc: Any, end: int) -> int:
    """Where the capitalised words right before token `end` begin."""
    start = end
    while start > 0 and end - start < _RUN and _is_name(doc[start - 1]) and not doc[start].is_sent_start:
        start -= 1
        if start > 1 and doc[start - 1].lower_ in ("de", "del", "di", "al", "-") and _is_name(doc[start - 2]):
            start -= 1
    return start


def _run_after(doc: Any, start: int) -> int:
    """Where the capitalised words from token `start` on end."""
    end = start
    while end < len(doc) and end - start < _RUN and _is_name(doc[end]) and (end == start or not doc[end].is_sent_start):
        end += 1
        if end + 1 < len(doc) and doc[end].lower_ in ("de", "del", "di", "al", "-") and _is_name(doc[end + 1]):
            end += 1
        elif end + 2 < len(doc) and doc[end].lower_ == "al" and doc[end + 1].text == "-" and _is_name(doc[end + 2]):
            end += 2  # "Ras al-Ayn"
    return end


def _is_name(token: Any) -> bool:
    return bool(
        token.text[0].isupper()
        and token.pos_ in ("PROPN", "NOUN", "ADJ")
        and token.ent_type_ not in ("DATE", "TIME", "NORP")
        and token.text not in place_words("side")
        and token.text not in place_words("never")
    )


def _counts(doc: Any, start: int, end: int, feature: Feature) -> bool:
    """Whether the name before a feature's word, and that word, are a place here: nothing goes on behind it, and
    spaCy's label, an article or a preposition of place agrees."""
    after = doc[end + 1] if end + 1 < len(doc) else None
    if after is not None and after.text[0].isupper() and after.pos_ == "PROPN" and not after.is_sent_start:
        return False
    if after is not None and after.pos_ == "NOUN" and doc[end].dep_ == "compound":
        return False  # "the Hocking River bank manager"
    if feature.kind == "city" and after is not None and after.lower_ == "of":
        return False  # "the Lancashire village of Roe"
    label = doc[end - 1].ent_type_
    governed = governor_of(doc, start, end) not in ("", *place_words("weak"))
    if feature.house or feature.kind == "region":
        capital = doc[end].text[0].isupper()
        return governed and (label != "ORG" or not capital)
    before = word_before(doc, start)
    article = before is not None and before.lower_ == "the"
    bound = before is not None and before.lower_ in ("to", "from") and doc[end].text[0].isupper()
    plain = label not in ("ORG", "PERSON") or (doc[end].text[0].islower() and doc[end].ent_iob_ == "O")
    return bool(label in PLACE_LABELS or governed or bound or (article and plain))


def _person_like(doc: Any, start: int, end: int) -> bool:
    return any(t.ent_type_ in ("PERSON", "ORG") for t in doc[start:end]) or doc[start].is_sent_start


def _apposed_name(doc: Any, noun: int) -> tuple[int, int] | None:
    """The name before "…, a small village": tokens [start, end), None without one."""
    for i in range(noun - 1, max(noun - _APPOSED, 1), -1):
        token = doc[i]
        if (token.is_punct and token.text != "-") or token.lower_ == "of":
            return None  # nor "Roe, the governor of Borno state"
        if token.lower_ in _ARTICLES:
            if doc[i - 1].text != "," or token.is_sent_start:
                return None
            start = _run_before(doc, i - 1)
            named = start < i - 1 and all(t.ent_type_ in _WORDY for t in doc[start : i - 1])
            governed = doc[start - 1].lower_ in _APPOSED_BEFORE if start else False
            return (start, i - 1) if named or (governed and start < i - 1) else None
    return None


def _is_unknown_town(doc: Any, start: int, end: int, people: frozenset[str], uses: Counter[str]) -> bool:
    """Whether a name that is in no gazetteer, behind "in" or "near", is a place.

    It is when spaCy takes it for one, or for a person or body that the report never names again. `uses` counts
    the words.
    """
    before = doc[start - 1]
    if doc[start].is_sent_start:
        return False
    if doc[start].ent_type_ not in ("GPE", "LOC", "FAC"):
        trusted = before.head.lemma_ in place_words("trust") or doc[start].lower_ in given_names()
        if trusted or uses[doc[end - 1].text] > 1:
            return False
    elif any(t.text in people for t in doc[start:end]):
        return False
    after = doc[end] if end < len(doc) else None
    if after is not None and (after.ent_iob_ == "I" or after.tag_ in ("POS", "HYPH") or after.pos_ == "NOUN"):
        return False
    words = [t.text for t in doc[start:end]]
    if any(w.isupper() or not w[0].isalpha() or t.pos_ != "PROPN" for w, t in zip(words, doc[start:end], strict=True)):
        return False
    return not gazetteer().candidates(place_key(" ".join(words)))


def _again(doc: Any, words: Sequence[str], found: dict[int, Unlisted], taken: set[int]) -> None:
    """Add the other mentions of unlisted places whose name the report has shown to be one."""
    known: dict[str, list[Unlisted]] = {}
    for place in found.values():
        known.setdefault(words[place.start], []).append(place)
    held = {i for place in found.values() for i in range(place.start, place.end)} | taken
    for at, word in enumerate(words if known else ()):
        for place in known.get(word, ())[:_NAMESAKES]:
            end = at + place.end - place.start
            if words[at:end] != words[place.start : place.end] or any(i in held for i in range(at, end)):
                continue
            if doc[end - 1].pos_ != "PROPN" or (end < len(doc) and doc[end].ent_iob_ == "I"):
                continue
            found[at] = replace(place, start=at, end=end)
            held.update(range(at, end))
            break
