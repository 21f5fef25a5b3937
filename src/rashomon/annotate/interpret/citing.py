"""Sources inside sources: "the Journal reported, citing officials" holds a second attribution, of the officials."""

from __future__ import annotations

from bisect import bisect_left

from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.spans import Span

_CITING = frozenset({"citing", "quoting"})
_REACH = 12  # longest source that is taken over, in tokens; a longer one is mostly a misparse


def cited_sources(
    parsed: ParsedReport, found: tuple[FoundAttribution, ...]
) -> tuple[tuple[FoundAttribution, FoundAttribution], ...]:
    """Return (host, cited) pairs: whom an attribution's source is said to cite, with the host's content as content.

    The host is the last attribution of the sentence before "citing" whose cue is another. Nothing is added where the
    finder has an attribution with the same source.
    """
    doc = parsed.doc
    hosts = sorted(
        ((max(s.end for s in (*a.source, *a.cue)), a) for a in found if a.source and not _cites(parsed, a)),
        key=lambda h: h[0],
    )
    ends = [end for end, _ in hosts]
    sources = {s.start for a in found for s in a.source}
    out = []
    for token in doc:
        if token.lower_ not in _CITING:
            continue
        noun = next((c for c in token.children if c.dep_ in ("dobj", "pobj")), None)
        at = bisect_left(ends, token.idx)
        if noun is None or at == 0:
            continue
        host = hosts[at - 1][1]
        if hosts[at - 1][0] < token.sent.start_char:
            continue
        tokens = [t for t in noun.subtree if t.i - noun.left_edge.i < _REACH]
        if tokens[0].idx in sources:
            continue
        source = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        cue = Span(token.idx, token.idx + len(token))
        out.append(
            (host, FoundAttribution(source=(source,), cue=(cue,), content=host.content, confidence=host.confidence))
        )
    return tuple(out)


def _cites(parsed: ParsedReport, attribution: FoundAttribution) -> bool:
    text = parsed.report.text
    return any(text[s.start : s.end].lower() in _CITING for s in attribution.cue)
