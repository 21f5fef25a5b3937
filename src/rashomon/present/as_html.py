"""A brief as one self-contained HTML page: each line links to its report, with the sentence highlighted.

The page asks for nothing from elsewhere and runs no script; a report's text is always text, never markup.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import Refusal
from rashomon.model.synopsis import Synopsis
from rashomon.present.lines import Source, StoryView
from rashomon.present.locate import Locator

if TYPE_CHECKING:
    from jinja2 import Environment

_STRENGTH = ("single", "one origin", "corroborated", "disputed", "denied")
"""Where several claims rest on one sentence, the last of these marks it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sentence, or the part of one that stands in a block; `anchor` is "" when an earlier part has it."""

    text: str
    anchor: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One block of a report."""

    role: str
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report's whole text beside the brief."""

    source: Source
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """One story of the page; `key` keeps the anchors of several stories apart."""

    key: str
    view: StoryView
    reports: tuple[ReportPage, ...]


def as_html(
    stories: Sequence[tuple[Synopsis, StoryView, Locator]], refusals: Sequence[Refusal], *, version: str
) -> str:
    """Return the page for all stories, in the order given."""
    pages = [
        StoryPage(key=f"k{number}", view=view, reports=_reports(synopsis, view, locator))
        for number, (synopsis, view, locator) in enumerate(stories, 1)
    ]
    return environment().get_template("brief.html.j2").render(pages=pages, refusals=refusals, version=version) + "\n"


@functools.cache
def environment() -> Environment:
    """The templates; everything that goes into them is escaped, and a name that is missing is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("rashomon.present", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _reports(synopsis: Synopsis, view: StoryView, locator: Locator) -> tuple[ReportPage, ...]:
    status: dict[tuple[int, int], str] = {}
    for claim in synopsis.claims:
        for item in claim.support:
            for ref in locator.refs([item.at]):
                key = (ref.number, ref.sentence)
                status[key] = max(status.get(key, ""), claim.status, key=_strength)
    return tuple(
        ReportPage(
            source=source, paragraphs=tuple(_paragraphs(locator.reports[source.number - 1], source.number, status))
        )
        for source in view.sources
    )


def _strength(status: str) -> int:
    return _STRENGTH.index(status) if status in _STRENGTH else -1


def _paragraphs(item: AnnotatedReport, number: int, status: dict[tuple[int, int], str]) -> list[Paragraph]:
    sentences = item.annotation.sentences
    text = item.report.text
    out = []
    index = count = 0
    anchored = -1
    for block in item.report.blocks:
        count += block.role == "body"
        while index < len(sentences) and sentences[index].end <= block.span.start:
            index += 1
        pieces = []
        position = block.span.start
        for current in range(index, len(sentences)):
            sentence = sentences[current]
            if sentence.start >= block.span.end:
                break
            end = min(sentence.end, block.span.end)
            if position < sentence.start:
                pieces.append(Piece(text=text[position : sentence.start], anchor="", status=""))
            start = max(sentence.start, position)
            anchor = f"r{number}s{current}" if current != anchored else ""
            anchored = current
            pieces.append(Piece(text=text[start:end], anchor=anchor, status=status.get((number, current), "")))
            position = end
        if position < block.span.end:
            pieces.append(Piece(text=text[position : block.span.end], anchor="", status=""))
        label = f"¶{count}" if block.role == "body" else block.role
        out.append(Paragraph(role=block.role, label=label, pieces=tuple(pieces)))
    return out
