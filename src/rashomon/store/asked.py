"""Which statements fit what is asked: those of the newest reports first.

What is rare is sorted. Of what is frequent only the newest are wanted, so reports are walked through from the newest
on, until there are enough: no more is read than the answer takes, however much there is.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy import text as sql

from rashomon.model.annotation import Force
from rashomon.model.archive import Page, StatementRow
from rashomon.store import full_text, voices
from rashomon.store.cursors import cursor, number_after, page_of, read_cursor
from rashomon.store.finding import FORCES
from rashomon.store.folded import find_words, function_words
from rashomon.store.lines import cross, listed, of_force, read_numbers
from rashomon.store.schema import clean
from rashomon.store.statements import read_rows

_FEW = 2_000
"""Statements that are sorted; among more the newest are looked for."""
_RARE = 20_000
"""Statements of some forces up to which these are read and held against those with the words; of others the newest that
have the words are soon of the force."""
_FEW_REPORTS = 1_000
"""Reports of a story or of some days whose statements are sorted."""
_BLOCK = 200
"""Statements that are looked at together where there are more, at first; twice as many each time after that."""
_FIRST = 500
"""Reports that are walked through at first, and four times as many each time after that."""

_INDEX = "FROM searched s"

Found = tuple[int, int, int]
"""The day of a report, as an ordinal, the number of its first statement, and that of a statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Conditions on a statement `st`, the row `s` of its report in the index and its report `r`, with their values."""

    where: tuple[str, ...]
    values: dict[str, object]
    forces: tuple[Force, ...]

    @property
    def of_reports(self) -> bool:
        """Whether there is a condition on the report."""
        return any(line.startswith("r.") for line in self.where)


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
    `about` that are none are passed over, and so are function words.
    """
    where: list[str] = []
    values: dict[str, object] = {}
    for name, value, line in (
        ("story", story, "r.story = :story"),
        ("outlet", outlet, "r.outlet = :outlet"),
        ("since", since, "r.last_day >= :since"),
        ("until", until, "r.first_day <= :until"),
    ):
        if value is not None:
            where.append(line)
            values[name] = clean(value)
    # codes in the line itself: they are few and known; + 0: statements are found by other means, or see `_of_force`
    codes = ", ".join(str(FORCES.index(force)) for force in forces)
    where.append(f"st.force + 0 IN ({codes})" if forces else f"st.force <> {FORCES.index('believes')}")
    if least_confidence > 0:
        where.append("st.confidence >= :least")
        values["least"] = math.ceil(least_confidence * 10_000)
    if after is not None:
        day, number = (number_after(part) for part in read_cursor(after, 2))
        where += ["s.day <= :day", "(s.day < :day OR st.number < :after)"]
        values |= {"day": day, "after": number}
    asked = _Asked(where=tuple(where), values=values, forces=tuple(forces))
    narrow = story is not None or outlet is not None or (since is not None and until is not None)
    found = _found(connection, asked, who=who, about=about, narrow=narrow, most=limit + 1)
    page = page_of(found, limit, lambda row: cursor(str(row[0]), str(row[2])))
    return Page(rows=tuple(read_rows(connection, [number for _, _, number in page.rows])), next=page.next)


def _found(
    connection: Connection, asked: _Asked, *, who: str | None, about: str | None, narrow: bool, most: int
) -> list[Found]:
    numbers = _candidates(connection, asked, who, about)
    told = _few_reports(connection, asked) if narrow else None
    if numbers is None:
        return _all(connection, asked, told, most=most)
    if told is not None:
        numbers = [number for first, said in told for number in _within(numbers, first, said)]
    if len(numbers) <= _FEW:
        return _of(connection, asked, numbers, most=most)
    found: list[Found] = []
    for block in _newest_first(connection, asked, numbers):
        found += _of(connection, asked, block, most=most - len(found))
        if len(found) >= most:
            break
    return found


def _candidates(connection: Connection, asked: _Asked, who: str | None, about: str | None) -> list[int] | None:
    """The numbers of the statements by `who` that have the words of `about`, in ascending order; None for all.

    What is asked of the statement itself they fulfil already where few do.
    """
    of_statement = [line for line in asked.where if line.startswith(("st.force + 0", "st.confidence"))]
    found: list[int] | None = None
    if who is not None:
        speaking = voices.find(connection, who)
        where = " AND ".join([f"st.voice IN ({listed(speaking)})", *of_statement])
        line = f"SELECT st.number FROM statements st WHERE {where}"
        found = sorted(read_numbers(connection, line, asked.values)) if speaking else []
    words = [word for word in find_words(about) if word not in function_words()] if about else []
    if words and (found is None or found):
        number = f"statement_words.{full_text.column(connection)}"
        if found is None:
            found = _of_force(connection, asked.forces)
        of_statement = [line for line in of_statement if line.startswith("st.confidence")]
        join = f"{cross(connection)} statements st ON st.number = {number}" if of_statement else ""
        if found is not None and len(found) <= _FEW:
            # which fulfil it already; +: SQLite looks through what the index finds once, not once for each of these
            join, of_statement = "", [f"+{number} IN ({listed(found)})"]
        where = " AND ".join([full_text.match(connection, "statement_words"), *of_statement])
        values = {**asked.values, "asked": full_text.every(connection, [(word, False) for word in words])}
        line = f"SELECT {number} FROM statement_words {join} WHERE {where}"
        telling = read_numbers(connection, line, values)
        found = sorted(telling) if found is None else sorted({*found}.intersection(telling))
    return found


