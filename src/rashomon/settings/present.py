"""Stage 6, present."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.settings.reconcile import FEW_REPORTS


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentSettings:
    """Stage 6, present. How much a terminal shows before `--all`; chosen so that a story of ten reports fits two
    screens of fifty lines. Counts of lines, speakers and issues."""

    lines_per_section: int = 8
    lines_per_voice: int = 3
    voices: int = 8
    issues: int = 4
    firm: float = 0.75
    """Least probability with which a span must state a claim's gist to be shown as agreeing with it; weaker ones are in
    the JSON, and a claim with no others stands under "Perhaps the same". Of the spans shown from .75, 87 in a hundred
    are right for sentences and 92 for clauses (.65: 85 and 87), on stories that the scorer has not seen."""
    firm_few: float = 0.7
    """The same in stories of under `few_reports` reports, whose scorer is another: of the pairs of sentences from .7 on
    parts of two and three reports of stories that it has not seen, 95 in a hundred are right, and 88 on parts of
    invented ones, in which no two papers use the same words (.6: 93 and 82, with a quarter and two fifths more
    pairs)."""
    few_reports: int = FEW_REPORTS
    least: float = 0.2
    """Least probability that two unequal values are of one thing for them to be shown at all; the others are in the
    JSON. Of the figures below it 33 of 92 are of one thing, of those above it 140 of 206 (labelled and invented
    stories, none of them seen by its scorer)."""
    sure: float = 0.4
    """Least probability that two unequal values are of one thing for them to be shown as a conflict; what is less
    sure is told as a difference only. At .4 the slot model's F1 over pairs of figures is .69 on stories it has not
    seen."""
    told: float = 0.8
    """Share of a claim's gist that a claim before it must show for it to be told already; 0 to 1. Read off the sample
    coverage."""
    told_alike: float = 0.5
    """The same for a claim of the very same reports: a clause and its whole sentence are one line. Read off invented
    coverage of four events."""
    narrowest: int = 40
    """Columns below which text is no longer narrowed."""
    piped_width: int = 100
    """Columns of text that goes into a file or a pipe."""
