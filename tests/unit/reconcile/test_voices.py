"""Facts that reports have from different people."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.reconcile.make import annotated, material

from rashomon.model.synopsis import Difference
from rashomon.reconcile.differences.voices import find_voice_differences
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.origins.origins import Origins
from rashomon.settings import StatusSettings, VoiceSettings


def _aligned(found: Material) -> tuple[ClaimDraft, ...]:
    """One claim of all sentences, each on the word of those whom its report names."""
    origins = Origins(found, settings=StatusSettings())
    support = []
    for unit in found.units:
        chain, origin = origins.find(unit, unit.span)
        support.append(
            DraftSupport(at=found.citation(unit.report, unit.span), unit=unit.number, origin=origin, chain=chain)
        )
    return (ClaimDraft(id="c", kind="event", gist=support[0].at, support=tuple(support)),)


def _voices(*texts: str) -> list[list[str]]:
    found = material(annotated(*texts))
    differences: tuple[Difference, ...] = find_voice_differences(found, _aligned(found), (), settings=VoiceSettings())
    assert all(item.type == "attribution" for item in differences)
    return [[side.value for side in item.sides] for item in differences]


def test_sources_that_are_not_the_same_are_sides_and_the_report_that_names_none_the_last() -> None:
    witness = "The roof fell in before midnight, the baker Lena Voss told reporters."
    brigade = "The fire brigade said that the roof collapsed shortly before midnight."
    assert _voices(witness, brigade, "The roof of the hall came down before midnight.") == [
        ["Lena Voss", "fire brigade", "own voice"]
    ]
    assert _voices(witness, "The roof of the hall came down before midnight.") == []


def test_a_source_that_shares_no_word_tells_another_fact() -> None:
    told = (
        "The roof fell in before midnight, the baker Lena Voss told reporters.",
        "The roof came down before midnight.",
    )
    assert _voices(*told, "The fire brigade said that a school in Halden lost three windows.") == []


def test_copied_words_have_one_source_however_it_is_called() -> None:
    first = '"The roof fell in shortly before midnight," Lena Voss said.'
    assert _voices(first, '"The roof fell in shortly before midnight," the baker said.') == []


def test_what_one_of_many_reports_has_from_a_body_others_tell_as_their_own() -> None:
    brigade = "The fire brigade said that the roof collapsed shortly before midnight."
    own = (
        "The roof of the hall came down before midnight.",
        "The roof fell in before midnight on Sunday.",
        "Nobody was in the hall when its roof fell in before midnight.",
    )
    assert _voices(brigade, *own) == [["fire brigade", "own voice"]]
    assert _voices(brigade, *own[:2]) == []
    assert _voices("Lena Voss said that the roof collapsed shortly before midnight.", *own) == []


def test_two_sources_need_more_than_two_of_many_reports() -> None:
    witness = "Lena Voss told reporters that the roof fell in before midnight."
    brigade = "The fire brigade said that the roof collapsed shortly before midnight."
    found = material(annotated(witness, brigade, "The mill stood empty for years."))
    two = replace(_aligned(found)[0], support=_aligned(found)[0].support[:2])
    assert find_voice_differences(found, (two,), (), settings=VoiceSettings()) == ()
    assert _voices(witness, brigade) == [["Lena Voss", "fire brigade"]]
