"""Statements in the index: who speaks by the names of the story, and what they are as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, func, insert, select, update

from rashomon.errors import UnknownIdError
from rashomon.model.annotation import Force
from rashomon.model.archive import ActorPage, StatementRow
from rashomon.model.spans import Span
from rashomon.store import voices
from rashomon.store.finding import appearances, searched, statements
from rashomon.store.packed import pack_numbers, unpack, unpack_numbers
from rashomon.store.reports import chunks
from rashomon.store.schema import reports
from rashomon.store.sheets import read_sheets
from rashomon.store.spoken import Voice
from rashomon.store.told import StoryIndex

_PARAMETERS = 500
_BEFORE = searched.alias("before")
_ITS_REPORT = (
    searched.c.number
    == (
        select(func.max(_BEFORE.c.number)).where(_BEFORE.c.number <= statements.c.number).correlate(statements)
    ).scalar_subquery()
)
"""Joins a statement with the report in whose range its number is."""


def put_stories(connection: Connection, told: Sequence[StoryIndex], numbers: Mapping[str, int]) -> None:
    """Tell the index what new synopses know: by which names speakers go, which actors each report names, on which day
    it came out, and in claims of which status it stands. `numbers` are those of the reports of these stories."""
    voice_of = voices.put(connection, [story.voices for story in told])
    telling = {
        numbers[one.report]: (one, [voice_of[story.voices[place]] for place in one.said], story.voices)
        for story in told
        for one in story.tellings
        if one.report in numbers
    }
    rows = _searched(connection, telling)
    changed, old, new = [], set(), []
    gone: list[dict[str, int]] = []
    come: list[dict[str, int]] = []
    spoken = speaking(connection, rows)
    for number, row in rows.items():
        one, said, known = telling[number]
        # statements beyond those told of are of another version than this synopsis knows
        for place, (before, after) in enumerate(zip(spoken[number], said, strict=False)):
            if after != before:
                changed.append({"at": row.number + place, "new_voice": after})
                old.add(before)
        was, now = set(unpack_numbers(row.named)), {voice_of[known[place]] for place in one.named}
        gone += [{"old_voice": voice, "in_report": number} for voice in sorted(was - now)]
        come += [{"voice": voice, "report": number} for voice in sorted(now - was)]
        old |= was - now
        values = {"day": one.day, "standing": one.standing, "named": pack_numbers(sorted(now))}
        if values != {"day": row.day, "standing": row.standing, "named": row.named}:
            new.append({"at": row.number} | {f"new_{name}": value for name, value in values.items()})
    if changed:
        connection.execute(_NEW_VOICE, changed)
    if gone:
        connection.execute(_NOT_NAMED, gone)
    if come:
        connection.execute(insert(appearances), come)
    if new:
        connection.execute(_NEW_STANDING, new)
    voices.drop_unused(connection, old)


_NEW_VOICE = update(statements).where(statements.c.number == bindparam("at")).values(voice=bindparam("new_voice"))
_NOT_NAMED = delete(appearances).where(
    appearances.c.voice == bindparam("old_voice"), appearances.c.report == bindparam("in_report")
)
_NEW_STANDING = (
    update(searched)
    .where(searched.c.number == bindparam("at"))
    .values(day=bindparam("new_day"), standing=bindparam("new_standing"), named=bindparam("new_named"))
)


def speaking(connection: Connection, numbers: Iterable[int]) -> dict[int, list[int]]:
    """Return the voices of the statements of reports, in their order."""
    out: dict[int, list[int]] = {number: [] for number in numbers}
    for some in chunks(sorted(out), _PARAMETERS):
        within = and_(
            searched.c.report.in_(some),
            statements.c.number.between(searched.c.number, searched.c.number + searched.c.said - 1),
        )
        query = select(searched.c.report, statements.c.voice).join_from(searched, statements, within)
        for report, voice in connection.execute(query.order_by(statements.c.number)):
            out[report].append(voice)
    return out


def _searched(connection: Connection, numbers: Iterable[int]) -> dict[int, Row[*tuple[Any, ...]]]:
    """What is in the index, by the numbers of the reports."""
    rows = {}
    for some in chunks(sorted(numbers), _PARAMETERS):
        rows.update(
            {row.report: row for row in connection.execute(select(searched).where(searched.c.report.in_(some)))}
        )
    return rows


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: the number of the voice that speaks, and what it says."""

    voice: int
    force: Force
    content: tuple[Span, ...]


def said_in(connection: Connection, numbers: Iterable[int]) -> dict[int, list[Said]]:
    """Return the statements of reports, by the numbers of these, in the order of the text."""
    out: dict[int, list[Said]] = {}
    its = statements.c.number.between(searched.c.number, searched.c.number + searched.c.said - 1)
    query = select(searched.c.report, statements).select_from(searched.outerjoin(statements, its))
    for some in chunks(sorted(numbers), _PARAMETERS):
        rows = connection.execute(query.where(searched.c.report.in_(some)).order_by(statements.c.number))
        for row in rows:
            said = out.setdefault(row.report, [])
            if row.number is not None:
                said.append(Said(row.voice, row.force, unpack(row.spans)[2]))
    return out


def read_rows(connection: Connection, numbers: Sequence[int]) -> Iterator[StatementRow]:
    """Yield statements, in the given order."""
    rows = {}
    for some in chunks(numbers, _PARAMETERS):
        query = select(statements, searched.c.report).select_from(statements.join(searched, _ITS_REPORT))
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
    numbers = voices.of_actor(connection, name)
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
    mine = voices.of_actor(connection, actor)
    found = voices.read(connection, mine)
    names = Counter[str]()
    weights: dict[int, int] = {}
    for number in mine:
        weight = len(_reports_naming(connection, [number]))
        weights[number] = weight
        names.update(dict.fromkeys(found[number].names, weight or 1))
    first = found[min(mine, key=lambda number: (-weights[number], *_rank(found[number])))]
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


def _rank(voice: Voice) -> tuple[int, tuple[str, ...], str, str]:
    """Which of voices that as many reports name comes first: one with more names, then by these.

    Not by their numbers: these depend on which stories were written together.
    """
    return -len(voice.names), voice.names, voice.kind or "", voice.country or ""


def _reports_naming(connection: Connection, numbers: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(numbers, _PARAMETERS):
        found.update(connection.execute(select(appearances.c.report).where(appearances.c.voice.in_(some))).scalars())
    return found
