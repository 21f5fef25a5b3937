"""A synopsis is arranged as a reader sees it: sections of lines, each line with the places it rests on."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from rashomon.model.synopsis import (
    Against,
    Citation,
    Claim,
    Difference,
    Position,
    Side,
    StoryPlace,
    Support,
    Synopsis,
)
from rashomon.present.dates import day_range, show_day, show_reference
from rashomon.present.figures import figures
from rashomon.present.firm import REMARKS, Sections, sections
from rashomon.present.lines import Cell, Holder, Item, Lazy, Line, Source, Step, StoryView
from rashomon.present.locate import Locator, Ref
from rashomon.present.voices import voices
from rashomon.settings import PresentSettings

_CALLED = {"attribution": "on whose word", "date": "when"}
"""What types of difference are called where their own names say little."""
_VALUED = {"figure", "date", "place"}
"""Types of difference whose sides are values that stand somewhere in a longer clause."""
_OTHER = {"real conflict": "different {}", "update over time": "{} over time"}
"""What another value is called below a claim, by what explains the difference."""
_VALUES_NAMED = 4
"""Most values that the head of a difference names; all stand below it."""
_LONG = 60
"""Code points from which the name of a voice is no name, but most of a sentence."""
_DENIALS = {"denies", "dismisses", "no comment", "contradicts"}


def view(
    synopsis: Synopsis, locator: Locator, *, settings: PresentSettings, found: Sections | None = None
) -> StoryView:
    """Arrange `synopsis` in the sections of a brief; `locator` knows its reports' texts and numbers. `found` are its
    sections where the caller has them already."""
    names = {actor.id: actor.name for actor in synopsis.actors}
    found = found or sections(synopsis, settings=settings)
    rivals = _by_report(found)
    said = _said(synopsis.claims)
    issues, positions = _positions(synopsis, locator, names)
    return StoryView(
        id=synopsis.story,
        headline=locator.text(synopsis.headline),
        facts=_facts(synopsis),
        newest=_newest(synopsis, locator),
        agreed=Lazy(partial(_claim, claim, locator, rivals) for claim in found.agreed),
        disputed=Lazy(
            [
                *(partial(_conflict, item, locator, said, remark=False) for item in found.conflicts),
                *(partial(_claim, claim, locator) for claim in found.denied),
            ]
        ),
        one_voice=Lazy(partial(_claim, claim, locator, rivals) for claim in found.one_voice),
        perhaps=Lazy(partial(_claim, claim, locator, rivals) for claim in found.perhaps),
        apart=Lazy(partial(_conflict, item, locator, said) for item in found.apart),
        single=Lazy(partial(_claim, claim, locator) for claim in found.single),
        voices=voices(synopsis.statements, locator, names),
        issues=issues,
        positions=positions,
        stances=_stances(synopsis, locator, names),
        timeline=tuple(
            (
                day_range(entry.begin, entry.end, entry.grain),
                entry.planned,
                Line(text=locator.sentence(entry.spans[0]), refs=locator.refs(entry.spans), at=entry.spans[0]),
            )
            for entry in synopsis.timeline
        ),
        figures=figures(synopsis.figures, locator),
        places=Lazy(partial(_place, place, locator) for place in synopsis.places),
        sources=_sources(synopsis, locator),
    )


def _place(place: StoryPlace, locator: Locator) -> Line:
    located = [f"{place.lat:.2f}, {place.lon:.2f}"] if place.located else []
    return Line(
        text=place.name,
        refs=locator.refs(place.spans),
        at=place.spans[0],
        note=", ".join(located + ([place.country] if place.country else [])),
    )


def _facts(synopsis: Synopsis) -> tuple[str, ...]:
    outlets = {report.outlet for report in synopsis.reports if report.outlet}
    facts = [count(len(synopsis.reports), "report")]
    if outlets:
        facts.append(count(len(outlets), "outlet"))
    copies = sum(report.copy_of is not None for report in synopsis.reports)
    if copies:
        facts.append(count(copies, "copy", "copies"))
    if synopsis.first and synopsis.last:
        facts.append(day_range(synopsis.first, synopsis.last))
    else:
        facts.append("dates unknown")
    return tuple(facts)


def _newest(synopsis: Synopsis, locator: Locator) -> Line | None:
    """The headline of the report that came last, by day, where the story has the headline of an earlier one."""
    days = {report.id: report.published.latest for report in synopsis.reports if report.published.latest is not None}
    known = [report for report in synopsis.reports if report.id in days and report.copy_of is None]
    last = max(known, key=lambda report: (days[report.id], locator.number(report.id)), default=None)
    shown = days.get(synopsis.headline.report)
    if last is None or shown is None or days[last.id] <= shown or (at := locator.headline(last.id)) is None:
        return None
    return Line(text=locator.text(at), refs=locator.refs([at]), note=show_reference(last.published), at=at)


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> count(1, "copy", "copies"), count(2, "copy", "copies")
    ('1 copy', '2 copies')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def _voice(support: Iterable[Support]) -> str:
    """The shortest chain that any support names, outermost voice first; empty for the reporter's own voice."""
    chains = {item.chain for item in support}
    shortest = min(chains, key=lambda chain: (len(chain), chain), default=())
    return " → ".join(shortest)


