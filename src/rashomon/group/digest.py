"""What the grouping reads in a report: how often each word occurs, hashed shingles, its date."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

import numpy as np

from rashomon.group.boilerplate import Outline
from rashomon.group.cluster import Days
from rashomon.group.credit import agency_of, credited_agency
from rashomon.group.name_words import Leanings, find_names, lean
from rashomon.group.shingles import Text, distinct, hash_shingles
from rashomon.group.word_table import read_words
from rashomon.group.words import find_words, fold, title_of
from rashomon.model.report import Report
from rashomon.model.spans import ReferenceDate, Span
from rashomon.settings import GroupSettings

Order = tuple[bool, str, str, str]
"""Sorts reports by publication: unknown dates last, then by day, moment and id."""


@dataclass(frozen=True, slots=True, eq=False)
class Digest:
    """A report as stage 4 sees it.

    `mark` is a hash of its whole text: two reports of one id with different marks are not one report.
    `counts` are the term frequencies, a word of the title counted `title_weight` times; `leanings` tell, in their
    order, which of the terms are names; `days` are the first and last
    day on which it can have been published, or None. `agency` is the news agency that published it, `credit` the one
    to which its credit line gives the text.
    """

    id: str
    mark: int
    order: Order
    days: Days | None
    counts: dict[str, float]
    leanings: Leanings
    text: Text
    outline: Outline
    agency: str | None
    credit: str | None


def mark_of(text: str) -> int:
    """Return 64 bits of BLAKE2b over `text`."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def publication_order(published: ReferenceDate, id: str) -> Order:
    """Return the sorting key of a report."""
    if published.earliest is None:
        return (True, "", "", id)
    moment = published.moment
    if moment is not None and moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return (False, published.earliest.isoformat(), moment.isoformat() if moment else "", id)


def digest(
    report: Report, *, outline: Outline, spans: Sequence[Span], published: ReferenceDate, settings: GroupSettings
) -> Digest:
    """Return the digest of `report`, whose own account stands in `spans`; `outline` is handed on as it is.

    Time is linear in its length, and bounded by `max_words`.
    """
    words: list[str] = []
    names: list[str] = []
    for span in spans:
        text = report.text[span.start : span.end]
        words.extend(find_words(text))
        names.extend(find_names(text))
        if len(words) >= settings.max_words:
            del words[settings.max_words :]
            break
    read = read_words(words)
    counts: dict[str, float] = dict(Counter(read.terms))
    counts.pop("", None)
    capitals = [read.terms[place] for place in np.flatnonzero(read.capitals).tolist()]
    told = lean(counts, capitals=capitals, names=map(fold, names))
    for term in read_words(find_words(title_of(report))[: settings.max_words]).terms:
        counts[term] = counts.get(term, 0) + settings.title_weight
    counts.pop("", None)
    # a title is often all capitals: what stands there alone does not tell
    leanings = np.zeros(len(counts), dtype=np.int8)
    leanings[: len(told)] = told
    days: Days | None = None
    if published.earliest is not None and published.latest is not None:
        days = (published.earliest.toordinal(), published.latest.toordinal())
        if days[1] - days[0] > settings.vague_days:
            days = None
    return Digest(
        id=report.id,
        mark=mark_of(report.text),
        order=publication_order(published, report.id),
        days=days,
        counts=counts,
        leanings=leanings,
        outline=outline,
        text=Text(hash_shingles(read, size=settings.shingle_words), distinct(read.hashes[read.numerals])),
        agency=agency_of(report.outlet),
        credit=credited_agency(report),
    )
