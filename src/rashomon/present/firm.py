"""Which claims and differences a reader may be shown as agreed, as disputed, or as the word of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rashomon.model.synopsis import Citation, Claim, Difference, Explanation, Status, Synopsis
from rashomon.settings import PresentSettings

_CELL = 256
"""Code points of a stretch of text in which spans are looked up: most sentences lie in one or two. No result depends
on it."""
_DENIALS = {"denies", "dismisses", "no comment"}
REMARKS = {"real conflict": "perhaps of different things"}
"""What is said of differences that are not shown as conflicts; those that are have no remark."""
_GRAVITY: Mapping[Explanation, int] = {
    "update over time": 0,
    "different origin": 1,
    "real conflict": 2,
    "different granularity": 3,
}
"""The order of what is told differently: what has changed and on whose word it is come before values that are more
often than not of different things, and those before what is told more or less exactly."""
_VALUES = {"different figure", "different date", "different place"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The claims and differences of a story by what may be said of them, each list in the order of reading.

    `denied` has the claims that are denied, or disputed without being told by a conflict; rival values that a
    difference tells are told there alone. `perhaps` are claims whose
    reports are only weakly linked, `apart` are differences without a conflict, unless they are as good as certainly of
    different things. Denials are left out of the differences: they stand below what they deny.
    """

    agreed: tuple[Claim, ...]
    one_voice: tuple[Claim, ...]
    perhaps: tuple[Claim, ...]
    single: tuple[Claim, ...]
    denied: tuple[Claim, ...]
    conflicts: tuple[Difference, ...]
    apart: tuple[Difference, ...]


def sections(synopsis: Synopsis, *, settings: PresentSettings) -> Sections:
    """Sort the claims and differences of `synopsis`; a claim keeps no more support than is firmly linked."""
    conflicts: list[Difference] = []
    apart: list[Difference] = []
    for item in synopsis.differences:
        if item.type == "denial" or item.confidence < settings.least:
            continue
        sure = item.explanation == "real conflict" and item.confidence >= settings.sure and item.type != "actor"
        (conflicts if sure else apart).append(item)
    opposed = {at for item in conflicts for side in item.sides for at in side.spans}
    told = {name for item in conflicts for name in item.claims}
    copies = {report.id: report.copy_of for report in synopsis.reports if report.copy_of}
    least = least_firm(synopsis, settings=settings)
    found: dict[str, list[Claim]] = defaultdict(list)
    values = {
        at
        for item in synopsis.differences
        if item.type in ("figure", "date", "place")
        for side in item.sides
        for at in side.spans
    }
    for claim in (_undisputed(claim, opposed) for claim in synopsis.claims):
        disputed = claim.status == "disputed"
        if claim.against:
            left = tuple(i for i in claim.against if i.how not in _VALUES or i.at not in values)
            claim = replace(claim, against=left)
        if disputed and not claim.against:
            continue
        if claim.status in ("single", "one origin") and claim.reports == 1:
            found["single"].append(claim)
            continue
        section, firm = _firm(claim, copies, least=least)
        if claim.status in ("corroborated", "one origin"):
            found[section].append(firm)
        elif claim.status == "denied" or claim.id not in told:
            found["denied"].append(firm)
    denied, answered = _each_denial_once(_not_told(found["denied"], defaultdict(list), settings=settings))
    found["single"] += answered
    denied = [_with_all_its_reports(claim, found) for claim in denied]
    shown: dict[str, list[Citation]] = defaultdict(list)
    answers = (entry.at for claim in denied for entry in claim.against if entry.how in _DENIALS)
    for at in dict.fromkeys((*answers, *(side.spans[0] for item in conflicts for side in item.sides if side.spans))):
        shown[at.report].append(at)
    for section in ("perhaps", "single"):
        found[section] = [
            claim for claim in found[section] if not _is_shown(claim.gist, shown.get(claim.gist.report, ()))
        ]
    told_before: dict[tuple[str, int], list[_Told]] = defaultdict(list)
    agreed, one_voice, perhaps, single = (
        _ordered(_not_told(found[section], told_before, settings=settings))
        for section in ("agreed", "one voice", "perhaps", "single")
    )
    return Sections(
        agreed=agreed,
        one_voice=one_voice,
        perhaps=perhaps,
        single=single,
        denied=_ordered(denied),
        conflicts=tuple(conflicts),
        apart=tuple(sorted(apart, key=lambda item: _GRAVITY[item.explanation])),
    )


def _with_all_its_reports(denied: Claim, found: Mapping[str, list[Claim]]) -> Claim:
    """A denied claim with the reports of those that tell the same as agreed, which are told no more.

    What one alignment of whole sentences and one of their clauses find is one fact, and nobody agrees on it.
    """
    if not any(entry.how in ("denies", "dismisses") for entry in denied.against):
        return denied
    for section in ("agreed", "one voice"):
        for claim in found[section]:
            same = claim.gist.report == denied.gist.report and _is_shown(claim.gist, (denied.gist,))
            if same and claim.id != denied.id:
                found[section].remove(claim)
                if claim.reports > denied.reports:
                    denied = replace(denied, support=claim.support, reports=claim.reports, origins=claim.origins)
                break
    return denied


