"""placeholder: owner ACTORS"""
from __future__ import annotations
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.annotation import Actor, Place
from rashomon.settings import ActorSettings


def find_actors(
    parsed: ParsedReport, places: tuple[Place, ...], found: tuple[FoundAttribution, ...], *, settings: ActorSettings
) -> tuple[Actor, ...]:
    return ()
