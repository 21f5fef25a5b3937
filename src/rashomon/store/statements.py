"""Statements in the index: who speaks by the names of the story, and who said what."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Row, Select, Table, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy import text as sql
from sqlalchemy.sql.selectable import TextualSelect

from rashomon.errors import UnknownIdError
from rashomon.model.annotation import AnnotatedReport, Force
from rashomon.model.archive import ActorPage, Page, StatementRow
from rashomon.model.spans import ReferenceDate
from rashomon.model.synopsis import Synopsis
from rashomon.store import voices
from rashomon.store.cursors import cursor, number_after, page_of, read_cursor
from rashomon.store.finding import appearances, searched, standings, statements
from rashomon.store.finding import voices as voices_table
from rashomon.store.folded import find_words
from rashomon.store.packed import unpack
from rashomon.store.reports import chunks
from rashomon.store.schema import reports
from rashomon.store.sheets import read_sheets
from rashomon.store.spoken import mentions_of, spoken, voice_of
from rashomon.store.words import PLACES

_PARAMETERS = 500
_NAMED = frozenset({"person", "organisation", "state", "outlet", "group"})


def put_story(connection: Connection, synopsis: Synopsis, members: Sequence[tuple[int, AnnotatedReport]]) -> None:
    """Tell the index what a new synopsis knows: by which names speakers go, which actors each report names, on which
    day it came out, and in claims of which status it stands. `members` are all reports of the story."""
    numbers = {item.report.id: number for number, item in members}
    mentions = mentions_of(synopsis)
    said = {number: [row.voice for row in spoken(item, mentions)] for number, item in members}
    named = [(voice_of(actor), actor) for actor in synopsis.actors if actor.kind in _NAMED]
    voice = voices.put(connection, [*(one for rows in said.values() for one in rows), *(one for one, _ in named)])
    days = {number: _day(item.annotation.reference) for number, item in members}
    changed = []
    for row in _places(connection, numbers.values()):
        place = row.number % PLACES
        if place >= len(said[row.report]):  # of another version than this synopsis knows
            continue
        now = (voice[said[row.report][place]], days[row.report])
        if now != (row.voice, row.day):
            changed.append({"at": row.number, "new_voice": now[0], "new_day": now[1]})
    if changed:
        line = update(statements).where(statements.c.number == bindparam("at"))
        connection.execute(line.values(voice=bindparam("new_voice"), day=bindparam("new_day")), changed)
    seen: set[tuple[int | str, int]] = {
        (voice[one], numbers[at.report]) for one, actor in named for at in actor.mentions if at.report in numbers
    }
    _replace(connection, appearances, numbers.values(), seen)
    stands: set[tuple[int | str, int]] = set()
    for claim in synopsis.claims:
        places = [*(one.at for one in claim.support), *(one.at for one in claim.against)]
        stands.update((claim.status, numbers[at.report]) for at in places if at.report in numbers)
    _replace(connection, standings, numbers.values(), stands)


def _day(reference: ReferenceDate) -> int:
    return reference.latest.toordinal() if reference.latest else 0


def _places(connection: Connection, numbers: Iterable[int]) -> Iterator[Row[int, int, int, int]]:
    on = statements.c.number.between(searched.c.number * PLACES, searched.c.number * PLACES + PLACES - 1)
    query = select(statements.c.number, statements.c.voice, statements.c.day, searched.c.report).join(searched, on)
    for some in chunks(sorted(numbers), _PARAMETERS):
        yield from connection.execute(query.where(searched.c.report.in_(some)))


def _replace(connection: Connection, table: Table, numbers: Iterable[int], now: set[tuple[int | str, int]]) -> None:
    """Make the rows of these reports, of two columns each, those in `now`."""
    first, report = table.c
    before: set[tuple[int | str, int]] = set()
    for some in chunks(sorted(numbers), _PARAMETERS):
        before.update(tuple(row) for row in connection.execute(select(first, report).where(report.in_(some))))
    for gone in sorted(before - now):
        connection.execute(delete(table).where(first == gone[0], report == gone[1]))
    if new := sorted(now - before):
        connection.execute(insert(table), [{first.name: one, report.name: two} for one, two in new])


def find(
    connection: Connection,
    *,
    who: str | None,
    about: str | None,
    forces: Sequence[Force],
    story: str | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    least_confidence: float,
    limit: int,
    after: str | None,
) -> Page[StatementRow]:
    """Statements of the newest versions, those of the newest reports first, undated ones last.

    The conditions mean what they mean in `rashomon.said.said`; `since` and `until` are days, both included. Words of
    `about` that are none are passed over.
    """
    query = _query(connection, who=who, about=about, narrowed=bool(story or outlet))
    if query is None:
        return Page(rows=())
    if forces:
        query = query.where(statements.c.force.in_(forces))
    else:
        query = query.where(statements.c.force != "believes")
    if story is not None:
        query = query.where(reports.c.story == story)
    if outlet is not None:
        query = query.where(reports.c.outlet == outlet)
    if since is not None:
        query = query.where(reports.c.last_day >= since)
    if until is not None:
        query = query.where(reports.c.first_day <= until)
    if least_confidence > 0:
        query = query.where(statements.c.confidence >= math.ceil(least_confidence * 10_000))
    if after is not None:
        day, number = (number_after(part) for part in read_cursor(after, 2))
        behind = and_(statements.c.day == day, statements.c.number < number)
        query = query.where(or_(statements.c.day < day, behind))
    found = connection.execute(query.limit(limit + 1)).all()
    page = page_of(found, limit, lambda row: cursor(str(row.day), str(row.number)))
    return Page(rows=tuple(read_rows(connection, [row.number for row in page.rows])), next=page.next)


def _query(
    connection: Connection, *, who: str | None, about: str | None, narrowed: bool
) -> Select[tuple[int, int]] | None:
    query = (
        select(statements.c.number, statements.c.day)
        .join(searched, searched.c.number == statements.c.number // PLACES)
        .join(reports, reports.c.number == searched.c.report)
    )
    if who is not None:
        speaking = voices.find(connection, who)
        if not speaking:
            return None
        query = query.where(statements.c.voice.in_(speaking))
    words = find_words(about) if about else []
    if words:
        query = query.where(statements.c.number.in_(_with_words(connection, words)))
    # + 0: sorted, not read off an index, all of which would be read where the conditions leave but a few
    extra = 0 if who is not None or words or narrowed else None
    day, number = statements.c.day, statements.c.number
    if extra is not None:
        return query.order_by((day + extra).desc(), (number + extra).desc())
    return query.order_by(day.desc(), number.desc())


def _with_words(connection: Connection, words: Sequence[str]) -> TextualSelect:
    """The statements that have all of these words."""
    if connection.dialect.name == "postgresql":
        line = "SELECT number FROM statement_words WHERE words @@ CAST(:about AS tsquery)"
        asked = " & ".join(f"'{word}'" for word in words)
    else:
        line = "SELECT rowid AS number FROM statement_words WHERE statement_words MATCH :about"
        asked = " AND ".join(f'"{word}"' for word in words)
    return sql(line).bindparams(about=asked).columns(statements.c.number)


def of_report(connection: Connection, report: int) -> list[StatementRow]:
    """Return the statements of one report, by its number, in the order of the text."""
    within = statements.c.number.between(searched.c.number * PLACES, searched.c.number * PLACES + PLACES - 1)
    query = select(statements.c.number).join(searched, within).where(searched.c.report == report)
    return list(read_rows(connection, sorted(connection.execute(query).scalars())))


def read_rows(connection: Connection, numbers: Sequence[int]) -> Iterator[StatementRow]:
    """Yield statements, in the given order."""
    rows = {}
    for some in chunks(numbers, _PARAMETERS):
        query = select(statements, searched.c.report).join(searched, searched.c.number == statements.c.number // PLACES)
        rows.update({row.number: row for row in connection.execute(query.where(statements.c.number.in_(some)))})
    sheets = read_sheets(connection, [row.report for row in rows.values()])
    known = voices.read(connection, [row.voice for row in rows.values()])
    for number in numbers:
        row = rows[number]
        sheet, voice = sheets[row.report], known[row.voice]
        (sentence,), source, content = unpack(row.spans)
        yield StatementRow(
            report=sheet.id,
            version=sheet.version,
            story=sheet.story,
            outlet=sheet.outlet,
            published=sheet.published,
            actor=voice.actor,
            names=voice.names,
            force=row.force,
            kind=row.kind,
            confidence=row.confidence / 10_000,
            source=source,
            content=content,
            sentence=sentence,
            text=sheet.text[sentence.start : sentence.end],
            path=sheet.path,
            paragraph=sheet.paragraph(sentence.start),
        )


def read_actor(connection: Connection, name: str) -> ActorPage:
    """An actor by its id, or else by one of its names: of several that go by it, the one that most reports name.

    Raises UnknownIdError.
    """
    numbers = list(connection.execute(select(voices_table.c.number).where(voices_table.c.actor == name)).scalars())
    known = voices.read(connection, numbers or voices.find(connection, name))
    by_actor: dict[str, list[int]] = {}
    for number, voice in known.items():
        if voice.actor is not None:
            by_actor.setdefault(voice.actor, []).append(number)
    if not by_actor:
        raise UnknownIdError("actor", name)
    named = {actor: _reports_naming(connection, of) for actor, of in by_actor.items()}
    actor = min(by_actor, key=lambda one: (-len(named[one]), one))
    # its voices in stories where it goes by other names
    mine = list(connection.execute(select(voices_table.c.number).where(voices_table.c.actor == actor)).scalars())
    found = voices.read(connection, mine)
    names = Counter[str]()
    for number in mine:
        weight = len(_reports_naming(connection, [number])) or 1
        names.update(dict.fromkeys(found[number].names, weight))
    first = found[max(mine, key=lambda number: (len(_reports_naming(connection, [number])), -number))]
    told: set[str] = set()
    for some in chunks(sorted(_reports_naming(connection, mine)), _PARAMETERS):
        query = select(reports.c.story).where(reports.c.number.in_(some), reports.c.story.is_not(None))
        told.update(connection.execute(query).scalars())
    said = sum(
        connection.execute(select(func.count()).where(statements.c.voice.in_(some))).scalar_one()
        for some in chunks(mine, _PARAMETERS)
    )
    return ActorPage(
        id=actor,
        name=first.names[0],
        kind=first.kind or "",
        names=tuple(name for name, _ in sorted(names.items(), key=lambda item: (-item[1], item[0]))),
        country=first.country,
        stories=tuple(sorted(told)),
        statements=said,
    )


def _reports_naming(connection: Connection, numbers: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(numbers, _PARAMETERS):
        found.update(connection.execute(select(appearances.c.report).where(appearances.c.voice.in_(some))).scalars())
    return found
