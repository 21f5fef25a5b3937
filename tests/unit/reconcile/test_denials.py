"""What a denial answers: by its words, by pointing back, or nothing."""

from __future__ import annotations

import dataclasses

from tests.unit.reconcile.make import alone, annotated, draft, material

from rashomon.reconcile.claims.denied import claim_denied, part_accounts
from rashomon.reconcile.denials.against import find_against
from rashomon.reconcile.denials.denials import find_denials
from rashomon.reconcile.differences.places import find_place_differences
from rashomon.reconcile.differences.readings import find_readings, weigh_terms
from rashomon.reconcile.differences.slots import Slot, Values, find_all_slots, find_values
from rashomon.settings import Settings

SETTINGS = Settings().reconcile.contrast


def _slots(values: Values) -> tuple[Slot, ...]:
    return find_all_slots(values, settings=SETTINGS.slots)


def _answers(*texts: str, outlets: tuple[str, ...] = ()) -> list[tuple[str, list[str]]]:
    found = material(annotated(*texts, outlets=outlets))
    out = []
    for denial in find_denials(found, weigh_terms(found), settings=SETTINGS.against):
        units = [found.units[denial.answers.unit]]
        out.append((denial.how, [found.reports[u.report].report.text[u.span.start : u.span.end] for u in units]))
    return out


def _units(claim) -> list[int]:
    return [support.unit for support in claim.support]


def test_the_report_points_at_what_an_outlet_reported() -> None:
    reported = "The Harbour Gazette reported that Norway was selling its ferries to Denmark."
    assert _answers(f"{reported} The Norwegian government dismissed the report. Denmark declined to comment.") == [
        ("dismisses", [reported]),
        ("no comment", [reported]),
    ]


def test_a_denial_with_words_of_its_own_finds_them_in_another_report() -> None:
    claimed = "Norway has secretly sold three ferries to Denmark, a union leader said."
    assert ("denies", [claimed]) in _answers(
        claimed, "Rain fell on the coast all week. Norway denied that it had sold ferries to Denmark."
    )


def test_the_outlet_that_a_denial_names_told_it_in_other_words() -> None:
    told = "Norway had offered to pull its soldiers out of the Halden plateau by July, a senior official said."
    other = "Danish troops crossed the plateau in summer."
    denied = (
        "The minister, Lucia Berg, denied a report in the Valley Post that her country had offered to withdraw its "
        "troops from the plateau by next summer."
    )
    assert _answers(denied, told, other, outlets=("Coast Radio", "Valley Post", "The Day")) == [("denies", [told])]
    assert _answers(denied, told, other, outlets=("Coast Radio", "The Day", "Le Matin")) == []


def test_a_denial_that_answers_nothing_is_attached_to_nothing() -> None:
    assert _answers("The minister dismissed the report.", "Wheat prices rose again on Monday.") == []


def test_an_idea_is_what_the_sentence_before_tells() -> None:
    told = "The ferries could be sold to Denmark in spring."
    claimed = "A union leader said that the harbour was too small."
    assert _answers(f"{claimed} {told} Norway declined to comment on the idea.") == [("no comment", [told])]


def test_no_such_thing_is_the_thing_spoken_of_before() -> None:
    warned = "Surveyors warned the harbour master in May that the pier was sinking, according to two dockers."
    (denial,) = _answers(
        f"{warned} Ships kept coming. “No such warning was ever received,” said his deputy, Ann Field."
    )
    assert denial == ("denies", [warned])


def test_an_allegation_may_be_told_after_according_to() -> None:
    warned = "Surveyors warned the harbour master in May that the pier was sinking, according to two dockers."
    fled = "The mayor said 2,300 people had left the harbour."
    assert _answers(f"{fled} {warned} The company denied the allegation.") == [("denies", [warned])]


def test_a_refusal_that_names_its_matter_is_put_where_the_matter_is() -> None:
    offered = "Norway has offered Denmark a share of the ferry revenue, a union leader said."
    other = "At least ten ferries sank last year, according to the coast guard."
    (silence,) = _answers(
        offered,
        f"{other} A spokeswoman declined to comment on reports that Norway had offered ferry revenue.",
    )
    assert silence == ("no comment", [offered])


