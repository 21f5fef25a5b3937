"""Which reports become one story, which are copies, and what is told about both."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rashomon.group import Step, StoryStream, group, group_stream
from rashomon.group.sleep import wake_story
from rashomon.model.annotation import Actor, AnnotatedReport, Annotation, Tokens
from rashomon.model.report import Block, Report
from rashomon.model.spans import UNKNOWN_DATE, ReferenceDate, Span
from rashomon.model.story import Story
from rashomon.settings import GroupSettings

SETTINGS = GroupSettings()

FERRY_A = """The ferry Halcyon ran aground on Skerry Rock off Port Ellery at dawn and forty passengers were taken off by
lifeboat, the harbour master said. Captain Ines Corvo had steered too close to the reef in thick fog, he added."""
FERRY_B = """Rescuers brought all forty people from the stricken Halcyon ashore after it struck a reef in fog near Port
Ellery. Nobody was hurt. The vessel's captain, Ines Corvo, is being questioned by maritime investigators."""
FERRY_C = """Investigators have opened an inquiry into why the Halcyon, on its regular run to Port Ellery, hit Skerry
Rock. Captain Corvo told them that the radar had failed twice that week and that the owners knew of it."""
BUDGET_A = """Parliament in Vessaly passed the budget by three votes on Tuesday night, raising the levy on grain and
cutting fuel subsidies. Finance minister Odo Harrand called it the hardest budget of his career."""
BUDGET_B = """A revolt over fuel subsidies nearly sank the Vessaly budget, which scraped through by three votes after
Odo Harrand promised farmers a review of the grain levy before harvest."""


def report(
    id: str,
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    day: int | None = None,
) -> Report:
    """Make a report published on the given day of a month; every paragraph of `text` is a body block."""
    head = f"{title}\n\n" if title else ""
    blocks = [Block(span=Span(0, len(title)), role="headline")] if title else []
    start = len(head)
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            blocks.append(Block(span=Span(start, start + len(paragraph)), role="body"))
        start += len(paragraph) + 2
    published = UNKNOWN_DATE
    if day is not None:
        on = date(2031, 3, 1) + timedelta(days=day)
        published = ReferenceDate(earliest=on, latest=on, source="given")
    return Report(id=id, text=head + text, blocks=tuple(blocks), title=title, outlet=outlet, published=published)


def annotated(item: Report, *, actors: Sequence[str] = ()) -> AnnotatedReport:
    """Annotate with nothing but a date and named persons."""
    annotation = Annotation(
        report=item.id,
        reference=item.published,
        tokens=Tokens(start=(), end=(), lemma=(), pos=(), tag=(), dep=(), head=(), entity=()),
        sentences=(),
        actors=tuple(Actor(id=name, name=name, kind="person", mentions=()) for name in actors),
        attributions=(),
        times=(),
        figures=(),
        places=(),
        versions=(),
    )
    return AnnotatedReport(report=item, annotation=annotation)


def stories_of(*reports: Report) -> tuple[Story, ...]:
    return group([annotated(item) for item in reports], settings=SETTINGS)


def sets_of(stories: Sequence[Story]) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in stories}


def prose(seed: int, words: int) -> str:
    """Return text of made-up words, some of them often, the same for the same seed."""
    source = random.Random(seed)
    pool = ["".join(source.choices("abdegiklmnoprstu", k=source.randint(3, 9))) for _ in range(words)]
    return " ".join(pool[int(source.random() ** 3 * words)] for _ in range(words))


def test_two_reports_of_one_event_in_other_words_are_one_story() -> None:
    assert sets_of(stories_of(report("a", FERRY_A), report("b", FERRY_B))) == {frozenset("ab")}


def test_two_unrelated_reports_are_two_stories() -> None:
    assert sets_of(stories_of(report("a", FERRY_A), report("b", BUDGET_A))) == {frozenset("a"), frozenset("b")}


def test_a_handful_is_sorted_into_its_events() -> None:
    found = stories_of(
        report("a", FERRY_A, day=1),
        report("b", FERRY_B, day=1),
        report("c", FERRY_C, day=2),
        report("x", BUDGET_A, day=1),
        report("y", BUDGET_B, day=1),
    )
    assert sets_of(found) == {frozenset("abc"), frozenset("xy")}


