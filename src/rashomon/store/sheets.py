"""Reports as an answer shows them: text and what stands at its head, without the annotation, slow to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, select

from rashomon.model.report import Block, Report
from rashomon.model.spans import ReferenceDate
from rashomon.store.codec import decode, decode_text
from rashomon.store.moments import read_reference
from rashomon.store.reports import chunks
from rashomon.store.schema import reports, versions

_PARAMETERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The newest version of a report. `published` is as its story dates it, without the evidence of a guess."""

    number: int
    id: str
    version: int
    story: str | None
    outlet: str | None
    title: str | None
    path: str | None
    published: ReferenceDate
    blocks: tuple[Block, ...]
    text: str

    def paragraph(self, at: int) -> int | None:
        """The number of the paragraph of the body that the code point at `at` is in, from 1."""
        return paragraph_at(self.blocks, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a report is ranked by: `day` is the ordinal of its last possible day, 0 where that is not known."""

    number: int
    id: str
    title: str
    day: int
    text: str


def read_drafts(connection: Connection, numbers: Iterable[int]) -> dict[int, Draft]:
    """Return what ranks reports, by their numbers: a quarter of the time that sheets take."""
    out = {}
    query = select(reports.c.number, reports.c.id, reports.c.title, reports.c.last_day, versions.c.text).join(
        versions, and_(versions.c.report == reports.c.number, versions.c.number == reports.c.newest)
    )
    for some in chunks(sorted(set(numbers)), _PARAMETERS):
        for number, id, title, last, text in connection.execute(query.where(reports.c.number.in_(some))):
            day = date.fromisoformat(last).toordinal() if last else 0
            out[number] = Draft(number=number, id=id, title=title or "", day=day, text=decode_text(text))
    return out


def read_sheets(connection: Connection, numbers: Iterable[int]) -> dict[int, Sheet]:
    """Return reports by their numbers."""
    out = {}
    columns = (versions.c.text, versions.c.report_data)
    query = select(reports, *columns).join(
        versions, and_(versions.c.report == reports.c.number, versions.c.number == reports.c.newest)
    )
    for some in chunks(sorted(set(numbers)), _PARAMETERS):
        for row in connection.execute(query.where(reports.c.number.in_(some))):
            report = decode(Report, row.report_data)
            out[row.number] = Sheet(
                number=row.number,
                id=row.id,
                version=row.newest,
                story=row.story,
                outlet=report.outlet,
                title=report.title,
                path=report.path,
                published=read_reference(row.published),
                blocks=report.blocks,
                text=decode_text(row.text),
            )
    return out


def paragraph_at(blocks: Iterable[Block], at: int) -> int | None:
    """The number of the body block that the code point at `at` is in, from 1; None in a block of another role."""
    number = 0
    for block in blocks:
        number += block.role == "body"
        if block.span.start <= at < block.span.end:
            return number if block.role == "body" else None
    return None
