"""The sections of a brief, made from a synopsis written by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from rashomon.model.annotation import AnnotatedReport, Annotation, Tokens
from rashomon.model.report import Block, Refusal, Report
from rashomon.model.spans import ReferenceDate, Span
from rashomon.model.synopsis import (
    Against,
    Citation,
    Claim,
    Difference,
    Explanation,
    Position,
    Side,
    Statement,
    StoryActor,
    StoryFigure,
    StoryReport,
    Support,
    Synopsis,
)
from rashomon.pipeline import Briefing
from rashomon.present.as_html import as_html
from rashomon.present.as_markdown import as_markdown
from rashomon.present.as_text import as_text
from rashomon.present.firm import count_shown
from rashomon.present.lines import StoryView
from rashomon.present.locate import Locator
from rashomon.present.view import view
from rashomon.settings import PresentSettings

NO_TOKENS = Tokens(start=(), end=(), lemma=(), pos=(), tag=(), dep=(), head=(), entity=())
DAY = ReferenceDate(earliest=date(2031, 5, 2), latest=date(2031, 5, 2), source="given")


def make(name: str, *paragraphs: tuple[str, str], outlet: str = "") -> AnnotatedReport:
    """A report of (role, text) paragraphs, each one sentence."""
    text = ""
    blocks, sentences = [], []
    for role, words in paragraphs:
        span = Span(len(text), len(text) + len(words))
        blocks.append(Block(span=span, role=role))  # type: ignore[arg-type]
        sentences.append(span)
        text += words + "\n\n"
    report = Report(
        id=name, text=text, blocks=tuple(blocks), outlet=outlet or None, title=paragraphs[0][1], published=DAY
    )
    annotation = Annotation(
        report=name,
        reference=DAY,
        tokens=NO_TOKENS,
        sentences=tuple(sentences),
        actors=(),
        attributions=(),
        times=(),
        figures=(),
        places=(),
        versions=(),
    )
    return AnnotatedReport(report=report, annotation=annotation)


A = make(
    "a",
    ("headline", "Dam at Orlu gives way"),
    ("body", "The dam at Orlu burst on Friday."),
    ("body", "Nine people died, the mayor said."),
    outlet="Valley Post",
)
B = make(
    "b",
    ("headline", "Flood below Orlu"),
    ("body", "The Orlu dam broke. <script>alert(1)</script>"),
    ("body", "Twelve people are dead."),
)
C = make("c", ("headline", "Orlu under water"), ("body", "The dam of Orlu fell."))


def at(item: AnnotatedReport, words: str) -> Citation:
    start = item.report.text.index(words)
    return Citation(item.report.id, start, start + len(words))


def claim(
    name: str, status: str, *spans: Citation, against: tuple[Against, ...] = (), chain: tuple[str, ...] = ()
) -> Claim:
    return Claim(
        id=name,
        kind="event",
        gist=spans[0],
        status=status,  # type: ignore[arg-type]
        support=tuple(Support(at=span, origin=span.report, chain=chain) for span in spans),
        against=against,
        reports=len({span.report for span in spans}),
        origins=len({span.report for span in spans}),
    )


@pytest.fixture
def synopsis() -> Synopsis:
    nine, twelve = at(A, "Nine people died"), at(B, "Twelve people are dead")
    return Synopsis(
        story="s1",
        headline=at(A, "Dam at Orlu gives way"),
        first=date(2031, 5, 2),
        last=date(2031, 5, 3),
        reports=(
            StoryReport(id="a", outlet="Valley Post", title="Dam at Orlu gives way", published=DAY),
            StoryReport(id="b", outlet=None, title=None, published=DAY),
        ),
        claims=(
            claim("c1", "corroborated", at(A, "The dam at Orlu burst on Friday"), at(B, "The Orlu dam broke")),
            claim(
                "c2",
                "disputed",
                nine,
                against=(Against(at=twelve, how="different figure"),),
                chain=("the mayor",),
            ),
            claim("c3", "single", twelve),
        ),
        differences=(
            Difference(
                type="figure",
                explanation="real conflict",
                sides=(Side(value="9", spans=(nine,)), Side(value="12", spans=(twelve,))),
                claims=("c2",),
                about="people killed",
            ),
            Difference(
                type="date",
                explanation="different granularity",
                sides=(
                    Side(value="2031-05-02", spans=(at(A, "Friday"),)),
                    Side(value="2031-05", spans=(at(B, "broke"),)),
                ),
            ),
        ),
        statements=(Statement(actor="m", force="asserts", kind="indirect", spans=(nine,)),),
        positions=(
            Position(actor="m", issue="relief", stance="demands", spans=(nine,), on=date(2031, 5, 2)),
            Position(actor="m", issue="relief", stance="drops", spans=(nine,), on=date(2031, 5, 9)),
        ),
        timeline=(),
        figures=(),
        places=(),
        actors=(StoryActor(id="m", name="the mayor", kind="person", names=("the mayor",)),),
        copies=(),
        cites=(),
    )


@pytest.fixture
def story(synopsis: Synopsis) -> StoryView:
    return view(synopsis, Locator([A, B]), settings=PresentSettings())


def test_each_claim_stands_in_the_section_of_its_status(story: StoryView) -> None:
    assert [item.line.text for item in story.agreed] == ["The dam at Orlu burst on Friday"]
    assert story.single == ()  # "Twelve people are dead" is a side of the conflict
    assert story.one_voice == ()


def test_a_conflict_is_shown_once_with_its_sides(story: StoryView) -> None:
    (item,) = story.disputed
    assert (item.line.text, item.line.note) == ("9 · 12", "figure")
    assert [line.text for line in item.below] == ["Nine people died", "Twelve people are dead"]
    assert [line.value for line in item.below] == ["9", "12"]


def test_a_side_names_whoever_says_it_unless_its_words_do(synopsis: Synopsis) -> None:
    def voices(span: Citation) -> list[str]:
        (conflict, _) = synopsis.differences
        sides = (Side(value="9", spans=(span,)), conflict.sides[1])
        said = claim("c4", "single", at(A, "Nine people died, the mayor said"), chain=("the mayor",))
        claims = (*synopsis.claims, said)
        found = replace(synopsis, claims=claims, differences=(replace(conflict, sides=sides),))
        (item,) = view(found, Locator([A, B]), settings=PresentSettings()).disputed
        return [line.voice for line in item.below]

    assert voices(at(A, "Nine people died")) == ["the mayor", ""]
    assert voices(at(A, "Nine people died, the mayor said")) == ["", ""]


def test_wordings_of_one_figure_are_one_line(synopsis: Synopsis) -> None:
    spans = (at(A, "Nine people"), at(B, "Twelve people"))
    row = StoryFigure(of="person", unit="", event="kill", low=9, high=12, spans=spans, as_of=None)
    (lines,) = view(replace(synopsis, figures=(row,)), Locator([A, B]), settings=PresentSettings()).figures
    assert [(line.value, line.text, line.note) for line in lines] == [
        ("Nine people · Twelve people", "Nine people died, the mayor said.", "2 reports")
    ]


@pytest.mark.parametrize(("explanation", "below"), [("real conflict", ["Twelve"]), ("update over time", [])])
def test_what_is_agreed_says_which_of_its_values_is_not(
    synopsis: Synopsis, explanation: Explanation, below: list[str]
) -> None:
    nine, twelve = at(A, "Nine people died, the mayor said."), at(B, "Twelve people are dead")
    sides = Side(value="Nine", spans=(at(A, "Nine people died"),)), Side(value="Twelve", spans=(twelve,))
    found = replace(
        synopsis,
        claims=(claim("c1", "corroborated", nine, at(C, "The dam of Orlu fell.")),),
        differences=(Difference(type="figure", explanation=explanation, sides=sides),),
    )
    (item,) = view(found, Locator([A, B, C]), settings=PresentSettings()).agreed
    assert [line.text for line in item.below] == below
    assert all(line.note == "different figure" for line in item.below)


def test_what_is_agreed_says_that_a_report_it_counts_gives_another_days_value(synopsis: Synopsis) -> None:
    nine, twelve = at(A, "Nine people died, the mayor said."), at(B, "Twelve people are dead")
    sides = Side(value="Nine", spans=(at(A, "Nine people died"),)), Side(value="Twelve", spans=(twelve,))
    found = replace(
        synopsis,
        claims=(claim("c1", "corroborated", nine, twelve),),
        differences=(Difference(type="figure", explanation="update over time", sides=sides),),
    )
    (item,) = view(found, Locator([A, B]), settings=PresentSettings()).agreed
    assert [(line.note, line.text) for line in item.below] == [("figure over time", "Twelve")]


def test_the_other_days_value_may_stand_in_another_sentence_of_a_report_it_counts(synopsis: Synopsis) -> None:
    nine, twelve = at(A, "Nine people died, the mayor said."), at(B, "Twelve people are dead")
    sides = Side(value="Nine", spans=(at(A, "Nine people died"),)), Side(value="Twelve", spans=(twelve,))

    def below(second: Citation) -> list[str]:
        found = replace(
            synopsis,
            claims=(claim("c1", "corroborated", nine, second),),
            differences=(Difference(type="figure", explanation="update over time", sides=sides),),
        )
        (item,) = view(found, Locator([A, B, C]), settings=PresentSettings()).agreed
        return [line.text for line in item.below]

    assert below(at(B, "The Orlu dam broke.")) == ["Twelve"]
    assert below(at(C, "The dam of Orlu fell.")) == []


def test_a_difference_is_headed_by_its_values_and_by_a_word_that_all_sides_have(synopsis: Synopsis) -> None:
    def heads(about: str) -> list[str]:
        found = replace(synopsis, differences=(replace(synopsis.differences[0], about=about),))
        return [item.line.text for item in view(found, Locator([A, B]), settings=PresentSettings()).disputed]

    assert heads("people") == ["people: 9 · 12"]
    assert heads("mayor") == ["9 · 12"]  # only one side has it


def test_one_sentence_in_which_two_answer_is_told_once(synopsis: Synopsis) -> None:
    answer = at(B, "Twelve people are dead.")
    against = tuple(
        Against(at=answer, how=how, by=by) for how, by in (("denies", "the mayor"), ("no comment", "the owner"))
    )
    denied = claim("c9", "denied", at(A, "The dam at Orlu burst on Friday"), against=against)
    (item,) = view(
        replace(synopsis, claims=(denied,), differences=()), Locator([A, B]), settings=PresentSettings()
    ).disputed
    assert [(line.note, line.voice, line.text) for line in item.below] == [
        ("denies", "the mayor", "Twelve people are dead."),
        ("no comment", "the owner", ""),
    ]


def test_what_has_changed_stands_before_what_is_told_less_exactly(synopsis: Synopsis) -> None:
    (figure, day) = synopsis.differences
    unsure, risen = replace(figure, confidence=0.3), replace(figure, explanation="update over time")
    unlike = replace(figure, confidence=0.1)
    differences = (day, unsure, unlike, risen)
    shown = view(replace(synopsis, differences=differences), Locator([A, B]), settings=PresentSettings())
    assert [item.remark for item in shown.apart] == [
        "update over time",
        "perhaps of different things",
        "different granularity",
    ]


def test_the_newest_headline_stands_beside_that_of_the_story(synopsis: Synopsis) -> None:
    next_day = replace(DAY, earliest=date(2031, 5, 3), latest=date(2031, 5, 3))
    reports = tuple(replace(one, published=next_day) if one.id == "b" else one for one in synopsis.reports)
    titles = at(A, "Dam at Orlu gives way"), at(B, "Flood below Orlu")
    later, same, newest = (
        view(replace(synopsis, headline=title, reports=known), Locator([A, B]), settings=PresentSettings()).newest
        for title, known in ((titles[0], reports), (titles[0], synopsis.reports), (titles[1], reports))
    )
    assert later is not None
    assert (later.text, later.note) == ("Flood below Orlu", "3 May 2031")
    assert same is newest is None


def test_a_difference_without_conflict_is_kept_apart(story: StoryView) -> None:
    (item,) = story.apart
    assert item.remark == "different granularity"


def test_references_count_body_paragraphs_and_name_other_blocks() -> None:
    locator = Locator([A, B])
    spans = [at(B, "Twelve people"), at(A, "Dam at Orlu gives"), at(A, "Nine")]
    assert [ref.label for ref in locator.refs(spans)] == ["[1 headline]", "[1¶2]", "[2¶2]"]


def test_a_position_that_changes_shows_its_days(story: StoryView) -> None:
    (holder,) = story.positions
    assert holder.name == "the mayor"
    assert [(step.stance, step.day) for step in holder.cells[0].steps] == [("demands", "2 May"), ("drops", "9 May")]


def test_a_stance_is_shown_in_the_words_it_was_taken_in(story: StoryView) -> None:
    (issue,) = story.stances
    assert issue.line.text == "relief"
    assert [(line.voice, line.note) for line in issue.below] == [
        ("the mayor", "demands (2 May)"),
        ("the mayor", "drops (9 May)"),
    ]
    assert {line.text for line in issue.below} == {"Nine people died"}
    text = as_text([story], width=200, colour=False, everything=False, settings=PresentSettings())
    assert "the mayor demands (2 May): Nine people died" in text


def test_a_stance_on_two_issues_is_told_once(synopsis: Synopsis) -> None:
    both = tuple(
        Position(actor=actor, issue=issue, stance="demands", spans=synopsis.positions[0].spans)
        for actor, issue in (("m", "aid"), ("m", "water"), ("n", "water"))
    )
    told = view(replace(synopsis, positions=both), Locator([A, B]), settings=PresentSettings())
    assert [(item.line.text, len(item.below)) for item in told.stances] == [("water", 2)]


@pytest.mark.parametrize("width", [40, 72, 200])
def test_text_is_never_wider_than_asked(story: StoryView, width: int) -> None:
    text = as_text([story], width=width, colour=False, everything=True, settings=PresentSettings())
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text


def test_text_says_how_many_lines_it_keeps_back(story: StoryView) -> None:
    short = as_text([story], width=80, colour=False, everything=False, settings=PresentSettings(lines_per_section=0))
    assert "… 1 more line (--all)" in short


def test_the_head_counts_what_the_sections_hold(story: StoryView) -> None:
    assert story.counts == (
        "1 agreed",
        "1 disputed or denied",
        "nothing on one voice",
        "1 told differently",
        "nothing only in one report",
    )
    text = as_text([story], width=200, colour=False, everything=False, settings=PresentSettings())
    assert " · ".join(story.counts) in text.splitlines()


def test_another_value_is_no_denial(synopsis: Synopsis) -> None:
    conflict = replace(
        synopsis.differences[0],
        sides=(Side(value="Nine", spans=(at(A, "Nine people died"),)), *(synopsis.differences[0].sides[1:])),
    )
    agreed = claim("c1", "corroborated", at(A, "Nine people died, the mayor said."), at(B, "The Orlu dam broke"))
    found = view(
        replace(synopsis, claims=(agreed,), differences=(conflict,)), Locator([A, B]), settings=PresentSettings()
    )
    text = as_text([found], width=120, colour=False, everything=False, settings=PresentSettings())
    assert "≠ different figure" in text
    assert "✕" not in text


def test_colour_only_where_asked(story: StoryView) -> None:
    assert "\x1b[" in as_text([story], width=80, colour=True, everything=False, settings=PresentSettings())


def test_the_page_takes_reports_as_text_and_links_to_sentences(synopsis: Synopsis, story: StoryView) -> None:
    refusal = Refusal(path="x&y.txt", stage="intake", reason="empty")
    page = as_html([(synopsis, story, Locator([A, B]))], [refusal], version="0")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "x&amp;y.txt" in page
    targets = set(re.findall(r'id="([^"]+)"', page))
    links = re.findall(r'href="#([^"]+)"', page)
    assert links
    assert set(links) <= targets
    assert not re.search(r'(src|href)="(?!#)', page), "a page must ask for nothing from elsewhere"


def test_the_page_holds_the_whole_text_of_each_report(synopsis: Synopsis, story: StoryView) -> None:
    page = as_html([(synopsis, story, Locator([A, B]))], [], version="0")
    reports = page[page.index('class="reports"') :]
    plain = re.sub(r"<[^>]+>", "", reports).replace("&lt;", "<").replace("&gt;", ">")
    for item in (A, B):
        for block in item.report.blocks:
            assert item.report.text[block.span.start : block.span.end] in plain


def test_markdown_escapes_what_a_report_says(story: StoryView) -> None:
    text = as_markdown([story])
    assert "## Disputed or denied" in text
    assert "\\[1¶2\\]" in text


def test_the_counts_of_a_story_are_those_of_its_brief(briefing: Briefing) -> None:
    synopsis = briefing.synopses[0]
    by_id = {item.report.id: item for item in briefing.reports}
    shown = view(synopsis, Locator([by_id[report.id] for report in synopsis.reports]), settings=PresentSettings())
    counts = count_shown(synopsis, settings=PresentSettings())
    assert counts["corroborated"] == len(shown.agreed) > 0
    assert counts["one origin"] == len(shown.one_voice)
    assert counts["disputed"] + counts["denied"] == len(shown.disputed) > 0
    assert counts["single"] == len(shown.single)
