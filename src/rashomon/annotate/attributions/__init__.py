"""Who said what: source, cue and content spans of each report."""

from rashomon.annotate.attributions.find import find_attributions

__all__ = ["find_attributions"]
