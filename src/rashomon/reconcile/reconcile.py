"""A story becomes a synopsis: the parts of this stage in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, groupby

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.story import Story
from rashomon.model.synopsis import StoryReport, Synopsis
from rashomon.reconcile.align.align import align
from rashomon.reconcile.align.scorer import Logistic
from rashomon.reconcile.claims.claims import draft_claims
from rashomon.reconcile.claims.denied import claim_denied, part_accounts
from rashomon.reconcile.claims.reasons import give_reasons
from rashomon.reconcile.claims.roles import part_roles
from rashomon.reconcile.claims.status import decide_status
from rashomon.reconcile.claims.values import claim_values, show_common
from rashomon.reconcile.denials.against import find_against
from rashomon.reconcile.denials.denials import find_denials
from rashomon.reconcile.differences.dated_twice import find_days_at_odds
from rashomon.reconcile.differences.differences import find_differences
from rashomon.reconcile.differences.estimates import find_rival_estimates
from rashomon.reconcile.differences.places import find_place_differences
from rashomon.reconcile.differences.readings import find_readings, weigh_terms
from rashomon.reconcile.differences.same_thing import SlotModels
from rashomon.reconcile.differences.slots import find_all_slots, find_values
from rashomon.reconcile.material.actors import merge_actors
from rashomon.reconcile.material.drafts import Material
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.reconcile.material.terms import find_terms
from rashomon.reconcile.material.units import find_units
from rashomon.reconcile.overview.cites import find_cites
from rashomon.reconcile.overview.figures import find_figures
from rashomon.reconcile.overview.headline import choose_headline
from rashomon.reconcile.overview.places import find_places
from rashomon.reconcile.overview.positions import find_positions
from rashomon.reconcile.overview.statements import find_statements
from rashomon.reconcile.overview.timeline import find_timeline
from rashomon.settings import ReconcileSettings
from rashomon.uncollected import uncollected

_DIGITS = re.compile(r"([0-9]{1,18})")


@uncollected
def reconcile(
    story: Story,
    reports: Sequence[AnnotatedReport],
    *,
    settings: ReconcileSettings,
    scorer: Mapping[str, Logistic] | None = None,
    slots: SlotModels | None = None,
) -> Synopsis:
    """Return the synopsis of `story`. `reports` are its reports in any order; reports of other stories are ignored.

    `scorer` and `slots` replace the trained weights that ship with the program, of claim alignment and of slots, as
    evaluation does.
    """
    material = gather(story, reports, settings=settings)
    alignment = align(material, settings=settings.align, scorer=scorer)
    drafts = draft_claims(material, alignment, settings=settings)
    weights = weigh_terms(material)
    readings = find_readings(material, drafts)
    opposed = (*find_rival_estimates(material, readings), *find_days_at_odds(material, readings))
    values = find_values(readings, weights, settings=settings.contrast.slots, models=slots, opposed=opposed)
    denials = find_denials(material, weights, settings=settings.contrast.against)
    told = find_all_slots(values, settings=settings.contrast.slots)
    drafts = show_common(material, drafts, told, alignment)
    drafts = (*drafts, *claim_values(material, drafts, told, alignment, settings=settings))
    made, of = claim_denied(material, drafts, denials, weights, settings=settings)
    drafts = (*drafts, *made)
    drafts, rivals = part_accounts(material, drafts, denials)
    drafts, exchanged = part_roles(material, drafts)
    rivals = rivals | exchanged
    drafts = give_reasons(
        material, alignment.looked, alignment.vetoes, drafts, pairs=alignment.pairs, settings=settings.align
    )
    places = find_place_differences(material, drafts, settings=settings.contrast.places)
    against = find_against(
        material, drafts, told, denials, places=places, rivals=rivals, of=of, settings=settings.contrast
    )
    statements = find_statements(material, drafts)
    originals = {copy.report: copy.original for copy in story.copies}
    days = [
        day
        for item in material.reports
        for day in (item.annotation.reference.earliest, item.annotation.reference.latest)
        if day is not None
    ]
    return Synopsis(
        story=story.id,
        headline=choose_headline(material, alignment.facets, central=settings.headline),
        first=min(days, default=None),
        last=max(days, default=None),
        reports=tuple(
            StoryReport(
                id=item.report.id,
                outlet=item.report.outlet,
                title=item.report.title,
                published=item.annotation.reference,
                path=item.report.path,
                url=item.report.url,
                copy_of=originals.get(item.report.id),
            )
            for item in material.reports
        ),
        claims=decide_status(material, drafts, against, denials, settings=settings.status),
        differences=find_differences(material, drafts, against, values, places, settings=settings.contrast),
        statements=statements,
        positions=find_positions(material, statements, settings=settings.contrast.positions),
        timeline=find_timeline(material, settings=settings.contrast.timeline),
        figures=find_figures(material),
        places=find_places(material),
        actors=material.actors.actors,
        copies=_copies(story),
        cites=find_cites(material),
    )


def _copies(story: Story) -> tuple[tuple[str, str], ...]:
    """Every two reports of one text, the later first: a copy and its original, and the copies of one original."""
    texts: dict[str, list[str]] = {}
    for copy in story.copies:
        texts.setdefault(copy.original, [copy.original]).append(copy.report)
    return tuple((later, earlier) for same in texts.values() for earlier, later in combinations(same, 2))


def _in_order(reports: Sequence[AnnotatedReport], story: Story) -> tuple[AnnotatedReport, ...]:
    """The reports of a story, which come in the order of publication: those of one moment, or of none, by the paths
    that they were read from, as a reader of a folder expects, each copy behind its original."""
    by_id = {item.report.id: item for item in reports}
    originals = {copy.report: by_id.get(copy.original) for copy in story.copies}

    def key(item: AnnotatedReport) -> tuple[list[str | int], bool, list[str | int], int, str]:
        original = originals.get(item.report.id)
        first = item if original is None else original
        record = item.report.record or 0
        own, of = _natural(item.report.path or ""), _natural(first.report.path or "")
        return of, original is not None, own, record, item.report.id

    runs = groupby(reports, key=lambda item: (item.annotation.reference.earliest, item.annotation.reference.moment))
    return tuple(item for _, run in runs for item in sorted(run, key=key))


def _natural(path: str) -> list[str | int]:
    """What sorts "2.txt" before "10.txt"."""
    return [int(part) if place % 2 else part for place, part in enumerate(_DIGITS.split(path))]


def gather(story: Story, reports: Sequence[AnnotatedReport], *, settings: ReconcileSettings) -> Material:
    """Put the story's reports in its order, merge their actors and cut them into units."""
    by_id = {item.report.id: item for item in reports}
    ordered = _in_order([by_id[key] for key in story.reports if key in by_id], story)
    place = {item.report.id: number for number, item in enumerate(ordered)}
    originals = {copy.report: copy.original for copy in story.copies}
    actors = merge_actors(ordered)
    terms = tuple(find_terms(item, actors) for item in ordered)
    return Material(
        story=story,
        reports=ordered,
        copy_of=tuple(place.get(originals.get(item.report.id, "")) for item in ordered),
        indices=tuple(ReportIndex(item) for item in ordered),
        actors=actors,
        terms=terms,
        units=find_units(ordered, actors, terms),
    )
