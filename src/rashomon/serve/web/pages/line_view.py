"""One line of a story by itself: every sentence on which a claim rests, by origin, and what speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.model.synopsis import Citation, Claim, Support, Synopsis
from rashomon.present.firm import Sections, least_firm, sections
from rashomon.present.locate import Locator
from rashomon.present.view import about_of, count
from rashomon.serve.web.pages.quotes import Quote, difference_key, quotes
from rashomon.settings import PresentSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sentences that belong together: of one origin, of one answer, of one side of a difference. `how` is how they
    speak against the claim, "" where they do not."""

    label: str
    note: str
    quotes: tuple[Quote, ...]
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePage:
    """A claim or a difference. `status` is one of the story's sections, `facts` how many stand for it."""

    key: str
    status: str
    title: str
    facts: str
    at: Citation | None
    groups: tuple[Group, ...]


def line_page(synopsis: Synopsis, locator: Locator, key: str, *, settings: PresentSettings) -> LinePage | None:
    """The claim with the id `key`, or the difference with that key; None where the story has neither."""
    found = sections(synopsis, settings=settings)
    for claim in synopsis.claims:
        if claim.id == key:
            return _claim(claim, found, locator, least=least_firm(synopsis, settings=settings))
    for item in synopsis.differences:
        if difference_key(item) == key:
            sides = tuple(
                Group(label=side.value, note="", quotes=quotes(side.spans, locator))
                for side in item.sides
                if side.spans
            )
            title = " · ".join(part for part in (item.type, about_of(item, locator)) if part)
            status = "disputed" if item in found.conflicts else "apart"
            return LinePage(key=key, status=status, title=title, facts=item.explanation, at=None, groups=sides)
    return None


def _claim(claim: Claim, found: Sections, locator: Locator, *, least: float) -> LinePage:
    status, shown = _standing(claim, found)
    weak = [item for item in claim.support if item not in shown.support and item.at != claim.gist]
    groups = [*_origins(shown.support, locator)]
    if weak:
        spans = [item.at for item in weak]
        groups.append(Group(label="Perhaps the same", note="weakly linked", quotes=quotes(spans, locator)))
    answers: dict[tuple[str, str, str], list[Citation]] = defaultdict(list)
    for answer in claim.against:
        remark = "" if answer.explanation == "real conflict" else answer.explanation
        answers[answer.by or "", answer.how, remark].append(answer.at)
    groups += [
        Group(label=by, note=remark, quotes=quotes(spans, locator), how=how)
        for (by, how, remark), spans in answers.items()
    ]
    return LinePage(
        key=claim.id,
        status=status,
        title=locator.gist(claim.gist),
        facts=f"{count(shown.reports, 'report')}, {count(shown.origins, 'origin')}",
        at=claim.gist,
        groups=tuple(groups),
    )


def _standing(claim: Claim, found: Sections) -> tuple[str, Claim]:
    """The section that shows a claim, and the claim as it is shown there."""
    for name, claims in (
        ("disputed", found.denied),
        ("agreed", found.agreed),
        ("onevoice", found.one_voice),
        ("perhaps", found.perhaps),
        ("single", found.single),
    ):
        for one in claims:
            if one.id == claim.id:
                return name, one
    told = any(claim.id in item.claims for item in found.conflicts)
    return "disputed" if told or claim.status in ("disputed", "denied") else "single", claim


def _origins(support: Iterable[Support], locator: Locator) -> Sequence[Group]:
    """The sentences by origin, those of most reports first; reports that each speak for themselves together."""
    by_origin: dict[str, list[Support]] = defaultdict(list)
    for item in support:
        by_origin[item.origin].append(item)
    shared, alone = [], []
    for same in by_origin.values():
        chains = sorted((len(item.chain), item.chain) for item in same)
        voice = " → ".join(chains[0][1])
        reports = len({item.at.report for item in same})
        spans = [item.at for item in same]
        if voice or reports > 1:
            note = count(reports, "report")
            shared.append((reports, Group(label=voice or "One text", note=note, quotes=quotes(spans, locator))))
        else:
            alone += spans
    shared.sort(key=lambda pair: (-pair[0], pair[1].label))
    groups = [group for _, group in shared]
    if alone:
        groups.append(Group(label="In the outlets' own words", note="", quotes=quotes(alone, locator)))
    return groups
