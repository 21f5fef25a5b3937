"""Days that lie ahead under a verb in the past, and near misses that have happened."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.annotate.times.helpers import times

SATURDAY = date(2026, 3, 14)

AHEAD = [
    # what is possible, likely, due or expected
    ("The bank signalled that it could cut rates in April.", ["2026-04"]),
    ("A minister said a vote could come on Thursday.", ["2026-03-19"]),
    ("A ruling could come on Thursday, the clerk said.", ["2026-03-19"]),
    ("Economists said a cut was likely by June.", ["2026-06"]),
    ("She told reporters that a cut looked unlikely before June.", ["2026-06"]),
    ("The minister said a second ballot in May was likely.", ["2026-05"]),
    ("A spokesman said the ship was due in port on Monday.", ["2026-03-16"]),
    ("Officials expected a ruling by Thursday.", ["2026-03-19"]),
    # when what somebody sets begins or ends
    ("The rebels agreed to a ten-day truce from Monday.", ["P10D", "2026-03-16"]),
    (
        "The rebels agreed on Saturday to a truce starting at noon on Monday.",
        ["2026-03-14", "2026-03-16T12:00", "2026-03-16"],
    ),
    ("The mayor announced a curfew beginning at dusk on Sunday.", ["2026-03-15TEV", "2026-03-15"]),
    ("Unions called a strike from Tuesday.", ["2026-03-17"]),
    ("The senate approved a curfew from Tuesday.", ["2026-03-17"]),
    ("The tunnel was closed until Wednesday, when inspectors will test it.", ["2026-03-18"]),
    ("The mayor announced an election for May.", ["2026-05"]),
    ("The state declared a week of mourning from Sunday.", ["P1W", "2026-03-15"]),
    ("The new law, effective June 1, was signed on Friday.", ["2026-06-01", "2026-03-13"]),
    ("The airline cancelled all flights until Wednesday.", ["2026-03-18"]),
    # what is to be
    ("The firm said shipments to start in May had been delayed.", ["2026-05"]),
    ("A summit to be held on Friday was called off.", ["2026-03-20"]),
]
BEHIND = [
    ("Residents could hear shelling on Thursday.", ["2026-03-12"]),
    ("The crews could not reach the village on Thursday.", ["2026-03-12"]),
    ("Nobody could say on Thursday where the boat was.", ["2026-03-12"]),
    # what one was able to do, outside of what somebody says
    ("Climbers could finally leave the hut on Thursday.", ["2026-03-12"]),
    ("Shoppers could return on Thursday after the smoke had cleared.", ["2026-03-12"]),
    ("Climbers found that they could leave the hut on Thursday.", ["2026-03-12"]),
    ("A crossing was possible on Thursday after the wind dropped.", ["2026-03-12"]),
    ("It was not possible to reach the diver on Thursday.", ["2026-03-12"]),
    ("Repairs became possible on Thursday when the rain stopped.", ["2026-03-12"]),
    ("The climbers were able to leave on Thursday.", ["2026-03-12"]),
    ("A truce was not likely on Thursday.", ["2026-03-12"]),
    # figures for a month are of the month, whatever announces them
    ("The ministry announced inflation figures for December.", ["2025-12"]),
    ("The bank confirmed a budget deficit for November.", ["2025-11"]),
    ("The bank confirmed the figures for January.", ["2026-01"]),
    # no plan, or one that is over
    ("Police called drivers from Wednesday until Thursday.", ["2026-03-11", "2026-03-12"]),
    ("The union backed the strike from Wednesday until Thursday, when it collapsed.", ["2026-03-11", "2026-03-12"]),
    ("The union called a strike from Wednesday until Thursday, when it collapsed.", ["2026-03-11", "2026-03-12"]),
    ("The tunnel was closed until Thursday, when crews cleared it.", ["2026-03-12"]),
    ("The attacks beginning on Sunday killed forty people.", ["2026-03-08"]),
    ("The sirens were heard from Tuesday.", ["2026-03-10"]),
    ("Until Thursday, the mayor had not called a strike.", ["2026-03-12"]),
    ("The blast on Monday was likely to raise fears.", ["2026-03-09"]),
    ("She was the first judge to be elected in May.", ["2025-05"]),
    ("The ministry admitted for the first time Friday that files were lost.", ["2026-03-13"]),
    ("The old bridge was open from Monday.", ["2026-03-09"]),
    ("Analysts had expected a ruling by Thursday.", ["2026-03-12"]),
]


@pytest.mark.parametrize(("text", "values"), [*AHEAD, *BEHIND], ids=lambda case: case if isinstance(case, str) else "")
def test_ahead_or_behind(text: str, values: list[str]) -> None:
    assert [time.value for _, time in times(text, SATURDAY)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Bankers said the November meeting was open.", "2025-11"),
        ("The organiser said the December rally was in doubt.", "2025-12"),
        ("The minister said the August harvest was good.", "2025-08"),
        ("The minister said the November ballot was a farce.", "2024-11"),
        ("The clerk said the November meeting had been stormy.", "2024-11"),
        ("The November meeting was stormy.", "2024-11"),
    ],
)
def test_how_a_thing_is_said_to_stand_may_lie_ahead(text: str, value: str) -> None:
    assert [time.value for _, time in times(text, date(2025, 9, 18))] == [value]