def _by_report(found: Sections) -> Mapping[str, Sequence[tuple[Difference, Side]]]:
    """The sides of all values that conflict or have changed, by the reports that give them."""
    out: dict[str, list[tuple[Difference, Side]]] = defaultdict(list)
    for item in (*found.conflicts, *found.apart):
        if item.type in _VALUED and item.explanation in _OTHER:
            for side in item.sides:
                for report in sorted({at.report for at in side.spans}):
                    out[report].append((item, side))
    return out


def _otherwise(
    claim: Claim, rivals: Mapping[str, Sequence[tuple[Difference, Side]]], locator: Locator
) -> tuple[Line, ...]:
    """A line for each value that cannot hold with one that the gist gives: agreement on the rest is none on that.

    The sentences stand with the difference. Of a value that has changed since it is said where the claim counts the
    report that gives the other one.
    """
    gist = claim.gist
    given = rivals.get(gist.report)
    if not given:
        return ()
    told = locator.text(gist)
    counted = {item.at.report for item in claim.support}
    return tuple(
        Line(
            text=side.value,
            refs=locator.refs(side.spans),
            note=_OTHER[item.explanation].format(item.type),
            at=side.spans[0],
        )
        for item, own in given
        if own.value in told and _meet(own.spans, gist)
        for side in item.sides
        if side != own
        and (item.explanation == "real conflict" or not counted.isdisjoint(at.report for at in side.spans))
    )


def _meet(spans: Iterable[Citation], other: Citation) -> bool:
    """Whether one of the spans has a stretch in common with another."""
    return any(at.report == other.report and at.start < other.end and other.start < at.end for at in spans)


def _claim(
    claim: Claim, locator: Locator, rivals: Mapping[str, Sequence[tuple[Difference, Side]]] | None = None
) -> Item:
    copies = len({item.at.report for item in claim.support}) - claim.reports
    note = count(claim.reports, "report") + ", " + count(claim.origins, "origin")
    if claim.reports == 1:
        note = f"1 report and its {'copy' if copies == 1 else 'copies'}" if copies > 0 else ""
    at_gist = [item for item in claim.support if item.at == claim.gist]
    return Item(
        line=Line(
            text=locator.gist(claim.gist),
            refs=locator.refs(item.at for item in claim.support),
            note=note,
            voice=_voice(at_gist or claim.support),
            at=claim.gist,
        ),
        below=(*_answers(claim.against, locator), *_otherwise(claim, rivals or {}, locator)),
        kind=claim.status if claim.status in ("denied", "disputed") else claim.kind,
        claim=claim.id,
    )


