"""The actors of a text, for the tests."""

from __future__ import annotations

import re

from rashomon.annotate.actors import find_actors
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import parse
from rashomon.annotate.places import find_places
from rashomon.model.annotation import Actor
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

SETTINGS = AnnotateSettings()


def actors_of(text: str, *sources: str) -> dict[str, Actor]:
    """The actors of `text` by name; each of `sources` is the source of an attribution of the whole text."""
    blocks = tuple(Block(span=Span(m.start(), m.end()), role="body") for m in re.finditer(r"[^\n]+", text))
    (parsed,) = parse([Report(id="r", text=text, blocks=blocks)], settings=SETTINGS)
    found = tuple(
        FoundAttribution(
            source=(Span(text.index(s), text.index(s) + len(s)),), cue=(), content=(Span(0, len(text)),), confidence=1.0
        )
        for s in sources
    )
    actors = find_actors(parsed, find_places(parsed, settings=SETTINGS.places), found, settings=SETTINGS.actors)
    return {actor.name: actor for actor in actors}


def words_of(text: str, actor: Actor) -> list[str]:
    return [text[m.span.start : m.span.end] for m in actor.mentions]
