"""Paragraphs that an outlet prints under everything: they are not part of any account."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rashomon.group.pack import Arrays, get_strings, put_strings
from rashomon.group.words import find_words, fold, own_spans, title_of
from rashomon.model.report import Report
from rashomon.model.spans import Span
from rashomon.settings import GroupSettings


@dataclass(frozen=True, slots=True)
class Outline:
    """What a report says about the boilerplate of its outlet: its title's words, and its paragraphs as hashes."""

    title: frozenset[str]
    paragraphs: tuple[int, ...]


def outline(report: Report) -> Outline:
    """Return the outline of `report`; one without an outlet has no paragraphs."""
    title = frozenset(fold(word) for word in find_words(title_of(report)))
    return Outline(title, tuple(_hash(report, span) for span in own_spans(report)) if report.outlet else ())


class Boilerplate:
    """Counts the paragraphs of each outlet, and knows those that stand in its reports on unlike subjects.

    A paragraph is boilerplate once `boilerplate_reports` reports of one outlet have it whose titles share hardly a word
    with one another. Versions of one story share both, and an agency's paragraph in the reports of several outlets is
    none.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self._settings = settings
        self._titles: dict[int, tuple[frozenset[str], ...]] = {}

    def add(self, outlines: Iterable[Outline]) -> None:
        """Count the paragraphs of reports; one without a title says nothing about them."""
        for item in outlines:
            if not item.title:
                continue
            # one for all paragraphs: most are seen this once, and millions of tuples burden the garbage collector
            alone = (item.title,)
            for key in item.paragraphs:
                known = self._titles.get(key, ())
                if not known:
                    self._titles[key] = alone
                elif len(known) < self._settings.boilerplate_reports and all(
                    _unlike(item.title, other) for other in known
                ):
                    self._titles[key] = (*known, item.title)
        if len(self._titles) > self._settings.boilerplate_paragraphs:
            self._titles = {key: titles for key, titles in self._titles.items() if len(titles) > 1}

    def spans(self, report: Report, own: Outline) -> tuple[Span, ...]:
        """Return the spans of the report's own account, without what is known as boilerplate; `own` is its outline.

        A report that is nothing else keeps all.
        """
        spans = own_spans(report)
        if not own.paragraphs:
            return spans
        least = self._settings.boilerplate_reports
        kept = tuple(
            span for span, key in zip(spans, own.paragraphs, strict=True) if len(self._titles.get(key, ())) < least
        )
        return kept or spans

    def copy(self) -> Boilerplate:
        """Return one that knows the same and goes its own way."""
        other = Boilerplate(settings=self._settings)
        other._titles = self._titles.copy()
        return other

    def save(self) -> Arrays:
        """Return all that it knows as arrays, for `load`."""
        titles = dict.fromkeys(title for known in self._titles.values() for title in known)
        place = {title: at for at, title in enumerate(titles)}
        arrays: Arrays = {
            "keys": np.array(list(self._titles), dtype=np.uint64),
            "count": np.array([len(known) for known in self._titles.values()], dtype=np.uint8),
            "title": np.array([place[title] for known in self._titles.values() for title in known], dtype=np.int32),
        }
        put_strings(arrays, "titles", ["\n".join(sorted(title)) for title in titles])
        return arrays

    def load(self, arrays: Arrays) -> None:
        """Become what `save` wrote."""
        titles = [frozenset(text.split("\n")) for text in get_strings(arrays, "titles")]
        of_keys = iter(arrays["title"].tolist())
        for key, count in zip(arrays["keys"].tolist(), arrays["count"].tolist(), strict=True):
            self._titles[key] = tuple(titles[next(of_keys)] for _ in range(count))


def _hash(report: Report, span: Span) -> int:
    text = f"{report.outlet}\n{report.text[span.start : span.end]}"
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _unlike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles share less than a fifth of their words."""
    return len(one & other) * 5 < len(one | other)
