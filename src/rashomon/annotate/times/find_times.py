"""Find the time expressions of a parsed report and resolve them against its reference date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rashomon.annotate.parse import ParsedReport
from rashomon.annotate.times.build import build
from rashomon.annotate.times.check import passes
from rashomon.annotate.times.clocks import day_of_clocks
from rashomon.annotate.times.context import Context, lists
from rashomon.annotate.times.discourse import Found
from rashomon.annotate.times.events import count_from_events
from rashomon.annotate.times.grammar import Match, find
from rashomon.annotate.times.infer import Place, infer
from rashomon.annotate.times.resolve import resolve, tells_history
from rashomon.annotate.times.settle import settle
from rashomon.annotate.times.tense import lasting, tense
from rashomon.annotate.times.tokens import tokens
from rashomon.model.annotation import TimeExpression
from rashomon.model.spans import ReferenceDate, Span
from rashomon.settings import TimeSettings

_YEAR_AND_QUARTER = 5.0  # quarters: figures are reported of the quarter before the running one
_FROM = 9  # code points: "between" and a blank
_LINK = 12  # code points: "through" and blanks
_TO = ("to", "through", "until", "till", "-", "–", "—")
_AND = ("and", "or", ",", ", and", ", or")
_CONTENT = ("NOUN", "PROPN", "VERB")


def find_times(parsed: ParsedReport, *, settings: TimeSettings) -> tuple[ReferenceDate, tuple[TimeExpression, ...]]:
    """The report's reference date, given or inferred, and its time expressions in text order; spans never overlap.

    Values are TIMEX3 (ISO-TimeML). Where no date is given and the text betrays none, a text that tells history is
    counted from the date mentioned last, and "Friday" stays XXXX-WXX-5.
    """
    found = settle(recognise(parsed, settings), parsed.report)
    reference = parsed.report.published
    if reference.earliest is None:
        reference = infer(found, _places(parsed, found, settings), settings=settings)
    narrative = tells_history(found, reference, settings=settings)
    found = day_of_clocks(found, parsed.doc)
    times = resolve(found, reference, narrative=narrative, settings=settings)
    beside = count_from_events(found, times, parsed.doc)
    if beside != found:
        times = resolve(beside, reference, narrative=narrative, settings=settings)
    return reference, times


def recognise(parsed: ParsedReport, settings: TimeSettings) -> tuple[Found, ...]:
    """The time expressions of a report before any reference date is known: the longest match at each place."""
    row = tokens(parsed.report.text)
    context = Context(parsed.report.text, row, parsed.doc)
    good = [match for match in find(row) if passes(match, context)]
    good.sort(key=lambda match: (match.first, -match.last, match.outer_first - match.outer_last))
    out: list[Found] = []
    end = 0
    for match in good:
        if match.first >= end and (item := _found(match, context, parsed)) is not None:
            if match.rule.name.startswith("year-ago"):
                item = _compared(item, out, match.rule.name, context.form(match.last - 1), parsed, settings)
            if item.term.anchor == "discourse" and out and _goes_on(out[-1], item, parsed):
                item = replace(item, term=replace(item.term, anchor="mention"))
            if out and (_ends_range(out[-1], item, parsed.report.text) or _listed(out[-1], item, parsed.report.text)):
                item = replace(item, term=replace(item.term, anchor="range"))
            out.append(item)
            end = match.last
    return tuple(out)


def _goes_on(first: Found, second: Found, parsed: ParsedReport) -> bool:
    """Whether "later in the month" is that of the date told just before it: "on 12 March, and again later ..."."""
    one, unit = first.term, second.term.unit
    dated = one.kind == "calendar" and one.amount is None and (one.month if unit == "M" else one.year) is not None
    alike = second.tense is None or second.tense == first.tense
    return dated and unit in ("M", "Y") and alike and _same_sentence(parsed.doc, first.span, second.span)


def _ends_range(first: Found, second: Found, text: str) -> bool:
    """Whether two days or months without a year are the ends of one stretch: "from June 1 to Nov. 30"."""
    if second.span.start - first.span.end > _LINK:
        return False
    before = text[max(first.span.start - _FROM, 0) : first.span.start].casefold().split()
    between = text[first.span.end : second.span.start].casefold().strip()
    if between not in _TO and not (before[-1:] == ["between"] and between == "and"):
        return False
    one, other = first.term, second.term
    plain = all(term.kind == "calendar" and term.year is None and term.steps is None for term in (one, other))
    alike = (one.month is None, one.day is None, one.weekday is None) == (
        other.month is None,
        other.day is None,
        other.weekday is None,
    )
    return plain and alike and other.sign is None and (other.month is not None or other.weekday is not None)


def _listed(first: Found, second: Found, text: str) -> bool:
    """Whether a weekday comes after the day before it in a list of what is to come: "today and Friday"."""
    one, other = first.term, second.term
    ahead = one.kind == "shift" and one.unit == "D" and one.anchor == "reference" and (one.sign or 0) >= 0
    plain = other.kind == "calendar" and other.weekday is not None and other.month is None and other.sign is None
    return ahead and one.amount is not None and plain and text[first.span.end : second.span.start].strip() in _AND


def _compared(
    item: Found, earlier: Sequence[Found], rule: str, last: str, parsed: ParsedReport, settings: TimeSettings
) -> Found:
    """ "A year earlier" of what is reported of a quarter or month is that quarter or month of the year before.

    "A year ago" looks for it in its own sentence, "the year-ago quarter" also before that; without any it is that of
    the last quarter that is over.
    """
    for other in reversed(earlier[-settings.compared :]):
        if rule == "year-ago" and not _same_sentence(parsed.doc, other.span, item.span):
            break
        term = other.term
        if term.kind == "calendar" and term.amount is None and term.day is None and (term.quarter or term.month):
            return replace(item, term=replace(term, amount=-1.0, unit="Y", mod=None), tense=other.tense)
        if term.kind == "shift" and term.unit in ("Q", "M") and term.amount is not None and term.sign in (-1, 0):
            back = (4 if term.unit == "Q" else 12) + (term.amount if term.sign else 0)
            return replace(item, term=replace(term, amount=float(back), sign=-1, mod=None), tense=other.tense)
    if "part" in rule and last == "quarter":
        return replace(item, term=replace(item.term, unit="Q", amount=_YEAR_AND_QUARTER))
    return replace(item, term=replace(item.term, anchor="mention")) if last == "earlier" else item


def _same_sentence(doc: Any, one: Span, other: Span) -> bool:
    words = doc.char_span(one.start, other.end, alignment_mode="expand")
    return words is not None and words[0].sent.start == words[-1].sent.start


def _found(match: Match, context: Context, parsed: ParsedReport) -> Found | None:
    term = build(match)
    if term is None:
        return None
    last = context.form(match.last - 1)
    if match.rule.name.startswith(("ago", "later")) and last != "ago":  # "two days earlier" than what was just told
        term = replace(term, anchor="mention")
    first = match.first
    if _particle(first, context, ago=last == "ago"):  # "turned around four hours later"
        first, term = first + 1, replace(term, mod=None)
    span = Span(context.row[first].start, context.row[match.last - 1].end)
    if term.kind == "calendar" and term.weekday and not term.month and _abroad(match, context):
        term = replace(term, zone="local")
    day = term.weekday is not None or (term.month is not None and term.day is not None)
    ahead = any(field == "ahead" for field, _ in match.fields)
    if term.kind == "calendar" and term.day and term.month and term.year is None and _pictured(match, context):
        term = replace(term, sign=-1)
    return Found(
        span,
        term,
        "future" if ahead else tense(parsed.doc, span, day=day, dated=term.kind in ("calendar", "holiday", "shift")),
        lasting=term.kind == "duration" and lasting(parsed.doc, span),
    )


def _pictured(match: Match, context: Context) -> bool:
    """Whether the day is that of a picture: "in this June 5 photo" of what is told in the present."""
    return context.form(match.last + (context.form(match.last) == ",")) in lists("picture")


def _abroad(match: Match, context: Context) -> bool:
    """Whether the day is that of another place: "early Saturday local time", "6 a.m. local time on Saturday"."""
    last, before = match.last, match.first - 2 if context.form(match.first - 1) == "on" else match.first - 1
    after = context.form(last) == "local" and context.form(last + 1) == "time"
    return after or (context.form(before - 1) == "local" and context.form(before) == "time")


def _particle(index: int, context: Context, *, ago: bool) -> bool:
    """Whether the hedge that an expression begins with belongs to the verb before it, or means "during"."""
    if context.form(index) == "over":  # "paid over three years", not "stayed for over three years"
        token, before = context.token(index), context.token(index - 1)
        taken = ago and before is not None and before.lemma_ == "take"  # "took over a year ago"
        return taken or (token is not None and token.dep_ == "prep")
    token = context.token(index) if context.has(index, "HEDGE") else None
    before = context.token(index - 1)
    return token is not None and (token.dep_ == "prt" or (before is not None and before.lemma_ == "turn"))


def _places(parsed: ParsedReport, found: Sequence[Found], settings: TimeSettings) -> list[Place]:
    """Where each expression stands, as the inference of the reference date wants to know it."""
    sentences = list(parsed.doc.sents)
    starts = [sentence.start_char for sentence in sentences]
    blocks = parsed.report.blocks
    edges = [block.span.start for block in blocks]
    first_body = next((n for n, block in enumerate(blocks) if block.role == "body"), -1)
    words: dict[int, frozenset[str]] = {}
    out = []
    for item in found:
        number = max(bisect_right(starts, item.span.start) - 1, 0)
        if number not in words:
            words[number] = frozenset(t.lemma_ for t in sentences[number] if t.pos_ in _CONTENT)
        index = bisect_right(edges, item.span.start) - 1
        role = blocks[index].role if index >= 0 else "body"
        start = blocks[index].span.start if index >= 0 else 0
        alone = index >= 0 and blocks[index].span == item.span
        opens = index in (first_body - 1, first_body) and item.span.start - start <= settings.lead
        after = parsed.report.text[item.span.end : item.span.end + 3].strip()[:1]
        out.append(
            Place(
                sentence=number,
                role=role,
                stamp=(role == "byline" and not opens) or alone or _is_stamp(parsed.report.text, item.span),
                dateline=opens and (after in ("(", "/", "—", "–", "-") or (role == "byline" and after == ".")),
                words=words[number],
            )
        )
    return out


def _is_stamp(text: str, span: Span) -> bool:
    """Whether the expression stands on a short line of its own beside "published" or "updated"."""
    start = text.rfind("\n", max(span.start - 80, 0), span.start) + 1
    before = text[max(start, span.start - 80) : span.start].casefold().replace(":", " ").split()
    return len(before) <= 6 and any(word in lists("stamp") for word in before)
