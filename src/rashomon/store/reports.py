"""Reports and their versions: written once, read in any version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, update

from rashomon.errors import ArchiveError, UnknownIdError
from rashomon.model.annotation import AnnotatedReport, Annotation
from rashomon.model.archive import Page, ReportRow, ReportVersion
from rashomon.model.report import Report
from rashomon.model.spans import ReferenceDate
from rashomon.store import log, programs, schema
from rashomon.store.codec import decode, decode_some, decode_text
from rashomon.store.cursors import number_after, page_of
from rashomon.store.moments import read_moment, read_reference, reference_text
from rashomon.store.prepared import Prepared, address_of, program_key, report_of, text_hash
from rashomon.store.schema import copies, reports, versions
from rashomon.store.tokens import EMPTY, decode_tokens

Item = TypeVar("Item")
_PARAMETERS = 500
"""Most values in one query."""


Place = tuple[int, int]
"""The number of a report, and of one of its versions."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A version of a report as it is kept: what unpacks it may be another process."""

    id: str
    text: bytes
    report_data: bytes
    annotation: bytes
    tokens: bytes | None
    made_by: str


@dataclass(slots=True)
class _Known:
    """A report that is there: its number, id, number of versions, and the hashes of their texts."""

    number: int
    id: str
    newest: int
    hashes: set[str]


@dataclass(slots=True)
class _Rows:
    """New reports and versions, written many at a time."""

    reports: list[dict[str, object]] = field(default_factory=list)
    versions: list[dict[str, object]] = field(default_factory=list)

    def flush(self, connection: Connection) -> None:
        for table, rows in ((reports, self.reports), (versions, self.versions)):
            if rows:
                connection.execute(insert(table), rows)
                rows.clear()


def find_known(connection: Connection, items: Sequence[Report]) -> list[bool]:
    """Whether each report is in the archive with this very text, as one of its versions.

    A text that an outlet took back and prints again is no new version: who adds a folder twice adds nothing.
    """
    keys = [(item.id, address_of(item)) for item in items]
    by_id, by_address = _look_up(connection, keys)
    out = []
    for item, (id, address) in zip(items, keys, strict=True):
        known = by_id.get(id) or by_address.get(address or "")
        out.append(known is not None and text_hash(item.text) in known.hashes)
    return out


def put_reports(connection: Connection, chunk: Sequence[Prepared], *, at: str) -> list[Place | None]:
    """Write reports: as new ones, or as new versions where the text was changed.

    Returns for each where it was written, None for one that is there already. A report is known by its id, or, where it
    brought none, by its URL; it keeps the id under which it came first.
    """
    written: list[Place | None] = []
    by_id, by_address = _look_up(connection, [(item.id, item.address) for item in chunk])
    number = connection.execute(select(func.coalesce(func.max(reports.c.number), 0))).scalar_one()
    programs.put(connection, dict.fromkeys(item.versions for item in chunk))
    notes = log.Log(connection, at)
    rows = _Rows()
    for item in chunk:
        known = by_id.get(item.id) or by_address.get(item.address or "")
        if known is not None and item.hash in known.hashes:
            written.append(None)
            continue
        if known is None:
            number += 1
            known = _Known(number, item.id, 1, {item.hash})
            added = {"number": number, "id": item.id, "address": item.address, "newest": 1, "added": at, "changed": at}
            rows.reports.append({**_columns(item), **added})
            rows.versions.append(_version(known, item, changed=(), at=at))
            notes.note("report added", report=item.id, version=1)
        else:
            rows.flush(connection)  # the version before may be one of them
            before = read_report(connection, known.id)
            known = _Known(known.number, known.id, known.newest + 1, {*known.hashes, item.hash})
            changed = _changed_fields(before.report, report_of(item))
            this = update(reports).where(reports.c.number == known.number)
            connection.execute(this.values(**_columns(item), newest=known.newest, changed=at))
            rows.versions.append(_version(known, item, changed=changed, at=at))
            notes.note("report changed", report=known.id, version=known.newest, detail=", ".join(changed))
        written.append((known.number, known.newest))
        by_id[known.id] = known
        if item.address is not None:
            by_address[item.address] = known
    rows.flush(connection)
    notes.flush()
    return written


def _columns(item: Prepared) -> dict[str, str | None]:
    return {"outlet": item.outlet, "title": item.title, "sort": item.sort, **published_columns(item.reference)}