FERRY_D = """The Halcyon was refloated off Skerry Rock on the evening tide and towed into Port Ellery, the harbour
master said. Captain Ines Corvo and her crew stayed aboard while divers looked at the hull for the investigators."""
FERRY_E = """Passengers told of a loud grinding and of life jackets handed out in the fog as the ferry Halcyon sat on
Skerry Rock. A lifeboat from Port Ellery reached them within the hour; Captain Corvo was the last to leave."""
OTHER_FERRY = """A ferry carrying 300 people across the Lagan straits caught fire in its engine room on Sunday. All
passengers were taken off by tugs and a naval cutter, the coast guard at Dunmarra said; two sailors were treated for
smoke. The owner, Tamsin Holt, said an electrical fault was likely. A lifeboat stood by until midnight."""


def test_a_look_alike_among_a_handful_is_set_apart() -> None:
    folder = [
        report(name, text, title="Ferry Halcyon aground on Skerry Rock off Port Ellery", day=day)
        for day, (name, text) in enumerate(zip("abcde", (FERRY_A, FERRY_B, FERRY_C, FERRY_D, FERRY_E), strict=True))
    ]
    stray = report("x", OTHER_FERRY, title="Ferry passengers taken off by lifeboat and tugs", day=2)
    assert sets_of(stories_of(*folder, stray)) == {frozenset("abcde"), frozenset("x")}
    lenient = replace(SETTINGS, names_apart=0.0, titles_apart=0.0, outsider_coincidence=0.0)
    whole = group([annotated(item) for item in (*folder, stray)], settings=lenient)
    assert sets_of(whole) == {frozenset("abcdex")}, "the test says nothing if they are nothing alike"


def test_no_reports_make_no_stories() -> None:
    assert stories_of() == ()


def test_reports_stand_in_order_of_publication_and_undated_ones_last() -> None:
    found = stories_of(report("a", FERRY_A), report("b", FERRY_B, day=5), report("c", FERRY_C, day=1))
    assert [story.reports for story in found] == [("c", "b", "a")]


def test_the_order_of_the_input_does_not_matter() -> None:
    texts = [FERRY_A, FERRY_B, FERRY_C, BUDGET_A, BUDGET_B, FERRY_A + " More follows.", prose(1, 90), prose(1, 60)]
    reports = [report(f"r{place}", text, day=place % 3) for place, text in enumerate(texts)]
    wanted = stories_of(*reports)
    source = random.Random(5)
    for _ in range(5):
        source.shuffle(reports)
        assert stories_of(*reports) == wanted


def test_a_story_keeps_its_id_when_reports_join_it() -> None:
    before = stories_of(report("a", FERRY_A, day=1), report("b", FERRY_B, day=2))
    after = stories_of(report("a", FERRY_A, day=1), report("b", FERRY_B, day=2), report("c", FERRY_C, day=3))
    assert [story.id for story in before] == [story.id for story in after]


def test_a_cut_copy_and_a_lengthened_one_are_found_with_the_shared_text_marked() -> None:
    words = prose(2, 300).split()
    wire = "\n\n".join(" ".join(words[start : start + 50]) for start in range(0, 300, 50))
    cut = "\n\n".join(wire.split("\n\n")[:2])
    added = prose(99, 80)
    longer = report("c", f"{added}\n\n{wire}", day=3)
    (story,) = stories_of(report("a", wire, day=1), report("b", cut, day=2), longer)
    assert [(copy.report, copy.original) for copy in story.copies] == [("b", "a"), ("c", "b"), ("c", "a")]
    assert all(copy.containment == 1.0 for copy in story.copies)
    shared = [longer.text[span.start : span.end] for span in story.copies[2].shared]
    assert shared == wire.split("\n\n")


def test_unlike_texts_on_one_event_are_no_copies() -> None:
    (story,) = stories_of(report("a", FERRY_A), report("b", FERRY_B))
    assert story.copies == ()


def test_the_credited_agency_is_the_original_even_with_a_later_date() -> None:
    wire = prose(3, 80)
    (story,) = stories_of(
        report("paper", f"PORT ELLERY (Reuters) - {wire}", outlet="The Ledger", day=1),
        report("wire", wire, outlet="reuters.com", day=2),
    )
    assert [(copy.report, copy.original) for copy in story.copies] == [("paper", "wire")]


def test_a_template_filled_with_other_numbers_is_no_copy() -> None:
    frame = prose(4, 60)
    monday = report("a", f"{frame} 4,112 17.5 883 2,940 61", day=1)
    tuesday = report("b", f"{frame} 4,207 18.1 790 3,015 58", day=2)
    corrected = report("c", f"{frame} 4,112 17.5 883 2,941 61", day=2)
    copies = {(copy.report, copy.original) for story in stories_of(monday, tuesday, corrected) for copy in story.copies}
    assert copies == {("c", "a")}


