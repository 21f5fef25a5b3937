"""A synopsis and a report show themselves in a notebook, with nothing of a text taken for markup."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.pipeline import Briefing

_EMPTY = frozenset({"meta", "br", "hr", "img", "link", "input"})


class Page(HTMLParser):
    """Checks that all that is opened is closed, and keeps tags and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_synopsis_shows_its_reports_and_claims(briefing: Briefing) -> None:
    synopsis = briefing.synopses[0]
    page = Page(synopsis._repr_html_())
    for report in synopsis.reports:
        assert report.id in page.words
    assert page.tags.count("tr") == 2 + len(synopsis.reports) + min(40, len(synopsis.claims))
    assert f"{synopsis.claims[0].gist.start}:{synopsis.claims[0].gist.end}" in page.words


def test_a_report_shows_its_blocks_and_who_says_what(briefing: Briefing) -> None:
    item = max(briefing.reports, key=lambda member: len(member.annotation.attributions))
    page = Page(item._repr_html_())
    for block in item.report.blocks:
        assert item.report.text[block.span.start : block.span.end].strip() in page.words
    speakers = {one.speaker for one in item.annotation.attributions if one.content}
    assert all(actor.name in page.words for actor in item.annotation.actors if actor.id in speakers)


def test_a_text_is_no_markup(briefing: Briefing) -> None:
    text = '<script>alert("x")</script> & more'
    item = briefing.reports[0]
    report = Report(id="<b>", text=text, title=text, blocks=(Block(span=Span(0, len(text)), role="body"),))
    bare = replace(item, report=report, annotation=replace(item.annotation, attributions=()))
    page = Page(bare._repr_html_())
    assert not {"script", "b"} & set(page.tags)
    assert page.words.count(text) == 2


def test_a_briefing_shows_the_brief(briefing: Briefing) -> None:
    shown = briefing._repr_html_()
    assert shown.startswith("<iframe sandbox srcdoc=")
    page = Page(unescape(shown.split('srcdoc="', 1)[1].split('" style', 1)[0]))
    assert {"html", "body"} <= set(page.tags)
    headline = briefing.synopses[0].headline
    (told,) = (item.report.text for item in briefing.reports if item.report.id == headline.report)
    assert told[headline.start : headline.end].split()[0].lower() in page.words.lower()
