"""placeholder: owner GROUP"""
from __future__ import annotations
from collections.abc import Sequence
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.ids import derive_id
from rashomon.model.story import Story
from rashomon.settings import GroupSettings


def group(reports: Sequence[AnnotatedReport], *, settings: GroupSettings) -> tuple[Story, ...]:
    ids = tuple(sorted(r.report.id for r in reports))
    return (Story(id=derive_id(*ids), reports=ids),) if ids else ()