def test_market_reports_of_three_days_are_three_stories_with_the_copies_of_each() -> None:
    frame = """Shares in Vessaly closed little changed after a quiet session in which miners and shippers gave up early
    gains while banks edged higher, with the Harrand index ending at {} points and the broad market at {}. Turnover came
    to {} million crowns. The crown stood at {} to the florin and the ten-year yield at {} per cent."""
    values = [
        ("4,112", "917", "83", "1.62", "3.41"),
        ("4,130", "921", "79", "1.60", "3.38"),
        ("4,098", "911", "88", "1.65", "3.44"),
    ]
    reports = [
        report(f"day{day}{outlet}", frame.format(*numbers), title="Shares at the close", outlet=outlet, day=day)
        for day, numbers in enumerate(values)
        for outlet in ("Ledger", "Packet")
    ]
    found = stories_of(*reports)
    assert sets_of(found) == {frozenset([f"day{day}Ledger", f"day{day}Packet"]) for day in range(3)}
    assert [len(story.copies) for story in found] == [1, 1, 1]


def test_a_site_s_own_paragraph_makes_no_copies() -> None:
    footer = prose(5, 90)
    titles = ("Ferry aground", "Budget passed", "Orchard blight", "Tunnel opened")
    reports = [
        report(f"r{place}", f"{prose(10 + place, 40)}\n\n{footer}", title=title, outlet="The Ledger", day=1)
        for place, title in enumerate(titles)
    ]
    found = stories_of(*reports)
    assert len(found) == len(titles)
    assert not any(story.copies for story in found)


FOOTER = """This page belongs to the Lantern family of sites. Write your name into the list and have the best pages
sent to you before breakfast. Whoever does so agrees to our terms and may leave the list whenever they like by the link
at the foot of each letter. Members read all pages without advertisements on as many devices as they own, keep pages for
later and write beneath them; this costs four crowns a month, payable in advance."""


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("joint", ["\n\n", " "])
def test_what_several_sites_print_below_their_articles_makes_no_copies(count: int, joint: str) -> None:
    articles = {
        "Ferry aground on Skerry Rock": FERRY_A,
        "Vessaly budget passed by three votes": BUDGET_A,
        "Apple blight along the Tarn": "Growers along the Tarn have lost a third of their apple trees to blight.",
        "Two chess players banned": "Telephones were found in the shoes of two players during the open at Skarv.",
    }
    reports = [
        report(f"r{place}", text + joint + FOOTER, title=title, outlet=f"Outlet {place}", day=1)
        for place, (title, text) in enumerate(list(articles.items())[:count])
    ]
    again = report("again", reports[1].text.partition("\n\n")[2], title=reports[1].title, outlet="Packet", day=2)
    found = stories_of(*reports, again)
    assert sets_of(found) == {frozenset([item.id]) for item in reports if item.id != "r1"} | {
        frozenset(["r1", "again"])
    }
    assert [(copy.report, copy.original) for story in found for copy in story.copies] == [("again", "r1")]


def test_a_wire_text_in_several_outlets_stays_a_copy() -> None:
    wire = prose(6, 120)
    titles = ("Ferry aground", "Rescue at dawn", "Captain blamed", "Forty saved")
    (story,) = stories_of(
        *(
            report(f"r{place}", wire, title=title, outlet=f"Outlet {place}", day=place)
            for place, title in enumerate(titles)
        )
    )
    assert {copy.report for copy in story.copies} == {"r1", "r2", "r3"}


def test_memberships_tell_what_is_shared_and_what_was_next() -> None:
    reports = [
        annotated(report("a", FERRY_A, day=1), actors=["Ines Corvo", "Harbour master"]),
        annotated(report("b", FERRY_B, day=1), actors=["Ines Corvo"]),
        annotated(report("x", BUDGET_A, day=1), actors=["Odo Harrand"]),
    ]
    ferry, budget = group(reports, settings=SETTINGS)
    first = ferry.members[0]
    assert first.report == "a"
    assert "halcyon" in first.shared_terms
    assert first.shared_actors == ("Ines Corvo",)
    assert 0.1 < first.score < 1.0
    assert budget.members[0].score == 0.0
    assert first.runner_up in (None, budget.id)