def test_nobody_denies_what_they_say_themselves() -> None:
    found = material(
        annotated(
            "The pier is safe, the Harbour Company said. A docker claimed that the pier was sinking. "
            "The Harbour Company rejected the claim."
        )
    )
    joined = draft(found, 0, 1)

    def against(*chain: str) -> list[str]:
        told = tuple(dataclasses.replace(support, chain=chain) for support in joined.support)
        claims = (dataclasses.replace(joined, support=told),)
        denials = find_denials(found, weigh_terms(found), settings=SETTINGS.against)
        made, _ = claim_denied(found, claims, denials, weigh_terms(found), settings=Settings().reconcile)
        return [unit for claim in made for unit in _units(claim)]

    assert against("docker") == []
    assert against("Harbour Company") == [1]


def test_who_disputes_a_land_denies_nothing() -> None:
    said = "Sailors said that the strait was mined."
    assert _answers(f"{said} The two countries have disputed the Oru strait since 1994.") == []
    assert _answers(f"{said} The navy disputes that the strait was mined.") == [("denies", [said])]


def test_who_denies_in_an_aside_does_not_deny_what_stands_before_it() -> None:
    assert (
        _answers("The commission also wants to interview two directors of Brell Lines, which denies wrongdoing.") == []
    )
    assert _answers("Police questioned the owner of the Halcyon ferry, who denies all wrongdoing.") == []


def test_not_merely_is_no_denial() -> None:
    assert (
        _answers(
            "A union leader said that the strike was a wage dispute.",
            "“This is not just a wage dispute,” the minister said.",
        )
        == []
    )


def test_a_claim_with_both_values_has_neither_against_it() -> None:
    texts = (
        "Forty sailors were killed when the ferry sank in the harbour.",
        "Fifty sailors were killed when the ferry sank in the harbour.",
    )
    found = material(annotated(*texts))

    def against(drafts):
        values = find_values(find_readings(found, drafts), weigh_terms(found), settings=SETTINGS.slots)
        return find_against(found, drafts, _slots(values), settings=SETTINGS)

    apart = against(alone(found))
    assert {entry.how for entries in apart.values() for entry in entries} == {"different figure"}
    assert len(apart) == 2
    assert against((draft(found, 0, 1),)) == {}


def test_the_claims_are_those_that_an_earlier_noun_was_of() -> None:
    told = "Fishermen wrote to the palace after claims that Norway had dumped oil in the bay."
    assert ("denies", [told]) in _answers(f"{told} It rained. Norway denied the claims.")


def test_a_situation_that_does_not_exist_is_denied() -> None:
    told = "Gunboats fired on two trawlers off the cape, a newspaper said."
    found = _answers(f"{told} “The situation you have described does not exist,” admiral Olav Lund said.")
    assert found == [("denies", [told])]


def test_the_second_denial_of_one_sentence_answers_what_the_first_does() -> None:
    claimed = "Norway exchanged the four captured divers for two of its own, villagers said."
    other = "Talks on a swap of divers came to nothing in spring."
    found = _answers(
        f"{claimed} {other}",
        "Minister Olav Lund denied that Norway had exchanged the captured divers, saying “this is not a swap”.",
    )
    assert found
    assert {answer for _, answers in found for answer in answers} == {claimed}


def test_a_place_that_another_report_gives_speaks_against_a_claim() -> None:
    found = material(annotated("The ferry sank in Harwich on Monday.", "The ferry sank in Dover on Monday."))
    values = find_values(find_readings(found), weigh_terms(found), settings=SETTINGS.slots)
    one, other = alone(found)
    both = draft(found, 0, 1)
    drafts = [one, other, both]
    places = find_place_differences(found, drafts, settings=SETTINGS.places)
    against = find_against(found, drafts, _slots(values), places=places, settings=SETTINGS)
    assert [(entry.how, entry.value, entry.at.report) for entry in against[one.id]] == [
        ("different place", "in Dover", "r1")
    ]


def test_a_statement_is_what_was_said_last() -> None:
    said = "Admiral Olav Lund said that Denmark had sunk its own ferry."
    (denial,) = _answers(f"A Danish newspaper said Danish gunners were tired. {said} Denmark dismissed the statement.")
    assert denial == ("dismisses", [said])


