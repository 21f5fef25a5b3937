"""Reports as an answer shows them: text and what stands at its head, without the annotation, slow to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from rashomon.model.report import Block, Report
from rashomon.model.spans import ReferenceDate
from rashomon.store.codec import decode, decode_text, inflate_text, text_of
from rashomon.store.lines import listed
from rashomon.store.moments import read_reference
from rashomon.store.reports import chunks

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


class Draft(NamedTuple):
    """What a report is looked through and ranked by: the title is that of the newest version, `published` the date as
    `reports` has it, `last` its last possible day."""

    number: int
    id: str
    title: str
    published: str
    last: str | None
    text: str

    @property
    def day(self) -> int:
        """The ordinal of the last possible day, 0 where that is not known."""
        return date.fromisoformat(self.last).toordinal() if self.last else 0


_DRAFTS = """SELECT r.number, r.id, r.title, r.published, r.last_day, v.text
FROM reports r JOIN versions v ON v.report = r.number AND v.number = r.newest WHERE r.number IN ({})"""


def read_drafts(
    connection: Connection, numbers: Iterable[int], *, may_fit: Callable[[bytes, str], bool] = lambda text, title: True
) -> dict[int, Draft]:
    """Return what reports are looked through by, by their numbers: a tenth of the time that sheets take. Those of which
    `may_fit` says no to the text, in UTF-8, and the title are passed over."""
    out = {}
    for some in chunks(sorted(set(numbers)), _PARAMETERS):
        # numbers in the statement itself: hundreds of parameters take as long as what is asked for
        line = _DRAFTS.format(listed(some))
        for number, id, title, published, last, text in connection.exec_driver_sql(line).fetchall():
            inflated = inflate_text(text)
            if may_fit(inflated, title or ""):
                out[number] = Draft(number, id, title or "", published, last, text_of(inflated))
    return out


_SHEETS = """SELECT r.number, r.id, r.newest, r.story, r.published, v.text, v.report_data
FROM reports r JOIN versions v ON v.report = r.number AND v.number = r.newest WHERE r.number IN ({})"""


def read_sheets(connection: Connection, numbers: Iterable[int]) -> dict[int, Sheet]:
    """Return reports by their numbers."""
    out = {}
    for some in chunks(sorted(set(numbers)), _PARAMETERS):
        rows = connection.exec_driver_sql(_SHEETS.format(listed(some))).fetchall()
        for number, id, newest, story, published, text, data in rows:
            report = decode(Report, data)
            out[number] = Sheet(
                number=number,
                id=id,
                version=newest,
                story=story,
                outlet=report.outlet,
                title=report.title,
                path=report.path,
                published=read_reference(published),
                blocks=report.blocks,
                text=decode_text(text),
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
