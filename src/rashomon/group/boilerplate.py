"""Paragraphs that an outlet prints under everything: they are not part of any account."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from rashomon.group.words import find_words, fold, own_spans, title_of
from rashomon.model.report import Report
from rashomon.model.spans import Span
from rashomon.settings import GroupSettings


class Boilerplate:
    """Counts the paragraphs of each outlet, and knows those that stand in its reports on unlike subjects.

    A paragraph is boilerplate once `boilerplate_reports` reports of one outlet have it whose titles share hardly a word
    with one another. Versions of one story share both, and an agency's paragraph in the reports of several outlets is
    none. Reports without an outlet or a title say nothing about it.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self._settings = settings
        self._titles: dict[bytes, tuple[frozenset[str], ...]] = {}

    def add(self, reports: Iterable[Report]) -> None:
        """Count the paragraphs of reports."""
        for report in reports:
            title = frozenset(fold(word) for word in find_words(title_of(report)))
            if not report.outlet or not title:
                continue
            for span in own_spans(report):
                key = self._key(report, span)
                known = self._titles.get(key, ())
                if len(known) < self._settings.boilerplate_reports and all(_unlike(title, other) for other in known):
                    self._titles[key] = (*known, title)
        if len(self._titles) > self._settings.boilerplate_paragraphs:
            self._titles = {key: titles for key, titles in self._titles.items() if len(titles) > 1}

    def spans(self, report: Report) -> tuple[Span, ...]:
        """Return the spans of the report's own account, without what is known as boilerplate.

        A report that is nothing else keeps all.
        """
        spans = own_spans(report)
        if not report.outlet:
            return spans
        kept = tuple(
            span
            for span in spans
            if len(self._titles.get(self._key(report, span), ())) < self._settings.boilerplate_reports
        )
        return kept or spans

    def _key(self, report: Report, span: Span) -> bytes:
        text = f"{report.outlet}\n{report.text[span.start : span.end]}"
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _unlike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles share less than a fifth of their words."""
    return len(one & other) * 5 < len(one | other)
