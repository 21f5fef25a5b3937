"""placeholder: owner TIMES"""
from __future__ import annotations
from rashomon.annotate.parse import ParsedReport
from rashomon.model.annotation import TimeExpression
from rashomon.model.spans import ReferenceDate
from rashomon.settings import TimeSettings


def find_times(parsed: ParsedReport, *, settings: TimeSettings) -> tuple[ReferenceDate, tuple[TimeExpression, ...]]:
    return parsed.report.published, ()
