"""Readings of one thing, rival values, and what they mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.unit.reconcile.make import annotated, material, report

from rashomon.model.report import Block
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation
from rashomon.reconcile.differences.clocks import find_clock_differences
from rashomon.reconcile.differences.readings import Reading, TermWeights, find_readings
from rashomon.reconcile.differences.same_thing import same_thing
from rashomon.reconcile.differences.slots import (
    are_rivals,
    excludes,
    find_slots,
    find_values,
    same_day_or_event,
)
from rashomon.reconcile.differences.values import explain, find_value_differences
from rashomon.reconcile.differences.written import can_both_hold, is_converted
from rashomon.settings import SlotSettings

NEAR = frozenset({"ferry", "sink", "harbour", "crew"})
WEIGHTS = TermWeights(dict.fromkeys(sorted(NEAR | {"market", "rise", "wheat"}), 2.0))


def _reading(number: int, low: float, high: float | None = None, **fields: object) -> Reading:
    reading = Reading(
        kind="figure",
        report=number,
        unit=number,
        span=Span(0, 2),
        at=Citation(str(number), 0, 20),
        label=str(low),
        low=low,
        high=low if high is None else high,
        bare=low,
        measure="",
        of="person",
        event="kill",
        scope="",
        superseded=False,
        background=False,
        near=NEAR,
        around=NEAR,
        names=frozenset(),
        claims=frozenset({"c"}),
        alone=True,
        place="body",
    )
    return replace(reading, **fields)  # type: ignore[arg-type]


def _slots(*readings: Reading) -> list[list[list[float]]]:
    values = find_values(readings, WEIGHTS, settings=SlotSettings())
    return [[[r.low for r in value] for value in slot.values] for slot in find_slots(values, kind="figure", least=0.3)]


def test_what_is_counted_decides() -> None:
    dead = _reading(0, 40)
    assert same_thing(dead, _reading(1, 43), WEIGHTS) > 0.5
    assert same_thing(dead, _reading(1, 43, event="injure"), WEIGHTS) == 0
    elsewhere = frozenset({"market", "rise", "wheat"})
    other = _reading(1, 43, of="trader", event="rise", near=elsewhere, around=elsewhere, claims=frozenset())
    assert same_thing(dead, other, WEIGHTS) < 0.1


def test_rival_values_form_a_slot_and_equal_ones_a_value() -> None:
    assert _slots(_reading(0, 40), _reading(1, 43), _reading(2, 40)) == [[[40, 40], [43]]]


def test_a_report_that_gives_two_values_tells_of_two_things() -> None:
    assert _slots(_reading(0, 40), _reading(0, 43, unit=1)) == []
    assert _slots(_reading(0, 40), _reading(1, 43), _reading(1, 40, unit=3)) == []


def test_a_hedge_is_as_narrow_as_others_have_the_value() -> None:
    exact, hedged, more = _reading(0, 50), _reading(1, 50, 100), _reading(2, 59)
    assert excludes([exact, hedged], [more])
    assert not excludes([hedged], [more])
    assert are_rivals([exact], [more])


def test_why_sides_differ() -> None:
    days = (date(1931, 5, 1), date(1931, 5, 2))
    dated = material([report(str(n), "Some ferry sank.", published=day) for n, day in enumerate(days)])
    undated = material([report(str(n), "Some ferry sank.") for n in range(2)])
    rising = [[_reading(0, 5, event="cost")], [_reading(1, 7, event="cost")]]
    assert explain(dated, rising) == "update over time"
    assert explain(undated, rising) == "real conflict"
    assert explain(dated, [[_reading(0, 24, 99, label="dozens")], [_reading(1, 40)]]) == "different granularity"


def test_at_least_six_on_one_day_and_eleven_on_the_next_have_grown() -> None:
    days = (date(1931, 5, 1), date(1931, 5, 2))
    six, eleven = [_reading(0, 6, 12, label="at least six")], [_reading(1, 11)]
    dated = material([report(str(n), "Some ferry sank.", published=day) for n, day in enumerate(days)])
    undated = material([report(str(n), "Some ferry sank.") for n in range(2)])
    assert explain(dated, [six, eleven]) == "update over time"
    assert explain(undated, [six, eleven]) == "update over time"
    ten = [_reading(0, 10, 20, label="at least ten")]
    assert explain(undated, [ten, eleven]) == "different granularity"
    several = [_reading(0, 3, 20, label="several")]
    assert explain(undated, [several, eleven]) == "different granularity"
    assert (
        explain(dated, [[replace(six[0], event="own")], [replace(eleven[0], event="own")]]) == "different granularity"
    )


def test_a_toll_runs_on_unless_one_voice_is_set_against_another() -> None:
    said = ("The mayor, Anna Berg, said 5 people were killed.", "The admiral, Nils Ek, said 7 people were killed.")
    for texts, expected in ((said, "real conflict"), ((said[0], "Divers counted 7 killed."), "update over time")):
        found = material(annotated(*texts, outlets=("a.example", "b.example")))
        sides = [[reading] for reading in find_readings(found) if reading.kind == "figure"]
        assert [side[0].low for side in sides] == [5, 7]
        assert explain(found, sides) == expected


def test_a_difference_names_its_sides_the_most_reported_first() -> None:
    found = material([report(str(n), "Some ferry sank in the harbour.") for n in range(3)])
    values = find_values([_reading(0, 40), _reading(1, 43), _reading(2, 43)], WEIGHTS, settings=SlotSettings())
    (difference,) = find_value_differences(found, values, kind="figure", least=0.3)
    assert (difference.type, difference.about) == ("figure", "person")
    assert [(side.value, len(side.spans)) for side in difference.sides] == [("43", 2), ("40", 1)]


def test_a_headline_may_contradict_its_own_report_but_a_body_tells_of_two_things() -> None:
    said = _reading(0, 40)
    assert not are_rivals([said], [_reading(0, 43, span=Span(30, 32))])
    assert are_rivals([said], [_reading(0, 43, place="headline")])
    assert are_rivals([_reading(0, 43, place="headline")], [_reading(0, 14, place="caption")])


def test_all_are_one_more_than_the_others() -> None:
    assert can_both_hold(_reading(0, 23), _reading(1, 22, scope="other"))
    assert not can_both_hold(_reading(0, 24), _reading(1, 22, scope="other"))
    assert not can_both_hold(_reading(0, 23), _reading(1, 22))
    assert not can_both_hold(_reading(0, 23, scope="other"), _reading(1, 22, scope="other"))


def test_a_caption_at_odds_with_headline_and_body_of_its_report_is_told() -> None:
    both = (_reading(0, 9, place="headline"), _reading(0, 9, span=Span(30, 32)))
    assert _slots(*both, _reading(0, 14, span=Span(60, 62), place="caption")) == [[[9, 9], [14]]]


def test_a_value_that_a_report_has_too_is_no_rival_of_it() -> None:
    assert _slots(_reading(0, 40), _reading(1, 43)) == [[[40.0], [43.0]]]
    assert (
        _slots(_reading(0, 40), _reading(1, 40), _reading(1, 43, span=Span(30, 32), event="", near=NEAR - {"crew"}))
        == []
    )


def test_a_price_a_share_is_no_price() -> None:
    items = annotated("The firm offered $70 a share in May.", "The firm offered $70 million in May.")
    measures = [reading.measure for reading in find_readings(material(items)) if reading.kind == "figure"]
    assert measures == ["USD/share", "USD"]


def test_times_of_day_are_as_wide_as_the_words_before_them() -> None:
    items = annotated(
        "The dam burst shortly before 5 a.m. on 4 March 2019.",
        "The dam burst around 4 a.m. on 4 March 2019.",
        "The dam burst at 4:10 a.m. on 4 March 2019.",
    )
    found = [reading for reading in find_readings(material(items)) if reading.measure == "clock"]
    minutes = [(round(reading.low % 1 * 1440), round(reading.high % 1 * 1440)) for reading in found]
    assert minutes == [(275, 300), (215, 265), (250, 250)]
    assert excludes([found[0]], [found[1]])
    assert not excludes([found[1]], [found[2]])


def test_two_voices_of_one_report_may_be_at_odds() -> None:
    hospital, army = _reading(0, 40, voice="hospital"), _reading(0, 43, span=Span(30, 32), voice="army")
    assert are_rivals([hospital], [army])
    assert not are_rivals([hospital], [_reading(0, 43, span=Span(30, 32), voice="hospital")])


def test_what_befell_those_counted_where_the_verb_only_says_how_many() -> None:
    items = annotated(
        "The number of people killed in the flood rose to 14 on Monday.", "Forty divers trapped in a cave."
    )
    events = [reading.event for reading in find_readings(material(items)) if reading.kind == "figure"]
    assert events == ["kill", "trap"]


def test_a_value_that_falls_is_no_update_where_two_voices_differ() -> None:
    items = [report("0", "40", published=date(2020, 3, 1)), report("1", "35", published=date(2020, 3, 2))]
    first, second = _reading(0, 40, event="release"), _reading(1, 35, event="release")
    assert explain(material(items), [[first], [second]]) == "update over time"
    opposed = [[replace(first, voice="rebels")], [replace(second, voice="minister")]]
    assert explain(material(items), opposed) == "real conflict"


def test_two_kinds_of_things_that_do_two_things_are_not_one_count() -> None:
    ships = _reading(0, 8, of="ship", event="arrive")
    other = frozenset({"market", "rise"})
    assert same_thing(ships, _reading(1, 2, of="visit", event="end", near=other), WEIGHTS) == 0
    assert same_thing(ships, _reading(1, 9, of="ship", event="dock", near=other), WEIGHTS) > 0


def test_a_depth_is_never_set_against_a_width_nor_a_progress_against_either() -> None:
    items = annotated(
        "The shaft is 60 metres deep and 40 centimetres wide.\nDrillers are 12 metres from the trapped men.",
        "The shaft, 90m deep, has a diameter of 45cm.\nThe drillers got 20 metres down on Monday.",
    )
    found = {r.label: r for r in find_readings(material(items)) if r.measure == "km"}
    assert {label: (r.dimension, r.fixed) for label, r in found.items()} == {
        "60 metres": ("depth", True),
        "40 centimetres": ("width", True),
        "12 metres": ("distance", False),
        "90m": ("depth", True),
        "45cm": ("width", True),
        "20 metres": ("depth", False),
    }
    assert same_thing(found["60 metres"], found["90m"], WEIGHTS) > 0
    assert same_thing(found["60 metres"], found["45cm"], WEIGHTS) == 0
    assert same_thing(found["60 metres"], found["20 metres"], WEIGHTS) == 0


def test_unequal_counts_of_two_kinds_of_thing_are_of_two_things() -> None:
    def count(noun: str, number: int, value: float) -> Reading:
        return _reading(number, value, of=noun, event="")

    assert same_thing(count("engine", 0, 8), count("ambulance", 1, 5), WEIGHTS) == 0
    assert same_thing(count("vessel", 0, 8), count("ship", 1, 5), WEIGHTS) > 0
    assert same_thing(count("miner", 0, 8), count("person", 1, 5), WEIGHTS) > 0
    assert same_thing(count("ambulance", 0, 8), count("person", 1, 5), WEIGHTS) == 0


def test_several_and_a_number_are_compared_where_aligned_sentences_count_the_same() -> None:
    few = _reading(0, 3, 10, label="several boats", of="boat", event="")
    boats = _reading(1, 5, label="five boats", of="boat", event="")
    assert same_thing(few, boats, WEIGHTS) > 0
    assert same_thing(few, replace(boats, claims=frozenset()), WEIGHTS) == 0
    assert same_thing(few, replace(boats, of=""), WEIGHTS) == 0
    assert same_thing(replace(few, label="some 300 boats"), replace(boats, of=""), WEIGHTS) > 0


def test_spans_of_time_are_compared_where_they_are_of_one_deed() -> None:
    dug = _reading(0, 2, measure="day", of="", event="dig", claims=frozenset())
    trapped = _reading(1, 3, measure="day", of="", event="trap", claims=frozenset(), near=frozenset({"market"}))
    assert same_thing(dug, trapped, WEIGHTS) == 0
    assert same_thing(dug, replace(trapped, event="dig"), WEIGHTS) > 0


def test_a_length_in_another_unit_is_the_same_as_far_as_it_is_rounded() -> None:
    items = annotated(
        "The blast left a crater 50 metres wide in the field.", "The blast left a crater 160 feet wide in the field."
    )
    values = find_values(find_readings(material(items)), WEIGHTS, settings=SlotSettings(same_value=0.001))
    assert [len(value) for value in values.readings] == [2]
    assert find_slots(values, kind="figure", least=0.0) == []
    hours = [_reading(n, h, measure="hour", label=f"{h} hours") for n, h in enumerate((11, 11.5))]
    assert not is_converted(*hours)


def test_what_stays_as_it_is_conflicts_whenever_it_is_reported() -> None:
    items = annotated(
        "The tunnel is 60 metres long.",
        "The tunnel is 90 metres long.",
        days=(date(2031, 5, 2), date(2031, 5, 4)),
    )
    found = material(items)
    assert explain(found, [[reading] for reading in find_readings(found)]) == "real conflict"
    hours = [_reading(n, 20.0 + 24 * n, measure="hour", event="trap") for n in range(2)]
    assert explain(found, [[hour] for hour in hours]) == "update over time"
    years = [_reading(n, 5.0 + 4 * n, measure="year", event="abandon") for n in range(2)]
    assert explain(found, [[year] for year in years]) == "real conflict"


def test_two_days_of_a_month_in_aligned_sentences_are_of_one_event_whatever_the_verbs() -> None:
    first = _reading(0, 100, kind="date", of="hold", label="14 November", claims=frozenset("c"))
    later = replace(first, report=1, of="meet", low=101.0, high=101.0, label="15 November")
    assert not same_day_or_event(first, later)
    first = replace(first, near=NEAR | {"meet"})
    assert same_day_or_event(first, later)
    assert not same_day_or_event(first, replace(later, claims=frozenset("d")))
    assert not same_day_or_event(first, replace(later, label="Friday"))  # weekdays are of many events
    assert not same_day_or_event(first, replace(later, low=91.0, high=120.0, label="November 2024"))
    assert not same_day_or_event(first, replace(later, alone=False))


def _times(*texts: str) -> list[list[str]]:
    items = annotated(*texts, days=(date(2031, 3, 5),) * len(texts))
    found = [
        replace(item, report=replace(item.report, blocks=_headed(item.report.blocks), title=None)) for item in items
    ]
    story = material(found)
    values = find_values(find_readings(story), WEIGHTS, settings=SlotSettings())
    return [[side.value for side in item.sides] for item in find_clock_differences(story, values, ())]


def _headed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (replace(blocks[0], role="headline"), *blocks[1:])


def test_the_hour_of_the_event_is_compared_without_a_common_claim() -> None:
    first = "Blast rips through mill in Torvik\n\nThe blast ripped through the mill at about 4 a.m. on Tuesday."
    other = "Mill blast in Torvik\n\nThe explosion happened at around 6 a.m. on Tuesday, neighbours recalled."
    assert _times(first, other) == [["about 4 a.m.", "around 6 a.m."]]
    assert _times(first, other.replace("6 a.m.", "4 a.m.")) == []
    assert _times(first, other.replace("The explosion happened", "A lorry with food arrived")) == []
    assert _times(first, other + "\n\nAnother blast shook the mill at 8 a.m.") == []


def test_that_this_year_holds_a_day_is_no_difference() -> None:
    def told(first: str, other: str) -> list[set[str]]:
        items = annotated(first, other, days=(date(2031, 5, 22), date(2031, 5, 23)))
        found = material(items)
        readings = [replace(reading, claims=frozenset({"c"})) for reading in find_readings(found)]
        values = find_values(readings, WEIGHTS, settings=SlotSettings())
        differences = find_value_differences(found, values, kind="date", least=0.0)
        return [{side.value for side in item.sides} for item in differences]

    assert told("The mill was sold on Tuesday.", "The owners met this year.") == []
    assert told("The mill burned on 4 March 2029.", "The mill burned in 2029.") == [{"4 March 2029", "2029"}]


def test_who_gives_the_vague_value_and_the_close_one_is_not_vaguer_than_others() -> None:
    def told(*texts: str) -> list[set[str]]:
        found = material(annotated(*texts, days=(date(2031, 5, 22), date(2031, 5, 23))))
        readings = [replace(reading, claims=frozenset({"c"})) for reading in find_readings(found)]
        values = find_values(readings, WEIGHTS, settings=SlotSettings())
        differences = find_value_differences(found, values, kind="date", least=0.0)
        return [{side.value for side in item.sides} for item in differences]

    day = "The mill burned on 4 March 2029."
    assert told(day, f"{day} When the mill burned in 2029, nobody helped.") == []
    assert told("The mill burned in 2029.", f"{day} The mill burned in 2029.") == [{"4 March 2029", "2029"}]


def test_the_tuesdays_of_two_weeks_are_no_conflict() -> None:
    def told(first: str, other: str, *, apart: int) -> int:
        items = annotated(first, other, days=(date(2031, 5, 22), date(2031, 5, 22 + apart)))
        found = material(items)
        readings = [replace(reading, claims=frozenset({"c"})) for reading in find_readings(found)]
        values = find_values(readings, WEIGHTS, settings=SlotSettings())
        return len(find_value_differences(found, values, kind="date", least=0.0))

    assert told("The rocket exploded on Tuesday.", "The rocket exploded on Wednesday.", apart=1) == 1
    assert told("The rocket exploded on Tuesday.", "The rocket exploded on Wednesday.", apart=9) == 0
    assert told("The rocket exploded on 20 May.", "The rocket exploded on 21 May.", apart=9) == 1


def test_what_was_put_off_is_an_update() -> None:
    def told(first: str, other: str, *, apart: int) -> list[str]:
        items = annotated(first, other, days=(date(2031, 5, 2), date(2031, 5, 2 + apart)))
        found = material(items)
        readings = [replace(reading, claims=frozenset({"c"})) for reading in find_readings(found)]
        values = find_values(readings, WEIGHTS, settings=SlotSettings())
        return [item.explanation for item in find_value_differences(found, values, kind="date", least=0.0)]

    before, after = "The trial will open on 6 June 2031.", "The trial will open on 13 June 2031."
    assert told(before, after, apart=20) == ["update over time"]
    assert told(before, after, apart=1) == ["real conflict"]
    assert told("The trial opened on 28 April 2031.", "The trial opened on 29 April 2031.", apart=20) == [
        "real conflict"
    ]


def test_the_hours_that_something_took_do_not_grow() -> None:
    items = annotated(
        "The talks ended after seven hours.",
        "The talks lasted for eight hours.",
        days=(date(2031, 5, 2), date(2031, 5, 3)),
    )
    found = material(items)
    lengths = [[reading] for reading in find_readings(found) if reading.measure == "hour"]
    assert explain(found, lengths) == "real conflict"


def test_two_shares_in_per_cent_are_told_only_where_they_are_probably_of_one_thing() -> None:
    one, other = (
        _reading(0, 14, measure="%", of="rate", event="fall"),
        _reading(1, 21, measure="%", of="price", event="rise"),
    )
    link = same_thing(one, other, WEIGHTS)
    for share, linked in ((link - 0.01, True), (link + 0.01, False)):
        settings = SlotSettings(share=share, figure_difference=0.01)
        assert bool(find_values([one, other], WEIGHTS, settings=settings).links) is linked
