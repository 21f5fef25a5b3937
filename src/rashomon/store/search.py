"""Which reports have the words of a query, under conditions: what the database finds, before anything is ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection
from sqlalchemy import text as sql

from rashomon.model.annotation import Force
from rashomon.model.synopsis import Status
from rashomon.store import full_text, voices
from rashomon.store.finding import IN_TITLE, STATUSES
from rashomon.store.lines import cross, listed, of_force
from rashomon.store.schema import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that must stand in a report one after the other; of a `prefix` the last one is but a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What else must hold of a report. Days are ISO 8601, both included."""

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    actor: str | None = None
    force: Force | None = None
    status: Status | None = None
    story: str | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether few reports may fulfil them, which are found without the words."""
        rare = (self.story, self.actor, self.outlet)
        return any(one is not None for one in rare) or (self.since is not None and self.until is not None)


_FEW = 2_000
"""Reports, up to which those that fulfil the conditions are found first, and then those among them with the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Conditions in SQL, with their values; `few` are the places in the index of the reports that fulfil them, in
    order, where they are few. `where` is None where nothing can fulfil them."""

    where: tuple[str, ...] | None = ()
    values: Mapping[str, object] = field(default_factory=dict)
    few: tuple[int, ...] | None = None


ANY = Narrowed()


def find_reports(
    connection: Connection,
    alternatives: Sequence[Sequence[Term]],
    *,
    conditions: Narrowed = ANY,
    in_title: bool = False,
    before: int | None = None,
    most: int,
) -> list[tuple[int, int]]:
    """Return at most `most` reports that have all words of one of the `alternatives`, each with its place in the index.

    They are those that came last, the last one first; with `in_title` those with all the words in their headlines;
    with `before` those that came before that place. Terms hold nothing but folded words; whether the words of a term
    follow one another has to be looked up in the texts.
    """
    if conditions.where is None:
        return []
    where, values = [*conditions.where], {**conditions.values}
    asked = [_words(terms) for terms in alternatives]
    if in_title:
        asked = [[*words, *((IN_TITLE + word, prefix) for word, prefix in words)] for words in asked]
    values["asked"] = full_text.either(connection, [full_text.every(connection, words) for words in asked])
    number = f"words.{full_text.column(connection)}"
    if conditions.few is not None:
        # +: SQLite looks through what the index finds once, not once for each of these
        where, values = [f"+{number} IN ({listed(conditions.few)})"], {"asked": values["asked"]}
        if not conditions.few:
            return []
    if before is not None:
        where.append(f"{number} < :before")
        values["before"] = before
    # CROSS JOIN in SQLite: the index first, from its end
    join = cross(connection)
    lines = f"FROM words {join} searched s ON s.number = {number}"
    if any("r." in line for line in where):
        lines += f" {join} reports r ON r.number = s.report"
    where = [full_text.match(connection, "words"), *where]
    line = f"SELECT s.report, s.number {lines} WHERE {' AND '.join(where)} ORDER BY {number} DESC LIMIT :most"
    found = connection.execute(sql(line), {**values, "most": most}).all()
    return [(report, number) for report, number in found]


def narrowed(connection: Connection, conditions: Conditions) -> Narrowed:
    """Return conditions as `find_reports` takes them: names are looked up, and the reports where they are few."""
    where, values = _conditions(connection, conditions)
    if where is None:
        return Narrowed(where=None)
    few = _few(connection, where, values) if conditions.is_narrow else None
    return Narrowed(where=tuple(where), values=values, few=None if few is None else tuple(few))


def _few(connection: Connection, where: Sequence[str], values: Mapping[str, object]) -> list[int] | None:
    """The places in the index of the reports that fulfil conditions; None where they are many."""
    join = cross(connection)
    lines = f"reports r {join} searched s"
    if any(line.startswith("s.report") for line in where):  # who names an actor is found without its report
        lines = f"searched s {join} reports r" if any("r." in line for line in where) else "searched s"
    on = "ON s.report = r.number " if "reports" in lines else ""
    line = f"SELECT s.number FROM {lines} {on}WHERE {' AND '.join(where)} LIMIT {_FEW + 1}"
    found = connection.execute(sql(line), values).scalars().all()
    return sorted(found) if len(found) <= _FEW else None


def _words(terms: Sequence[Term]) -> list[tuple[str, bool]]:
    """The words of all terms, each once, and whether it is a beginning."""
    found = {(word, False) for term in terms for word in term.words[:-1]}
    return sorted(found | {(term.words[-1], term.prefix) for term in terms})


def _conditions(connection: Connection, asked: Conditions) -> tuple[list[str] | None, dict[str, object]]:
    """Conditions on a report `r` and its row `s` of the index, with values; None where nothing can fulfil them."""
    where: list[str] = []
    values: dict[str, object] = {}
    for name, line in (
        ("outlet", "r.outlet = :outlet"),
        ("since", "r.last_day >= :since"),
        ("until", "r.first_day <= :until"),
        ("story", "r.story = :story"),
    ):
        if getattr(asked, name) is not None:
            where.append(line)
            values[name] = clean(getattr(asked, name))
    if asked.status is not None:
        where.append("(s.standing & :standing) > 0")
        values["standing"] = 1 << STATUSES.index(asked.status)
    if asked.actor is not None:
        found = voices.find(connection, asked.actor)
        if not found:
            return None, {}
        where.append(f"s.report IN (SELECT report FROM appearances WHERE voice IN ({listed(found)}))")
    if asked.force is not None:
        # the code in the line itself: else the index by force is not used
        its = f"{of_force([asked.force])} AND st.number BETWEEN s.number AND s.number + s.said - 1"
        where.append(f"EXISTS (SELECT 1 FROM statements st WHERE {its})")
    return where, values


def read_lengths(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """Return how many words each of these reports has."""
    line = f"SELECT report, length FROM searched WHERE report IN ({listed(numbers)})"
    return {row.report: row.length for row in connection.exec_driver_sql(line)} if numbers else {}