def test_the_charge_is_the_accusation_before_it_not_what_was_said_last() -> None:
    accused = "The harbour office blamed the dockers for the fire."
    halted = "Work stopped on Monday after a fire in the warehouse, the mayor said."
    assert _answers(f"{halted} {accused} Union leader Karl Nord rejected the charge.") == [("denies", [accused])]


def test_a_denial_answers_the_accusation_beside_it_before_a_like_sentence_elsewhere() -> None:
    accused = "The island militia accused the navy of shelling the lighthouse."
    other = "The militia shelled the lighthouse with a stolen gun, the navy said."
    assert ("denies", [accused]) in _answers(
        other, f"{accused} The navy ministry denied that its ships had shelled the lighthouse."
    )


def test_a_company_that_corrects_its_own_statement_denies_nobody() -> None:
    failed = "A pump failed in the harbour on Friday, the port company said."
    assert _answers(f"{failed} “Our first statement was wrong,” said its director, Ann Field.") == []


def test_a_rejected_allegation_with_a_clause_is_a_denial() -> None:
    claimed = "The dockers bribed the harbour master with free coal, a union leader said."
    rejected = "The dockers rejected allegations that they had bribed the harbour master with coal."
    assert _answers(claimed, rejected) == [("denies", [claimed])]


def test_a_denied_sentence_is_a_claim_of_its_own_where_it_is_only_joined_weakly() -> None:
    found = material(
        annotated(
            "The island militia shelled the lighthouse, the navy said.",
            "The island militia accused the navy of shelling the lighthouse. The navy denied the charge.",
        )
    )
    settings = Settings().reconcile
    denials = find_denials(found, weigh_terms(found), settings=SETTINGS.against)
    joined = draft(found, 0, 1)
    voices = (("navy",), ("island militia",))
    weak = tuple(
        dataclasses.replace(one, confidence=0.4, chain=chain) for one, chain in zip(joined.support, voices, strict=True)
    )
    weights = weigh_terms(found)
    ((denied,), of) = claim_denied(
        found, [dataclasses.replace(joined, support=weak)], denials, weights, settings=settings
    )
    assert _units(denied) == [1]
    assert of == {denials[0].at: denied.id}
    made, of = claim_denied(found, alone(found), denials, weights, settings=settings)
    assert made == ()
    assert [of[denial.at] for denial in denials] == [alone(found)[1].id]


def test_i_did_not_is_a_denial_in_any_sentence_of_a_quotation() -> None:
    claimed = "The mate forced the cook into the lifeboat, a sailor said."
    said = "“It was a hard night,” the mate told a court. “I did not force the cook into the lifeboat.”"
    assert _answers(claimed, said) == [("denies", [claimed])]


def test_innocence_answers_the_arrest_however_far_back() -> None:
    arrested = "Captain Nils Ek was arrested on Monday after the ferry sank."
    between = "The ferry was built in Varberg. It carried nine cars. Divers searched the bay. Rain fell. Wind rose."
    assert _answers(f"{arrested} {between} Ek said he was innocent.") == [("denies", [arrested])]


def test_a_clause_that_denies_needs_no_attribution() -> None:
    accused = "Prosecutors accused Nils Ek of smuggling coal in May."
    assert ("denies", [accused]) in _answers(f"{accused} Denying he smuggled coal, Ek left the court by a side door.")


def test_what_was_not_decided_or_is_not_clear_is_no_denial() -> None:
    sold = "Norway decided to sell the ferries, the shipping office said."
    assert _answers(sold, "The minister said he had not decided whether to sell the ferries.") == []
    assert _answers(sold, "“It is not clear who will sell the ferries,” the minister said.") == []


def test_a_denial_without_its_deed_in_common_answers_nothing() -> None:
    arrested = "Nils Ek was arrested near the harbour in Varberg on Monday."
    assert _answers(arrested, "No shots were fired near the harbour in Varberg, Ek said.") == []


def test_an_allegation_may_stand_in_another_report() -> None:
    accused = "The union accused harbour master Karl Nord of selling coal from the Varberg depot."
    bare = "Harbour master Karl Nord denied any wrongdoing. Coal has been missing from the Varberg depot since May."
    assert ("denies", [accused]) in _answers(accused, bare)


