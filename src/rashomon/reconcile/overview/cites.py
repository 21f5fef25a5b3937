"""Which report rests on which outlet: "The Harbor Ledger reported", "told the Harbor Ledger"."""

from __future__ import annotations

from rashomon.model.annotation import Annotation, Mention
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Cite
from rashomon.reconcile.material.drafts import TOLD_IN, Material
from rashomon.reconcile.material.report_index import ReportIndex

_TOLD_TO = frozenset({"tell", "inform"})
_SPOKEN_TO = frozenset({"speak", "talk", "statement", "interview", "comment", "remark", "email", "e-mail", "letter"})


def find_cites(material: Material) -> tuple[Cite, ...]:
    """Return, for each report, the outlets on whose work it says that it rests, in the order of the text.

    An outlet is cited where it is the source of an attribution, or is the one to whom somebody spoke. A report does
    not cite its own outlet.
    """
    cites, known = [], material.actors.by_id
    for item, index in zip(material.reports, material.indices, strict=True):
        found: dict[str, set[Span]] = {}
        for actor in item.annotation.actors:
            if actor.kind != "outlet" or _same_outlet(actor.name, item.report.outlet):
                continue
            merged = material.actors.of.get((item.report.id, actor.id), actor.id)
            for mention in actor.mentions:
                span = _citing(index, item.annotation, mention)
                if span is not None and index.role(mention.span.start) in TOLD_IN:
                    found.setdefault(merged, set()).add(span)
        for merged, spans in sorted(found.items(), key=lambda pair: (min(pair[1]), pair[0])):
            cites.append(
                Cite(
                    report=item.report.id,
                    outlet=known[merged].name if merged in known else merged,
                    spans=tuple(Citation(item.report.id, span.start, span.end) for span in sorted(spans)),
                )
            )
    return tuple(cites)


def _citing(index: ReportIndex, annotation: Annotation, mention: Mention) -> Span | None:
    """Return the stretch of text that makes the mention a citation (from the outlet to the cue), or None."""
    for attribution in annotation.attributions:
        for source in attribution.source:
            if source.overlaps(mention.span):
                ends = [source, *(cue for cue in attribution.cue if _near(source, cue))]
                return Span(min(s.start for s in ends), max(s.end for s in ends))
    head = index.head_of(mention.span)
    if head is None:
        return None
    above = index.tokens.head[head]
    lemma, dep = index.tokens.lemma[above], index.tokens.dep[head]
    if dep in {"dobj", "dative"} and lemma in _TOLD_TO:
        return _between(index, above, mention)
    if dep == "pobj" and lemma in {"to", "with"} and index.tokens.lemma[index.tokens.head[above]] in _SPOKEN_TO:
        return _between(index, index.tokens.head[above], mention)
    return None


def _near(source: Span, cue: Span, *, window: int = 40) -> bool:
    return cue.start - source.end <= window and source.start - cue.end <= window


def _between(index: ReportIndex, token: int, mention: Mention) -> Span:
    start, end = index.tokens.start[token], index.tokens.end[token]
    return Span(min(start, mention.span.start), max(end, mention.span.end))


def _same_outlet(name: str, outlet: str | None) -> bool:
    """Whether an outlet's name and a report's outlet (a name or a domain) are the same letters."""
    if not outlet:
        return False
    letters = "".join(char for char in name.casefold() if char.isalnum())
    domain = outlet.casefold().removeprefix("www.").split(".")[0] if "." in outlet else outlet.casefold()
    return letters == "".join(char for char in domain if char.isalnum())
