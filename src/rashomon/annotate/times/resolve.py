"""Give each term its TIMEX3 value, counted from a reference date and from the dates mentioned before it.

Values follow ISO-TimeML's TIMEX3 and keep the grain of the words: "in August" is 2025-08, "next week" 2025-W33. What
is not known stays X ("XXXX-08-15"). A text that tells history is counted from the date mentioned last (the narrative
domain of HeidelTime; Strötgen and Gertz, 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rashomon.annotate.times import calendar
from rashomon.annotate.times.discourse import BC, EARLIEST_BC, Discourse, Found
from rashomon.annotate.times.values import set_value, value_of
from rashomon.model.annotation import TimeExpression, TimeType
from rashomon.model.spans import ReferenceDate
from rashomon.settings import TimeSettings


def resolve(
    found: Sequence[Found], reference: ReferenceDate, *, narrative: bool, settings: TimeSettings
) -> tuple[TimeExpression, ...]:
    """Every expression with its value, in the given order.

    Where the reference is a range of days, each end is tried; a value that depends on the choice is cut to what both
    have in common and its confidence lowered.
    """
    if reference.earliest is None or reference.latest is None:
        return _resolve(found, Discourse(None, None, narrative, settings))
    last = _resolve(found, Discourse(reference.latest, reference.moment, narrative, settings))
    if reference.earliest == reference.latest:
        return last
    first = _resolve(found, Discourse(reference.earliest, None, narrative, settings))
    return tuple(a if a.value == b.value else _common(a, b, settings) for a, b in zip(first, last, strict=True))


def tells_history(found: Sequence[Found], reference: ReferenceDate, *, settings: TimeSettings) -> bool:
    """Whether the text is counted from the date mentioned last rather than from its reference date.

    That is so when it names years, mostly long before its reference date if that is known, and hardly any expression
    ("yesterday", "on Friday") is counted from the day of writing.
    """
    years = [item.term.year for item in found if item.term.kind == "calendar" and item.term.year is not None]
    near = sum(
        item.term.weekday is not None or (item.term.kind == "shift" and item.term.anchor == "reference")
        for item in found
    )
    if reference.earliest is None:
        return bool(years) and near <= settings.history_near * len(years)
    old = sum(year <= reference.earliest.year - settings.history_years for year in years)
    return old >= settings.history_least and near <= settings.history_near * old


def _common(first: TimeExpression, last: TimeExpression, settings: TimeSettings) -> TimeExpression:
    shared = first.value.partition("T")[0].split("-")
    other = last.value.partition("T")[0].split("-")
    pieces = []
    for one, two in zip(shared, other, strict=False):
        if one != two:
            break
        pieces.append(one)
    value = "-".join(pieces) if pieces and pieces[0].isdigit() else "XXXX"
    bounds = [day for day in (first.earliest, last.earliest, first.latest, last.latest) if day]
    return replace(
        last,
        value=value,
        type="DATE" if last.type == "TIME" else last.type,
        confidence=last.confidence * settings.unresolved,
        earliest=min(bounds, default=None),
        latest=max(bounds, default=None),
    )


def _resolve(found: Sequence[Found], state: Discourse) -> tuple[TimeExpression, ...]:
    times: list[TimeExpression] = []
    for number, item in enumerate(found):
        time = _one(item, state)
        if item.term.kind == "shift" and item.term.event is not None and item.term.event < number:
            time = _on_day(item, time, times[item.term.event], state)
            if time.earliest is not None:
                _remember(time.value, time.earliest, item.span.end, state)
        times.append(time)
    for number, item in enumerate(found):
        event = item.term.event
        if event is not None and event < len(times) and (item.term.kind != "shift" or event > number):
            whole = _on_day if item.term.kind == "shift" else _beside
            times[number] = whole(item, times[number], times[event], state)
    return tuple(times)


def _on_day(item: Found, clock: TimeExpression, day: TimeExpression, state: Discourse) -> TimeExpression:
    """A clock time on the day that another expression tells; as it was where that is no single day."""
    if day.earliest is None or day.earliest != day.latest or "T" not in clock.value:
        return clock
    value = day.earliest.isoformat() + "T" + clock.value.partition("T")[2]
    return replace(clock, value=value, earliest=day.earliest, latest=day.earliest)


def _beside(item: Found, length: TimeExpression, event: TimeExpression, state: Discourse) -> TimeExpression:
    """A length counted from the day of an event as the day, week, month or year that it leads to, of the same grain."""
    day, term = event.earliest, item.term
    if day is None or day != event.latest:
        return length
    if term.amount is None and term.unit not in ("S", "TM", "H"):
        return length
    amount = 0 if term.amount is None else term.amount  # hours after it: on that day, as far as can be said
    from_day = Discourse(day, None, False, state.settings, mentions=dict.fromkeys("DMY", day))
    counted = replace(item, term=replace(term, kind="shift", anchor="mention", amount=amount, value=None))
    value, known = value_of(counted, from_day)
    days = calendar.covered(value)
    if days is None:
        return length
    first, last = days
    if term.mod in ("LESS_THAN", "EQUAL_OR_LESS"):  # "less than 48 hours after": from the event on
        first, last = min(first, day), max(last, day)
    sure = known and term.mod is None
    return replace(
        length,
        type="TIME" if "T" in value else "DATE",
        value=value,
        earliest=first,
        latest=last,
        confidence=event.confidence * (1 if sure else state.settings.unresolved),
    )


def _one(item: Found, state: Discourse) -> TimeExpression:
    term = item.term
    confidence = 1.0 if term.doubt is None else state.settings.doubtful
    if term.kind in ("duration", "set"):
        if term.anchor == "event" and term.event is None:
            confidence *= state.settings.unresolved  # so long before or after a day that is not known
        value = set_value(term) if term.kind == "set" else term.value or "PXD"
        kind: TimeType = "SET" if term.kind == "set" else "DURATION"
        return TimeExpression(
            span=item.span, type=kind, value=value, mod=term.mod, tense=item.tense, term=term, confidence=confidence
        )
    value, known = value_of(item, state)
    if not known:
        confidence *= state.settings.unresolved
    if term.weekday and term.month is None and item.tense in ("future", "present"):
        confidence *= state.settings.planned_weekday
    state.before_christ |= term.era == "BC"
    days = calendar.covered(value)
    ahead = state.narrative and item.tense == "future" and "Y" in state.mentions  # what was only planned
    if days and not ahead and (days[0].year < EARLIEST_BC or state.before_christ):
        _remember(value, days[0], item.span.end, state)
    if days and days[0].year >= EARLIEST_BC:
        year = BC - days[0].year
        value = f"BC{year:04}{value[4:]}" if state.before_christ and year > 0 else "XXXX"
        days = None
    return TimeExpression(
        span=item.span,
        type="TIME" if "T" in value and not value.endswith("_REF") else "DATE",
        value=value,
        mod=term.mod,
        earliest=days[0] if days else None,
        latest=days[1] if days else None,
        tense=item.tense,
        term=term,
        confidence=confidence,
    )


def _remember(value: str, first: date, end: int, state: Discourse) -> None:
    plain = value.partition("T")[0]
    if len(plain) == 10 and plain[5] != "W":
        state.mention(first, "D")
        state.told = end
    elif len(plain) == 7 and plain[5:].isdigit():
        state.mention(first, "M")
    elif len(plain) >= 4:
        state.mention(first, "Y")