def test_the_mayors_remarks_are_the_mayors() -> None:
    mayor = "Mayor Ida Lund said that the pier was sinking."
    warden = "Warden Otto Holm said that the lamp was broken."
    (silence,) = _answers(f"{mayor} {warden} The port company declined to comment on Lund's remarks.")
    assert silence == ("no comment", [mayor])


def test_an_accusation_does_not_support_what_the_accused_says_instead() -> None:
    found = material(
        annotated(
            "The island militia shelled the lighthouse on Monday, the Ministry of Defence said.",
            "The militia accused the army of shelling the lighthouse. "
            "The defence ministry denied that its ships had shelled the lighthouse.",
        )
    )
    denials = find_denials(found, weigh_terms(found), settings=SETTINGS.against)
    told = draft(found, 0, 1)
    voiced = (dataclasses.replace(told.support[0], chain=("Ministry of Defence",)), *told.support[1:])
    ((parted,), rivals) = part_accounts(found, [dataclasses.replace(told, support=voiced)], denials)
    assert [support.unit for support in parted.support] == [0]
    assert [support.unit for support in rivals[told.id]] == [1]
    values = find_values(find_readings(found, (parted,)), weigh_terms(found), settings=SETTINGS.slots)
    against = find_against(found, (parted,), _slots(values), denials, rivals=rivals, settings=SETTINGS)
    assert [entry.how for entry in against[told.id]] == ["contradicts"]


def test_which_he_denies_answers_the_sentence_before_it() -> None:
    text = "Prosecutors accused Daniel Okoro of smuggling coal, which he denies. Rain fell in Varberg."
    found = material(annotated(text))
    (denial,) = find_denials(found, weigh_terms(found), settings=SETTINGS.against)
    span = denial.answers.span
    assert (denial.unit, denial.answers.unit) == (0, 0)
    assert text[span.start : span.end] == "Prosecutors accused Daniel Okoro of smuggling coal"
    made, of = claim_denied(found, alone(found), [denial], weigh_terms(found), settings=Settings().reconcile)
    claims = (*alone(found), *made)
    values = find_values(find_readings(found, claims), weigh_terms(found), settings=SETTINGS.slots)
    against = find_against(found, claims, _slots(values), [denial], of=of, settings=SETTINGS)
    assert [made[0].id] == list(against)


def test_his_version_of_the_call_is_what_he_said() -> None:
    called = "Owen Marsh said that the harbour master had telephoned him on Friday."
    assert _answers(f"{called} Ida Lund disputes his version of the call.") == [("denies", [called])]


def test_nobody_is_no_accusation() -> None:
    assert _answers("The harbour master denied pressure. “Nobody put pressure on me,” a docker said.") == []


def test_a_plea_to_one_charge_does_not_answer_another() -> None:
    accused = "Prosecutors accused Nils Ek of smuggling coal in May."
    assert _answers(f"{accused} Ek said he was innocent of arson.") == []
    assert _answers(f"{accused} Ek said he was innocent of smuggling.") == [("denies", [accused])]


def test_behind_but_what_somebody_said_before_it_is_denied() -> None:
    text = "Dockers said the ferry was sold for coal, but the ministry denied making a deal with Denmark."
    found = material(annotated(f"Wheat prices rose on Monday. {text}"))
    (denial,) = find_denials(found, weigh_terms(found), settings=SETTINGS.against)
    at = denial.answers.span
    assert found.reports[0].report.text[at.start : at.end] == "the ferry was sold for coal"


def test_what_a_claim_is_rejected_as_is_no_part_of_it() -> None:
    accused = "Ferries were hit, Norway's defence ministry said, accusing neighbouring Denmark of an unprovoked attack."
    rejected = 'Denmark dismissed Norway\'s claim of an unprovoked attack as "a gloomy tale for foreign bankers".'
    ((_, (answered,)),) = _answers(accused, f"Danish soldiers fired on a patrol on Monday. {rejected}")
    assert answered == accused


