"""Two numbers that two voices give for one thing side by side."""

from __future__ import annotations

import pytest
from tests.unit.reconcile.make import annotated, material

from rashomon.reconcile.differences.estimates import find_rival_estimates
from rashomon.reconcile.differences.readings import find_readings


def _rivals(*texts: str) -> list[tuple[float, float]]:
    found = material(annotated(*texts))
    readings = find_readings(found)
    return [(readings[one].bare, readings[other].bare) for one, other in find_rival_estimates(found, readings)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Organisers put the crowd at 8,000. Police said that about 3,000 people had marched.", (8000, 3000)),
        ("Some 640 dockers stood at the gates of the port. Police counted 400 people at the gates.", (640, 400)),
        ("There are 700 people in the hall; police say 300.", (700, 300)),
        ("The government says 192 people were on the ship. The company says there were 148.", (192, 148)),
        ("Police had counted 18,000. The organisers put the figure at 90,000.", (18_000, 90_000)),
        ("The union put the number of strikers at 4,800. The company spoke of 900.", (4_800, 900)),
        ("The storm damaged 90 houses, the mayor said. The governor spoke of 55.", (90, 55)),
        (
            "The average wage is 310 crowns, the union says. A company spokeswoman said that the figure was 390.",
            (310, 390),
        ),
        ("Thirty-eight people were killed in the fire, the minister said. The Red Cross gave a toll of 52.", (38, 52)),
        ("The minister put losses at 40 million euros. Analysts estimate them at 65 million euros.", (40e6, 65e6)),
    ],
)
def test_two_voices_give_two_numbers(text: str, values: tuple[float, float]) -> None:
    assert _rivals(text) == [values]


@pytest.mark.parametrize(
    "text",
    [
        "Organisers put the crowd at 8,000. Police said that they had arrested 12 men.",
        "Organisers put the crowd at 8,000. Organisers said that 5,000 people had marched.",
        "The storm damaged 90 houses, the mayor said. The governor spoke of more than 80.",
        "The storm damaged 90 houses, the mayor said. The governor spoke of another 55.",
        "The storm damaged 90 houses, the mayor said. The governor spoke of 55 damaged cars.",
        "The storm damaged 90 houses and 12 barns, the mayor said. The governor spoke of 55.",
        "The storm damaged 90 houses, the mayor said. The governor spoke of 5.",
        "Doctors say 40 people died. The ministry says there were 12 arrests.",
        "The mill employs 300 people. The union counts 120 members there.",
        "Some 400 soldiers guarded the square. Police counted 900 people.",
        "The clinic reported 40 cases on 3 May. The ministry reported 70 cases on 9 May.",
        "Police counted 900 people in Brno. Organisers spoke of 2,000 in Prague.",
        "The union demands 10 percent. The management offered 4 percent.",
        "The storm damaged 90 houses, the mayor said.\nThe river rose.\nThe governor spoke of 55.",
        "The storm damaged 90 houses, the mayor said.\nThe governor spoke of 55.",
    ],
)
def test_what_is_not_set_against_one_another(text: str) -> None:
    assert _rivals(text) == []


def test_two_reports_are_two() -> None:
    assert _rivals("Organisers put the crowd at 8,000.", "Police said that 3,000 people had marched.") == []
