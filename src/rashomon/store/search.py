"""Which reports have the words of a query, under conditions: what the database finds, before anything is ranked."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, bindparam
from sqlalchemy import text as sql

from rashomon.model.annotation import Force
from rashomon.model.synopsis import Status
from rashomon.store import voices
from rashomon.store.finding import searched
from rashomon.store.words import PLACES


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


ANY = Conditions()


def find_reports(
    connection: Connection,
    alternatives: Sequence[Sequence[Term]],
    *,
    conditions: Conditions = ANY,
    in_title: bool = False,
    most: int,
) -> list[int]:
    """Return the numbers of at most `most` reports that have all terms of one of the `alternatives`.

    They are those that came last, the last one first; with `in_title` those with all the words in their headlines.
    Terms hold nothing but folded words.
    """
    where, values = _conditions(connection, conditions)
    if where is None:
        return []
    heads = _single(alternatives)
    if connection.dialect.name == "postgresql":
        asked = " | ".join("(" + " & ".join(_tsquery(term) for term in terms) + ")" for terms in alternatives)
        lines = ["FROM words JOIN searched s ON s.number = words.number WHERE words.body @@ CAST(:asked AS tsquery)"]
        lines += _phrases(alternatives, values)
        if in_title:
            lines.append("AND words.title @@ CAST(:heads AS tsquery)")
            values["heads"] = " & ".join(_tsquery(term) for term in heads)
        order = "words.number"
    else:
        asked = " OR ".join("(" + " AND ".join(_fts5(term) for term in terms) + ")" for terms in alternatives)
        asked = f"{{body}} : ({asked})"
        if in_title:
            asked = f"({asked}) AND {{title}} : ({' AND '.join(_fts5(term) for term in heads)})"
        # CROSS JOIN: the index first, from its end
        lines = ["FROM words CROSS JOIN searched s ON s.number = words.rowid WHERE words MATCH :asked"]
        order = "words.rowid"
    if where:
        lines.append(f"AND s.report IN (SELECT r.number FROM reports r WHERE {' AND '.join(where)})")
    query = sql(f"SELECT s.report {' '.join(lines)} ORDER BY {order} DESC LIMIT :most")
    listed: list[BindParameter[object]] = []
    listed += [bindparam(name, expanding=True) for name, value in values.items() if isinstance(value, list)]
    return list(connection.execute(query.bindparams(*listed), {**values, "asked": asked, "most": most}).scalars())


def _single(alternatives: Sequence[Sequence[Term]]) -> list[Term]:
    """The words of all terms, each a term of its own."""
    found = {}
    for term in itertools.chain.from_iterable(alternatives):
        for word in term.words[:-1]:
            found[word, False] = Term(words=(word,))
        found[term.words[-1], term.prefix] = Term(words=term.words[-1:], prefix=term.prefix)
    return [found[key] for key in sorted(found)]


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.prefix else "")


def _tsquery(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    return " & ".join([*words[:-1], words[-1] + (":*" if term.prefix else "")])


def _phrases(alternatives: Sequence[Sequence[Term]], values: dict[str, object]) -> list[str]:
    """Conditions for the terms of several words, which the index knows as separate ones."""
    if not any(len(term.words) > 1 for terms in alternatives for term in terms):
        return []
    either = []
    for terms in alternatives:
        every = ["TRUE"]
        for term in terms:
            if len(term.words) > 1:
                name = f"phrase{len(values)}"
                values[name] = f" {' '.join(term.words)}" + ("" if term.prefix else " ")
                every.append(f"strpos(words.text, :{name}) > 0")
        either.append("(" + " AND ".join(every) + ")")
    return [f"AND ({' OR '.join(either)})"]


def _conditions(connection: Connection, asked: Conditions) -> tuple[list[str] | None, dict[str, object]]:
    """Conditions on a report `r` with their values; None where nothing can fulfil them."""
    where: list[str] = []
    values: dict[str, object] = {}
    for name, line in (
        ("outlet", "r.outlet = :outlet"),
        ("since", "r.last_day >= :since"),
        ("until", "r.first_day <= :until"),
        ("story", "r.story = :story"),
        ("status", "r.number IN (SELECT report FROM standings WHERE status = :status)"),
    ):
        if getattr(asked, name) is not None:
            where.append(line)
            values[name] = getattr(asked, name)
    if asked.actor is not None:
        found = voices.find(connection, asked.actor)
        if not found:
            return None, {}
        where.append("r.number IN (SELECT report FROM appearances WHERE voice IN :voices)")
        values["voices"] = found
    if asked.force is not None:
        within = f"st.number BETWEEN x.number * {PLACES} AND x.number * {PLACES} + {PLACES - 1}"
        where.append(
            "EXISTS (SELECT 1 FROM searched x JOIN statements st ON "
            f"{within} WHERE x.report = r.number AND st.force = :force)"
        )
        values["force"] = asked.force
    return where, values


def read_lengths(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """Return how many words each of these reports has."""
    from sqlalchemy import select

    query = select(searched.c.report, searched.c.length).where(searched.c.report.in_(numbers))
    return {row.report: row.length for row in connection.execute(query)}