def published_columns(reference: ReferenceDate) -> dict[str, str | None]:
    """A date of publication as the columns of `reports`."""
    return {
        "published": reference_text(reference),
        "first_day": reference.earliest.isoformat() if reference.earliest else None,
        "last_day": reference.latest.isoformat() if reference.latest else None,
    }


def _version(known: _Known, item: Prepared, *, changed: Sequence[str], at: str) -> dict[str, object]:
    return {
        "report": known.number,
        "number": known.newest,
        "hash": item.hash,
        "added": at,
        "changed": ",".join(changed),
        "characters": item.characters,
        "program": program_key(item.versions),
        "text": item.text,
        "report_data": item.report_data,
        "annotation": item.annotation,
        "tokens": item.tokens,
    }


def _changed_fields(before: Report, after: Report) -> tuple[str, ...]:
    return tuple(
        name
        for name in ("text", "title", "outlet", "published", "url")
        if getattr(before, name) != getattr(after, name)
    )


def _look_up(
    connection: Connection, keys: Sequence[tuple[str, str | None]]
) -> tuple[dict[str, _Known], dict[str, _Known]]:
    """What is known under the ids, and under the addresses, of reports."""
    ids = sorted({id for id, _ in keys})
    addresses = sorted({address for _, address in keys if address is not None})
    columns = (reports.c.number, reports.c.id, reports.c.address, reports.c.newest, versions.c.hash)
    query = select(*columns).join(versions, versions.c.report == reports.c.number).order_by(reports.c.number)
    by_id: dict[str, _Known] = {}
    by_address: dict[str, _Known] = {}
    for column, wanted in ((reports.c.id, ids), (reports.c.address, addresses)):
        for some in chunks(wanted, _PARAMETERS):
            for row in connection.execute(query.where(column.in_(some))):
                known = by_id.setdefault(row.id, _Known(row.number, row.id, row.newest, set()))
                known.hashes.add(row.hash)
                if row.address is not None:
                    by_address.setdefault(row.address, known)
    return by_id, by_address


def read_report(
    connection: Connection, id: str, *, version: int | None = None, with_tokens: bool = False
) -> AnnotatedReport:
    """A report in its newest or another version. Raises UnknownIdError."""
    row = connection.execute(select(reports.c.number, reports.c.newest).where(reports.c.id == id)).one_or_none()
    if row is None:
        raise UnknownIdError("report", id)
    wanted = row.newest if version is None else version
    found = list(read_versions(connection, {row.number: wanted}, with_tokens=with_tokens).values())
    if not found:
        raise UnknownIdError(f"version {wanted} of report", id)
    return found[0]


def read_versions(
    connection: Connection, wanted: Mapping[int, int], *, with_tokens: bool, only_shown: bool = False
) -> dict[int, AnnotatedReport]:
    """The reports with these numbers, each in the version asked for, in ascending order of their numbers.

    With `only_shown` the annotations have their date, sentences and versions and nothing else: what shows a citation.
    """
    found = read_packed(connection, wanted, with_tokens=with_tokens)
    return {number: unpack(one, with_tokens=with_tokens, only_shown=only_shown) for number, one in found.items()}


def read_packed(connection: Connection, wanted: Mapping[int, int], *, with_tokens: bool) -> dict[int, Packed]:
    """The same as they are kept."""
    out: dict[int, Packed] = {}
    for some in chunks(sorted(wanted), _PARAMETERS):
        wanted_columns = (c for c in versions.c if with_tokens or c.name != "tokens")
        columns = (reports.c.id, *wanted_columns, schema.programs.c.versions.label("made_by"))
        query = select(*columns).join(versions, versions.c.report == reports.c.number)
        query = query.outerjoin(schema.programs, schema.programs.c.key == versions.c.program)
        query = query.where(reports.c.number.in_(some))
        if any(wanted[number] != 1 for number in some):
            query = query.where(or_(*(_is_version(number, wanted[number]) for number in some)))
        else:
            query = query.where(versions.c.number == 1)
        for row in connection.execute(query.order_by(versions.c.report)):
            data = row.tokens if with_tokens else None
            out[row.report] = Packed(row.id, row.text, row.report_data, row.annotation, data, row.made_by)
    return out


def _is_version(report: int, number: int) -> ColumnElement[bool]:
    return and_(versions.c.report == report, versions.c.number == number)


