"""placeholder: owner INTAKE"""
from __future__ import annotations
import re
from rashomon.model.ids import derive_id
from rashomon.model.report import Block, RawReport, Refusal, Report
from rashomon.model.spans import Span
from rashomon.settings import CleanSettings


def clean(raw: RawReport, *, settings: CleanSettings) -> Report | Refusal:
    blocks = [Block(span=Span(*m.span()), role="body") for m in re.finditer(r"\S[^\n]*", raw.content)]
    return Report(id=raw.id or derive_id(raw.content), text=raw.content, blocks=tuple(blocks), path=raw.path)
