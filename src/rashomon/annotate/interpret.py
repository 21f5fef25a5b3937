"""placeholder: owner ACTORS"""
from __future__ import annotations
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.annotation import Actor, Attribution
from rashomon.settings import ActorSettings


def interpret(
    parsed: ParsedReport, found: tuple[FoundAttribution, ...], actors: tuple[Actor, ...], *, settings: ActorSettings
) -> tuple[Attribution, ...]:
    return ()
