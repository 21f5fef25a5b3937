"""No page of a story is heavy, however many reports it has, and no line is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.unit.serve.pages_of import page_of

from rashomon.model.synopsis import Citation, Claim, Synopsis
from rashomon.pipeline import Briefing
from rashomon.present.firm import sections
from rashomon.serve.web.links import report_link
from rashomon.serve.web.pages.story_body import PARTS, story_body
from rashomon.serve.web.pages.story_view import StoryPage
from rashomon.settings import Settings

LIMIT = 300_000
FRAME = 3_000
"""Bytes of a page; the frame around a story has two thousand."""
TIMES = 34
"""The sample's story has twelve reports: more than four hundred."""


@pytest.fixture(scope="module")
def large(briefing: Briefing) -> Briefing:
    """The sample's story told over and over by other outlets: what several reports share is shared by all."""
    synopsis = briefing.synopses[0]
    members = [
        replace(
            item,
            report=replace(item.report, id=renamed(item.report.id, time)),
            annotation=replace(item.annotation, report=renamed(item.report.id, time)),
        )
        for time in range(TIMES)
        for item in briefing.reports
        if item.report.id in {report.id for report in synopsis.reports}
    ]
    return Briefing(synopses=(told_again(synopsis),), reports=tuple(members), refusals=())


def renamed(report: str, time: int) -> str:
    return f"{report}-{time}"


def moved(at: Citation, time: int) -> Citation:
    return replace(at, report=renamed(at.report, time))


def everywhere(spans: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return tuple(moved(at, time) for at in spans for time in range(TIMES))


def told_again(synopsis: Synopsis) -> Synopsis:
    claims, differences = [], []
    for claim in synopsis.claims:
        for time in [0] if claim.reports > 1 else range(TIMES):
            times = range(TIMES) if claim.reports > 1 else [time]
            support = tuple(replace(item, at=moved(item.at, each)) for item in claim.support for each in times)
            against = tuple(replace(item, at=moved(item.at, each)) for item in claim.against for each in times)
            id = f"{claim.id}{time}"
            claims.append(replace(claim, id=id, gist=moved(claim.gist, time), support=support, against=against))
    for number, item in enumerate(synopsis.differences):
        for time in range(TIMES):
            sides = tuple(replace(side, spans=tuple(moved(at, time) for at in side.spans)) for side in item.sides)
            differences.append(replace(item, claims=(), sides=sides * (TIMES if number == 0 else 1)))
    return replace(
        synopsis,
        headline=moved(synopsis.headline, 0),
        reports=tuple(
            replace(report, id=renamed(report.id, time), copy_of=report.copy_of and renamed(report.copy_of, time))
            for time in range(TIMES)
            for report in synopsis.reports
        ),
        claims=tuple(claims),
        differences=tuple(differences),
        statements=tuple(
            replace(item, actor=f"{item.actor}{time}", spans=tuple(moved(at, time) for at in item.spans))
            for item in synopsis.statements
            for time in range(TIMES)
        ),
        positions=tuple(
            replace(item, issue=f"{item.issue} {time}", spans=everywhere(item.spans))
            for item in synopsis.positions
            for time in range(TIMES)
        ),
        timeline=tuple(replace(item, spans=everywhere(item.spans)) for item in synopsis.timeline * TIMES),
        figures=tuple(
            replace(item, low=item.low + time, high=item.high + time, spans=everywhere(item.spans))
            for item in synopsis.figures
            for time in range(TIMES)
        ),
        places=tuple(
            replace(item, name=f"{item.name} {time}", spans=everywhere(item.spans))
            for item in synopsis.places
            for time in range(TIMES)
        ),
        cites=tuple(
            replace(item, report=renamed(item.report, 0), spans=everywhere(item.spans)) for item in synopsis.cites
        ),
    )


@pytest.fixture(scope="module")
def page(large: Briefing) -> StoryPage:
    return page_of(large)


def following(body: str, first: int) -> int | None:
    """Where the page after this one begins, by its link."""
    starts = [int(start) - 1 for start in re.findall(r"(?:part|line)=[\w-]+&amp;from=(\d+)", body)]
    return next((start for start in starts if start > first), None)


def pages(page: StoryPage, **what: str) -> Iterator[str]:
    """The pages of a section or of a line, each found by the link of the one before it, and each of them light."""
    first: int | None = 0
    while first is not None:
        _, body = story_body(page, settings=Settings(), first=first, **what)  # type: ignore[arg-type]
        assert len(body.encode()) + FRAME < LIMIT
        yield body
        first = following(body, first)


def test_the_page_of_a_story_of_four_hundred_reports_is_light(page: StoryPage) -> None:
    assert len(page.reports) > 400
    _, body = story_body(page, settings=Settings())
    assert len(body.encode()) + FRAME < LIMIT


@pytest.mark.parametrize("part", PARTS)
def test_the_page_of_a_section_is_light(page: StoryPage, part: str) -> None:
    assert next(pages(page, part=part))


@pytest.mark.parametrize("part", ["agreed", "onevoice", "single", "disputed"])
def test_the_pages_of_a_section_have_all_of_its_lines(page: StoryPage, part: str) -> None:
    wanted = getattr(page.view, part.replace("onevoice", "one_voice"))
    found = [claim for body in pages(page, part=part) for claim in re.findall(r'id="c-([\w-]+)"', body)]
    assert found == [item.claim for item in wanted]


def test_the_pages_of_sources_have_every_report_once(page: StoryPage) -> None:
    shown = [int(number) for body in pages(page, part="sources") for number in re.findall(r'number">(\d+)<', body)]
    assert sorted(shown) == list(range(1, len(page.reports) + 1))


def test_each_line_of_the_brief_has_a_page_with_all_that_it_rests_on(page: StoryPage) -> None:
    claims = {claim.id: claim for claim in page.synopsis.claims}
    found = sections(page.synopsis, settings=Settings().present)
    told = {claim.id: claim for claim in (*found.denied, *found.agreed)}
    for item in (page.view.disputed[0], page.view.disputed[-1], page.view.agreed[0], page.view.apart[0]):
        bodies = list(pages(page, line=item.claim))
        assert bodies
        if item.claim in claims:
            cited = {report_link(one.report) for one in (*spans(claims[item.claim]), *spans(told[item.claim]))}
            shown = {link for body in bodies for link in re.findall(r'href="(/reports/[^"]*)"', body)}
            reports = {link.partition("?")[0].partition("#")[0] for link in shown}
            assert cited == reports


def spans(claim: Claim) -> list[Citation]:
    return [*(one.at for one in claim.support), *(one.at for one in claim.against)]