def test_a_membership_tells_the_days_to_the_nearest_report() -> None:
    days = (1, 4, 4, 12, None)
    (story,) = stories_of(*(report(f"r{place}", f"{FERRY_A} {place}", day=day) for place, day in enumerate(days)))
    assert [member.days for member in story.members] == [3, 0, 0, 8, None]


def test_a_stream_gives_the_same_stories_as_one_call() -> None:
    reports = [report(str(place), text, day=1) for place, text in enumerate((FERRY_A, BUDGET_A, FERRY_B, BUDGET_B))]
    assert sets_of(list(group_stream(reports, settings=SETTINGS))) == sets_of(stories_of(*reports))


def test_a_stream_lets_idle_stories_go() -> None:
    settings = GroupSettings(batch=2, idle_days=10)
    early = [report("a", FERRY_A, day=0), report("b", FERRY_B, day=1)]
    late = [report("c", FERRY_C, day=60), report("x", BUDGET_A, day=60)]
    assert sets_of(list(group_stream(early + late, settings=settings))) == {
        frozenset("ab"),
        frozenset("c"),
        frozenset("x"),
    }


class Shelf:
    """Feeds a stream whose stories end after five days, and keeps those that ended."""

    def __init__(self) -> None:
        self.stream = StoryStream(settings=GroupSettings(idle_days=5))
        self.kept: dict[str, bytes] = {}

    def add(self, *reports: Report) -> Step:
        batch = self.stream.read([(item, item.published) for item in reports])
        step = self.stream.add(batch, wake=lambda ids: [self.kept[id] for id in ids])
        self.kept |= {item.story.id: item.sleeping for item in step.retired}
        return step


@pytest.mark.parametrize("slept", [True, False])
def test_a_copy_wakes_the_story_of_its_original_and_is_marked(slept: bool) -> None:
    shelf = Shelf()
    wire = f"{FERRY_A}\n\n{FERRY_D}"
    (story,) = shelf.add(report("a", wire, title="Ferry aground", day=0)).changed
    if slept:
        (gone,) = shelf.add(report("x", BUDGET_A, day=20)).retired
        assert gone.story.id == story
    shelf.add(
        report("whole", wire, title="Ferry aground", day=30),
        report("cut", FERRY_A, title="Ferry aground at dawn", day=30),
        report("longer", f"{wire}\n\n{BUDGET_B}", title="Ferry aground; other news", day=30),
        report("y", prose(7, 80), day=30),
    )
    found = shelf.stream.story(story)
    assert set(found.reports) == {"a", "whole", "cut", "longer"}
    assert {copy.report for copy in found.copies if copy.original == "a"} == {"whole", "cut", "longer"}


def test_a_woken_story_has_its_terms_under_their_new_numbers() -> None:
    shelf = Shelf()
    shelf.add(report("a", FERRY_A, title="Ferry Halcyon aground off Port Ellery", day=0))
    before = [shelf.stream.index.vocabulary.terms[id] for id in shelf.stream.index.reports[0].title.tolist()]
    (gone,) = shelf.add(report("x", BUDGET_A, day=20)).retired
    other = StoryStream(settings=GroupSettings())
    other.add(other.read([(item, item.published) for item in (report("p", prose(1, 50)), report("q", prose(2, 50)))]))
    other.index.seen = 100
    key = wake_story(other.index, gone.sleeping)
    after = [other.index.vocabulary.terms[id] for id in other.index.reports[key].title.tolist()]
    assert sorted(before) == sorted(after) != []


def test_a_campaign_of_many_months_is_not_one_story() -> None:
    """What nearly every report of an archive names, its candidates and their race, says little about any of them."""
    chance = random.Random(7)
    common = [
        "Harrowell",
        "Brenvik",
        "primary",
        "delegates",
        "nomination",
        "poll",
        "rally",
        "voters",
        "campaign",
        "endorsement",
        "ballots",
        "turnout",
    ]
    made = ["".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4)) for _ in range(900)]
    reports = []
    for event in range(200):
        own = chance.sample(made, 14)
        for side in "ab":
            words = chance.sample(own, 13) + chance.sample(common, 9)
            chance.shuffle(words)
            text = f"On the day {' '.join(words)} and that was all that was told."
            reports.append(report(f"{event}-{side}", text, day=event))
    stories = list(group_stream(reports, settings=SETTINGS))
    assert max(len(story.reports) for story in stories) <= 12
    story_of = {id: story.id for story in stories for id in story.reports}
    together = sum(story_of[f"{event}-a"] == story_of[f"{event}-b"] for event in range(200))
    assert together >= 150