def _of_force(connection: Connection, forces: Sequence[Force]) -> list[int] | None:
    """The numbers of the statements of these forces; None where they are not few."""
    if not forces or "asserts" in forces:
        return None
    line = f"SELECT st.number FROM statements st WHERE {of_force(forces)} LIMIT {_RARE + 1}"
    found = read_numbers(connection, line, {})
    return sorted(found) if len(found) <= _RARE else None


def _all(connection: Connection, asked: _Asked, told: Sequence[tuple[int, int]] | None, *, most: int) -> list[Found]:
    """Statements without regard to who speaks and of what: of a few reports, or of any."""
    join = cross(connection)
    lines = _INDEX
    if asked.of_reports:
        lines += f" {join} reports r ON r.number = s.report"
    lines += f" {join} statements st ON st.number BETWEEN s.number AND s.number + s.said - 1"
    if told is None:
        return _rows(connection, asked, lines, most=most)
    first = f"s.number IN ({listed(number for number, _ in told)})"
    return _rows(connection, asked, lines, first, most=most) if told else []


def _of(connection: Connection, asked: _Asked, numbers: Sequence[int], *, most: int) -> list[Found]:
    """Those of these statements that fit, the newest first."""
    join = cross(connection)
    its = "(SELECT max(b.number) FROM searched b WHERE b.number <= st.number)"
    lines = f"FROM statements st {join} searched s ON s.number = {its}"
    if asked.of_reports:
        lines += f" {join} reports r ON r.number = s.report"
    return _rows(connection, asked, lines, f"st.number IN ({listed(numbers)})", most=most) if numbers else []


def _newest_first(connection: Connection, asked: _Asked, numbers: Sequence[int]) -> Iterator[list[int]]:
    """Yield these statements, those of the newest reports that fit first, some at a time."""
    lines = f"FROM searched s {cross(connection)} reports r ON r.number = s.report" if asked.of_reports else _INDEX
    mine = [line for line in asked.where if line.startswith(("r.", "s.day"))]
    block: list[int] = []
    most, size = _BLOCK, _FIRST
    values = dict(asked.values)
    where = mine
    while True:
        whole = f"WHERE {' AND '.join(where)}" if where else ""
        line = f"SELECT s.day, s.number, s.said {lines} {whole} ORDER BY s.day DESC, s.number DESC LIMIT {size}"
        rows = connection.execute(sql(line), values).all()
        for _, first, said in rows:
            block += reversed(_within(numbers, first, said))
            if len(block) >= most:
                yield block
                block = []
                most *= 2
        if len(rows) < size:
            break
        where = [*mine, "s.day <= :last", "(s.day < :last OR s.number < :first)"]
        values = {**asked.values, "last": rows[-1][0], "first": rows[-1][1]}
        size *= 4
    yield block


def _few_reports(connection: Connection, asked: _Asked) -> list[tuple[int, int]] | None:
    """The number of the first statement of each report that fits, and how many it has; None where they are many."""
    where = " AND ".join(line for line in asked.where if line.startswith("r."))
    lines = f"FROM reports r {cross(connection)} searched s ON s.report = r.number WHERE {where}"
    line = f"SELECT s.number, s.said {lines} LIMIT {_FEW_REPORTS + 1}"
    found = connection.execute(sql(line), asked.values).all()
    return sorted((first, said) for first, said in found) if len(found) <= _FEW_REPORTS else None


def _within(numbers: Sequence[int], first: int, said: int) -> Sequence[int]:
    """Those of ascending `numbers` that are of the `said` statements from `first` on."""
    return numbers[bisect.bisect_left(numbers, first) : bisect.bisect_left(numbers, first + said)]


def _rows(connection: Connection, asked: _Asked, lines: str, *more: str, most: int) -> list[Found]:
    where = " AND ".join([*more, *asked.where])
    order = "s.day DESC, s.number DESC, st.number DESC"
    line = f"SELECT s.day, s.number, st.number {lines} WHERE {where} ORDER BY {order} LIMIT {most}"
    return [(day, first, number) for day, first, number in connection.execute(sql(line), asked.values)]
