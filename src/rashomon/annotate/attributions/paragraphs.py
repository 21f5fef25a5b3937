"""Quotations that run over paragraphs: what the eye sees and a window of words does not."""

from __future__ import annotations

from rashomon.annotate.attributions.decode import Draft
from rashomon.annotate.attributions.features import Columns


def continue_quotations(drafts: list[Draft], columns: Columns) -> None:
    """Give paragraphs that are wholly quoted and name no speaker to the last speaker quoted in the paragraph before."""
    by_window: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_window.setdefault(draft.window, []).append(draft)
    inside = columns.quote >= 6
    speaking: Draft | None = None
    for window, (first, last) in enumerate(columns.windows):
        own = by_window.get(window, [])
        if own:
            speaking = None
            for draft in own:
                if any(inside[b - 1] for _, b in draft.content):
                    speaking = draft
        elif last > first and bool(inside[first:last].all()):
            if speaking is not None:
                speaking.content.append((first, last))
        else:
            speaking = None