def _answers(against: Sequence[Against], locator: Locator) -> tuple[Line, ...]:
    """What speaks against a claim; the same words of the same voice, as copies have them, are one line. A sentence in
    which several voices answer is told once: of the second the line says no more than who and how."""
    same: dict[tuple[str, str, str], list[Citation]] = defaultdict(list)
    for item in against:
        text = locator.sentence(item.at) if item.how in _DENIALS else locator.statement(item.at)
        same[item.how, item.by or "", text].append(item.at)
    told: set[str] = set()
    lines = []
    for (how, by, text), spans in same.items():
        again = text in told and bool(by)
        shown, at = ("", None) if again else (text, spans[0])
        lines.append(Line(text=shown, refs=locator.refs(spans), note=how, voice=by, at=at))
        told.add(text)
    return tuple(lines)


def _said(claims: Iterable[Claim]) -> Mapping[str, Sequence[tuple[int, int, str]]]:
    """By report, the stretches that somebody says: start, end and who, the shortest first."""
    out: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for claim in claims:
        for item in claim.support:
            if item.chain:
                out[item.at.report].append((item.at.start, item.at.end, item.chain[-1]))
    return {report: sorted(found, key=lambda row: (row[1] - row[0], row)) for report, found in out.items()}


def _who(side: Side, text: str, said: Mapping[str, Sequence[tuple[int, int, str]]]) -> str:
    """Who says what a side gives in its first report, by the shortest stretch that holds a span of it; "" for the
    report's own words, and for somebody whom the words shown, `text`, name."""
    if not side.spans:
        return ""
    first = side.spans[0]
    found = (
        who
        for at in side.spans
        if at.report == first.report
        for start, end, who in said.get(at.report, ())
        if start <= at.start and at.end <= end
    )
    who = next(found, "")
    return "" if who in text or len(who) > _LONG else who


def _conflict(
    item: Difference, locator: Locator, said: Mapping[str, Sequence[tuple[int, int, str]]], *, remark: bool = True
) -> Item:
    valued = item.type in _VALUED
    sides = []
    for side in item.sides:
        text = locator.statement(side.spans[0]) if side.spans else side.value
        sides.append(
            Line(
                text=text,
                refs=locator.refs(side.spans),
                voice=side.value if item.type == "attribution" else _who(side, text, said),
                at=side.spans[0] if side.spans else None,
                value=side.value if valued and side.spans else "",
            )
        )
    about = about_of(item, locator)
    called = _CALLED.get(item.type, item.type) + _both_given(item, locator)
    values = " · ".join(_some([" ".join(side.value.split()) for side in item.sides])) if valued else ""
    return Item(
        line=Line(
            text=": ".join(part for part in (about, values) if part) or called,
            refs=(),
            note=called if about or values else "",
        ),
        below=tuple(sides),
        remark=REMARKS.get(item.explanation, item.explanation) if remark else "",
        kind="disputed" if item.explanation == "real conflict" and not remark else item.explanation,
    )


def _both_given(item: Difference, locator: Locator) -> str:
    """What is said of a conflict of two values that one report gives: ", both in report 1"."""
    if item.type not in _VALUED or item.explanation != "real conflict" or len(item.sides) != 2:
        return ""
    one, other = ({at.report for at in side.spans} for side in item.sides)
    numbers = sorted(locator.number(report) for report in one & other)
    return f", both in report {numbers[0]}" if len(numbers) == 1 else ""


def about_of(item: Difference, locator: Locator) -> str:
    """What a difference is about, in a word of the reports; "" where that tells a reader no more than the values.

    Of values it does where all sides have the word in what is shown of them, beside the value.
    """
    word = item.about.casefold()
    if item.type not in _VALUED:
        return item.about
    shown = (locator.statement(side.spans[0]).casefold() if side.spans else "" for side in item.sides)
    return item.about if all(word in text for text in shown) and not _in_values(word, item) else ""


