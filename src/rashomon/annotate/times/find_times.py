"""Find the time expressions of a parsed report and resolve them against its reference date."""

from __future__ import annotations

from dataclasses import replace

from rashomon.annotate.parse import ParsedReport
from rashomon.annotate.times.build import build
from rashomon.annotate.times.check import Context, passes
from rashomon.annotate.times.grammar import find
from rashomon.annotate.times.resolve import Found, resolve
from rashomon.annotate.times.tense import tense
from rashomon.annotate.times.tokens import tokens
from rashomon.model.annotation import TimeExpression
from rashomon.model.spans import ReferenceDate, Span
from rashomon.settings import TimeSettings


def find_times(parsed: ParsedReport, *, settings: TimeSettings) -> tuple[ReferenceDate, tuple[TimeExpression, ...]]:
    """The report's reference date, given or inferred, and its time expressions in text order; spans never overlap."""
    found = recognise(parsed)
    reference = parsed.report.published
    return reference, resolve(found, reference, narrative=reference.earliest is None)


def recognise(parsed: ParsedReport) -> tuple[Found, ...]:
    """The time expressions of a report before any reference date is known."""
    text = parsed.report.text
    row = tokens(text)
    context = Context(text, row, parsed.doc)
    good = [match for match in find(row) if passes(match, context)]
    good.sort(key=lambda m: (m.first, -m.last, m.outer_first - m.outer_last))
    out = []
    end = 0
    for match in good:
        if match.first < end:
            continue
        term = build(match)
        if term is None:
            continue
        end = match.last
        word = match.rule.name.startswith(("ago", "later")) and context.form(match.last - 1) != "ago"
        if word:
            term = replace(term, anchor="mention")
        span = Span(row[match.first].start, row[match.last - 1].end)
        ahead = any(field == "ahead" for field, _ in match.fields)
        out.append(Found(span, term, "future" if ahead else tense(parsed.doc, span)))
    return tuple(out)
