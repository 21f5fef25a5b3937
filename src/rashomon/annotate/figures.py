"""placeholder: owner VALUES"""
from __future__ import annotations
from rashomon.annotate.parse import ParsedReport
from rashomon.model.annotation import Figure, TimeExpression
from rashomon.settings import FigureSettings


def find_figures(
    parsed: ParsedReport, times: tuple[TimeExpression, ...], *, settings: FigureSettings
) -> tuple[Figure, ...]:
    return ()
