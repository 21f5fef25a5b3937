"""placeholder: owner RECONCILE"""
from __future__ import annotations
from collections.abc import Sequence
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.story import Story
from rashomon.model.synopsis import Citation, StoryReport, Synopsis
from rashomon.settings import ReconcileSettings


def reconcile(story: Story, reports: Sequence[AnnotatedReport], *, settings: ReconcileSettings) -> Synopsis:
    first = reports[0].report
    return Synopsis(story=story.id, headline=Citation(first.id, first.blocks[0].span.start, first.blocks[0].span.end), first=None, last=None,
        reports=tuple(StoryReport(id=r.report.id, outlet=r.report.outlet, title=r.report.title, published=r.annotation.reference, path=r.report.path) for r in reports),
        claims=(), differences=(), statements=(), positions=(), timeline=(), figures=(), places=(), actors=(), copies=(), cites=())
