"""The attributions of one report."""

from __future__ import annotations

from rashomon.annotate.attributions.rules import find_by_rules
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.settings import AttributionSettings


def find_attributions(parsed: ParsedReport, *, settings: AttributionSettings) -> tuple[FoundAttribution, ...]:
    """Return the attributions of the headline, the standfirst and the body, in the order of their content."""
    found = find_by_rules(parsed)
    return tuple(sorted(found, key=lambda a: (a.content, a.cue)))
