"""What goes into the path of a report: raw records, reports, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rashomon.model.spans import UNKNOWN_DATE, ReferenceDate, Span

BlockRole = Literal["headline", "standfirst", "body", "caption", "byline", "boilerplate"]
RawForm = Literal["text", "html", "record"]
Stage = Literal["intake", "clean", "annotate", "group", "reconcile", "present"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReport:
    """One report as intake found it: decoded, not yet understood.

    `path` names the file ("-" for standard input); `record` is the 1-based line or list position inside it. `form`
    says what `content` is: the characters of a plain text file, HTML source, or the text of a JSON record. The other
    fields are what the record itself said, verbatim.
    """

    path: str
    record: int | None = None
    form: RawForm
    content: str
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    """Unknown fields of a record, each value as JSON text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a report with one role. Blocks are in order, do not overlap, and hold no blank edges.

    A body block is one paragraph; paragraph n of a citation is the n-th body block, counted from 1.
    """

    span: Span
    role: BlockRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text. `text` is exactly what came in; every offset in the project counts its code points.

    `published` is what was given with the report or stood on its page; a date inferred from the text is found later,
    in `Annotation.reference`. `title` is the headline's text where one was given or found.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: ReferenceDate = UNKNOWN_DATE
    language: str = "en"
    path: str | None = None
    record: int | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A report that was not worked on, and why. `reason` is a short fixed code, `detail` one line for a human."""

    path: str
    record: int | None = None
    id: str | None = None
    stage: Stage
    reason: str
    detail: str = ""
