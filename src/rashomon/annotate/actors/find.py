"""The actors of one report."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from rashomon.annotate.actors.candidates import find_candidates
from rashomon.annotate.actors.draft import Draft, Lands, Reading, prepare
from rashomon.annotate.actors.identify import identify
from rashomon.annotate.actors.missed import missed_names
from rashomon.annotate.actors.resolve import resolve
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.annotation import Actor, Mention, Place
from rashomon.model.ids import derive_id
from rashomon.model.spans import Span
from rashomon.names import name_key
from rashomon.settings import ActorSettings


def find_actors(
    parsed: ParsedReport, places: tuple[Place, ...], found: tuple[FoundAttribution, ...], *, settings: ActorSettings
) -> tuple[Actor, ...]:
    """Return the actors of a report in the order of their first mention, each with all its mentions in order.

    Names come from spaCy's entities and from tables, and are corrected by the report's own evidence; short forms,
    acronyms, offices, nominals and pronouns are linked to them. Bylines and boilerplate name no actor. An
    attribution's source that nothing names becomes an actor of kind "unnamed". Actors of equal kind and name have
    equal ids in all reports.
    """
    reading = prepare(parsed, found, settings=settings)
    tagged = find_candidates(reading)
    candidates = sorted((*tagged, *missed_names(reading, tagged)), key=lambda c: c.start)
    lands = _lands(reading, places, settings)
    registry = identify(reading, candidates, {p.span for p in places if not p.metonym}, lands)
    resolve(reading, registry, lands=lands, settings=settings)
    ids = {draft: _id(parsed, draft) for draft in registry.drafts}
    actors: dict[str, Actor] = {}
    for draft in sorted(registry.drafts, key=lambda d: (min(d.mentions, default=(0, 0)), d.name)):
        if draft.mentions and ids[draft] not in actors:
            actors[ids[draft]] = _actor(reading, draft, ids)
    return tuple(actors.values())


def _lands(reading: Reading, places: tuple[Place, ...], settings: ActorSettings) -> Lands:
    """The states that a report speaks of by the places it names; in most of them, each name once, lies its home."""
    offsets = [token.idx for token in reading.doc]
    of_sentence: dict[int, set[str]] = {}
    for place in places:
        if place.country:
            sentence = reading.sentence[max(bisect_right(offsets, place.span.start) - 1, 0)]
            of_sentence.setdefault(sentence, set()).add(place.country)
    counts = Counter(country for _, country in {(place.name, place.country) for place in places} if country)
    home, most = min(counts.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))
    clear = most > 1 and most >= settings.home_share * counts.total()
    own = clear and most >= settings.own_share * counts.total()
    return Lands(
        home if clear else None,
        home if own else None,
        {at: frozenset(countries) for at, countries in of_sentence.items()},
    )


def _id(parsed: ParsedReport, draft: Draft) -> str:
    if draft.kind == "unnamed":  # two reports' "officials" are not known to be the same people
        return derive_id("unnamed", parsed.report.id, draft.name, str(draft.first))
    return derive_id(draft.kind, draft.key or name_key(draft.name))


def _actor(reading: Reading, draft: Draft, ids: dict[Draft, str]) -> Actor:
    doc = reading.doc
    mentions = tuple(
        Mention(span=Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])), form=form)
        for (start, end), form in sorted(draft.mentions.items())
    )
    owner = draft.of if draft.of is not None and draft.of.mentions else None
    return Actor(
        id=ids[draft],
        name=draft.name,
        kind=draft.kind,
        mentions=mentions,
        country=draft.country,
        gender=draft.gender,
        office=draft.offices[0].text if draft.offices and draft.kind != "unnamed" else None,
        of=ids[owner] if owner is not None else None,
    )
