"""One text in, its time expressions out."""

from __future__ import annotations

from datetime import date

from rashomon.annotate.parse import ParsedReport, parse
from rashomon.annotate.times import find_times
from rashomon.model.annotation import Annotation, TimeExpression, Tokens
from rashomon.model.report import Block, Report
from rashomon.model.spans import UNKNOWN_DATE, ReferenceDate, Span
from rashomon.settings import AnnotateSettings

SETTINGS = AnnotateSettings()
_ROLES = (("FILE PHOTO", "caption"), ("By ", "byline"))


def parsed(text: str, day: date | None, *, url: str | None = None) -> ParsedReport:
    """The text as a report of one block a line (FILE PHOTO a caption, By a byline), parsed."""
    given = UNKNOWN_DATE if day is None else ReferenceDate(earliest=day, latest=day, source="given")
    blocks = []
    position = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            role = (
                "caption" if paragraph.startswith("FILE PHOTO") else "byline" if paragraph.startswith("By ") else "body"
            )
            blocks.append(Block(span=Span(position, position + len(paragraph)), role=role))  # type: ignore[arg-type]
        position += len(paragraph) + 1
    report = Report(id=text[:8], text=text, blocks=tuple(blocks), published=given, url=url)
    return next(parse([report], settings=SETTINGS))


def times(text: str, day: date | None, *, url: str | None = None) -> list[tuple[str, TimeExpression]]:
    """Each expression with its words."""
    _, found = find_times(parsed(text, day, url=url), settings=SETTINGS.times)
    return [(text[time.span.start : time.span.end], time) for time in found]


def reference(text: str) -> ReferenceDate:
    """What the text alone says of its date."""
    return find_times(parsed(text, None), settings=SETTINGS.times)[0]


def annotation(text: str, day: date | None) -> Annotation:
    """An annotation of times alone."""
    found, items = find_times(parsed(text, day), settings=SETTINGS.times)
    nothing = Tokens(start=(), end=(), lemma=(), pos=(), tag=(), dep=(), head=(), entity=())
    return Annotation(
        report=text[:8],
        reference=found,
        tokens=nothing,
        sentences=(),
        actors=(),
        attributions=(),
        times=items,
        figures=(),
        places=(),
        versions=(),
    )
