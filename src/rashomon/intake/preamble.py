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
_HEADER = re.compile(r"[A-Z][A-Za-z]{0,20}(?:-[A-Za-z]{1,20}){0,4}:")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_DOUBLE = r'"([^"\\]*(?:\\.[^"\\]*)*)"'
_SINGLE = r"'([^']*(?:''[^']*)*)'"
_QUOTED = re.compile(rf"(?:{_DOUBLE}|{_SINGLE})(?:\s+#.*)?")
_ITEM = re.compile(rf"\s*((?:{_DOUBLE}|{_SINGLE})(?=\s*(?:,|$))|[^,]*)")
_ESCAPED = re.compile(r"""\\(["\\/])""")
_BLOCK = re.compile(r"[|>][-+\d]{0,2}(?:\s+#.*)?")
_NAMES = frozenset(("name", "value"))
"""Keys of a mapping inside a field whose value stands for it, as in a JSON record."""
_ENCODED = frozenset(("quoted-printable", "base64"))

Fields = Mapping[str, str | tuple[str, ...]]


def read_preamble(text: str) -> tuple[Fields, str]:
    """Return the fields that stand above `text`, and the text below them; no fields and all of `text` if none do.

    Front matter is a run of "key: value" between lines "---", at least one key a field that a JSON record may have: of
    YAML 1.2 that is plain and quoted scalars, folded lines and lists of scalars; a mapping in a field stands for the
    name in it, and without one the field is left out. A mail's header (RFC 5322) has "From" and a date or subject, and
    ends with a blank line; the subject is the title. A mail in parts or with an encoded body is left as it is.

    >>> read_preamble("---\\ntitle: 'Port reopens'\\n---\\nShips left.")
    ({'title': 'Port reopens'}, 'Ships left.')
    """
    return _front_matter(text) or _mail(text) or ({}, text)


def _front_matter(text: str) -> tuple[Fields, str] | None:
    opening = _RULE.match(text)
    if opening is None:
        return None
    written: dict[str, list[str]] = {}
    key = ""
    at = opening.end()
    for _ in range(_MOST):
        end = text.find("\n", at)
        line, at = (text[at:end], end + 1) if end >= 0 else (text[at:], len(text))
        bare = line.strip()
        if bare in ("---", "..."):
            known = not _known().isdisjoint(map(str.lower, written))
            return (_fields(written), text[at:]) if known else None
        found = _KEY.fullmatch(line.rstrip())
        if found:
            key = found[1]
            written[key] = [(found[2] or "").strip()]
        elif key and bare and (line[0] in " \t" or _is_item(bare)):
            written[key].append(bare)
        elif bare and not bare.startswith("#"):
            return None
        if end < 0:
            return None
    return None


def _fields(written: Mapping[str, list[str]]) -> Fields:
    read = ((key, _field(*lines)) for key, lines in written.items())
    return {key: value for key, value in read if value is not None}


def _field(first: str, *below: str) -> str | tuple[str, ...] | None:
    """The value of a field of which `first` stands behind its key and `below` in the lines under it; None without."""
    if _BLOCK.fullmatch(first):
        return " ".join(below)
    below = tuple(line for line in below if not line.startswith("#"))
    if _COMMENT.sub("", first) or not below:
        return _value(" ".join((first, *below)))
    if not _is_item(below[0]):
        return _nested(below)
    items: list[list[str]] = []
    for line in below:
        if _is_item(line):
            items.append([line[1:].strip()])
        else:
            items[-1].append(line)
    values = (_nested(tuple(line for line in item if line)) for item in items)
    return tuple(value for value in values if isinstance(value, str) and value)


def _is_item(bare: str) -> bool:
    return bare == "-" or bare.startswith("- ")


def _nested(lines: tuple[str, ...]) -> str | tuple[str, ...] | None:
    """What lines below a key or of a list's item stand for: a scalar, or the name in a mapping, None without one."""
    pairs = [_KEY.fullmatch(line) for line in lines]
    if not pairs or not pairs[0]:
        return _value(" ".join(lines))
    named = (_value(pair[2] or "") for pair in pairs if pair and pair[1].lower() in _NAMES)
    return next(named, None)


def _value(written: str) -> str | tuple[str, ...] | None:
    """The value of a scalar or of a list in brackets; None of a mapping in braces."""
    listed = written if written.endswith("]") else _COMMENT.sub("", written)
    if listed.startswith("[") and listed.endswith("]"):
        items = (_scalar(item[1].strip()) for item in _ITEM.finditer(listed[1:-1]))
        return tuple(item for item in items if item)
    return _scalar(written)


def _scalar(written: str) -> str | None:
    quoted = _QUOTED.fullmatch(written)
    if quoted:
        return _ESCAPED.sub(r"\1", quoted[1]) if quoted[1] is not None else quoted[2].replace("''", "'")
    plain = _COMMENT.sub("", written).strip()
    return None if plain.startswith("{") else "" if plain in ("null", "~") else plain


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
