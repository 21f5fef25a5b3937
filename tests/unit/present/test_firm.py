"""What is shown once, and what is not shown again under a claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.model.spans import ReferenceDate
from rashomon.model.synopsis import Against, Citation, Claim, Difference, Side, Status, StoryReport, Support, Synopsis
from rashomon.present.firm import sections
from rashomon.settings import PresentSettings

WHOLE, CLAUSE = Citation("a", 0, 60), Citation("a", 20, 60)
ELSEWHERE, RIVAL = Citation("b", 0, 50), Citation("c", 0, 40)
UNDATED = ReferenceDate(earliest=None, latest=None, source="unknown")


def _claim(name: str, status: Status, *spans: Citation, against: tuple[Against, ...] = ()) -> Claim:
    support = tuple(Support(at=at, origin=f"outlet:{at.report}") for at in spans)
    reports = len({at.report for at in spans})
    return Claim(
        id=name,
        kind="event",
        gist=spans[0],
        status=status,
        support=support,
        against=against,
        reports=reports,
        origins=reports,
        weight=1.0 / (1 + len(name)),
    )


def bare_synopsis(*claims: Claim, differences: tuple[Difference, ...] = ()) -> Synopsis:
    return Synopsis(
        story="s",
        headline=WHOLE,
        first=None,
        last=None,
        reports=(),
        claims=claims,
        differences=differences,
        statements=(),
        positions=(),
        timeline=(),
        figures=(),
        places=(),
        actors=(),
        copies=(),
        cites=(),
    )


def _conflict(confidence: float) -> Difference:
    sides = (Side(value="5", spans=(WHOLE,)), Side(value="7", spans=(RIVAL,)))
    return Difference(type="figure", explanation="real conflict", sides=sides, confidence=confidence)


def test_a_clause_of_what_is_told_is_not_told_again() -> None:
    found = sections(
        bare_synopsis(
            _claim("w", "corroborated", WHOLE, ELSEWHERE), _claim("clause", "corroborated", CLAUSE, ELSEWHERE)
        ),
        settings=PresentSettings(),
    )
    assert [claim.id for claim in found.agreed] == ["w"]


def test_a_clause_that_more_reports_have_is_told() -> None:
    wider = _claim("clause", "corroborated", CLAUSE, ELSEWHERE, RIVAL)
    found = sections(bare_synopsis(_claim("w", "corroborated", WHOLE, ELSEWHERE), wider), settings=PresentSettings())
    assert sorted(claim.id for claim in found.agreed) == ["clause", "w"]


def test_what_weighs_most_comes_first() -> None:
    light, heavy = _claim("light", "corroborated", WHOLE, ELSEWHERE), _claim("heavy", "corroborated", RIVAL, ELSEWHERE)
    claims = (replace(light, weight=0.3), replace(heavy, weight=0.6))
    found = sections(bare_synopsis(*claims), settings=PresentSettings())
    assert [claim.id for claim in found.agreed] == ["heavy", "light"]


def test_what_is_denied_is_told_with_its_denial() -> None:
    denied = Against(at=RIVAL, how="no comment", by="Harbour Office")
    clause = _claim("clause", "corroborated", CLAUSE, ELSEWHERE, against=(denied,))
    found = sections(bare_synopsis(_claim("w", "corroborated", WHOLE, ELSEWHERE), clause), settings=PresentSettings())
    assert [claim.id for claim in found.agreed] == ["w", "clause"]


def test_what_is_denied_is_not_agreed_as_well() -> None:
    told = _claim("w", "corroborated", WHOLE, ELSEWHERE, Citation("d", 0, 9))
    denied = _claim("clause", "denied", CLAUSE, ELSEWHERE, against=(Against(at=RIVAL, how="denies"),))
    found = sections(bare_synopsis(told, denied), settings=PresentSettings())
    assert not found.agreed
    ((only,), support) = found.denied, told.support
    assert (only.id, only.reports, only.support) == ("clause", 3, support)
    disputed = replace(denied, against=(Against(at=RIVAL, how="contradicts"),), status="disputed")
    assert len(sections(bare_synopsis(told, disputed), settings=PresentSettings()).agreed) == 1


def test_a_conflict_is_told_by_its_sides_alone() -> None:
    rival = Against(at=RIVAL, how="different figure", value="7")
    claim = _claim("w", "disputed", WHOLE, ELSEWHERE, against=(rival,))
    found = sections(bare_synopsis(claim, differences=(_conflict(0.9),)), settings=PresentSettings())
    assert (found.denied, len(found.conflicts)) == ((), 1)
    unsure = sections(bare_synopsis(claim, differences=(_conflict(0.1),)), settings=PresentSettings())
    assert [one.against for one in unsure.agreed] == [()]
    contradicted = replace(claim, against=(rival, replace(rival, how="contradicts", at=Citation("d", 0, 9))))
    still = sections(bare_synopsis(contradicted, differences=(_conflict(0.9),)), settings=PresentSettings())
    assert [[item.how for item in one.against] for one in still.denied] == [["contradicts"]]


def test_what_only_copies_have_stands_with_single_claims() -> None:
    claim = replace(_claim("w", "one origin", WHOLE, ELSEWHERE), reports=1, origins=1)
    assert [one.id for one in sections(bare_synopsis(claim), settings=PresentSettings()).single] == ["w"]


@pytest.mark.parametrize(("reports", "copies", "section"), [(3, 0, "agreed"), (5, 0, "perhaps"), (5, 1, "agreed")])
def test_stories_of_few_reports_ask_for_less(reports: int, copies: int, section: str) -> None:
    settings = PresentSettings(firm=0.8, firm_few=0.5, few_reports=5)
    claim = _claim("w", "corroborated", WHOLE, ELSEWHERE)
    unsure = replace(claim, support=(claim.support[0], replace(claim.support[1], confidence=0.6)))
    listed = tuple(
        StoryReport(id=f"r{n}", outlet=None, title=None, published=UNDATED, copy_of="r0" if 0 < n <= copies else None)
        for n in range(reports)
    )
    found = sections(replace(bare_synopsis(unsure), reports=listed), settings=settings)
    assert [one.id for one in getattr(found, section)] == ["w"]


def test_a_denial_is_shown_once_below_the_claim_with_most_against_it() -> None:
    shared, other = Against(at=RIVAL, how="denies"), Against(at=Citation("c", 50, 90), how="dismisses")
    much = _claim("much", "denied", WHOLE, against=(shared, other))
    less = _claim("less", "denied", ELSEWHERE, against=(shared,))
    found = sections(bare_synopsis(less, much), settings=PresentSettings())
    assert [(claim.id, len(claim.against)) for claim in found.denied] == [("much", 2)]
    assert [(claim.id, claim.against) for claim in found.single] == [("less", ())]


def test_a_denial_below_what_it_denies_is_not_listed_again() -> None:
    denied = _claim("denied", "denied", WHOLE, against=(Against(at=RIVAL, how="denies"),))
    again, apart = _claim("again", "single", RIVAL), _claim("apart", "single", Citation("c", 60, 90))
    found = sections(bare_synopsis(denied, again, apart), settings=PresentSettings())
    assert [claim.id for claim in found.single] == ["apart"]


def test_a_side_of_a_conflict_is_not_told_again_as_the_word_of_one_report() -> None:
    five, apart = _claim("five", "single", CLAUSE), _claim("apart", "single", ELSEWHERE)
    found = sections(bare_synopsis(five, apart, differences=(_conflict(0.9),)), settings=PresentSettings())
    assert [claim.id for claim in found.single] == ["apart"]
    unsure = sections(bare_synopsis(five, apart, differences=(_conflict(0.1),)), settings=PresentSettings())
    assert {claim.id for claim in unsure.single} == {"five", "apart"}


def test_a_clause_that_weighs_more_than_the_whole_sentence_is_told_by_it() -> None:
    whole, clause = _claim("w", "corroborated", WHOLE, ELSEWHERE), _claim("c", "corroborated", CLAUSE, ELSEWHERE)
    found = sections(bare_synopsis(replace(clause, weight=0.9), replace(whole, weight=0.2)), settings=PresentSettings())
    assert [claim.id for claim in found.agreed] == ["w"]
