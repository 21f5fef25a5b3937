"""Two reports in two columns, made from a synopsis written by hand."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.present.test_firm import bare_synopsis
from tests.unit.present.test_present import at, claim, make

from rashomon.model.synopsis import Citation, Difference, Explanation, Side, StoryFigure, StoryReport
from rashomon.present.compare import Comparison, compare
from rashomon.present.figures import figures
from rashomon.present.locate import Locator
from rashomon.settings import PresentSettings

LEFT = make("l", ("body", "The weir broke."), ("body", "Nine boats sank."), ("body", "The weir broke."))
RIGHT = make("r", ("body", "The weir gave way."), ("body", "Twelve boats sank."), ("body", "Perhaps nine boats sank."))


def second(words: str) -> Citation:
    """Where LEFT has the words for the second time."""
    start = LEFT.report.text.rindex(words)
    return Citation(LEFT.report.id, start, start + len(words))


def columns(*differences: Difference, spans: tuple[Citation, ...] = ()) -> Comparison:
    """The comparison of LEFT and RIGHT with these differences, and with one claim that has these spans."""
    claims = (claim("c", "corroborated", *spans),) if spans else ()
    synopsis = replace(
        bare_synopsis(*claims, differences=differences),
        headline=at(LEFT, "The weir broke."),
        reports=tuple(
            StoryReport(id=item.report.id, outlet=None, title=None, published=item.annotation.reference)
            for item in (LEFT, RIGHT)
        ),
    )
    return compare(synopsis, Locator([LEFT, RIGHT]), settings=PresentSettings())


def difference(explanation: Explanation, *spans: Citation) -> Difference:
    sides = tuple(Side(value=str(number), spans=(span,)) for number, span in enumerate(spans))
    return Difference(type="figure", explanation=explanation, sides=sides)


def test_words_told_twice_stand_where_they_are_told_first() -> None:
    spans = (at(LEFT, "The weir broke."), at(LEFT, "Nine boats sank."), second("The weir broke."))
    (row,) = columns(spans=(*spans, at(RIGHT, "The weir gave way."))).rows
    assert [passage.text for passage in row.left] == ["The weir broke.", "Nine boats sank."]
    assert row.left[0].at == spans[0]


def test_values_of_both_reports_are_a_conflict_and_those_of_one_are_not() -> None:
    nine, twelve, perhaps = at(LEFT, "Nine boats"), at(RIGHT, "Twelve boats"), at(RIGHT, "nine boats")
    assert [row.kind for row in columns(difference("real conflict", nine, twelve)).rows] == ["conflict"]
    within = columns(difference("real conflict", twelve, perhaps))
    assert [(row.kind, row.left, len(row.right)) for row in within.rows] == [("only", (), 2)]
    assert (within.conflicts, within.only_right) == (0, 1)


def test_what_changes_within_one_report_is_no_difference_of_two() -> None:
    nine, twelve, perhaps = at(LEFT, "Nine boats"), at(RIGHT, "Twelve boats"), at(RIGHT, "nine boats")
    assert [row.kind for row in columns(difference("update over time", nine, twelve)).rows] == ["told differently"]
    assert columns(difference("update over time", twelve, perhaps)).rows == ()


def test_a_wording_of_a_figure_stands_where_it_is_used_first() -> None:
    spans = (at(LEFT, "Nine boats"), at(RIGHT, "Twelve boats"), at(RIGHT, "nine boats"))
    row = StoryFigure(of="boat", unit="", event="sink", low=9, high=12, spans=spans, as_of=None)
    ((line,),) = figures((row,), Locator([LEFT, RIGHT]))
    assert line.value == "Nine boats · Twelve boats"