def test_as_what_somebody_is_said_to_have_worked_is_part_of_what_is_denied() -> None:
    for told, innocent, denied in (
        (
            "The hotel in Varberg served as a secret prison, a waiter said.",
            "The hotel in Varberg served guests until Sunday, a waiter said.",
            "Norway denied that the hotel in Varberg had served as a secret prison.",
        ),
        (
            "Nils Ek worked as a spy in Varberg, a waiter said.",
            "Nils Ek worked in Varberg for years, a waiter said.",
            "Nils Ek denied that he had worked in Varberg as a spy.",
        ),
        (
            "The ferry company acted as a secret broker for Denmark, a docker said.",
            "The ferry company acted for Denmark on Monday, a docker said.",
            "The ferry company rejected claims that it had acted for Denmark as a secret broker.",
        ),
        (
            "Nils Ek played a role in Denmark as a broker of guns, a waiter said.",
            "Nils Ek plays a role in a film about Denmark, a waiter said.",
            "Nils Ek denied a role in Denmark as a broker of guns.",
        ),
    ):
        assert _answers(innocent, told, denied) == [("denies", [told])]


def test_who_returns_fire_is_not_accused_of_firing() -> None:
    denied = "Denmark denied that its forces had fired first. The border was quiet on Sunday."
    assert _answers("Danish forces returned fire, the statement said.", denied) == []
    assert _answers("Danish forces had returned fire after rebels fired first, the statement said.", denied) == []
    fired = "Danish forces fired first, the statement said."
    assert _answers(fired, denied) == [("denies", [fired])]


def test_who_else_retaliates_or_what_for_leaves_an_accusation_one() -> None:
    denied = "The army denied burning houses in Halden on Sunday."
    for told in (
        "Rights groups accused the army of burning houses in Halden on Sunday to retaliate for an ambush.",
        "A witness said that the army burned forty houses in Halden on Sunday, and that rebels retaliated.",
        "The army retaliated for an ambush by burning houses in Halden on Sunday, a witness said.",
        "The army burned houses in Halden on Sunday and rebels returned fire, a witness said.",
        "The army burned houses in Halden on Sunday and returned fire, a witness said.",
    ):
        assert _answers(told, denied) == [("denies", [told])]
    first = "Denmark denied that its forces had fired on the ferry. The border was quiet on Sunday."
    for told in (
        "Danish forces fired on the ferry and its crew returned fire, a docker said.",
        "Danish forces fired on the ferry, forcing its crew to return fire, a docker said.",
        "Danish forces fired on the ferry and returned fire from the pier, a docker said.",
    ):
        assert _answers(told, first) == [("denies", [told])]


def test_what_is_said_in_passing_is_not_what_is_denied() -> None:
    shelled = "Rebels shelled a school in Varberg on Monday, killing nine people, a nurse said."
    hid = "The general said that gunmen had hidden in the school."
    denied = "The minister denied that gunmen had hidden in the school, which rebels shelled on Monday, killing nine."
    assert _answers(shelled, hid, denied) == [("denies", [hid])]


def test_who_denies_the_headline_and_the_lead_denies_one_claim() -> None:
    told = "Ferry Sold to Denmark in Secret\n\nNorway sold a ferry to Denmark for 900 crowns, a docker said."
    denied = "Norway denies selling ferry to Denmark\n\nNorway denied on Friday that it sold the ferry to Denmark."
    found = material(annotated(told, denied))
    denials = find_denials(found, weigh_terms(found), settings=SETTINGS.against)
    _, of = claim_denied(found, alone(found), denials, weigh_terms(found), settings=Settings().reconcile)
    assert len(denials) == 2
    assert len(set(of.values())) == 1


def test_a_claim_that_tells_something_else_of_the_sentence_is_not_denied() -> None:
    found = material(
        annotated(
            "Nils Ek, who was once rumoured to be the spy Falcon, died in Varberg on Monday.",
            "The captain Nils Ek died in Varberg on Monday after a long illness.",
            "Nils Ek always denied that he was the spy Falcon. Rain fell.",
        )
    )
    died = draft(found, 0, 1)
    denials = find_denials(found, weigh_terms(found), settings=SETTINGS.against)
    made, of = claim_denied(found, (died,), denials, weigh_terms(found), settings=Settings().reconcile)
    assert [_units(claim) for claim in made] == [[0]]
    assert list(of.values()) == [made[0].id]
