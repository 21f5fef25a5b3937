"""placeholder: owner CONTRAST. Dated and planned events."""

from __future__ import annotations

from rashomon.model.synopsis import TimelineEntry
from rashomon.reconcile.drafts import Material
from rashomon.settings import ContrastSettings


def find_timeline(material: Material, *, settings: ContrastSettings) -> tuple[TimelineEntry, ...]:
    """Dated and planned events."""
    return ()
