"""Stage 1: paths become RawReports, one after the other; what cannot be read becomes a Refusal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, Literal

from rashomon.errors import ReportError
from rashomon.intake.decode import decode
from rashomon.intake.markdown import read_markdown
from rashomon.intake.preamble import read_preamble
from rashomon.intake.record import Json, read_record, records_in
from rashomon.intake.stream import gather, lines, stream
from rashomon.intake.walk import MARKDOWN, STDIN, printable, refuse, walk
from rashomon.model.report import RawReport, Refusal
from rashomon.settings import IntakeSettings

_FORMATS = {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "lines", ".ndjson": "lines"}
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b", re.I
)
_TAG = re.compile(r"<[A-Za-z!/][^<>]{0,500}>")
_HEADING = re.compile(r"\s*#{1,3} \S")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")

_Found = RawReport | Refusal


def read(paths: Iterable[str], *, settings: IntakeSettings) -> Iterator[RawReport | Refusal]:
    """Yield what the files, folders and standard input ("-") named by `paths` hold, in an order of their own.

    Nothing is raised for a broken file: each gives one Refusal with its path, and the others are still read. The
    reasons are: "not found", "no reports", "unreadable", "empty", "binary", "unknown encoding", "lone surrogates",
    "too large", "too long", "gzip bomb", "broken gzip", "broken JSON", "not a report", "missing text".
    """
    for path in walk(paths):
        if isinstance(path, Refusal):
            yield path
            continue
        try:
            if path == STDIN:
                yield from _read_stream(sys.stdin.buffer, path, settings)
            else:
                with open(path, "rb") as file:
                    yield from _read_stream(file, path, settings)
        except ReportError as error:
            yield refuse(path, error.reason, error.detail)
        except OSError as error:
            yield refuse(path, "unreadable", error.strerror or str(error))


def _read_stream(file: BinaryIO, path: str, settings: IntakeSettings) -> Iterator[_Found]:
    pieces = stream(file, settings=settings)
    head = b""
    while len(head) < settings.head_bytes and (piece := next(pieces, b"")):
        head += piece
    pieces = chain((head,), pieces)
    wide = head.startswith(_WIDE_MARKS)
    form = _form(path, head)
    if form == "lines" and not wide:
        yield from _read_lines(lines(pieces, settings=settings), path, settings)
        return
    text = decode(gather(pieces, settings=settings), settings=settings)
    if wide:  # only now can it be told how it begins
        form = _form(path, text[: settings.head_bytes].encode("utf-8"))
    if not text.strip():
        raise ReportError("intake", "empty", "holds nothing but white space" if text else "holds nothing")
    if form in ("json", "lines"):
        yield from _read_json(text, path, settings)
    else:
        yield _read_page(text, path, "html" if form == "html" else "text", settings)


def _form(path: str, head: bytes) -> Literal["text", "html", "json", "lines"]:
    """What a file is, by its suffix, and where that says nothing or "text", by how it begins."""
    name = path.lower().removesuffix(".gz")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    form = next((form for suffix, form in _FORMATS.items() if name.endswith(suffix)), "text")
    if form == "html":
        return "html"
    if form == "text" and not _begins_as_json(start):
        return "text"
    first, feed, rest = start.partition(b"\n")
    if form == "lines":  # unless its first line is only the opening of something larger
        return "json" if first.strip() in (b"[", b"{", b"[{") else "lines"
    return "lines" if form == "text" and feed and rest.strip() and _is_object(first) else "json"


def _begins_as_json(start: bytes) -> bool:
    return re.match(rb'\{\s*"|\[\s*\{\s*"', start) is not None


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_lines(found: Iterable[bytes | None], path: str, settings: IntakeSettings) -> Iterator[_Found]:
    number = read_any = 0
    for number, line in enumerate(found, 1):
        if line is not None and not line.strip():
            continue
        read_any += 1
        try:
            if line is None:
                raise ReportError("intake", "too large", f"a line of more than {settings.max_bytes:,} bytes")
            value = _parse(decode(line, settings=settings), line=number)
            yield read_record(value, path=printable(path), record=number, settings=settings)
        except ReportError as error:
            yield refuse(path, error.reason, error.detail, number)
    if not read_any:
        raise ReportError("intake", "empty", "holds nothing but white space" if number else "holds nothing")


def _read_json(text: str, path: str, settings: IntakeSettings) -> Iterator[_Found]:
    try:
        value = _parse(text)
    except ReportError:
        rows = text.strip().split("\n")
        if _HTML.match(text):
            yield _read_page(text, path, "html", settings)
            return
        if len(rows) > 1 and _is_object(rows[0].encode("utf-8")):
            yield from _read_lines((row.encode("utf-8") for row in text.split("\n")), path, settings)
            return
        if not path.lower().removesuffix(".gz").endswith((".json", ".jsonl", ".ndjson")):
            yield _read_page(text, path, "text", settings)  # a text that happens to begin with a bracket
            return
        raise
    found = False
    for number, record in records_in(value):
        found = True
        try:
            yield read_record(record, path=printable(path), record=number, settings=settings)
        except ReportError as error:
            yield refuse(path, error.reason, error.detail, number)
    if not found:
        raise ReportError("intake", "empty", "an empty list")


def _parse(text: str, *, line: int | None = None) -> Json:
    try:
        value: Json = json.loads(text)
    except json.JSONDecodeError as error:
        detail = f"{error.msg} at line {line or error.lineno}, column {error.colno}"
        raise ReportError("intake", "broken JSON", detail) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets nested too deep
        raise ReportError("intake", "broken JSON", str(error)) from None
    return value


def _read_page(text: str, path: str, form: Literal["text", "html"], settings: IntakeSettings) -> RawReport:
    if form == "html" and not _TAG.search(text):
        form = "text"
    elif form == "text" and _HTML.match(text):
        form = "html"
    if form == "text" and len(text) > settings.max_characters:
        detail = f"{len(text):,} characters, at most {settings.max_characters:,}"
        raise ReportError("intake", "too long", detail)
    if form == "text":
        return _read_text(text, path, settings)
    return RawReport(path=printable(path), form=form, content=text)


def _read_text(text: str, path: str, settings: IntakeSettings) -> RawReport:
    """A plain text, or Markdown, by its suffix or the heading that it opens with; its preamble gives its fields."""
    fields, body = read_preamble(text)
    heading: str | None = None
    if path.lower().removesuffix(".gz").endswith(MARKDOWN) or _HEADING.match(body):
        heading, body = read_markdown(body)
    if not body.strip():
        raise ReportError("intake", "empty", "holds nothing below its heading")
    if not fields and heading is None:
        return RawReport(path=printable(path), form="text", content=body)
    if heading is not None and not {"title", "headline"}.isdisjoint(map(str.lower, fields)):
        heading, body = None, f"{heading}\n\n{body}"
    given: dict[str, Json] = {**fields, "text": body}
    if heading is not None:
        given["title"] = heading
    return read_record(given, path=printable(path), record=None, settings=settings)
