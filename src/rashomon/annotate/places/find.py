"""Find the places of a report: names looked up longest first, weighed by the sentence, resolved by the report."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rashomon.annotate.parse import ParsedReport
from rashomon.annotate.places.evidence import Evidence, firms_of, people_of, place_words, weigh
from rashomon.annotate.places.gazetteer import gazetteer
from rashomon.annotate.places.keys import place_key
from rashomon.annotate.places.metonym import is_metonym
from rashomon.annotate.places.resolve import Mention, encloses, resolve
from rashomon.annotate.places.unlisted import Listed, find_unlisted
from rashomon.model.annotation import Place
from rashomon.model.spans import Span
from rashomon.settings import PlaceSettings
from rashomon.tables import read_table

_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "en", "er", "es", "ez"})
"""Arabic articles as news writes them; the gazetteer has most names with "al" or "el"."""
_CERTAIN = Evidence(points=3)


@functools.cache
def _abbreviations() -> dict[str, tuple[str, str]]:
    """Abbreviation of a state or province -> its look-up key and its country."""
    rows = read_table("rashomon.annotate.data", "place-abbreviations.tsv", columns=3)
    return {word: (key, country) for word, key, country in rows}


def find_places(parsed: ParsedReport, *, settings: PlaceSettings) -> tuple[Place, ...]:
    """Return the places of a report in text order, without overlaps.

    A name is a place if the gazetteer knows it and the sentence does not speak against it (part of a person's,
    newspaper's or company's name); names of small towns, and those that are words or surnames too, need evidence.
    Which of several places of one name is meant is decided by resolve(). Names that the gazetteer lacks are places
    where the sentence says so; they have no position.
    """
    doc = parsed.doc
    words = [token.text for token in doc]
    people = people_of(doc)
    mentions = _mentions(parsed, words, people, settings)
    mentions = sorted((*mentions, *_same_states(doc, mentions)), key=lambda m: m.start)
    resolved = zip(mentions, resolve(mentions, doc, settings=settings), strict=True)
    listed = [Listed(m.start, m.end, candidate) for m, candidate in resolved if candidate is not None]
    unlisted, listed = find_unlisted(doc, words, listed, people, settings=settings)
    out = [_place(doc, place) for place in listed]
    for place in unlisted:
        last = doc[place.end - 1]
        span = Span(doc[place.start].idx, last.idx + len(last))
        out.append(
            Place(span=span, name=place.name, country=place.country, lat=0, lon=0, kind=place.kind, located=False)
        )
    return tuple(sorted(out, key=lambda place: place.span))


def _place(doc: Any, place: Listed) -> Place:
    candidate, last = place.candidate, doc[place.end - 1]
    return Place(
        span=Span(doc[place.start].idx, last.idx + len(last)),
        name=candidate.name,
        country=candidate.country,
        lat=candidate.lat,
        lon=candidate.lon,
        kind=candidate.kind,
        metonym=bool(candidate.stands_for) and is_metonym(doc, place.start, place.end, candidate),
    )


def _mentions(parsed: ParsedReport, words: list[str], people: frozenset[str], settings: PlaceSettings) -> list[Mention]:
    text, doc = parsed.report.text, parsed.doc
    known = gazetteer()
    starts = [token.idx for token in doc]
    firms = firms_of(doc)
    joiners = place_words("joiner")
    out: list[Mention] = []
    position, size = 0, len(words)
    while position < size:
        word = words[position]
        if not word[0].isupper() and not _is_article(words, position):
            position += 1
            continue
        state = (
            _abbreviations().get(word) if out and out[-1].end == position - 1 and words[position - 1] == "," else None
        )
        if state is not None:  # "Birmingham, Ala."
            key, country = state
            regions = tuple(c for c in known.candidates(key) if c.kind == "region" and c.country == country)
            out.append(Mention(start=position, end=position + 1, key=key, candidates=regions, evidence=_CERTAIN))
            position += 1
            continue
        ends = [position + 1]
        index = position + 1
        while index < min(size, position + settings.longest_name):
            following = words[index]
            if following[0].isupper() or following in known.tails:
                ends.append(index + 1)
            elif following not in joiners and not (following.isspace() and following.count("\n") < 2):
                break
            index += 1
        match: Mention | None = None
        for end in reversed(ends):
            name = text[starts[position] : starts[end - 1] + len(words[end - 1])]
            if len(name) < 3 and not name.isupper():
                continue
            key = place_key(name)
            candidates = known.candidates(key)
            if not candidates and word.lower() in _ARTICLES and end > position + 2:
                rest = key.partition(" ")[2]
                candidates = known.candidates(f"al {rest}") or known.candidates(f"el {rest}")
            if candidates and not (candidates[0].alternate and _goes_on(doc, end)):
                before = (out[-1].end, out[-1].evidence.points) if out else (-9, 0)
                match = Mention(start=position, end=end, key=key, candidates=candidates, evidence=_CERTAIN)
                if out and encloses(match, out[-1], doc) and not _modifies(doc, end):
                    break  # "Edmonton, Alberta", whoever else is called Alberta
                if candidates[0].source in ("city", "subregion") and _encloser(doc, match, words) is not None:
                    break  # "Reading, England"
                evidence = weigh(doc, position, end, candidates, people, firms, last=before)
                match = replace(match, evidence=evidence) if evidence is not None else None
                if match is not None:
                    break
        if match is None:
            position += 1
        else:
            out.append(match)
            position = match.end
    return out


def _same_states(doc: Any, mentions: list[Mention]) -> Iterator[Mention]:
    """The further mentions of states by a name that is a surname or word, too, and once is clearly the state's here.

    One sense per discourse (Gale, Church and Yarowsky 1992): "Israel indicted", where spaCy takes it for no name.
    """
    states = {m.key: m for m in mentions if m.candidates[0].source == "state" and m.evidence.points > 1}
    taken = {i for m in mentions for i in range(m.start, m.end)}
    for token in doc if states else ():
        if token.i in taken or token.ent_type_ or token.pos_ != "PROPN" or not token.text[0].isupper():
            continue
        known = states.get(place_key(token.text))
        beside = [doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
        if known is not None and not any(t.pos_ == "PROPN" for t in beside):
            yield replace(known, start=token.i, end=token.i + 1, evidence=Evidence(points=1))


def _is_article(words: list[str], at: int) -> bool:
    """Whether a small Arabic article joins a name: "al-Bab"."""
    joined = words[at] in _ARTICLES and at + 2 < len(words) and words[at + 1] == "-"
    return joined and words[at + 2][0].isupper()


def _goes_on(doc: Any, end: int) -> bool:
    """Whether a hyphen joins the words to another name: "Sainte-Odile"."""
    return end + 1 < len(doc) and doc[end].tag_ == "HYPH" and doc[end + 1].text[:1].isupper()


def _modifies(doc: Any, end: int) -> bool:
    """Whether the words before token `end` only begin a longer name: "in Texas, Alberta Wildfire said"."""
    return bool(doc[end - 1].dep_ == "compound" and end < len(doc) and doc[end].text[:1].isupper())


def _encloser(doc: Any, match: Mention, words: list[str]) -> Mention | None:
    """The region or state right behind a comma after a town that can lie in it, where another comma or a stop ends it.

    A list of states and towns ("Jordan, Syria and Iraq") ends in neither.
    """
    first = match.end + 1
    if first >= len(words) or words[match.end] != "," or not words[first][0].isupper():
        return None
    for size in (3, 2, 1):
        last = first + size
        if last < len(words) and words[last] in (",", ".", ")", ";", ":", "—") and words[last - 1][0].isupper():
            key = place_key(" ".join(words[first:last]))
            candidates = gazetteer().candidates(key)
            behind = Mention(start=first, end=last, key=key, candidates=candidates, evidence=_CERTAIN)
            if candidates and candidates[0].source != "city" and encloses(behind, match, doc):
                return behind
    return None