def unpack(row: Packed, *, with_tokens: bool, only_shown: bool = False) -> AnnotatedReport:
    """The report; see `read_versions`. Raises ArchiveError where it is damaged."""
    text = decode_text(row.text)
    report = replace(decode(Report, row.report_data), id=row.id, text=text)
    made_by = programs.read(row.made_by)
    if only_shown:
        some = decode_some(Annotation, row.annotation, ("reference", "sentences"), near=text)
        annotation = Annotation(
            report=row.id,
            versions=made_by,
            tokens=EMPTY,
            actors=(),
            attributions=(),
            times=(),
            figures=(),
            places=(),
            **some,
        )
        return AnnotatedReport(report=report, annotation=annotation)
    annotation = decode(Annotation, row.annotation, near=text)
    if with_tokens and row.tokens is None:
        raise ArchiveError("archive", "damaged", f"the tokens of report {row.id!r} are missing")
    found = decode_tokens(row.tokens, text) if with_tokens and row.tokens is not None else EMPTY
    return AnnotatedReport(report=report, annotation=replace(annotation, report=row.id, tokens=found, versions=made_by))


def newest_versions(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """The number of the newest version of each report."""
    out = {}
    for some in chunks(sorted(numbers), _PARAMETERS):
        query = select(reports.c.number, reports.c.newest).where(reports.c.number.in_(some))
        out.update({row.number: row.newest for row in connection.execute(query)})
    return out


def list_versions(connection: Connection, id: str) -> tuple[ReportVersion, ...]:
    """Every version of a report, the first one first. Raises UnknownIdError."""
    number = connection.execute(select(reports.c.number).where(reports.c.id == id)).scalar_one_or_none()
    if number is None:
        raise UnknownIdError("report", id)
    columns = (c for c in versions.c if c.name not in ("text", "annotation", "tokens"))
    out = []
    for row in connection.execute(select(*columns).where(versions.c.report == number).order_by(versions.c.number)):
        report = decode(Report, row.report_data)
        out.append(
            ReportVersion(
                report=id,
                number=row.number,
                hash=row.hash,
                added=read_moment(row.added),
                published=report.published,
                title=report.title,
                characters=row.characters,
                changed=tuple(row.changed.split(",")) if row.changed else (),
            )
        )
    return tuple(out)


def list_reports(
    connection: Connection,
    *,
    outlet: str | None,
    since: str | None,
    until: str | None,
    story: str | None,
    limit: int,
    after: str | None,
) -> Page[ReportRow]:
    """Reports in the order of coming. `since` and `until` are days of publication, both included."""
    query = select(reports.c.number).where(reports.c.number > number_after(after))
    if outlet is not None:
        query = query.where(reports.c.outlet == outlet)
    if since is not None:
        query = query.where(reports.c.last_day >= since)
    if until is not None:
        query = query.where(reports.c.first_day <= until)
    if story is not None:
        query = query.where(reports.c.story == story)
    numbers = list(connection.execute(query.order_by(reports.c.number).limit(limit + 1)).scalars())
    page = page_of(numbers, limit, str)
    return Page(rows=tuple(report_rows(connection, page.rows)), next=page.next)


def read_row(connection: Connection, id: str) -> ReportRow:
    """A report as it stands in a list. Raises UnknownIdError."""
    number = connection.execute(select(reports.c.number).where(reports.c.id == id)).scalar_one_or_none()
    if number is None:
        raise UnknownIdError("report", id)
    (row,) = report_rows(connection, [number])
    return row


def report_rows(connection: Connection, numbers: Sequence[int]) -> Iterator[ReportRow]:
    """The rows of reports, in the given order."""
    rows = {}
    originals: dict[int, str] = {}
    for some in chunks(numbers, _PARAMETERS):
        query = select(reports, versions.c.report_data).join(
            versions, and_(versions.c.report == reports.c.number, versions.c.number == reports.c.newest)
        )
        rows.update({row.number: row for row in connection.execute(query.where(reports.c.number.in_(some)))})
        pairs = select(copies.c.report, reports.c.id).join(reports, reports.c.number == copies.c.original)
        for row in connection.execute(pairs.where(copies.c.report.in_(some)).order_by(copies.c.report, copies.c.place)):
            originals[row.report] = row.id  # the last names the earliest text
    for number in numbers:
        row = rows[number]
        report = decode(Report, row.report_data)
        yield ReportRow(
            id=row.id,
            outlet=report.outlet,
            title=report.title,
            published=read_reference(row.published),
            url=report.url,
            path=report.path,
            story=row.story,
            copy_of=originals.get(number),
            versions=row.newest,
            added=read_moment(row.added),
            changed=read_moment(row.changed),
        )


def chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Yield `items` in parts of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
