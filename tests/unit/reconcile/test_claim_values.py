"""Claims that give one value, apart from those that give its rival."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.reconcile.make import annotated, draft, material

from rashomon.reconcile.align.align import align
from rashomon.reconcile.claims.values import claim_values, show_common
from rashomon.reconcile.differences.readings import Reading, find_readings
from rashomon.reconcile.differences.slots import Slot, Values, find_all_slots
from rashomon.reconcile.material.drafts import Material
from rashomon.settings import Settings

SETTINGS = Settings().reconcile


def _read(found: Material, report: int, label: str) -> Reading:
    (reading,) = (one for one in find_readings(found) if one.report == report and one.label.startswith(label))
    return reading


def _slots(values: Values) -> tuple[Slot, ...]:
    return find_all_slots(values, settings=SETTINGS.contrast.slots)


def _gists(found: Material, *values: tuple[Reading, ...], rivals: tuple[tuple[int, int], ...]) -> list[str]:
    claims = claim_values(
        found,
        (draft(found, *(unit.number for unit in found.units)),),
        _slots(Values(readings=values, links=dict.fromkeys(rivals, 0.9))),
        align(found, settings=SETTINGS.align),
        settings=SETTINGS,
    )
    return [found.indices[found.units[claim.support[0].unit].report].text(claim.gist) for claim in claims]


def test_each_of_two_values_that_cannot_both_hold_has_a_claim() -> None:
    found = material(annotated("The ferry sank with 40 sailors aboard.", "The ferry sank with 43 sailors aboard."))
    forty, more = _read(found, 0, "40"), _read(found, 1, "43")
    assert len(_gists(found, (forty,), (more,), rivals=((0, 1),))) == 2


def test_a_value_that_another_says_less_exactly_has_none() -> None:
    found = material(annotated("The ferry sank with 40 sailors aboard.", "The ferry sank with dozens of sailors."))
    forty, vague = _read(found, 0, "40"), _read(found, 1, "dozens")
    assert _gists(found, (forty,), (vague,), rivals=((0, 1),)) == []


def test_a_value_is_shown_by_a_sentence_that_has_no_odd_value_of_something_else() -> None:
    texts = (
        "On Monday two ferries sank in the harbour of Varberg with 40 sailors aboard.",
        "On Monday three ferries sank in the harbour of Varberg with 40 sailors aboard, it was said.",
        "Two ferries sank with 43 sailors aboard.",
    )
    found = material(annotated(*texts))
    sailors = ((_read(found, 0, "40"), _read(found, 1, "40")), (_read(found, 2, "43"),))
    ferries = ((_read(found, 0, "two"), _read(found, 2, "Two")), (_read(found, 1, "three"),))
    shown = _gists(found, *sailors, *ferries, rivals=((0, 1), (2, 3)))
    # the last sentence is shorter, but gives a number of sailors that no other report has
    assert shown[2] == texts[0].rstrip(".")


SIX = "The court sentenced the harbour master Ole Dahl to six years in prison on Monday."
SEVEN = "Harbour master Ole Dahl was sentenced to seven years in prison."
THIRD = "Ole Dahl, the harbour master, must go to prison for six years."


def test_a_claim_is_not_shown_by_the_value_that_fewer_reports_give() -> None:
    found = material(annotated(SIX, SEVEN, THIRD))
    claim = replace(draft(found, 0, 1), gist=draft(found, 1).gist)
    alignment = align(found, settings=SETTINGS.align)
    six, seven = (_read(found, 0, "six"), _read(found, 2, "six")), (_read(found, 1, "seven"),)
    for sides, shown in (((six, seven), SIX), (((six[0],), seven), SEVEN)):
        flat = [tuple(side) for side in sides]
        slots = _slots(Values(readings=flat, links={(0, 1): 0.9}))
        (one,) = show_common(found, (claim,), slots, alignment)
        assert found.indices[0 if shown == SIX else 1].text(one.gist) == shown


def test_a_day_in_common_is_not_all_that_a_sentence_says() -> None:
    texts = (
        "The ferry sank off Varberg on Monday.",
        "Two librarians from Oslo opened a reading room for children, who on Monday got forty new books.",
        "The ferry sank off Varberg on Tuesday.",
    )
    found = material(annotated(*texts))
    monday = tuple(replace(_read(found, number, "Monday"), of="") for number in (0, 1))
    claims = claim_values(
        found,
        (draft(found, 0, 1, 2),),
        _slots(Values(readings=(monday, (_read(found, 2, "Tuesday"),)), links={(0, 1): 0.9})),
        align(found, settings=SETTINGS.align),
        settings=SETTINGS,
    )
    (claim,) = (one for one in claims if len(one.support) == 2)
    weak = [support.confidence for support in claim.support if support.at != claim.gist]
    assert weak
    assert max(weak) < Settings().present.firm_few
