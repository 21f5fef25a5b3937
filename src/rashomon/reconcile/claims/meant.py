"""Which claims a denial is of: the spans that tell what is denied, and the claims that have just these."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation
from rashomon.reconcile.claims.readable import readable
from rashomon.reconcile.denials.antecedent import is_told_of
from rashomon.reconcile.denials.denials import Denial
from rashomon.reconcile.differences.readings import TermWeights
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.material.terms import commonness, is_number
from rashomon.reconcile.origins.origins import Origins, says_it
from rashomon.settings import ReconcileSettings


class Meant:
    """Looks up what tells the same as the sentence that a denial answers."""

    def __init__(
        self,
        material: Material,
        drafts: Sequence[ClaimDraft],
        denials: Sequence[Denial],
        weights: TermWeights,
        *,
        settings: ReconcileSettings,
    ) -> None:
        self.material, self.weights, self.settings = material, weights, settings.contrast.against
        self.drafts: Mapping[str, ClaimDraft] = {draft.id: draft for draft in drafts}
        self.denying = {denial.unit for denial in denials if denial.how != "no comment"}
        self.origins = Origins(material, settings=settings.status)
        self.names = {actor.id: actor.name for actor in material.actors.actors}
        self.by_unit: dict[int, list[tuple[DraftSupport, str]]] = defaultdict(list)
        self._known: dict[Citation, frozenset[str]] = {}
        for draft in drafts:
            for support in draft.support:
                self.by_unit[support.unit].append((support, draft.id))

    def side(self, by: str | None) -> str | None:
        """Whose denial it is: a country, for those that are of one, else the actor; None for nobody known."""
        actor = self.material.actors.by_id.get(by or "")
        return (actor.country or actor.id) if actor is not None else None

    def near(self, denial: Denial) -> dict[str, DraftSupport]:
        """The claims of the stretch that a denial answers, each with its span there; not those of the denial itself."""
        answers = denial.answers
        inside = answers.unit == denial.unit  # "which he denies": the sentence says both
        return {
            claim: support
            for support, claim in self.by_unit.get(answers.unit, ())
            if _shares(support.at, answers.span)
            and not (inside and support.at.start < denial.at.end and denial.at.start < support.at.end)
        }

    def spans(self, denial: Denial) -> list[DraftSupport]:
        """The spans of other sentences that tell what is denied, one a sentence, in their order.

        Sentences that no claim of the stretch has must tell more of it, and only the fullest of a report counts.
        """
        answers = denial.answers
        unit = self.material.units[answers.unit]
        own = self._inside(unit.report, answers.span)
        denied = (answers.terms & own if answers.terms else own) or own
        weigh = _rarity if answers.terms else self.weights.__getitem__
        total = math.fsum(weigh(term) for term in denied)
        if not total:
            return []
        settings = self.settings
        least = settings.told_named if answers.terms else settings.told_pointed
        best: dict[int, tuple[float, int, DraftSupport]] = {}
        pool = [s for claim in sorted(self.near(denial)) for s in self._surest(self.drafts[claim])]
        further = [s for other in answers.also for s in self._of(other)]
        aligned = {support.unit for support in pool if support.confidence >= settings.sure}
        for support in (*pool, *further):
            if support.unit in self.denying or support.unit in (answers.unit, denial.unit):
                continue
            if answers.whose and not is_told_of(self.material, self.material.units[support.unit], answers.whose):
                continue
            near = support.unit in aligned or self.material.units[support.unit].report == unit.report
            asked = least if near else settings.told_alone
            share = math.fsum(weigh(t) for t in denied & self._terms(support)) / total
            if share < asked or says_it(self.names.get(denial.by or ""), support.chain[-1:]):
                continue
            rank = (share, support.at.start - support.at.end, support)
            if support.unit not in best or rank[:2] > best[support.unit][:2]:
                best[support.unit] = rank
        fullest: dict[int, int] = {}
        for number, row in sorted(best.items()):
            report = self.material.units[number].report
            if report not in fullest or row[:2] > best[fullest[report]][:2]:
                fullest[report] = number
        kept = {support.unit for support in pool} | set(fullest.values())
        return [best[n][2] for n in sorted(best) if n in kept]

    def answered(self, denial: Denial) -> DraftSupport:
        """The stretch that a denial answers as the span of a claim."""
        answers = denial.answers
        unit = self.material.units[answers.unit]
        inside = answers.unit == denial.unit
        told_by = answers.span if inside or answers.terms else unit.span
        chain, origin = self.origins.find(unit, told_by)
        shown = told_by if inside else readable(self.material.indices[unit.report], unit, told_by)
        return DraftSupport(at=self.material.citation(unit.report, shown), unit=unit.number, origin=origin, chain=chain)

    def _of(self, number: int) -> list[DraftSupport]:
        """The spans of a sentence in claims; the sentence itself, where it is in none."""
        known = [support for support, _ in self.by_unit.get(number, ())]
        if known:
            return known
        unit = self.material.units[number]
        chain, origin = self.origins.find(unit, unit.span)
        return [
            DraftSupport(at=self.material.citation(unit.report, unit.span), unit=number, origin=origin, chain=chain)
        ]

    def same(self, denials: Sequence[Denial], units: frozenset[int]) -> str | None:
        """The claim of what the denials answer that has most of the sentences, and few others; None where none has.

        It is not what one of those who deny says.
        """
        found = []
        for claim, support in sorted({pair for denial in denials for pair in self.near(denial).items()}, key=_by_id):
            draft = self.drafts[claim]
            own = {s.unit for s in draft.support}
            share = len(own & units) / len(own | units)
            voice = next(s.chain[-1:] for s in draft.support if s.at == draft.gist)
            theirs = any(denial.unit in own and denial.unit != denial.answers.unit for denial in denials)
            theirs = theirs or any(says_it(self.names.get(denial.by or ""), voice) for denial in denials)
            if support.confidence >= self.settings.sure and share > self.settings.told_same and not theirs:
                found.append((-share, claim))
        return min(found)[1] if found else None

    def _surest(self, draft: ClaimDraft) -> Sequence[DraftSupport]:
        """The spans of a claim; of one that very many reports tell those that tell it most surely."""
        most = self.settings.most_candidates
        if len(draft.support) <= most:
            return draft.support
        return sorted(draft.support, key=lambda support: (-support.confidence, support.at))[:most]

    def _terms(self, support: DraftSupport) -> frozenset[str]:
        known = self._known.get(support.at)
        if known is None:
            report = self.material.units[support.unit].report
            known = self._known[support.at] = self._inside(report, Span(support.at.start, support.at.end))
        return known

    def _inside(self, report: int, span: Span) -> frozenset[str]:
        terms = self.material.terms[report]
        found = (terms[token] for token in self.material.indices[report].inside(span))
        return frozenset(term for term in found if term and not is_number(term))


def _by_id(pair: tuple[str, DraftSupport]) -> tuple[str, int]:
    return pair[0], pair[1].at.start


def _rarity(term: str) -> float:
    """The weight of a term that a denial names: 1 for one that no other news uses."""
    return 1.0 - commonness(term)


def _shares(at: Citation, span: Span) -> bool:
    """Whether two spans of one report overlap by half of the shorter."""
    common = min(at.end, span.end) - max(at.start, span.start)
    return 2 * common >= min(at.end - at.start, span.end - span.start)
