"""placeholder: owner VALUES"""
from __future__ import annotations
from rashomon.annotate.parse import ParsedReport
from rashomon.model.annotation import Place
from rashomon.settings import PlaceSettings


def find_places(parsed: ParsedReport, *, settings: PlaceSettings) -> tuple[Place, ...]:
    return ()