def _in_values(word: str, item: Difference) -> bool:
    return any(word in side.value.casefold() for side in item.sides)


def _some(values: Sequence[str]) -> list[str]:
    return [*values[:_VALUES_NAMED], "…"] if len(values) > _VALUES_NAMED else list(values)


def _positions(
    synopsis: Synopsis, locator: Locator, names: Mapping[str, str]
) -> tuple[tuple[str, ...], Sequence[Holder]]:
    weight: dict[str, int] = defaultdict(int)
    rows: dict[str, dict[str, list[Position]]] = defaultdict(lambda: defaultdict(list))
    for position in synopsis.positions:
        weight[position.issue] += len(position.spans)
        rows[position.actor][position.issue].append(position)
    issues = tuple(sorted(weight, key=lambda issue: (-weight[issue], issue)))
    order = sorted(rows, key=lambda actor: (-sum(map(len, rows[actor].values())), names.get(actor, actor)))

    def held(actor: str) -> Holder:
        own = rows[actor]
        cells = tuple(_cell(own.get(issue, []), locator) for issue in issues)
        return Holder(actor=actor, name=names.get(actor, actor), cells=cells)

    return issues, Lazy(partial(held, actor) for actor in order)


def _stances(synopsis: Synopsis, locator: Locator, names: Mapping[str, str]) -> tuple[Item, ...]:
    """A line for each stance under its issue; one that is on two issues stands under that of more actors."""
    of_issue: dict[str, list[Position]] = defaultdict(list)
    for position in synopsis.positions:
        of_issue[position.issue].append(position)
    told: set[tuple[str, str, tuple[Citation, ...]]] = set()
    out = []
    for issue in sorted(
        of_issue,
        key=lambda name: (-len({p.actor for p in of_issue[name]}), -sum(len(p.spans) for p in of_issue[name]), name),
    ):
        lines = []
        several_days = len({position.on for position in of_issue[issue]}) > 1
        for position in sorted(of_issue[issue], key=lambda p: (p.on or date.min, p.spans)):
            key = (position.actor, position.stance, position.spans)
            if key not in told:
                told.add(key)
                day = f" ({show_day(position.on)})" if several_days and position.on else ""
                lines.append(
                    Line(
                        text=locator.statement(position.spans[0]),
                        refs=locator.refs(position.spans),
                        note=position.stance + day,
                        voice=names.get(position.actor, position.actor),
                        at=position.spans[0],
                    )
                )
        if lines:
            out.append(Item(line=Line(text=issue, refs=()), below=tuple(lines)))
    return tuple(out)


def _cell(positions: Sequence[Position], locator: Locator) -> Cell:
    if not positions:  # most actors are silent on most issues
        return Cell()
    held = sorted(positions, key=lambda position: (position.on or date.min, position.spans))
    several_days = len({position.on for position in held}) > 1
    steps = []
    for stance, group in itertools.groupby(held, key=lambda position: position.stance):
        same = list(group)
        day = show_day(same[0].on) if several_days and same[0].on else ""
        steps.append(Step(stance=stance, day=day, refs=locator.refs(at for one in same for at in one.spans)))
    return Cell(steps=tuple(steps))


def _sources(synopsis: Synopsis, locator: Locator) -> tuple[Source, ...]:
    cites: dict[str, list[tuple[str, tuple[Ref, ...]]]] = defaultdict(list)
    for cite in synopsis.cites:
        cites[cite.report].append((cite.outlet, locator.refs(cite.spans)))
    return tuple(
        Source(
            number=locator.number(report.id),
            outlet=report.outlet or "outlet unknown",
            title=locator.title(report.id) or report.title or locator.opening(report.id),
            published=show_reference(report.published),
            path="standard input" if report.path == "-" else report.path or "",
            url=report.url or "",
            copy_of=locator.number(report.copy_of) if report.copy_of else None,
            cites=tuple(cites[report.id]),
        )
        for report in synopsis.reports
    )
