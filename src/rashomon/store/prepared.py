"""An annotated report in the form in which it is written, made where it was annotated: workers share the work."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from rashomon.model.annotation import AnnotatedReport, Annotation
from rashomon.model.ids import derive_id
from rashomon.model.report import Report
from rashomon.model.spans import ReferenceDate
from rashomon.store.codec import decode, decode_text, encode, encode_text
from rashomon.store.tokens import EMPTY, encode_tokens

Versions = tuple[tuple[str, str], ...]
"""What made an annotation: components with their versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """All that is written of a report but for the index: the columns that it is found by, and the rest as bytes.

    `address` is the digest of its URL where that tells it apart, `sort` with the id the order of publication.
    """

    id: str
    address: str | None
    outlet: str | None
    title: str | None
    reference: ReferenceDate
    sort: str
    hash: str
    characters: int
    versions: Versions
    text: bytes
    report_data: bytes
    annotation: bytes
    tokens: bytes


def prepare(member: AnnotatedReport, *, sort: str) -> Prepared:
    """Return `member` ready to be written."""
    report = member.report
    return Prepared(
        id=report.id,
        address=address_of(report),
        outlet=report.outlet,
        title=report.title,
        reference=member.annotation.reference,
        sort=sort,
        hash=text_hash(report.text),
        characters=len(report.text),
        versions=member.annotation.versions,
        text=encode_text(report.text),
        report_data=encode(Report, replace(report, id="", text="")),
        annotation=encode(Annotation, replace(member.annotation, tokens=EMPTY, versions=()), near=report.text),
        tokens=encode_tokens(member.annotation.tokens, report.text),
    )


def report_of(item: Prepared) -> Report:
    """Return the report that was prepared."""
    return replace(decode(Report, item.report_data), id=item.id, text=decode_text(item.text))


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def program_key(versions: Versions) -> str:
    """The same few letters for the same components in the same versions."""
    return derive_id(json.dumps(dict(versions), sort_keys=True), length=16)


def address_of(report: Report) -> str | None:
    """The digest of the URL, where it tells the report apart and no id was given with the report.

    The front page of an outlet is no address of a report. A given id goes before the URL: what has one of its own is a
    report of its own.
    """
    if report.url is None or report.id != derive_id("url", report.url, report.text):
        return None
    return address_digest(report.url)


def address_digest(url: str) -> str | None:
    """The digest of a URL without its fragment; None for one without a path and a query."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # "http://[" is no address
        return None
    if not parts.path.strip("/") and not parts.query:
        return None
    return derive_id(parts._replace(fragment="").geturl(), length=32)
