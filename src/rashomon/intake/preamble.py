"""What stands above a text and tells of it: the front matter of site generators, the header of a mail."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from email.header import decode_header, make_header

from rashomon.tables import read_table

_MOST = 100
"""Most lines of a preamble."""
_RULE = re.compile(r"---[ \t]*\r?\n")
_KEY = re.compile(r"([A-Za-z][\w-]{0,40}):(?:[ \t]+(.*))?")
_HEADER = re.compile(r"[A-Z][A-Za-z]{0,20}(?:-[A-Za-z]{1,20}){0,4}:[ \t]")
_COMMENT = re.compile(r"\s#.*$")
_ENCODED = frozenset(("quoted-printable", "base64"))

Fields = Mapping[str, str | tuple[str, ...]]


def read_preamble(text: str) -> tuple[Fields, str]:
    """Return the fields that stand above `text`, and the text below them; no fields and all of `text` if none do.

    Front matter is a run of "key: value" between lines "---", at least one key a field that a JSON record may have: of
    YAML 1.2 that is plain and quoted scalars, folded lines and lists of scalars. A mail's header (RFC 5322) has "From"
    and a date or subject, and ends with a blank line; the subject is the title. A mail in parts or with an encoded body
    is left as it is.

    >>> read_preamble("---\\ntitle: 'Port reopens'\\n---\\nShips left.")
    ({'title': 'Port reopens'}, 'Ships left.')
    """
    return _front_matter(text) or _mail(text) or ({}, text)


def _front_matter(text: str) -> tuple[Fields, str] | None:
    opening = _RULE.match(text)
    if opening is None:
        return None
    fields: dict[str, str | tuple[str, ...]] = {}
    key = ""
    at = opening.end()
    for _ in range(_MOST):
        end = text.find("\n", at)
        line, at = (text[at:end], end + 1) if end >= 0 else (text[at:], len(text))
        bare = line.strip()
        if bare in ("---", "..."):
            return (fields, text[at:]) if not _known().isdisjoint(map(str.lower, fields)) else None
        found = _KEY.fullmatch(line.rstrip())
        if found:
            key = found[1]
            fields[key] = _value((found[2] or "").strip())
        elif key and bare.startswith("- "):
            before = fields[key]
            fields[key] = (*(before if isinstance(before, tuple) else ()), str(_value(bare[2:].strip())))
        elif key and bare and line[0] in " \t":
            fields[key] = f"{fields[key]} {bare}".strip()
        elif bare and not bare.startswith("#"):
            return None
        if end < 0:
            return None
    return None


def _value(written: str) -> str | tuple[str, ...]:
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        inner = written[1:-1]
        return inner.replace('\\"', '"') if written[0] == '"' else inner.replace("''", "'")
    if written.startswith("[") and written.endswith("]"):
        return tuple(str(_value(item.strip())) for item in written[1:-1].split(",") if item.strip())
    return "" if written in ("|", ">", "|-", ">-", "null", "~") else _COMMENT.sub("", written)


def _mail(text: str) -> tuple[Fields, str] | None:
    fields: dict[str, str] = {}
    name = ""
    at = 0
    for _ in range(_MOST):
        end = text.find("\n", at)
        if end < 0:
            return None
        line, at = text[at:end].rstrip("\r"), end + 1
        if not line.strip():
            return _of_mail(fields, text[at:])
        if _HEADER.match(line):
            name, _, value = line.partition(":")
            fields[name.lower()] = value.strip()
        elif name and line[0] in " \t":
            fields[name.lower()] += f" {line.strip()}"
        else:
            return None
    return None


def _of_mail(fields: Mapping[str, str], body: str) -> tuple[Fields, str] | None:
    if "from" not in fields or not ("subject" in fields or "date" in fields):
        return None
    kind = fields.get("content-type", "text/plain").lower()
    if not kind.startswith("text/plain") or fields.get("content-transfer-encoding", "").lower() in _ENCODED:
        return None
    named = {"title" if name == "subject" else name: _decoded(value) for name, value in fields.items()}
    return named, body


def _decoded(value: str) -> str:
    """The value of a header with its encoded words (RFC 2047), such as "=?utf-8?q?caf=C3=A9?=", read."""
    try:
        return str(make_header(decode_header(value)))
    except (ValueError, LookupError):
        return value


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(row[1] for row in read_table("rashomon.intake.data", "fields.tsv", columns=3))
