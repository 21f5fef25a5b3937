"""What the grouping keeps of a report: weighted words, hashed shingles, its date."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date

from rashomon.group.frequencies import DocumentFrequencies
from rashomon.group.shingles import Shingles, hash_shingles
from rashomon.group.words import find_words, fold, own_spans, title_of
from rashomon.model.report import Report
from rashomon.model.spans import ReferenceDate
from rashomon.settings import GroupSettings

Order = tuple[bool, str, str, str]
"""Sorts reports by publication: unknown dates last, then by day, moment and id."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A report as stage 4 sees it.

    `counts` are the term frequencies, a word of the title counted `title_weight` times; `days` are the first and last
    day on which it can have been published, as proleptic ordinals, or None.
    """

    id: str
    order: Order
    days: tuple[int, int] | None
    counts: dict[str, float]
    shingles: Shingles


def publication_order(published: ReferenceDate, id: str) -> Order:
    """Return the sorting key of a report."""
    if published.earliest is None:
        return (True, "", "", id)
    moment = published.moment
    if moment is not None and moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return (False, published.earliest.isoformat(), moment.isoformat() if moment else "", id)


def digest(report: Report, *, published: ReferenceDate, settings: GroupSettings) -> Digest:
    """Return the digest of `report`; time is linear in its length, and bounded by `max_words`."""
    title = [fold(word) for word in find_words(title_of(report))]
    words: list[str] = []
    for span in own_spans(report):
        words.extend(find_words(report.text[span.start : span.end]))
        if len(words) >= settings.max_words:
            del words[settings.max_words :]
            break
    counts: dict[str, float] = dict(Counter(map(fold, words)))
    for word in title:
        counts[word] = counts.get(word, 0.0) + settings.title_weight
    days = None
    if published.earliest is not None and published.latest is not None:
        days = _ordinals(published.earliest, published.latest)
    return Digest(
        id=report.id,
        order=publication_order(published, report.id),
        days=days,
        counts=counts,
        shingles=hash_shingles(words, size=settings.shingle_words),
    )


def _ordinals(earliest: date, latest: date) -> tuple[int, int]:
    return earliest.toordinal(), latest.toordinal()


def weigh(counts: dict[str, float], frequencies: DocumentFrequencies, *, settings: GroupSettings) -> dict[str, float]:
    """Return the unit vector of the heaviest `terms` terms, heaviest first: (1 + ln(1 + tf)) · idf.

    One-letter words weigh nothing. Equal weights are ordered by the term, so that the cut is deterministic.
    """
    weights = [
        ((1.0 + math.log1p(count)) * frequencies.idf(term), term) for term, count in counts.items() if len(term) > 1
    ]
    weights.sort(key=lambda item: (-item[0], item[1]))
    heaviest = [item for item in weights[: settings.terms] if item[0] > 0.0]
    norm = math.sqrt(sum(weight * weight for weight, _ in heaviest))
    return {term: weight / norm for weight, term in heaviest}
