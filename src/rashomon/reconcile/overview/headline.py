"""The headline that stands for a story: the newest of those that tell what the story is about."""

from __future__ import annotations

from collections import defaultdict

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation
from rashomon.reconcile.align.facets import Facets
from rashomon.reconcile.align.features import centrality
from rashomon.reconcile.material.drafts import Material
from rashomon.reconcile.material.report_index import ReportIndex

_CUT = ("...", "…")
"""How a headline ends that its page cut short."""
_SHORT = frozenset({"Co", "Corp", "Inc", "Jr", "Ltd", "Sr", "St"})
"""Words that end in a full stop without ending a sentence; so do letters and words with another stop ("U.S.")."""
_OUGHT = frozenset({"must", "ought", "should"})
_VOICES = frozenset({"person", "organisation"})


def choose_headline(material: Material, facets: Facets, *, central: float) -> Citation:
    """Return the last report's headline of those whose cosine with the story's centre is `central` of the best one's.

    A headline that its page cut short ("Girl who slapped..."), a sentence with a full stop, a question, a cry, what
    somebody ought to do, and that of a copy stand back, and so do those on somebody's word ("Army broke truce, rebels
    say", "Selvan: army broke truce") where one of the reporters' own is as central but for the square of `central`.
    Without any headline it is the first block, else the first report's text.
    """
    of_unit = centrality(facets)
    told: dict[int, list[tuple[Span, float]]] = defaultdict(list)
    on_their_word: set[int] = set()
    for unit in material.units:
        if unit.role == "headline":
            told[unit.report].append((unit.span, float(of_unit[unit.number])))
            if unit.attributions or _names_a_voice(material.reports[unit.report], unit.span):
                on_their_word.add(unit.report)
    found = []
    for report, spans in sorted(told.items()):
        text = material.reports[report].report.text
        block = next(b for b in material.reports[report].report.blocks if b.span.contains(spans[0][0]))
        value = max(value for span, value in spans if block.span.contains(span))
        words = text[block.span.start : block.span.end]
        stands_back = words.endswith(_CUT) or _is_sentence(words) or material.copy_of[report] is not None
        stands_back = stands_back or _judges(material.indices[report], block.span)
        found.append((stands_back, value, report, block.span))
    if not found:
        return _first_block(material)
    kept = [entry for entry in found if entry[0] == min(found)[0]]
    best = max(value for _, value, _, _ in kept)
    own = [entry for entry in kept if entry[2] not in on_their_word and entry[1] >= central * central * best]
    kept = own or kept
    best = max(value for _, value, _, _ in kept)
    _, _, report, span = max((entry for entry in kept if entry[1] >= central * best), key=lambda entry: entry[2])
    return Citation(material.reports[report].report.id, span.start, span.end)


def _judges(index: ReportIndex, headline: Span) -> bool:
    """Whether the headline asks, shouts, or says what ought to be: that of an opinion or a tabloid as a rule. What
    somebody is quoted as saying ("Trains should stop", union says) is on their word."""
    tokens = index.tokens
    own = [t for t in index.inside(headline) if not index.attributions_over(tokens.start[t])]
    words = index.text(headline)
    return words.endswith("?") or "!" in words or any(tokens.lemma[t].lower() in _OUGHT for t in own)


def _is_sentence(words: str) -> bool:
    """Whether what stands for a headline ends with a full stop that is none of an abbreviation.

    >>> _is_sentence("Ferry sank at dawn."), _is_sentence("Ferry was bound for the U.S.")
    (True, False)
    """
    if not words.endswith("."):
        return False
    last = words.split()[-1][:-1]
    return len(last) > 1 and "." not in last and last not in _SHORT


def _names_a_voice(item: AnnotatedReport, headline: Span) -> bool:
    """Whether the headline begins with a person or organisation and a colon: what follows is as a rule their word. A
    country or town before a colon is where it happened."""
    colon = item.report.text.find(":", headline.start, headline.end)
    before = Span(headline.start, colon) if colon > headline.start else None
    return any(
        mention.span == before
        for actor in item.annotation.actors
        if actor.kind in _VOICES
        for mention in actor.mentions
    )


def _first_block(material: Material) -> Citation:
    for item in material.reports:
        for block in item.report.blocks:
            return Citation(item.report.id, block.span.start, block.span.end)
    first = material.reports[0].report
    return Citation(first.id, 0, max(1, len(first.text)))
