"""Chains, origins and what status follows from them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.reconcile.make import annotated, draft, material

from rashomon.model.synopsis import Against, Citation, How, Status
from rashomon.reconcile.claims.status import decide_status
from rashomon.reconcile.material.drafts import ClaimDraft, Material
from rashomon.reconcile.origins.count import count_origins
from rashomon.reconcile.origins.origins import Origins, find_family
from rashomon.settings import Settings, StatusSettings

SETTINGS = Settings().reconcile.status
OWN = "The bridge at Karlstad was closed on Monday."
OTHER = "On Monday traffic over the Karlstad bridge was stopped."


def _status(found: Material, one: ClaimDraft, *hows: How) -> Status:
    against = tuple(Against(at=Citation(found.reports[0].report.id, 0, 3), how=how) for how in hows)
    (claim,) = decide_status(found, [one], {one.id: against} if against else {}, settings=SETTINGS)
    return claim.status


def _drafted(found: Material) -> ClaimDraft:
    """One claim over the first sentence of each report, with its real origins."""
    origins = Origins(found, settings=SETTINGS)
    firsts = [next(u.number for u in found.units if u.report == n) for n in range(len(found.reports))]
    plain = draft(found, *firsts)
    support = []
    for entry in plain.support:
        unit = found.units[entry.unit]
        chain, origin = origins.find(unit, unit.span)
        support.append(replace(entry, chain=chain, origin=origin))
    return replace(plain, support=tuple(support))


def _count(found: Material, *voices: tuple[int, str, str]) -> frozenset[str]:
    """The origins of a claim whose supports are units with an origin and the name that is last in its chain."""
    plain = draft(found, *(unit for unit, _, _ in voices))
    support = [
        replace(entry, origin=origin, chain=(name,) if name else ())
        for entry, (_, origin, name) in zip(plain.support, voices, strict=True)
    ]
    return count_origins(found, support, settings=SETTINGS).independent


def test_own_voices_of_two_outlets_corroborate() -> None:
    found = material(annotated(OWN, OTHER, outlets=("north.example", "south.example")))
    assert _status(found, _drafted(found)) == "corroborated"


def test_a_copy_is_no_second_report() -> None:
    found = material(annotated(OWN, OWN, outlets=("north.example", "south.example")), copies=[("r1", "r0")])
    assert _status(found, _drafted(found)) == "one origin"
    (claim,) = decide_status(found, [_drafted(found)], {}, settings=SETTINGS)
    assert (claim.reports, claim.origins) == (1, 1)


def test_what_one_report_says_twice_is_single() -> None:
    found = material(annotated(OWN + "\n" + OTHER, outlets=("north.example",)))
    assert _status(found, draft(found, 0, 1)) == "single"


def test_the_same_words_in_two_outlets_are_one_origin() -> None:
    found = material(annotated(OWN, "Officials noted: " + OWN, outlets=("north.example", "south.example")))
    assert _status(found, draft(found, 0, 1)) == "one origin"


def test_names_and_numbers_are_nobodys_words() -> None:
    name = "the Karlstad Museum of River Shipping"
    texts = (f"A fire burnt down {name}.", f"On Monday flames destroyed {name}.")
    found = material(annotated(*texts, outlets=("north.example", "south.example")))
    assert _status(found, _drafted(found)) == "corroborated"


def test_two_sites_of_one_family_are_one_origin() -> None:
    found = material(annotated(OWN, OTHER, outlets=("www.north.example", "sport.north.example")))
    assert _status(found, _drafted(found)) == "one origin"


def test_one_speaker_in_two_outlets_is_one_origin() -> None:
    said = "Mayor Anna Lindqvist said the bridge at Karlstad would stay closed until May."
    found = material(annotated(said, said.replace("until May", "until the spring"), outlets=("a.example", "b.example")))
    claim = _drafted(found)
    assert all(entry.chain and "Lindqvist" in entry.chain[-1] for entry in claim.support)
    assert _status(found, claim) == "one origin"


def test_an_unnamed_voice_is_no_second_origin_beside_a_named_one() -> None:
    found = material(annotated(OWN, OTHER, outlets=("a.example", "b.example")))
    assert _count(found, (0, "actor:x", "Anna Lindqvist"), (1, "unnamed:b:officials", "officials")) == {"actor:x"}
    assert _count(found, (0, "actor:x", "Anna Lindqvist"), (1, "actor:y", "the railway")) == {"actor:x"}


@pytest.mark.parametrize(
    ("one", "other", "origins"),
    [
        ("Anna Lindqvist", "Lindqvist", 1),
        ("Karlstad Bridge Authority", "KBA", 1),
        ("Harbour Works Ltd", "Harbour Works", 1),
        ("Anna Lindqvist", "Anna Berg", 2),
        ("Bridge Authority", "Harbour Authority", 2),
    ],
)
def test_a_short_name_and_a_full_one_are_one_origin(one: str, other: str, origins: int) -> None:
    found = material(annotated(OWN, OTHER, outlets=("a.example", "b.example")))
    assert len(_count(found, (0, "actor:x", one), (1, "actor:y", other))) == origins


def test_own_words_of_a_report_that_names_its_source_count_for_the_source() -> None:
    found = material(annotated(OWN + "\n" + OTHER, OTHER, outlets=("a.example", "b.example")))
    voices = [(0, "outlet:a", ""), (1, "actor:x", "Anna Lindqvist"), (2, "actor:x", "Anna Lindqvist")]
    assert _count(found, *voices) == {"actor:x"}


@pytest.mark.parametrize(("how", "status"), [("denies", "denied"), ("different figure", "disputed")])
def test_what_speaks_against_decides(how: How, status: Status) -> None:
    found = material(annotated(OWN, OWN, outlets=("north.example", "south.example")))
    assert _status(found, _drafted(found), how) == status


def test_no_comment_disputes_nothing() -> None:
    found = material(annotated(OWN, OTHER, outlets=("north.example", "south.example")))
    assert _status(found, _drafted(found), "no comment") == "corroborated"


@pytest.mark.parametrize(("text", "sourced"), [("said that", True), ("feared that", False)])
def test_only_what_is_said_has_a_source(text: str, sourced: bool) -> None:
    found = material(annotated(f"The mayor, Anna Lindqvist, {text} the bridge was closed.", outlets=("a.example",)))
    unit = found.units[0]
    chain, origin = Origins(found, settings=SETTINGS).find(unit, unit.span)
    assert bool(chain) is sourced
    assert origin.startswith("actor:" if sourced else "outlet:")


def test_families() -> None:
    assert find_family("www.example.org", None, extra={}) == find_family(None, "https://example.org/a", extra={})
    assert find_family("one.example", None, extra={"one.example": "x", "two.example": "x"}) == "x"
    assert find_family("a.co.uk", None, extra={}) != find_family("b.co.uk", None, extra={})
    assert StatusSettings().publishers == ()


def test_a_denied_claim_is_shown_by_what_others_said() -> None:
    told = "Harbour Works said the bridge at Karlstad was sound."
    warned = "Engineers said the bridge was cracking."
    denied = "Harbour Works denied that the bridge at Karlstad was not sound."
    found = material(annotated(told, warned, denied, outlets=("a.example", "b.example", "c.example")))
    plain = draft(found, 0, 1)
    voices = zip(plain.support, ("Harbour Works", "Engineers"), strict=True)
    claim = replace(plain, support=tuple(replace(entry, chain=(name,)) for entry, name in voices))
    against = Against(at=Citation(found.reports[2].report.id, 0, len(denied)), how="denies", by="Harbour Works")
    (shown,) = decide_status(found, [claim], {claim.id: (against,)}, settings=SETTINGS)
    assert shown.gist.report == found.reports[1].report.id


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("The Defence Ministry of Almara", "The government of Almara", "one origin"),
        ("The Defence Ministry of Almara", "The Almaran Foreign Ministry", "one origin"),
        ("The Defence Ministry of Almara", "The government of Zafria", "corroborated"),
        ("The Defence Ministry of Almara", "The Liberation Front of Almara", "corroborated"),
        ("The Defence Ministry of Almara", "The Almarko Foreign Ministry", "corroborated"),
        ("The Defence Ministry of Denmark", "The Danish government", "one origin"),
        ("The Foreign Ministry of Iran", "The Iranian army", "one origin"),
        ("The Defence Ministry of South Korea", "The South Korean army", "one origin"),
        ("The Defence Ministry of South Korea", "The North Korean army", "corroborated"),
        ("The Austrian government", "The Australian government", "corroborated"),
        ("The army of Niger", "The Nigerian army", "corroborated"),
        ("The government of Mauritania", "The government of Mauritius", "corroborated"),
    ],
)
def test_the_bodies_of_one_state_have_one_voice(one: str, other: str, status: Status) -> None:
    texts = (f"{one} said the bridge at Karlstad was hit.", f"{other} announced that a strike destroyed the bridge.")
    found = material(annotated(*texts, outlets=("north.example", "south.example")))
    assert _status(found, _drafted(found)) == status


@pytest.mark.parametrize(
    ("one", "other", "origins"),
    [
        ("“A bond was torn,” Ida Lund said.", "“A bond was torn,” she told the Post.", 1),
        ("“A bond was torn,” Ida Lund said.", "Ole Dahl thought that a bond was torn in May.", 2),
        ("“A bond was torn,” Ida Lund said.", "“A bond was cut,” Ole Dahl said.", 2),
        ("“We are going to appeal,” Ida Lund said.", "“We are going to march on,” Ole Dahl said.", 2),
    ],
    ids=["quoted twice", "in own words", "other words", "four words that say nothing"],
)
def test_the_same_words_in_quotation_marks_are_said_once(one: str, other: str, origins: int) -> None:
    found = material(annotated(one, other, outlets=("north.example", "south.example")))
    assert len(_count(found, (0, "actor:lund", "Ida Lund"), (1, "actor:other", "Ole Dahl"))) == origins
    plain = draft(found, 0, 1)
    support = [
        replace(entry, origin=key, chain=(name,))
        for entry, key, name in zip(plain.support, ("actor:a", "actor:b"), ("Ida Lund", "Ole Dahl"), strict=True)
    ]
    assert len(set(count_origins(found, support, settings=SETTINGS).keys)) == origins


def test_a_title_in_marks_is_nobodys_word() -> None:
    texts = ("Critics liked “The House by the Mill” in May.", "“The House by the Mill” opened in May to full rooms.")
    found = material(annotated(*texts, outlets=("north.example", "south.example")))
    assert len(_count(found, (0, "outlet:north", ""), (1, "outlet:south", ""))) == 2
