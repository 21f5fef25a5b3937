"""What a denial in words of its own answers: the sentence of any report that says what it denies."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from rashomon.model.annotation import Attribution
from rashomon.model.spans import Span
from rashomon.reconcile.denials.accusation import RETURNS, alleges, is_accusation, only_answers_fire, speaks_of_denying
from rashomon.reconcile.denials.antecedent import Answered, is_told_of, mentions, names_of
from rashomon.reconcile.denials.content import heads, is_side, substance
from rashomon.reconcile.denials.force import keys, speaks_of_own
from rashomon.reconcile.denials.pointers import ANSWERING
from rashomon.reconcile.denials.verdicts import anaphors, falsity, negates
from rashomon.reconcile.differences.readings import TermWeights
from rashomon.reconcile.material.drafts import TOLD_IN, Material, Unit
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.reconcile.material.terms import commonness, is_number
from rashomon.reconcile.origins.origins import says_it
from rashomon.settings import AgainstSettings

_NEGATIVE = frozenset({"no", "nobody", "none", "never", "neither", "nothing"})
"""What has one of these says that something is not so, and is not what somebody denies."""


class Search:
    """Finds the sentences that say what a denial denies, by the rare terms they share."""

    def __init__(
        self, material: Material, weights: TermWeights, denying: frozenset[int], settings: AgainstSettings
    ) -> None:
        """`denying` are the numbers of the units that deny something themselves."""
        self.material, self.weights, self.denying, self.settings = material, weights, denying, settings
        self._name: dict[str | None, str] = {actor.id: actor.name for actor in material.actors.actors}
        self._named = {actor.id for actor in material.actors.actors if actor.kind != "unnamed"}
        self._outlets: dict[str, set[int]] = defaultdict(set)
        for number, item in enumerate(material.reports):
            if item.report.outlet and item.report.outlet[0].isupper():
                self._outlets[item.report.outlet.removeprefix("The ")].add(number)

    @functools.cached_property
    def by_term(self) -> defaultdict[str, list[int]]:
        """The numbers of the units that have each term; most stories of few reports never ask."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for unit in self.material.units:
            for term in dict.fromkeys(unit.terms) if unit.role in TOLD_IN else ():
                found[term].append(unit.number)
        return found

    def denier(self, index: ReportIndex, attribution: Attribution) -> str | None:
        """The merged actor who denies, None for nobody known."""
        return self.material.actors.of.get((index.id, attribution.speaker or ""))

    def named(
        self, units: Sequence[Unit], place: int, index: ReportIndex, terms: Sequence[str], attribution: Attribution
    ) -> Answered | None:
        """What best matches the content of a denial: an accusation told near it, else a sentence of any report, else
        what is said near it of the denier. With it go the sentences of other reports that have as much of it."""
        found = self._best(units, place, index, terms, attribution)
        if found is None:
            return None
        denier = self.denier(index, attribution)
        also = self._as_well(found, denier)
        whose = names_of(self.material, denier) if self._is_own_deed(denier, index, attribution) else frozenset[str]()
        if whose:
            also = tuple(other for other in also if is_told_of(self.material, self.material.units[other], whose))
        return replace(found, span=self._told(found), also=also, whose=whose)

    def _told(self, found: Answered) -> Span:
        """The shortest clause of the sentence with a subject that has all of what is denied that the sentence has."""
        unit = self.material.units[found.unit]
        index, terms = self.material.indices[unit.report], self.material.terms[unit.report]
        if unit.role == "headline" or len(unit.clauses) < 2:
            return found.span
        own = found.terms & {terms[token] for token in index.inside(found.span)}
        if not own:
            return found.span
        holding = [
            clause.span
            for clause in unit.clauses
            if clause.subject is not None
            and found.span.contains(clause.span)
            and own <= {terms[token] for token in index.inside(clause.span)}
        ]
        return min(holding, key=lambda span: (span.end - span.start, span.start), default=found.span)

    def _as_well(self, found: Answered, denier: str | None) -> tuple[int, ...]:
        """The sentences that share as much of the terms of a denial as one that it may answer must."""
        shares = {term: 1.0 - commonness(term) for term in found.terms}
        if len(shares) < self.settings.fewest_terms:
            return ()
        fewest = self.settings.fewest_terms
        votes: dict[int, float] = defaultdict(float)
        counts: Counter[int] = Counter()
        for term in sorted(shares, key=lambda term: (-self.weights[term], term)):
            for other in self.by_term[term][: self.settings.most_candidates]:
                votes[other] += shares[term]
                counts[other] += 1
        least = self.settings.named_terms * sum(shares.values())
        return tuple(
            other
            for other, share in sorted(votes.items())
            if share >= least
            and counts[other] >= fewest
            and other != found.unit
            and self.speaks(other, denier, found.terms)
        )

    def _best(
        self, units: Sequence[Unit], place: int, index: ReportIndex, terms: Sequence[str], attribution: Attribution
    ) -> Answered | None:
        tokens = substance(index, attribution)
        tokens_dep = index.tokens.dep
        unspoken = falsity() | ANSWERING
        blamed, named = self._blamed(units[place], index)
        times = index.report.annotation.times
        dates = {token for number in units[place].times for token in index.inside(times[number].span)}
        told = [
            token
            for token in tokens
            if token not in named
            and terms[token]
            and not is_number(terms[token])
            and index.tokens.lemma[token] not in unspoken
            and index.tokens.lemma[token] not in _NEGATIVE
            and not _announces(index, token)
            and not is_side(index, token)
            and token not in dates
        ]
        content = {terms[token] for token in told}
        if not content:
            return None
        fewest = min(self.settings.fewest_terms, len(content))
        denier = self.denier(index, attribution)
        names = names_of(self.material, denier)
        own = mentions(index, attribution.speaker)
        sure = attribution.force == "denies"
        key = set() if sure else content & {terms[token] for token in keys(index, attribution)}
        of_own = sure or speaks_of_own(index, attribution)
        specific = {t for t in content - names if commonness(t) <= self.settings.common}
        near = _near(units, place, self.settings.sentences_back)
        for unit in near:
            if (
                (of_own or key <= set(unit.terms))
                and specific & set(unit.terms)
                and (sure or len(specific & set(unit.terms)) >= min(fewest, len(specific)))
                and is_accusation(index, unit, by=own)
                and self.speaks(unit.number, denier, content)
            ):
                return Answered(unit.number, unit.span, frozenset(content))
        proper = {terms[token] for token in tokens if index.tokens.pos[token] == "PROPN"}
        proper |= {name for actor in units[place].actors for name in names_of(self.material, actor)} & content
        deeds = {terms[t] for t in heads(index, told) if sure or index.tokens.pos[t] == "NOUN"} - names - proper
        loud = sure or attribution.force == "declines to comment"
        plain = loud or any(negates(index, token) or tokens_dep[token] == "expl" for token in tokens)
        if fewest == 1 and not any(negates(index, token) for token in tokens):
            if not sure and not any(index.tokens.lemma[token] in falsity() for token in tokens):
                return None
            for unit in near:
                nearby = specific & set(unit.terms) and _is_told(index, unit, attribution.speaker)
                if nearby and self.speaks(unit.number, denier, content):
                    return Answered(unit.number, unit.span, frozenset(content))
            deed = sure and all(index.tokens.pos[token] == "VERB" for token in told)
            return self._alleged(units[place], deeds, denier, sure=loud, deed=deed) if deeds else None
        own_deed = self._is_own_deed(denier, index, attribution)
        found = self._anywhere(
            units[place], content, key, proper, names, denier, deeds, own_deed=own_deed, sure=sure, blamed=blamed
        )
        if found is not None:
            return found
        for unit in near:
            said = set(unit.terms)
            told_of = names & said and (specific & proper & said or len(specific & said) >= fewest)
            if (
                told_of
                and (not own_deed or is_told_of(self.material, unit, names))
                and key <= said
                and _is_told(index, unit, attribution.speaker)
                and self.speaks(unit.number, denier, content)
            ):
                return Answered(unit.number, unit.span, frozenset(content))
        return self._alleged(units[place], deeds, denier, sure=loud) if len(deeds) == 1 and plain else None

    def _blamed(self, unit: Unit, index: ReportIndex) -> tuple[frozenset[int], frozenset[int]]:
        """The reports of other outlets that the sentence names ("denied a report in the Valley Post that …"), and the
        tokens of their names."""
        text = index.text(unit.span)
        reports: set[int] = set()
        tokens: set[int] = set()
        for outlet, numbers in sorted(self._outlets.items()):
            start = text.find(outlet)
            if start >= 0 and unit.report not in numbers:
                reports |= numbers
                start += unit.span.start
                tokens.update(index.inside(Span(start, start + len(outlet))))
        return frozenset(reports), frozenset(tokens)

    def _alleged(
        self, unit: Unit, specific: set[str], denier: str | None, *, sure: bool, deed: bool = False
    ) -> Answered | None:
        """The first accusation of any report that has the one term of a denial: "fraud" of "the claims of fraud".

        Where many sentences use the term, it must name the denier. One that does need accuse nobody where the term is
        a `deed`: "the party expelled him", which denies "that he had been expelled"."""
        names = names_of(self.material, denier)
        found = [
            (accusing.role == "headline", accusing.number)
            for term in sorted(specific)
            for accusing in (
                self.material.units[other] for other in self.by_term[term][: self.settings.most_candidates]
            )
            if accusing.number != unit.number
            and (commonness(term) <= self.settings.common or names & set(accusing.terms))
            and (
                self._is_alleged(accusing, denier, sure=sure)
                or (deed and names & set(accusing.terms) and self.speaks(accusing.number, denier, specific))
            )
        ]
        if not found:
            return None
        _, first = min(found)
        return Answered(first, self.material.units[first].span, frozenset(specific))

    def accused(self, units: Sequence[Unit], place: int, denier: str | None) -> Answered | None:
        """What somebody denies to whom no sentence of the report brings home a charge: the accusation of another report
        that names the denier and has most in common with the sentences around the denial, the earliest of several."""
        names = names_of(self.material, denier)
        around = units[max(0, place - 2) : place + 3]
        told = {t for unit in around for t in unit.terms if commonness(t) <= self.settings.common} - names
        found = []
        for other in sorted(
            {other for name in sorted(names) for other in self.by_term.get(name, ())[: self.settings.most_candidates]}
        ):
            unit = self.material.units[other]
            shared = told & set(unit.terms)
            if (
                unit.report != units[place].report
                and len(shared) >= self.settings.fewest_terms
                and self._is_accused(unit, denier)
            ):
                found.append((-sum(1.0 - commonness(term) for term in sorted(shared)), other))
        if not found:
            return None
        _, best = min(found)
        return Answered(best, self.material.units[best].span)

    def _anywhere(
        self,
        unit: Unit,
        content: set[str],
        key: set[str],
        proper: set[str],
        names: frozenset[str],
        denier: str | None,
        deeds: set[str],
        *,
        own_deed: bool,
        sure: bool,
        blamed: frozenset[int],
    ) -> Answered | None:
        """The unit of any report that shares most with the content; one that names the denier counts for more.

        What denies a deed of its own is told by a sentence that names the denier. A sentence of the reports that the
        denial blames comes first, need share less and name nobody.
        """
        shares = {term: 1.0 - commonness(term) for term in content}
        total = sum(shares.values())
        fewest = min(self.settings.fewest_terms, len(content))
        votes: dict[int, float] = defaultdict(float)
        for term in sorted(content, key=lambda term: (-self.weights[term], term)):
            for other in self.by_term[term][: self.settings.most_candidates]:
                votes[other] += shares[term]
        found = []
        for other, share in votes.items():
            candidate = self.material.units[other]
            of_blamed = candidate.report in blamed
            said = set(candidate.terms)
            asked = self.settings.blamed_terms if of_blamed else self.settings.named_terms
            if sure and names & said and len(content & said) > self.settings.fewest_terms:
                asked = min(asked, self.settings.own_share)
            if share < asked * total or other == unit.number or self._is_later(other, unit.report):
                continue
            if own_deed and not of_blamed and not is_told_of(self.material, candidate, names):
                continue
            shared = content & said
            if not key <= shared or len(shared) < fewest or (content - proper and not shared - proper):
                continue
            if len(content) > fewest >= len(shared) and not shared & (deeds | proper):
                continue  # a ferry and its passengers, and nothing of what was done with them
            if self.speaks(other, denier, content):
                named = bool(names & said)
                heads = candidate.role == "headline"
                rank = share / total + self.settings.names_denier * named
                found.append((not of_blamed, -rank, heads, other))
        if not found:
            return None
        *_, best = min(found)
        return Answered(best, self.material.units[best].span, frozenset(content))

    def _is_own_deed(self, denier: str | None, index: ReportIndex, attribution: Attribution) -> bool:
        """Whether somebody with a name denies something of their own: "none of its ships", "he had not fled"."""
        return denier in self._named and speaks_of_own(index, attribution)

    def _is_later(self, other: int, report: int) -> bool:
        """Whether a sentence tells of a day that came after the report of a denial: nobody answered that there."""
        candidate = self.material.units[other]
        item = self.material.reports[candidate.report]
        day, own = self.material.reports[report].annotation.reference.latest, item.annotation.reference.latest
        if day is None or own is None or own <= day:
            return False
        times = (item.annotation.times[number] for number in candidate.times)
        return any(time.earliest is not None and day < time.earliest <= own for time in times)

    def _is_accused(self, unit: Unit, denier: str | None) -> bool:
        """Whether the sentence accuses somebody, and the denier neither says so nor denies it there."""
        index = self.material.indices[unit.report]
        return is_accusation(index, unit, by=self._own(index, denier)) and self.speaks(unit.number, denier)

    def _is_alleged(self, unit: Unit, denier: str | None, *, sure: bool) -> bool:
        """Whether the sentence accuses somebody, or tells a rumour, and not in words of the denier."""
        if sure and self._is_accused(unit, denier):
            return True
        return alleges(self.material.indices[unit.report], unit) and self.speaks(unit.number, denier)

    def speaks(self, other: int, denier: str | None, denied: AbstractSet[str] = frozenset()) -> bool:
        """Whether the unit could be what is denied, of the terms `denied`: not itself a denial, nor words of the same
        speaker, nor how the denier answered fire."""
        if other in self.denying:
            return False
        candidate = self.material.units[other]
        item = self.material.reports[candidate.report]
        index = self.material.indices[candidate.report]
        if candidate.role == "headline" and (self._heads(candidate, denier) or speaks_of_denying(index, candidate)):
            return False
        for number in candidate.attributions:
            said = item.annotation.attributions[number]
            if said.force in {"denies", "declines to comment", "rejects"}:
                return False
            speaker = self.material.actors.of.get((item.report.id, said.speaker or ""))
            if said.speaker and (speaker == denier or says_it(self._name.get(denier), (self._name.get(speaker, ""),))):
                return False
        if self._answers_fire(candidate, denier, denied):
            return False
        lemmas = item.annotation.tokens.lemma[candidate.first : candidate.last]
        return _NEGATIVE.isdisjoint(lemma.lower() for lemma in lemmas) and not any(
            clause.negated for clause in candidate.clauses
        )

    def _answers_fire(self, unit: Unit, denier: str | None, denied: AbstractSet[str]) -> bool:
        """Whether all that the sentence has of what is denied is that the denier answered fire."""
        index, terms = self.material.indices[unit.report], self.material.terms[unit.report]
        if RETURNS.isdisjoint(index.tokens.lemma[unit.first : unit.last]):
            return False
        shared = [token for token in range(unit.first, unit.last) if terms[token] in denied]
        names = names_of(self.material, denier)
        by = {token for token in range(unit.first, unit.last) if terms[token] in names}
        return only_answers_fire(index, unit, shared, by=self._own(index, denier) | by)

    def _own(self, index: ReportIndex, denier: str | None) -> frozenset[int]:
        """The tokens of a report that name the denier, or stand for them."""
        of = self.material.actors.of
        own = (one.id for one in index.report.annotation.actors if of.get((index.id, one.id)) == denier)
        return frozenset(token for one in own for token in mentions(index, one))

    def _heads(self, unit: Unit, denier: str | None) -> bool:
        """Whether a headline opens with the denier and a colon: "Lund: claims are lies" is in Lund's own words."""
        tokens, terms = self.material.indices[unit.report].tokens, self.material.terms[unit.report]
        colon = next((i for i in range(unit.first, unit.last) if tokens.lemma[i] == ":"), unit.first)
        before = {terms[i] for i in range(unit.first, colon)} - {""}
        return bool(before & names_of(self.material, denier))


def _announces(index: ReportIndex, token: int) -> bool:
    """Whether it is the noun of "claims that he fled", "allegations of theft": what is denied is what comes after."""
    dependents = {index.tokens.dep[child] for child in index.children(token) if child > token}
    return index.tokens.lemma[token] in anaphors() and bool(dependents & {"acl", "ccomp", "prep", "relcl"})


def _near(units: Sequence[Unit], place: int, back: int) -> list[Unit]:
    """The sentences up to `back` before, nearest first, then those up to `back` after."""
    before = range(place - 1, max(-1, place - 1 - back), -1)
    after = range(place + 1, min(len(units), place + 1 + back))
    return [units[other] for other in (*before, *after)]


def _is_told(index: ReportIndex, unit: Unit, denier: str | None) -> bool:
    """Whether somebody else than the denier is said to say what the sentence tells."""
    attributions = (index.report.annotation.attributions[number] for number in unit.attributions)
    return any(said.force == "asserts" and said.speaker != denier for said in attributions)