def _each_denial_once(claims: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The claims, each denial left with one of them, and those that have none left.

    It is the claim with most against it, of several the one that most reports have, so that what answers one accusation
    stands together.
    """
    order = sorted(claims, key=lambda claim: (-len(claim.against), -claim.reports, -claim.weight, claim.gist))
    told: set[Citation] = set()
    left: list[Claim] = []
    answered: list[Claim] = []
    for claim in order:
        new = tuple(entry for entry in claim.against if entry.how not in _DENIALS or entry.at not in told)
        told.update(entry.at for entry in new if entry.how in _DENIALS)
        (left if new else answered).append(replace(claim, against=new))
    return left, answered


def _is_shown(gist: Citation, shown: Iterable[Citation]) -> bool:
    """Whether the gist is told already, as a denial or a side of a conflict in its report, by half of the shorter."""
    return any(
        2 * (min(at.end, gist.end) - max(at.start, gist.start)) >= min(gist.end - gist.start, at.end - at.start)
        for at in shown
    )


def least_firm(synopsis: Synopsis, *, settings: PresentSettings) -> float:
    """The least probability of a span that may be shown as agreeing: stories of few reports have a scorer of their own.

    A report and its copies count as one.
    """
    originals = sum(report.copy_of is None for report in synopsis.reports)
    return settings.firm_few if originals < settings.few_reports else settings.firm


def count_shown(synopsis: Synopsis, *, settings: PresentSettings) -> dict[Status, int]:
    """How many lines a brief of `synopsis` shows under each status: fewer than there are claims, as a weak link is not
    shown as agreement, and one fact is told once."""
    found = sections(synopsis, settings=settings)
    denied = sum(claim.status == "denied" for claim in found.denied)
    return {
        "corroborated": len(found.agreed),
        "one origin": len(found.one_voice),
        "single": len(found.single),
        "disputed": len(found.conflicts) + len(found.denied) - denied,
        "denied": denied,
    }


@dataclass(frozen=True, slots=True)
class _Told:
    """A span that has been shown: the reports of its claim, what was shown against it, whether it was the gist."""

    at: Citation
    reports: frozenset[str]
    against: frozenset[Citation]
    gist: bool


def _not_told(
    claims: Iterable[Claim], told: dict[tuple[str, int], list[_Told]], *, settings: PresentSettings
) -> Iterator[Claim]:
    """Leave out a claim whose gist a claim before it shows, or holds from no fewer reports: a fact is told once.

    `told` has the spans shown before, by report and stretch of it; `settings.told` of the gist must be in one of them,
    or `settings.told_alike` where the reports are the same. The claims of most reports come first, of these the
    longest, which hold what the shorter ones tell.
    """
    for claim in sorted(claims, key=lambda c: (-c.reports, c.gist.start - c.gist.end, -c.weight, c.gist)):
        gist, reports = claim.gist, frozenset(item.at.report for item in claim.support)
        against = frozenset(item.at for item in claim.against)
        again = any(
            min(one.at.end, gist.end) - max(one.at.start, gist.start)
            >= (settings.told_alike if reports == one.reports else settings.told) * (gist.end - gist.start)
            and (reports <= one.reports or one.gist)
            and against <= one.against
            for cell in _cells(gist)
            for one in told.get(cell, ())
        )
        if not again:
            for item in claim.support:
                shown = _Told(item.at, reports, against, item.at == gist)
                for cell in _cells(item.at):
                    told[cell].append(shown)
            yield claim


def _cells(at: Citation) -> Iterator[tuple[str, int]]:
    """The stretches of its report in which a span lies: those of two spans that overlap have one in common."""
    return ((at.report, cell) for cell in range(at.start // _CELL, (at.end - 1) // _CELL + 1))


def _firm(claim: Claim, copies: Mapping[str, str], *, least: float) -> tuple[str, Claim]:
    """The section of a claim that several reports share, and the claim with no more support than is firmly linked."""
    firm = tuple(item for item in claim.support if item.confidence >= least or item.at == claim.gist)
    reports = {copies.get(item.at.report, item.at.report) for item in firm}
    if len(reports) < 2 and not claim.against:
        return "perhaps", claim
    origins = min(claim.origins, len({item.origin for item in firm}), len(reports))
    section = "agreed" if claim.status == "corroborated" and origins > 1 else "one voice"
    return section, replace(claim, support=firm, reports=len(reports), origins=origins)


def _undisputed(claim: Claim, sure: set[Citation]) -> Claim:
    """A claim without rival values that may be of another thing: none of them stands in a conflict that is shown."""
    if claim.status != "disputed" or any(item.how not in _VALUES or item.at in sure for item in claim.against):
        return claim
    status: Status = "single" if claim.reports == 1 else "corroborated" if claim.origins > 1 else "one origin"
    return replace(claim, status=status, against=())


def _ordered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """What most reports tell and what the story is about comes first."""
    return tuple(sorted(claims, key=lambda claim: (-claim.weight, claim.gist)))
