"""One JSON object becomes a RawReport, whoever wrote it."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from rashomon.errors import ReportError
from rashomon.intake.decode import lone_surrogate
from rashomon.intake.fragment import fragment_text
from rashomon.model.report import RawReport
from rashomon.settings import IntakeSettings
from rashomon.tables import read_table

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
LISTS = ("articles", "reports", "items")
"""The names under which an object may hold a list of records."""


def read_record(value: Json, *, path: str, record: int | None, settings: IntakeSettings) -> RawReport:
    """Return the report that `value` holds; `record` is its line or position in the file.

    Which names are read is in `data/fields.tsv`; what no field takes is kept in `extra` as JSON text. Raises
    ReportError with the reason "not a report", "missing text", "too long" or "lone surrogates".
    """
    if not isinstance(value, Mapping):
        raise ReportError("intake", "not a report", f"a JSON {_kind(value)} where an object belongs")
    names = {name.lower(): name for name in sorted(value, reverse=True)}
    taken: dict[str, tuple[str, ...]] = {}
    left = dict(value)
    for field, known, _ in _fields():
        name = names.get(known)
        if name is None or field in taken or name not in left:
            continue
        found = _READERS.get(field, _one)(left[name], known)
        if found:
            taken[field] = found
            del left[name]
    if "text" not in taken:
        raise ReportError("intake", "missing text", _what_is_there(value))
    text = taken["text"][0]
    if len(text) > settings.max_characters:
        raise ReportError("intake", "too long", f"{len(text):,} characters, at most {settings.max_characters:,}")
    extra = {name: json.dumps(left[name], sort_keys=True) for name in sorted(left) if left[name] is not None}
    for string in (*(cell for cells in taken.values() for cell in cells), *extra):
        at = lone_surrogate(string)
        if at is not None:
            raise ReportError("intake", "lone surrogates", f"the first at character {at} of {string[:20]!a}")
    single = {field: cells[0] for field, cells in taken.items()}
    return RawReport(
        path=path,
        record=record,
        form="record",
        content=text,
        id=single.get("id"),
        url=single.get("url"),
        outlet=single.get("outlet"),
        title=single.get("title"),
        published=single.get("published"),
        language=single.get("language"),
        authors=taken.get("authors", ()),
        extra=extra,
    )


def records_in(value: Json) -> Iterator[tuple[int | None, Json]]:
    """Yield (1-based position or None, record) for a list of records, an object that holds one, or a single record.

    >>> list(records_in({"articles": [{"text": "A"}]}))
    [(1, {'text': 'A'})]
    """
    if isinstance(value, Mapping) and not any(
        name.lower() == known for name in value for field, known, _ in _fields() if field == "text"
    ):
        value = next((value[name] for name in LISTS if _is_list(value.get(name))), value)
    if _is_list(value):
        yield from enumerate(value, 1)
    else:
        yield None, value


@functools.cache
def _fields() -> tuple[tuple[str, ...], ...]:
    return read_table("rashomon.intake.data", "fields.tsv", columns=3)


def _is_list(value: Json) -> TypeGuard[Sequence[Json]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _kind(value: Json) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return "string"
    return "list" if _is_list(value) else "literal"


def _what_is_there(value: Mapping[str, Json]) -> str:
    names = ", ".join(ascii(name[:20]) for name in sorted(value)[:6])
    return f"no text under any name known for it; there are {names}" if names else "an empty object"


def _strings(value: Json) -> list[str]:
    """The strings that a string, a number, an object with a name or value, or a list of these stands for."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [str(value)]
    if isinstance(value, Mapping):
        return _strings(value.get("value") or value.get("name")) if _is_flat(value) else []
    if isinstance(value, Sequence):
        return [string for item in value if isinstance(item, (str, Mapping)) for string in _strings(item)]
    return []


def _is_flat(value: Mapping[str, Json]) -> bool:
    return all(value.get(name) is None or isinstance(value.get(name), (str, int)) for name in ("value", "name"))


def _one(value: Json, known: str) -> tuple[str, ...]:
    if _is_list(value):  # ninjs lists: the main one is first or says so
        main = [item for item in value if isinstance(item, Mapping) and item.get("role") == "main"]
        value = main or value
    return tuple(_strings(value)[:1])


def _authors(value: Json, known: str) -> tuple[str, ...]:
    return tuple(_strings(value))


def _url(value: Json, known: str) -> tuple[str, ...]:
    found = _one(value, known)
    return found if known not in ("uri", "source") or _is_address(found) else ()


def _outlet(value: Json, known: str) -> tuple[str, ...]:
    """An outlet's name; trafilatura's `source` is an address."""
    found = _one(value, known)
    return () if _is_address(found) else found


def _is_address(found: tuple[str, ...]) -> bool:
    return bool(found) and found[0].startswith(("http://", "https://"))


def _id(value: Json, known: str) -> tuple[str, ...]:
    return tuple(string.strip() for string in _one(value, known))


def _text(value: Json, known: str) -> tuple[str, ...]:
    """The text in a string, in Fundus's body (summary and sections), or in ninjs's bodies (plain before HTML)."""
    text = ""
    if isinstance(value, str):
        text = fragment_text(value) if known in ("body_html", "body_xhtml", "content_html") else value
    elif isinstance(value, Mapping):
        sections = value.get("sections")
        parts = _strings(value.get("summary"))
        for section in sections if _is_list(sections) else ():
            if isinstance(section, Mapping):
                parts += _strings(section.get("headline")) + _strings(section.get("paragraphs"))
        text = "\n\n".join(parts)
    elif isinstance(value, Sequence):
        bodies = [item for item in value if isinstance(item, Mapping) and isinstance(item.get("value"), str)]
        if bodies:
            best = min(bodies, key=_rank_of_body)
            text = str(best["value"])
            text = fragment_text(text) if "html" in _content_type(best) else text
    return (text,) if text.strip() else ()


def _rank_of_body(body: Mapping[str, Json]) -> tuple[bool, bool]:
    return body.get("role") not in (None, "main"), "plain" not in _content_type(body)


def _content_type(body: Mapping[str, Json]) -> str:
    return "".join(str(value).lower() for name, value in body.items() if name.lower() == "contenttype")


_READERS = {"text": _text, "authors": _authors, "url": _url, "outlet": _outlet, "id": _id}
