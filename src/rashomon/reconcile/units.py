"""Reports become units: one sentence each, with its clauses, canonical terms and what the layers say of it."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model.annotation import AnnotatedReport
from rashomon.reconcile.drafts import MergedActors, Unit
from rashomon.settings import AlignSettings


def find_units(
    reports: Sequence[AnnotatedReport], actors: MergedActors, *, settings: AlignSettings
) -> tuple[Unit, ...]:
    """Return the units of all reports in order of report and text; `Unit.number` is the place in this order."""
    return ()
