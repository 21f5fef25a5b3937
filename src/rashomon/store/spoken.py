"""What is said in one report: each attribution with the names of who speaks and with its sentence."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import ActorKind, AnnotatedReport, Attribution, AttributionKind, Force
from rashomon.model.spans import Span
from rashomon.model.synopsis import StoryActor, Synopsis
from rashomon.store.folded import token_words

Mentions = Mapping[tuple[str, int, int], StoryActor]
"""The actors of a story by the places, as (report, start, end), where they are mentioned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks: an actor with all its names, the most frequent first. Where nobody known speaks, `actor` is None and
    `names` are the words of the source, if there are any."""

    actor: str | None
    kind: ActorKind | None
    country: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One attribution of a report with content. Spans are in the report's text."""

    voice: Voice
    force: Force
    kind: AttributionKind
    confidence: float
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    sentence: Span


def mentions_of(synopsis: Synopsis) -> Mentions:
    """Return who is mentioned where in a story."""
    return {(at.report, at.start, at.end): actor for actor in synopsis.actors for at in actor.mentions}


def spoken(item: AnnotatedReport, mentions: Mentions) -> Iterator[Spoken]:
    """Yield what is said in a report, in the order of its attributions.

    Speakers are the actors of `mentions` where they are among them, else those of the report itself.
    """
    local = {actor.id: actor for actor in item.annotation.actors}
    starts = [span.start for span in item.annotation.sentences]
    for attribution in item.annotation.attributions:
        if not attribution.content:
            continue
        voice = Voice(actor=None, kind=None, country=None, names=tuple(_words(item, attribution.source)))
        if attribution.speaker is not None and attribution.speaker in local:
            speaker = local[attribution.speaker]
            places = ((item.report.id, mention.span.start, mention.span.end) for mention in speaker.mentions)
            merged = next((mentions[place] for place in places if place in mentions), None)
            voice = (
                voice_of(merged)
                if merged
                else Voice(actor=speaker.id, kind=speaker.kind, country=speaker.country, names=(speaker.name,))
            )
        yield Spoken(
            voice=voice,
            force=attribution.force,
            kind=attribution.kind,
            confidence=attribution.confidence,
            source=attribution.source,
            content=attribution.content,
            sentence=_sentence(item, attribution, starts),
        )


def voice_of(actor: StoryActor) -> Voice:
    """Return an actor of a story as a voice."""
    names = tuple(dict.fromkeys((actor.name, *actor.names)))
    return Voice(actor=actor.id, kind=actor.kind, country=actor.country, names=names)


def said_words(item: AnnotatedReport, spans: Iterable[Span]) -> set[str]:
    """Return the words of `spans`, folded, as they are written and as lemmas."""
    tokens = item.annotation.tokens
    text = item.report.text
    places: set[int] = set()
    for span in spans:
        places.update(range(bisect.bisect_left(tokens.start, span.start), bisect.bisect_left(tokens.start, span.end)))
    found: set[str] = set()
    return found.union(*(token_words(text[tokens.start[one] : tokens.end[one]], tokens.lemma[one]) for one in places))


def _words(item: AnnotatedReport, spans: Iterable[Span]) -> Iterator[str]:
    for span in spans:
        yield " ".join(item.report.text[span.start : span.end].split())


def _sentence(item: AnnotatedReport, attribution: Attribution, starts: Sequence[int]) -> Span:
    """The sentence of the cue, else that in which the content begins."""
    place = (attribution.cue or attribution.content)[0].start
    return item.annotation.sentences[max(0, bisect.bisect_right(starts, place) - 1)]
