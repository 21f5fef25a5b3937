"""The day of a bare clock time: its clause's, its event's, the story's."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.annotate.times.helpers import times

WEDNESDAY = date(2026, 1, 21)

CASES = [
    (
        "Two people died in Tuesday's explosion. A foreman had reported a leak on January 13. "
        "A tank exploded at 4:52 a.m., the firm said.",
        "2026-01-20T04:52",
    ),
    (
        "Two people died in Tuesday's explosion. A foreman reported a leak on January 13. "
        "A tank exploded at 4:52 a.m., the firm said.",
        "2026-01-20T04:52",
    ),
    ("The ferry sank on Tuesday. It had left the harbour at 6 a.m. with forty aboard.", "2026-01-20T06:00"),
    ("At 9:30 a.m. the train left the station on Monday.", "2026-01-19T09:30"),
    ("The market had been closed since Friday. It opened at 9 a.m. and fell at once.", "2026-01-21T09:00"),
    ("The strike begins on Friday. Police cleared the gate at 9 p.m.", "2026-01-21T21:00"),
    (
        "A quake struck on Monday. Officials had warned of tremors on January 3. Sirens went off at 5 p.m.",
        "2026-01-19T17:00",
    ),
    ("The hall will open on Saturday. Its doors will open at 7 p.m.", "2026-01-24T19:00"),
    ("A gun was fired at dawn on Sunday. A guard fired back that night.", "2026-01-18TNI"),
    ("Gunmen attacked the convoy on Sunday. At dawn the army reached the road.", "2026-01-18TMO"),
    # a day to come is none of what has happened
    (
        "Raiders took the mint on Tuesday. The bank will reopen on Friday. A porter saw a van at 5.30am.",
        "2026-01-20T05:30",
    ),
    ("Raiders took the mint on Tuesday. The bank opens on Friday. Its doors will open at 9 a.m.", "2026-01-23T09:00"),
    # another explosion is not that of the day told
    ("An explosion on Monday killed two. Another explosion followed on Tuesday. It came at 4 a.m.", "2026-01-20T04:00"),
]


@pytest.mark.parametrize(("text", "value"), CASES)
def test_day_of_a_clock_time(text: str, value: str) -> None:
    assert value in [time.value for _, time in times(text, WEDNESDAY) if "T" in time.value]
